"""Ranges: two neighbouring figures that are one value, "4-5 billion", "between 4 and 5", "от 3 до 4"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.bounds import bound_before
from extractors.mentions.figure import ONE, trimmed

if TYPE_CHECKING:
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar, Range
    from extractors.mentions.lexicon import Reading

_REACH = 10
_LONGEST_UNIT = 12
_LARGE = Decimal(100)
_CLOSE = (Decimal("0.02"), Decimal(50))  # how far apart the ends of a change that share a scale may be
_YEARS = (Decimal(1900), Decimal(2100))


def join_ranges(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures with each pair that makes a range joined into one."""
    joined: list[Figure] = []
    for figure in found:
        if joined and figure.start - joined[-1].stop <= _REACH:
            _share_unit(reading, settings, joined[-1], figure)
        if joined and figure.start - joined[-1].stop <= _REACH and _joins(reading, settings, joined[-1], figure):
            _join(joined[-1], figure)
        else:
            joined.append(figure)
    return joined


def join_pair(low: Figure, high: Figure) -> bool:
    """Join two figures that can be the ends of a range, and return whether they can."""
    if low.value_max is not None or high.value_max is not None or not _is_span(low, high, opened=True):
        return False
    _join(low, high)
    return True


def _share_unit(reading: Reading, settings: Grammar, first: Figure, second: Figure) -> None:
    """Give scale and unit to both ends of a change: "from 10 to 15 percent", "from 2.4 to 8 billion dollars"."""
    if first.scale != ONE or second.unit == first.unit == "percent":
        return
    folded = reading.folded
    between = folded[first.stop : second.start].strip()
    before = folded[max(0, first.start - 8) : first.start].rstrip().rpartition(" ")[2]
    changes = (before, between) in settings.changes or (not between and first.case == "from")
    if not changes:
        return
    if second.kind == "percent" and first.kind == "number":
        first.kind, first.unit, first.rule = "percent", "percent", "elided"
    elif first.kind == "percent" and second.kind == "number" and second.case == "to" and second.scale == ONE:
        second.kind, second.unit, second.rule = "percent", "percent", "elided"
    elif second.scale > ONE and second.kind != "number" and _shares_scale(first, second):
        first.value, first.scale = trimmed(first.value * second.scale), second.scale
        first.kind, first.unit, first.rule = second.kind, second.unit, "elided"


def _shares_scale(first: Figure, second: Figure) -> bool:
    """Whether the first figure of a change leaves out scale and unit of the second; a year does not."""
    if first.unit not in (None, second.unit) or not second.plain or _YEARS[0] <= first.value <= _YEARS[1]:
        return False
    return _CLOSE[0] < first.value / second.plain < _CLOSE[1]


def _joins(reading: Reading, settings: Grammar, low: Figure, high: Figure) -> bool:
    between = reading.folded[low.stop : high.start].strip()
    unit = _same_word(reading.folded, low, high, between)
    if unit:
        between = between.removeprefix(unit).strip()
    measured = bool(unit) or _is_measured(reading.folded, settings, high)
    if not between and high.sign < 0 and not low.sign and (low.kind == "percent" or high.kind != "number"):
        return _is_dash(reading.folded, low, high)
    if low.value_max is not None or high.value_max is not None:
        return False
    if between in ("-", "--", "...", "\u2026", "~"):
        opened = between == "~" or (measured and low.digits == high.digits) or _is_large(reading.folded, low, high)
        return _is_span(low, high, opened=opened or _is_about(reading, settings, low, high))
    if reading.folded.startswith("- ", low.stop) and between[2:] in settings.ranges:
        return _is_span(low, high, opened=True)  # "8- to 16-metre"
    if not between and low.case:
        between = f"+{low.case}"
    rules = settings.ranges.get(between.strip("-"))
    if rules is None or (not low.owned and _is_second_half(reading.folded, low.start)):
        return False
    before = reading.folded[max(0, low.start - 20) : low.start].split()
    if len(before) > 1 and before[-2] in settings.range_words and (before[-1], between) in settings.changes:
        return _is_span(low, high, opened=True)  # "ranging from 4 to 5"
    return any(_fits(reading, settings, rule, before, low, high, opened=measured) for rule in rules)


def _same_word(folded: str, low: Figure, high: Figure, between: str) -> str:
    """Return the word that stands behind both of two bare figures, a unit that we do not count in: "44 mg to 50 mg"."""
    if low.kind != "number" or high.kind != "number" or low.tail or not between[:1].isalpha():
        return ""
    word = between.partition(" ")[0].partition("-")[0]
    stop = high.stop + 1 + len(word)
    same = word.isalpha() and folded.startswith(f" {word}", high.stop) and not folded[stop : stop + 1].isalpha()
    return word if same else ""


