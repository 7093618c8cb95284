"""What stands right at a quantity: its ending or its preposition as a marker, the noun it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.mentions.markers import surroundings

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading
    from extractors.records import Mention

_TAIL = re.compile(r"'?([^\W\d_]+)")
_NEXT = re.compile(r" ([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w]*$")


def noun_of(mention: Mention) -> str:
    """Return the key of the noun a count mention counts ("company"), from its rule id."""
    return mention.rule.rsplit(".", 1)[1]


def quantity_marker(reading: Reading, mention: Mention) -> str:
    """Return "by", "to", "from", "with", "of", "object", "adj" or "": the ending behind or the preposition before."""
    folded, pack = reading.folded, reading.pack
    if pack.marker is not None:
        return _ending(reading, mention)
    start = mention.start
    for _ in range(4):
        match = _WORD_BEFORE.search(folded, max(0, start - 24), start)
        if match is None or "," in match[0]:
            return ""
        hit = reading.at.get(match.start(1))
        if hit is None:
            return ""
        if (entry := hit.get("qmark")) is not None:
            return entry.key
        if not any(e.kind.startswith(("bound", "qskip")) for e in hit.entries):
            return ""
        start = match.start(1)
    return ""


def _ending(reading: Reading, mention: Mention) -> str:
    folded, pack = reading.folded, reading.pack
    assert pack.marker is not None
    match = _TAIL.match(folded, mention.end)
    if match is None:
        word = _NEXT.match(folded, mention.end)
        return "with" if word is not None and word[1] in surroundings(pack.code).pair else ""
    tail = match[1]
    if tail.startswith(("lik", "luk", "lük")):
        return "adj"
    return pack.marker(tail) or ""
