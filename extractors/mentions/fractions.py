"""Fractions written with a bar or a word between two numbers: "3/4", "2 1/4", "üç bölü dört"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.behind import read_behind
from extractors.mentions.figure import ONE, Figure, trimmed

if TYPE_CHECKING:
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_CENT, _THOUSAND = Decimal("0.01"), Decimal(1000)
_NEAR = Decimal("0.06")


def join_fractions(reading: Reading, settings: Grammar, numbers: list[Figure]) -> list[Figure]:
    """Return the numbers with each fraction joined into one. Dates and seasons ("24/25") stay apart."""
    folded = reading.folded
    if "/" not in folded and "⁄" not in folded and not settings.over:
        return numbers
    joined: list[Figure] = []
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
        if joined and above.value < below.value and _is_before(folded, joined[-1], start):
            whole = joined.pop()
            value, start = whole.value + value, whole.start
        joined.append(
            Figure(
                start, below.end, below.stop, value, rule="fraction", plain=value, tail=below.tail, digits=below.digits
            )
        )
        index += 2
    return joined


def join_mixed(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures with a whole number and its fraction in words joined: "three and a fifth"."""
    joined: list[Figure] = []
    for figure in found:
        whole = joined[-1] if joined else None
        if whole is None or figure.rule != "fraction" or figure.kind != "percent" or whole.kind != "number":
            joined.append(figure)
            continue
        between = reading.folded[whole.stop : figure.start].strip()
        if between not in settings.joiners or reading.folded[figure.stop :].startswith(settings.fraction_of):
            joined.append(figure)
            continue
        whole.value += exact_share(figure.value) * whole.scale
        whole.end, whole.stop, whole.rule = figure.end, figure.stop, "fraction"
        read_behind(reading, settings, whole)
    return joined


def join_scaled(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures with a share of one scale word joined: "two thirds of a million", "треть миллиарда рублей"."""
    joined: list[Figure] = []
    for figure in found:
        share = joined[-1] if joined else None
        if share is None or not _is_share_of(reading, settings, share, figure):
            joined.append(figure)
            continue
        figure.value = trimmed((exact_share(share.value) * figure.value).quantize(_CENT))
        figure.plain, figure.scale, figure.start = figure.value, ONE, share.start
        joined[-1] = figure
    return joined


def _is_share_of(reading: Reading, settings: Grammar, share: Figure, whole: Figure) -> bool:
    """Whether a fraction in words stands before one scale word that a numeral does not multiply."""
    if share.rule != "fraction" or share.kind != "percent" or whole.scale < _THOUSAND or whole.plain != ONE:
        return False
    folded = reading.folded
    if folded[share.stop : whole.start].strip() != settings.share_of or whole.value != whole.scale or share.value > 100:
        return False
    first = folded[whole.start : whole.stop].partition(" ")[0]
    if settings.articles:
        return first in settings.articles
    hit = reading.at.get(whole.start)
    return hit is not None and hit.get("scale") is not None


def exact_share(percent: Decimal) -> Decimal:
    """Return a share as a fraction of one, thirds exactly."""
    for parts in range(2, 13):
        for part in range(1, parts):
            if abs(percent - Decimal(100 * part) / parts) < _NEAR:
                return Decimal(part) / parts
    return percent / 100


def _is_before(folded: str, whole: Figure, start: int) -> bool:
    """Whether a whole number stands right before a fraction: "2 1/4", "1-5/8"."""
    between = folded[whole.stop : start]
    return (between == "-" or between.isspace()) and whole.is_whole()


def _is_fraction(folded: str, settings: Grammar, above: Figure, below: Figure) -> bool:
    between = folded[above.stop : below.start]
    if not below.value or len(between) > 8 or not above.is_whole() or not below.is_whole():
        return False
    if between in ("/", "⁄"):
        before, after = folded[above.start - 1 : above.start], folded[below.stop : below.stop + 1]
        return (
            above.digits
            and below.digits
            and above.value < below.value <= 100
            and after != "/"
            and before != "/"
            and "0" not in (folded[above.start], folded[below.start])
            and not before.isalpha()
        )
    return between.strip() in settings.over and len(between) > 2
