"""Places: countries, groups, their adjectives, peoples, capitals, leaders and regions, each with its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from extractors.errors import PackError
from extractors.mentions.markers import (
    Role,
    Surroundings,
    behind,
    ending,
    is_hyphen,
    plain_case,
    preposition,
    surroundings,
)
from extractors.records import Mention
from extractors.reference import countries
from extractors.text.fold import fold

if TYPE_CHECKING:
    from extractors.languages.pack import Entry, Hit
    from extractors.mentions.lexicon import Reading

Form = Literal["name", "adjective", "people", "capital", "leader", "region", "self", "group"]
Marker = Literal["of", "to", "from", "in", "with", "between", "adj", "object", ""]

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
_RANK = {kind: rank for rank, kind in enumerate(_FORMS)}
_LONG_ENOUGH = 5
_CURRENCY_SIGNS = "$€£¥₽₺₹"
_SENTENCE_SIGNS = ".!?:;\"'()-•*|>\n"
_CAPITAL_BEHIND = re.compile(r"[ ]([^\W\d_]+)")
_CAPITALS_BEHIND = re.compile(r"(?: (?:[A-Z&][\w.&]{0,20})){1,5}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]$")


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


@dataclass(slots=True)
class _Found:
    hit: Hit
    entry: Entry
    form: Form
    role: Role
    cases: str
    linked: str = ""


def find_places(reading: Reading) -> list[Mention]:
    """Return the places of one field in order, each with the marker its surroundings give.

    "Türkiye'nin Kırgızistan'a ihracatı" gives TUR with "of" and KGZ with "to"; "between Russia and China" gives
    both with "between".
    """
    words = surroundings(reading.pack.code)
    found: list[_Found] = []
    for hit in reading.hits:
        entry: Entry | None = hit.entries[0]
        if len(hit.entries) > 1:
            entry = _choose(hit.entries)
        elif hit.entries[0].kind not in _RANK:
            continue
        if entry is None or not _is_written_as_name(reading, hit, entry):
            continue
        if _is_currency(reading, hit, entry, words) or _is_firm(reading, hit, words):
            continue
        if entry.kind == "combining" and not _is_first_half(reading, hit):
            continue
        form = _form(entry, hit)
        cases = entry.case.lower()
        if form == "self" and ":" in entry.key:
            # "нашу страну" is listed with its case, "ülkemize" with its marker
            cases = entry.key.split(":")[1]
            if not words.case:
                found.append(_Found(hit, entry, form, Role(cases, "ending", hit.stop), ""))
                continue
        found.append(_Found(hit, entry, form, _role(reading, hit, form, cases, words), cases))
    _link(reading, found, words)
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
    if form == "name" and countries.is_group(entry.key):
        return "group" if countries.is_reported(entry.key) else "region"
    return form


def _is_written_as_name(reading: Reading, hit: Hit, entry: Entry) -> bool:
    """Whether the form is written as its caution asks: with a capital, in capitals, not as a person's name."""
    cautions = [entry.key for entry in hit.entries if entry.kind == "caution"]
    written = reading.text[hit.start : hit.end]
    if not cautions:
        return not written.islower() or _may_be_lower(reading, entry, written)
    if "upper" in cautions:
        return written.upper() == written or (written[1:] != written[1:].lower() and len(written) > 2)
    if not written[0].isupper():
        return False
    if "inner" in cautions and not hit.tail and _begins_sentence(reading, hit.start):
        return ending(reading, hit.stop, "", surroundings(reading.pack.code)) is not None
    if reading.name == "title":
        return True
    if "person" in cautions and not written.isupper() and _has_family_name(reading, hit):
        return False
    return not ("person" in cautions or "surname" in cautions) or not _has_first_name(reading, hit)


def _may_be_lower(reading: Reading, entry: Entry, written: str) -> bool:
    """Whether a form without caution may be typed without capitals: a short name is more often another word."""
    if entry.kind in ("self", "combining"):
        return True
    if entry.kind in ("adjective", "people") and surroundings(reading.pack.code).case:
        return True  # where words bend by case, only names of countries take a capital
    if entry.kind in ("place", "adjective"):
        return len(written) > _LONG_ENOUGH
    return reading.text.islower()


