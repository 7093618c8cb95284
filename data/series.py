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
    first = np.flatnonzero(first_of(said, group))
    first = first[np.argsort(group[first])]
    chosen = said.take(first)
    status = codes(said["status"])
    alike = status == status[first][group]  # a goal is no rival of what happened
    columns: dict[str, Any] = _about(said[alike], group[alike])
    for name in ("claim_id", "value", "value_max", "value_lo", "value_hi"):
        columns[name] = chosen[name].to_numpy()
    for name in ("from", "to", "indicator", "measure", "product", "unit", "bound", "status", "speaker"):
        names = np.array([text or None for text in chosen[name].cat.categories], dtype=object)
        columns[_PUBLIC.get(name, name)] = names[codes(chosen[name])]
    columns["published"] = chosen["day"].to_numpy()
    columns["speaker_kind"] = [kind_of(name or "") for name in columns["speaker"]]
    keys = chosen["pkey"].astype(object).tolist()
    periods = [shown_period(key) for key in keys]
    facts = [read_period(text or "") for text in periods]
    columns["period"] = np.array(periods, dtype=object)
    columns["period_start"] = np.array([fact.start for fact in facts], dtype="datetime64[s]")
    columns["period_end"] = np.array([fact.end for fact in facts], dtype="datetime64[s]")
    about = zip(columns["indicator"], columns["measure"], keys, facts, strict=True)
    columns["lane"] = [_lane(indicator, measure, key, fact.freq) for indicator, measure, key, fact in about]
    by = [
        [text or "" for text in columns[name]]
        for name in ("reporter", "partner", "indicator", "measure", "product", "unit")
    ]
    days = [(str(fact.end or ""), str(fact.start or "")) for fact in facts]
    order = [place for *_, place in sorted(zip(*by, days, columns["lane"], range(len(keys)), strict=True))]
    table = pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)
    return table.take(order).reset_index(drop=True)


_PUBLIC = {"from": "reporter", "to": "partner"}


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
    order = np.argsort(group, kind="stable")  # within a group the statements stay in the order of their days
    starts = np.flatnonzero(np.concatenate([[True], group[order][1:] != group[order][:-1]]))
    ends = np.concatenate([starts[1:], [len(order)]]) - 1
    value, day = said["value"].to_numpy()[order], said["day"].to_numpy()[order]
    lowest, highest = np.minimum.reduceat(value, starts), np.maximum.reduceat(value, starts)
    voice = codes(said["voice_name"])
    conflict = np.zeros(len(said), dtype=bool)
    actual = (said["status"] == "actual").to_numpy()
    conflict[actual] = disputed(
        group[actual], voice[actual], said["lo"].to_numpy()[actual], said["hi"].to_numpy()[actual]
    )
    speakers = np.unique(combined(group, voice), return_index=True)[1]
    percent = (said["unit"] == "percent").to_numpy()[order][starts]
    return {
        "n_claims": np.add.reduceat(said["n_claims"].to_numpy()[order], starts),
        "n_statements": ends - starts + 1,
        "n_speakers": np.bincount(group[speakers], minlength=len(starts)),
        "n_sources": np.add.reduceat(said["n_sources"].to_numpy()[order], starts),
        "value_first": value[starts],
        "first_published": day[starts],
        "value_latest": value[ends],
        "latest_published": day[ends],
        "lowest": lowest,
        "highest": highest,
        "spread_pct": np.round(gaps(percent, highest, lowest) * 100, 4),
        "conflict": np.logical_or.reduceat(conflict[order], starts),
    }
