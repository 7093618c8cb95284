"""Series of figures that share the scale and unit of the last: "İtalya'ya 510, Fransa'ya 390 milyon dolarlık"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.figure import trimmed

if TYPE_CHECKING:
    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity

_SHARED = ("money", "tonne", "m3", "barrel")
# a number alone, and one with its scale and unit, may be at most this far apart
_TIMES = 1000
# words between a name and its number ("Almanya'ya ise 1,4"), and between the number and the comma behind it
_NAMED = 3


def share_scale(tape: Tape) -> None:
    """Give the bare numbers of a series what the figure at its end says: scale, unit, and so the kind."""
    if not tape.verb_last:
        return
    numbers = [m for m in (*tape.quantities, *tape.others) if m.kind == "number"]
    if not numbers:
        return
    ends = [q for q in tape.quantities if q.kind in _SHARED]
    for number in sorted(numbers, key=lambda m: -m.start):
        following = next((q for q in ends if q.start >= number.end), None)
        if following is None or not _is_member(tape, number, following):
            continue
        scale = _scale(tape, following)
        if scale is None or not Decimal(1) / _TIMES < number.value.value * scale / following.value.value < _TIMES:
            continue
        value = replace(number.value, value=trimmed(number.value.value * scale), unit=following.value.unit)
        figure = replace(number, kind=following.kind, value=value, rule=f"{following.kind}.any.elided")
        tape.quantities = sorted([q for q in tape.quantities if q is not number] + [figure], key=lambda q: q.start)
        ends = sorted([*ends, figure], key=lambda q: q.start)


def _is_member(tape: Tape, number: Mention[Quantity], following: Mention[Quantity]) -> bool:
    """Whether a comma stands right behind a plain number, and a name of its own before it, as before the next."""
    text = tape.text(number.start, number.end)
    if any(char.isalpha() for char in text) or not tape.has_comma(number.end, number.end + 2):
        return False
    if any(number.end <= q.start < following.start for q in tape.quantities):
        return False
    before = max([q.end for q in tape.quantities if q.end <= number.start], default=tape.start)
    if tape.reading.text[number.end : number.end + 1] == "'":
        return False
    return _is_named(tape, before, number) and _is_named(tape, number.end, following)


def _is_named(tape: Tape, start: int, figure: Mention[Quantity]) -> bool:
    names: list[Mention] = [*tape.places, *tape.products, *tape.indicators, *tape.periods]
    near = [m for m in names if start <= m.start and m.end <= figure.start]
    return any(tape.words(m.end, figure.start) <= _NAMED and not tape.has_comma(m.end, figure.start) for m in near)


def _scale(tape: Tape, figure: Mention[Quantity]) -> Decimal | None:
    """Return the scale that a figure's own words say ("milyon"), if it has exactly one."""
    found = [
        entry.key
        for hit in tape.reading.hits
        if figure.start <= hit.start < figure.end
        for entry in hit.entries
        if entry.kind == "scale"
    ]
    if len(found) != 1 or figure.rule.endswith(".elided"):
        return _elided_scale(figure) if figure.rule.endswith(".elided") else None
    return Decimal(found[0])


def _elided_scale(figure: Mention[Quantity]) -> Decimal | None:
    """Return the power of a thousand that a member of the series was given."""
    value = figure.value.value
    power = Decimal(1)
    while value >= _TIMES * power:
        power *= _TIMES
    return power if power > 1 else None
