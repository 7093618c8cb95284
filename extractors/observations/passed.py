"""Places in the window of a figure that the sentence has passed by: those of the figure before, or set against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_TWO = 2
# words between a figure and the place that is still its own: "tonnes of rice to the"
_WORDS = 4


def without_formers(draft: Draft, found: list[Mention[Place]]) -> list[Mention[Place]]:
    """Leave out what stands right behind the figure before, where the next of a row follows behind a comma.

    "1.4 million tourists from Russia, followed by Turkey with 1.1 million".
    """
    tape, before = draft.tape, draft.before
    if before is None or tape.verb_last or not draft.chained or len(found) < _TWO:
        return found
    first, following = found[0], found[1]
    beside = first.start >= before.mention.end and tape.words(before.mention.end, first.start) <= _WORDS
    apart = not tape.has_comma(before.mention.end, first.start) and tape.has_comma(first.end, following.start)
    return found[1:] if beside and apart and first.value.marker in ("from", "to") else found


def behind_those(draft: Draft, found: list[Mention[Place]]) -> list[Mention[Place]]:
    """Leave out what "those" sets the place behind it against: "money from Peru is little, unlike that from Chile"."""
    tape = draft.tape
    if tape.verb_last or len(found) < _TWO:
        return found
    last = found[-1]
    same = [p for p in found[:-1] if p.value.marker == last.value.marker and p.value.marker in ("from", "to")]
    cues = tape.cue(same[0].end, last.start, "that.") if same else []
    near = bool(cues) and tape.words(cues[-1].end, last.start) <= _TWO
    return [p for p in found if p not in same] if near else found
