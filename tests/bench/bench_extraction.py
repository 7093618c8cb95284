"""How fast articles are read: `python -m tests.bench.bench_extraction [FILE.jsonl] [--peers-python PATH]`.

Prints articles and megabytes a second on one core, the floor measured in the same run (parsing the JSON, one pass of
the automaton of the pack, one expression for numbers), how many floors the extraction costs, and how time grows.
Without a file the annotated articles are read. Behind it stand other extractors on the same ones (`bench_peers`); what
loading a pack costs is told by `bench_packs`.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from data import annotated
from extractors import Article, compiled, extract
from extractors.languages.pack import load
from extractors.mentions.lexicon import read
from tests.bench.bench_peers import compare

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = re.compile(r"\d[\d.,]*")
KILO = 1000


def main() -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description="How fast articles are read, and how fast and right the peers are.")
    parser.add_argument("articles", nargs="?", type=Path, help="JSONL; the annotated articles unless given")
    parser.add_argument("--peers-python", metavar="PATH", help="a Python that has the peers; this one unless given")
    options = parser.parse_args()
    files = [options.articles] if options.articles else annotated.gold_files()
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    fields = ("id", "lang", "published", "title", "text")
    articles = [Article(**{k: v for k, v in json.loads(line).items() if k in fields}) for line in lines]
    size = sum(len(article.text.encode()) for article in articles)
    for article in articles:
        extract(article)  # packs load at first use
    full = _seconds(lambda: [extract(article) for article in articles])
    floor = _seconds(lambda: [_floor(line, article) for line, article in zip(lines, articles, strict=True)])
    print(f"how the extractor runs: {compiled.kind()}")
    print(f"extraction  {len(articles) / full:8.0f} articles/s  {size / full / 1e6:6.2f} MB/s")
    print(f"floor       {len(articles) / floor:8.0f} articles/s  {size / floor / 1e6:6.2f} MB/s")
    print(f"times the floor {full / floor:.1f}")
    for lang in sorted({article.lang or "" for article in articles}):
        own = [article for article in articles if (article.lang or "") == lang]
        each = _seconds(lambda own=own: [extract(article) for article in own]) / len(own)
        print(f"  {lang or 'no language':9} {1 / each:8.0f} articles/s")
    base = max(articles, key=lambda article: len(article.text))
    for size in (1, 10, 100, 1000, 10_000):
        text = (base.text + "\n") * (size * KILO // len(base.text) + 1)
        long = base.model_copy(update={"text": text})
        print(f"{len(text) // KILO:6} K letters  {_a_letter(long):6.2f} us a letter")
    for name, text in (("digits", "7" * 100_000), ("brackets", "(" * 10_000), ("one word", "trade " * 20_000)):
        hostile = base.model_copy(update={"text": text})
        print(f"{name:10} {_a_letter(hostile):6.2f} us a letter")
    compare(options.peers_python)


def _floor(line: str, article: Article) -> int:
    text = json.loads(line)["text"]
    return len(read("text", text, load(article.lang or "en")).hits) + len(NUMBER.findall(text))


def _a_letter(article: Article) -> float:
    return _seconds(lambda: extract(article), 1) * 1e6 / len(article.text)


def _seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the processor time of the quickest of several runs."""
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
