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
_REACH = 24


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
        begin = _word_before(folded, max(0, start - _REACH), start)
        if begin < 0 or "," in folded[begin:start]:
            return ""
        hit = reading.at.get(begin)
        if hit is None:
            begin = _bound_over(reading, begin)
            hit = reading.at.get(begin)
        if hit is None:
            return ""
        if (entry := hit.get("qmark")) is not None:
            return entry.key
        if not any(e.kind.startswith(("bound", "qskip")) for e in hit.entries):
            return ""
        start = begin
    return ""


def _bound_over(reading: Reading, last: int) -> int:
    """Return where a bound of two or three words begins whose last word begins at an offset: "by more than"; or -1."""
    begin = last
    for _ in range(2):
        begin = _word_before(reading.folded, max(0, begin - _REACH), begin)
        hit = reading.at.get(begin) if begin >= 0 else None
        if hit is not None:
            over = hit.end > last and any(e.kind.startswith("bound") for e in hit.entries)
            return begin if over else -1
        if begin < 0:
            return -1
    return -1


def _word_before(folded: str, low: int, end: int) -> int:
    """Return where the last word before an offset begins, -1 where none or a number stands there."""
    while end > low and not folded[end - 1].isalnum():
        end -= 1
    begin = end
    while begin > low and folded[begin - 1].isalnum() and not folded[begin - 1].isdecimal():
        begin -= 1
    return begin if begin < end else -1


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
