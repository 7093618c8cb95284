"""Stated values against what follows from others: growth mismatch and implied against stated.

A finding says that its claims cannot all be true. It is an alarm only where nothing that was stated fits: if one of
several levels for a year fits the stated growth, then the quarrel is between the levels, and that is its own finding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.comparing.disputes import disputed
from data.comparing.findings import Finding, ImpliedValue, StatementTable, gaps, shown_period
from data.comparing.implied import derived_group, implied_levels, period_facts
from data.comparing.natures import EVENTS, STOCKS
from data.comparing.rows import Bools, Floats, Ints, combined

# A gap below this (of the larger value, or in points / 100) is no alarm: growth of rounded or since revised levels
# differs by as much from the growth that an office computes.
MATERIAL = 0.005

# Only this many combinations are looked through for one that fits; a key with more has other worries.
_TRIED = 4000


def derived_findings(statements: pd.DataFrame, table: StatementTable) -> list[Finding]:
    """Return growth mismatches, and stated levels that contradict an implied one."""
    if statements.empty:
        return []
    return [*_growth_mismatches(statements, table), *_implied_against_stated(statements, table)]


def _implied_against_stated(statements: pd.DataFrame, table: StatementTable) -> list[Finding]:
    """Return where a stated level contradicts a level that follows from other claims."""
    implied = implied_levels(statements)
    implied = implied[implied["pkey"] != ""].reset_index(drop=True)
    stated = statements[
        (statements["measure"] == "level").to_numpy()
        & (statements["status"] == "actual").to_numpy()
        & ~statements["running"].to_numpy()
        & ~statements["indicator"].isin(EVENTS).to_numpy()
        & (statements["pkey"] != "").to_numpy()
    ]
    if implied.empty or stated.empty:
        return []
    groups_implied, groups_stated = derived_group(implied, stated)
    group = np.concatenate([groups_implied, groups_stated])
    party = np.concatenate([np.zeros(len(implied), np.int64), np.ones(len(stated), np.int64)])
    low = np.concatenate([implied["lo"].to_numpy(float), stated["lo"].to_numpy()])
    high = np.concatenate([implied["hi"].to_numpy(float), stated["hi"].to_numpy()])
    mask = disputed(group, party, low, high)
    from_implied, from_stated = mask[: len(implied)], mask[len(implied) :]
    by_rule = combined(groups_implied, implied["rule"].to_numpy())
    against = _members(groups_stated, from_stated)
    everything = _members(groups_stated, np.ones(len(stated), dtype=bool))
    at = stated.index.to_numpy()
    found = []
    for places in _members(by_rule, from_implied).values():
        key = int(groups_implied[places[0]])
        derived = implied.iloc[places]
        rival = stated.iloc[_contradicting(derived, stated, against[key])]
        fits = _each_fits(derived, stated.iloc[everything[key]])
        found.append(_implied_finding(table, derived, rival, at, bool(fits.all())))
    return found


def _members(group: Ints, mask: Bools) -> dict[int, Ints]:
    """Return group -> the positions of its marked rows."""
    places = np.flatnonzero(mask)
    places = places[np.argsort(group[places], kind="stable")]
    if not len(places):
        return {}
    marks = group[places]
    starts = np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]]))
    return dict(zip(marks[starts].tolist(), np.split(places, starts[1:]), strict=True))


def _contradicting(derived: pd.DataFrame, stated: pd.DataFrame, places: Ints) -> Ints:
    """Return those places whose stated interval some derived one does not meet."""
    low, high = stated["lo"].to_numpy()[places], stated["hi"].to_numpy()[places]
    kept: Ints = places[(float(derived["lo"].max()) > high) | (float(derived["hi"].min()) < low)]
    return kept


def _each_fits(derived: pd.DataFrame, stated: pd.DataFrame) -> Bools:
    """Return, per derived row, whether any stated interval meets it."""
    low, high = derived["lo"].to_numpy(float)[:, None], derived["hi"].to_numpy(float)[:, None]
    met = (low <= stated["hi"].to_numpy()[None, :]) & (high >= stated["lo"].to_numpy()[None, :])
    return np.asarray(met.any(axis=1), dtype=bool)


def _implied_finding(
    table: StatementTable, derived: pd.DataFrame, rival: pd.DataFrame, at: Ints, harmless: bool
) -> Finding:
    """Return the finding of implied levels of one rule and the stated ones that they contradict."""
    first = derived.iloc[0]
    basis = {row for rows in derived["basis"] for row in rows}
    rows = tuple(sorted({*basis, *rival.index.tolist()}))
    distance = _smallest_gap(derived, rival)
    return Finding(
        kind="implied",
        variant=str(first["rule"]),
        indicator=str(first["indicator"]),
        measure="level",
        product=str(first["product"]) or None,
        reporter=str(first["from"]),
        partner=str(first["to"]),
        unit=str(first["unit"]),
        period=shown_period(str(first["pkey"])),
        size=distance,
        alarm=not harmless and distance >= MATERIAL,
        table=table,
        rows=rows,
        implied=implied_values(derived, table),
        facts={"stated": tuple(table.cell("claim_id", row) for row in sorted(rival.index.tolist()))},
    )


def implied_values(derived: pd.DataFrame, table: StatementTable) -> tuple[ImpliedValue, ...]:
    """Return implied rows as records, each once, in a fixed order."""
    values = {
        ImpliedValue(
            rule=str(row["rule"]),
            indicator=str(row["indicator"]),
            reporter=str(row["from"]),
            partner=str(row["to"]),
            product=str(row["product"]) or None,
            period=shown_period(str(row["pkey"])),
            unit=str(row["unit"]),
            value=_finite(row["value"]),
            low=_finite(row["lo"]),
            high=_finite(row["hi"]),
            basis=tuple(table.cell("claim_id", at) for at in row["basis"]),
        )
        for row in derived.to_dict("records")
    }
    return tuple(sorted(values, key=lambda one: (one.rule, one.indicator, one.period or "", one.basis)))


def _finite(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _smallest_gap(derived: pd.DataFrame, stated: pd.DataFrame) -> float:
    """Return the smallest distance between a derived interval and a stated one that it contradicts."""
    low, high = derived["lo"].to_numpy(float)[:, None], derived["hi"].to_numpy(float)[:, None]
    below = (
        np.broadcast_to(low, (len(derived), len(stated))),
        np.broadcast_to(stated["hi"].to_numpy(), (len(derived), len(stated))),
    )
    above = np.broadcast_to(high, below[0].shape), np.broadcast_to(stated["lo"].to_numpy(), below[0].shape)
    under = np.where(below[0] > below[1], gaps(False, *below), np.inf)
    with np.errstate(invalid="ignore"):
        over = np.where(above[0] < above[1], gaps(False, *above), np.inf)
    smallest = float(np.minimum(under, over).min())
    return smallest if np.isfinite(smallest) else 0.0


class _Levels(NamedTuple):
    """Levels of one key and period in one unit: the extremes of their ends and where the statements stand."""

    low_most: Floats
    low_least: Floats
    high_most: Floats
    high_least: Floats
    group: Ints


def _growth_mismatches(statements: pd.DataFrame, table: StatementTable) -> list[Finding]:
    """Return where a stated growth contradicts the two levels, whoever stated them."""
    facts = period_facts(statements)
    actual = (statements["status"] == "actual") & ~statements["running"] & (statements["pkey"] != "")
    level = actual & (statements["measure"] == "level") & (statements["unit"] != "percent")
    level &= ~statements["indicator"].isin(EVENTS)
    growth = actual & (facts["before"] != "") & (
        (statements["measure"] == "change_pct")
        | ((statements["measure"] == "ratio") & ~statements["indicator"].isin(STOCKS))
    )  # fmt: skip
    levels, growths = _sized(statements[level]), _percent(statements[growth], facts[growth])
    if levels.empty or growths.empty:
        return []
    key = ["from", "to", "indicator", "product"]
    extremes = levels.groupby([*key, "unit", "pkey"], sort=False, observed=True).agg(
        low_most=("lo", "max"), low_least=("lo", "min"), high_most=("hi", "max"), high_least=("hi", "min")
    )
    extremes = extremes.reset_index()
    joined = growths.merge(extremes, left_on=[*key, "current"], right_on=[*key, "pkey"], suffixes=("", "_now"))
    joined = joined.merge(
        extremes, left_on=[*key, "unit", "before"], right_on=[*key, "unit", "pkey"], suffixes=("", "_then")
    )
    joined = joined[(joined["low_least"] > 0) & (joined["low_least_then"] > 0)]
    highest = 100 * (joined["low_most"] / joined["high_least_then"] - 1)
    lowest = 100 * (joined["high_least"] / joined["low_most_then"] - 1)
    joined = joined[(highest > joined["hi"]) | (lowest < joined["lo"])]
    by_period = {name: rows.index.to_numpy() for name, rows in levels.groupby([*key, "unit", "pkey"], observed=True)}
    found = []
    for _, group in joined.groupby([*key, "current", "before"], sort=False):
        found.append(_mismatch(table, statements, levels, group, by_period))
    return found


def _sized(rows: pd.DataFrame) -> pd.DataFrame:
    """Return levels with plain keys and by their size: growth of a deficit is growth of the gap."""
    plain = pd.DataFrame(
        {name: rows[name].astype(object) for name in ("from", "to", "indicator", "product", "unit", "pkey")}
    )
    negative = (rows["hi"] < 0).to_numpy()
    plain["lo"] = np.where(negative, -rows["hi"], rows["lo"])
    plain["hi"] = np.where(negative, -rows["lo"], rows["hi"])
    plain["voice"], plain["source"] = rows["voice"], rows["source"].cat.codes
    return plain


def _percent(rows: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return growths in percent, ratios turned ("1.8 times" is +80), with both periods."""
    plain = pd.DataFrame({name: rows[name].astype(object) for name in ("from", "to", "indicator", "product")})
    times = (rows["measure"] == "ratio").to_numpy()
    for name in ("lo", "hi"):
        plain[name] = np.where(times, (rows[name] - 1) * 100, rows[name])
    plain["current"], plain["before"] = facts["current"], facts["before"]
    plain["at"] = rows.index
    return plain


