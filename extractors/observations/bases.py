"""What the period of a figure does not say: that it is an old value, or measured from another year than the one before.

The fields of an observation have no place for either, so the rules say it; the comparison reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.comparisons import is_base

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_YEAR = len("2025")


def note_base(draft: Draft, following: Draft | None) -> None:
    """Note an old value of nobody knows when, and growth from an earlier year: "107 % more than in 2005".

    "From the current 10 to 20 billion by 2030" is no such old value: what a goal starts from is today's.
    """
    if draft.old and draft.period is None and (following is None or following.status == "actual"):
        draft.note("age", "period.any.former")
    if draft.measure not in ("change_pct", "ratio", "change_abs") or draft.period is None:
        return
    tape, year = draft.tape, int(draft.period.split("/")[-1][:_YEAR])
    for mention in tape.periods:
        iso = mention.value.iso
        if not draft.mention.end <= mention.start < draft.right or iso is None or len(iso) != _YEAR:
            continue
        if is_base(draft, mention) and int(iso) < year - 1 and draft.period.count("/") == 0:
            draft.note("base", "measure.any.other_base", mention)
