"""What the page of compared pairs draws: one line a pair (and direction), one value a year by the stated rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import parts, queries
from dashboard.filters import OWN_BASE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.labels import Labels

MOST = 9
CSV_COLUMNS = (
    "reporter",
    "partner",
    "indicator",
    "measure",
    "unit",
    "period",
    "value",
    "value_lo",
    "value_hi",
    "claim_id",
    "n_claims",
    "n_sources",
)
INDEX_COLUMNS = ("index", "index_base")


@dataclass(frozen=True)
class Lines:
    """The lines of a choice.

    Attributes:
        shown: Name of the pair (and direction) -> rows in order of the years; `value` is what is drawn, `stated` what
            was said, and an index has `index` and `index_base`.
        without_base: Names of those that have no value in the year of 100, or zero.
        left_out: How many are there beyond the most that one picture holds.
    """

    shown: dict[str, pd.DataFrame]
    without_base: tuple[str, ...] = ()
    left_out: int = 0

    def together(self) -> pd.DataFrame:
        """All rows, in the order of the lines."""
        return pd.concat(list(self.shown.values()), ignore_index=True)

    def csv(self) -> str:
        """The rows as a file: `value` as it was said, and the index beside it where one is drawn."""
        rows = self.together()
        columns = [*CSV_COLUMNS, *(name for name in INDEX_COLUMNS if name in rows.columns)]
        return rows.assign(value=rows["stated"])[columns].to_csv(index=False)


def yearly(pairs: Sequence[str], indicator: str, measure: str, day: date | None) -> pd.DataFrame:
    """The yearly values of the pairs: total and actual only; a directed indicator gives one series a direction."""
    tables = []
    for pair in pairs:
        table = queries.series(pair, indicator, measure, day)
        table = table[
            (table["status"] == "actual")
            & table["lane"].isin(["year", "stock"])
            & table["product"].isna()
            & (table["period_start"] <= table["published"])  # a year that had not begun cannot have ended
        ]
        if not table.empty:
            tables.append(table)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def by_name(table: pd.DataFrame, words: Labels) -> dict[str, pd.DataFrame]:
    """Name of the pair (and direction) -> one row a year."""
    found: dict[str, pd.DataFrame] = {}
    for (reporter, partner), part in table.groupby(["reporter", "partner"], sort=False):
        rows = part.assign(year=pd.to_datetime(part["period_start"]).dt.year, stated=part["value"])
        rows = rows.sort_values(["year", "published"]).drop_duplicates("year", keep="last")
        found[parts.sides_text(str(reporter), str(partner), str(part["indicator"].iloc[0]), words)] = rows
    return found


def ordered(shown: dict[str, pd.DataFrame], order: str) -> Lines:
    """The lines in the order asked for, at most as many as one picture holds."""
    if order == "name":
        items = sorted(shown.items())
    elif order == "value":
        items = sorted(shown.items(), key=lambda item: -float(item[1]["stated"].iloc[-1]))
    else:
        items = sorted(shown.items(), key=lambda item: -len(item[1]))
    return Lines(dict(items[:MOST]), left_out=max(0, len(items) - MOST))


def base_years(lines: Lines) -> tuple[list[str], str]:
    """The years that may be 100, and the one where nobody chose: the first that all lines have, else each its own."""
    having: dict[int, int] = {}
    for rows in lines.shown.values():
        for year in rows[rows["stated"] != 0]["year"]:
            having[int(year)] = having.get(int(year), 0) + 1
    common = [year for year in sorted(having) if having[year] == len(lines.shown)]
    return [OWN_BASE, *map(str, sorted(having))], str(common[0]) if common else OWN_BASE


def indexed(lines: Lines, base: str) -> Lines:
    """Each line as an index.

    Args:
        lines: The lines as stated.
        base: The year that is 100 on every line, or OWN_BASE for each line's own first one.
    """
    shown: dict[str, pd.DataFrame] = {}
    without = []
    for name, rows in lines.shown.items():
        start = rows[rows["stated"] != 0] if base == OWN_BASE else rows[rows["year"] == int(base)]
        if start.empty or float(start["stated"].iloc[0]) == 0:
            without.append(name)
            continue
        index = rows["stated"] / float(start["stated"].iloc[0]) * 100
        shown[name] = rows.assign(value=index, index=index, index_base=int(start["year"].iloc[0]))
    return Lines(shown, tuple(without), lines.left_out)
