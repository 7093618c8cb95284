"""The tape: one sentence as its mentions in order, and what separates them. No letters, no language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.records import QUANTITY_KINDS, Mention

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading
    from extractors.text.sentences import Sentence

_MARK = re.compile(r"[,:;()]|\s-\s|\n")
_STRONG = frozenset(";\n")


@dataclass(slots=True)
class Tape:
    """The mentions of one sentence by kind, each list in order of position.

    `commas` and `breaks` are the offsets of weak and strong separators: commas, brackets and "and" are weak,
    semicolons and "while" are strong.
    """

    reading: Reading
    sentence: Sentence
    items: list[Mention]
    quantities: list[Mention] = field(default_factory=list)
    indicators: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    periods: list[Mention] = field(default_factory=list)
    cues: list[Mention] = field(default_factory=list)
    products: list[Mention] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the sentence in its field."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """End offset of the sentence in its field."""
        return self.sentence.end

    def text(self, start: int, end: int) -> str:
        """Return the folded text between two offsets."""
        return self.reading.folded[start:end]

    def words(self, start: int, end: int) -> int:
        """Return how many words stand between two offsets."""
        return len(self.reading.folded[start:end].split())

    def has_comma(self, start: int, end: int) -> bool:
        """Whether a weak or strong separator stands between two offsets."""
        return _any(self.commas, start, end) or _any(self.breaks, start, end)

    def has_break(self, start: int, end: int) -> bool:
        """Whether a strong separator stands between two offsets."""
        return _any(self.breaks, start, end)

    def cue(self, start: int, end: int, prefix: str) -> list[Mention]:
        """Return the cues between two offsets whose value begins with the prefix ("change.")."""
        return [c for c in self.cues if start <= c.start and c.end <= end and str(c.value).startswith(prefix)]


def _any(sorted_offsets: list[int], start: int, end: int) -> bool:
    return bisect_left(sorted_offsets, start) < bisect_right(sorted_offsets, end - 1)


def build(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> Tape:
    """Return the tape of a sentence from the field's mentions (sorted by start)."""
    low = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    high = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    tape = Tape(reading, sentence, mentions[low:high])
    spans = [(m.start, m.end) for m in tape.items if m.kind == "period"]
    by_kind = {
        "indicator": tape.indicators,
        "place": tape.places,
        "period": tape.periods,
        "cue": tape.cues,
        "product": tape.products,
    }
    for mention in tape.items:
        if mention.kind in by_kind:
            by_kind[mention.kind].append(mention)
        elif mention.kind in QUANTITY_KINDS and not any(s < mention.end and mention.start < e for s, e in spans):
            tape.quantities.append(mention)
    _separate(tape)
    return tape


def _separate(tape: Tape) -> None:
    folded = tape.reading.folded
    inside = [(m.start, m.end) for m in tape.quantities] + [(m.start, m.end) for m in tape.periods]
    for match in _MARK.finditer(folded, tape.start, tape.end):
        at = match.start()
        if any(s <= at < e for s, e in inside):
            continue
        (tape.breaks if match[0][0] in _STRONG else tape.commas).append(at)
    for hit in tape.reading.hits:
        if hit.start >= tape.end:
            break
        if hit.start >= tape.start and (entry := hit.get("join")) is not None:
            if any(s <= hit.start < e for s, e in inside):
                continue
            (tape.breaks if entry.key == "strong" else tape.commas).append(hit.start)
    tape.commas.sort()
    tape.breaks.sort()
