"""What the words around a place say about its role: the language-free half of grammar.

Everything that differs between languages is data: endings are read by the pack's morphology, prepositions,
postpositions, cases and connecting words stand in `[pattern.place]` of the pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.languages.pack import load
from extractors.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.mentions.lexicon import Reading

_WINDOW = 60
_WORDS = 7
_SECOND_HALF = re.compile(r"-[^\W\d_]+")
_BEFORE_ENDING = frozenset("'. ")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_AROUND = ' "(-'
_ENDING = re.compile(r"\.?\s?'\s?([^\W\d_]+)")
_NEXT_WORD = re.compile(r"(?:[- ]?\d\d(?!\d))?[\s\"')]{0,3}([^\W\d_]+)")
_STOPS = re.compile(r"[.,;:!?()\[\]\n/%]")
_HYPHENS = re.compile(r"\.?(?: ?[-/] ?|-)")


class Words:
    """A list of folded words; `word*` stands for all words that begin so."""

    __slots__ = ("_starts", "_whole")

    def __init__(self, written: Iterable[str]) -> None:
        folded = [fold(word) for word in written]
        self._whole = frozenset(word for word in folded if not word.endswith("*"))
        self._starts = tuple(word[:-1] for word in folded if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or (bool(self._starts) and word.startswith(self._starts))

    def tail(self, word: str) -> str | None:
        """Return the letters behind the listed start of the word, or None where it is not listed."""
        if word in self._whole:
            return ""
        for start in self._starts:
            if word.startswith(start):
                return word[len(start) :]
        return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The `[pattern.place]` of one pack, folded."""

    before: dict[str, dict[str, str]]
    last: frozenset[str]
    after: dict[str, str]
    after_starts: tuple[tuple[str, str], ...]
    case: dict[str, str]
    apostrophe: dict[str, str]
    possessive: tuple[str, ...]
    skip: Words
    articles: tuple[str, ...]
    carrier: Words
    carrier_case: dict[str, str]
    heads: Words
    money: Words
    given: Words
    idle: Words
    motion: Words
    firm: frozenset[str]
    shortest_lower: int
    joint: frozenset[str]
    pair: frozenset[str]


@cache
def surroundings(code: str) -> Surroundings:
    """Return the compiled `[pattern.place]` of the pack with this code."""
    pack = load(code)
    raw: dict[str, Any] = pack.tables.get("pattern", {}).get("place", {})
    after = {fold(word): marker for word, marker in raw.get("after", {}).items()}
    before = {fold(word): _by_case(written) for word, written in raw.get("before", {}).items()}
    return Surroundings(
        before=before,
        last=frozenset(word.rsplit(" ", 1)[-1] for word in before),
        after={word: marker for word, marker in after.items() if not word.endswith("*")},
        after_starts=tuple((word[:-1], marker) for word, marker in after.items() if word.endswith("*")),
        case=dict(raw.get("case", {})),
        apostrophe={fold(word): marker for word, marker in raw.get("apostrophe", {}).items()},
        possessive=tuple(fold(sign) for sign in raw.get("possessive", [])),
        skip=Words(raw.get("skip", [])),
        articles=tuple(f"{word} " for word in raw.get("articles", ())),
        carrier=Words(raw.get("carrier", [])),
        carrier_case={fold(word): case for case, found in raw.get("carrier_case", {}).items() for word in found},
        heads=Words(raw.get("heads", [])),
        money=Words(raw.get("money", [])),
        given=Words(raw.get("given", [])),
        idle=Words(raw.get("idle", [])),
        motion=Words(raw.get("motion", [])),
        shortest_lower=int(raw.get("shortest_lower", 0)),
        firm=frozenset(fold(word) for word in raw.get("firm", [])),
        joint=frozenset(fold(word) for word in raw.get("joint", [])),
        pair=frozenset(fold(word) for word in raw.get("pair", [])),
    )


def _by_case(written: str) -> dict[str, str]:
    """Return case -> marker of "a:to p:in"; a value without cases holds for all of them, under ""."""
    if ":" not in written:
        return {"": written}
    return dict(item.split(":", 1) for item in written.split())


class Role(NamedTuple):
    """A marker and what gave it: "preposition", "ending", "postposition", "case", "hyphen" or "" (nothing).

    `stop` is where the words that gave it end, `governs` the markers a preposition has with each case.
    """

    marker: str
    source: str
    stop: int
    governs: Mapping[str, str] = _NOTHING


def ending(reading: Reading, stop: int, tail: str, words: Surroundings) -> Role | None:
    """Return the role that letters behind the place give: glued, or behind an apostrophe.

    Args:
        reading: The field.
        stop: End of the place's last word.
        tail: Letters between the place's form and `stop`.
        words: The pack's surroundings.
    """
    read, folded = reading.pack.marker, reading.folded
    if read is not None and tail:
        marker = words.apostrophe.get(tail)  # a lost apostrophe: "Irakı"
        return Role(marker if marker is not None else read(tail) or "", "ending", stop)
    sign = folded[stop : stop + 1]
    if sign not in _BEFORE_ENDING:
        return None
    if read is None:
        begin = stop + 1 if sign == "." else stop
        for possessive in words.possessive:
            end = begin + len(possessive)
            if folded.startswith(possessive, begin) and not folded[end : end + 1].isalnum():
                return Role("of", "ending", end)
        return None
    match = _ENDING.match(folded, stop)
    if match is None:
        return None
    marker = words.apostrophe.get(match[1])
    if marker is None:
        marker = read(match[1])
    return None if marker is None else Role(marker, "ending", match.end())


