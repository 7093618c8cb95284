"""What an article shows of a pair of countries, for figures that do not name their two countries themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_LEAD = 3
_PAIR = 2
_FEW = 3
OWN = frozenset({"party.any.own", "party.any.own_country"})


@dataclass(slots=True)
class Support:
    """The evidence for pairs, each a set of two codes.

    Attributes:
        lead: Pairs of the headline and of the first sentences, where these name exactly two economies.
        told: How many figures of trade proper name the pair in their own window.
        own: How many figures of any kind do.
        spoken: Pairs that stand in one sentence with a word of trade proper, with a figure or without.
        title: The economies that the headline names.
        trade: Whether the article has a word of trade proper at all.
        named: All economies that the article names.
        regional: Whether the headline names a region and no country.
    """

    lead: set[frozenset[str]] = field(default_factory=set)
    told: Counter[frozenset[str]] = field(default_factory=Counter)
    own: Counter[frozenset[str]] = field(default_factory=Counter)
    spoken: set[frozenset[str]] = field(default_factory=set)
    title: frozenset[str] = frozenset()
    trade: bool = False
    named: frozenset[str] = frozenset()
    regional: bool = False


def support(drafts: list[Draft], tapes: list[Tape]) -> Support:
    """Return what the tapes and the drafts with countries of their own show."""
    found = Support(_lead_pairs(tapes))
    for draft in drafts:
        if draft.refused is None and draft.rules.get("parties", ("",))[0] in OWN and not draft.share:
            pair = pair_of(draft)
            found.own[pair] += 1
            spec = draft.spec
            found.told[pair] += spec is not None and spec.family == "trade" and not spec.weak
    for tape in tapes:
        if not any(is_trade_word(str(m.value)) for m in tape.indicators):
            continue
        found.trade = True
        codes = set(codes_of(tape))
        if _PAIR <= len(codes) <= _FEW:
            found.spoken.update(frozenset((a, b)) for a in codes for b in codes if a != b)
    found.title = title_codes(tapes)
    found.named = frozenset(code for tape in tapes for code in codes_of(tape))
    regions = [p for tape in tapes if tape.reading.name == "title" for p in tape.places if p.value.form == "region"]
    found.regional = bool(regions) and not found.title
    return found


def title_codes(tapes: list[Tape]) -> frozenset[str]:
    """Return the economies that the headline names."""
    return frozenset(code for tape in tapes if tape.reading.name == "title" for code in codes_of(tape))


def is_trade_word(key: str) -> bool:
    """Whether an indicator's key is a word of trade proper, which no firm's own business is told with."""
    return not key.startswith("other.") and specs()[key].family == "trade" and not specs()[key].weak


def pair_of(draft: Draft) -> frozenset[str]:
    """Return the draft's two codes."""
    return frozenset((draft.reporter or "", draft.partner or ""))


def codes_of(tape: Tape) -> list[str]:
    """Return the codes of the economies that a sentence names, in order."""
    return [p.value.code for p in tape.places if p.value.form not in ("region", "self") and p.value.code != "WLD"]


def _lead_pairs(tapes: list[Tape]) -> set[frozenset[str]]:
    """Return the pair of the headline and of the first sentences, where each names exactly two economies."""
    found: set[frozenset[str]] = set()
    title = title_codes(tapes)
    body = [tape for tape in tapes if tape.reading.name == "text"]
    lead = {code for tape in body[:_LEAD] for code in codes_of(tape)}
    for codes in (title, lead, title | lead, *({*codes_of(tape)} for tape in body[:_LEAD])):
        if len(codes) == _PAIR:
            found.add(frozenset(codes))
    if len(title) == 1 and lead > title:
        for tape in body[:_LEAD]:
            codes = {*codes_of(tape)}
            found.update(frozenset((*title, code)) for code in codes - title if codes & title)
    return found
