"""Statements as plain arrays over shared vocabularies, so that what is derived from them needs no data frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from data.comparing.natures import MIRRORS, SHARES
from data.comparing.periods import read_period
from data.comparing.rows import codes

if TYPE_CHECKING:
    import pandas as pd

    from data.comparing.rows import Bools, Floats, Ints, Objects


class Vocabulary:
    """Names and their numbers; a name that is asked for and new gets the next number."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self._numbers = {name: number for number, name in enumerate(names)}

    def __getitem__(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def __len__(self) -> int:
        return len(self.names)

    def among(self, *names: str) -> Bools:
        """Return, per number, whether its name is one of these."""
        return np.array([name in names for name in self.names], dtype=bool)


@dataclass
class Facts:
    """What is said, one entry a statement; texts are numbers of the vocabularies.

    `period` is the compared period; `current`, `before` and `year` are, per number of `periods`, the period that a
    growth ends in, the one it starts from, and the year the period belongs to (all numbers of `periods`; `NONE` where
    there is none); `months` and `freq` go with them.
    """

    sides: Vocabulary
    indicators: Vocabulary
    products: Vocabulary
    units: Vocabulary
    periods: Vocabulary
    origin: Ints
    target: Ints
    indicator: Ints
    product: Ints
    unit: Ints
    period: Ints
    value: Floats
    lo: Floats
    hi: Floats
    voice: Ints
    source: Ints
    silent: Bools
    running: Bools
    actual: Bools
    measure: Objects
    current: Ints
    before: Ints
    year: Ints
    months: Ints
    freq: Objects

    @cached_property
    def _of_measure(self) -> dict[str, Bools]:
        return {}

    @cached_property
    def is_ratio(self) -> Bools:
        """Where the measure is a ratio."""
        return self.measured("ratio")

    @cached_property
    def dated(self) -> Bools:
        """Where something happened in a stated, finished period."""
        dated: Bools = self.actual & ~self.running & (self.period != self.periods[""])
        return dated

    def measured(self, *measures: str) -> Bools:
        """Where the measure is one of these."""
        found = np.zeros(len(self.value), dtype=bool)
        for measure in measures:
            if measure not in self._of_measure:
                self._of_measure[measure] = np.asarray(self.measure == measure, dtype=bool)
            found |= self._of_measure[measure]
        return found

    def about(self, *indicators: str) -> Bools:
        """Where the indicator is one of these."""
        return np.asarray(self.indicators.among(*indicators)[self.indicator], dtype=bool)


def facts_of(statements: pd.DataFrame) -> Facts:
    """Return the statements as arrays."""
    vocabularies = {
        name: Vocabulary([str(text) for text in statements[name].cat.categories])
        for name in ("from", "indicator", "product", "unit", "pkey")
    }
    for indicator in (*MIRRORS, *SHARES, *SHARES.values(), "trade_balance"):
        vocabularies["indicator"][indicator]
    periods = vocabularies["pkey"]
    table = _period_table(periods)
    _ = vocabularies["product"][""]
    return Facts(
        sides=vocabularies["from"], indicators=vocabularies["indicator"], products=vocabularies["product"],
        units=vocabularies["unit"], periods=periods,
        origin=codes(statements["from"]), target=codes(statements["to"]), indicator=codes(statements["indicator"]),
        product=codes(statements["product"]), unit=codes(statements["unit"]), period=codes(statements["pkey"]),
        value=statements["canon" if "canon" in statements else "value"].to_numpy(),
        lo=statements["lo"].to_numpy(), hi=statements["hi"].to_numpy(),
        voice=statements["voice"].to_numpy(), source=codes(statements["source"]),
        silent=statements["silent"].to_numpy(), running=statements["running"].to_numpy(),
        actual=statements["actual"].to_numpy() & (statements["apart"].to_numpy() == 0),
        measure=statements["measure"].astype(object).to_numpy(),
        current=table[0], before=table[1], year=table[2], months=table[3], freq=table[4],
    )  # fmt: skip


def _period_table(periods: Vocabulary) -> tuple[Ints, Ints, Ints, Ints, Objects]:
    """Return per period its current, previous and whole-year period, its months and its frequency."""
    none, stated = periods[""], len(periods)
    columns: tuple[list[int], list[int], list[int], list[int], list[str]] = ([], [], [], [], [])
    number = 0
    while number < len(periods):  # grows by the previous periods of those that were stated, not by theirs
        name = periods.names[number]
        fact = read_period(name.rstrip("~"))
        # growth "over 2020/2025" ends in the last year; a fiscal year "2023-04/2024-03" is its own current period
        of_years = fact.freq == "X" and "-" not in fact.text
        grows = number < stated and fact.before and not name.endswith("~")
        columns[0].append(periods[str(fact.year)] if of_years else number)
        columns[1].append(periods[fact.before] if grows else none)
        columns[2].append(periods[str(fact.year)] if fact.year else none)
        columns[3].append(fact.months)
        columns[4].append(fact.freq)
        number += 1
    return (
        np.array(columns[0]), np.array(columns[1]), np.array(columns[2]), np.array(columns[3]),
        np.array(columns[4], dtype=object),
    )  # fmt: skip


def matched(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the positions of all pairs of equal keys, in the order of the left."""
    order = np.argsort(right, kind="stable")
    keys = right[order]
    first, last = np.searchsorted(keys, left, "left"), np.searchsorted(keys, left, "right")
    counts = last - first
    at_left = np.repeat(np.arange(len(left)), counts)
    starts = np.repeat(first - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return at_left, order[np.arange(int(counts.sum())) + starts]
