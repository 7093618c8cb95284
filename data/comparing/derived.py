"""Stated values against what follows from others: growth mismatch, and implied against stated.

A finding says that its claims cannot all be true. It is an alarm only where nothing that was stated fits: if one of
several levels for a year fits the stated growth, then the quarrel is between the levels, and that is its own finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.comparing.disputes import disputed
from data.comparing.facts import Facts, facts_of, matched
from data.comparing.findings import Finding, ImpliedValue, StatementTable, gaps, shown_period
from data.comparing.implied import RULES, Implied, comparable, implied_levels, implied_records
from data.comparing.natures import EVENTS, STOCKS
from data.comparing.rows import combined

if TYPE_CHECKING:
    import pandas as pd

    from data.comparing.rows import Bools, Floats, Ints

# A gap below this (of the larger value, or in points / 100) is no alarm: growth of rounded or since revised levels
# differs by as much from the growth that an office computes.
MATERIAL = 0.005

# Only this many combinations are looked through for one that fits; a key with more has other worries.
_TRIED = 4000


def derived_findings(rows: pd.DataFrame, table: StatementTable) -> list[Finding]:
    """Return growth mismatches, and stated levels that contradict an implied one.

    Args:
        rows: Statements as `sides.one_sided` gives them.
        table: The table over these rows.
    """
    facts = facts_of(rows)
    mismatches = _growth_mismatches(facts, table)
    told = np.zeros(len(rows), dtype=bool)
    told[[row for one in mismatches if one.alarm for row in one.rows]] = True
    return [*mismatches, *_implied_against_stated(facts, table, told)]


def _implied_against_stated(facts: Facts, table: StatementTable, told: Bools) -> list[Finding]:
    """Return where a stated level contradicts a level that follows from other claims.

    What a growth mismatch tells already ("4.1 after 2.9 is not +13.6 %") is no second alarm when it is said the other
    way round ("4.1 and +13.6 % imply 3.6, not 2.9"); `told` are the statements in alarming mismatches.
    """
    implied = implied_levels(facts)
    implied = implied.taken(implied.period != facts.periods[""])
    at = comparable(facts)
    if not len(implied) or not len(at):
        return []
    group = combined(
        *(
            np.concatenate([getattr(implied, name), getattr(facts, name)[at]])
            for name in ("origin", "target", "indicator", "product", "unit", "period")
        )
    )
    count = len(implied)
    party = np.concatenate([np.zeros(count, np.int64), np.ones(len(at), np.int64)])
    low, high = np.concatenate([implied.lo, facts.lo[at]]), np.concatenate([implied.hi, facts.hi[at]])
    mask = disputed(group, party, low, high)
    of_implied, of_stated = group[:count], group[count:]
    against = members(of_stated, mask[count:])
    everything = members(of_stated, np.ones(len(at), dtype=bool))
    found = []
    for places in members(combined(of_implied, implied.rule), mask[:count]).values():
        key = int(of_implied[places[0]])
        derived = implied.taken(places)
        rivals = at[against[key]]
        rivals = rivals[(derived.lo.max() > facts.hi[rivals]) | (derived.hi.min() < facts.lo[rivals])]
        harmless = _all_fit(facts, derived, at[everything[key]])
        if RULES[derived.rule[0]] == "previous_by_growth":
            harmless |= bool(told[derived.basis].all() and told[derived.second].all() and told[rivals].all())
        found.append(_implied_finding(facts, table, derived, rivals, harmless))
    return found


def members(group: Ints, mask: Bools) -> dict[int, Ints]:
    """Return group -> the positions of its marked rows."""
    places = np.flatnonzero(mask)
    places = places[np.argsort(group[places], kind="stable")]
    if not len(places):
        return {}
    marks = group[places]
    starts = np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]]))
    return dict(zip(marks[starts].tolist(), np.split(places, starts[1:]), strict=True))


def _all_fit(facts: Facts, derived: Implied, stated: Ints) -> bool:
    """Return whether every implied interval meets some stated one."""
    met = (derived.lo[:, None] <= facts.hi[stated][None, :]) & (derived.hi[:, None] >= facts.lo[stated][None, :])
    return bool(met.any(axis=1).all())


def _implied_finding(facts: Facts, table: StatementTable, derived: Implied, rivals: Ints, harmless: bool) -> Finding:
    """Return the finding of implied levels of one rule and the stated ones that they contradict."""
    basis = {*derived.basis.tolist(), *derived.second[derived.second >= 0].tolist()}
    distance = _smallest_gap(facts, derived, rivals)
    return Finding(
        kind="implied",
        variant=RULES[derived.rule[0]],
        indicator=facts.indicators.names[derived.indicator[0]],
        measure="level",
        product=facts.products.names[derived.product[0]] or None,
        reporter=facts.sides.names[derived.origin[0]],
        partner=facts.sides.names[derived.target[0]],
        unit=facts.units.names[derived.unit[0]],
        period=shown_period(facts.periods.names[derived.period[0]]),
        size=distance,
        alarm=not harmless and distance >= MATERIAL,
        table=table,
        rows=tuple(sorted({*basis, *rivals.tolist()})),
        derive=lambda: implied_records(derived, facts, table),
        facts={"stated": tuple(table.cell("claim_id", row) for row in sorted(rivals.tolist()))},
    )


def _smallest_gap(facts: Facts, derived: Implied, stated: Ints) -> float:
    """Return the smallest distance between an implied interval and a stated one that it contradicts."""
    shape = (len(derived), len(stated))
    low, high = np.broadcast_to(derived.lo[:, None], shape), np.broadcast_to(derived.hi[:, None], shape)
    least, most = np.broadcast_to(facts.lo[stated], shape), np.broadcast_to(facts.hi[stated], shape)
    under = np.where(low > most, gaps(False, low, most), np.inf)
    bounded = np.where(np.isfinite(high), high, least)
    over = np.where(high < least, gaps(False, bounded, least), np.inf)
    smallest = float(np.minimum(under, over).min())
    return smallest if np.isfinite(smallest) else 0.0


class _Levels(NamedTuple):
    """Levels by what they are about, unit and period: the members of each group and the extremes of their ends."""

    key: Ints
    members: list[Ints]
    low_most: Floats
    low_least: Floats
    high_most: Floats
    high_least: Floats


def _growth_mismatches(facts: Facts, table: StatementTable) -> list[Finding]:
    """Return where a stated growth contradicts the two levels, whoever stated them."""
    no_percent = ~facts.units.among("percent")[facts.unit]
    level = np.flatnonzero(facts.dated & facts.measured("level") & no_percent & ~facts.about(*EVENTS))
    grows = facts.dated & (facts.before[facts.period] != facts.periods[""])
    stocks = facts.about(*STOCKS)
    growth = np.flatnonzero(grows & (facts.measured("change_pct") | (facts.measured("ratio") & ~stocks)))
    if not len(level) or not len(growth):
        return []
    base = combined(facts.origin, facts.target, facts.indicator, facts.product)
    lo, hi = _sizes(facts)
    pack = _Pack(len(facts.units), len(facts.periods))
    levels = _grouped(pack.key(base[level], facts.unit[level], facts.period[level]), level, lo, hi)
    units = np.unique(facts.unit[level])
    at = np.repeat(growth, len(units))
    unit = np.tile(units, len(growth))
    now = pack.key(base[at], unit, facts.current[facts.period[at]])
    then = pack.key(base[at], unit, facts.before[facts.period[at]])
    one, now_group = matched(now, levels.key)
    two, then_group = matched(then[one], levels.key)
    at, now_group = at[one][two], now_group[two]
    positive = (levels.low_least[now_group] > 0) & (levels.low_least[then_group] > 0)
    at, now_group, then_group = at[positive], now_group[positive], then_group[positive]
    highest = 100 * (levels.low_most[now_group] / levels.high_least[then_group] - 1)
    lowest = 100 * (levels.high_least[now_group] / levels.low_most[then_group] - 1)
    low, high = _percents(facts, at)
    wrong = (highest > high) | (lowest < low)
    at, now_group, then_group = at[wrong], now_group[wrong], then_group[wrong]
    by_key = members(combined(base[at], facts.period[at]), np.ones(len(at), dtype=bool))
    return [
        _mismatch(facts, table, at[places], [(levels.members[now_group[place]], levels.members[then_group[place]])
                                             for place in places.tolist()], (lo, hi))
        for places in by_key.values()
    ]  # fmt: skip


class _Pack(NamedTuple):
    """Packs base, unit and period into one integer."""

    units: int
    periods: int

    def key(self, base: Ints, unit: Ints, period: Ints) -> Ints:
        packed: Ints = (base.astype(np.int64) * self.units + unit) * self.periods + period
        return packed


def _sizes(facts: Facts) -> tuple[Floats, Floats]:
    """Return the ends of all values by their size: growth of a deficit is growth of the gap."""
    negative = facts.hi < 0
    return np.where(negative, -facts.hi, facts.lo), np.where(negative, -facts.lo, facts.hi)


def _percents(facts: Facts, at: Ints) -> tuple[Floats, Floats]:
    """Return the ends of growths in percent; ratios are turned ("1.8 times" is +80)."""
    times = facts.is_ratio[at]
    low, high = facts.lo[at], facts.hi[at]
    return np.where(times, (low - 1) * 100, low), np.where(times, (high - 1) * 100, high)


def _grouped(key: Ints, at: Ints, lo: Floats, hi: Floats) -> _Levels:
    order = np.argsort(key, kind="stable")
    marks = key[order]
    starts = np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]]))
    rows = at[order]
    return _Levels(
        marks[starts], np.split(rows, starts[1:]),
        np.maximum.reduceat(lo[rows], starts), np.minimum.reduceat(lo[rows], starts),
        np.maximum.reduceat(hi[rows], starts), np.minimum.reduceat(hi[rows], starts),
    )  # fmt: skip


def _mismatch(
    facts: Facts, table: StatementTable, at: Ints, levels: list[tuple[Ints, Ints]], ends: tuple[Floats, Floats]
) -> Finding:
    """Return the finding of the growths of one key and period that two levels contradict."""
    low, high = _percents(facts, at)
    distances = [
        _nearest(now, then, ends, (float(low[place]), float(high[place]))) for place, (now, then) in enumerate(levels)
    ]
    rows = {*at.tolist(), *(int(row) for pair in levels for side in pair for row in side)}
    first = int(at[0])
    size = max(distances) / 100
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
        size=size,
        alarm=size >= MATERIAL,
        table=table,
        rows=tuple(sorted(rows)),
        derive=lambda: _growth_by_levels(facts, table, at, levels, ends),
        facts={"growth": tuple(table.cell("claim_id", row) for row in sorted(set(at.tolist())))},
    )


def _nearest(now: Ints, then: Ints, ends: tuple[Floats, Floats], growth: tuple[float, float]) -> float:
    """Return how many points the stated growth is from the nearest that two levels allow; 0 where a pair allows it."""
    lo, hi = ends
    now, then = now[:_TRIED], then[: max(1, _TRIED // max(1, len(now)))]
    least = 100 * (lo[now][:, None] / hi[then][None, :] - 1)
    most = 100 * (hi[now][:, None] / lo[then][None, :] - 1)
    return float(np.maximum(np.maximum(least - growth[1], growth[0] - most), 0).min())


def _growth_by_levels(
    facts: Facts, table: StatementTable, at: Ints, levels: list[tuple[Ints, Ints]], ends: tuple[Floats, Floats]
) -> tuple[ImpliedValue, ...]:
    """Return the growth that the levels imply: the band over all pairs of them, unit by unit."""
    lo, hi = ends
    values = set()
    for growth, (now, then) in zip(at.tolist(), levels, strict=True):
        values.add(
            ImpliedValue(
                rule="growth_by_levels",
                indicator=table.cell("indicator", growth),
                reporter=table.cell("from", growth),
                partner=table.cell("to", growth),
                product=table.cell("product", growth) or None,
                period=shown_period(facts.periods.names[facts.current[facts.period[growth]]]),
                unit="percent",
                value=None,
                low=float(100 * (lo[now].min() / hi[then].max() - 1)),
                high=float(100 * (hi[now].max() / lo[then].min() - 1)),
                basis=tuple(table.cell("claim_id", int(row)) for row in [*now.tolist(), *then.tolist()]),
            )
        )
    return tuple(sorted(values, key=lambda one: (one.low or 0.0, one.basis)))
