"""Values that follow from stated ones. They are always marked, carry their own interval, and never join the stated.

rule                  from                                                   gives
previous_by_growth    a level and its growth, by one voice or in one source  the level a year before
previous_by_ratio     the same with "three times as many", of a stock        an earlier level, its time unstated
previous_by_change    a level and its change in units                        the level a year before
growth_by_levels      two levels a year apart                                the growth
turnover_by_flows     both directions, by one voice or in one source         the turnover
balance_by_flows      the same                                               the balance
level_by_share        a partner's share and the total it is a share of       the level
year_by_part          a part of a year                                       bounds of the year
whole_by_part         one direction, or one product                          the least that the whole can be
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from data.comparing.facts import Facts, matched
from data.comparing.findings import ImpliedValue, StatementTable, shown_period
from data.comparing.natures import ADDITIVE, EVENTS, SHARES, STOCKS, WORLD
from data.comparing.rows import combined

if TYPE_CHECKING:
    from data.comparing.rows import Bools, Floats, Ints

# The months of a year that are not reported yet are at most this many times as strong, on average, as those reported.
REST_OF_YEAR = 3.0

# Fewer months than these say nothing about the most that a year can be.
TELLING_MONTHS = 6

RULES = (
    "previous_by_growth", "previous_by_ratio", "previous_by_change", "turnover_by_flows", "balance_by_flows",
    "level_by_share", "year_by_part", "whole_by_part",
)  # fmt: skip
_MONEY_CODE = 3


@dataclass
class Implied:
    """Implied levels, one entry each; numbers of the vocabularies of `Facts`, an unknown end is infinite.

    `basis` and `second` are positions of statements, -1 where there is no second.
    """

    rule: Ints
    origin: Ints
    target: Ints
    indicator: Ints
    product: Ints
    unit: Ints
    period: Ints
    value: Floats
    lo: Floats
    hi: Floats
    basis: Ints
    second: Ints

    def __len__(self) -> int:
        return len(self.rule)

    def taken(self, places: Ints | Bools) -> Implied:
        """Return the entries at the places."""
        return Implied(**{field.name: getattr(self, field.name)[places] for field in fields(self)})


def implied_levels(facts: Facts) -> Implied:
    """Return the levels that follow from the statements."""
    parts = [
        *_previous_by_growth(facts), *_previous_by_change(facts), *_by_flows(facts), *_by_share(facts),
        _year_by_part(facts), *_whole_by_part(facts),
    ]  # fmt: skip
    return Implied(
        **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Implied)}
    )


def _made(facts: Facts, rule: str, basis: Ints, second: Ints | None = None, **changed: Ints | Floats | int) -> Implied:
    """Return implied entries that are about what the statements in `basis` are about, but for what is changed."""
    about = {
        name: getattr(facts, name)[basis] for name in ("origin", "target", "indicator", "product", "unit", "period")
    }
    filled = {name: np.full(len(basis), one) if isinstance(one, int) else one for name, one in changed.items()}
    return Implied(
        rule=np.full(len(basis), RULES.index(rule)), basis=basis,
        second=np.full(len(basis), -1) if second is None else second,
        **{**about, **filled},
    )  # fmt: skip


def coherent(facts: Facts, left: Ints, right: Ints, left_key: Ints, right_key: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of statements with equal keys that come from one voice, or from one source with no two voices.

    Two offices count differently, so that a level of one and a growth of the other imply nothing.
    """
    both = combined(np.concatenate([left_key, right_key]))
    key_left, key_right = both[: len(left)], both[len(left) :]
    pairs = []
    for provenance in (facts.voice, facts.source):
        joint = combined(both, provenance[np.concatenate([left, right])])
        one, two = matched(joint[: len(left)], joint[len(left) :])
        pairs.append((left[one], right[two]))
    del key_left, key_right
    one = np.concatenate([pairs[0][0], pairs[1][0]])
    two = np.concatenate([pairs[0][1], pairs[1][1]])
    same_voice = facts.voice[one] == facts.voice[two]
    same_source = facts.source[one] == facts.source[two]
    unnamed = facts.silent[one] | facts.silent[two]
    kept = (same_voice & (~facts.silent[one] | same_source)) | (same_source & unnamed)
    one, two = one[kept], two[kept]
    _, first = np.unique(one.astype(np.int64) * np.int64(len(facts.value) + 1) + two, return_index=True)
    first = np.sort(first)
    return one[first], two[first]


def _levels(facts: Facts) -> Ints:
    """Return the statements of levels that growth can be about."""
    return np.flatnonzero(facts.dated & facts.measured("level") & ~facts.units.among("percent")[facts.unit])


