"""Who speaks in a sentence: the person or institution beside a verb of saying, an office or "according to".

A candidate is a run of capitalised words (or an institution's name in small letters), without the country and the
office that stand in front. It scores by what stands beside it; the best one above the threshold is the speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Mention

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.text.sentences import Sentence

_TOKEN = re.compile(r"[^\W\d_][\w'’\-]*")
_PARTICLE = r"(?:al|el|bin|ibn|bint|de|da|van|von|der|ez|es|бен|ибн|аль|эль|of|for|and|the|on)"
_JOINT = re.compile(rf"^\s+(?:{_PARTICLE}\s+){{0,2}}$", re.IGNORECASE)
_BEFORE = re.compile(r"([^\W\d_][\w'’\-]*)\s+$")
_BEHIND = re.compile(rf"\s+(?:{_PARTICLE}\s+){{0,2}}([^\W\d_][\w\-]*)")
_PARTICLE_BEFORE = re.compile(r"\s((?:al|el|ez|es|аль|эль|бен)[ \-])$", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:al|el|es|ez|ad|as|bin|аль|эль|ас|ад|бен)-[^\W\d_]", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’]([^\W\d_]+)")
_OPENING = re.compile(r"^\s*,?\s*(?:[\"“«„]|['‘’](?=\w))")
_QUOTE = re.compile(r"[\"“”«»„]")
_THRESHOLD = 3.0
_HEADING = 70


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text names it, without case endings where they stand behind an apostrophe."""

    name: str
    form: str


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    tokens: int
    tail: str
    score: float = 0
    institution: bool = False
    office: bool = False


def find_speakers(reading: Reading, sentences: list[Sentence], taken: list[Mention]) -> list[Mention]:
    """Return at most one speaker mention for each sentence, at the place of its name.

    A person with an office who is named in a sentence that says nothing is a "named" one: a later "the minister said"
    means that person.

    Args:
        reading: The field.
        sentences: Its sentences.
        taken: Mentions that are no names, whatever their capitals (periods, places).
    """
    spans = {offset for mention in taken for offset in range(mention.start, mention.end)}
    cues = [hit for hit in reading.hits if hit.get("speech") or hit.get("office")]
    mentions: list[Mention] = []
    known: set[str] = set()
    for sentence in sentences:
        inside = [hit for hit in cues if sentence.start <= hit.start < sentence.end]
        run = _head(reading, sentence) or _best(reading, sentence, inside, known, spans)
        if run is None:
            run = _named(reading, sentence, inside, spans)
            if run is not None:
                name = " ".join(reading.text[run.start : run.end].split())
                rule = f"speaker.{reading.pack.code}.named"
                mentions.append(Mention("speaker", run.start, run.end, reading.name, Speaker(name, "named"), rule))
            continue
        name = " ".join(reading.text[run.start : run.end].split())
        form = "institution" if run.institution else "person"
        if form == "person":
            known.add(name.split()[-1])
        rule = f"speaker.{reading.pack.code}.{form}"
        mentions.append(Mention("speaker", run.start, run.end, reading.name, Speaker(name, form), rule))
    return mentions


def _head(reading: Reading, sentence: Sentence) -> _Run | None:
    """A name with a colon that opens a title or an answer: "Erdoğan: ..."."""
    text = reading.text[sentence.start : sentence.end]
    colon = text.find(":", 0, _HEADING)
    if colon < 2 or not (sentence.break_before or reading.name == "title"):
        return None
    rest = text[colon + 1 : colon + 40].strip(" '\"“«’‘")
    if (colon + 1 < len(text) and not text[colon + 1].isspace()) or not rest[:1].isalpha():
        return None
    end = sentence.start + colon
    runs = [r for r in _runs(reading, sentence.start, end) if r.end == end and not _is_other(reading, r)]
    if not runs or runs[-1].tokens > 4 or _is_word(reading, runs[-1]):
        return None
    return runs[-1]


