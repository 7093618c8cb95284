"""Figures that put a new country in the place of the last one's: the next buyer, the next sender or host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, pair_of

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def is_next_buyer(draft: Draft) -> bool:
    """Whether tonnes go on with the same goods for another country: "Saudi Arabia followed with 24,900 tonnes"."""
    frame = draft.frame
    if frame is None or frame.refused is not None or draft.mention.kind not in ("tonne", "barrel", "m3"):
        return False
    first = frame
    while first.chained and first.before is not None:
        first = first.before
    return (
        first.rules.get("parties", ("",))[0] in OWN | {"party.any.new_partner"}
        and first.product == draft.product is not None
    )


def goes_on_from(draft: Draft) -> bool:
    """Whether a new sender or host takes a place in what the figure before told: "..., из США переведено ..."."""
    frame, spec = draft.frame, draft.spec
    if frame is None or frame.spec is None or frame.refused is not None or spec is None:
        return False
    named = {p.value.code for p in draft.places if p.value.marker in ("to", "from", "in")}
    known = pair_of(draft) & pair_of(frame)
    return spec.family == frame.spec.family in ("remittance", "tourist") and bool(named) and bool(known - named)
