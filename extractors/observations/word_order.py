"""Places whose role only the order of words gives: "sold Iraq $640 million of furniture", ", with Turkey posting"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# "more than", between a receiver and the amount
_BOUND = 2
# words between a partner and the group it is ranked in: "partner of Turkey in", "Afrika'daki ikinci büyük ticaret"
_RANK = 4
_GROUPS = frozenset({"group", "region"})


def ordered(tape: Tape) -> None:
    """Set the marker of the places that the order of words alone puts in a role.

    Args:
        tape: The sentence; where the verb comes last, endings give the roles of all but the groups of a ranking.
    """
    tape.places = [_ranked(tape, place) for place in tape.places]
    if tape.verb_last:
        return
    tape.places = [_received(tape, _acting(tape, place)) for place in tape.places]


def _ranked(tape: Tape, place: Mention[Place]) -> Mention[Place]:
    """Return a group that only says among whom a partner is ranked as an aside: "second-largest partner in Africa"."""
    others = {p.value.code for p in tape.places if p.value.form not in _GROUPS}
    if place.value.form not in _GROUPS or place.value.marker != "in" or not others:
        return place
    if tape.verb_last:
        partners = tape.cue(place.end, tape.end, "partner.")
        near = bool(partners) and tape.words(place.end, partners[0].start) <= _RANK
        apart = near and tape.has_comma(place.end, partners[0].start)
    else:
        partners = tape.cue(tape.start, place.start, "partner.")
        near = bool(partners) and tape.words(partners[-1].end, place.start) <= _RANK
        apart = near and tape.has_comma(partners[-1].end, place.start)
    return replace(place, value=replace(place.value, marker="aside")) if near and not apart else place


def _acting(tape: Tape, place: Mention[Place]) -> Mention[Place]:
    """Return a place behind ", with" that does something as a subject: ", with Turkey posting a surplus"."""
    if place.value.marker != "with" or not tape.text(tape.start, place.start).rstrip().endswith(_opening(tape, place)):
        return place
    doing = [c for c in tape.cue(place.end, tape.end, "doing.") if not tape.text(place.end, c.start).strip()]
    return replace(place, value=replace(place.value, marker="")) if doing else place


def _opening(tape: Tape, place: Mention[Place]) -> str:
    """Return a comma and the one word before a place, as the text has them."""
    before = tape.text(tape.start, place.start).rstrip()
    return f", {before.rpartition(' ')[2]}"


def _received(tape: Tape, place: Mention[Place]) -> Mention[Place]:
    """Return a bare name between a verb of selling and an amount as the buyer: "Turkey sold Iraq $640 million"."""
    if place.value.marker or place.value.form != "name":
        return place
    sold = [
        m
        for m in tape.indicators
        if m.end <= place.start
        and not tape.text(m.end, place.start).strip()
        and not str(m.value).startswith("other.")
        and specs()[str(m.value)].indicator == "exports"
    ]
    amount = next((q for q in tape.quantities if q.start >= place.end), None)
    if not sold or amount is None or tape.words(place.end, amount.start) > _BOUND:
        return place
    seller = any(p.end <= sold[-1].start and p.value.marker in ("", "of") for p in tape.places)
    apart = tape.has_comma(place.end, amount.start)
    return replace(place, value=replace(place.value, marker="to")) if seller and not apart else place
