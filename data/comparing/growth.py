"""Growth that nobody stated but that two levels imply, a year apart, by one voice or in one source.

FRED warns of the same: growth computed from rounded levels may differ from the growth that an office publishes. The
interval says by how much: from the least of the later to the most of the earlier level, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.comparing.findings import ImpliedValue, StatementTable, shown_period
from data.comparing.implied import coherent
from data.comparing.natures import EVENTS
from data.comparing.rows import combined

if TYPE_CHECKING:
    from data.comparing.facts import Facts

RULE = "growth_by_levels"

# "More than 3" after "more than 3" says nothing about growth.
OPEN = ("above", "below")


def growth_records(facts: Facts, table: StatementTable) -> tuple[ImpliedValue, ...]:
    """Return the growth rates that follow from levels above zero, each once, in a fixed order."""
    above = facts.dated & facts.measured("level") & ~facts.units.among("percent")[facts.unit] & (facts.lo > 0)
    level = np.flatnonzero(above & ~facts.about(*EVENTS))
    later = level[facts.before[facts.period[level]] != facts.periods[""]]
    about = combined(facts.origin, facts.target, facts.indicator, facts.product, facts.unit)
    key = combined(
        np.concatenate([about[later], about[level]]),
        np.concatenate([facts.before[facts.period[later]], facts.period[level]]),
    )
    now, then = coherent(facts, later, level, key[: len(later)], key[len(later) :])
    closed = np.array([bound not in OPEN for bound in table.column("bound")], dtype=bool)
    now, then = now[closed[now] & closed[then]], then[closed[now] & closed[then]]
    values = {
        ImpliedValue(
            rule=RULE,
            indicator=facts.indicators.names[facts.indicator[one]],
            reporter=facts.sides.names[facts.origin[one]],
            partner=facts.sides.names[facts.target[one]],
            product=facts.products.names[facts.product[one]] or None,
            period=shown_period(facts.periods.names[facts.period[one]]),
            unit="percent",
            value=float(100 * (facts.value[one] / facts.value[two] - 1)),
            low=float(100 * (facts.lo[one] / facts.hi[two] - 1)),
            high=float(100 * (facts.hi[one] / facts.lo[two] - 1)) if np.isfinite(facts.hi[one]) else None,
            basis=(table.cell("claim_id", one), table.cell("claim_id", two)),
        )
        for one, two in zip(now.tolist(), then.tolist(), strict=True)
    }
    return tuple(sorted(values, key=lambda one: (one.indicator, one.period or "", one.reporter, one.basis)))
