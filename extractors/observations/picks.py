"""The former and the latter: a figure whose trade word is one of the two that were named together just before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_PAIR = 2


def picked(draft: Draft) -> Mention | None:
    """Return the trade word that "the former" or "the latter" stands for: "exports and imports fell: the former by"."""
    tape = draft.tape
    if tape.verb_last:
        return None
    cues = tape.cue(draft.left, draft.mention.start, "pick.")
    if not cues:
        return None
    source = tape
    words = [m for m in tape.indicators if m.end <= cues[-1].start]
    if len({m.value for m in words}) < _PAIR and tape.previous is not None and tape.previous.reading is tape.reading:
        source = tape.previous
        words = source.indicators
    ours = [m for m in words if not str(m.value).startswith("other.")]
    keys = list(dict.fromkeys(str(m.value) for m in ours))
    if len(keys) != _PAIR:
        return None
    key = keys[0] if cues[-1].value == "pick.former" else keys[1]
    return next(m for m in ours if str(m.value) == key)
