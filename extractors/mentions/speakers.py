"""Who speaks in a sentence: the person or institution beside a verb of saying, an office or "according to".

A candidate is a run of capitalised words (or an institution's name in small letters); it scores by what stands
beside it. The scores are a short fixed table; the best candidate above the threshold is the speaker.
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
_JOINT = re.compile(r"^\s+(?:(?:al|el|bin|ibn|bint|de|da|van|von|der|бен|ибн|аль|of|for|and|the|ve|и|по)\s+)?$", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”«»„]")
_THRESHOLD = 3


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


def find_speakers(reading: Reading, sentences: list[Sentence]) -> list[Mention]:
    """Return at most one speaker mention for each sentence, at the place of its name."""
    cues = [hit for hit in reading.hits if hit.get("speech") or hit.get("office")]
    mentions: list[Mention] = []
    known: dict[str, str] = {}
    for sentence in sentences:
        inside = [hit for hit in cues if sentence.start <= hit.start < sentence.end]
        head = _head(reading, sentence)
        if not inside and head is None:
            continue
        run = head or _best(reading, sentence, inside, known)
        if run is None:
            continue
        name = reading.text[run.start : run.end].replace("\n", " ")
        form = "institution" if run.institution else "person"
        if form == "person":
            known[name.split()[-1]] = name
        mentions.append(
            Mention("speaker", run.start, run.end, reading.name, Speaker(name, form), f"speaker.{reading.pack.code}.{form}")
        )
    return mentions


def _head(reading: Reading, sentence: Sentence) -> _Run | None:
    """A name with a colon that opens a title or an answer: "Erdoğan: ..."."""
    text = reading.text[sentence.start : sentence.end]
    colon = text.find(":", 0, 70)
    if colon < 2 or not (sentence.break_before or reading.name == "title"):
        return None
    if colon + 1 < len(text) and not text[colon + 1].isspace():
        return None
    runs = _runs(reading, sentence.start, sentence.start + colon)
    runs = [r for r in runs if r.end == sentence.start + colon and not _is_other(reading, r)]
    return runs[-1] if runs and runs[-1].tokens <= 4 else None


def _best(reading: Reading, sentence: Sentence, cues: list[Hit], known: dict[str, str]) -> _Run | None:
    if not any(hit.get("speech") for hit in cues):
        return None
    runs = _runs(reading, sentence.start, sentence.end)
    runs += _institutions(reading, sentence, cues)
    best: _Run | None = None
    for run in runs:
        run.score = _score(reading, sentence, run, cues, known)
        if best is None or run.score > best.score:
            best = run
    return best if best is not None and best.score >= _THRESHOLD else None


def _runs(reading: Reading, start: int, end: int) -> list[_Run]:
    """Return the runs of capitalised words between two offsets."""
    text = reading.text
    runs: list[_Run] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if not word[0].isupper():
            continue
        cut = min((i for i in (word.find("'"), word.find("’")) if i > 0), default=len(word))
        stop = match.start() + cut
        tail = word[cut + 1 :]
        if runs and runs[-1].tail == "" and _JOINT.match(text[runs[-1].end : match.start()]):
            runs[-1] = _Run(runs[-1].start, stop, runs[-1].tokens + 1, tail)
        else:
            runs.append(_Run(match.start(), stop, 1, tail))
    return runs


def _institutions(reading: Reading, sentence: Sentence, cues: list[Hit]) -> list[_Run]:
    """Return institution names: from the capitals before an institution word to the place or genitives behind it."""
    found = []
    text = reading.text
    for hit in cues:
        entry = hit.get("office")
        if entry is None or entry.key != "institution":
            continue
        start, end = hit.start, hit.stop
        for _ in range(5):
            match = re.search(r"([^\W\d_][\w'’\-]*)(\s+)$", text[max(sentence.start, start - 40) : start])
            if match is None or not (match[1][0].isupper() or match[1] in ("of", "and", "for", "ve", "и")):
                break
            start -= len(match[0])
        for _ in range(5):
            match = re.match(r"\s+(?:(?:of|for|and|the)\s+)*([^\W\d_][\w\-]*)", text[end : sentence.end])
            if match is None or not match[1][0].isupper():
                break
            end += match.end()
        found.append(_Run(start, end, 2, "", institution=True))
    return found


def _score(reading: Reading, sentence: Sentence, run: _Run, cues: list[Hit], known: dict[str, str]) -> float:
    if not run.institution and _is_other(reading, run):
        return -9
    pack = reading.pack
    folded = reading.folded
    score = 0.0
    beside_cue = False
    for hit in cues:
        speech, office = hit.get("speech"), hit.get("office")
        before = hit.stop <= run.start
        gap = folded[hit.stop : run.start] if before else folded[run.end : hit.start]
        if hit.start >= run.start and hit.stop <= run.end:
            continue
        words = len(gap.split())
        clean = not any(mark in gap for mark in ",;:")
        if office is not None and office.key == "office" and before and words <= 5 and gap.count(",") <= (words <= 6):
            score = max(score, 4 - 0.4 * words)
            if words == 0 and run.institution and run.tokens > 1:
                run.institution = False  # "глава МИД Сергей Лавров" is a person
        if speech is None:
            continue
        if speech.key == "according":
            if words <= 3 and clean:
                score = max(score, 5 - 0.5 * words)
                beside_cue = True
        elif words <= 2 and clean:
            score = max(score, 4.5 - 0.5 * words)
            beside_cue = True
    name = reading.text[run.start : run.end].split()[-1]
    if name in known:
        score += 2.5
    if run.tokens >= 2:
        score += 0.5
    if run.institution or (name.isupper() and len(name) > 1):
        score += 0.5
        run.institution = True
    if run.tail and pack.marker is not None and pack.marker(run.tail.lower()) and not beside_cue:
        score -= 2.5
    behind = folded[run.end : run.end + 1]
    if behind == "," and run.tail == "" and score > 1:
        score += 1
    if run.start == sentence.start and run.tokens == 1 and not beside_cue and name not in known:
        score -= 2
    return score


def _is_other(reading: Reading, run: _Run) -> bool:
    """Whether the run is something else that is written with a capital: a place, a month, a lexicon word."""
    hit = reading.at.get(run.start)
    if hit is None:
        return False
    if any(entry.kind in ("leader", "office") for entry in hit.entries):
        return False
    return hit.stop >= run.end - 1 or hit.get("notplace") is not None