def _is_measured(folded: str, settings: Grammar, high: Figure) -> bool:
    """Whether a bare number counts time or length, so that two of them are no score: "40 to 50 hours", "3-5 gün"."""
    if high.kind != "number" or high.scale != ONE:
        return False
    start = high.stop + 1 if folded[high.stop : high.stop + 1] in (" ", "-") else high.stop
    stop = start
    while stop < len(folded) and stop - start < _LONGEST_UNIT and folded[stop].isalpha():
        stop += 1
    return folded[start:stop] in settings.range_units


def _is_about(reading: Reading, settings: Grammar, low: Figure, high: Figure) -> bool:
    """Whether a word in front says that two bare numbers are no score and no day: "about 10-15 exabytes"."""
    behind = reading.folded[high.stop : high.stop + 2]
    return behind[:1] not in ("-", "/") and bound_before(reading, settings, low.start, 0) is not None


def _is_second_half(folded: str, start: int) -> bool:
    """Whether a number is the second half of a year like "2022-23", which opens no range."""
    return start > 1 and folded[start - 1] in "-/" and folded[start - 2].isdigit()


def _fits(
    reading: Reading, settings: Grammar, rule: Range, before: list[str], low: Figure, high: Figure, *, opened: bool
) -> bool:
    """Whether the words around two figures are those of a rule, and the figures a span."""
    if rule.opening:
        fits = before[-1:] == [rule.opening]
    elif rule.closing:
        end = high.right if high.right >= 0 else high.stop
        behind = reading.folded[end : end + 24].lstrip()
        rest = behind.removeprefix(rule.closing)
        fits = rest != behind and not rest.lstrip().startswith(settings.reached)  # "20'den 100'e kadar yükseldi"
        closing = reading.at.get(end + 1)
        if fits and closing is not None and any(entry.kind.startswith("bound.after") for entry in closing.entries):
            high.right = closing.stop  # "kadar" closes the range and bounds nothing
    else:
        fits = settings.range_not_after.isdisjoint(before[-3:]) and _is_near(low, high)
    return fits and _is_span(low, high, opened=opened or bool(rule.opening or rule.closing))


def _is_near(low: Figure, high: Figure) -> bool:
    """Whether "A to B" is a range and not a change to a level: only B has the scale and unit, or A is near B."""
    if low.kind == "number" and high.kind != "number" and _YEARS[0] <= low.value <= _YEARS[1]:
        return False  # "rose in 2021 to $576 billion"
    if not low.owned and low.scale == ONE:
        return True
    return high.kind in ("money", "number", "percent") and low.value * 2 >= high.value


def _is_dash(folded: str, low: Figure, high: Figure) -> bool:
    """Whether the minus of the second figure is the dash of a range: "yüzde 10 -20"."""
    if folded[high.start] != "-" or low.value_max is not None:
        return False
    high.value, high.plain, high.sign = -high.value, -high.plain, 0
    if _is_span(low, high):
        return True
    high.value, high.plain, high.sign = -high.value, -high.plain, -1
    return False


def _is_large(folded: str, low: Figure, high: Figure) -> bool:
    """Whether bare numbers can be a range: three digits each, unlike days and scores, and no telephone number."""
    if low.value < _LARGE or high.value < _LARGE:
        return False
    return folded[low.start - 1 : low.start] not in ("-", "/", "+") and folded[high.stop : high.stop + 1] not in (
        "-",
        "/",
    )


def _is_span(low: Figure, high: Figure, opened: bool = False) -> bool:
    """Whether two figures can be ends of one range: same unit, ascending once the scale is shared."""
    if high.kind not in ("number", low.kind) and low.kind != "number":
        return False
    if low.unit is not None and high.unit is not None and low.unit != high.unit:
        return False
    if low.kind == high.kind == "number" and low.scale == high.scale == ONE and not opened:
        return False
    if (
        low.kind == high.kind == "number"
        and _YEARS[0] <= low.value <= _YEARS[1]
        and _YEARS[0] <= high.value <= _YEARS[1]
    ):
        return False
    if high.sign and not low.sign:
        return False
    return _shared(low, high) < high.value


def _shared(low: Figure, high: Figure) -> Decimal:
    """Return the low value with the scale of the high one where it has none: "4-5 billion"."""
    if low.scale == ONE and high.scale > ONE and low.value < high.plain:
        return trimmed(low.value * high.scale)
    return low.value


def _join(low: Figure, high: Figure) -> None:
    low.value = _shared(low, high)
    if low.kind == "number":
        low.kind, low.unit = high.kind, high.unit
    low.rule = high.rule if high.kind == "count" else "range"
    low.value_max = high.value
    low.end, low.stop, low.right, low.case = high.end, high.stop, high.right, high.case
    low.tail, low.digits, low.owned = high.tail, high.digits, high.owned
