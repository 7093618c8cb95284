"""How likely a candidate is the one who speaks: a short table of what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.speaker_runs import Run
    from extractors.text.sentences import Sentence

_OPENING = re.compile(r"^\s*,?\s*(?:[\"“«„]|['‘’](?=\w))")
_QUOTE = re.compile(r"[\"“”«»„]")
# the abbreviation behind a name: "Türkiye İhracatçılar Meclisi (TİM), ..."
_SHORT = re.compile(r"\s\([^\W\d_]{2,10}\)")
# a candidate as an owner of data, as the subject of a verb of saying, before a quotation, at the front of a sentence
_OWNER, _SUBJECT, _QUOTED, _FRONT, _FIRST = 5.0, 4.0, 3.5, 3.2, 3.7
# a source that is cited, and how many words may stand between
_SOURCE, _CITED, _CITED_OFFICE = 7.0, 2, 5
_NEAR_START = 25
_EARLY = 40
_OPENING_SIGNS = 4
# letters between a name and a verb that cannot belong to it: the longest reach is 14 words
_FAR = 400
# letters of the longest word that joins what an office is for: "and"
_LINK = 3
# words between data and the verb: "published on Monday in Beijing"
_PUBLISHED = 5


@dataclass(slots=True)
class _View:
    """What the score looks at: the candidate's nature and its neighbours."""

    named: bool
    leader: bool
    acronym: bool
    oblique: bool
    quoted: bool
    says: bool
    beside: float


def score(reading: Reading, sentence: Sentence, run: Run, cues: list[Hit], known: set[str]) -> float:
    """Return the score of a candidate; it also settles whether the run is a person or an institution.

    Args:
        reading: The field.
        sentence: The sentence the candidate stands in.
        run: The candidate.
        cues: The verbs of saying and offices of the sentence.
        known: Last words of the names that spoke before.
    """
    if not run.institution and is_other(reading, run):
        return -9.0
    view = _look(reading, sentence, run, cues, known)
    if not view.named and is_word(reading, run):
        return -1.0
    base = max(view.beside, _position(reading, sentence, run, view))
    if base <= 0:
        return base
    total = base + _bonus(run, view) - _penalty(reading, sentence, run, view)
    if view.acronym or run.institution or has_institution(reading, run):
        run.institution = not (run.office and run.tokens > 1)
    return total


def _look(reading: Reading, sentence: Sentence, run: Run, cues: list[Hit], known: set[str]) -> _View:
    text, pack = reading.text, reading.pack
    name = text[run.start : run.end].split()[-1]
    acronym = name.isupper() and len(name) > 1
    ends = (reading.ending.get(end) for end in (run.end, run.end - 1))
    leader = name in known or any(hit is not None and hit.get("leader") for hit in ends)
    marker = pack.marker(run.tail.lower()) if run.tail and pack.marker is not None else None
    quoted = len(_QUOTE.findall(text, sentence.start, run.start)) % 2 == 1
    if quoted and _QUOTE.match(text, run.start - 1) and _QUOTE.match(text, run.end):
        quoted = False  # the name itself stands in quotes
    beside, says = _beside(reading, run, cues)
    named = leader or run.tokens > 1 or run.office or acronym or run.institution or _is_subject(reading, run)
    view = _View(named, leader, acronym, bool(marker) or _is_oblique(reading, run), quoted, says, beside)
    if marker == "of" and named and _tells(reading, run, cues):
        view.beside, view.oblique = _OWNER, False
    return view


def _is_subject(reading: Reading, run: Run) -> bool:
    """Whether a lone name behind a participle is the subject: "... işaret eden Bolat, ... söyledi"."""
    if not reading.pack.tables["language"].get("verb_last") or reading.folded[run.end : run.end + 1] != ",":
        return False
    before = reading.text[max(0, run.start - 30) : run.start].split()
    return bool(before) and before[-1].isalpha() and before[-1].islower() and not is_word(reading, run)


