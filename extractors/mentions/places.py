"""Places: countries, groups, their adjectives, peoples, capitals, leaders and regions, each with its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from extractors.errors import PackError
from extractors.mentions.markers import Role, Surroundings, behind, ending, plain_case, preposition, surroundings
from extractors.mentions.place_chains import Found, link
from extractors.mentions.place_names import (
    is_currency,
    is_dateline,
    is_firm,
    is_first_half,
    is_signed,
    is_written_as_name,
    without_article,
)
from extractors.records import Mention
from extractors.reference import countries

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading

Form = Literal["name", "adjective", "people", "capital", "leader", "region", "self", "group"]

# kinds of the pack's tables, in the order in which they win over each other, and the form each makes
_FORMS: dict[str, Form] = {
    "place": "name",
    "people": "people",
    "adjective": "adjective",
    "combining": "adjective",
    "region": "region",
    "capital": "capital",
    "leader": "leader",
    "self": "self",
}
_MARKERS = frozenset({"of", "to", "from", "in", "at", "with", "between", "adj", "object", "aside"})
_ALL_CASES = 6  # a frozen form of several words stands for every case, as if it did not bend
_RANK = {kind: rank for rank, kind in enumerate(_FORMS)}
_CAPITAL_BEHIND = re.compile(r"[ ]([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A country, group or part of one, as it stands in the text.

    `code` is ISO 3166-1 alpha-3, a group code, or "self" for the country of the speaker; the code of a region is
    the country it lies in. `since` and `until` are years of office and belong to leaders.
    """

    code: str
    marker: str
    form: str
    since: int | None = None
    until: int | None = None


def find_places(reading: Reading) -> list[Mention]:
    """Return the places of one field in order, each with the marker its surroundings give.

    "Türkiye'nin Kırgızistan'a ihracatı" gives TUR with "of" and KGZ with "to"; "between Russia and China" gives
    both with "between".
    """
    words = surroundings(reading.pack.code)
    found: list[Found] = []
    for hit in reading.hits:
        entries = hit.entries
        entry: Entry | None = entries[0]
        if len(entries) > 1:
            entry = _choose(entries)
        elif entries[0].kind not in _RANK:
            continue
        if entry is None or not is_written_as_name(reading, hit, entry):
            continue
        if is_currency(reading, hit, entry, words) or is_firm(reading, hit, words):
            continue
        if entry.kind == "combining" and not is_first_half(reading, hit):
            continue
        form = _form(entry, hit)
        cases = entry.case.lower()
        if len(cases) >= _ALL_CASES and len(set(cases)) == _ALL_CASES:
            cases = ""
        if form != "leader" and ":" in entry.key:
            # "нашу страну" is listed with its case, "ülkemize" and "за рубежом" with their marker
            cases = entry.key.split(":")[1]
            if cases in _MARKERS:
                found.append(Found(hit, entry, form, Role(cases, "ending", hit.stop), ""))
                continue
        found.append(Found(hit, entry, form, _role(reading, hit, form, cases, words), cases))
    link(reading, found, words)
    return [_mention(reading, item, words) for item in found]


def _choose(entries: tuple[Entry, ...]) -> Entry | None:
    """Return the entry that a form with several meanings stands for, or None where it is no place."""
    best: Entry | None = None
    for entry in entries:
        kind = entry.kind
        if kind == "notplace":
            return None
        rank = _RANK.get(kind)
        if rank is None:
            continue
        if best is None or rank < _RANK[best.kind]:
            best = entry
    return best


def _form(entry: Entry, hit: Hit) -> Form:
    form = _FORMS[entry.kind]
    if form == "adjective":
        return "people" if hit.tail else form
    if form == "name":
        code = entry.key.split(":")[0]
        if countries.is_group(code):
            return "group" if countries.is_reported(code) else "region"
    return form


def _role(reading: Reading, hit: Hit, form: Form, cases: str, words: Surroundings) -> Role:
    """Return the role of one place from its own ending, the word behind and the words before it."""
    role = ending(reading, hit.stop, hit.tail, words) or Role("", "", hit.stop)
    if form == "adjective" and not role.source:
        role = Role("adj", "", hit.stop)
    after = behind(reading, role, words)
    if after is not None:
        return after
    if role.source:
        return role
    if form == "adjective":
        return _adjective_role(reading, hit, cases, words)
    before = preposition(reading, hit.start, cases, words)
    if before is None:
        before = plain_case(reading, hit.start, cases, words)
    if before is None:
        return role
    return Role(before.marker, before.source, hit.stop, before.governs)


def _adjective_role(reading: Reading, hit: Hit, cases: str, words: Surroundings) -> Role:
    """Return "adj", or the marker of the preposition where the noun only carries it: "to the Chinese market"."""
    match = _CAPITAL_BEHIND.match(reading.folded, hit.stop)
    if match is not None and match[1] in words.carrier:
        before = preposition(reading, hit.start, cases, words)
        if before is not None and before.marker:
            return Role(before.marker, before.source, hit.stop)
    return Role("adj", "", hit.stop)


@cache
def _office(key: str) -> tuple[str, int, int]:
    """Return (code, first year, last year) of a leader key "RUS:2000-2026"."""
    try:
        code, years = key.split(":")
        since, until = years.split("-")
        return code, int(since), int(until)
    except ValueError as error:
        raise PackError(f"[leader] {key}", "not of the form CODE:YEAR-YEAR", 'write it like "RUS:2000-2026"') from error


@cache
def _place(code: str, marker: str, form: str, since: int | None = None, until: int | None = None) -> Place:
    return Place(code, marker, form, since, until)


@cache
def _rule(scope: str, form: str, source: str) -> str:
    return f"place.{scope}.{form}_{source}"


def _mention(reading: Reading, item: Found, words: Surroundings) -> Mention:
    key, hit = item.entry.key, item.hit
    scope = reading.pack.code
    start, end = without_article(reading, hit, words), hit.end
    text = reading.text
    if text[end : end + 1] == "." and end - hit.start > 2 and text[end - 2] == ".":
        end += 1
    if item.form == "leader":
        code, since, until = _office(key)
        place = _place(code, item.role.marker, "leader", since, until)
        return Mention("place", start, end, reading.name, place, f"place.{scope}.leader")
    place = _place(key.split(":")[0], item.role.marker, item.form)
    source = item.role.source or "plain"
    towns = item.form in ("capital", "region") or (item.form == "name" and is_signed(reading, hit))
    if towns and not item.role.source and is_dateline(reading, hit):
        source = "dateline"
    return Mention("place", start, end, reading.name, place, _rule(scope, item.form, source))
