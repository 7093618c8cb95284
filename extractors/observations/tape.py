"""The tape: one sentence as its mentions in order, and what separates them. No letters, no language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.records import QUANTITY_KINDS, Mention, Quantity

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading
    from extractors.text.sentences import Sentence

_MARK = re.compile(r"[,:;()]|\s-\s|\n")
_STRONG = frozenset(";\n")
_LARGE = 100
_MILLION = 1_000_000
# the group codes of the guide that are not of three letters; other groups are no economies of ours
_GROUPS = frozenset({"EU", "EAEU", "ASEAN", "BRICS", "MERCOSUR", "EFTA", "ARAB", "self"})
_LOOSE_GROUPS = frozenset({"CAS", "AFR", "ARAB", "LAC", "EU"})


@dataclass(slots=True)
class Tape:
    """The mentions of one sentence by kind, each list in order of position.

    `quoted` says that the sentence begins inside a quotation. `others` are quantities that no rule can use (bare small numbers, numbers inside other words). `commas` and `breaks` are the offsets of weak and strong separators: commas, brackets and "and" are weak,
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
    others: list[Mention] = field(default_factory=list)
    previous: Tape | None = None
    quoted: bool = False
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

    @property
    def verb_last(self) -> bool:
        """Whether the verb that says where a quantity goes stands behind it (a setting of the pack)."""
        return bool(self.reading.pack.tables["language"].get("verb_last"))

    def is_ours(self, mention: Mention) -> bool:
        """Whether a word carries a first person plural ending ("ihracatımız"), where the language has one."""
        ending = self.reading.pack.ours
        return ending is not None and ending(self.reading.folded[mention.start : mention.end])

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


_QUOTE = re.compile(r"[\"“”«»„]")


def build(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> Tape:
    """Return the tape of a sentence from the field's mentions (sorted by start)."""
    low = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    high = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    tape = Tape(reading, sentence, mentions[low:high])
    paragraph = reading.text.rfind("\n", 0, sentence.start) + 1
    tape.quoted = len(_QUOTE.findall(reading.text, paragraph, sentence.start)) % 2 == 1
    spans = [(m.start, m.end) for m in tape.items if m.kind == "period"]
    pairs = [(m.start, m.end) for m in tape.items if m.kind == "cue" and m.value == "pair.pair"]
    amounts = [(m.start, m.end) for m in tape.items if m.kind in QUANTITY_KINDS and m.kind != "count"]
    by_kind = {
        "indicator": tape.indicators,
        "place": tape.places,
        "period": tape.periods,
        "cue": tape.cues,
        "product": tape.products,
    }
    for mention in tape.items:
        if mention.kind == "cue" and str(mention.value).startswith("status.") and _is_in(mention, spans):
            continue  # the month of May is no "may"
        if mention.kind == "place" and not _is_usable_place(tape, mention, amounts):
            continue
        if mention.kind in by_kind:
            by_kind[mention.kind].append(mention)
        elif mention.kind in QUANTITY_KINDS and not _overlaps(mention, spans):
            if mention.kind == "number" and _overlaps(mention, pairs):
                continue  # "two countries" counts nothing
            usable = mention.kind != "number" or _is_figure(tape, mention)
            (tape.quantities if usable else tape.others).append(mention)
    _separate(tape)
    return tape


def _overlaps(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(s < mention.end and mention.start < e for s, e in spans)


def _is_in(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(s <= mention.start < e for s, e in spans)


def _is_figure(tape: Tape, mention: Mention) -> bool:
    """Whether a number without a unit may still be a figure: printed in digits and large, scaled or with decimals."""
    value = mention.value
    assert isinstance(value, Quantity)
    text = tape.text(mention.start, mention.end)
    if mention.rule.endswith(".points"):
        return True
    if value.value >= _MILLION:
        return True
    return any(c.isdigit() for c in text) and (value.value >= _LARGE or value.value != value.value.to_integral_value())


def _is_usable_place(tape: Tape, mention: Mention, amounts: list[tuple[int, int]]) -> bool:
    """Whether a place is one: not the "US" of "US$", not a continent's adjective that stands for a country."""
    if any(s <= mention.start < e for s, e in amounts):
        return False
    place = mention.value
    if len(place.code) != 3 and place.code not in _GROUPS:  # type: ignore[attr-defined]
        return False
    if place.form == "adjective" and place.code in _LOOSE_GROUPS:  # type: ignore[attr-defined]
        there = [m for m in tape.items if m.kind == "cue" and m.value == "anaphor.there"]
        return not any(0 <= m.start - mention.end <= 12 for m in there)
    return True


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
