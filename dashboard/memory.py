"""Results that every session shares: kept by their key, the least recently used given up, made once at a time.

Streamlit's own caches hash the source of a function and walk its arguments on every call; with thirty people clicking
at once that was a fifth of the processor's time. Here a key is a tuple of plain values and a hit is one look into a
dictionary. What is kept is shared between threads: nobody may change it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sized

T = TypeVar("T")
P = ParamSpec("P")

_SHELVES: list[Shelf] = []


class Shelf:
    """A bounded place for results.

    Attributes:
        entries: How many results at most.
        rows: How many rows all kept results may have together, where they are tables; the newest stays however large.
        held: Rows that are kept now.
    """

    def __init__(self, entries: int, rows: int | None = None) -> None:
        self.entries, self.rows, self.held = entries, rows, 0
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        _SHELVES.append(self)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under the key, or make and keep it.

        Who asks for the same at the same time waits for the one that makes it.
        """
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return cast("T", found[0])
            gate = self._making.setdefault(key, threading.Lock())
        with gate:
            with self._lock:
                found = self._kept.get(key)
            if found is not None:
                return cast("T", found[0])
            try:
                value = make()
                with self._lock:
                    self._keep(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.held = 0

    def _keep(self, key: Hashable, value: object) -> None:
        size = len(cast("Sized", value)) if self.rows is not None else 0
        self._kept[key] = (value, size)
        self.held += size
        while len(self._kept) > 1 and (
            len(self._kept) > self.entries or (self.rows is not None and self.held > self.rows)
        ):
            self.held -= self._kept.popitem(last=False)[1][1]


def remembered(*, entries: int, rows: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the results of a function of hashable arguments.

    Args:
        entries: How many results at most.
        rows: How many rows all kept results may have together, for functions that return tables.
    """

    def keeping(make: Callable[P, T]) -> Callable[P, T]:
        shelf = Shelf(entries, rows)

        @wraps(make)
        def kept(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
            return shelf.get(key, lambda: make(*args, **kwargs))

        return kept

    return keeping


def forget_all() -> None:
    """Forget every kept result (for tests that change what is behind them)."""
    for shelf in _SHELVES:
        shelf.clear()
