"""Figures beside one country that stands in a row or has all of a flow: "Rusya 7. sırada", "ülkeye gelen para"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.roles import Roles


def in_row(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[tuple[str | None, str | None], str] | None:
    """Return (pair, rule) of a figure beside one country that has all of a flow, or holds a place among partners."""
    if (stream := whole_stream(draft, frame, roles)) is not None:
        return stream, "total"
    row = ranked_partner(draft, frame, roles)
    if row is None or draft.spec is None:
        return None
    return (row if draft.spec.view == "reporter" else row[::-1]), "new_partner"


def whole_stream(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return the pair of all money sent into or out of the one country named: "ülkeye gelen işçi dövizleri".

    A figure of money that goes on with one of a pair is left to that pair.
    """
    spec = draft.spec
    if spec is None or spec.family != "remittance" or not draft.tape.verb_last or draft.tape.speaks_of_a_pair:
        return None
    ways = {p.value.marker for p in draft.places}
    known = frame is not None and frame.spec is not None and frame.spec.family == "remittance"
    if known and frame is not None and frame.rules["parties"][0] != "party.any.article_pair":
        return None
    if roles.partner and not roles.reporter and ways == {"to"}:
        return "WLD", roles.partner
    return (roles.reporter, "WLD") if roles.reporter and not roles.partner and ways == {"from"} else None


def ranked_partner(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return (view, partner) where a bare country only holds a place among the partners of the one spoken of.

    Args:
        draft: A figure of exports or imports with one country in its window.
        frame: The figure whose pair was being spoken of.
        roles: What the places of the window say.
    """
    tape, spec, known = draft.tape, draft.spec, roles.reporter
    if not tape.verb_last or not roles.loose or known is None or frame is None or frame.view is None:
        return None
    if spec is None or spec.family != "trade" or not spec.directed or draft.share or frame.view == known:
        return None
    if any(place.value.marker for place in draft.places):
        return None
    stands = tape.cue(draft.mention.end, tape.end, "standing.")
    # "Türkiye, 15 milyar dolarlık ihracatıyla ilk sırada" may rank exporters; a partner already told is no exporter
    pair = {frame.reporter, frame.partner}
    return (frame.view, known) if stands and (known in pair or "WLD" not in pair) else None
