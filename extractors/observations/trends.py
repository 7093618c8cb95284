"""Cues of change and share: the nearest to a quantity, its direction, and what a list's introduction announces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# words between a base and how far from it: "2022'deki rekorun ise"
_BASE_WORDS = 3


def direction(cue: Mention) -> int:
    """Return 1 where a cue of change says up, else -1."""
    return 1 if str(cue.value).endswith(".up") else -1


def is_rate(tape: Tape, share: Mention) -> bool:
    """Whether a word for a share stands right behind one for a change, and so is the rate of it: "artış oranı"."""
    if any(tape.words(c.end, share.start) == 0 for c in tape.cue(tape.start, share.start, "change.")):
        return True
    behind = tape.cue(share.end, tape.end, "change.") if share.value == "share.rate" else []
    return bool(behind) and tape.words(share.end, behind[0].start) == 0  # "yüzde 33 oranında arttı"


def announced(tape: Tape) -> int:
    """Return the sign of the rates that an introduction announces ("growth rates by country:"), else 0."""
    rates = [c for c in tape.cue(tape.start, tape.end, "share.") if is_rate(tape, c)]
    return direction(tape.cue(tape.start, rates[-1].start, "change.")[-1]) if rates else 0


def off_base(draft: Draft) -> Mention | None:
    """Return the word that says on which side of a base a figure stands: "geçen yılın yüzde 35 altında".

    The base stands right before the percentage, which has no ending: "yüzde 7'nin üzerinde" only bounds one.
    """
    tape, mention = draft.tape, draft.mention
    cues = tape.cue(mention.end, tape.end, "off.")
    if not tape.verb_last or mention.kind != "percent" or not cues or tape.words(mention.end, cues[0].start):
        return None
    if tape.text(mention.end, mention.end + 1) != " ":
        return None
    bases = [b for b in (*tape.periods, *tape.quantities) if b.end <= mention.start]
    if not any(tape.words(b.end, mention.start) <= _BASE_WORDS for b in bases):
        return None
    draft.quantity = replace(draft.quantity, bound="exact")
    return cues[0]


def nearest(draft: Draft, prefix: str) -> Mention | None:
    """Return the cue of a kind nearest to the quantity in its window, not behind a strong break."""
    tape, mention = draft.tape, draft.mention
    best: Mention | None = None
    for cue in tape.cue(draft.left, draft.right, prefix):
        # "A'ya satış yüzde 4 artarken B'ye yüzde 11": the verb that closes a clause is not the next figure's
        low = cue.start if tape.verb_last else cue.end
        low, high = (low, mention.start) if cue.start < mention.start else (mention.end, cue.start)
        if tape.has_break(low, high):
            continue
        if best is None or distance(draft, cue) < distance(draft, best):
            best = cue
    return best


def distance(draft: Draft, cue: Mention) -> int:
    """Return how far a cue stands from the quantity, in words; separators count three, the wrong side two."""
    tape, mention = draft.tape, draft.mention
    verb_last = tape.verb_last
    if cue.start < mention.start:
        gap = tape.words(cue.end, mention.start) + 3 * tape.has_comma(cue.end, mention.start)
        return gap + (4 if verb_last else 0)
    gap = tape.words(mention.end, cue.start) + 3 * tape.has_comma(mention.end, cue.start)
    return gap + (0 if verb_last else 2)


def is_apart(draft: Draft, cue: Mention) -> bool:
    """Whether a comma parts the growth from an amount that was reached: "artış göstererek, 4,47 milyon kişi oldu"."""
    tape, mention = draft.tape, draft.mention
    reached = tape.cue(mention.end, draft.right, "level.reach")
    return tape.has_comma(cue.end, mention.start) and bool(reached) and tape.words(mention.end, reached[0].start) <= 1


def is_most(draft: Draft, cue: Mention) -> bool:
    """Whether the amount is a country's growth: "ihracatın en çok arttığı ülke 691 milyon dolarla Irak"."""
    there = draft.tape.cue(cue.end, draft.mention.start, "anaphor.there")
    return bool(there) and draft.tape.words(cue.end, draft.mention.start) == 1


def has_verb(draft: Draft) -> bool:
    """Whether a figure tells of a change with a verb that another one may leave out: no "(-1.4 %)", no bare amount."""
    rule = draft.rules.get("measure", ("",))[0]
    if draft.mention.kind == "ratio":
        return draft.refused is None and rule in ("measure.any.ratio", "measure.any.ratio_of_fall")
    return draft.mention.kind == "percent" and rule != "measure.any.printed_sign"


def falls_on(draft: Draft) -> bool:
    """Whether a ratio without a verb goes on with a fall: "exports to Germany halved, to Britain - three times"."""
    before = draft.before
    if before is None or not draft.chained or draft.tape.verb_last or not has_verb(before) or before.value is None:
        return False
    return before.value < (1 if before.mention.kind == "ratio" else 0)
