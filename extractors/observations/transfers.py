"""Who gives a loan, a grant or aid and who gets it, from the verb: "Spain granted Cuba a loan", "Jordan received"."""

from __future__ import annotations

from typing import TYPE_CHECKING

# "provided Jordan with some"
_OBJECT = 4
_BESIDE = 2

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.records import Mention


def transfer(draft: Draft, places: list[Mention[Place]]) -> tuple[str | None, str | None] | None:
    """Return (giver, taker) as far as the verb of giving or getting before an amount says, None where there is none.

    A bare name before a verb of giving gives, one between it and the amount gets; before a verb of getting it gets.
    """
    tape, mention, spec = draft.tape, draft.mention, draft.spec
    if spec is None or spec.key != "financing" or tape.verb_last:
        return None
    verbs = [v for v in tape.cue(tape.start, mention.start, "transfer.") if not tape.has_break(v.end, mention.start)]
    if not verbs:
        return None
    verb = verbs[-1]
    bare = [p for p in places if p.value.marker == "" and p.end <= mention.start]
    before = [p.value.code for p in bare if p.end <= verb.start]
    between = [p.value.code for p in bare if p.start >= verb.end]
    if verb.value == "transfer.receive":
        return None, (before[-1] if before else None)
    return (before[-1] if before else None), (between[0] if between else None)


def is_given(draft: Draft) -> bool:
    """Whether a sum is the object of a verb of giving, the giver a country before it: "Japan will provide $33 million".

    Only where the sentence or the one before has no firm: their contracts and gifts are told with the same verbs.
    """
    tape, start = draft.tape, draft.mention.start
    if draft.mention.kind != "money" or tape.verb_last or tape.cue(tape.start, tape.end, "firm."):
        return False
    verbs = [v for v in tape.cue(draft.left, start, "transfer.give") if tape.words(v.end, start) <= _OBJECT]
    if not verbs:
        return False
    verb = verbs[-1]
    between = [p for p in tape.places if verb.end <= p.start < start]
    if tape.words(verb.end, start) - sum(tape.words(p.start, p.end) for p in between) > _BESIDE:
        return False
    givers = [p for p in tape.places if p.end <= verb.start]
    return any(p.value.marker in ("", "of") or (p.value.marker == "adj" and _is_state(draft, p, verb)) for p in givers)


def _is_state(draft: Draft, place: Mention[Place], verb: Mention) -> bool:
    """Whether an adjective before a verb of giving is of a government or an agency, and of no bank or firm."""
    tape = draft.tape
    if any(i.kind == "office" and place.end <= i.start < verb.start for i in tape.items):
        return True
    said = tape.cue(place.end, verb.start, "auxiliary.")
    return tape.words(place.end, verb.start) <= len(said)


def is_between_titles(draft: Draft, title: frozenset[str]) -> bool:
    """Whether a loan or aid has the two countries of the headline, which names no other, and one stands here."""
    spec, tape = draft.spec, draft.tape
    if spec is None or spec.key != "financing" or tape.verb_last or len(title) != len((draft.reporter, draft.partner)):
        return False
    if title != {draft.reporter, draft.partner} or tape.cue(tape.start, tape.end, "firm."):
        return False
    here = {p.value.code for p in tape.places}
    goes_on = draft.rules["parties"][0].startswith("party.any.frame")
    return (bool(here & title) or goes_on) and here <= title | {"WLD"}
