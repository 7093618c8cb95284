"""The choices that several pages share: a country pair or all, an indicator or all, a unit of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import controls, numbers, queries
from dashboard.filters import ALL, INDICATORS

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.labels import Labels


def pair(words: Labels, *, everything: bool = True) -> str:
    """Draw the choice of a pair and return its key, or ALL where all pairs at once may be had (`everything`)."""
    pairs = list(queries.coverage().index)
    return controls.select(
        "pair",
        words("filter.pair"),
        [*([ALL] if everything else []), *pairs],
        lambda key: words("filter.any") if key == ALL else numbers.pair_name(key, words.code),
        default=ALL if everything else pairs[0],
        labels=words,
        empty=ALL,
    )


def indicator(words: Labels) -> str:
    """Draw the choice of an indicator and return its name or ALL."""
    return controls.select(
        "ind",
        words("filter.ind"),
        [ALL, *INDICATORS],
        lambda key: words("filter.any") if key == ALL else words.term("indicator", key),
        default=ALL,
        labels=words,
        empty=ALL,
    )


def unit(table: pd.DataFrame, words: Labels) -> str:
    """Draw the choice among the units of a table (column `unit`), the most frequent first, and return it."""
    there = table["unit"].value_counts()
    options = [str(name) for name in there.index]
    return controls.select(
        "unit",
        words("filter.unit"),
        options,
        lambda key: f"{numbers.unit_name(key, words)} ({there[key]})",
        default=options[0],
        labels=words,
    )
