"""Signs and letters of money next to figures, in any language: "$4", "US$ 4", "Sh96 billion", "10 USD", "20Rs"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading

_REACH = 5
_ONE, _CENT, _MILLION = Decimal(1), Decimal("0.01"), Decimal(1_000_000)
_SPACES = " \u00a0\u202f\u2009"


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
    begin = end
    limit = max(0, end - _REACH)
    table = currencies()
    while begin > limit and (text[begin - 1].isalpha() or text[begin - 1] in table.marks):
        begin -= 1
    if begin == end or (begin and text[begin - 1].isalnum() and text[begin - 1].isalpha()):
        # letters run on to the left: only a sign counts ("стоит$5")
        begin = end - 1
        code = table.signs.get(text[begin:end]) if begin >= 0 else None
        return (code, begin) if code else None
    for at in range(begin, end):
        code = table.code_before(text[at:end])
        if code is not None and text[at - 1 : at] == "/":
            return None  # a rate: "EUR/USD 1.08"
        if code is not None and (at == begin or not text[at - 1].isalpha() or not text[at].isalpha()):
            if text[at:end] in table.wary and not clear:
                return None
            return _spelled(text, at, end, code)
    if clear and end == start and end - begin == 1 and text[begin] in table.letters:
        return table.letters[text[begin]], begin
    return None


def _spelled(text: str, at: int, end: int, code: str) -> tuple[str, int]:
    """Return the sign with letters a space away: "hk $ 10"; one letter is an article ("A $5 billion project")."""
    if end - at == 1 and at > 2 and text[at - 1] in _SPACES:
        begin = at - 1
        while begin and at - begin < 5 and text[begin - 1].isalpha():
            begin -= 1
        spelled = currencies().signs.get(text[begin : at - 1] + text[at])
        if spelled is not None and at - 1 - begin > 1 and (begin == 0 or not text[begin - 1].isalnum()):
            return spelled, begin
    return code, at


def code_after(reading: Reading, stop: int, is_year: bool) -> tuple[str, int, Decimal] | None:
    """Return the currency printed behind a figure, where it ends, and what the figure counts ("10¢", "30 MUSD").

    `is_year`: the figure may be a year, so that a sign in front of another figure belongs to that ("2024 USD 5 billion").
    """
    text, size = reading.text, len(reading.text)
    begin = stop
    while begin < size and begin - stop < 2 and text[begin] in _SPACES:
        begin += 1
    table = currencies()
    end = begin
    while end < size and end - begin < _REACH and (text[end].isalpha() or text[end] in table.marks):
        end += 1
    if end == begin or (end < size and text[end].isalpha()):
        return None
    written = text[begin:end]
    if end + 1 < size and text[end] in _SPACES and text[end + 1] in table.marks and written.isalpha():
        spelled = table.signs.get(written + text[end + 1])
        if spelled is not None:
            return spelled, end + 2, _ONE
    code, factor = table.code_after(written), _ONE
    if code is None and written[0] == "M" and written[1:] in table.codes:
        code, factor = written[1:], _MILLION
    if code is None and not written[0].isalpha():
        end = begin + 1
        code = table.signs.get(written[0])
        if code is None and written[0] in table.minor_signs:
            code, factor = table.minor_signs[written[0]], _CENT
    if code is None or written in table.wary or _is_of_next(text, begin - stop, end, is_year):
        return None
    return code, end, factor


def _is_of_next(text: str, gap: int, end: int, is_year: bool) -> bool:
    """Whether a code behind a figure belongs to the next one: "3 USD50", "2024 $5"."""
    rest = text[end : end + 2]
    if not rest:
        return False
    if rest[0].isdecimal():
        return True
    return is_year and gap > 0 and rest[0] in _SPACES and rest[1:].isdecimal()
