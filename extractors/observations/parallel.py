"""Second members of a parallel that leave their unit out: "on 6.3 percent, imports by 9.9", "$52 million, now 70"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.figure import trimmed
from extractors.observations.marks import quantity_marker
from extractors.observations.series import scale_of

if TYPE_CHECKING:
    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity

# words between the figure with the unit and the one without
_PERCENT_WORDS, _MONEY_WORDS = 8, 9
# how many times larger or smaller the second amount may be
_TIMES = 20
_PERCENTS = 1000


def complete(tape: Tape) -> None:
    """Give a bare number the unit (and scale) of the figure whose parallel it is, where verbs do not come last."""
    if tape.verb_last or not tape.quantities:
        return
    bare = [q for q in (*tape.quantities, *tape.others) if q.kind == "number"]
    for number in sorted(bare, key=lambda q: q.start):
        figure = _completed(tape, number)
        if figure is not None:
            kept = [q for q in tape.quantities if q is not number]
            tape.quantities = sorted([*kept, figure], key=lambda q: q.start)
            tape.others = [q for q in tape.others if q is not number]


def _completed(tape: Tape, number: Mention[Quantity]) -> Mention[Quantity] | None:
    before = max((q for q in tape.quantities if q.end <= number.start), key=lambda q: q.end, default=None)
    if before is None or not tape.text(number.start, number.end)[-1:].isdigit() or not _stands_alone(tape, number):
        return None
    if not tape.has_comma(before.end, number.start) or _is_of_else(tape, before.end, number):
        return None
    if before.kind == "percent":
        return _as_percent(tape, before, number)
    return _as_amount(tape, before, number) if before.kind == "money" else None


def _as_percent(tape: Tape, before: Mention[Quantity], number: Mention[Quantity]) -> Mention[Quantity] | None:
    """Both stand behind "by": "exports fell by 6.3 percent, imports rose by 9.9"."""
    if number.value.value > _PERCENTS or tape.words(before.end, number.start) > _PERCENT_WORDS:
        return None
    if not quantity_marker(tape.reading, before) == quantity_marker(tape.reading, number) == "by":
        return None
    named = (*tape.indicators, *tape.places, *tape.products, *tape.periods)
    if not any(before.end <= m.start and m.end <= number.start for m in named):
        return None  # "and the country rose by 12 in the ranking"
    return replace(number, kind="percent", value=replace(number.value, unit="percent"), rule="percent.any.parallel")


def _as_amount(tape: Tape, before: Mention[Quantity], number: Mention[Quantity]) -> Mention[Quantity] | None:
    """Two times are set against each other: "five years ago 52 million dollars, today 70"."""
    scale = scale_of(tape, before)
    if scale is None or tape.words(before.end, number.start) > _MONEY_WORDS:
        return None
    value = trimmed(number.value.value * scale)
    if not Decimal(1) / _TIMES < value / before.value.value < _TIMES:
        return None
    then = [p for p in tape.periods if before.end <= p.start and p.start <= number.end + 6]
    if not then and not tape.cue(before.end, number.start, "now."):
        return None
    unit = before.value.unit
    return replace(number, kind="money", value=replace(number.value, value=value, unit=unit), rule="money.any.parallel")


def _stands_alone(tape: Tape, number: Mention[Quantity]) -> bool:
    """Whether nothing is counted behind a number: the end of a clause, or a time with its preposition."""
    end = number.end
    behind = tape.text(end, end + 3).strip()
    if behind[:1] in ("", ",", ";", ")", "»", '"') or behind == "." or behind.startswith((". ", ".\n")):
        return True
    return any(end <= p.start and tape.words(end, p.start) <= 1 for p in tape.periods) or end >= tape.end - 1


def _is_of_else(tape: Tape, start: int, number: Mention[Quantity]) -> bool:
    """Whether another topic stands between the two figures."""
    return any(start <= m.start < number.start and str(m.value).startswith("other.") for m in tape.indicators)