def _position(reading: Reading, sentence: Sentence, run: Run, view: _View) -> float:
    """Return the score of a subject: where the verb comes last, by the comma behind it; else at the front."""
    if view.oblique or view.quoted or not view.named:
        return 0.0
    at = run.start - sentence.start
    short = _SHORT.match(reading.text, run.end)
    end = short.end() if short is not None else run.end
    comma = reading.folded[end : end + 1] == ","
    if not reading.pack.tables["language"].get("verb_last"):
        first = at < _OPENING_SIGNS or (run.office and comma and at < _EARLY)
        return _FIRST if view.says and first and not run.institution else 0.0
    opens = _OPENING.match(reading.text[end : end + 4]) is not None
    particle = (hit := reading.at.get(end + 1)) is not None and hit.get("particle") is not None
    if view.says and (comma or opens or particle):
        return _SUBJECT
    if opens and comma:
        return _QUOTED
    return _FRONT if view.says and at < _NEAR_START else 0.0


def _bonus(run: Run, view: _View) -> float:
    return 0.6 * view.leader + 0.6 * run.office + 0.3 * (run.tokens > 1)


def _penalty(reading: Reading, sentence: Sentence, run: Run, view: _View) -> float:
    """Return what speaks against a candidate: an oblique case, a quotation, a preposition, a bare "ministry"."""
    total = 0.002 * (run.start - sentence.start) + 4 * view.quoted
    if view.beside < _OWNER:
        before = reading.ending.get(run.start - 1)
        total += 2.5 * view.oblique
        marked = before is not None and any(e.kind in ("preposition", "qmark") for e in before.entries)
        said_in = before is not None and run.institution and (e := before.get("qmark")) is not None and e.key == "at"
        total += 2.5 * (marked and not said_in)
    name = reading.text[run.start : run.end]
    total += 1.5 * (run.institution and name.islower() and " " not in name)
    behind = reading.at.get(run.end + 1)
    return total + 2 * (behind is not None and behind.get("postposition") is not None)


def has_institution(reading: Reading, run: Run) -> bool:
    """Whether an institution's word stands in the candidate ("Минфин Японии")."""
    hits = reading.hits_of("office", run.start, run.end)
    return any((e := hit.get("office")) is not None and e.key == "institution" for hit in hits)


def _is_oblique(reading: Reading, run: Run) -> bool:
    """Whether a leader's name stands in another case than the nominative ("Владимира Путина")."""
    hit = reading.ending.get(run.end)
    entry = hit.get("leader") if hit is not None else None
    return entry is not None and bool(entry.case) and "n" not in entry.case


def _tells(reading: Reading, run: Run, cues: list[Hit]) -> bool:
    """Whether a participle of saying stands close behind an owner: "... Eren'in kasımda paylaştığı verilere göre"."""
    for hit in cues:
        if (
            hit.start > run.end
            and (entry := hit.get("speech")) is not None
            and entry.key in ("say", "show", "according")
        ):
            gap = reading.folded[run.end : hit.start]
            return len(gap.split()) <= 4 and "," not in gap
    return False


def _beside(reading: Reading, run: Run, cues: list[Hit]) -> tuple[float, bool]:
    """Return the score of the nearest verb of saying or office, and whether a verb of saying stands behind the run."""
    score, says = 0.0, False
    mark_office(reading, run, cues)
    for hit in cues:
        speech = hit.get("speech")
        if speech is None or speech.key == "told" or (hit.start >= run.start and hit.stop <= run.end):
            continue
        before = hit.stop <= run.start
        if before and speech.key == "tell":
            continue  # whom something is told
        says = says or not before
        start, end = (hit.stop, max(hit.stop, run.front)) if before else (run.end, hit.start)
        if end - start <= _FAR:
            gap = reading.folded[start:end]
            if not before and run.office and gap.startswith(","):
                gap = gap[1:]  # "Turkey's ambassador, Osman Riza Yavuzalp, told a newspaper"
            if before and run.office and is_portfolio(reading.text[start:end]):
                gap = gap.replace(",", "")
            score = max(score, _nearness(reading, run, speech.key, before, gap))
    return score, says