def behind(reading: Reading, role: Role, words: Surroundings) -> Role | None:
    """Return the role that the next word gives: a postposition, or a noun that carries the ending for the place.

    A postposition "from>" takes the marker away, and only from a place that has "from": "Almanya'dan sonra".
    """
    if not words.after and reading.pack.marker is None:
        return None
    folded, stop = reading.folded, role.stop
    if folded[stop : stop + 1] == "-":
        match = _SECOND_HALF.match(folded, stop)
        if match is not None and match[0] in words.after:
            return Role(words.after[match[0]], "postposition", match.end())
        return None
    match = _NEXT_WORD.match(folded, stop)
    if match is not None and match[1] in words.skip:
        match = _NEXT_WORD.match(folded, match.end())  # "AB üyesi ülkelere"
    if match is None or match.start(1) == stop:
        return None
    word = match[1]
    marker = words.after.get(word)
    if marker is None:
        marker = next((value for start, value in words.after_starts if word.startswith(start)), None)
    if marker is not None:
        needed, _, given = marker.rpartition(">")
        if not needed or needed == role.marker:
            return Role(given, "postposition", match.end())
        return None
    if reading.pack.marker is not None and (not role.source or role.marker == "adj"):
        return _carried(reading, match, words)
    return None


def _carried(reading: Reading, match: re.Match[str], words: Surroundings) -> Role | None:
    tail = words.carrier.tail(match[1])
    read = reading.pack.marker
    if tail is None or read is None:
        return None
    end = match.end()
    if not tail or read(tail) == "":
        apostrophe = _ENDING.match(reading.folded, end)
        if apostrophe is not None:
            tail, end = apostrophe[1], apostrophe.end()
    marker = read(tail) if tail else ""
    if not marker or marker == "object":
        return None
    return Role(marker, "postposition", end)


def preposition(reading: Reading, start: int, cases: str, words: Surroundings) -> Role | None:
    """Return the role that the words before the place give, passing over words of the `skip` list.

    Args:
        reading: The field.
        start: Start of the place.
        cases: Letters of the cases the place may stand in; "" where words do not bend.
        words: The pack's surroundings.
    """
    if not words.before or start < 2:
        return None
    folded = reading.folded
    begin = max(0, start - _WINDOW)
    last = folded[max(begin, folded.rfind(" ", begin, start - 1) + 1) : start].strip(_AROUND)
    if last not in words.last and last not in words.skip and last not in words.carrier_case:
        return None
    window = folded[max(0, start - _WINDOW) : start]
    stops = [m.end() for m in _STOPS.finditer(window)]
    if stops:
        window = window[stops[-1] :]
    found = window.replace('"', " ").split()[-_WORDS:]
    while found:
        for length in (3, 2, 1):
            if len(found) < length:
                continue
            governed = words.before.get(" ".join(found[-length:]))
            if governed is not None:
                outer = _of_heads(governed, found[:-length], words)
                return outer or _governed(governed, cases, words, found[:-length])
        word = found.pop()
        if word in words.carrier_case:
            cases = words.carrier_case[word]
        elif word not in words.skip:
            return None
    return None


def _of_heads(governed: dict[str, str], before: list[str], words: Surroundings) -> Role | None:
    """Return the role in front of what a place only owns: "to other member states of the EU" is to the EU."""
    if governed.get("") != "of":
        return None
    rest = list(before)
    while rest and (rest[-1] in words.heads or rest[-1] in words.skip):
        rest.pop()
    if len(rest) == len(before) or not any(word in words.heads for word in before[len(rest) :]) or not rest:
        return None
    outer = words.before.get(rest[-1], {}).get("")
    return Role(outer, "preposition", 0) if outer in ("to", "from", "with", "in") else None


def _governed(governed: dict[str, str], cases: str, words: Surroundings, before: list[str]) -> Role | None:
    if "" in governed:
        return Role(governed[""], "preposition", 0)
    if not cases and "in" in governed.values() and not any(word in words.motion for word in before):
        # A name that does not bend ("в США") is a place to be in, unless something moves there
        return Role("in", "preposition", 0, governed)
    for case in words.case if cases else governed:
        if case in governed and (not cases or case in cases):
            return Role(governed[case], "preposition", 0, governed)
    return None


def plain_case(reading: Reading, start: int, cases: str, words: Surroundings) -> Role | None:
    """Return the role of a place that bends by case and has no preposition."""
    if not words.case:
        return None
    previous = _previous_word(reading, start)
    if previous and previous in words.given and (not cases or "d" in cases):
        return Role(words.case["d"], "case", 0)
    if not cases:
        known = previous and previous not in words.idle and previous not in words.before
        return Role(words.case["g"], "case", 0) if known else None
    for case, marker in words.case.items():
        if case in cases:
            return Role(marker, "case", 0) if marker else None
    return None


def _previous_word(reading: Reading, start: int) -> str:
    """Return the folded word right before the place if only a space stands between; else ""."""
    folded = reading.folded
    if start < 2 or folded[start - 1] != " ":
        return ""
    begin = folded.rfind(" ", max(0, start - 32), start - 1) + 1
    if not begin and start > 32:
        return ""  # no word is so long
    word = folded[begin : start - 1].strip('"(')
    return word if word.isalpha() else ""


def is_hyphen(between: str) -> bool:
    """Whether the text between two places makes a pair of them: "China-Russia", "Россия - Китай"."""
    return _HYPHENS.fullmatch(between) is not None