def _named(reading: Reading, sentence: Sentence, cues: list[Hit], spans: set[int]) -> _Run | None:
    """Return the first person with an office in front, in the nominative."""
    if not any((entry := hit.get("office")) is not None and entry.key == "office" for hit in cues):
        return None
    for run in _runs(reading, sentence.start, sentence.end):
        _mark_office(reading, run, cues)
        if run.office and not run.tail and run.tokens >= 2 and not (run.start in spans and run.end - 1 in spans) and not _is_other(reading, run):
            return run
    return None


def _best(
    reading: Reading, sentence: Sentence, cues: list[Hit], known: set[str], spans: set[int]
) -> _Run | None:
    opening = _OPENING
    if not any(hit.get("speech") for hit in cues) and not _QUOTE.search(reading.text, sentence.start, sentence.end):
        return None
    institutions = _institutions(reading, sentence, cues)
    runs = [r for r in _runs(reading, sentence.start, sentence.end) if not any(i.start <= r.start < i.end for i in institutions)]
    runs += institutions
    runs = [r for r in runs if not (r.start in spans and r.end - 1 in spans)]
    best: _Run | None = None
    for run in runs:
        run.score = _score(reading, sentence, run, cues, known, opening)
        if best is None or run.score > best.score:
            best = run
    return best if best is not None and best.score >= _THRESHOLD else None


def _runs(reading: Reading, start: int, end: int) -> list[_Run]:
    """Return the runs of capitalised words between two offsets, without countries and offices in front."""
    text = reading.text
    runs: list[_Run] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if not word[0].isupper() and not _PREFIXED.match(word):
            continue
        cut = min((i for i in (word.find("'"), word.find("’")) if i > 1), default=len(word))
        if word[:1] in "О" or (cut < len(word) and word[cut + 1 : cut + 2].isupper()):
            cut = len(word)
        stop, tail = match.start() + cut, word[cut + 1 :]
        if runs and runs[-1].tail == "" and _JOINT.match(text[runs[-1].end : match.start()]):
            runs[-1] = _Run(runs[-1].start, stop, runs[-1].tokens + 1, tail)
        else:
            runs.append(_Run(match.start(), stop, 1, tail))
    return [_trimmed(reading, run) for run in runs]


def _trimmed(reading: Reading, run: _Run) -> _Run:
    """Leave out the country and the office at the front of a run: "Rusya Devlet Başkanı Vladimir Putin"."""
    moved = True
    while moved:
        moved = False
        hit = reading.at.get(run.start)
        if hit is None or hit.stop >= run.end or hit.get("leader"):
            break
        entry = hit.get("office")
        word = any(e.kind in ("qmark", "preposition") or e.kind.startswith("period") for e in hit.entries)
        is_place = word or any(e.kind in ("place", "adjective", "capital", "people", "region") for e in hit.entries)
        if (entry is not None and entry.key == "office") or is_place:
            rest = _TOKEN.search(reading.text, hit.stop, run.end)
            if rest is None:
                break
            run.office = run.office or entry is not None
            run.start, moved = rest.start(), True
    inner = [
        hit
        for start in range(run.start + 1, run.end)
        if (hit := reading.at.get(start)) is not None and (e := hit.get("office")) is not None and e.key == "office"
    ]
    if inner and inner[-1].stop < run.end:
        rest = _TOKEN.search(reading.text, inner[-1].stop, run.end)
        if rest is not None and rest[0][0].isupper():
            run.start, run.office = rest.start(), True
    particle = _PARTICLE_BEFORE.search(reading.text, max(0, run.start - 5), run.start)
    if particle is not None:
        run.start = particle.start(1)
    return run


