"""Names of firms: capitalised words that no table of a pack knows, in the window of a figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_NAME = re.compile(r"[^\W\d_][\w&.\-]*")
# how many words behind an office the name of a person may reach
_OFFICE = 3


def names_firm(draft: Draft) -> bool:
    """Whether a name that is no place, person or office stands with the figure: "Google, İngiltere'ye 5 milyar ...".

    The first word of a sentence counts only where a comma or an apostrophe shows that it is a name.
    """
    tape = draft.tape
    text = tape.reading.text
    start = draft.left if draft.before is not None else tape.start
    for match in _NAME.finditer(text, start, draft.right):
        if not match[0][0].isupper() or _is_known(tape, match.start()):
            continue
        if match.start() == tape.start and text[match.end() : match.end() + 1] not in (",", "'", "’"):
            continue
        return True
    return False


def _is_known(tape: Tape, start: int) -> bool:
    """Whether a word of the lexicon, a speaker or a person behind an office stands at an offset."""
    hits = tape.reading.hits
    index = bisect_right(hits, start, key=lambda hit: hit.start) - 1
    if any(hit.start <= start < hit.stop for hit in hits[max(0, index - 1) : index + 1]):
        return True
    return any(
        (item.kind in ("speaker", "period", "place") and item.start <= start < item.end)
        or (item.kind == "office" and item.end <= start and tape.words(item.end, start) < _OFFICE)
        for item in tape.items
    )
