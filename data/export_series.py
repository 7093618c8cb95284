"""`series.csv`: one row for each thing that claims are about, beside official figures and what follows from growth.

`value_latest` is a rule, not a truth: the newest actual value among those that a person accepted or fixed; where there
is none, the newest actual value. Minimum, maximum and spread are those of actual values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import Field

from data.claims import Frequency, decimal_text
from extractors.records import Indicator, Measure, Record

if TYPE_CHECKING:
    import pandas as pd

    from data.store import Store

Table = dict[str, list[Any]]
Facts = Mapping[str, Mapping[str, Any]]  # claim_key -> cells of implied_prev, official_*
PREVIOUS = "previous_by_"
_ACCEPTED = frozenset({"accepted", "fixed"})
_CONFLICTS = frozenset({"disagreement", "mirror", "growth_mismatch"})


class SeriesRow(Record):
    """One row of `series.csv`."""

    claim_key: str = Field(description="Key of the row; the same in claims.csv")
    indicator: Indicator = Field(description="What is measured")
    measure: Measure = Field(description="level, signed change in percent or units, or times")
    reporter: str = Field(description="ISO 3166-1 alpha-3, WLD or a group code")
    partner: str = Field(description="The other side")
    product: str | None = Field(description="Empty for the total")
    period: str | None = Field(description="As in claims.csv; empty: not stated")
    period_start: date | None = Field(description="First day of the period")
    period_end: date | None = Field(description="Last day of the period, inclusive")
    freq: Frequency | None = Field(description="As in claims.csv")
    unit: str = Field(description="As in claims.csv")
    n_claims: int = Field(description="Claims of every status")
    n_speakers: int = Field(description="Different speakers; the articles themselves count as one")
    n_sources: int = Field(description="Articles")
    value_first: Decimal | None = Field(description="First actual value that was said")
    value_latest: Decimal | None = Field(description="Newest actual value, accepted ones before others")
    value_min: Decimal | None = Field(description="Smallest actual value")
    value_max: Decimal | None = Field(description="Largest actual value")
    spread_pct: Decimal | None = Field(description="Distance of those two in percent of the smaller, two decimals")
    implied_prev: Decimal | None = Field(description="Value a year before that follows from a stated growth")
    official_reporter: Decimal | None = Field(description="The reporter's own statistics")
    official_partner: Decimal | None = Field(description="The partner's statistics of the same flow")
    official_source: str | None = Field(description="Whose table")
    official_vintage: str | None = Field(description="Its vintage")
    conflict: bool = Field(description="true: at least two claims contradict each other")


SERIES_COLUMNS: tuple[str, ...] = tuple(SeriesRow.model_fields)
_KEYS = SERIES_COLUMNS[: SERIES_COLUMNS.index("n_claims")]


def series_table(claims: Table, facts: Facts | None = None) -> Table:
    """The cells of `series.csv` from those of `claims.csv` (amounts as exact text), in the same order.

    Args:
        claims: Cells of every column of claims.csv.
        facts: What is known from elsewhere (`known_facts`).
    """
    groups: dict[str, list[int]] = {}
    for row, key in enumerate(claims["claim_key"]):
        groups.setdefault(key, []).append(row)
    rows = [_row(claims, members, (facts or {}).get(key, {})) for key, members in groups.items()]
    return {name: [row.get(name) for row in rows] for name in SERIES_COLUMNS}


def _row(claims: Table, members: list[int], facts: Mapping[str, Any]) -> dict[str, Any]:
    first = members[0]
    actual = [m for m in members if claims["status"][m] == "actual"]
    said = sorted(actual, key=lambda m: (claims["published"][m], claims["claim_id"][m]))
    accepted = [m for m in said if claims["review"][m] in _ACCEPTED]
    values = [Decimal(claims["value"][m]) for m in actual]
    low, high = (min(values), max(values)) if values else (None, None)
    return {
        **{name: claims[name][first] for name in _KEYS},
        "n_claims": len(members),
        "n_speakers": len({claims["speaker"][m] for m in members}),
        "n_sources": len({claims["source_id"][m] for m in members}),
        "value_first": claims["value"][said[0]] if said else None,
        "value_latest": claims["value"][(accepted or said)[-1]] if said else None,
        "value_min": None if low is None else decimal_text(low),
        "value_max": None if high is None else decimal_text(high),
        "spread_pct": _spread(low, high),
        "conflict": any(claims["conflict_class"][m] in _CONFLICTS for m in members),
        **facts,
    }


def _spread(low: Decimal | None, high: Decimal | None) -> str | None:
    if low is None or high is None or low == 0:
        return None
    return decimal_text(((high - low) / abs(low) * 100).quantize(Decimal("0.01")))


def known_facts(frame: pd.DataFrame, store: Store) -> dict[str, dict[str, Any]]:
    """What the comparison knows about each key: the value a year before that growth implies, and official figures."""
    facts: dict[str, dict[str, Any]] = {}
    levels = frame[(frame["measure"] == "level") & frame["period"].notna()]
    _implied(frame, levels, facts)
    _official(levels, store.reference_frame(), facts)
    return facts


def _implied(frame: pd.DataFrame, levels: pd.DataFrame, facts: dict[str, dict[str, Any]]) -> None:
    from data.claims import pair_of
    from data.comparison import implied

    keys = dict(zip(levels["claim_id"], levels["claim_key"], strict=True))
    pairs = [pair_of(*sides) for sides in zip(frame["reporter"], frame["partner"], strict=True)]
    for pair, rows in frame.groupby(pairs):
        for value in implied(rows, str(pair)):
            if not value.rule.startswith(PREVIOUS) or value.value is None:
                continue
            for key in {keys[claim] for claim in value.basis if claim in keys}:
                facts.setdefault(key, {})["implied_prev"] = _rounded(value.value)


def _official(levels: pd.DataFrame, reference: pd.DataFrame, facts: dict[str, dict[str, Any]]) -> None:
    from data.comparison import official_sides

    if reference.empty:
        return
    wanted = levels[levels["product"].isna()]
    for (reporter, partner, indicator), rows in wanted.groupby(["reporter", "partner", "indicator"]):
        sides = official_sides(reference, (str(reporter), str(partner)), str(indicator))
        keys = {(p, u): k for p, u, k in zip(rows["period"], rows["unit"], rows["claim_key"], strict=True)}
        for side in sides.to_dict("records"):
            key = keys.get((side["period"], side["unit"]))
            if key is not None:
                known = facts.setdefault(key, {})
                column = "official_reporter" if side["side"] == reporter else "official_partner"
                known[column] = _rounded(side["value"])
                known["official_source"], known["official_vintage"] = str(side["source"]), str(side["vintage"])


def _rounded(value: Any) -> str:
    """A computed value with as many digits as it can be trusted for."""
    return decimal_text(Decimal(f"{float(value):.6g}"))


FactsOf = Callable[["pd.DataFrame", "Store"], Facts]
