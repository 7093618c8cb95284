"""What the period of a figure does not say: that it is an old value, or measured from another year than the one before.

The fields of an observation have no place for either, so the rules say it; the comparison reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.comparisons import is_base

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_YEAR = len("2025")
_MONTH = len("2025-08")


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


def measured_from(draft: Draft) -> Mention[Period] | None:
    """Return the months of the year before that growth is measured from, where the text has no time of its own.

    "28 percent more than in October 2023", published in November 2024, is growth of October 2024.
    """
    if draft.measure not in ("change_pct", "ratio") or draft.status != "actual" or draft.old:
        return None
    tape, today = draft.tape, draft.published.isoformat()
    for mention in tape.periods:
        value = mention.value
        iso = value.iso or ""
        beside = draft.left <= mention.start < draft.right
        if not beside or value.anchor != "absolute" or value.grain not in ("month", "part", "quarter", "half"):
            continue
        end = iso.split("/")[-1]
        if len(end) != _MONTH or not (value.base or is_base(draft, mention)):
            continue
        following = f"{int(end[:_YEAR]) + 1}{end[_YEAR:]}"
        if following <= today[:_MONTH] < f"{int(end[:_YEAR]) + 2}{end[_YEAR:]}":
            return mention
    return None
