"""Sentences as slices of a field: split at line breaks and at full stops that end a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "billion.The exports": a feed has lost the space; "Trend.Az" and "example.Com" are names
_SITE = r"(?:az|kz|uz|kg|tj|tm|ru|by|am|ge|md|mn|ua|com|net|org|info)"
_JAMMED = (
    r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=\d{4}[.!?…])|(?<=%[.!?…]))[.!?…]*[\"')\]]*"
    rf"(?!{_SITE}\b)(?=[^\W\d_]+[ ,'])"
)
# one class of first letters keeps the search fast
_END = re.compile(rf"[.!?…\n;](?:(?<=[.!?…])(?:[.!?…]*[\"')\]]*(?=\s)|{_JAMMED})|(?<=\n)\n*|(?<=;)(?=\s))")


_CLOSING = frozenset("\"'")
# no sentence is longer; what reads so is a table or noise, and is cut behind a comma or a space: the work on one
# sentence has a limit
_LONGEST = 2000
# letters on each side of a semicolon in which a bracket around it opens and closes
_BRACKET = 80


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open slice of a field; `break_before` says that a line break (a new paragraph) stands before it."""

    start: int
    end: int
    break_before: bool


def split(text: str, folded: str, abbreviations: frozenset[str], units: frozenset[str]) -> list[Sentence]:
    """Return the sentences of a text in order; blank slices are left out.

    Args:
        text: The original text, for its capitals.
        folded: The same text folded.
        abbreviations: Words whose full stop never ends a sentence ("dr").
        units: Words whose full stop ends a sentence only before a capital ("млн", "inc").
    """
    sentences: list[Sentence] = []
    start, line = 0, True
    for match in _END.finditer(folded):
        mark = match[0]
        if mark[0] == ";" and _is_bracketed(folded, start, match.start()):
            continue
        if mark[0] not in "\n;" and not _opens(text, match.start(), match.end()):
            continue
        if mark[-1] in _CLOSING and text[match.end() : match.end() + 2].strip()[:1].islower():
            continue  # "... dolara çıktı." dedi: who spoke is told in the same sentence
        if mark[0] == "." and not _ends(text, folded, match.start(), match.end(), abbreviations, units):
            continue
        _add(sentences, folded, start, match.end(), line)
        start, line = match.end(), "\n" in mark
    _add(sentences, folded, start, len(folded), line)
    return sentences


def _is_bracketed(folded: str, start: int, at: int) -> bool:
    """Whether a semicolon stands in a short bracket: "(445 billion dollars; 421.9 billion euros)"."""
    opened = folded.rfind("(", max(start, at - _BRACKET), at)
    if opened < 0 or ")" in folded[opened:at]:
        return False
    rest = folded[at : at + _BRACKET]
    return ")" in rest.partition("(")[0].partition("\n")[0]


def _opens(text: str, dot: int, after: int) -> bool:
    """Whether a space stands behind a mark, or it was lost: a small letter before, a word with a capital behind."""
    if after >= len(text) or text[after].isspace():
        return True
    before = text[dot - 1]
    closed = before.islower() or before.isdigit() or before == "%"
    return closed and text[after].isupper() and not text[after + 1 : after + 2].isupper()


def _add(sentences: list[Sentence], folded: str, start: int, end: int, line: bool) -> None:
    while end - start > _LONGEST:
        middle, limit = start + _LONGEST // 2, start + _LONGEST
        found = (folded.rfind(mark, middle, limit) + 1 for mark in (", ", " "))
        cut = next(filter(None, found), limit)
        _piece(sentences, folded, start, cut, line)
        start, line = cut, False
    _piece(sentences, folded, start, end, line)


def _piece(sentences: list[Sentence], folded: str, start: int, end: int, line: bool) -> None:
    piece = folded[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        sentences.append(Sentence(start + lead, end, line))


def _is_weighed(folded: str, begin: int, units: frozenset[str]) -> bool:
    """Whether a short form stands behind a figure, so that it is a unit: "65,7 млн т. В стоимостном выражении"."""
    before = folded[max(0, begin - 12) : begin].rstrip(" .").rpartition(" ")[2]
    return before[-1:].isdigit() or before in units


def _goes_on_as_unit(word: str, rest: str, units: frozenset[str]) -> bool:
    """Whether a short form and the word behind its full stop are one unit."""
    following = rest.split(maxsplit=1)[:1]
    return word in units and bool(following) and f"{word} {following[0].strip('.,;:()')}" in units


def _ends(text: str, folded: str, dot: int, after: int, abbreviations: frozenset[str], units: frozenset[str]) -> bool:
    """Whether the full stop at `dot` ends a sentence: not after an initial, a short form or an ordinal number."""
    begin = dot
    while begin and folded[begin - 1].isalnum():
        begin -= 1
    glued = folded[begin:dot].lstrip("0123456789")  # "за 2024г. превысил", "8млн. тонн"
    if glued in abbreviations or glued in units:
        begin = dot - len(glued)
    word = folded[begin:dot]
    rest = text[after : after + 40].lstrip()
    if not rest:
        return True
    if word.isdigit() and len(word) < 3:
        # "yüzde 0,96. Dolayısıyla", "%45. Ayrıca": a decimal or a percentage is no ordinal number
        figure = folded[begin - 1 : begin] in (",", "%") and (folded[begin - 1] == "%" or folded[begin - 2].isdigit())
        return not rest[0].isalpha() or (figure and rest[0].isupper())
    initial = len(word) == 1 and (word not in units or text[begin].isupper())
    if initial or word in abbreviations:
        return word in units and rest[0].isupper() and _is_weighed(folded, begin, units)
    if _goes_on_as_unit(word, folded[after : after + 40], units):
        return False  # "3 млрд долл. США": the unit goes on behind the full stop
    return word not in units or rest[0].isupper() or rest[0] in '"«“'
