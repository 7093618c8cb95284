"""An archive run with a worker that dies on the way: the same result as without, byte for byte after sorting.

    python -m tests.bench.bench_archive [--articles 100000] [--parts 40] [--workers 2] [--source FILE.jsonl]
        [--serial] [--extract module:function]

Runs the archive with workers, then again with one of them killed by SIGKILL after a third of the parts; `--serial` adds
a run in one process. `--source` takes articles from a file, repeated under other ids and titles until there are enough;
without it they are made up. Prints rates by the clock and by processor time, and fails where the results differ.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import os
import resource
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.archive import ArchiveReport, archive
from tests.data.pages import EN, RU, TR


def made_up(count: int) -> Iterator[dict[str, Any]]:
    """Articles of one to two sentences in the three languages, all different."""
    for number in range(count):
        story = (TR, RU, EN)[number % 3]
        text = f"{story[number % len(story)]} ({number})"
        day = f"2025-{1 + number % 12:02d}-11"
        yield {"id": f"a{number}", "published": day, "title": f"Haber {number}", "text": text}


def repeated(source: Path, count: int) -> Iterator[dict[str, Any]]:
    """The articles of a JSONL file, again and again under other ids and titles."""
    lines = [
        line for line in source.read_text("utf-8").split("\n") if line.strip() and json.loads(line).get("published")
    ]
    for number, line in zip(range(count), itertools.cycle(lines), strict=False):
        record = json.loads(line)
        turn = number // len(lines)
        yield record | {
            "id": f"{record['id']}-{turn}",
            "title": f"{record['title']} ({turn})" if turn else record["title"],
        }


def write_parts(folder: Path, articles: Iterator[dict[str, Any]], count: int, parts: int) -> None:
    """So many files of the same number of articles."""
    folder.mkdir()
    for number in range(parts):
        size = count * (number + 1) // parts - count * number // parts
        with (folder / f"part-{number:03d}.jsonl").open("w", encoding="utf-8") as stream:
            for record in itertools.islice(articles, size):
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def digest(out: Path) -> tuple[int, str]:
    """Number of lines of a result, and a hash of them all, sorted."""
    lines: list[bytes] = []
    for path in out.glob("*.articles.jsonl.gz"):
        with gzip.open(path) as stream:
            lines += stream.readlines()
    lines.sort()
    return len(lines), hashlib.sha256(b"".join(lines)).hexdigest()


class KillOne:
    """Kills the worker that is at work when a third of the parts is done, in the middle of its part."""

    def __init__(self, out: Path, parts: int) -> None:
        self._out = out
        self._after = parts // 3
        self.killed: int | None = None

    def __call__(self, report: ArchiveReport) -> None:
        """Called after each part."""
        if self.killed is not None or report.done < self._after:
            return
        half_done = sorted(self._out.glob("*.tmp.*"))
        if half_done:
            self.killed = int(half_done[0].name.rpartition(".")[2])
            os.kill(self.killed, signal.SIGKILL)


def processor_seconds() -> float:
    """Of this process and of all its children that have ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def run(name: str, source: Path, out: Path, articles: int, **options: Any) -> tuple[int, str]:
    """One run, its figures printed; number of lines and digest of its result."""
    begun, worked = time.perf_counter(), processor_seconds()
    report = archive(source, out, **options)
    seconds, busy = time.perf_counter() - begun, processor_seconds() - worked
    print(
        f"{name:8s} {seconds:7.1f} s = {articles / seconds:6.0f} articles/s; {busy:7.1f} s of processor time = "
        f"{articles / busy:6.0f} articles/s a core\n         {report.summary()}",
        flush=True,
    )
    if report.lost or report.read + report.failed + report.other_languages != articles:
        raise SystemExit(f"{name}: not all articles were read")
    return digest(out)


def main() -> None:
    """Run and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--source", type=Path, help="a JSONL file of articles")
    parser.add_argument("--serial", action="store_true", help="also in one process")
    parser.add_argument("--extract", default="extractors:extract")
    given = parser.parse_args()
    count, parts = given.articles, given.parts
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        write_parts(source, repeated(given.source, count) if given.source else made_up(count), count, parts)
        kill = KillOne(Path(folder, "killed"), parts)
        ways: dict[str, dict[str, Any]] = {"serial": {"workers": 0}} if given.serial else {}
        ways |= {"workers": {"workers": given.workers}, "killed": {"workers": given.workers, "progress": kill}}
        found = {
            name: run(name, source, Path(folder, name), count, extract=given.extract, **options)
            for name, options in ways.items()
        }
        print(f"killed process {kill.killed}; lines and digest of the result: {found['workers']}")
        if kill.killed is None:
            raise SystemExit("no worker was killed")
        if len(set(found.values())) > 1:
            raise SystemExit(f"NOT the same: {found}")
        print("the same bytes after sorting")


if __name__ == "__main__":
    main()