def _mismatch(
    table: StatementTable,
    statements: pd.DataFrame,
    levels: pd.DataFrame,
    group: pd.DataFrame,
    by_period: dict[tuple[object, ...], Ints],
) -> Finding:
    """Return the finding of the growths of one key and period that two levels contradict."""
    rows: set[int] = set()
    sizes, fits = [], []
    for growth in group.to_dict("records"):
        about = tuple(growth[name] for name in ("from", "to", "indicator", "product", "unit"))
        now, then = by_period[(*about, growth["current"])], by_period[(*about, growth["before"])]
        distance = _nearest(levels.loc[now], levels.loc[then], float(growth["lo"]), float(growth["hi"]))
        sizes.append(distance)
        fits.append(distance == 0)
        rows |= {int(growth["at"]), *now.tolist(), *then.tolist()}
    first = int(group["at"].iloc[0])
    return Finding(
        kind="growth_mismatch",
        variant="",
        indicator=table.cell("indicator", first),
        measure="change_pct",
        product=table.cell("product", first) or None,
        reporter=table.cell("from", first),
        partner=table.cell("to", first),
        unit="percent",
        period=shown_period(table.cell("pkey", first)),
        size=max(sizes) / 100,
        alarm=not all(fits) and max(sizes) / 100 >= MATERIAL,
        table=table,
        rows=tuple(sorted(rows)),
        implied=_growth_by_levels(table, levels, group, by_period),
        facts={"growth": tuple(table.cell("claim_id", int(row)) for row in sorted(set(group["at"])))},
    )


