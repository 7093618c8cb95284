"""Brackets that only give a sum in other currencies, and where the window of a figure before one ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# letters that a bracket with conversions may take
_CONVERSION = 80
# letters behind the first of several conversions in which their bracket closes
_BRACKET = 60
# letters of the ending of an amount in a bracket
_ENDING = 6
_OPENED = re.compile(r" ?\(")
_ENDED = re.compile(r"'?[^\W\d_]{0,5} ?\(")


def is_conversion(draft: Draft, before: Draft) -> bool:
    """Whether a sum in a bracket is the one before it in another currency, so that it has the same time."""
    tape, start = draft.tape, draft.mention.start
    if tape.verb_last or draft.mention.kind != "money" or before.mention.kind != "money" or before.refused is not None:
        return False
    if draft.unit == before.unit or before.period is None or tape.bracket(start) < before.mention.end:
        return False
    closed = tape.text(start, min(start + _CONVERSION, tape.end)).find(")")
    return closed > 0 and not any(before.mention.end <= p.start < start + closed for p in tape.periods)


def behind_conversion(draft: Draft) -> int:
    """Return where the text goes on behind a bracket that only converts the figure: "3 tn yuan ($445 bn) in 2016"."""
    tape, end = draft.tape, draft.mention.end
    opened = (_ENDED if tape.verb_last else _OPENED).match(tape.reading.folded, end)
    if draft.mention.kind != "money" or opened is None:
        return end
    closed = tape.text(end, min(end + _CONVERSION, tape.end)).find(")")
    if closed < 0 or any(end <= m.start < end + closed for m in (*tape.periods, *tape.indicators, *tape.places)):
        return end
    return end + closed + 1


def right_edge(tape: Tape, index: int) -> int:
    """Return where the window of a quantity ends: at the next one, or behind it in a bracket or under a shared unit."""
    quantities = tape.quantities
    if index + 1 == len(quantities):
        return tape.end
    here, following = quantities[index], quantities[index + 1]
    gap = tape.text(here.end, following.start)
    if here.rule.endswith(".elided") and gap.strip().isalpha() and tape.has_comma(here.end, following.start):
        return right_edge(tape, index + 1)  # "1.2 and 3.4 percent in May"
    if gap.strip() not in ("(", "(+", "(-"):
        after = quantities[index + 2].start if index + 2 < len(quantities) else tape.end
        return after if tape.verb_last and _is_conversion(tape, here, following, gap) else following.start
    closed = tape.text(following.end, min(following.end + _BRACKET, tape.end)).find(")")
    inside = [q for q in quantities[index + 2 :] if closed > 0 and q.end <= following.end + closed]
    after = quantities[index + 2 + len(inside)].start if index + 2 + len(inside) < len(quantities) else tape.end
    alike = all(q.kind == here.kind for q in inside)  # "3 trillion yuan ($445 bn; 421.9 bn euros)"
    if inside and here.kind == "money" and alike:
        return after
    if ")" in tape.text(following.end, min(following.end + 3, after)):
        return after
    return following.start


def _is_conversion(tape: Tape, here: Mention, following: Mention, gap: str) -> bool:
    """Whether the next amount is this one's conversion in a bracket: "3 trilyon yenlik (yaklaşık 19 milyar dolar)"."""
    ending, opened, rest = gap.partition("(")
    alone = ")" in tape.text(following.end, min(following.end + _ENDING, tape.end))
    beside = not ending[:1].isspace() or not ending.strip()
    same = here.kind == following.kind == "money"
    return bool(opened) and same and alone and beside and len(ending.split()) <= 1 and len(rest.split()) <= 1
