"""What the members of one group have with each other: no figure of a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.records import Mention


def is_among(draft: Draft) -> bool:
    """Whether a figure is of one group's members among themselves: "trade between CIS countries"."""
    between = [p.value for p in draft.places if p.value.marker == "between"]
    if len(draft.places) == 1 and _is_of_members(draft, draft.places[0]):
        return True
    return len(between) == 1 and between[0].form == "group" and len({p.value.code for p in draft.places}) == 1


def _is_of_members(draft: Draft, place: Mention[Place]) -> bool:
    """Whether "of the countries" stands before the only group: "во взаимных расчетах стран ЕАЭС"."""
    tape = draft.tape
    if (
        tape.verb_last
        or draft.spec is None
        or draft.spec.directed
        or place.value.form != "group"
        or place.value.marker != "of"
    ):
        return False
    return any(tape.words(c.end, place.start) == 0 for c in tape.cue(tape.start, place.start, "anaphor.there"))
