"""Lexicon hits sorted for the quantity finders: one pass, so that each step looks only at hits of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extractors.languages.forms import Entry
from extractors.languages.pack import Hit

if TYPE_CHECKING:
    from extractors.languages.pack import Pack
    from extractors.mentions.lexicon import Reading

NUMBER_KINDS = frozenset({"num", "scale", "half", "point", "num_joined", "num_whole", "num_behind"})
_WORD_KINDS = frozenset({"ratio_word", "fraction"})
_WHOLE_KINDS = _WORD_KINDS | {"part", "ordinal"}


class Roles(NamedTuple):
    """What the entries of one form mean to the quantity finders.

    `inner` says that a longer form of another finder hides number words ("nine months").
    """

    number: Entry | None = None
    noun: Entry | None = None
    word: Entry | None = None
    bound: bool = False
    inner: bool = False
    alone: bool = False


_NONE = Roles()


@dataclass(slots=True)
class SortedHits:
    """The hits of a field by role, each in order of the text; `bounds` are the starts of bound cues."""

    numbers: list[tuple[Hit, Roles]] = field(default_factory=list)
    counts: list[tuple[Hit, Entry]] = field(default_factory=list)
    words: list[tuple[Hit, Entry]] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)


class FormRoles:
    """The roles of the forms of a pack; each is found when a text has the form for the first time."""

    __slots__ = ("_bounds", "_firsts", "_forms", "_lasts", "_nouns", "_numerals", "known")

    def __init__(self, pack: Pack) -> None:
        self._forms = pack.forms
        self._numerals = _forms_of(pack, ("num", "scale"))
        self._bounds = _forms_of(pack, ("bound",))
        counted = pack.forms.with_kinds("count".__eq__)
        self._nouns = {form: entry for form, entries in counted for entry in entries if entry.kind == "count"}
        self._firsts = {form.partition(" ")[0] for form in self._bounds}
        self._lasts = {form.rpartition(" ")[2] for form in self._bounds}
        # by the identity of a form's entries, which live as long as the pack
        self.known: dict[int, Roles] = {}

    def learn(self, hit: Hit, spaced: str) -> Roles:
        """Return the roles of a hit that is not known yet."""
        form = spaced[hit.start + 1 : hit.end + 1]
        if self._forms.get(form) is not hit.entries:
            return _roles(hit.entries)  # only those of its entries that its ending allows
        roles = self.known[id(hit.entries)] = _plain(self._of_form(form, hit.entries))
        return roles

    def _of_form(self, form: str, entries: tuple[Entry, ...]) -> Roles:
        roles = _roles(entries)
        if " " not in form:
            return roles
        words = form.split(" ")
        if roles.number is None and not self._numerals.isdisjoint(words) and not _is_own(entries):
            roles = roles._replace(inner=True)
        if roles.noun is None and (noun := self._nouns.get(words[-1]) or self._nouns.get(words[0])) is not None:
            roles = roles._replace(noun=noun)
        if not roles.bound and (words[0] in self._firsts or words[-1] in self._lasts):
            roles = roles._replace(bound=_holds(words, self._bounds))
        return roles


def _plain(roles: Roles) -> Roles:
    return _NONE if roles == _NONE else roles


def _forms_of(pack: Pack, families: tuple[str, ...]) -> set[str]:
    """Return the forms with an entry of a kind, or of a kind below it ("bound.before")."""
    return {form for form, _ in pack.forms.with_kinds(lambda kind: kind.partition(".")[0] in families)}


def _holds(words: list[str], bounds: set[str]) -> bool:
    """Whether a form of several words begins or ends with a bound cue."""
    cuts = range(1, len(words))
    return any(" ".join(words[cut:]) in bounds or " ".join(words[:cut]) in bounds for cut in cuts)


def _is_own(entries: tuple[Entry, ...]) -> bool:
    return any(entry.kind.startswith("num") or entry.kind in _WHOLE_KINDS for entry in entries)


def _roles(entries: tuple[Entry, ...]) -> Roles:
    number = noun = word = None
    bound = alone = False
    for entry in entries:
        kind = entry.kind
        if kind in NUMBER_KINDS:
            number = number or entry
        elif kind == "count":
            noun = entry
        elif kind in _WORD_KINDS:
            word = word or entry
        elif kind == "scale_alone":
            alone = True
        elif kind.startswith("bound"):
            bound = True
    return Roles(number, noun, word, bound, alone=alone)


def sort_hits(reading: Reading, table: FormRoles) -> SortedHits:
    """Return the hits of a field by role."""
    found = SortedHits()
    known = table.known.get
    for hit in reading.hits:
        roles = known(id(hit.entries)) or table.learn(hit, reading.spaced)
        if roles is _NONE:
            continue
        number, noun, word, bound, inner, _ = roles
        if number is not None or inner:
            found.numbers.append((hit, roles))
        if noun is not None:
            found.counts.append((hit, noun))
        if word is not None:
            found.words.append((hit, word))
        if bound:
            found.bounds.append(hit.start)
    return found
