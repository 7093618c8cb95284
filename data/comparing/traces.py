"""What the rules of a claim tell that its fields do not: that it is about something else than they say.

A mutual investment is written like that of one direction, growth "since 2005" like growth over the year before, and the
old value of "from 30 to 23 billion" without a year like one of today: the guide has no field for these. The extractor's
rules name them (`rule` of claims.csv); a claim without rules is taken as
its fields say.
"""

from __future__ import annotations

from functools import lru_cache

# Values of the column `apart`.
SUM_OF_BOTH, OTHER_BASE, FORMER = 1, 2, 3

_TRACES = {"party.any.joint": SUM_OF_BOTH, "measure.any.other_base": OTHER_BASE, "period.any.former": FORMER}


@lru_cache(maxsize=65536)
def apart(rules: str) -> int:
    """Return 0 for a claim that is about what its fields say, else what sets it apart.

    Example:
        >>> apart("money.any.word_after link.any.left party.any.joint")
        1
    """
    return max((_TRACES.get(rule, 0) for rule in rules.split()), default=0)
