"""Quantities of a field: numbers with their units, ranges and bounds.

The steps: numerals; signs and units around each; ranges of two neighbours; counted nouns; words that are ratios by
themselves; bounds. Every number is a mention, `number` where it has no unit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.bounds import bound_after, bound_before
from extractors.mentions.counts import count_nouns
from extractors.mentions.expressions import read_alone
from extractors.mentions.fractions import join_fractions
from extractors.mentions.grammar import grammar
from extractors.mentions.numbers import numerals
from extractors.mentions.ranges import join_ranges
from extractors.mentions.ratios import ratio_words
from extractors.mentions.units import figures
from extractors.records import Mention, Quantity

if TYPE_CHECKING:
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_ONE = Decimal(1)
_RULE_SCOPE = {"words", "chain"}


def find_quantities(reading: Reading) -> list[Mention]:
    """Return the quantity mentions of a field in order of position; the value of each is a `Quantity`.

    A printed minus is part of the value ("-5,2 %" is -5.2, and `sign` is -1).
    """
    settings = grammar(reading.pack.code)
    numbers = join_fractions(reading, settings, numerals(reading, settings))
    found = figures(reading, settings, numbers)
    found = join_ranges(reading, settings, found)
    count_nouns(reading, settings, found)
    words = ratio_words(reading, settings)
    if words:
        found = _merge(found, words)
    found = read_alone(reading, settings, found)
    set_bounds(reading, settings, found)
    return [_mention(reading, figure) for figure in found]


def _merge(found: list[Figure], words: list[Figure]) -> list[Figure]:
    """Add the words that no figure covers."""
    covered = sorted((figure.start, figure.end) for figure in found)
    for word in words:
        if not any(start < word.end and word.start < end for start, end in covered):
            found.append(word)
    found.sort(key=lambda figure: figure.start)
    return found


def set_bounds(reading: Reading, settings: Grammar, found: list[Figure]) -> None:
    """Set the bound of each figure from the words around it."""
    last = len(found) - 1
    limit = 0
    for index, figure in enumerate(found):
        compared = index > 0 and found[index - 1].kind in ("percent", "ratio")
        bound = bound_before(reading, settings, figure.start, limit, compared)
        if bound is None:
            ahead = found[index + 1].start if index < last else len(reading.folded)
            right = figure.right if figure.right >= 0 else figure.stop
            bound = bound_after(reading, settings, right, figure.case, ahead)
            if bound is None and figure.stop > right:
                tail = reading.folded[figure.end : figure.stop].lstrip("'")
                case = (reading.pack.marker(tail) or "bare") if tail and reading.pack.marker else ""
                bound = bound_after(reading, settings, figure.stop, case, ahead)
        if bound is not None:
            figure.bound = bound
        elif index and figure.kind == "money" and reading.folded[limit : figure.start] == " (":
            figure.bound = found[index - 1].bound  # a conversion in brackets
        limit = max(figure.stop, figure.end)


def _mention(reading: Reading, figure: Figure) -> Mention:
    scope = reading.pack.code if figure.rule in _RULE_SCOPE else "any"
    quantity = Quantity(_plain(figure.value), figure.value_max and _plain(figure.value_max), figure.unit, figure.bound, figure.sign)
    rule = f"{figure.kind}.{scope}.{figure.rule}"
    return Mention(figure.kind, figure.start, figure.end, reading.name, quantity, rule)


def _plain(value: Decimal) -> Decimal:
    """Return the value without an exponent, so that 4E+9 prints as 4000000000."""
    exponent = value.as_tuple().exponent
    return value.quantize(_ONE) if isinstance(exponent, int) and exponent > 0 else value
