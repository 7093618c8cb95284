"""Amounts that are how much the trade grew: the growth itself as the subject, a country's gain in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.trends import is_most

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_WHOLE = 100
# "5 milyar doların hafif üzerinde negatif"
_EFFECT_REACH = 4
# "темпы роста экспорта белорусских товаров -"
_INDEX_REACH = 4


def country_gain(draft: Draft, changes: list[Mention]) -> Mention | None:
    """Return the cue of the change whose size in one country an amount with "with" is."""
    if not draft.tape.verb_last or draft.marker != "with":
        return None
    return changes[-1] if changes and is_most(draft, changes[-1]) else _biggest_gain(draft)


def _biggest_gain(draft: Draft) -> Mention | None:
    """Return the noun of a change whose size the amount is: "en büyük artış 26 milyon dolarla Irak'ta"."""
    tape, before = draft.tape, draft.before
    nouns = tape.cue(draft.left, draft.mention.start, "amount.")
    if not nouns or tape.words(nouns[-1].end, draft.mention.start) > 1:
        return None
    if before is not None and before.mention.kind == "percent" and not tape.words(before.mention.end, nouns[-1].start):
        return None  # "yüzde 20 artışla 1,6 milyar dolarla Almanya"
    most = tape.cue(draft.left, nouns[-1].start, "most.")
    return nouns[-1] if most and tape.words(most[-1].end, nouns[-1].start) == 0 else None


def gained_too(draft: Draft) -> int:
    """Return the sign of a gain that the next country follows with: "onu 555 milyon dolarla İspanya izledi", else 0."""
    if not draft.tape.verb_last or draft.marker != "with":
        return 0
    before = draft.before
    if draft.chained and before is not None:
        gained = before.measure == "change_abs" and before.marker == "with" and before.refused is None
        return (1 if (before.value or 0) > 0 else -1) if gained else 0
    follow = draft.tape.cue(draft.mention.end, draft.tape.end, "follow.")
    return draft.carried.gain if draft.carried is not None and follow else 0


def is_growth_of(draft: Draft, cue: Mention) -> bool:
    """Whether the amount is what the growth of the trade came to: "рост товарооборота составил 100 миллиардов"."""
    tape, word, start = draft.tape, draft.indicator, draft.mention.start
    if tape.verb_last or word is None or word.start < cue.end or tape.words(cue.end, word.start) > 1:
        return False
    levels = tape.cue(word.end, start, "level.")
    told = bool(levels) and tape.words(levels[-1].end, start) <= 1
    return told and "," not in tape.text(word.end, levels[-1].start)


def is_index(draft: Draft) -> bool:
    """Whether a percentage over a hundred is an index: "наблюдается рост — это 108,7 процента"."""
    tape, start = draft.tape, draft.mention.start
    if draft.marker or not _WHOLE < draft.quantity.value < 2 * _WHOLE:
        return False
    before = draft.before
    near = [c for c in tape.cue(tape.start, start, "index.") if not tape.cue(c.end, start, "change.")]
    goes_on = draft.chained and before is not None and before.refused is not None
    return any(tape.words(c.end, start) <= _INDEX_REACH for c in near) or (goes_on and bool(near))


def is_effect(draft: Draft) -> bool:
    """Whether the amount is how much something else weighed on trade: "5 milyar dolarlık azaltıcı etki yaptı"."""
    cues = draft.tape.cue(draft.mention.end, draft.right, "effect.")
    near = bool(cues) and draft.tape.words(draft.mention.end, cues[0].start) <= _EFFECT_REACH
    return near and not draft.tape.has_comma(draft.mention.end, cues[0].start)


def is_unreal(draft: Draft) -> bool:
    """Whether the clause tells what did not happen: "ihracatımız 11 milyar dolar daha yüksek olacaktı"."""
    tape, end = draft.tape, draft.mention.end
    if tape.verb_last:
        cues = tape.cue(end, draft.right, "unreal.")
        return bool(cues) and not tape.has_comma(end, cues[0].start)
    cues = tape.cue(draft.left, draft.mention.start, "unreal.")
    return bool(cues) and not tape.has_break(cues[-1].end, draft.mention.start)
