"""Series of figures that share the scale and unit of the last: "İtalya'ya 510, Fransa'ya 390 milyon dolarlık"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.figure import trimmed

if TYPE_CHECKING:
    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity

_SHARED = ("money", "tonne", "m3", "barrel", "percent")
# a number alone, and one with its scale and unit, may be at most this far apart
_TIMES = 1000
# words between a name and its number ("Almanya'ya ise 1,4"), and between the number and the comma behind it
_NAMED = 3
# words between a figure and the place behind it: "to the"
_BEHIND = 2


def share_scale(tape: Tape) -> None:
    """Give the numbers of a series what the figure at its end says: the unit, and the scale where they have none."""
    numbers = [m for m in (*tape.quantities, *tape.others) if m.kind == "number"]
    numbers = [m for m in numbers if not m.rule.endswith((".points", ".other"))]
    if not numbers:
        return
    ends = [q for q in tape.quantities if q.kind in _SHARED]
    for number in sorted(numbers, key=lambda m: -m.start):
        following = next((q for q in ends if q.start >= number.end), None)
        if following is None or not _is_member(tape, number, following):
            continue
        own = _is_scaled(tape, number) or following.kind == "percent"
        scale = Decimal(1) if own else scale_of(tape, following)
        if scale is None or not Decimal(1) / _TIMES < number.value.value * scale / following.value.value < _TIMES:
            continue
        value = replace(number.value, value=trimmed(number.value.value * scale), unit=following.value.unit)
        figure = replace(number, kind=following.kind, value=value, rule=f"{following.kind}.any.elided")
        tape.quantities = sorted([q for q in tape.quantities if q is not number] + [figure], key=lambda q: q.start)
        ends = sorted([*ends, figure], key=lambda q: q.start)


def _is_scaled(tape: Tape, number: Mention[Quantity]) -> bool:
    return any(char.isalpha() for char in tape.text(number.start, number.end))


def _is_member(tape: Tape, number: Mention[Quantity], following: Mention[Quantity]) -> bool:
    """Whether a number is the next figure's fellow: right beside it, or each with a name of its own."""
    if any(number.end <= q.start < following.start for q in tape.quantities):
        return False
    if tape.reading.text[number.end : number.end + 1] == "'" or not following.value.value:
        return False
    return _is_beside(tape, number, following) or (
        following.kind != "percent" and _is_one_of_named(tape, number, following)
    )


def _is_beside(tape: Tape, number: Mention[Quantity], following: Mention[Quantity]) -> bool:
    """Whether only "and" stands between two figures, or a comma before one that was given its unit so itself.

    "20.4, 16.4 and 15.3 billion dollars"; a comma alone may be a decimal one with a stray space.
    """
    between = tape.text(number.end, following.start).strip()
    if between.isalpha():
        return tape.has_comma(number.end, following.start)
    if following.kind == "percent":
        return False
    return between == "," and (following.rule.endswith(".elided") or _is_scaled(tape, number))


def _is_one_of_named(tape: Tape, number: Mention[Quantity], following: Mention[Quantity]) -> bool:
    """Whether two figures have a name each, both before ("İtalya'ya 510, Fransa'ya 390") or both behind."""
    before = max([q.end for q in tape.quantities if q.end <= number.start], default=tape.start)
    if tape.cue(before, number.start, "number."):
        return False  # "the number of Jordanian companies reached 465, in which Jordan put more than $1 billion"
    if tape.has_comma(number.end, number.end + 2):
        return _is_named(tape, before, number) and _is_named(tape, number.end, following)
    if tape.verb_last or not tape.has_comma(number.end, following.start):
        return False
    later = min([q.start for q in tape.quantities if q.start >= following.end], default=tape.end)
    return _is_followed(tape, number, following.start) and _is_followed(tape, following, later)


def _is_followed(tape: Tape, figure: Mention[Quantity], end: int) -> bool:
    """Whether a place with a preposition stands right behind a figure: "20.4 to Germany"."""
    near = [p for p in tape.places if figure.end <= p.start and p.end <= end]
    if not near or not near[0].value.marker or tape.has_comma(figure.end, near[0].start):
        return False
    return tape.words(figure.end, near[0].start) <= _BEHIND


def _is_named(tape: Tape, start: int, figure: Mention[Quantity]) -> bool:
    names: list[Mention] = [*tape.places, *tape.products, *tape.indicators, *tape.periods]
    near = [m for m in names if start <= m.start and m.end <= figure.start]
    return any(tape.words(m.end, figure.start) <= _NAMED and not _is_apart(tape, m.end, figure.start) for m in near)


def _is_apart(tape: Tape, start: int, end: int) -> bool:
    """Whether a separator stands between a name and its figure; a lone dash or a word like "ise" parts nothing."""
    between = tape.text(start, end)
    if not tape.has_comma(start, end) or between == " - ":
        return False
    return not tape.has_break(start, end) or any(sign in between for sign in ",;\n")


def scale_of(tape: Tape, figure: Mention[Quantity]) -> Decimal | None:
    """Return the scale that a figure's own words say ("milyon"), if it has exactly one."""
    found = {
        (hit.start, entry.key)
        for hit in tape.reading.hits
        if figure.start <= hit.start < figure.end
        for entry in hit.entries
        if entry.kind == "scale"
    }
    if len(found) != 1 or figure.rule.endswith(".elided"):
        return _elided_scale(figure) if figure.rule.endswith(".elided") else None
    return Decimal(next(iter(found))[1])


def _elided_scale(figure: Mention[Quantity]) -> Decimal | None:
    """Return the power of a thousand that a member of the series was given."""
    value = figure.value.value
    power = Decimal(1)
    while value >= _TIMES * power:
        power *= _TIMES
    return power if power > 1 else None