def _institutions(reading: Reading, sentence: Sentence, cues: list[Hit]) -> list[_Run]:
    """Return institution names: from the capitals before an institution word to the names behind it."""
    found = []
    text = reading.text
    for hit in cues:
        entry = hit.get("office")
        if entry is None or entry.key != "institution":
            continue
        start, end = hit.start, hit.stop
        for _ in range(6):
            match = _BEFORE.search(text, max(sentence.start, start - 40), start)
            if match is None:
                break
            former = reading.at.get(match.start(1))
            entry = former.get("office") if former is not None else None
            named = match[1][0].isupper() or match[1] in ("of", "and", "for", "ve", "и")
            if not named and not (entry is not None and entry.key == "institution"):
                break
            start = match.start(1)
        for _ in range(5):
            match = _BEHIND.match(text, end, sentence.end)
            if match is None:
                break
            following = reading.at.get(match.start(1))
            entry = following.get("office") if following is not None else None
            if not match[1][0].isupper() and not (entry is not None and entry.key == "institution"):
                break
            end = following.stop if entry is not None and following is not None else match.end()
        ending = _APOSTROPHE.match(text, end)
        found.append(_Run(start, end, 2, ending[1] if ending else "", institution=True))
    return found


def _score(
    reading: Reading,
    sentence: Sentence,
    run: _Run,
    cues: list[Hit],
    known: set[str],
    opening: re.Pattern[str],
) -> float:
    if not run.institution and _is_other(reading, run):
        return -9
    text, folded, pack = reading.text, reading.folded, reading.pack
    name = text[run.start : run.end].split()[-1]
    acronym = name.isupper() and len(name) > 1
    leader = any((hit := reading.ending.get(end)) is not None and hit.get("leader") for end in (run.end, run.end - 1))
    oblique = bool(run.tail and pack.marker is not None and pack.marker(run.tail.lower()))
    oblique = oblique or _is_oblique(reading, run)
    quoted = len(_QUOTE.findall(text, sentence.start, run.start)) % 2 == 1
    if quoted and _QUOTE.match(text, run.start - 1) and _QUOTE.match(text, run.end):
        quoted = False  # the name itself stands in quotes
    beside, says = _beside(reading, run, cues)
    named = leader or name in known or run.tokens >= 2 or run.office or acronym or run.institution
    score = beside
    if not named and _is_word(reading, run):
        return -1
    owner = bool(run.tail and pack.marker is not None and pack.marker(run.tail.lower()) == "of")
    if owner and named and _tells(reading, run, cues):
        beside, oblique = 5.0, False
    if pack.tables["language"].get("verb_last") and not oblique and not quoted and named:
        behind = folded[run.end : run.end + 4]
        subject = behind[:1] == "," or behind[:3] in (" de", " da", " is") or bool(opening.match(text[run.end : run.end + 4]))
        if says and subject:
            score = max(score, 4.0)
        elif opening.match(text[run.end : run.end + 4]) and behind[:1] == ",":
            score = max(score, 3.5)
        elif says and run.start - sentence.start < 25:
            score = max(score, 3.2)
    elif says and named and not quoted and not oblique and run.start - sentence.start < 40 and run.start < sentence.end:
        first = run.start - sentence.start < 4 or (run.office and behind_comma(folded, run.end))
        score = max(score, 3.7 if first and not run.institution else 0)
    if score <= 0:
        return score
    score += 0.6 * (leader or name in known) + 0.6 * run.office + 0.3 * (run.tokens >= 2)
    score -= 2.5 * (oblique and beside < 5) + 4 * quoted
    before = reading.ending.get(run.start - 1)
    if before is not None and any(e.kind in ("preposition", "qmark") for e in before.entries) and beside < 5:
        score -= 2.5
    if run.institution and name.islower() and run.tokens == 2 and " " not in text[run.start : run.end]:
        score -= 1.5
    hit = reading.at.get(run.end + 1)
    if hit is not None and hit.get("postposition") is not None:
        score -= 2
    score -= 0.002 * (run.start - sentence.start)
    inner = any((hit := reading.at.get(i)) is not None and (e := hit.get("office")) is not None and e.key == "institution" for i in range(run.start, run.end))
    if acronym or run.institution or inner:
        run.institution = not (run.office and run.tokens >= 2)
    return score


