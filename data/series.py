"""Claims -> series: one value a period by a stated rule, as it was known on any day.

The rule is `data.comparing.choice`: review, status, kind of speaker, exactness, newest. It is a rule and not a truth:
beside the chosen value stand the first and the latest, the lowest and the highest, and whether they contradict each
other. Full years, parts of years, running years, stocks and spans are different lanes and are never joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.comparing.choice import first_of
from data.comparing.disputes import disputed
from data.comparing.echoes import statements
from data.comparing.findings import gaps, shown_period
from data.comparing.natures import STOCKS, UNDIRECTED
from data.comparing.periods import read_period
from data.comparing.rows import codes, combined, split_pair, working_rows
from data.speakers import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.comparing.rows import Day, Ints, Pair

COLUMNS = (
    "reporter", "partner", "indicator", "measure", "product", "unit", "period", "period_start", "period_end", "lane",
    "value", "value_max", "value_lo", "value_hi", "bound", "status", "claim_id", "speaker", "speaker_kind", "published",
    "n_claims", "n_statements", "n_speakers", "n_sources", "value_first", "first_published", "value_latest",
    "latest_published", "lowest", "highest", "spread_pct", "conflict",
)  # fmt: skip

LANES = ("year", "part", "running", "stock", "span", "undated")
_PARTS = frozenset({"M", "Q", "H", "C", "D"})


def series(
    frame: pd.DataFrame,
    pair: Pair,
    indicator: str,
    measure: str = "level",
    as_of: Day | None = None,
    *,
    unit: str | None = None,
    product: str | None = "",
    lanes: Iterable[str] | None = None,
    statuses: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return the series of a pair: one row a period, the chosen value beside all that is known about the period.

    Args:
        frame: Rows of claims.csv.
        pair: Reporter and partner, "TUR-KGZ"; the order matters where the indicator has a direction.
        indicator: The indicator.
        measure: `level`, `change_pct`, `change_abs` or `ratio`.
        as_of: Only what was published up to this day.
        unit: This unit only, or None for one row a period and unit.
        product: This product; "" is the total, None is every product.
        lanes: These of `LANES` only, or None for all.
        statuses: These statuses only, or None: a target then shows where nothing happened yet.

    Returns:
        `COLUMNS`, ordered by period. A value is one statement: echoes count in `n_claims` and `n_sources`.
    """
    one, two = sorted(split_pair(pair)) if indicator in UNDIRECTED else split_pair(pair)
    rows = working_rows(frame, (one, two), indicator, as_of, measure)
    mask = (rows["from"] == one) & (rows["to"] == two) & (rows["measure"] == measure)
    if unit is not None:
        mask &= rows["unit"] == unit
    if product is not None:
        mask &= rows["product"] == product
    if statuses is not None:
        mask &= rows["status"].isin(list(statuses))
    table = _series(rows[mask].reset_index(drop=True))
    return table if lanes is None else table[table["lane"].isin(list(lanes))].reset_index(drop=True)


def series_table(frame: pd.DataFrame, as_of: Day | None = None) -> pd.DataFrame:
    """Return the series of everything in the frame: one row per pair, indicator, measure, product, unit and period."""
    return _series(working_rows(frame, None, None, as_of))


def _series(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per key and period of the working rows."""
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    said = statements(rows)
    group = combined(said["key"].to_numpy(), codes(said["pkey"]))
    first = first_of(said, group)
    chosen = said[first].assign(group=group[first]).sort_values("group")
    status = codes(said["status"])
    alike = status == codes(chosen["status"])[group]  # a goal is no rival of what happened
    about = _about(said[alike].reset_index(drop=True), group[alike])
    table = pd.DataFrame(
        {name: chosen[name].to_numpy() for name in ("claim_id", "value", "value_max", "value_lo", "value_hi")}
    )
    names = {"from": "reporter", "to": "partner"}
    for name in ("from", "to", "indicator", "measure", "product", "unit", "bound", "status", "speaker"):
        table[names.get(name, name)] = chosen[name].astype(object).replace("", None).to_numpy()
    table["published"] = chosen["day"].to_numpy()
    table["speaker_kind"] = [kind_of(str(name)) for name in chosen["speaker"].astype(object)]
    keys = chosen["pkey"].astype(str).tolist()
    periods = [shown_period(key) for key in keys]
    table["period"] = periods
    facts = [read_period(text or "") for text in periods]
    table["period_start"] = pd.to_datetime(pd.Series([fact.start for fact in facts], dtype=object))
    table["period_end"] = pd.to_datetime(pd.Series([fact.end for fact in facts], dtype=object))
    table["lane"] = [
        _lane(str(indicator), str(measure), key, fact.freq)
        for indicator, measure, key, fact in zip(table["indicator"], table["measure"], keys, facts, strict=True)
    ]
    for name in about:
        table[name] = about[name]
    order = ["reporter", "partner", "indicator", "measure", "product", "unit", "period_end", "period_start", "lane"]
    return table.sort_values(order, kind="stable", na_position="first")[list(COLUMNS)].reset_index(drop=True)


def _lane(indicator: str, measure: str, key: str, freq: str) -> str:
    """Return the lane of a period; years, parts of years and stocks are never joined."""
    if indicator in STOCKS and measure == "level":
        return "stock"
    if not key:
        return "undated"
    if key.endswith("~"):
        return "running"
    return "year" if freq == "A" else "part" if freq in _PARTS else "span"


def _about(said: pd.DataFrame, group: Ints) -> dict[str, Any]:
    """Return what is known about each group beside its chosen value, in the order of the group codes."""
    by_group = said.groupby(group, sort=True)
    value = by_group["value"]
    lowest, highest = value.min().to_numpy(), value.max().to_numpy()
    actual = (said["status"] == "actual").to_numpy()
    conflict = np.zeros(len(said), dtype=bool)
    voice = codes(said["voice_name"])
    conflict[actual] = disputed(
        group[actual], voice[actual], said["lo"].to_numpy()[actual], said["hi"].to_numpy()[actual]
    )
    percent = by_group["unit"].first().to_numpy() == "percent"
    return {
        "n_claims": by_group["n_claims"].sum().to_numpy(),
        "n_statements": by_group.size().to_numpy(),
        "n_speakers": by_group["voice_name"].nunique().to_numpy(),
        "n_sources": by_group["n_sources"].sum().to_numpy(),
        "value_first": value.first().to_numpy(),
        "first_published": by_group["day"].first().to_numpy(),
        "value_latest": value.last().to_numpy(),
        "latest_published": by_group["day"].last().to_numpy(),
        "lowest": lowest,
        "highest": highest,
        "spread_pct": np.round(gaps(percent, highest, lowest) * 100, 4),
        "conflict": pd.Series(conflict).groupby(group, sort=True).any().to_numpy(),
    }
