"""Who speaks in a sentence: the person or institution beside a verb of saying, an office or "according to".

A candidate is a run of capitalised words (or an institution's name in small letters), without the country and the
office that stand in front. It scores by what stands beside it; the best one above the threshold is the speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.languages.forms import ENDING
from extractors.mentions.lexicon import within
from extractors.mentions.speaker_runs import find_institutions, find_runs
from extractors.mentions.speaker_score import has_institution, is_other, is_portfolio, is_word, mark_office, score
from extractors.records import Mention

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.speaker_runs import Run
    from extractors.text.sentences import Sentence

_QUOTE = re.compile(r"[\"“”«»„]")
_THRESHOLD = 3.0
# a dash before the last words of a headline, all with capitals
_SIGNED = re.compile(r"\s[-\u2013\u2014]\s+([^\W\d_a-zа-яё][^\s,:;]*(?:\s[^\W\d_a-zа-яё][^\s,:;]*){0,2})$")
_HEADING = 70
# the rule of a name with a colon that opens a paragraph: all of it is that speaker's
ANSWER = "answer"
# so many words in capitals are a heading, no name
_SHOUT = 3
_SOURCE_REACH = 5
# letters on both sides in which a heading's name is looked for again: longer than any article
_LOOK_ROUND = 20_000
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text names it, without case endings where they stand behind an apostrophe."""

    name: str
    form: str


class _Taken:
    """The offsets that mentions cover."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, mentions: list[Mention]) -> None:
        ordered = sorted(mentions, key=_START)
        self._starts = [mention.start for mention in ordered]
        self._ends = list(accumulate((mention.end for mention in ordered), max))  # the farthest end so far

    def __contains__(self, offset: int) -> bool:
        before = bisect_right(self._starts, offset)
        return before > 0 and offset < self._ends[before - 1]


def find_speakers(reading: Reading, sentences: list[Sentence], taken: list[Mention]) -> list[Mention]:
    """Return at most one speaker mention for each sentence, at the place of its name.

    A person with an office who is named in a sentence that says nothing is a "named" one: a later "the minister said"
    means that person.

    Args:
        reading: The field.
        sentences: Its sentences.
        taken: Mentions that are no names, whatever their capitals (periods, places).
    """
    spans = _Taken(taken)
    cues = sorted(
        {id(h): h for kind in ("speech", "office") for h in reading.hits_of(kind, 0, len(reading.text))}.values(),
        key=_START,
    )
    dates = sorted(mention.start for mention in taken if mention.kind == "period")
    mentions: list[Mention] = []
    known: set[str] = set()
    for sentence in sentences:
        inside = within(cues, sentence.start, sentence.end)
        head = _head(reading, sentence) or _tail(reading, sentence)
        run = head or _best(reading, sentence, inside, known, spans)
        if run is None:
            run = _named(reading, sentence, inside, spans)
            if run is not None:
                name = _without_ending(reading, run)
                rule = f"speaker.{reading.pack.code}.named"
                mentions.append(Mention("speaker", run.start, run.end, reading.name, Speaker(name, "named"), rule))
            continue
        if run.institution and (beside := _named(reading, sentence, inside, spans)) is not None:
            rule = f"speaker.{reading.pack.code}.named"
            if beside.end <= run.start or beside.start >= run.end:
                name = _without_ending(reading, beside)
                mentions.append(
                    Mention("speaker", beside.start, beside.end, reading.name, Speaker(name, "named"), rule)
                )
        _cut_date(reading, run, dates)
        form = "institution" if run.institution else "person"
        name = _plain(reading, run, inside)
        if form == "person":
            known.add(name.split()[-1])
        rule = f"speaker.{reading.pack.code}.{ANSWER if head is not None and reading.name == 'text' else form}"
        mentions.append(Mention("speaker", run.start, run.end, reading.name, Speaker(name, form), rule))
    return mentions


def _cut_date(reading: Reading, run: Run, dates: list[int]) -> None:
    """Take a day off the end of a name: "the General Administration of Customs on Friday"."""
    at = bisect_right(dates, run.start)
    if at < len(dates) and dates[at] < run.end:
        words = reading.text[run.start : dates[at]].split()
        while words and words[-1].islower():
            words.pop()
        if words:
            run.end = reading.text.rindex(words[-1], run.start, dates[at]) + len(words[-1])


def _plain(reading: Reading, run: Run, cues: list[Hit]) -> str:
    """Return the name in the nominative, as far as rules tell it; a person's only behind a word for a source."""
    name = _without_ending(reading, run)
    bend = reading.pack.nominative
    if bend is None or not (run.institution or _is_source(reading, run, cues)):
        return name
    return bend(name, run.institution)


def _is_source(reading: Reading, run: Run, cues: list[Hit]) -> bool:
    """Whether a word that takes a name in another case stands in front: "по словам министра торговли Омера Болата"."""
    for hit in cues:
        speech = hit.get("speech")
        if speech is not None and speech.key in ("according", "cite") and hit.stop <= run.start:
            gap = reading.folded[hit.stop : run.start]
            if len(gap.split()) <= _SOURCE_REACH and "," not in gap:
                return True
    return False


def _without_ending(reading: Reading, run: Run) -> str:
    """Return the name of a run; an ending glued to a known leader or an institution is no part of it."""
    end = run.end
    hit = reading.ending.get(end)
    if hit is not None and run.start < hit.end < end and any(_is_bending(entry) for entry in hit.entries):
        end = hit.end
    return " ".join(reading.text[run.start : end].split())


