"""The stated rule by which a series takes one value a period. It is a rule, not a truth.

In this order: reviewed before unreviewed, actual before forecast before target, kind of speaker (statistics, customs,
bank, other institution, person, press, the article itself), exactness (exact, range, about, bounded; then the
narrower interval), the newest, and the claim's id so that nothing depends on the order of ingest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.speakers import kind_of, kind_order

if TYPE_CHECKING:
    import pandas as pd

    from data.comparing.rows import Bools, Ints

_REVIEWS = {"accepted": 0, "fixed": 0}
_STATUSES = {"actual": 0, "forecast": 1, "target": 2}
_BOUNDS = {"exact": 0, "": 0, "approx": 2, "above": 3, "below": 3}
_RANGE = 1
_LAST = 9


def preference(rows: pd.DataFrame) -> Ints:
    """Return positions of the rows, the preferred first."""
    review = _ranked(rows["review"], _REVIEWS, 1) if "review" in rows.columns else np.zeros(len(rows), np.int64)
    bound = _ranked(rows["bound"], _BOUNDS, _LAST)
    bound = np.where(rows["value_max"].notna().to_numpy() & (bound == 0), _RANGE, bound)
    width = (rows["hi"] - rows["lo"]).to_numpy() / np.maximum(np.abs(rows["value"].to_numpy()), 1e-9)
    newest = -rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    status = _ranked(rows["status"], _STATUSES, _LAST)
    return np.lexsort(
        (rows["id_rank"].to_numpy(), newest, np.round(width, 12), bound, kind_ranks(rows), status, review)
    ).astype(np.int64)


def first_of(rows: pd.DataFrame, group: Ints) -> Bools:
    """Return the mask of the preferred row of every group."""
    order = preference(rows)
    _, first = np.unique(group[order], return_index=True)
    mask = np.zeros(len(rows), dtype=bool)
    mask[order[first]] = True
    return mask


def kind_ranks(rows: pd.DataFrame) -> Ints:
    """Return the rank of the kind of speaker, row by row."""
    order = kind_order()
    names = rows["speaker"].cat.categories
    ranks = np.array([order[kind_of(str(name))] for name in names], dtype=np.int64)
    return ranks[rows["speaker"].cat.codes.to_numpy()]


def _ranked(column: pd.Series[str], ranks: dict[str, int], other: int) -> Ints:
    """Return the rank of each text; `other` for those not named."""
    names = column.cat.categories
    return np.array([ranks.get(text, other) for text in names], dtype=np.int64)[column.cat.codes.to_numpy()]
