"""Counted firms that only export or import: no capital of one country in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def are_exporters(draft: Draft) -> bool:
    """Whether a word of trade says what the counted firms do: "ihracat yapan şirket sayısı 114'e çıktı"."""
    tape = draft.tape
    if tape.cue(draft.mention.start, draft.mention.end, "trader."):
        return True  # "5.706 Türk ihracatçı firma"
    noun = draft.indicator if draft.indicator is not None and draft.indicator.start < draft.mention.start else None
    start = noun.start if noun is not None else draft.mention.start
    return any(
        i.value in ("exports", "imports", "turnover") and i.end <= start and tape.words(i.end, start) <= 1
        for i in tape.indicators
    )
