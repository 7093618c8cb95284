"""One automaton over the forms of a pack: finds the longest form that begins at each word."""

from __future__ import annotations

import codecs
from typing import Any

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

# letters in all forms together from which on letters are numbered: an automaton over bytes is built six times as fast
# where letters take two bytes each, and numbering them costs a little for each text
_MANY = 200_000
_NO_LETTER = "\ufffe"
_OTHER = "?"
_NULL = "\0"  # a table that begins with it is compiled to a quick one
_BYTE = 256


class Automaton:
    """Finds forms in a text of words with a space in front of each, see `extractors.text.fold.letters`."""

    __slots__ = ("_letters", "_numbers", "_search")

    def __init__(self, names: list[str], letters: str) -> None:
        joined = "\n".join(names)
        self._letters = _numbered(letters) if len(joined) > _MANY else None
        kind, way = MatchKind.LeftmostLongest, Implementation.ContiguousNFA
        # each form begins with the space before its word
        self._search: Any
        if self._letters is None:
            self._search = AhoCorasick(_spaced(joined), matchkind=kind, implementation=way)
        else:
            coded = b" " + self._coded(joined).replace(b"\n", b"\n ")
            self._search = BytesAhoCorasick(coded.split(b"\n"), matchkind=kind, implementation=way)

    def find(self, spaced: str) -> list[tuple[int, int, int]]:
        """Return (number of the form, start, end) left to right, never overlapping; a form begins with a space."""
        text = spaced if self._letters is None else self._coded(spaced)
        found: list[tuple[int, int, int]] = self._search.find_matches_as_indexes(text)
        return found

    def _coded(self, text: str) -> bytes:
        return codecs.charmap_encode(text, "replace", self._letters)[0]


def _spaced(joined: str) -> list[str]:
    return (" " + joined.replace("\n", "\n ")).split("\n")


def _numbered(written: str) -> Any:
    """Return a table that gives each letter a byte of its own, None where there are too many of them."""
    letters = sorted(set(written) | {" ", "\n", _OTHER, _NULL})
    signs = {ord(letter): letter for letter in letters if letter.isascii()}
    free = (number for number in range(_BYTE) if number not in signs)
    signs |= dict(zip(free, (letter for letter in letters if not letter.isascii()), strict=False))
    if len(signs) < len(letters):
        return None
    return codecs.charmap_build("".join(signs.get(number, _NO_LETTER) for number in range(_BYTE)))
