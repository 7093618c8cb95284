"""The choices that several pages share: a country pair or all, an indicator or all, a unit of what is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dashboard import controls, numbers, queries
from dashboard.filters import ALL, INDICATORS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from dashboard.labels import Labels
    from dashboard.slices import Slice


def pair(words: Labels, *, everything: bool = True) -> str:
    """Draw the choice of a pair and return its key, or ALL where all pairs at once may be had (`everything`)."""
    pairs = queries.pairs()
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


def unit(there: dict[str, int], words: Labels) -> str:
    """Draw the choice among units (with how often each is met, the most frequent first), and return it."""
    return with_counts("unit", list(there), there, lambda key: numbers.unit_name(key, words), words)


def with_counts(
    name: str, options: Sequence[str], there: Mapping[str, int], shown: Callable[[str], str], words: Labels
) -> str:
    """Draw a choice whose options say how often they are met, the first one chosen at the start, and return it."""
    return controls.select(
        name,
        words(f"filter.{name}"),
        options,
        lambda key: f"{shown(key)} ({there.get(key, 0)})",
        default=options[0],
        labels=words,
    )


def speakers(shown: Slice, words: Labels) -> Slice:
    """Draw the choice of speakers, those who say most first, and return what they said."""
    chosen = controls.many("who", words("filter.who"), list(counts(shown, "speaker")), str, labels=words)
    return among(shown, "who", chosen, column="speaker")


def years(shown: Slice, words: Labels) -> Slice:
    """Draw the slider of years and return what is about them."""
    ends = shown.fact("years", _first_and_last)
    if ends is None:
        return shown
    low, high = controls.year_range("year", words("filter.year"), *ends)
    if (low, high) == ends:
        return shown
    return shown.step("year", (low, high), lambda frame: frame[frame["period_start"].dt.year.between(low, high)])


def counts(shown: Slice, column: str) -> dict[str, int]:
    """How often each value of a column is met, the most frequent first."""
    return shown.fact(("counts", column), lambda frame: counted(frame[column]))


def counted(values: pd.Series[str]) -> dict[str, int]:
    """How often each value is met, the most frequent first; empty ones are left out."""
    found = Counter(value for value in values.to_numpy(dtype=object) if isinstance(value, str))
    return dict(found.most_common())


def among(shown: Slice, name: str, chosen: Sequence[str], *, column: str = "") -> Slice:
    """The claims with one of the chosen values; nothing chosen means all."""
    if not chosen:
        return shown
    return shown.step(name, tuple(chosen), lambda frame: frame[frame[column or name].isin(chosen)])


def of_product(shown: Slice, picked: str) -> Slice:
    """The claims about a product, about the total, or all."""
    if picked == ALL:
        return shown
    if picked == TOTAL:
        return shown.step("product", TOTAL, lambda frame: frame[frame["product"].isna()])
    return shown.step("product", picked, lambda frame: frame[frame["product"] == picked])


def _first_and_last(frame: pd.DataFrame) -> tuple[int, int] | None:
    found = frame["period_start"].dt.year.dropna()
    return None if found.empty else (int(found.min()), int(found.max()))
