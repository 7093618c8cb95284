"""Counted nouns: "1,700 Russian companies", "100 civarında Türk sermayeli firma"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.languages.pack import Entry, Hit
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_REACH = 64
_WORDS = 5
_STOPS = frozenset(".,;:!?()[]\"\n/%$€£…")


def count_nouns(reading: Reading, settings: Grammar, found: list[Figure]) -> None:
    """Make counts of the numbers that a counted noun follows within a few words."""
    nouns: list[tuple[Hit, Entry]] | None = None
    at = 0
    for index, figure in enumerate(found):
        if figure.kind != "number" or figure.rule in ("points", "rate", "other", "price", "one", "times", "fraction"):
            continue
        if nouns is None:
            nouns = list(_nouns(reading, settings))
        while at < len(nouns) and nouns[at][0].start < figure.stop:
            at += 1
        if at == len(nouns):
            return
        hit, entry = nouns[at]
        ahead = found[index + 1].start if index + 1 < len(found) else len(reading.folded)
        if hit.start - figure.stop > _REACH or hit.start >= ahead:
            continue
        if _is_counted(reading.folded[figure.stop : hit.start], settings):
            figure.kind, figure.unit, figure.rule = "count", "count", entry.key
            figure.right = figure.stop
            figure.end, figure.stop = hit.end, hit.stop


def _nouns(reading: Reading, settings: Grammar) -> Iterator[tuple[Hit, Entry]]:
    for hit in reading.hits:
        for entry in hit.entries:
            if entry.kind == "count":
                yield hit, entry
                break
        else:
            inner = settings.nouns.get(id(reading.pack.forms.get(reading.folded[hit.start : hit.end])))
            if inner is not None:
                yield hit, inner


def _is_counted(between: str, settings: Grammar) -> bool:
    if not _STOPS.isdisjoint(between):
        return False
    words = between.replace("-", " ").split()
    if len(words) > _WORDS:
        return False
    return settings.breaks.isdisjoint(words)
