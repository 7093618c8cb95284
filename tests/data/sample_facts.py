"""The figures that the sample's README lists as disagreements, revisions and goals, as claims, group by group.

They are what the README's tables say (`sample_disagreements.csv`, `sample_goals.csv`), not what was extracted, so
that the comparison can be tested by itself. What must be found among them stands in `sample_expected.csv` and
`sample_outcomes.csv`.

Some lines of the README are no contradiction by the rule of intervals, and are expected as what they are: "about 2"
against "more than 1.4" is rounding; "current: $10 bn", said in December 2010, names no year (`period_unclear`);
Putin's $68 bn is published a day after his $64-65 bn, so it is a revision; Morgulov speaks of what Russia brought in,
and what China sent out is its mirror; what an article says in its own name beside an office is silent (the guide).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tests.data.hand_made import frame_of

_HERE = Path(__file__).parent


class Expected(NamedTuple):
    """A finding that must be there, with the articles whose claims must be in it."""

    group: str
    kind: str
    variant: str
    indicator: str
    measure: str
    period: str
    articles: frozenset[str]


class Outcome(NamedTuple):
    """What became of a goal in billions of dollars; `article` has the figure that shows it."""

    pair: str
    value: float
    due: str | None
    state: str
    article: str


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _groups(name: str) -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in _rows(name):
        groups.setdefault(row.pop("group"), []).append(row)
    return groups


DISAGREEMENTS = _groups("sample_disagreements.csv")
GOALS = _groups("sample_goals.csv")
EXPECTED = [
    Expected(*list(row.values())[:6], frozenset(row["articles"].split())) for row in _rows("sample_expected.csv")
]
OUTCOMES = [
    Outcome(row["pair"], float(row["billions"]), row["due"] or None, row["state"], row["article"])
    for row in _rows("sample_outcomes.csv")
]


def facts_frame(facts: list[dict[str, str]]) -> pd.DataFrame:
    """Return the facts of a group as claims; the day is in the article's id."""
    rows = []
    for fact in facts:
        cells = {name: text or None for name, text in fact.items()}
        article = fact["article"]
        day = article.split("-")[2]
        del cells["article"]
        rows.append(
            {
                **cells,
                "power": int(fact["power"]),
                "source_id": article,
                "outlet": article,
                "published": f"{day[:4]}-{day[4:6]}-{day[6:]}",
            }
        )
    return frame_of(rows)
