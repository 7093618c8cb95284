"""Chains of values: an elided currency, and the old value of "from X to Y" and "against X"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.records import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_LEAST = 1_000_000
_SERIES = 45


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
    return value.value >= _LEAST and not _counts_people(tape, mention) and any(char.isalpha() for char in text)


def _counts_people(tape: Tape, mention: Mention) -> bool:
    """Whether a people or a counted noun stands right behind the number ("3.5 million Indians")."""
    for item in tape.items:
        if item.kind == "indicator" and mention.end <= item.start <= mention.end + 2:
            return True
    return any(p.value.form == "people" and mention.end <= p.start <= mention.end + 2 for p in tape.places)


def mark_old(drafts: list[Draft]) -> None:
    """Mark the old value of a pair of values: the one that "from" or "against" stands at."""
    for index, draft in enumerate(drafts):
        behind = drafts[index + 1] if index + 1 < len(drafts) else None
        if draft.mention.kind in ("money", "percent", "tonne", "count") and draft.marker == "from":
            if (
                behind is not None
                and behind.marker in ("to", "object", "from")
                and behind.mention.kind == draft.mention.kind
            ):
                draft.old = behind.marker in ("to", "object")
                continue
            if draft.before is not None and draft.before.mention.kind == draft.mention.kind:
                draft.old = True
        if draft.before is not None and draft.tape.cue(draft.before.mention.end, draft.mention.start, "than."):
            draft.old = True
            continue
        partner = any(draft.mention.end <= p.start <= draft.right for p in draft.tape.places)
        against = [] if partner else draft.tape.cue(draft.left, draft.mention.start, "against.")
        if (
            against
            and draft.before is not None
            and draft.before.mention.kind == draft.mention.kind
            and draft.tape.words(against[-1].end, draft.mention.start) <= 6
        ):
            draft.old = True


def respectively(tape: Tape, drafts: list[Draft]) -> None:
    """Deal a series of places or products to a series of figures: "with A and B by 21 % and 11 %, respectively"."""
    cues = [c for c in tape.cues if c.value == "respectively.respectively"]
    if not cues or len(drafts) < 2:
        return
    group = [d for d in drafts if d.mention.end <= cues[0].start]
    while len(group) > 1 and group[0].mention.kind != group[-1].mention.kind:
        group = group[1:]
    series = [d for d in group if d.mention.kind == group[-1].mention.kind]
    pools: tuple[Sequence[Mention], Sequence[Mention]] = (tape.products, tape.places)
    for pool in pools:
        for size in range(len(series), 1, -1):
            chosen = series[-size:]
            names = [m for m in pool if m.end <= chosen[0].mention.start][-size:]
            if len(names) == size and _is_series(tape, names) and not _is_split(chosen, pool):
                for draft, name in zip(chosen, names, strict=True):
                    draft.forced = name
                return


def _is_series(tape: Tape, names: Sequence[Mention]) -> bool:
    """Whether the names stand close behind each other, as in a list; a figure with each is a list too."""
    close = all(b.start - a.end < _SERIES for a, b in pairwise(names))
    return close and not tape.has_break(names[0].end, names[-1].start)


def _is_split(drafts: list[Draft], pool: Sequence[Mention]) -> bool:
    return any(drafts[0].mention.end <= m.start < drafts[-1].mention.start for m in pool)
