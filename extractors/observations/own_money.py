"""Dollars of a country that has its own: a text that names them once ("H.K. dollars") means them throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.currency import is_bare
from extractors.reference import countries
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_MONEY = ("currency", "currency_wary")


def settle_money(made: list[Draft], refused: list[Draft]) -> None:
    """Give figures in bare "dollars" the dollars of their country where the article names those and no others.

    Args:
        made: The drafts that became figures; their units are changed.
        refused: The other quantities of the article: what money they name counts, too.
    """
    named = {d.quantity.unit or "" for d in (*made, *refused) if d.mention.kind == "money" and not _is_open(d)}
    for draft in made:
        if draft.mention.kind != "money" or not _is_open(draft):
            continue
        before = draft.before
        if before is not None and draft.chained and draft.unit in currencies().families.get(before.unit, ()):
            draft.unit = before.unit  # "fell to 7 billion H.K. dollars from 8 billion dollars"
            continue
        family = currencies().families.get(draft.unit, ())
        others = named & set(family)
        if len(others) != 1 or draft.unit in others:
            continue
        code = next(iter(others))
        owners = {countries.alpha2(c) for c in (draft.view, draft.reporter, draft.partner) if c}
        if code[:2] in owners and draft.unit[:2] not in owners:
            draft.unit = code


def _is_open(draft: Draft) -> bool:
    """Whether a figure names its money by one word alone ("dollars"), or takes it from the figure before."""
    if not is_bare(draft):
        return False
    words = draft.tape.reading.folded[draft.mention.start : draft.mention.end]
    hits = draft.tape.reading.hits
    inside = [h for h in hits if draft.mention.start <= h.start < draft.mention.end and any(h.get(k) for k in _MONEY)]
    return all(" " not in words[h.start - draft.mention.start : h.stop - draft.mention.start] for h in inside)
