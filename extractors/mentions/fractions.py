"""Fractions written with a bar or a word between two numbers: "3/4", "2 1/4", "üç bölü dört"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.numbers import Numeral

if TYPE_CHECKING:
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_ONE = Decimal(1)


def join_fractions(reading: Reading, settings: Grammar, numbers: list[Numeral]) -> list[Numeral]:
    """Return the numbers with each fraction joined into one. Dates and seasons ("24/25") stay apart."""
    folded = reading.folded
    if "/" not in folded and not settings.over:
        return numbers
    joined: list[Numeral] = []
    index = 0
    while index < len(numbers):
        above = numbers[index]
        below = numbers[index + 1] if index + 1 < len(numbers) else None
        if below is None or not _is_fraction(folded, settings, above, below):
            joined.append(above)
            index += 1
            continue
        value = above.value / below.value
        start = above.start
        if joined and above.value < below.value and folded[joined[-1].stop : start].isspace() and _is_whole(joined[-1]):
            whole = joined.pop()
            value, start = whole.value + value, whole.start
        joined.append(Numeral(start, below.end, below.stop, value, value, _ONE, "fraction", below.tail, below.digits))
        index += 2
    return joined


def _is_fraction(folded: str, settings: Grammar, above: Numeral, below: Numeral) -> bool:
    between = folded[above.stop : below.start]
    if not below.value or not _is_whole(above) or not _is_whole(below):
        return False
    if between == "/":
        before, after = folded[above.start - 1 : above.start], folded[below.stop : below.stop + 1]
        return (
            above.digits
            and below.digits
            and above.value < below.value <= 100
            and before not in ("/", "0")
            and after != "/"
            and folded[above.start] != "0"
            and folded[below.start] != "0"
            and not before.isalpha()
        )
    return between.strip() in settings.over and len(between) > 2


def _is_whole(number: Numeral) -> bool:
    return number.scale == _ONE and number.value == number.value.to_integral_value()