def _base(facts: Facts, at: Ints) -> list[Ints]:
    return [facts.origin[at], facts.target[at], facts.indicator[at], facts.product[at]]


def _keyed(left: list[Ints], right: list[Ints]) -> tuple[Ints, Ints]:
    """Return one code per entry of both lists of columns, equal where all columns are equal."""
    joint = combined(*(np.concatenate([one, two]) for one, two in zip(left, right, strict=True)))
    return joint[: len(left[0])], joint[len(left[0]) :]


def _previous_by_growth(facts: Facts) -> list[Implied]:
    """Return previous levels from a level and its growth in percent or as a ratio."""
    level = _levels(facts)
    stock = facts.about(*STOCKS)
    grows = facts.dated & facts.measured("change_pct", "ratio")
    growth = np.flatnonzero(grows & ((facts.before[facts.period] != facts.periods[""]) | stock))
    keys = _keyed(
        [*_base(facts, level), facts.current[facts.period[level]]],
        [*_base(facts, growth), facts.current[facts.period[growth]]],
    )
    one, two = coherent(facts, level, growth, *keys)
    times = facts.is_ratio[two]
    low, high, middle = (np.where(times, ends[two], 1 + ends[two] / 100) for ends in (facts.lo, facts.hi, facts.value))
    earlier = times & stock[two]
    before = np.where(earlier, facts.periods[""], facts.before[facts.period[two]])
    usable = (low > 0) & (middle > 0) & (earlier | (before != facts.periods[""]))
    one, two, low, high, middle, before = (part[usable] for part in (one, two, low, high, middle, before))
    lo, hi = facts.lo[one], facts.hi[one]
    made = _made(
        facts, "previous_by_growth", one, two, period=before, value=facts.value[one] / middle,
        lo=lo / np.where(lo < 0, low, high), hi=hi / np.where(hi < 0, high, low),
    )  # fmt: skip
    made.rule = np.where(earlier[usable], RULES.index("previous_by_ratio"), made.rule)
    return [made]


def _previous_by_change(facts: Facts) -> list[Implied]:
    """Return previous levels from a level and its change in the same unit."""
    level = _levels(facts)
    change = np.flatnonzero(
        facts.dated & facts.measured("change_abs") & (facts.before[facts.period] != facts.periods[""])
    )
    keys = _keyed(
        [*_base(facts, level), facts.unit[level], facts.current[facts.period[level]]],
        [*_base(facts, change), facts.unit[change], facts.current[facts.period[change]]],
    )
    one, two = coherent(facts, level, change, *keys)
    by, least, most = facts.value[two], facts.lo[two], facts.hi[two]
    deficit = facts.hi[one] < 0  # the change speaks of the size of the gap
    by, least, most = np.where(deficit, -by, by), np.where(deficit, -most, least), np.where(deficit, -least, most)
    return [
        _made(
            facts, "previous_by_change", one, two, period=facts.before[facts.period[two]],
            value=facts.value[one] - by, lo=facts.lo[one] - most, hi=facts.hi[one] - least,
        )
    ]  # fmt: skip


def flow_ends(facts: Facts, at: Ints) -> tuple[Ints, Ints]:
    """Return whence and whither goods go: exports of A to B are imports of B from A."""
    turned = facts.indicators.among("imports")[facts.indicator[at]]
    return np.where(turned, facts.target[at], facts.origin[at]), np.where(turned, facts.origin[at], facts.target[at])


def _by_flows(facts: Facts) -> list[Implied]:
    """Return turnover and balance from the two directions, whichever way they are stated."""
    flow = np.flatnonzero(facts.dated & facts.measured("level") & facts.about("exports", "imports"))
    out, into = flow_ends(facts, flow)
    shared = [facts.product[flow], facts.unit[flow], facts.period[flow]]
    keys = _keyed([out, into, *shared], [into, out, *shared])
    one, two = coherent(facts, flow, flow, *keys)
    origin, target = flow_ends(facts, one)
    balance = _made(
        facts, "balance_by_flows", one, two, origin=origin, target=target, indicator=facts.indicators["trade_balance"],
        value=facts.value[one] - facts.value[two], lo=facts.lo[one] - facts.hi[two], hi=facts.hi[one] - facts.lo[two],
    )  # fmt: skip
    once = origin < target
    one, two = one[once], two[once]
    turnover = _made(
        facts, "turnover_by_flows", one, two, origin=origin[once], target=target[once],
        indicator=facts.indicators["trade_turnover"], value=facts.value[one] + facts.value[two],
        lo=facts.lo[one] + facts.lo[two], hi=facts.hi[one] + facts.hi[two],
    )  # fmt: skip
    return [balance, turnover]


