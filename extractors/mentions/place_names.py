"""Whether a form of the lexicon is written as the name of a place, and not a person, a company, money or a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.mentions.markers import Surroundings, ending, surroundings
from extractors.text.fold import fold

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading

_ARTICLE = 8  # letters before a name in which its article stands
_SIGNED = re.compile(r"(?:, [^\n()]{1,20})? \([^()\n]{2,30}\) ?[-–—]")
_LINE = 40  # letters behind a dateline, in which the news begins
_CURRENCY_SIGNS = "$€£¥₽₺₹"
_SENTENCE_SIGNS = ".!?:;\"'()-•*|>\n"
_CAPITAL_BEHIND = re.compile(r"[ ]([^\W\d_]+)")
_CAPITALS_BEHIND = re.compile(r"(?: (?:[A-Z&][\w.&]{0,20})){1,5}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]$")


def is_written_as_name(reading: Reading, hit: Hit, entry: Entry) -> bool:
    """Whether the form is written as its caution asks: with a capital, in capitals, not as a person's name."""
    cautions = [entry.key for entry in hit.entries if entry.kind == "caution"]
    written = reading.text[hit.start : hit.end]
    if not cautions:
        return not written.islower() or _may_be_lower(reading, entry, written)
    if reading.caseless and "person" not in cautions:
        return "word" not in cautions or _has_article(reading, hit)
    if "upper" in cautions:
        return written.upper() == written or (written[1:] != written[1:].lower() and len(written) > 2)
    if not written[0].isupper():
        return False
    if "inner" in cautions and hit.tail:
        return False
    if "inner" in cautions and _begins_sentence(reading, hit.start):
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
    words = surroundings(reading.pack.code)
    if entry.kind in ("adjective", "people") and words.case:
        return True  # where words bend by case, only names of countries take a capital
    if entry.kind in ("place", "adjective"):
        return len(written) >= words.shortest_lower
    return reading.caseless


def _has_article(reading: Reading, hit: Hit) -> bool:
    """Whether an article stands before a name that is another word without its capitals: "the us"."""
    before = reading.folded[max(0, hit.start - _ARTICLE) : hit.start]
    return before.endswith(surroundings(reading.pack.code).articles)


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


def is_currency(reading: Reading, hit: Hit, entry: Entry, words: Surroundings) -> bool:
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


def is_first_half(reading: Reading, hit: Hit) -> bool:
    """Whether the second half of a double adjective follows: "Sino-Russian", "российско-китайский"."""
    second = reading.at.get(hit.stop + 1)
    return (
        second is not None
        and reading.folded[hit.stop] == "-"
        and any(entry.kind in ("adjective", "combining", "place", "people") for entry in second.entries)
    )


def is_firm(reading: Reading, hit: Hit, words: Surroundings) -> bool:
    """Whether the form opens the name of a company: "China Investment Corp"."""
    stop = hit.stop
    if not words.firm or not reading.text[stop + 1 : stop + 2].isupper():
        return False
    match = _CAPITALS_BEHIND.match(reading.text, hit.stop)
    return match is not None and any(word in words.firm for word in fold(match[0]).split())


def without_article(reading: Reading, hit: Hit, words: Surroundings) -> int:
    """Return the start of the name without the word that a form of several words may open with ("the")."""
    space = reading.folded.find(" ", hit.start, hit.end)
    return space + 1 if space > 0 and reading.folded[hit.start : space] in words.skip else hit.start


def is_signed(reading: Reading, hit: Hit) -> bool:
    """Whether an agency in brackets and a dash follow: "SINGAPORE (Reuters) - ", where a town has its state's name."""
    return _SIGNED.match(reading.text, hit.end) is not None


def is_dateline(reading: Reading, hit: Hit) -> bool:
    """Whether the place opens a line in capitals: it says where the news was written, not what it is about."""
    text = reading.text
    if reading.name == "title" or not (hit.start == 0 or text[hit.start - 1] == "\n"):
        return False
    return text[hit.start : hit.end].isupper() and not text[hit.start : hit.end + _LINE].isupper()
