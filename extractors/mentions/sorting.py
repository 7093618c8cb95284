"""Lexicon hits sorted for the quantity finders: one pass, so that each step looks only at hits of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractors.languages.pack import Entry, Hit, Pack
    from extractors.mentions.lexicon import Reading

NUMBER_KINDS = frozenset({"num", "scale", "half", "point", "num_joined", "num_whole"})
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


def roles_of_forms(pack: Pack) -> dict[int, Roles]:
    """Return the roles of each form of a pack by the identity of its entries, which live as long as the pack."""
    table = {id(entries): _plain(_roles(entries)) for entries in pack.forms.values()}
    numerals, bounds = _forms_of(pack, ("num", "scale")), _forms_of(pack, ("bound",))
    nouns = {form: entry for form, entries in pack.forms.items() for entry in entries if entry.kind == "count"}
    firsts = {form.partition(" ")[0] for form in bounds}
    lasts = {form.rpartition(" ")[2] for form in bounds}
    for form, entries in pack.forms.items():
        if " " not in form:
            continue
        words, roles = form.split(" "), table[id(entries)]
        if roles.number is None and not numerals.isdisjoint(words) and not _is_own(entries):
            roles = roles._replace(inner=True)
        if roles.noun is None and (noun := nouns.get(words[-1]) or nouns.get(words[0])) is not None:
            roles = roles._replace(noun=noun)
        if not roles.bound and (words[0] in firsts or words[-1] in lasts):
            roles = roles._replace(bound=_holds(words, bounds))
        table[id(entries)] = roles
    return table


def _plain(roles: Roles) -> Roles:
    return _NONE if roles == _NONE else roles


def _forms_of(pack: Pack, families: tuple[str, ...]) -> set[str]:
    """Return the forms with an entry of a kind, or of a kind below it ("bound.before")."""
    return {
        form for form, entries in pack.forms.items() for entry in entries if entry.kind.partition(".")[0] in families
    }


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


def sort_hits(reading: Reading, table: dict[int, Roles]) -> SortedHits:
    """Return the hits of a field by role."""
    found = SortedHits()
    for hit in reading.hits:
        roles = table.get(id(hit.entries)) or _roles(hit.entries)
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
