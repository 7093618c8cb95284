"""What exported goods brought in: "274 bin ton fındık ihraç etti, karşılığında 1,7 milyar dolar gelir sağladı"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft, Topic
    from extractors.records import Mention

_WEIGHTS = ("tonne", "m3", "barrel")
# a word of earning beside the amount, and how far behind it: "2 milyar dolar gelir", "2 milyar dolarlık döviz girdisi"
_EARNINGS = "other.company_result"
_NEAR = 2


def worth_of(draft: Draft, carried: Topic | None) -> tuple[Mention | None, str] | None:
    """Return (trade word, key) where an amount is what the goods before it by weight brought in, else None.

    The word for "in return" stands between the weight and the amount, or opens the next sentence.
    """
    tape, before = draft.tape, draft.before
    if draft.mention.kind != "money" or not tape.verb_last:
        return None
    start = before.mention.end if before is not None else tape.start
    if not tape.cue(start, draft.mention.start, "worth."):
        return None
    if before is not None:
        ours = before.spec is not None and before.spec.family == "trade" and before.spec.directed
        if ours and before.spec is not None and before.mention.kind in _WEIGHTS:
            return before.indicator, before.spec.key
        return None
    if carried is None or carried.spec is None or carried.unit not in _WEIGHTS:
        return None
    return (carried.indicator, carried.spec.key) if carried.spec.family == "trade" and carried.spec.directed else None


def source_of(draft: Draft) -> Mention | None:
    """Return the word for exports from which an amount was earned: "fındık ihracatından 1,9 milyar dolar gelir"."""
    tape, end = draft.tape, draft.mention.end
    if not tape.verb_last or draft.mention.kind != "money":
        return None
    earned = [i for i in tape.indicators if i.value == _EARNINGS and end <= i.start < draft.right]
    if not earned or tape.words(end, earned[0].start) > _NEAR:
        return None
    for word in reversed([i for i in tape.indicators if draft.left <= i.start < draft.mention.start]):
        key = str(word.value)
        if key.startswith("other."):
            return None
        hit = tape.reading.at.get(word.start)
        marker = tape.reading.pack.marker
        if hit is None or marker is None or tape.has_break(word.end, draft.mention.start):
            return None
        ours = specs()[key].indicator == "exports" and marker(hit.tail) == "from"
        return word if ours else None
    return None
