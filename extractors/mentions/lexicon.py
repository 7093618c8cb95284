"""One field of an article, read once: folded text and lexicon hits, shared by all finders."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol, TypeVar

from extractors.languages.pack import Hit, Pack
from extractors.records import FieldName
from extractors.text.fold import fold, letters

_START = attrgetter("start")


class _Span(Protocol):
    @property
    def start(self) -> int: ...


Spanned = TypeVar("Spanned", bound=_Span)


@dataclass(slots=True)
class Reading:
    """A field ("title" or "text") with its folded form and its hits in order.

    `spaced` is the folded text with letters only, for automata of a finder's own. `at` maps the start offset of a hit
    to the hit; `ending` maps the offset where a hit's last word stops. `caseless` says that there is no capital at all,
    so that small letters mean nothing; `shouted` that there is nothing but capitals.
    """

    name: FieldName
    text: str
    folded: str
    hits: list[Hit]
    pack: Pack
    spaced: str = ""
    caseless: bool = field(init=False)
    shouted: bool = field(init=False)
    at: dict[int, Hit] = field(init=False)
    ending: dict[int, Hit] = field(init=False)
    _by_kind: dict[str, list[Hit]] = field(init=False)

    def __post_init__(self) -> None:
        self.caseless = self.text.islower()
        self.shouted = self.text.isupper()
        self.at = {hit.start: hit for hit in self.hits}
        self.ending = {hit.stop: hit for hit in self.hits}
        self._by_kind = {}
        for hit in self.hits:
            for kind in {entry.kind for entry in hit.entries} if len(hit.entries) > 1 else (hit.entries[0].kind,):
                self._by_kind.setdefault(kind, []).append(hit)

    def hits_of(self, kind: str, start: int, end: int) -> list[Hit]:
        """Return the hits that have an entry of a kind and begin between two offsets, in order."""
        return within(self._by_kind.get(kind, []), start, end)


def within(hits: list[Spanned], start: int, end: int) -> list[Spanned]:
    """Return what begins between two offsets, of a list in order."""
    if not hits:
        return hits
    first = bisect_left(hits, start, key=_START)
    return hits[first : bisect_left(hits, end, first, key=_START)]


def read(name: FieldName, text: str, pack: Pack) -> Reading:
    """Return the reading of one field: one fold, one pass of the automaton."""
    folded = fold(text)
    spaced = letters(folded)
    return Reading(name, text, folded, pack.scan(folded, spaced), pack, spaced)
