"""What time a figure is about: the period beside it, else the one its clause or its frame speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.records import Mention


def period(draft: Draft, context: Context, last: str | None) -> None:
    """Set the period of a linked draft.

    Args:
        draft: A draft with indicator and status.
        context: The article.
        last: The period of the frame: of the last flow figure of the paragraph.
    """
    assert draft.spec is not None
    own = _own(draft)
    if own is not None:
        _take(draft, own, last)
        return
    before = draft.before
    if before is not None and before.period is not None and before.spec is not None and before.refused is None:
        same_kind = draft.chained or draft.spec.kind == before.spec.kind == "flow"
        if same_kind and not (draft.status != before.status and draft.status == "target"):
            value = before.period
            if before.old and not draft.old:
                value = before.rules.get("new_period", (before.period, None))[0] or before.period
            draft.period = value
            draft.note("period", "period.any.goes_on")
            _age(draft)
            return
    if draft.spec.kind == "flow" and draft.status == "actual" and last is not None and draft.measure != "ratio":
        draft.period = last
        draft.note("period", "period.any.frame")
        _age(draft)


def _own(draft: Draft) -> Mention | None:
    """Return the period mention that stands with the quantity."""
    tape, mention = draft.tape, draft.mention
    usable = [p for p in tape.periods if not p.value.base and p.value.iso]  # type: ignore[attr-defined]
    usable = [p for p in usable if not (p.value.grain == "day")]  # type: ignore[attr-defined]
    start = draft.left if draft.before is not None else tape.start
    before = [p for p in usable if start <= p.start < mention.start]
    behind = [p for p in usable if mention.end <= p.start and p.end <= draft.right and not tape.has_break(mention.end, p.start)]
    if before:
        near = before[-1]
        if behind and tape.has_comma(near.end, mention.start) and not tape.has_comma(mention.end, behind[0].start):
            return behind[0] if tape.words(mention.end, behind[0].start) <= 2 else near
        return near
    if not behind:
        return None
    chosen = behind[0]
    verb_last = bool(tape.reading.pack.tables["language"].get("verb_last"))
    if verb_last and draft.right < tape.end and tape.has_comma(mention.end, chosen.start):
        return None
    if tape.has_comma(mention.end, chosen.start) and draft.before is not None and draft.before.period:
        return None
    if not verb_last and draft.right < tape.end and tape.has_comma(mention.end, chosen.start):
        return None
    return chosen


def _take(draft: Draft, mention: Mention, last: str | None) -> None:
    value = mention.value
    iso: str | None = value.iso  # type: ignore[attr-defined]
    anchor, shift = value.anchor, value.shift  # type: ignore[attr-defined]
    if anchor == "context":
        iso = _in_context(value, draft.before.period if draft.before and draft.before.period else last)
        if shift:
            draft.old = True
    draft.period = iso
    own = "own_flow" if _is_flow(draft, value) else "own"
    draft.note("period", f"period.any.{own}", mention)
    _age(draft)


def _is_flow(draft: Draft, value: object) -> bool:
    """Whether a stated period makes a sum of it: "last year invested 1.4 bn", not "in 2015 stood at"."""
    del draft
    return getattr(value, "grain", "") in ("year", "span", "part", "half", "quarter", "month", "fiscal")


def _in_context(value: object, frame: str | None) -> str | None:
    """Resolve "the same period", "nine months" or "a year earlier" against the frame's period."""
    iso: str | None = value.iso  # type: ignore[attr-defined]
    months, shift = value.months, value.shift  # type: ignore[attr-defined]
    if frame is None:
        return iso
    if months is not None:
        year = int(frame[:4]) + shift
        first, final = months
        return f"{year}-{first:02d}" if first == final else f"{year}-{first:02d}/{year}-{final:02d}"
    return shifted(frame, shift)


def shifted(iso: str, years: int) -> str:
    """Return a period moved by whole years.

    >>> shifted("2025-01/2025-09", -1)
    '2024-01/2024-09'
    """
    return "/".join(f"{int(part[:4]) + years:04d}{part[4:]}" for part in iso.split("/"))


def _age(draft: Draft) -> None:
    """An old value ("from 2.4 bn") belongs to the start of a span, or to the year before."""
    if not draft.old or draft.period is None or draft.rules["period"][0] == "period.any.own":
        return
    if draft.rules["period"][0] == "period.any.own_flow":
        return
    draft.rules["new_period"] = (draft.period, None)
    parts = draft.period.split("/")
    if len(parts) == 2 and len(parts[0]) == 4:
        draft.period = parts[0]
    else:
        draft.period = shifted(draft.period, -1)
