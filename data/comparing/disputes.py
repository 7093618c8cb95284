"""The two tests of every direct class, over all groups at once: contradicted by another party, met by another.

Both are linear in the number of rows (after sorting): a row is contradicted by some row of another party exactly
where the other parties' highest lower end lies above its upper end, or their lowest upper end below its lower end.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.comparing.rows import Bools, Floats, Ints, combined


def disputed(group: Ints, party: Ints, low: Floats, high: Floats) -> Bools:
    """Return, per row, whether a row of another party in its group has an interval that does not meet it."""
    if not len(group):
        return np.zeros(0, dtype=bool)
    dense = pd.factorize(group)[0].astype(np.int64)
    highest, second_highest, holder = _two_best(dense, party, low)
    lowest, second_lowest, keeper = _two_best(dense, party, -high)
    other_low = np.where(holder[dense] == party, second_highest[dense], highest[dense])
    other_high = -np.where(keeper[dense] == party, second_lowest[dense], lowest[dense])
    return (other_low > high) | (other_high < low)


def _two_best(group: Ints, party: Ints, score: Floats) -> tuple[Floats, Floats, Ints]:
    """Return per group the best score, the best score of any other party than its holder, and the holder."""
    order = np.lexsort((-score, party, group))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (group[order][1:] != group[order][:-1]) | (party[order][1:] != party[order][:-1])
    best = order[first]
    best = best[np.lexsort((-score[best], group[best]))]
    owner = group[best]
    lead = np.ones(len(best), dtype=bool)
    lead[1:] = owner[1:] != owner[:-1]
    places = np.flatnonzero(lead)
    count = int(group.max()) + 1
    top = np.full(count, -np.inf)
    second = np.full(count, -np.inf)
    holder = np.full(count, -1, dtype=np.int64)
    top[owner[places]] = score[best[places]]
    holder[owner[places]] = party[best[places]]
    following = places + 1
    inside = following < len(best)
    following, lead_of = following[inside], places[inside]
    same = owner[following] == owner[lead_of]
    second[owner[following[same]]] = score[best[following[same]]]
    return top, second, holder


def met(group: Ints, value: Ints, low: Floats, high: Floats) -> Bools:
    """Return, per row, whether a row with another value in its group has an interval that meets it.

    Rows with the same value (a code) always meet: both intervals hold it.
    """
    count = len(group)
    if not count:
        return np.zeros(0, dtype=bool)
    dense = pd.factorize(group)[0].astype(np.int64)
    _, ranks = np.unique(np.concatenate([low, high]), return_inverse=True)
    width = np.int64(ranks.max() + 2)
    lows = dense * width + ranks[:count]
    highs = dense * width + ranks[count:]
    sizes = np.bincount(dense)
    offset = np.concatenate([[0], np.cumsum(sizes)[:-1]])[dense]
    below = np.searchsorted(np.sort(highs), lows, side="left") - offset
    above = sizes[dense] - (np.searchsorted(np.sort(lows), highs, side="right") - offset)
    alike = combined(dense, value)
    return np.asarray((sizes[dense] - below - above) > np.bincount(alike)[alike], dtype=bool)
