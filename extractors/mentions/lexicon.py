"""One field of an article, read once: folded text and lexicon hits, shared by all finders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.text.fold import fold, letters

if TYPE_CHECKING:
    from extractors.languages.pack import Hit, Pack
    from extractors.records import FieldName


@dataclass(slots=True)
class Reading:
    """A field ("title" or "text") with its folded form and its hits in order.

    `spaced` is the folded text with letters only, for automata of a finder's own. `at` maps the start offset of a hit
    to the hit; `ending` maps the offset where a hit's last word stops. `caseless` says that there is no capital at all,
    so that small letters mean nothing.
    """

    name: FieldName
    text: str
    folded: str
    hits: list[Hit]
    pack: Pack
    spaced: str = ""
    caseless: bool = field(init=False)
    at: dict[int, Hit] = field(init=False)
    ending: dict[int, Hit] = field(init=False)

    def __post_init__(self) -> None:
        self.caseless = self.text.islower()
        self.at = {hit.start: hit for hit in self.hits}
        self.ending = {hit.stop: hit for hit in self.hits}


def read(name: FieldName, text: str, pack: Pack) -> Reading:
    """Return the reading of one field: one fold, one pass of the automaton."""
    folded = fold(text)
    spaced = letters(folded)
    return Reading(name, text, folded, pack.scan(folded, spaced), pack, spaced)
