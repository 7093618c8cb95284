"""Money whose name several countries share: "rupees" in a figure of Pakistan are Pakistani ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference import countries
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def currency(draft: Draft) -> None:
    """Give a figure in "rupees", "crowns" or "pesos" the currency of its own country, where no other is named."""
    if draft.mention.kind != "money" or not draft.unit:
        return
    table = currencies()
    family = table.shared.get(draft.unit)
    if family is None or not is_bare(draft):
        return
    pair = [countries.alpha2(code) for code in (draft.reporter, draft.partner) if code]
    if draft.unit[:2] in pair:
        return  # the best known money of that name is one of the pair's own
    for code in (draft.view, draft.reporter, draft.partner):
        alpha2 = countries.alpha2(code) if code else None
        found = next((other for other in family if alpha2 and other[:2] == alpha2), None)
        last = table.until.get(found or "", draft.published.year)
        if found is not None and draft.published.year <= last:
            draft.unit = found
            return


def is_bare(draft: Draft) -> bool:
    """Whether the figure names its money by the shared name alone: no sign, no code, no country."""
    tape, mention = draft.tape, draft.mention
    written = tape.reading.text[mention.start : mention.end]
    if draft.unit in written.upper() or any(char in currencies().marks for char in written):
        return False
    return not any(item.kind == "place" and mention.start <= item.start < mention.end for item in tape.items)
