"""Amounts of one country that several partners took together: "of which", "in all", in a text of many partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

# a country and two partners
_PARTNERS = 2
# letters between "of which" and its figure, where the partner stands behind it: ", of which 113,000 went to Chile"
_SPLIT = 12


def is_sum(draft: Draft, named: frozenset[str]) -> bool:
    """Whether an amount of a country is what several partners took together.

    "Казахстан экспортировал 4,9 млн тонн, в том числе в Узбекистан - 2,2 млн"; "всего Казахстан экспортировал 5 млн"
    in a text that names more than one partner.
    """
    tape, mention = draft.tape, draft.mention
    here = {p.value.code for p in draft.places}
    sent = draft.spec is not None and draft.spec.view == "reporter"
    if tape.verb_last or not sent or len(here) != 1 or draft.measure != "level" or mention.kind in ("percent", "ratio"):
        return False
    following = next((q for q in tape.quantities if q.start >= mention.end and q.kind == mention.kind), None)
    if following is not None and (cues := tape.cue(mention.end, following.start, "split.")):
        reach = following.start if following.start > cues[0].end + _SPLIT else tape.end
        sides = {p.value.marker for p in tape.places if cues[0].end <= p.start < reach}
        return bool(sides & {"to", "from", "with"})
    whole = tape.cue(draft.left, mention.start, "sum.")
    return bool(whole) and len(named) > _PARTNERS and not tape.refers


def are_joined(draft: Draft) -> bool:
    """Whether two bare countries with "and" between are one subject: "the Netherlands and Belgium sent 3.1 bcm"."""
    spec, tape = draft.spec, draft.tape
    bare = [p for p in draft.places if not p.value.marker and p.end <= draft.mention.start]
    if spec is None or spec.indicator not in ("exports", "imports") or tape.verb_last or len(bare) != _PARTNERS:
        return False
    if draft.forced is not None or len(draft.places) != _PARTNERS:
        return False
    first, second = bare
    return tape.words(first.end, second.start) <= _PARTNERS and tape.has_comma(first.end, second.start)
