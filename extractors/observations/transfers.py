"""Who gives a loan, a grant or aid and who gets it, from the verb: "Spain granted Cuba a loan", "Jordan received"."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
