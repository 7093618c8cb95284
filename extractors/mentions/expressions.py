"""A field that is nothing but one expression is read to the letter.

In running text "few", "million" or "half" say no figure, "dolar 42" is a rate, and "two thirds" is a share; a text of
that expression alone can mean nothing else than the number.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.figure import Figure
from extractors.mentions.fractions import exact_share

if TYPE_CHECKING:
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_LONGEST = 60
_EDGES = " .,!?;:\n"
_ONE = Decimal(1)


def read_alone(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures of a short field, completed where the whole field is one expression."""
    folded = reading.folded
    if len(folded) > _LONGEST or len(found) > 2:
        return found
    start = len(folded) - len(folded.lstrip(_EDGES))
    end = len(folded.rstrip(_EDGES))
    if not found:
        return _lone_word(reading, settings, start, end)
    figure = found[0]
    if len(found) == 2:
        return _over(reading, settings, found) if start == figure.start and found[1].end == end else found
    if figure.rule == "fraction" and figure.kind == "percent" and (figure.start, figure.end) == (start, end):
        figure.kind, figure.unit, figure.value = "number", None, exact_share(figure.value)
    elif figure.kind == "number" and figure.end == end and start < figure.start:
        hit = reading.at.get(start)
        entry = hit.get("currency") if hit is not None else None
        if hit is not None and entry is not None and hit.stop == figure.start - 1:
            figure.kind, figure.unit, figure.start, figure.rule = "money", entry.key, start, "word_before"
    return found


def _lone_word(reading: Reading, settings: Grammar, start: int, end: int) -> list[Figure]:
    hit = reading.at.get(start)
    if hit is None:
        return []
    entry = hit.get("num_weak") or hit.get("scale")
    if entry is not None and hit.stop == end:
        return [Figure(start, end, end, Decimal(entry.key), rule="words")]
    return []


def _over(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Read "one over three"."""
    above, below = found
    between = reading.folded[above.stop : below.start].strip()
    if between in settings.over_alone and above.kind == below.kind == "number" and below.value:
        above.value /= below.value
        above.end, above.stop, above.rule = below.end, below.stop, "fraction"
        return [above]
    return found
