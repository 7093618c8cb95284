"""Percentages beside an amount that are shares: "$5 bn, or 12 percent", where a text ranks partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.marks import quantity_marker
from extractors.observations.naming import SHARES

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# "or the equivalent of 11 percent"
_APART = 4


def is_dealt(draft: Draft) -> bool:
    """Whether a percentage stands beside an amount in a text that is dealing out shares."""
    before = draft.before
    if before is None or before.measure != "level" or before.refused is not None:
        return False
    first: Draft | None = draft
    while first is not None:
        if first.share or (first.carried is not None and first.carried.share):
            return True
        first = first.before
    return False


def same_owner(draft: Draft) -> tuple[str, str] | None:
    """Return the pair of the share before where this one is of the same country's other trade.

    "The EU accounts for 41 % of Turkey's exports and 32 % of its imports": only the owner stands between the two.
    """
    before = draft.before
    if before is None or not (draft.share and before.share) or before.refused is not None or draft.spec is before.spec:
        return None
    owner, partner = before.reporter, before.partner
    between = {p.value.code for p in draft.places}
    ahead = all(p.start < draft.mention.start for p in draft.places)
    return (owner, partner) if owner and partner and ahead and between == {owner} else None


def shares_verb(draft: Draft) -> bool:
    """Make a share of the first of several percentages whose one verb comes last: "yüzde 41'ini, ... yüzde 32'sini"."""
    tape, end = draft.tape, draft.mention.end
    following = [q for q in tape.quantities if q.start >= end]
    if not tape.verb_last or draft.marker != "object" or not following or following[0].kind != "percent":
        return False
    if draft.spec is None or draft.spec.indicator not in SHARES or not tape.has_comma(end, following[0].start):
        return False
    stop = following[1].start if len(following) > 1 else tape.end
    verbs = tape.cue(following[0].end, stop, "share.")
    if not verbs or quantity_marker(tape.reading, following[0]) != "object":
        return False
    draft.share = True
    draft.note("measure", "measure.any.share", verbs[0])
    return True


def _is_of_whole(draft: Draft) -> bool:
    """Whether a total stands right behind a percentage, or behind its bracket: "$5 bn (9 %) of total exports"."""
    tape, end = draft.tape, draft.mention.end
    totals = tape.cue(end, draft.right, "total.total")
    return bool(totals) and tape.words(end, totals[0].start) <= _APART and not tape.cue(end, totals[0].start, "change.")


def is_ranked(draft: Draft) -> bool:
    """Whether a percentage is another word for an amount of a partner in a ranking: "China led with $8 bn, or 22 %"."""
    before, tape = draft.before, draft.tape
    if before is None or tape.verb_last or before.measure != "level" or before.mention.kind != "money":
        return False
    if before.refused is not None or draft.spec is None or draft.spec.indicator not in SHARES or draft.spec.weak:
        return False
    if before.spec is not draft.spec or not (tape.cue(tape.start, tape.end, "ranking.") or _is_of_whole(draft)):
        return False
    start, end = before.mention.end, draft.mention.start
    near = tape.words(start, end) <= _APART and bool(tape.cue(start, end, "or."))
    if not near and tape.text(start, end).strip(" .") not in ("(", ","):
        return False
    if tape.cue(start, draft.right, "change.") or not tape.places:
        return False
    return not any(p.value.base and p.start >= draft.mention.end and p.end <= draft.right for p in tape.periods)


def is_of_the_pair(draft: Draft) -> bool:
    """Whether a share is of two countries' trade: "iki ülke arasındaki ticaretin yüzde 29'u"."""
    tape, spec, word = draft.tape, draft.spec, draft.indicator
    if not tape.verb_last or spec is None or spec.directed or draft.places or word is None:
        return False
    start = draft.mention.start
    whole = [i for i in tape.indicators if draft.left <= i.start and i.end <= start and not tape.words(i.end, start)]
    end = word.end if word.end <= start else whole[-1].end if whole else draft.left
    return bool(tape.cue(draft.left, end, "pair."))


def sinks_below(draft: Draft, share: Mention, change: Mention) -> bool:
    """Whether a share is the subject of a verb and the percentage what it passes: "its share sank below 10 %"."""
    tape, start = draft.tape, draft.mention.start
    ahead = share.end <= change.start and change.end <= start and not tape.verb_last
    return ahead and bool(tape.cue(change.end, start, "threshold."))


def whole_behind(draft: Draft, word: Mention) -> list[Mention]:
    """Return "of all", "of the" right behind a percentage, where a trade word closes it: "a third of all exports"."""
    tape, end = draft.tape, draft.mention.end
    cues = [c for c in tape.cue(end, word.start, "whole_of.") if tape.words(end, c.start) == 0]
    moved = tape.cue(end, word.start, "change.") or tape.has_comma(end, word.start)
    return cues if cues and not moved and tape.words(cues[0].end, word.start) <= _APART else []