def _begins_sentence(reading: Reading, start: int) -> bool:
    before = reading.folded[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_SIGNS


def _has_family_name(reading: Reading, hit: Hit) -> bool:
    """Whether an unknown capital word follows, so that the form is a first name: "Jordan Peterson"."""
    match = _CAPITAL_BEHIND.match(reading.text, hit.stop)
    if match is None or not match[1][0].isupper() or match[1].isupper():
        return False
    return match.start(1) not in reading.at


def _has_first_name(reading: Reading, hit: Hit) -> bool:
    """Whether an unknown capital word stands before, so that the form is a family name: "Dursun Özbek"."""
    match = _WORD_BEFORE.search(reading.text, max(0, hit.start - 24), hit.start)
    if match is None or not match[1][0].isupper() or match[1].isupper() or match.start(1) in reading.at:
        return False
    return not _begins_sentence(reading, match.start(1))


def _is_currency(reading: Reading, hit: Hit, entry: Entry, words: Surroundings) -> bool:
    """Whether a currency follows: "US$5", "Fiji dollars", "турецких лир"."""
    folded, stop = reading.folded, hit.stop
    if words.case and entry.kind != "adjective":
        return False
    sign = folded[stop : stop + 1]
    if sign and sign in _CURRENCY_SIGNS:
        return True
    begin = stop + 2 if sign == "." else stop + 1
    behind_it = reading.at.get(begin)
    return behind_it is not None and folded[begin : behind_it.stop] in words.money


def _is_first_half(reading: Reading, hit: Hit) -> bool:
    """Whether the second half of a double adjective follows: "Sino-Russian", "российско-китайский"."""
    second = reading.at.get(hit.stop + 1)
    return (
        second is not None
        and reading.folded[hit.stop] == "-"
        and any(entry.kind in ("adjective", "combining", "place", "people") for entry in second.entries)
    )


def _is_firm(reading: Reading, hit: Hit, words: Surroundings) -> bool:
    """Whether the form opens the name of a company: "China Investment Corp"."""
    if not words.firm:
        return False
    match = _CAPITALS_BEHIND.match(reading.text, hit.stop)
    return match is not None and any(word in words.firm for word in fold(match[0]).split())


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


def _link(reading: Reading, found: list[_Found], words: Surroundings) -> None:
    """Hand markers on along coordinations and mark hyphenated pairs."""
    chain: list[_Found] = []
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


def _connection(reading: Reading, left: _Found, right: _Found, end: int, words: Surroundings) -> str:
    """Return how two places hang together: "hyphen", "pair", "joint", "comma" or ""."""
    folded, start = reading.folded, right.hit.start
    between = folded[left.hit.stop : start]
    if len(between) > 24:
        return ""
    if is_hyphen(between) and not left.hit.tail:
        # "ANKARA - Türkiye" is the line that says where the news was written
        return "" if " " in between and left.form in ("capital", "region") else "hyphen"
    if left.role.source == "postposition" and left.role.stop <= start and between.strip(" ") in words.pair:
        return "pair"
    words_between = folded[end:start] if left.role.source == "ending" else between.lstrip(".")
    plain = words_between.strip(" ")
    if plain == "," or (plain.startswith(",") and plain[1:].strip() in ("", *_articles(words))):
        return "comma"
    if plain.lstrip(", ") in words.joint:
        return "joint"
    if not plain and left.role.marker == "with" and left.role.source == "ending":
        return "pair"
    return ""


def _articles(words: Surroundings) -> tuple[str, ...]:
    return ("the",) if "the" in words.skip else ()


def _settle(chain: list[_Found]) -> None:
    """Give the members of one chain their markers."""
    for part in _parts(chain):
        if len(part) > 1:
            _hand_on(part)


def _parts(chain: list[_Found]) -> list[list[_Found]]:
    """Split a chain where only commas link: a list of places ends with "and"."""
    last_joint = max((index for index, item in enumerate(chain) if item.linked == "joint"), default=0)
    parts: list[list[_Found]] = []
    begin = 0
    for index in range(1, len(chain)):
        if chain[index].linked == "comma" and index > last_joint:
            parts.append(chain[begin:index])
            begin = index
    parts.append(chain[begin:])
    return parts


def _hand_on(part: list[_Found]) -> None:
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


def _forward(part: list[_Found]) -> None:
    for left, right in pairwise(part):
        given = left.role
        if given.source == "case" and not right.cases and right.role.source in ("", "case"):
            right.role = Role(given.marker, "case", right.role.stop)
            continue
        if given.source != "preposition" or right.role.source in ("preposition", "ending", "hyphen"):
            continue
        if right.role.marker == "adj" or right.linked == "hyphen":
            continue
        if given.governs and right.cases and not set(given.governs) & set(right.cases):
            continue
        right.role = Role(given.marker, "preposition", right.role.stop, given.governs)


def _backward(part: list[_Found]) -> None:
    for left, right in zip(reversed(part[:-1]), reversed(part), strict=False):
        given = right.role
        if given.source not in ("ending", "postposition") or right.linked not in ("joint", "comma"):
            continue
        if not left.role.source and left.role.marker != "adj" and given.marker != "adj":
            left.role = Role(given.marker, given.source, left.role.stop)


def _without_article(reading: Reading, hit: Hit, words: Surroundings) -> int:
    """Return the start of the name without the word that a form of several words may open with ("the")."""
    space = reading.folded.find(" ", hit.start, hit.end)
    return space + 1 if space > 0 and reading.folded[hit.start : space] in words.skip else hit.start


def _is_dateline(reading: Reading, hit: Hit) -> bool:
    """Whether the place opens a line in capitals: it says where the news was written, not what it is about."""
    opens = hit.start == 0 or reading.text[hit.start - 1] == "\n"
    return opens and reading.text[hit.start : hit.end].isupper()


@cache
def _office(key: str) -> tuple[str, int, int]:
    """Return (code, first year, last year) of a leader key "RUS:2000-2026"."""
    try:
        code, years = key.split(":")
        since, until = years.split("-")
        return code, int(since), int(until)
    except ValueError as error:
        raise PackError(f"[leader] {key}", "not of the form CODE:YEAR-YEAR", 'write it like "RUS:2000-2026"') from error


def _mention(reading: Reading, item: _Found, words: Surroundings) -> Mention:
    key, hit = item.entry.key, item.hit
    scope = reading.pack.code
    start, end = _without_article(reading, hit, words), hit.end
    text = reading.text
    if text[end : end + 1] == "." and end - hit.start > 2 and text[end - 2] == ".":
        end += 1
    if item.form == "leader":
        code, since, until = _office(key)
        place = Place(code, item.role.marker, "leader", since, until)
        return Mention("place", start, end, reading.name, place, f"place.{scope}.leader")
    place = Place(key.split(":")[0], item.role.marker, item.form)
    source = item.role.source or "plain"
    if item.form in ("capital", "region") and _is_dateline(reading, hit):
        source = "dateline"
    return Mention("place", start, end, reading.name, place, f"place.{scope}.{item.form}_{source}")
