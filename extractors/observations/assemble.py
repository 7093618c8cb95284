"""From tapes to observations: the steps of one article in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.attribution import attribute
from extractors.observations.chains import elide, mark_old
from extractors.observations.link import link
from extractors.observations.measures import balance_sign, measure, status
from extractors.observations.merge import merge
from extractors.observations.parties import parties
from extractors.observations.periods import period
from extractors.observations.products import product
from extractors.observations.reject import screen

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape


def assemble(tapes: list[Tape], context: Context) -> tuple[list[Draft], list[Draft]]:
    """Return the drafts that became observations and the refused ones, in order of the text."""
    made: list[Draft] = []
    refused: list[Draft] = []
    carried: Draft | None = None
    last: Draft | None = None
    frame: str | None = None
    elide(tapes)
    for tape in tapes:
        drafts = link(tape, carried)
        mark_old(drafts)
        for draft in drafts:
            if draft.refused is None:
                screen(draft)
            if draft.refused is None:
                measure(draft)
            if draft.refused is None:
                status(draft)
                product(draft)
                parties(draft, context, last)
            if draft.refused is None:
                period(draft, context, frame)
                balance_sign(draft)
                last = draft
                if draft.period is not None and draft.spec is not None and draft.spec.kind == "flow" and draft.status == "actual":
                    frame = draft.rules.get("new_period", (draft.period, None))[0]
            (made if draft.refused is None else refused).append(draft)
        linked = [d for d in drafts if d.refused is None]
        carried = linked[-1] if linked else (carried if not drafts else None)
    attribute(tapes, made)
    return merge(made), refused
