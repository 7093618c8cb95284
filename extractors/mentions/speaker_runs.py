"""Candidates for a speaker: runs of capitalised words and names of institutions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.text.sentences import Sentence

_TOKEN = re.compile(r"[^\W\d_][\w'’\-]*")
_PARTICLE = r"(?:al|el|bin|ibn|bint|de|da|van|von|der|ez|es|бен|ибн|аль|эль|of|for|and|the|on|&)"
_JOINT = re.compile(rf"^\s+(?:{_PARTICLE}\s+){{0,2}}$", re.IGNORECASE)
# "Luz Maria de la Mora": behind an article "de" is no word of Turkish
_ARTICLED = re.compile(r"^\s+(?:de|da)\s+(?:la|las|los|le)\s+$")
_BEFORE = re.compile(r"([^\W\d_][\w'’\-]*)\s+$")
_BEHIND = re.compile(rf"\s+(?:{_PARTICLE}\s+){{0,2}}([^\W\d_][\w\-]*)")
_PARTICLE_BEFORE = re.compile(r"\s((?:al|el|ez|es|аль|эль|бен)[ \-])$", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’]([^\W\d_]+)")
# the abbreviation behind a name in small letters: "the customs service (GTB)"
_SHORT = re.compile(r"\s\(([^\W\d_a-zа-я]{2,10})\)")
# a name in quotation marks behind what it is: "the federal centre «Agroexport»"
_TITLED = re.compile(r"\s[«“\"]([^\W\d_a-zа-яё][^«»“”\"\n]{1,50})[»”\"]")
# a few words in small letters and a country before the abbreviation: "Ассоциация туроператоров России (АТОР)"
_LATE_SHORT = re.compile(r"(?:\s[\w\-]+){1,4}\s\(([^\W\d_a-zа-я]{2,10})\)")
# a first and a last name; letters between an office and the institution it belongs to
_FULL_NAME = 2
_OFFICE_REACH = 30
# an abbreviation, or a few words in small letters, between an institution and its country
_OF_COUNTRY = re.compile(r"(?:\s\([^\W\d_a-zа-я]{2,10}\)|(?:\s[^\W\d_A-ZА-Я]{2,}){1,3})\s(?=[^\W\d_a-zа-яё])")
_NEXT = re.compile(r" ([^\W\d_]+)")
# "of labour, migration and employment"
_SERIES = re.compile(r", ([^\W\d_]+)(?=(?: [^\W\d_]+)? (?:и|and|ve|və) [^\W\d_]+)")
_LONGEST_DOMAIN = 80
_NO_NAME = frozenset({"speech", "office", "qmark", "preposition", "join"})
_PLACES = frozenset({"place", "capital", "region"})
# "ANKARA (AA) - ...": the agency that passes a report on states nothing
_DATELINE = re.compile(r"[^\n()]{0,60}\([^\n()]{2,40}\)\s*[-–—]")
_OPENING = 60
_FRONT = re.compile(r"([^\n]{2,60}?)\s[-\u2013\u2014]\s")
_PREFIXED = re.compile(r"(?:al|el|es|ez|ad|as|bin|аль|эль|ас|ад|бен)-[^\W\d_]", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """A candidate: its slice, how many capitalised words it has, and the ending behind its apostrophe.

    `head` is where the word for an institution begins that the name stands behind ("федеральный центр «...»").
    """

    start: int
    end: int
    tokens: int
    tail: str
    score: float = 0
    institution: bool = False
    office: bool = False
    head: int = -1

    @property
    def front(self) -> int:
        """Offset where the candidate begins, with the word that says what it is."""
        return self.head if self.head >= 0 else self.start


def find_runs(reading: Reading, start: int, end: int) -> list[Run]:
    """Return the runs of capitalised words between two offsets, without countries and offices in front."""
    text = reading.text
    runs: list[Run] = []
    opens = start < _OPENING and reading.name == "text"
    dateline = ((_DATELINE.match(text) if start == 0 else None) or _agency(text)) if opens else None
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if not word[0].isupper() and ("-" not in word or not _PREFIXED.match(word)):
            continue
        cut = min((i for i in (word.find("'"), word.find("’")) if i > 1), default=len(word))
        if word[cut + 1 : cut + 2].isupper():
            cut = len(word)  # "O'Brien", no ending
        stop, tail = match.start() + cut, word[cut + 1 :]
        if dateline is not None and match.start() < dateline.end():
            continue
        if runs and runs[-1].tail == "" and _is_joined(reading, runs[-1].end, match.start()):
            runs[-1] = Run(runs[-1].start, stop, runs[-1].tokens + 1, tail)
        else:
            runs.append(Run(match.start(), stop, 1, tail))
    return [_trimmed(reading, run) for run in runs]


def _agency(text: str) -> re.Match[str] | None:
    """Return the front of a report with the agency that passes it on: "Москва. 1 ноября. INTERFAX.RU - ..."."""
    match = _FRONT.match(text)
    if match is None or not any(char.isdigit() or char in "./" for char in match[1]):
        return None
    return match if sum(word[0].islower() for word in _TOKEN.findall(match[1])) <= 1 else None


def _is_joined(reading: Reading, end: int, start: int) -> bool:
    """Whether one name goes on: nothing but "of", "bin", "de la" between; a Turkish "de" is the word "also"."""
    if _ARTICLED.match(reading.text[end:start]):
        return True
    hit = reading.at.get(end + 1)
    if hit is not None and (hit.get("particle") or (hit.tail and any(e.kind in _PLACES for e in hit.entries))):
        return False  # "Ömər Bolat Bakıda": where it was said
    return _JOINT.match(reading.text[end:start]) is not None


def _trimmed(reading: Reading, run: Run) -> Run:
    """Leave out the country and the office at the front of a run: "Rusya Devlet Başkanı Vladimir Putin"."""
    moved = True
    while moved:
        moved = False
        hit = reading.at.get(run.start)
        if hit is None or hit.stop >= run.end or hit.get("leader"):
            break
        entry = hit.get("office")
        met = reading.pack.marker is not None and any(e.kind in ("cue.meeting", "speech") for e in hit.entries)
        word = met or any(
            e.kind in ("qmark", "preposition", "cue.this") or e.kind.startswith("period") for e in hit.entries
        )
        is_place = word or any(e.kind in ("place", "adjective", "capital", "people", "region") for e in hit.entries)
        if (entry is not None and entry.key == "office") or is_place:
            rest = _TOKEN.search(reading.text, hit.stop, run.end)
            if rest is None:
                break
            run.office = run.office or entry is not None
            run.start, moved = rest.start(), True
    inner = [
        hit
        for hit in reading.hits_of("office", run.start + 1, run.end)
        if (e := hit.get("office")) is not None and e.key == "office"
    ]
    if inner and inner[-1].stop < run.end:
        rest = _TOKEN.search(reading.text, inner[-1].stop, run.end)
        if rest is not None and rest[0][0].isupper():
            run.start, run.office = rest.start(), True
    particle = _PARTICLE_BEFORE.search(reading.text, max(0, run.start - 5), run.start)
    if particle is not None:
        run.start = particle.start(1)
    return run


def find_institutions(reading: Reading, sentence: Sentence, cues: list[Hit]) -> list[Run]:
    """Return institution names: from the capitals before an institution word to the names behind it."""
    found = []
    for hit in cues:
        entry = hit.get("office")
        if entry is None or entry.key != "institution":
            continue
        end = _institution_end(reading, sentence, hit.stop)
        if end is not None and not _is_of_person(reading, cues, hit, end):
            start = _institution_start(reading, sentence, hit.start)
            titled = _TITLED.match(reading.text, end, sentence.end) if reading.text[hit.start].islower() else None
            if titled is not None:
                found.append(Run(titled.start(1), titled.end(1), 2, "", institution=True, head=start))
                continue
            late = _LATE_SHORT.match(reading.text, end, sentence.end)
            if late is not None and not any(w[0].isupper() for w in late[0].split()[:1]):
                found.append(Run(late.start(1), late.end(1), 2, "", institution=True, head=start))
                continue
            short = _SHORT.match(reading.text, end)
            if short is not None and reading.text[start:end].islower():
                found.append(Run(short.start(1), short.end(1), 2, "", institution=True))
                continue
            ending = _APOSTROPHE.match(reading.text, end)
            found.append(Run(start, end, 2, ending[1] if ending else "", institution=True))
    return found


def _is_of_person(reading: Reading, cues: list[Hit], hit: Hit, end: int) -> bool:
    """Whether an institution only says whose officer a named person is: "вице-премьер правительства Сергей Иванов"."""
    names = [w for w in _TOKEN.findall(reading.text, hit.stop, end) if w[0].isupper()]
    if len(names) < _FULL_NAME or reading.text[hit.start].isupper():
        return False
    for other in cues:
        entry = other.get("office")
        if entry is not None and entry.key == "office" and 0 <= hit.start - other.stop <= _OFFICE_REACH:
            gap = reading.folded[other.stop : hit.start]
            return len(gap.split()) <= 1 and not any(mark in gap for mark in ",;:")
    return False


def _institution_start(reading: Reading, sentence: Sentence, start: int) -> int:
    text = reading.text
    for _ in range(6):
        match = _BEFORE.search(text, max(sentence.start, start - 40), start)
        if match is None:
            break
        if (front := reading.at.get(match.start(1))) is not None and front.get("particle") is not None:
            break
        named = match[1][0].isupper() or match[1] in ("of", "and", "for", "ve", "и")
        if not named and _office(reading, match.start(1)) != "institution":
            break
        if "'" in match[1] or "’" in match[1]:
            break  # "Rusya’da Avrasya Konseyi": the ending closes the name before
        start = match.start(1)
    return start


def _institution_end(reading: Reading, sentence: Sentence, end: int) -> int | None:
    """Return where the name ends; None where it is part of a person's title ("... Birliği Başkanı Muhammet Öztürk")."""
    for _ in range(5):
        match = _BEHIND.match(reading.text, end, sentence.end)
        if match is None:
            break
        office = _office(reading, match.start(1))
        if office == "office":
            return _of_office(reading, match.start(1), sentence.end)
        if not match[1][0].isupper() and office != "institution":
            break
        following = reading.at.get(match.start(1))
        end = following.stop if office is not None and following is not None else match.end()
    return _with_country(reading, sentence, _domain_end(reading, sentence, end))


