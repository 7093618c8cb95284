"""The two tests of every direct class, over all groups at once: contradicted by another party, met by another.

Both are linear in the number of rows (after sorting): a row is contradicted by some row of another party exactly
where the other parties' highest lower end lies above its upper end, or their lowest upper end below its lower end.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.comparing.groups import in_order, starts_of
from data.comparing.rows import Bools, Floats, Ints, combined


def disputed(group: Ints, party: Ints, low: Floats, high: Floats) -> Bools:
    """Return, per row, whether a row of another party in its group has an interval that does not meet it.

    Args:
        group: Codes as `combined` gives them: none negative, none much larger than the number of rows.
        party: Any codes.
        low: The lower ends, closed.
        high: The upper ends, closed.
    """
    found = np.zeros(len(group), dtype=bool)
    several = np.flatnonzero(np.bincount(group)[group] > 1)  # most groups have one row, and no one to contradict it
    if not len(several):
        return found
    dense = pd.factorize(group[several])[0].astype(np.int64)
    both = combined(dense, party[several])
    order = in_order(both)
    starts = starts_of(both[order])
    holder = both[order[starts]]  # a group and party
    owner = dense[order[starts]]
    highest = _others_best(both, dense, holder, owner, np.maximum.reduceat(low[several][order], starts))
    lowest = -_others_best(both, dense, holder, owner, np.maximum.reduceat(-high[several][order], starts))
    found[several] = (highest > high[several]) | (lowest < low[several])
    return found


def _others_best(both: Ints, group: Ints, holder: Ints, owner: Ints, score: Floats) -> Floats:
    """Return, per row, the best score of the other parties in its group; minus infinity where there is none.

    Args:
        both: The code of group and party of each row.
        group: The group of each row.
        holder: The code of group and party of each score.
        owner: The group of each score.
        score: The best score of each party in a group.
    """
    order = in_order(owner)
    starts = starts_of(owner[order])
    ranked = score[order]
    best = np.maximum.reduceat(ranked, starts)
    mine = np.repeat(best, np.diff([*starts, len(order)])) == ranked
    leads = np.flatnonzero(mine)
    leads = leads[starts_of(owner[order][leads])]  # of several equal ones, one leads
    rest = ranked.copy()
    rest[leads] = -np.inf
    second = np.maximum.reduceat(rest, starts)
    top, following = np.empty(len(best)), np.empty(len(best))
    leader = np.empty(len(best), dtype=np.int64)
    groups = owner[order][starts]
    top[groups], following[groups], leader[groups] = best, second, holder[order][leads]
    return np.where(leader[group] == both, following[group], top[group])


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