def is_portfolio(gap: str) -> bool:
    """Whether commas between a verb of saying and a name only list what an office is for.

    "Said Investment, Trade and Industry Minister Zafrul".
    """
    words = gap.replace(",", " ").split()
    return "," in gap and all(word[0].isupper() or (word.isalpha() and len(word) <= _LINK) for word in words)


def _nearness(reading: Reading, run: Run, speech: str, before: bool, gap: str) -> float:
    """Return the score that one verb of saying gives a run, by the text between the two."""
    words = len(gap.split())
    clean = not any(mark in gap for mark in ",;:(")
    follows = not before and not reading.pack.tables["language"].get("verb_last")
    if speech == "cite":
        return _cited(reading, run, before, words, not any(mark in gap for mark in ",;:"))
    if speech == "according":
        if words <= 3 and clean:
            return 5.5 - 0.5 * words
        return 3.8 if before and run.office and words <= 9 else 0.0
    if words <= 2 and clean and (before or follows):
        return 4.5 - 0.5 * words
    if before and words <= 14 and clean and run.office:
        return 4.0
    if follows and words <= _PUBLISHED and clean and run.institution and speech in ("show", "say"):
        return 3.6  # "customs figures published in Beijing showed", "the ministry in Jakarta has reported"
    return 3.2 if follows and words <= 8 and run.office else 0.0


def _cited(reading: Reading, run: Run, before: bool, words: int, clean: bool) -> float:
    """Return the score of a source that another one cites: it says what the agency only passes on."""
    reach = _CITED_OFFICE if run.office or run.institution else _CITED
    if before:
        return _SOURCE - 0.2 * words if clean and words <= reach else 0.0
    behind = reading.pack.tables["language"].get("verb_last")
    return _SOURCE - 0.2 * words if behind and clean and words <= _CITED else 0.0


def mark_office(reading: Reading, run: Run, cues: list[Hit]) -> None:
    """Mark a run that an office stands in front of, unless it is only somebody who was met."""
    for hit in cues:
        office = hit.get("office")
        if office is None or office.key != "office" or not 0 <= run.start - hit.stop <= _FAR:
            continue
        gap = reading.folded[hit.stop : run.start]
        if len(gap.split()) <= 4 and not any(mark in gap for mark in ";:("):
            before = reading.folded[max(0, hit.start - 3) : hit.start].split()
            former = reading.at.get(hit.start - 1 - len(before[-1])) if before else None
            met = former is not None and any(e.kind in ("preposition", "qmark") for e in former.entries)
            apposed = gap.strip() == "," and reading.folded[run.end : run.end + 1] == ","
            run.office = run.office or (("," not in gap or len(gap.split()) > 1 or apposed) and not met)


def is_word(reading: Reading, run: Run) -> bool:
    """Whether a single capitalised word opens its sentence: it may be any word, not a name."""
    if run.tokens > 1:
        return False
    before = reading.text[max(0, run.start - 12) : run.start].rstrip(" \"“«„'’‘-–—•*")
    return not before or before[-1] in ".!?\n:"


def _is_told(reading: Reading, run: Run) -> bool:
    """Whether a name is who was told: "об этом Kursiv.kz сообщили в министерстве"."""
    told = tuple(f"{words} " for words in reading.pack.tables["language"].get("told", ()))
    if not told:
        return False
    behind = reading.folded[run.end : run.end + 40]
    if behind.startswith("."):
        behind = behind[behind.find(" ") :] if " " in behind else ""
    return behind.lstrip(' »"').startswith(told)


def is_other(reading: Reading, run: Run) -> bool:
    """Whether the run is something else that is written with a capital: a place, a month, a lexicon word."""
    if _is_told(reading, run):
        return True
    hit = reading.at.get(run.start)
    if hit is None:
        return False
    if any(entry.kind in ("leader", "office") for entry in hit.entries):
        return all(e.kind == "office" and e.key == "office" for e in hit.entries) and hit.stop >= run.end - 1
    return hit.stop >= run.end - 1 or hit.get("notplace") is not None
