"""Ratios and fractions in one word or with a numeral: "doubled", "вдвое", "ikiye katlandı", "a third", "üçte bir"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.behind import of_percent
from extractors.mentions.figure import Figure

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.sorting import SortedHits


_CLAUSE = re.compile(r"[,.;:()\n]")


def ratio_words(reading: Reading, settings: Grammar, hits: SortedHits) -> list[Figure]:
    """Return the ratios and fractions that need no numeral; the pack gives their value."""
    found: list[Figure] = []
    for hit, entry in hits.words:
        if entry.kind == "ratio_word":
            found.append(Figure(hit.start, hit.stop, hit.stop, Decimal(entry.key), "ratio", "ratio", "word"))
        elif not of_time(reading, settings, hit.start, hit.stop):
            end, stop = hit.end, hit.stop
            for suffix in settings.fraction_of:
                if reading.folded.endswith(suffix, hit.start, end):
                    end = stop = end - len(suffix)  # "half of"
            figure = Figure(hit.start, end, stop, Decimal(entry.key), "percent", "percent", "fraction")
            if hit.tail and reading.pack.marker:
                figure.case = reading.pack.marker(hit.tail) or "bare"
            of_percent(reading, settings, figure)
            found.append(figure)
    return found


def of_time(reading: Reading, settings: Grammar, start: int, stop: int) -> bool:
    """Whether a fraction is one of a year: "first half", "quarter of 2025", "половине года"."""
    before = reading.ending.get(start - 1)
    if before is not None and before.get("ordinal") is not None:
        return True
    if reading.folded[stop : stop + 1] == "-":
        return True  # "quarter-to-quarter", "half-year"
    rest = _CLAUSE.split(reading.folded[stop : stop + 24])[0].split()
    return any(word in settings.fraction_not or word[:2] in ("19", "20") for word in rest[:3])


def part_after(reading: Reading, settings: Grammar, start: int, end: int) -> tuple[int, Hit] | None:
    """Return the denominator behind a numerator: "two thirds", "две трети"."""
    if end >= len(reading.folded) or reading.folded[end] not in " -":
        return None
    hit = reading.at.get(end + 1)
    if hit is None:
        return None
    entry = hit.get("part")
    return None if entry is None or of_time(reading, settings, start, hit.stop) else (int(entry.key), hit)


def part_before(reading: Reading, start: int) -> tuple[int, Hit] | None:
    """Return the denominator before a numerator: "üçte bir"."""
    hit = reading.ending.get(start - 1)
    entry = hit.get("part_of") if hit is not None else None
    return None if entry is None or hit is None else (int(entry.key), hit)
