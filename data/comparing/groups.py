"""Rows by the code of their group: in the order of the codes, and cut where one group ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Whole = TypeVar("Whole", list[int], Ints)

# numpy sorts integers of this size by counting, several times as fast as larger ones
_SMALL = np.uint16


def in_order(group: Ints) -> Ints:
    """Return the positions that put codes (none negative) in order; equal ones keep theirs."""
    small = len(group) > 0 and int(group.max()) <= np.iinfo(_SMALL).max
    return np.argsort(group.astype(_SMALL) if small else group, kind="stable")


def shared(group: Ints, mask: Bools) -> Bools:
    """Return the rows whose group has a marked row."""
    marked = np.zeros(int(group.max(initial=-1)) + 1, dtype=bool)
    marked[group[mask]] = True
    return np.asarray(marked[group], dtype=bool)


def starts_of(marks: Ints) -> Ints:
    """Return where each run of equal marks begins."""
    return np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]])[: len(marks)])


def cut(whole: Whole, starts: Ints) -> Iterator[Whole]:
    """Yield the parts of a list or an array that begin at the starts, the first of which is 0."""
    begins: list[int] = starts.tolist()
    for begin, end in zip(begins, [*begins, len(whole)][1:], strict=True):
        yield whole[begin:end]
