"""Counted nouns: "1,700 Russian companies", "100 civarında Türk sermayeli firma"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.mentions.numbers import is_adjective

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_REACH = 64
_JOINED = re.compile(r"[^\W\d_]+-(?=[^\W\d_])")
_WORDS = 5
# letters between a count and the number it is set against, and of a word that is a preposition
_FORMER_REACH = 90
_PREPOSITION = 4
_ENDS = frozenset(";:!?\n")
_MARKS = frozenset(".,;)")
_NO_COUNTS = frozenset({"points", "rate", "other", "times", "fraction"})
_PLACES = frozenset({"adjective", "place", "people"})
_STOPS = frozenset('.,;:!?()[]"\n/%$€£…')


def count_nouns(reading: Reading, settings: Grammar, found: list[Figure], nouns: list[tuple[Hit, Entry]]) -> None:
    """Make counts of the numbers that a counted noun follows within a few words."""
    at, last = 0, len(found) - 1
    for index, figure in enumerate(found):
        while at < len(nouns) and nouns[at][0].start < figure.stop:
            at += 1
        if at == len(nouns):
            return
        if figure.kind != "number" or figure.rule in _NO_COUNTS:
            continue
        hit, entry = nouns[at]
        if hit.start - figure.stop > _REACH or (index < last and hit.start >= found[index + 1].start):
            continue
        if _is_noun(reading.folded, settings, hit) and _is_counted(reading, settings, figure, hit):
            figure.kind, figure.unit, figure.rule = "count", "count", entry.key
            figure.right = figure.stop
            figure.end, figure.stop = _span(reading, hit)


def share_nouns(reading: Reading, settings: Grammar, found: list[Figure]) -> None:
    """Give the noun of a count to the number coordinated with it: "700 German and 300 French companies"."""
    for index in range(len(found) - 2, -1, -1):
        figure, following = found[index], found[index + 1]
        if following.kind != "count" or figure.kind != "number" or not figure.is_whole() or figure.rule in _NO_COUNTS:
            continue
        between = reading.folded[figure.stop : following.start]
        if len(between) > _REACH or not _STOPS.isdisjoint(between) or not between.startswith(" "):
            continue
        words = between.split()
        hit = reading.at.get(figure.stop + 1)
        is_place = hit is not None and any(entry.kind in _PLACES for entry in hit.entries)
        if is_place and 1 < len(words) < 5 and words[-1] in settings.joiners:
            figure.kind, figure.unit, figure.rule = "count", "count", following.rule


def former_nouns(reading: Reading, found: list[Figure]) -> None:
    """Give the noun of a count to the number it is set against: "350 companies work there, up from 83 in 2008"."""
    counted: Figure | None = None
    for figure in found:
        if figure.kind == "percent":
            continue  # "234,137 vehicles, down 2.4 percent, of which 113,000 went to"
        if figure.kind != "number" or figure.rule in _NO_COUNTS:
            counted = figure if figure.kind == "count" else None
        elif (
            counted is not None
            and figure.is_whole()
            and (_is_set_against(reading, figure.start) or _is_part_of(reading, figure.start))
        ):
            between = reading.folded[counted.stop : figure.start]
            near = len(between) <= _FORMER_REACH and _ENDS.isdisjoint(between)
            if near and _stands_alone(reading, figure.stop):
                figure.kind, figure.unit, figure.rule = "count", "count", counted.rule


def _is_set_against(reading: Reading, start: int) -> bool:
    """Whether "from" or "against" stands before a number, with a word for its size between at most."""
    before = reading.folded.rfind(" ", 0, start - 1)
    for stop in (start - 1, before):
        hit = reading.ending.get(stop)
        entry = hit.get("qmark") if hit is not None else None
        if entry is not None and entry.key == "from":
            return True
        if hit is not None and any(e.kind == "cue.against" for e in hit.entries):
            return True
    return False


def _is_part_of(reading: Reading, start: int) -> bool:
    """Whether "of which" stands right before a number: "exported 234,000 cars, of which 113,000 went to"."""
    hit = reading.ending.get(start - 1)
    return hit is not None and any(e.kind == "cue.split" for e in hit.entries)


def _stands_alone(reading: Reading, stop: int) -> bool:
    """Whether no noun follows a number: a mark, a short word, or a word of the calendar."""
    word = reading.folded[stop : stop + _REACH].split(" ")
    return (not word[0] and (len(word) < 2 or len(word[1]) <= _PREPOSITION)) or word[0][:1] in _MARKS


def _is_noun(folded: str, settings: Grammar, hit: Hit) -> bool:
    """Whether the form is the noun itself, and not part of another word ("yolculuk", "member-states")."""
    return not is_adjective(settings, hit.tail) and folded[hit.stop : hit.stop + 1] != "-"


def _span(reading: Reading, hit: Hit) -> tuple[int, int]:
    """Return the end of the noun; a longer form of another finder may only begin with it ("firms with capital")."""
    written = reading.folded[hit.start : hit.end]
    first, _, rest = written.partition(" ")
    if rest and hit.get("count") is None and any(e.kind == "count" for e in reading.pack.forms.get(first, ())):
        return hit.start + len(first), hit.start + len(first)
    return hit.end, hit.stop


def _is_counted(reading: Reading, settings: Grammar, figure: Figure, hit: Hit) -> bool:
    folded = reading.folded
    if figure.value == 1 and figure.rule == "words":
        return False  # an article
    if settings.plural_ends and figure.value != 1 and not folded[hit.start : hit.end].endswith(settings.plural_ends):
        return False
    between = folded[figure.stop : hit.start]
    if figure.short and between[0] == ".":
        between = between[1:]
        begun = reading.text[figure.stop + 1 : hit.stop].lstrip()[:1].isupper() and not reading.caseless
        if begun and settings.adjective_ends:
            return False  # "1 млрд. Турецкие компании": a sentence begins
    for phrase in settings.between_phrases:
        between = between.replace(phrase, "")
    if not _STOPS.isdisjoint(between):
        return False
    whole = _JOINED.sub("", between) if settings.adjective_ends else between  # "российско-китайских проектов"
    words = whole.replace("-", " ").split()
    if len(words) > _WORDS or (between[:1] == "-" and words) or not settings.breaks.isdisjoint(words):
        return False  # "a three-part agreement"
    if figure.case == "in" or (words and _is_year(folded, settings, figure)):
        return False
    if settings.adjective_ends:
        return all(word.endswith(settings.adjective_ends) for word in words)
    return not any(_breaks(settings, word) for word in _without_places(reading, figure.stop, hit.start, words))


def _without_places(reading: Reading, start: int, end: int, words: list[str]) -> list[str]:
    """Return the words without names that take no ending: "500 Hollanda firması", "den fazla Macaristan şirketi"."""
    names: list[str] = []
    for at in range(start + 1, end):
        name = reading.at.get(at)
        if name is not None and not name.tail and any(entry.kind in _PLACES for entry in name.entries):
            names.extend(reading.folded[name.start : name.end].replace("-", " ").split())
    return [word for word in words if word not in names] if names else words


def _breaks(settings: Grammar, word: str) -> bool:
    """Whether a word stands in a case of its own, so that the noun behind it is not counted."""
    if word in settings.between:
        return False
    return word.endswith(settings.break_ends) or word.startswith(settings.break_starts)


def _is_year(folded: str, settings: Grammar, figure: Figure) -> bool:
    """Whether a number of four digits is the year of a date: "under January 1987 Soviet laws ..."."""
    if figure.end - figure.start != 4 or not figure.digits or not 1900 <= figure.value <= 2100:
        return False
    return folded[max(0, figure.start - 12) : figure.start].strip(" ").rpartition(" ")[2] in settings.year_after
