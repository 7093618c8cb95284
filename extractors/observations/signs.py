"""The sign of a trade balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

# how many words an adjective may stand before "balance"
_APART = 3


def balance_sign(draft: Draft) -> None:
    """A deficit is negative as a level; its growth speaks of the size of the gap (guide, rulings)."""
    assert draft.spec is not None
    if draft.spec.indicator != "trade_balance" or draft.measure != "level" or draft.value is None:
        return
    sign = -1 if draft.quantity.sign < 0 else draft.spec.sign or _named_sign(draft)
    if draft.spec.sign < 0:
        sign = -1
    draft.value = abs(draft.value) * (sign or 1)


def _named_sign(draft: Draft) -> int:
    """Return the sign that an adjective apart from "balance" gives: "отрицательное для Астаны сальдо"; 0 for none."""
    indicator, tape = draft.indicator, draft.tape
    if indicator is None:
        return 0
    cues = [
        c for c in tape.cue(tape.start, indicator.start, "polarity.") if tape.words(c.end, indicator.start) <= _APART
    ]
    behind = [
        c
        for c in tape.cue(indicator.end, draft.mention.start, "polarity.")
        if not tape.has_break(indicator.end, c.start)
    ]
    cue = cues[-1] if cues else (behind[0] if behind and draft.tape is tape else None)
    return 0 if cue is None else (-1 if cue.value == "polarity.negative" else 1)
