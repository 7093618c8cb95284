"""Whose figures are told: the country that stays while its partners change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft


def view_of(draft: Draft, context: Context, frame: Draft | None, ordered: bool) -> str | None:
    """Return the country whose figures are told: it stays while partners change; never the world."""
    view = _view(draft, context, frame, ordered)
    other = draft.partner if view == draft.reporter else draft.reporter
    abroad = draft.spec is not None and draft.spec.family in ("remittance", "tourist") and not draft.tape.verb_last
    return other if view == "WLD" and abroad else view


def _view(draft: Draft, context: Context, frame: Draft | None, ordered: bool) -> str | None:
    """Return the country whose figures are told: it stays while partners change."""
    spec = draft.spec
    assert spec is not None
    pair = (draft.reporter, draft.partner)
    told = spec.directed and spec.family == "trade" and not draft.share
    if told and draft.rules["parties"][0] in ("party.any.own", "party.any.own_country"):
        return draft.reporter
    if frame is not None and frame.view in pair:
        return frame.view
    if spec.directed and not draft.share:
        return draft.partner if spec.view == "partner" else draft.reporter
    if not draft.share and not ordered and context.home in pair:
        return context.home
    return draft.reporter
