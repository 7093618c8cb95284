"""Signs and letters of money next to figures, in any language: "$4", "US$ 4", "Sh96 billion", "10 USD", "20Rs"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.markers import surroundings
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading
    from extractors.reference.currencies import Currencies

_ONE, _CENT, _MILLION = Decimal(1), Decimal("0.01"), Decimal(1_000_000)
_SCALES = {"K": Decimal(1000), "T": Decimal(1000), "M": _MILLION, "B": Decimal(10) ** 9}
_SPACES = " \u00a0\u202f\u2009"
_REACH = 6
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_OPENING = "([{\"'«„“‘/—–-:;,"


def is_money_mark(char: str) -> bool:
    """Whether a character is a sign of money."""
    return char != "" and char in currencies().marks


def code_before(reading: Reading, start: int, clear: bool) -> tuple[str, int] | None:
    """Return the currency printed in front of a figure and where it starts.

    Args:
        reading: The field.
        start: Where the figure starts.
        clear: The figure has a scale, a group or a decimal mark, so that one letter is enough ("N54 billion").
    """
    text, end = reading.text, start
    if end and text[end - 1] in _SPACES:
        end -= 1
        if end > 1 and text[end - 1] == "." and text[end - 2].isalpha():
            end -= 1  # "Rs. 20"
    if not end:
        return None
    table = currencies()
    last = text[end - 1]
    if last in table.marks:
        return _sign(table, reading, end)
    if not last.isalpha() or (end >= _REACH and text[end - _REACH : end].isalpha()):
        return None
    word = text[max(0, end - _REACH) : end].rpartition(" ")[2].lstrip(_OPENING)
    code = table.before.get(word)
    begin = end - len(word)
    if code is None:
        if clear and end == start and word in table.letters:
            return table.letters[word], begin
        if word[:1] in table.marks and word in table.signs:
            return table.signs[word], begin  # "$US113 trillion"
        return None
    if begin and (text[begin - 1].isalnum() or text[begin - 1] == "/"):
        return None  # the end of a word; a rate, "EUR/USD 1.08"
    return (code, begin) if clear or word not in table.wary or _is_cased(table, reading, word, start) else None


def _is_cased(table: Currencies, reading: Reading, word: str, start: int) -> bool:
    """Whether capitals in front of a figure prove a code: not where all the text has them, or before a year."""
    return word in table.cased and not reading.shouted and _YEAR.match(reading.text, start) is None


def scaled_code_before(reading: Reading, start: int) -> tuple[str, int, Decimal] | None:
    """Return a code with a letter for its scale in front of a figure, where it starts, and the scale: "MSEK 45"."""
    text, begin = reading.text, start - 5
    word = text[max(0, begin) : start - 1]
    if begin < 0 or text[start - 1] not in _SPACES or len(word) != 4 or word[1:] not in currencies().codes:
        return None
    scale = _SCALES.get(word[0])
    return None if scale is None or (begin and text[begin - 1].isalnum()) else (word[1:], begin, scale)


def _sign(table: Currencies, reading: Reading, end: int) -> tuple[str, int] | None:
    """Read a sign with the letters in front of it: "$", "US$", "hk $".

    "A $5 billion project" begins with an article; one before a country makes that no part of the sign: "the US $5 bn".
    """
    text = reading.text
    sign = text[end - 1]
    begin = end - 1
    while begin and end - begin < _REACH and text[begin - 1].isalpha():
        begin -= 1
    for at in range(begin, end - 1):
        code = table.signs.get(text[at:end])
        if code is not None and (at == 0 or not text[at - 1].isalpha()):
            return code, at
    if begin == end - 1 and begin > 2 and text[begin - 1] in _SPACES:
        first = begin - 1
        while first and begin - first < 5 and text[first - 1].isalpha():
            first -= 1
        code = table.signs.get(text[first : begin - 1] + sign)
        spaced = text[first : begin - 1] in ("c", "C") and text[end : end + 1] in _SPACES and end < len(text)
        named = reading.folded.endswith(surroundings(reading.pack.code).articles, 0, first)
        begins = (begin - 1 - first > 1 or spaced) and (first == 0 or not text[first - 1].isalnum())
        if code is not None and begins and not named:
            return code, first
    code = table.signs.get(sign)
    return (code, end - 1) if code else None


def code_after(reading: Reading, stop: int, is_year: bool, clear: bool) -> tuple[str, int, Decimal] | None:
    """Return the currency printed behind a figure, where it ends, and what the figure counts ("10¢", "30 MUSD").

    Args:
        reading: The field.
        stop: Where the figure ends.
        is_year: The figure may be a year, so that a code before another figure belongs to that ("2024 USD 5 billion").
        clear: As in `code_before`.
    """
    text, size = reading.text, len(reading.text)
    begin = stop
    while begin < size and begin - stop < 2 and text[begin] in _SPACES:
        begin += 1
    if text[begin : begin + _REACH - 1].isalpha() and begin + _REACH <= size:
        return None  # a longer word than any code
    end = begin
    limit = min(size, begin + _REACH)
    table = currencies()
    marks = table.marks
    while end < limit and (text[end].isalpha() or text[end] in marks):
        end += 1
    if end == begin or (end < size and text[end].isalpha()):
        return None
    clear = clear or (text[begin:end] in table.cased_behind and not reading.shouted and begin > stop)
    found = _code(table, text, begin, end, clear)
    if found is None or _is_of_next(text, begin - stop, found[1], is_year):
        return None
    return found


def _code(table: Currencies, text: str, begin: int, end: int, clear: bool) -> tuple[str, int, Decimal] | None:
    written = text[begin:end]
    if not written.isalpha():
        code = table.code_after(written)
        if code is not None:
            return code, end, _ONE
        sign = written[0]
        if sign in table.minor_signs:
            return table.minor_signs[sign], begin + 1, _CENT
        code = table.signs.get(sign)
        return (code, begin + 1, _ONE) if code else None
    if text[end : end + 1] in _SPACES and text[end + 1 : end + 2] in table.marks and end + 1 < len(text):
        spelled = table.signs.get(written + text[end + 1])
        if spelled is not None:
            return spelled, end + 2, _ONE
    code = table.after.get(written)
    if code is not None:
        return None if written in table.wary and not clear else (code, end, _ONE)
    if written[0] == "M" and written[1:] in table.codes:
        return written[1:], end, _MILLION
    return None


def _is_of_next(text: str, gap: int, end: int, is_year: bool) -> bool:
    """Whether a code behind a figure belongs to the next one: "3 USD50", "2024 $5"."""
    rest = text[end : end + 2]
    if not rest:
        return False
    if rest[0].isdecimal():
        return True
    return is_year and gap > 0 and rest[0] in _SPACES and rest[1:].isdecimal()