def _domain_end(reading: Reading, sentence: Sentence, end: int) -> int:
    """Return the end with what an institution is for: "министерство сельского хозяйства", "комитет по туризму"."""
    language = reading.pack.tables["language"]
    words, links = tuple(language.get("domains", ())), language.get("domain_links", ())
    start = at = end
    while words and at - start < _LONGEST_DOMAIN:
        match = _NEXT.match(reading.folded, at, sentence.end) or _SERIES.match(reading.folded, at, sentence.end)
        if match is None or not (match[1] in links or match[1].startswith(words)):
            break
        at = match.end()
        end = end if match[1] in links else at
    hit = reading.at.get(end + 1) if at > start else None
    if hit is not None and any(e.kind in _PLACES for e in hit.entries):
        return hit.stop
    return end


def _with_country(reading: Reading, sentence: Sentence, end: int) -> int:
    """Return the end with what it is of: "министерство сельского хозяйства РК", "... управление (ГТУ) КНР"."""
    match = _OF_COUNTRY.match(reading.text, end, sentence.end)
    hit = reading.at.get(match.end()) if match is not None else None
    if hit is None or not any(entry.kind in _PLACES for entry in hit.entries):
        return end
    inside = (reading.at.get(at) for at in range(end + 1, hit.start))
    if any(h is not None and any(e.kind in _NO_NAME for e in h.entries) for h in inside):
        return end
    return hit.stop


def _of_office(reading: Reading, start: int, limit: int) -> int | None:
    """Return where "the press service of the president of Uzbekistan" ends; None where a person's name follows."""
    hit = reading.at.get(start)
    entry = hit.get("office") if hit is not None else None
    if hit is None or entry is None or "g" not in entry.case:
        return None
    end = hit.stop
    place = reading.at.get(end + 1)
    if (
        place is not None
        and any(e.kind in _PLACES for e in place.entries)
        and not reading.text[end : place.start].strip()
    ):
        end = place.stop
    behind = _BEHIND.match(reading.text, end, limit)
    return None if behind is not None and behind[1][0].isupper() else end


def _office(reading: Reading, start: int) -> str | None:
    """Return "office" or "institution" where such a word begins at an offset."""
    hit = reading.at.get(start)
    entry = hit.get("office") if hit is not None else None
    return entry.key if entry is not None else None
