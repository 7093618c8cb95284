"""Percentages beside an amount that are shares: "$5 bn, or 12 percent", where a text ranks partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.naming import SHARES

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

# "or the equivalent of 11 percent"
_APART = 4


def is_dealt(draft: Draft) -> bool:
    """Whether a percentage stands beside an amount in a text that is dealing out shares."""
    before = draft.before
    if before is None or before.measure != "level" or before.refused is not None:
        return False
    first: Draft | None = draft
    while first is not None:
        if first.share or (first.carried is not None and first.carried.share):
            return True
        first = first.before
    return False


def _is_of_whole(draft: Draft) -> bool:
    """Whether a total stands right behind a percentage, or behind its bracket: "$5 bn (9 %) of total exports"."""
    tape, end = draft.tape, draft.mention.end
    totals = tape.cue(end, draft.right, "total.total")
    return bool(totals) and tape.words(end, totals[0].start) <= _APART and not tape.cue(end, totals[0].start, "change.")


def is_ranked(draft: Draft) -> bool:
    """Whether a percentage is another word for an amount of a partner in a ranking: "China led with $8 bn, or 22 %"."""
    before, tape = draft.before, draft.tape
    if before is None or tape.verb_last or before.measure != "level" or before.mention.kind != "money":
        return False
    if before.refused is not None or draft.spec is None or draft.spec.indicator not in SHARES or draft.spec.weak:
        return False
    if before.spec is not draft.spec or not (tape.cue(tape.start, tape.end, "ranking.") or _is_of_whole(draft)):
        return False
    start, end = before.mention.end, draft.mention.start
    near = tape.words(start, end) <= _APART and bool(tape.cue(start, end, "or."))
    if not near and tape.text(start, end).strip(" .") not in ("(", ","):
        return False
    if tape.cue(start, draft.right, "change.") or not tape.places:
        return False
    return not any(p.value.base and p.start >= draft.mention.end and p.end <= draft.right for p in tape.periods)