def _is_bending(entry: Entry) -> bool:
    return entry.kind == "leader" or (entry.kind == "office" and entry.key == "institution" and entry.tail == ENDING)


def _head(reading: Reading, sentence: Sentence) -> Run | None:
    """A name with a colon that opens a title or an answer: "Erdoğan: ..."."""
    text = reading.text[sentence.start : sentence.end]
    colon = text.find(":", 0, _HEADING)
    if colon < 2 or not (sentence.break_before or reading.name == "title"):
        return None
    rest = text[colon + 1 : colon + 40].strip(" '\"“«’‘")
    if (colon + 1 < len(text) and not text[colon + 1].isspace()) or not rest[:1].isalpha():
        return None
    end = sentence.start + colon
    runs = [r for r in find_runs(reading, sentence.start, end) if r.end == end and not is_other(reading, r)]
    if not runs or not reading.text[runs[-1].start].isupper():
        return None  # "Qatar and Türkiye: ..."
    if runs[-1].tokens > 4 or (is_word(reading, runs[-1]) and not _is_name(reading, runs[-1])):
        return None
    return runs[-1]


def _has_data(reading: Reading, run: Run) -> bool:
    """Whether a capital or a seat of government stands right before data of its own: "Kremlin notunda"."""
    place, data = reading.at.get(run.start), reading.at.get(run.end + 1)
    if place is None or data is None or place.get("capital") is None or place.stop != run.end:
        return False
    entry = data.get("speech")
    return entry is not None and entry.key == "according"


def _is_name(reading: Reading, run: Run) -> bool:
    """Whether a word that opens its line is a name: it opens another one so, or has its capital within a sentence."""
    name = reading.text[run.start : run.end]
    text = reading.text[max(0, run.start - _LOOK_ROUND) : run.end + _LOOK_ROUND]
    if text.count(f"\n{name}:") > 1:
        return True
    at = text.find(f" {name}")
    while at > 0:
        if text[at - 1].islower() and not text[at + 1 + len(name) : at + 2 + len(name)].isalpha():
            return True
        at = text.find(f" {name}", at + 1)
    return False


def _tail(reading: Reading, sentence: Sentence) -> Run | None:
    """A name behind a dash that closes a headline: "... до 100 млрд - Моди"."""
    if reading.name != "title":
        return None
    whole = reading.text.rstrip()
    if sentence.end < len(whole):
        return None
    match = _SIGNED.search(whole)
    if match is None:
        return None
    runs = [r for r in find_runs(reading, match.start(1), len(whole)) if not is_other(reading, r)]
    signed = len(runs) == 1 and runs[0].end >= len(whole) and runs[0].start == match.start(1)
    return runs[0] if signed else None


def _named(reading: Reading, sentence: Sentence, cues: list[Hit], spans: _Taken) -> Run | None:
    """Return the first person with an office in front, in the nominative."""
    if not any((entry := hit.get("office")) is not None and entry.key == "office" for hit in cues):
        return None
    for run in find_runs(reading, sentence.start, sentence.end):
        mark_office(reading, run, cues)
        if (
            run.office
            and not run.tail
            and run.tokens >= 2
            and not (run.start in spans and run.end - 1 in spans)
            and not is_other(reading, run)
        ):
            return run
    return None


def _is_acronym_of(reading: Reading, run: Run, spans: _Taken) -> bool:
    """Whether an abbreviation stands before its country: "ГТУ КНР"."""
    first = reading.text[run.start : run.end].split()[0]
    return run.tokens > 1 and len(first) > 1 and first.isupper() and run.start not in spans


def _is_named_body(reading: Reading, run: Run) -> bool:
    """Whether the run is a body that has a country in its name: "the National Bank of Kazakhstan"."""
    hit = reading.at.get(run.start)
    entry = hit.get("notplace") if hit is not None else None
    return hit is not None and entry is not None and entry.key == "company" and hit.stop >= run.end - 1


def _is_body_of(reading: Reading, run: Run, spans: _Taken) -> bool:
    """Whether a name that ends in a country stands right before a verb of saying: "Meat & Livestock Australia said"."""
    hit = reading.at.get(run.end + 1)
    entry = hit.get("speech") if hit is not None else None
    return run.tokens > 1 and run.start not in spans and entry is not None and entry.key in ("say", "show")


def _best(reading: Reading, sentence: Sentence, cues: list[Hit], known: set[str], spans: _Taken) -> Run | None:
    if not any(hit.get("speech") for hit in cues) and not _QUOTE.search(reading.text, sentence.start, sentence.end):
        return None
    institutions = find_institutions(reading, sentence, cues)
    runs = [
        r
        for r in find_runs(reading, sentence.start, sentence.end)
        if not any(i.front <= r.start < i.end for i in institutions)
    ]
    runs += institutions
    for run in runs:
        run.institution = run.institution or _has_data(reading, run) or _is_named_body(reading, run)
    runs = [
        r
        for r in runs
        if r.end - 1 not in spans
        or r.institution
        or has_institution(reading, r)
        or _is_acronym_of(reading, r, spans)
        or _is_body_of(reading, r, spans)
    ]
    runs = [r for r in runs if not any(o.office and is_portfolio(reading.text[r.start : o.start]) for o in runs)]
    runs = [r for r in runs if r.tokens < _SHOUT or not reading.text[r.start : r.end].isupper()]
    best: Run | None = None
    for run in runs:
        run.score = score(reading, sentence, run, cues, known)
        if best is None or run.score > best.score:
            best = run
    return best if best is not None and best.score >= _THRESHOLD else None
