"""Stated values against what follows from others: growth mismatch, and implied against stated.

A finding says that its claims cannot all be true. It is an alarm only where nothing that was stated fits: if one of
several levels for a year fits the stated growth, then the quarrel is between the levels, and that is its own finding.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.comparing.disputes import disputed
from data.comparing.facts import Facts, facts_of, matched
from data.comparing.findings import Finding, ImpliedValue, StatementTable, gaps, shown_period
from data.comparing.groups import cut, in_order, starts_of
from data.comparing.implied import RULES, Implied, comparable, implied_levels, implied_records
from data.comparing.natures import EVENTS, STOCKS
from data.comparing.rows import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from data.comparing.rows import Bools, Floats, Ints

# A gap below this (of the larger value, or in points / 100) is no alarm: growth of rounded or since revised levels
# differs by as much from the growth that an office computes.
MATERIAL = 0.005

# Only this many combinations are looked through for one that fits; a key with more has other worries.
_TRIED = 4000

# So many combinations are in memory at a time.
_AT_ONCE = 2_000_000


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
    fits = _meets_any(of_implied, implied, of_stated, facts, at)
    every = list(members(combined(of_implied, implied.rule), mask[:count]).values())
    if not every:
        return []
    keys = of_implied[[places[0] for places in every]].tolist()
    pairs = _rivalries(implied, facts, [(places, at[against[key]]) for key, places in zip(keys, every, strict=True)])
    again = (implied.rule == RULES.index("previous_by_growth")) & told[implied.basis] & told[implied.second]
    fit, again_told = (_all_of(every, marked) for marked in (fits, again))
    claims = np.array(table.column("claim_id"), dtype=object)
    found = []
    for places, (rivals, distance), harmless, twice in zip(every, pairs, fit, again_told, strict=True):
        used = {*implied.basis[places].tolist(), *implied.second[places].tolist(), *rivals.tolist()} - {-1}
        alarm = distance >= MATERIAL and not harmless and not (twice and told[rivals].all())
        stated = tuple(claims[rivals].tolist())
        found.append(_implied_finding(facts, table, (implied, places), tuple(sorted(used)), stated, distance, alarm))
    return found


def _all_of(sets: list[Ints], marked: Bools) -> list[bool]:
    """Return, per set of positions, whether all of them are marked."""
    sizes = np.array([len(one) for one in sets])
    found: list[bool] = np.logical_and.reduceat(marked[np.concatenate(sets)], np.cumsum(sizes) - sizes).tolist()
    return found


def _meets_any(of_implied: Ints, implied: Implied, of_stated: Ints, facts: Facts, at: Ints) -> Bools:
    """Return, per implied value, whether its interval meets that of some stated value of its group."""
    _, ranks = np.unique(np.concatenate([implied.lo, implied.hi, facts.lo[at], facts.hi[at]]), return_inverse=True)
    count, width = len(implied), np.int64(ranks.max() + 1)
    least, most, low, high = np.split(ranks, [count, 2 * count, 2 * count + len(at)])
    start = np.searchsorted(np.sort(of_stated), of_implied, side="left")
    size = np.searchsorted(np.sort(of_stated), of_implied, side="right") - start
    below = np.searchsorted(np.sort(of_stated * width + high), of_implied * width + least, side="left") - start
    upto = np.searchsorted(np.sort(of_stated * width + low), of_implied * width + most, side="right") - start
    return np.asarray(below < upto, dtype=bool) & (size > 0)


def _rivalries(implied: Implied, facts: Facts, sets: list[tuple[Ints, Ints]]) -> list[tuple[Ints, float]]:
    """Return, per set of implied values and stated rows, the rows that one of them contradicts and the smallest gap."""
    found: list[tuple[Ints, float]] = []
    for some in _portions(sets):
        first, second = (np.array([len(one[side]) for one in some]) for side in (0, 1))
        sizes = first * second
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(some)), sizes)
        number = np.arange(len(owner)) - starts[owner]
        left, right = (np.concatenate([one[side] for one in some]) for side in (0, 1))
        left = left[(np.cumsum(first) - first)[owner] + number // second[owner]]
        right = right[(np.cumsum(second) - second)[owner] + number % second[owner]]
        low, high, least, most = implied.lo[left], implied.hi[left], facts.lo[right], facts.hi[right]
        over, under = low > most, high < least
        distance = np.full(len(left), np.inf)
        distance[over] = gaps(False, low[over], most[over])
        distance[under] = gaps(False, high[under], least[under])
        nearest = np.minimum.reduceat(distance, starts)
        apart = over | under
        width = np.int64(len(facts.value))
        rivals = np.unique(owner[apart] * width + right[apart])
        parts = cut(rivals % width, np.searchsorted(rivals // width, np.arange(len(some))))
        found += [(rows, one if one < np.inf else 0.0) for rows, one in zip(parts, nearest.tolist(), strict=True)]
    return found


def _portions(sets: list[tuple[Ints, Ints]]) -> Iterator[list[tuple[Ints, Ints]]]:
    """Return the sets in lists of not too many combinations, so that memory stays small with millions of claims."""
    some: list[tuple[Ints, Ints]] = []
    total = 0
    for one in sets:
        some.append(one)
        total += len(one[0]) * len(one[1])
        if total > _AT_ONCE:
            yield some
            some, total = [], 0
    if some:
        yield some


def members(group: Ints, mask: Bools) -> dict[int, Ints]:
    """Return group -> the positions of its marked rows."""
    places = np.flatnonzero(mask)
    places = places[in_order(group[places])]
    marks = group[places]
    starts = starts_of(marks)
    return dict(zip(marks[starts].tolist(), cut(places, starts), strict=True))


def _implied_finding(
    facts: Facts, table: StatementTable, derived: tuple[Implied, Ints], rows: tuple[int, ...], stated: tuple[str, ...],
    distance: float, alarm: bool,
) -> Finding:  # fmt: skip
    """Return the finding of implied levels of one rule and the stated ones that they contradict."""
    implied, places = derived
    first = places[0]
    return Finding(
        kind="implied",
        variant=RULES[implied.rule[first]],
        indicator=facts.indicators.names[implied.indicator[first]],
        measure="level",
        product=facts.products.names[implied.product[first]] or None,
        reporter=facts.sides.names[implied.origin[first]],
        partner=facts.sides.names[implied.target[first]],
        unit=facts.units.names[implied.unit[first]],
        period=shown_period(facts.periods.names[implied.period[first]]),
        size=distance,
        alarm=alarm,
        table=table,
        rows=rows,
        derive=lambda: implied_records(implied.taken(places), facts, table),
        facts={"stated": stated},
    )


class _Levels(NamedTuple):
    """Levels by what they are about, unit and period: the members of each group and the extremes of their ends.

    The members of group `g` are `rows[start[g] : start[g] + sizes[g]]`; `distinct` has one member for each interval,
    the first of a group at `distinct_start`.
    """

    key: Ints
    rows: Ints
    start: Ints
    sizes: Ints
    distinct: Ints
    distinct_start: Ints
    distinct_sizes: Ints
    low_most: Floats
    low_least: Floats
    high_most: Floats
    high_least: Floats

    def members(self, group: int) -> Ints:
        """Return the statements of a group."""
        found: Ints = self.rows[self.start[group] : self.start[group] + self.sizes[group]]
        return found

    def pairs(self, now: Ints, then: Ints) -> list[tuple[Ints, Ints]]:
        """Return the statements of pairs of groups."""
        return [(self.members(one), self.members(two)) for one, two in zip(now.tolist(), then.tolist(), strict=True)]


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
    if not len(at):
        return []
    distance = _nearest(levels, now_group, then_group, (lo, hi), _percents(facts, at))
    by_key = members(combined(base[at], facts.period[at]), np.ones(len(at), dtype=bool))
    statements = list(cut(levels.rows.tolist(), levels.start))
    found = []
    for places in by_key.values():
        growths, now, then = at[places], now_group[places], then_group[places]
        compared = {row for group in {*now.tolist(), *then.tolist()} for row in statements[group]}
        derive = partial(_growth_by_levels, facts, table, growths, partial(levels.pairs, now, then), (lo, hi))
        found.append(_mismatch(table, growths.tolist(), compared, derive, float(distance[places].max()) / 100))
    return found


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
    order = in_order(key)
    marks = key[order]
    starts = starts_of(marks)
    rows = at[order]
    group = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
    _, first = np.unique(combined(group, lo[rows], hi[rows]), return_index=True)
    distinct_sizes = np.bincount(group[first])
    return _Levels(
        marks[starts], rows, starts, np.diff([*starts, len(rows)]),
        rows[np.sort(first)], np.cumsum(distinct_sizes) - distinct_sizes, distinct_sizes,
        np.maximum.reduceat(lo[rows], starts), np.minimum.reduceat(lo[rows], starts),
        np.maximum.reduceat(hi[rows], starts), np.minimum.reduceat(hi[rows], starts),
    )  # fmt: skip


def _mismatch(
    table: StatementTable, growths: list[int], levels: set[int], derive: Callable[[], tuple[ImpliedValue, ...]],
    size: float,
) -> Finding:  # fmt: skip
    """Return the finding of the growths of one key and period that two levels contradict."""
    first = growths[0]
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
        rows=tuple(sorted(levels.union(growths))),
        derive=derive,
        facts={"growth": tuple(table.cells("claim_id", sorted(set(growths))))},
    )


def _nearest(
    levels: _Levels, now: Ints, then: Ints, ends: tuple[Floats, Floats], growth: tuple[Floats, Floats]
) -> Floats:
    """Return how many points each stated growth is from the nearest that two levels allow; 0 where a pair allows it."""
    later = np.minimum(levels.distinct_sizes[now], _TRIED)
    earlier = np.minimum(levels.distinct_sizes[then], np.maximum(1, _TRIED // later))
    combinations = later * earlier
    lo, hi = ends
    nearest = np.empty(len(now))
    borders = np.searchsorted(np.cumsum(combinations), np.arange(_AT_ONCE, int(combinations.sum()), _AT_ONCE))
    for some in np.split(np.arange(len(now)), np.unique(borders)):
        if not len(some):
            continue
        sizes = combinations[some]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        owner = np.repeat(some, sizes)
        number = np.arange(int(sizes.sum())) - np.repeat(starts, sizes)
        one = levels.distinct[levels.distinct_start[now[owner]] + number // earlier[owner]]
        two = levels.distinct[levels.distinct_start[then[owner]] + number % earlier[owner]]
        least, most = 100 * (lo[one] / hi[two] - 1), 100 * (hi[one] / lo[two] - 1)
        far = np.maximum(np.maximum(least - growth[1][owner], growth[0][owner] - most), 0)
        nearest[some] = np.minimum.reduceat(far, starts)
    return nearest


def _growth_by_levels(
    facts: Facts, table: StatementTable, at: Ints, levels: Callable[[], list[tuple[Ints, Ints]]],
    ends: tuple[Floats, Floats],
) -> tuple[ImpliedValue, ...]:  # fmt: skip
    """Return the growth that the levels imply: the band over all pairs of them, unit by unit."""
    lo, hi = ends
    values = set()
    for growth, (now, then) in zip(at.tolist(), levels(), strict=True):
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
