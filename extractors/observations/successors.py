"""Figures that put a new country in the place of the last one's: the next buyer, the next sender or host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.flows import is_same_supply
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


def is_next_host(draft: Draft, frame: Draft, told: set[frozenset[str]]) -> bool:
    """Whether a bare country is one more destination: the same travellers went to another one before.

    Args:
        draft: A figure with one country without a role.
        frame: The figure whose pair was being spoken of.
        told: The pairs that the article has told figures of.
    """
    spec, former = draft.spec, frame.spec
    if former is None or spec is None or not spec.family == former.family == "tourist":
        return False
    others = [pair for pair in told if len(pair & {frame.reporter, frame.partner}) == 1]
    return _comes_next(draft, frame) or (bool(others) and all(frame.reporter in pair for pair in others))


def goes_on_from(draft: Draft) -> bool:
    """Whether a new sender or host takes a place in what the figure before told: "..., из США переведено ..."."""
    frame, spec = draft.frame, draft.spec
    if frame is None or frame.spec is None or frame.refused is not None or spec is None:
        return False
    if is_same_supply(draft, frame):
        return True
    named = {p.value.code for p in draft.places if p.value.marker in ("to", "from", "in")}
    known = pair_of(draft) & pair_of(frame)
    return spec.family == frame.spec.family in ("remittance", "tourist") and bool(named) and bool(known - named)


def is_next_sender(draft: Draft, frame: Draft) -> bool:
    """Whether a bare country takes the sender's place in a row: "remittances from X stood at 7, followed by Y (6)"."""
    spec = draft.spec
    ranked = bool(draft.tape.cue(draft.tape.start, draft.mention.start, "ranking."))
    families = ("remittance", "tourist", "capital") if ranked else ("remittance", "tourist")
    if draft.tape.verb_last or spec is None or spec is not frame.spec or spec.family not in families:
        return False
    if ranked and spec.family == "capital":
        return frame.refused is None and frame.tape in (draft.tape, draft.tape.previous)
    sent = {p.value.code for p in frame.places if p.value.marker in ("from", "adj")} | _row_of(frame)
    row = draft.chained or frame is draft.before
    return row and frame.refused is None and frame.reporter in sent


def _row_of(frame: Draft) -> set[str]:
    """Return the senders that a row has told so far."""
    before = frame.before
    if before is None or before.reporter is None or not is_next_sender(frame, before):
        return set()
    return {frame.reporter or ""}


def is_next_partner(draft: Draft, frame: Draft) -> bool:
    """Whether a row goes on behind a destination: "exported rice to the Philippines, followed by Indonesia"."""
    tape, places = draft.tape, draft.places
    if tape.verb_last or not places:
        return False
    cues = tape.cue(frame.mention.end, places[0].start, "ranking.")
    last = [p for p in tape.places if cues and p.end <= cues[0].start]
    return bool(last) and last[-1].value.code == frame.partner


def _buyer_from(draft: Draft, frame: Draft, supplier: str) -> str | None:
    """Return who takes goods by weight that one more country supplies: "..., while Libya supplied 2.1 bcm"."""
    spec, former, word, tape = draft.spec, frame.spec, draft.indicator, draft.tape
    if spec is None or former is None or spec.key != "sales" or word is None or tape.verb_last:
        return None
    weighed = draft.mention.kind == frame.mention.kind and draft.mention.kind in ("tonne", "m3", "barrel")
    if not weighed or former.indicator not in ("exports", "imports") or frame.refused is not None:
        return None
    subject = any(
        p.value.code == supplier and not p.value.marker and 0 <= word.start - p.end <= 1 for p in draft.places
    )
    buyer = frame.partner if former.indicator == "exports" else frame.reporter
    return buyer if subject and supplier != buyer else None


def next_of_row(draft: Draft, frame: Draft, known: str) -> tuple[str, str | None] | None:
    """Return the pair of a bare country that sends what one before it sent: travellers, money, goods by weight."""
    if is_next_sender(draft, frame):
        return known, frame.partner
    buyer = _buyer_from(draft, frame, known)
    return (known, buyer) if buyer is not None else None


def _comes_next(draft: Draft, frame: Draft) -> bool:
    """Whether a ranking goes on with the next host: "Egypt was visited by 159,000 Russians. Turkey came next"."""
    tape = draft.tape
    if tape.verb_last or not tape.cue(tape.start, draft.mention.start, "ranking."):
        return False
    hosts = [p.start for p in frame.places if p.value.code == frame.partner]
    senders = [p.start for p in frame.places if p.value.code == frame.reporter]
    return bool(hosts and senders) and hosts[0] < senders[0]