def _by_share(facts: Facts) -> list[Implied]:
    """Return a pair's level from the partner's share and the reporter's total with the world."""
    world = facts.sides[WORLD] if WORLD in facts.sides.names else -1
    found = []
    for share_name, total_name in SHARES.items():
        share = np.flatnonzero(facts.dated & facts.measured("level") & facts.about(share_name))
        with_world = (facts.origin == world) | (facts.target == world)
        total = np.flatnonzero(facts.dated & facts.measured("level") & facts.about(total_name) & with_world)
        if not len(share) or not len(total):
            continue
        owner = np.where(facts.origin[total] == world, facts.target[total], facts.origin[total])
        keys = _keyed(
            [owner, facts.product[total], facts.period[total]],
            [facts.origin[share], facts.product[share], facts.period[share]],
        )
        one, two = coherent(facts, total, share, *keys)
        left, right = facts.origin[two], facts.target[two]
        swap = (left > right) if total_name == "trade_turnover" else np.zeros(len(left), dtype=bool)
        found.append(
            _made(
                facts, "level_by_share", one, two,
                origin=np.where(swap, right, left), target=np.where(swap, left, right),
                value=facts.value[one] * facts.value[two] / 100, lo=facts.lo[one] * facts.lo[two] / 100,
                hi=facts.hi[one] * facts.hi[two] / 100,
            )
        )  # fmt: skip
    return found


def _year_by_part(facts: Facts) -> Implied:
    """Return bounds of a year from a part of it: no less than the part, no more than a strong rest would make it."""
    additive = facts.actual & facts.measured("level") & facts.about(*ADDITIVE)
    is_part = np.isin(facts.freq, ["M", "Q", "H", "C"])[facts.period]
    at = np.flatnonzero(additive & (facts.running | is_part))
    months = np.maximum(facts.months[facts.period[at]], 1)
    rest = facts.hi[at] * (1 + REST_OF_YEAR * (12 - months) / months)
    most = np.where(facts.running[at] | (months < TELLING_MONTHS), np.inf, rest)
    return _made(
        facts, "year_by_part", at, period=facts.year[facts.period[at]], lo=facts.lo[at], hi=most,
        value=np.full(len(at), np.nan),
    )  # fmt: skip


def _whole_by_part(facts: Facts) -> list[Implied]:
    """Return the least that a whole can be: turnover from one direction, a total from one product."""
    money = np.array([len(unit) == _MONEY_CODE for unit in facts.units.names], dtype=bool)[facts.unit]
    amounts = facts.dated & facts.measured("level") & money
    way = np.flatnonzero(amounts & facts.about("exports", "imports"))
    left, right = np.minimum(facts.origin[way], facts.target[way]), np.maximum(facts.origin[way], facts.target[way])
    unknown = {"value": np.full(len(way), np.nan), "hi": np.full(len(way), np.inf), "lo": facts.lo[way]}
    one_way = _made(
        facts, "whole_by_part", way, origin=left, target=right, indicator=facts.indicators["trade_turnover"], **unknown
    )
    total = facts.products[""]
    part = np.flatnonzero(amounts & facts.about("exports", "imports", "trade_turnover") & (facts.product != total))
    unknown = {"value": np.full(len(part), np.nan), "hi": np.full(len(part), np.inf), "lo": facts.lo[part]}
    return [one_way, _made(facts, "whole_by_part", part, product=total, **unknown)]


def comparable(facts: Facts) -> Ints:
    """Return the statements of levels against which implied levels can be held."""
    return np.flatnonzero(facts.dated & facts.measured("level") & ~facts.about(*EVENTS))


def implied_records(implied: Implied, facts: Facts, table: StatementTable) -> tuple[ImpliedValue, ...]:
    """Return implied levels as records, each once, in a fixed order."""
    values = set()
    for at in range(len(implied)):
        basis = [int(implied.basis[at]), *([int(implied.second[at])] if implied.second[at] >= 0 else [])]
        values.add(
            ImpliedValue(
                rule=RULES[implied.rule[at]],
                indicator=facts.indicators.names[implied.indicator[at]],
                reporter=facts.sides.names[implied.origin[at]],
                partner=facts.sides.names[implied.target[at]],
                product=facts.products.names[implied.product[at]] or None,
                period=shown_period(facts.periods.names[implied.period[at]]),
                unit=facts.units.names[implied.unit[at]],
                value=_finite(implied.value[at]),
                low=_finite(implied.lo[at]),
                high=_finite(implied.hi[at]),
                basis=tuple(table.cell("claim_id", row) for row in basis),
            )
        )
    return tuple(sorted(values, key=lambda one: (one.rule, one.indicator, one.period or "", one.reporter, one.basis)))


def _finite(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
