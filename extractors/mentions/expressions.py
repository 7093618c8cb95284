"""A field that is nothing but one expression is read to the letter.

In running text "few", "million" or "half" say no figure, "dolar 42" is a rate, "two thirds" is a share, and "from 10 to
20 dollars" a change; a text of that expression alone can mean nothing else than the number.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.figure import ONE, Figure
from extractors.mentions.fractions import exact_share
from extractors.mentions.grammar import number
from extractors.mentions.ranges import join_pair
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_LONGEST = 60
_EDGES = " .,!?;:\n"
_CENT, _TEN, _HUNDRED = Decimal("0.01"), Decimal(10), Decimal(100)
_LOOSE = (", ", ". ")


def read_alone(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures of a short field, completed where the whole field is one expression."""
    folded = reading.folded
    if len(folded) > _LONGEST or len(found) > 2:
        return found
    start = len(folded) - len(folded.lstrip(_EDGES))
    end = len(folded.rstrip(_EDGES))
    if not found:
        return _lone_word(reading, settings, start, end)
    if len(found) == 2:
        return _pair(reading, settings, found, start, end)
    figure = found[0]
    if figure.rule == "fraction" and figure.kind == "percent" and (figure.start, figure.end) == (start, end):
        figure.kind, figure.unit, figure.value = "number", None, exact_share(figure.value)
    elif figure.kind == "number":
        _lone_number(reading, figure, start, end)
    elif _is_loss(figure) and folded[start:end] == f"({folded[figure.start : figure.end]})":
        figure.value, figure.sign = -figure.value, -1
    return found


def _is_loss(figure: Figure) -> bool:
    """Whether a sum in brackets can be a loss as accountants print it: digits and a sign, not a word."""
    return figure.kind == "money" and not figure.sign and figure.scale == ONE and figure.rule.startswith("sign")


# ---- no figure yet


def _lone_word(reading: Reading, settings: Grammar, start: int, end: int) -> list[Figure]:
    hit = reading.at.get(start)
    if hit is not None:
        entry = hit.get("num_weak") or hit.get("scale")
        if entry is not None and hit.stop == end:
            return [Figure(start, end, end, number(entry.key), rule="words")]
    for article in settings.articles:
        noun = reading.at.get(start + len(article) + 1)
        entry = noun.get("currency") if noun is not None else None
        named = noun is not None and entry is not None and noun.stop == end
        if named and entry is not None and reading.folded.startswith(f"{article} ", start):
            return [Figure(start, end, end, ONE, "money", entry.key, "word_after")]  # "a dollar"
    return []


# ---- one number and its neighbour


def _lone_number(reading: Reading, figure: Figure, start: int, end: int) -> None:
    """Give a number the currency or the decimal point in front of it, or the code that running text would not trust."""
    if figure.end == end and start < figure.start:
        hit = reading.at.get(start)
        if hit is not None and hit.stop == figure.start - 1:
            entry = hit.get("currency")
            if entry is not None:
                figure.kind, figure.unit, figure.start, figure.rule = "money", entry.key, start, "word_before"
                return
            if hit.get("point") is not None and figure.is_whole() and not figure.sign:
                figure.value = Decimal(f"0.{figure.value}")
                figure.start = start
                return
    if figure.scale == ONE or figure.digits or figure.rule == "chain":
        _lone_code(reading, figure, start, end)


def _lone_code(reading: Reading, figure: Figure, start: int, end: int) -> None:
    before, behind = reading.text[start : figure.start].strip(), reading.text[figure.stop : end].strip()
    minus = before.endswith(("-", "−"))  # "RUB-5.00"
    code = before.rstrip("-−") or behind
    if (before and behind) or code not in currencies().codes:
        return
    if minus and not figure.sign:
        figure.value, figure.sign = -figure.value, -1
    figure.kind, figure.unit, figure.rule = "money", code, "sign_before" if before else "sign_after"
    figure.start, figure.end, figure.stop = start, end, end


# ---- two figures that are one


def _pair(reading: Reading, settings: Grammar, found: list[Figure], start: int, end: int) -> list[Figure]:
    first, second = found
    between = reading.folded[first.stop : second.start]
    before, behind = reading.folded[start : first.start].strip(), reading.folded[second.stop : end].strip()
    if (before, between.strip()) in settings.changes and not behind:
        return [first] if join_pair(first, second) else found
    if before or second.end != end:
        return found
    if between.strip() in settings.over_alone and first.kind == second.kind == "number" and second.value:
        first.value /= second.value
        first.end, first.stop, first.rule = second.end, second.stop, "fraction"
        return [first]
    if between == " " and _is_spoken(settings, first, second):
        first.value = first.value * _HUNDRED + second.value
        first.plain, first.end, first.stop = first.value, second.end, second.stop
        return [first]
    if between in _LOOSE and _is_loose(reading, first, second):
        return [_with_cents(reading, first, second)]
    return found


def _is_spoken(settings: Grammar, first: Figure, second: Figure) -> bool:
    """Whether two number words are spoken digits of one number: "one twenty two", "nineteen seventy-three"."""
    if not (settings.own_teens and settings.articles) or first.rule != "words" or second.rule != "words":
        return False
    if first.kind != "number" or second.kind != "number" or first.sign or second.sign:
        return False
    return ONE <= first.value < _HUNDRED and _TEN <= second.value < _HUNDRED and first.scale == second.scale == ONE


def _is_loose(reading: Reading, first: Figure, second: Figure) -> bool:
    """Whether a stray blank stands behind the decimal mark of a price: "118, 99 TL", "$119. 95"."""
    if not first.digits or first.scale != ONE or second.scale != ONE or second.sign or not second.is_whole():
        return False
    cents = "".join(char for char in reading.folded[second.start : second.end] if char.isdecimal())
    sides = first.kind, second.kind
    return len(cents) == 2 and sides in (("money", "number"), ("number", "money"))


def _with_cents(reading: Reading, first: Figure, second: Figure) -> Figure:
    digits = "".join(char for char in reading.folded[first.start : first.end] if char.isdecimal())
    first.value = (Decimal(digits) + second.value * _CENT) * (-1 if first.sign < 0 else 1)
    first.kind, first.unit = "money", first.unit or second.unit
    first.end, first.stop, first.rule = second.end, second.stop, first.rule if first.rule != "digits" else second.rule
    return first
