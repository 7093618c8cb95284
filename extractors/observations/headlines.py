"""What time the figures of a headline are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def date_titles(drafts: list[Draft]) -> None:
    """A headline's figure without a period is about the period of the body's first figure of the same thing."""
    for draft in drafts:
        if draft.tape.reading.name != "title" or draft.period is not None or draft.status != "actual":
            continue
        assert draft.spec is not None
        if draft.spec.kind != "flow":
            continue
        pair = {draft.reporter, draft.partner}
        for other in drafts:
            same = other.spec is draft.spec and {other.reporter, other.partner} == pair
            if same and other.tape.reading.name == "text" and other.period is not None and other.status == "actual":
                draft.period = other.period
                draft.note("period", "period.any.body", None)
                break
