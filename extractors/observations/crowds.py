"""Figures that took their two countries from the article, although nothing in their sentence points at two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, Support, codes_of, pair_of

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


def is_one_sided(draft: Draft, rule: str) -> bool:
    """Whether a share of settlements is of one country's exports or imports: "доля рубля в оплате экспорта России"."""
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    if spec.family != "settlement" or rule in OWN or tape.refers or len(set(codes_of(tape))) != 1:
        return False
    return any(i.value in ("exports", "imports") for i in tape.indicators)


def is_crowd(draft: Draft, rule: str, evidence: Support) -> bool:
    """Whether counted travellers have their countries from the article alone: "the ship takes 4,900 passengers"."""
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    crowd = spec.family == "tourist" and draft.mention.kind == "count"
    sent = spec.family == "remittance" and tape.verb_last
    if not (crowd or sent) or rule != "party.any.article_pair":
        return False
    return not (tape.refers or tape.places or pair_of(draft) <= evidence.title)