def _nearest(now: pd.DataFrame, then: pd.DataFrame, low: float, high: float) -> float:
    """Return how many points the stated growth is from the nearest that two levels allow; 0 where a pair allows it."""
    now, then = now.iloc[:_TRIED], then.iloc[: max(1, _TRIED // max(1, len(now)))]
    least = 100 * (now["lo"].to_numpy()[:, None] / then["hi"].to_numpy()[None, :] - 1)
    most = 100 * (now["hi"].to_numpy()[:, None] / then["lo"].to_numpy()[None, :] - 1)
    return float(np.maximum(np.maximum(least - high, low - most), 0).min())


def _growth_by_levels(
    table: StatementTable, levels: pd.DataFrame, group: pd.DataFrame, by_period: dict[tuple[object, ...], Ints]
) -> tuple[ImpliedValue, ...]:
    """Return the growth that the levels imply: the band over all pairs of them, unit by unit."""
    values = []
    seen: set[tuple[object, ...]] = set()
    for row in group.to_dict("records"):
        about = (row["from"], row["to"], row["indicator"], row["product"], row["unit"])
        if about in seen:
            continue
        seen.add(about)
        now, then = by_period[(*about, row["current"])], by_period[(*about, row["before"])]
        values.append(
            ImpliedValue(
                rule="growth_by_levels",
                indicator=str(row["indicator"]),
                reporter=str(row["from"]),
                partner=str(row["to"]),
                product=str(row["product"]) or None,
                period=shown_period(str(row["current"])),
                unit="percent",
                value=None,
                low=float(100 * (levels.loc[now, "lo"].min() / levels.loc[then, "hi"].max() - 1)),
                high=float(100 * (levels.loc[now, "hi"].max() / levels.loc[then, "lo"].min() - 1)),
                basis=tuple(table.cell("claim_id", int(at)) for at in [*now.tolist(), *then.tolist()]),
            )
        )
    return tuple(values)
