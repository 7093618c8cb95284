"""Tables that know how they came about, so that what is made of them is made once for all sessions.

A page narrows a table step by step and makes choices, charts and texts from each step. Two readers who chose the same
have the same steps: a slice carries them as its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from dashboard.memory import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd

T = TypeVar("T")

_TABLES = Shelf(1_024, rows=150_000)
_FACTS = Shelf(8_192)
_DRAWN = Shelf(512)


@dataclass(frozen=True, eq=False)
class Slice:
    """A table and its key.

    Attributes:
        frame: Claims; nobody changes them.
        key: The version of the store and every choice that led to these rows.
    """

    frame: pd.DataFrame
    key: tuple[Hashable, ...]

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def empty(self) -> bool:
        """Whether no row is left."""
        return self.frame.empty

    def step(self, name: str, value: Hashable, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Slice:
        """The table after one more choice; `value` says everything that `change` hangs on."""
        key = (*self.key, name, value)
        return Slice(_TABLES.get(key, lambda: change(self.frame)), key)

    def fact(self, name: Hashable, make: Callable[[pd.DataFrame], T]) -> T:
        """Something small about the table: counts, names to choose from, a text."""
        return _FACTS.get((*self.key, name), lambda: make(self.frame))

    def drawn(self, name: Hashable, draw: Callable[[], T]) -> T:
        """Something large that is shown of the table: a chart, a readable table."""
        return _DRAWN.get((*self.key, name), draw)
