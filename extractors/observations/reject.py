"""Figures that have an indicator and are still left out, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def screen(draft: Draft) -> None:
    """Refuse a linked quantity that the guide leaves out."""
    spec = draft.spec
    assert spec is not None
    if spec.reason is not None:
        draft.refuse(spec.key, spec.reason)
    elif draft.mention.kind == "number" and spec.indicator not in ("company_count", "project_count", "tourist_arrivals"):
        draft.refuse("bare_number", "a number without a unit")
    elif draft.mention.rule.endswith(".points"):
        draft.refuse("percentage_points", "percentage points")
    elif _is_regional(draft):
        draft.refuse("sub_national", "trade of one region, city or body")


def _is_regional(draft: Draft) -> bool:
    """Whether the nearest place of the window is a region that trades for itself."""
    tape, mention = draft.tape, draft.mention
    places = [p for p in tape.places if draft.left <= p.start < mention.start]
    regions = [p for p in places if p.value.form == "region"]  # type: ignore[attr-defined]
    if not regions:
        return False
    return regions[-1].value.marker in ("of", "adj") and draft.indicator is not None  # type: ignore[attr-defined]
