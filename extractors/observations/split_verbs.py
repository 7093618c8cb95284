"""Verbs whose meaning an amount parts in two: "sent $3 billion home", "put $1.2 billion into Peru"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.conversions import right_edge

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_KEYS = {"home": "remittance", "into": "investment"}
# words of size between the verb and its amount ("sent a record"), and words between the amount and the second half
_SIZE, _GAP = 4, 1


def split_verb(draft: Draft) -> str | None:
    """Return the key of what a verb with its second half behind the amount says, else nothing."""
    tape, mention = draft.tape, draft.mention
    if mention.kind != "money" or tape.verb_last:
        return None
    verbs = tape.cue(draft.left, mention.start, "split_verb.")
    if not verbs or tape.words(verbs[-1].end, mention.start) > _SIZE:
        return None
    way = str(verbs[-1].value).partition(".")[2]
    if tape.has_comma(verbs[-1].end, mention.start):
        return None
    ends = tape.cue(mention.end, right_edge(tape, tape.quantities.index(mention)), f"split_end.{way}")
    near = [end for end in ends if tape.words(mention.end, end.start) <= _GAP]
    return _KEYS[way] if near else None
