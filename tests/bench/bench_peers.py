"""What other extractors find in the gold articles, and how fast, beside ours on the same articles in the same run.

No peer yields indicator, pair or direction; what can be compared is the bare value of an annotated figure, found
anywhere in its article, and for finders of dates a day inside the annotated period. The peers are no dependencies of
the project: `--peers-python` names a Python that can import them.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import annotated
from extractors import Article, extract, find_mentions
from extractors.mentions.calendar import Period
from extractors.records import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.annotated import GoldArticle

WORKER = Path(__file__).with_name("peers_worker.py")
SECONDS = 20.0
DATES = frozenset({"dateparser"})
MONEY = frozenset({"natasha"})  # reads sums of money only, and is asked for nothing else
_TIMEOUT = 600


@dataclass(frozen=True, slots=True)
class Row:
    """One peer in one language: how many of the annotated values it found and we did, and articles a second of both."""

    peer: str
    lang: str
    articles: int
    wanted: int
    found: int
    ours: int
    speed: float
    our_speed: float


def compare(python: str | None) -> None:
    """Print a table of the peers that the Python can import, and how to install the others.

    Args:
        python: The interpreter that has the peers; that of the bench where None.
    """
    gold = annotated.load_gold(annotated.gold_files())
    lines = [
        json.dumps({"id": g.article.id, "lang": g.lang, "text": f"{g.article.title}\n{g.article.text}"}) for g in gold
    ]
    run = subprocess.run(
        [python or sys.executable, str(WORKER), str(SECONDS)],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT,
    )
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode or not reports:
        print(f"peers: {python or sys.executable} does not run them: {run.stderr.strip().splitlines()[-1:]}")
        return
    print("peer              lang  articles   found    ours   times   articles/s     ours   times")
    for report in reports:
        if "missing" in report:
            print(f"{report['peer']:16}  not here ({report['missing']}); to see it: python -m venv peers, ", end="")
            print(f"peers/bin/pip install {report['install']}, then --peers-python peers/bin/python")
            continue
        for row in rows(report, gold):
            found = f"{share(row.found, row)}  {share(row.ours, row)}  {ratio(row.ours, row.found)}"
            speed = f"{row.speed:11.1f}  {row.our_speed:7.0f}  {ratio(row.our_speed, row.speed)}"
            print(f"{row.peer:16}  {row.lang:4}  {row.articles:8}  {found}  {speed}")
        if report["faults"]:
            print(f"{report['peer']:16}  raised on {report['faults']} articles")
    print(
        "found, ours: share of the annotated bare values (natasha: sums; dateparser: periods); times: ours over theirs."
    )
    print("The articles are those that our rules were written with: unseen ones are a little harder for us.")


def share(count: int, row: Row) -> str:
    """Return a share of what was wanted, in percent."""
    return f"{100 * count / row.wanted:5.1f}%"


def ratio(ours: float, theirs: float) -> str:
    """Return how many times theirs goes into ours."""
    return f"{ours / theirs:6.1f}" if theirs else "   inf"


def rows(report: dict[str, Any], gold: Iterable[GoldArticle]) -> list[Row]:
    """Return a row a language of what a peer has read."""
    dates = report["peer"] in DATES
    read = [entry for entry in gold if entry.article.id in report["found"]]
    total = sum(len(entry.article.text) for entry in read) or 1
    table = []
    for lang in dict.fromkeys(entry.lang for entry in read):
        here = [entry for entry in read if entry.lang == lang]
        texts = [entry.article for entry in here]
        wanted = found = ours = 0
        for entry in here:
            theirs, mine = report["found"][entry.article.id], our_dates(entry) if dates else our_values(entry)
            for observation in entry.observations:
                figure = observation.period if dates else observation.value
                if figure is None or (report["peer"] in MONEY and not observation.unit.isupper()):
                    continue
                wanted += 1
                found += holds(figure, theirs)
                ours += holds(figure, mine)
        part = sum(len(article.text) for article in texts) / total
        speed = len(texts) / (report["seconds"] * part) if report["seconds"] else 0.0
        table.append(Row(report["peer"], lang, len(texts), wanted, found, ours, speed, our_speed(texts)))
    return [row for row in table if row.wanted]


def our_values(entry: GoldArticle) -> list[str]:
    """Return the values of all quantities that we see, whatever they are about."""
    return [str(m.value.value) for m in find_mentions(entry.article) if isinstance(m.value, Quantity)]


def our_dates(entry: GoldArticle) -> list[str]:
    """Return the first days of all periods that we see."""
    periods = (m.value for m in find_mentions(entry.article) if isinstance(m.value, Period))
    starts = (period.iso.split("/")[0] for period in periods if period.iso)
    return [start + "-01-01"[len(start) - 4 if len(start) < 8 else 6 :] for start in starts]


def holds(figure: float | str, found: list[str]) -> bool:
    """Whether a value is among those found, without its sign, or a day of a period."""
    if isinstance(figure, str):
        first, last = figure.split("/")[0], figure.split("/")[-1]
        return any(first <= day[: len(first)] and day[: len(last)] <= last for day in found)
    return any(math.isclose(abs(figure), abs(number), rel_tol=1e-4) for number in map(_number, found))


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return math.nan  # a peer's "1/3" or "x"


def our_speed(articles: list[Article]) -> float:
    """Return the articles a second of the whole extraction, the quickest of three rounds."""
    best = math.inf
    for _ in range(3):
        began = time.process_time()
        for article in articles:
            extract(article)
        best = min(best, time.process_time() - began)
    return len(articles) / best if best else math.inf
