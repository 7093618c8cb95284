"""Signs and letters of money next to figures, in any language: "$4", "US$ 4", "Sh96 billion", "10 USD", "20Rs"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading

_REACH = 5


def code_before(reading: Reading, start: int, clear: bool) -> tuple[str, int] | None:
    """Return the currency printed in front of a figure and where it starts.

    Args:
        reading: The field.
        start: Where the figure starts.
        clear: The figure has a scale, a group or a decimal mark, so that one letter is enough ("N54 billion").
    """
    text, end = reading.text, start
    if end and text[end - 1] in " \u00a0\u202f\u2009":
        end -= 1
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
        if code is not None and (at == begin or not text[at - 1].isalpha() or not text[at].isalpha()):
            if at < end and text[at:end] in table.wary and not clear:
                return None
            return code, at
    if clear and end == start and end - begin == 1 and text[begin] in table.letters:
        return table.letters[text[begin]], begin
    return None


def code_after(reading: Reading, stop: int) -> tuple[str, int, bool] | None:
    """Return the currency printed behind a figure, where it ends, and whether it is a hundredth ("10¢")."""
    text, size = reading.text, len(reading.text)
    begin = stop
    while begin < size and begin - stop < 2 and text[begin] in " \u00a0\u202f\u2009":
        begin += 1
    if begin >= size:
        return None
    table = currencies()
    end = begin
    while end < size and end - begin < _REACH and (text[end].isalpha() or text[end] in table.marks):
        end += 1
    if end == begin:
        return None
    if end < size and text[end].isalpha():
        return None
    written = text[begin:end]
    code = table.code_after(written)
    if code is None:
        minor = table.minor_signs.get(written[0])
        if minor is not None:
            return minor, begin + 1, True
        code = table.signs.get(written[0])
        end = begin + 1
    if code is None or written in table.wary:
        return None
    if begin > stop or not written[0].isalpha():
        # a sign in front of the next figure belongs to that one ("2024 $5")
        rest = text[end : end + 2]
        if rest and (rest[0].isdigit() or (begin > stop and rest[0] == " " and rest[1:2].isdigit())):
            return None
    return code, end, False
