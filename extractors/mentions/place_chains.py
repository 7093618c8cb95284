"""Places that hang together: coordinations hand their marker on, hyphens make pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.languages.forms import Entry
from extractors.languages.pack import Hit
from extractors.mentions.markers import Role, Surroundings, is_hyphen

_ECONOMIES = frozenset({"name", "group", "adjective"})
_FAR = 24
_WIDE = 48
_BRACKET = re.compile(rf" ?\([^()\n]{{1,{_WIDE}}}\)")

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading


@dataclass(slots=True)
class Found:
    """A place on its way to a mention: its hit, its role so far, its cases, and how it hangs on the one before."""

    hit: Hit
    entry: Entry
    form: str
    role: Role
    cases: str
    linked: str = ""


def link(reading: Reading, found: list[Found], words: Surroundings) -> None:
    """Hand markers on along coordinations and mark hyphenated pairs."""
    chain: list[Found] = []
    for item in found:
        if chain:
            chain_end = max(chain[-1].hit.stop, chain[-1].role.stop)
            item.linked = _connection(reading, chain[-1], item, chain_end, words)
            if not item.linked:
                _settle(chain)
                chain = []
        chain.append(item)
    if chain:
        _settle(chain)


def _connection(reading: Reading, left: Found, right: Found, end: int, words: Surroundings) -> str:
    """Return how two places hang together: "hyphen", "pair", "joint", "comma" or ""."""
    folded, start = reading.folded, right.hit.start
    if left.entry.key == right.entry.key and left.form == right.form:
        return ""  # "in Türkiye, and Türkiye invested": who is named again begins a clause of its own
    if start - left.hit.stop > _FAR + _WIDE:
        return ""
    bracket = _BRACKET.match(folded, end)
    if bracket is not None and bracket.end() <= start:
        # "to China ($5 billion), India ($3 billion) and Japan"
        return _connector(folded[bracket.end() : start], words)
    between = folded[left.hit.stop : start]
    if len(between) > _FAR:
        return ""
    if is_hyphen(between) and not left.hit.tail:
        return "hyphen" if " " not in between or _is_pair(left, right) else ""
    if left.role.source == "postposition" and left.role.stop <= start and between.strip(" ") in words.pair:
        return "pair"
    words_between = folded[end:start] if left.role.source == "ending" else between.lstrip(".")
    if not words_between.strip(" ") and left.role.marker == "with" and left.role.source == "ending":
        return "pair"
    return _connector(words_between, words)


def _is_pair(left: Found, right: Found) -> bool:
    """Whether a dash with spaces makes a pair: not in "ANKARA - Türkiye" nor in "deal with India - Kremlin"."""
    if left.form not in _ECONOMIES or right.form not in _ECONOMIES:
        return False
    role = left.role
    return role.source in ("", "hyphen") or role.marker == "between" or (role.source == "case" and not left.cases)


def _connector(between: str, words: Surroundings) -> str:
    """Return "comma" or "joint" where the text between two places is one; articles behind it do not count."""
    plain = between.strip(" ")
    if plain.startswith(","):
        rest = plain[1:].strip(" ")
        if not rest or rest in words.skip:
            return "comma"
        plain = rest
    return "joint" if plain in words.joint else ""


def _settle(chain: list[Found]) -> None:
    """Give the members of one chain their markers."""
    if len(chain) == 1:
        return
    for part in _parts(chain):
        if len(part) > 1:
            _hand_on(part)


def _parts(chain: list[Found]) -> list[list[Found]]:
    """Split a chain where only one comma links: a list of places ends with "and", or has three members at least."""
    last_joint = max((index for index, item in enumerate(chain) if item.linked == "joint"), default=0)
    parts: list[list[Found]] = []
    begin = 0
    for index in range(1, len(chain)):
        if chain[index].linked != "comma" or index <= last_joint:
            continue
        if _is_listed(chain, index):
            continue
        parts.append(chain[begin:index])
        begin = index
    parts.append(chain[begin:])
    return parts


def _is_listed(chain: list[Found], index: int) -> bool:
    """Whether a comma links list members: another comma stands beside it, or the cases of the two agree."""
    if index + 1 < len(chain) and chain[index + 1].linked == "comma":
        return True
    if index > 1 and chain[index - 1].linked == "comma":
        return True
    return bool(chain[index].cases) and bool(chain[index - 1].cases)


def _hand_on(part: list[Found]) -> None:
    for left, right in pairwise(part):
        if right.linked == "hyphen":
            for item in (left, right):
                item.role = Role("between", "hyphen", item.role.stop)
    last = part[-1]
    is_pair = any(item.linked == "pair" for item in part)
    if part[0].role.marker == "between" and part[0].role.source == "preposition":
        for item in part:
            item.role = Role("between", "preposition", item.role.stop)
        return
    if last.role.marker == "between" and last.role.source == "postposition":
        for item in part:
            item.role = Role("between", "postposition", item.role.stop)
        return
    if is_pair and not last.role.source and last.role.marker != "adj":
        for item in part:
            item.role = Role("between", "postposition", item.role.stop)
        return
    _forward(part)
    _backward(part)


def _forward(part: list[Found]) -> None:
    for left, right in pairwise(part):
        given = left.role
        if given.source == "case" and not right.cases and right.role.source in ("", "case"):
            right.role = Role(given.marker, "case", right.role.stop)
            continue
        if given.source != "preposition" or right.role.source in ("preposition", "ending", "hyphen"):
            continue
        if right.role.marker == "adj" or right.linked == "hyphen":
            continue
        marker = given.marker
        if given.governs and right.cases:
            fitting = [value for case, value in given.governs.items() if case in right.cases]
            if not fitting:
                continue
            if marker not in fitting:
                # "в США, Китай и Индию": only the second tells where the first goes
                marker = fitting[0]
                if not left.cases:
                    left.role = given._replace(marker=marker)
        right.role = Role(marker, "preposition", right.role.stop, given.governs)


def _backward(part: list[Found]) -> None:
    for left, right in zip(reversed(part[:-1]), reversed(part), strict=False):
        given = right.role
        if given.source not in ("ending", "postposition") or right.linked not in ("joint", "comma"):
            continue
        if not left.role.source and left.role.marker != "adj" and given.marker != "adj":
            left.role = Role(given.marker, given.source, left.role.stop)