def _is_oblique(reading: Reading, run: _Run) -> bool:
    """Whether a leader's name stands in another case than the nominative ("Владимира Путина")."""
    hit = reading.ending.get(run.end)
    entry = hit.get("leader") if hit is not None else None
    return entry is not None and bool(entry.case) and "n" not in entry.case


def _tells(reading: Reading, run: _Run, cues: list[Hit]) -> bool:
    """Whether a participle of saying stands close behind an owner: "... Eren'in kasımda paylaştığı verilere göre"."""
    for hit in cues:
        if hit.start > run.end and (entry := hit.get("speech")) is not None and entry.key == "say":
            gap = reading.folded[run.end : hit.start]
            return len(gap.split()) <= 4 and "," not in gap
    return False


def behind_comma(folded: str, end: int) -> bool:
    """Whether a comma stands right behind an offset."""
    return folded[end : end + 1] == ","


def _beside(reading: Reading, run: _Run, cues: list[Hit]) -> tuple[float, bool]:
    """Return the score of the nearest verb of saying or office, and whether a verb of saying stands behind the run."""
    folded = reading.folded
    score, says = 0.0, False
    _mark_office(reading, run, cues)
    for hit in cues:
        if hit.start >= run.start and hit.stop <= run.end:
            continue
        speech = hit.get("speech")
        before = hit.stop <= run.start
        gap = folded[hit.stop : run.start] if before else folded[run.end : hit.start]
        words = len(gap.split())
        clean = not any(mark in gap for mark in ",;:(")
        if speech is None:
            continue
        says = says or not before
        if speech.key == "according":
            if words <= 3 and clean:
                score = max(score, 5.5 - 0.5 * words)
            elif before and run.office and words <= 9:
                score = max(score, 3.8)
        elif words <= 2 and clean and (before or not reading.pack.tables["language"].get("verb_last")):
            score = max(score, 4.5 - 0.5 * words)
        elif before and words <= 14 and clean and run.office:
            score = max(score, 4.0)
        elif not before and not reading.pack.tables["language"].get("verb_last") and words <= 8 and run.office:
            score = max(score, 3.2)
    return score, says


def _mark_office(reading: Reading, run: _Run, cues: list[Hit]) -> None:
    """Mark a run that an office stands in front of, unless it is only somebody who was met."""
    for hit in cues:
        office = hit.get("office")
        if office is None or office.key != "office" or hit.stop > run.start:
            continue
        gap = reading.folded[hit.stop : run.start]
        if len(gap.split()) <= 4 and not any(mark in gap for mark in ";:("):
            before = reading.folded[max(0, hit.start - 3) : hit.start].split()
            former = reading.at.get(hit.start - 1 - len(before[-1])) if before else None
            met = former is not None and any(e.kind in ("preposition", "qmark") for e in former.entries)
            run.office = run.office or ("," not in gap or len(gap.split()) > 1) and not met


def _is_word(reading: Reading, run: _Run) -> bool:
    """Whether a single capitalised word opens its sentence: it may be any word, not a name."""
    if run.tokens > 1:
        return False
    before = reading.text[:run.start].rstrip(" \"“«„'’‘-–—•*")
    return not before or before[-1] in ".!?\n:"


def _is_other(reading: Reading, run: _Run) -> bool:
    """Whether the run is something else that is written with a capital: a place, a month, a lexicon word."""
    hit = reading.at.get(run.start)
    if hit is None:
        return False
    if any(entry.kind in ("leader", "office") for entry in hit.entries):
        return all(e.kind == "office" and e.key == "office" for e in hit.entries) and hit.stop >= run.end - 1
    return hit.stop >= run.end - 1 or hit.get("notplace") is not None
