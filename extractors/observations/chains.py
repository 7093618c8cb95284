"""Chains of values: an elided currency, and the old value of "from X to Y" and "against X"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.observations.marks import quantity_marker
from extractors.records import Quantity

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_LEAST = 100_000


def elide(tapes: list[Tape]) -> None:
    """Give a scaled number the currency of the money before it: "12,4 млрд долларов ... 6 млрд"."""
    currency: str | None = None
    since = 0
    for tape in tapes:
        since += 1
        for index, mention in enumerate(tape.quantities):
            value = mention.value
            assert isinstance(value, Quantity)
            if mention.kind == "money":
                currency, since = value.unit, 0
            elif mention.kind == "number" and currency is not None and since <= 2 and _is_scaled(tape, index):
                tape.quantities[index] = replace(
                    mention, kind="money", value=replace(value, unit=currency), rule="money.any.elided"
                )


def _is_scaled(tape: Tape, index: int) -> bool:
    mention = tape.quantities[index]
    value = mention.value
    assert isinstance(value, Quantity)
    text = tape.text(mention.start, mention.end)
    return value.value >= _LEAST and not _counts_people(tape, mention) and any(char.isalpha() for char in text) and any(char.isdigit() for char in text)


def _counts_people(tape: Tape, mention: Mention) -> bool:
    """Whether a people or a counted noun stands right behind the number ("3.5 million Indians")."""
    for item in tape.items:
        if mention.end <= item.start <= mention.end + 2:
            if item.kind == "place" and item.value.form == "people":  # type: ignore[attr-defined]
                return True
            if item.kind == "indicator":
                return True
    return False


def mark_old(drafts: list[Draft]) -> None:
    """Mark the old value of a pair of values: the one that "from" or "against" stands at."""
    for index, draft in enumerate(drafts):
        behind = drafts[index + 1] if index + 1 < len(drafts) else None
        if draft.mention.kind in ("money", "percent", "tonne", "count") and draft.marker == "from":
            if behind is not None and behind.marker in ("to", "object", "from") and behind.mention.kind == draft.mention.kind:
                draft.old = behind.marker in ("to", "object")
                continue
            if draft.before is not None and draft.before.mention.kind == draft.mention.kind:
                draft.old = True
        against = draft.tape.cue(draft.left, draft.mention.start, "against.")
        if against and draft.before is not None and draft.before.mention.kind == draft.mention.kind and draft.tape.words(against[-1].end, draft.mention.start) <= 6:
            draft.old = True


def marker_of(tape: Tape, index: int) -> str:
    """Return the marker of a quantity of the tape."""
    return quantity_marker(tape.reading, tape.quantities[index])
