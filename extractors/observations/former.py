"""The old value of a pair of values: "from X to Y", "against X", "after X", "up 5 % on the X of a year earlier"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.observations.comparisons import is_of_base
from extractors.observations.marks import quantity_marker
from extractors.observations.seasons import is_owner_of, is_season_before
from extractors.observations.sharing import shifted

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# how many words may stand between a growth and the old value it is measured from ("12 % from a record $3 bn")
_NEAR = 4
# "deficit in January and a"
_JOINED = 6
# how many words may stand between "against" and the old value, and between "than" and it
_AGAINST = 6
# "16.98 billion dlrs recorded in", "159 mln dlr deficit registered in"
_NOUN = 1
# letters of an accusative behind a possessive: "hacmi-ni"
_OBJECT = (2, 3)


def former_of(draft: Draft) -> str | None:
    """Return the time of the old value told before, where the new ones share theirs.

    "Exports rose to 751 million in February from 723 million in January while imports rose to 425 from 352".
    """
    new = draft.before
    old = new.before if new is not None else None
    first = old.before if old is not None else None
    if not draft.old or draft.tape.verb_last or new is None or old is None or first is None or not old.old:
        return None
    told = ".own" in old.rules.get("period", ("",))[0] and ".own" not in new.rules.get("period", ("",))[0]
    return old.period if told and new.period == first.period else None


def mark_old(drafts: list[Draft]) -> None:
    """Mark the old value of a pair of values: the one that "from" or "against" stands at."""
    for index, draft in enumerate(drafts):
        behind = _next_value(drafts, index)
        if draft.mention.kind in ("money", "percent", "tonne", "count") and draft.marker == "from":
            if (
                behind is not None
                and behind.marker in ("to", "object", "from")
                and behind.mention.kind == draft.mention.kind
            ):
                draft.old = behind.marker in ("to", "object")
                continue
            before = draft.before
            if before is not None and (before.mention.kind == draft.mention.kind or _is_grown_from(before, draft)):
                draft.old = True
        measured = draft.before is not None and _is_measured_against(draft.before, draft)
        if (
            measured
            or _is_lifted(draft, behind)
            or _is_former(draft)
            or _is_former_too(draft)
            or _is_after(draft)
            or is_of_base(draft)
        ):
            draft.old = True
            continue
        # "and for more than 40 percent" compares nothing, nor does "8 % more than a month before and by 3 % less"
        bounded = draft.quantity.bound in ("above", "below") or draft.marker == "by"
        if not bounded and _is_behind_than(draft):
            draft.old = True
            continue
        if _is_recorded(draft):
            draft.quantity = replace(draft.quantity, bound="exact")
            draft.old = draft.before is not None
            continue
        against = draft.tape.cue(draft.left, draft.mention.start, "against.")
        if (
            against
            and draft.before is not None
            and draft.before.mention.kind == draft.mention.kind
            and draft.tape.words(against[-1].end, draft.mention.start) <= _AGAINST
            and not _is_other_flow(draft, draft.before)
            and not _is_anothers(draft, against[-1].end)
            and not _is_against_time(draft, against[-1].end)
        ):
            draft.old = True


def behind_former(draft: Draft, usable: list[Mention[Period]]) -> Mention[Period] | None:
    """Return the time of a figure that stands only behind its old value: "5.1 bn, down from 6.2 bn, in the first half".

    Args:
        draft: A figure without a time of its own.
        usable: The times of its sentence that say what a figure is about.
    """
    tape = draft.tape
    old = next((q for q in tape.quantities if q.start >= draft.mention.end), None)
    if tape.verb_last or old is None or old.kind != draft.mention.kind or tape.has_break(draft.mention.end, old.start):
        return None
    from_old = quantity_marker(tape.reading, old) == "from" or tape.cue(draft.mention.end, old.start, "against.")
    if not from_old or not tape.has_comma(draft.mention.end, old.start) or draft.marker == "from":
        return None
    behind = [p for p in usable if p.start >= old.end]
    alone = len(tape.quantities) == tape.quantities.index(old) + 1
    apart = tape.text(old.end, old.end + 1) == ","
    return behind[0] if len(behind) == 1 and alone and apart and behind[0].value.shift >= 0 else None


def _is_lifted(draft: Draft, behind: Draft | None) -> bool:
    """Whether a figure is what is moved to the next one: "6 milyar dolarlık ticaretini 30 milyara yükseltmeyi"."""
    tape, word = draft.tape, draft.indicator
    if behind is None or not tape.verb_last or draft.marker != "adj" or behind.marker != "to":
        return False
    if word is None or word.start < draft.mention.end or word.end > behind.mention.start:
        return False
    if behind.mention.kind != draft.mention.kind or tape.has_comma(draft.mention.end, behind.mention.start):
        return False
    marker = tape.reading.pack.marker
    written = tape.text(word.start, word.end).rpartition(" ")[2]
    endings = {marker(written[-length:]) for length in _OBJECT} if marker is not None else set()
    return "object" in endings


def _next_value(drafts: list[Draft], index: int) -> Draft | None:
    """Return the figure behind one, over a bracket that only converts it: "from $11 bn (RM48 bn) to $12 bn"."""
    behind = drafts[index + 1] if index + 1 < len(drafts) else None
    if behind is None or behind.mention.kind != "money" or behind.tape.verb_last:
        return behind
    converted = behind.rules.get("indicator", ("",))[0].endswith(".bracket") and behind.unit != drafts[index].unit
    return drafts[index + 2] if converted and index + 2 < len(drafts) else behind


def _is_against_time(draft: Draft, start: int) -> bool:
    """Whether a time is what the former figure is set against: "10 % against May, but a rise of 5 % against June"."""
    tape, stop = draft.tape, draft.mention.start
    if tape.verb_last:
        return False
    times = [p for p in tape.periods if start <= p.start and p.end <= stop and tape.words(start, p.start) == 0]
    return any(tape.words(p.end, stop) > 1 and not is_owner_of(tape, p, stop) for p in times)


def _is_behind_than(draft: Draft) -> bool:
    """Whether the value is what another is more or less than: no "46 % higher than in May, totalling 3.2 billion"."""
    tape, before = draft.tape, draft.before
    cues = tape.cue(before.mention.end, draft.mention.start, "than.") if before is not None else []
    if not cues or tape.verb_last:
        return bool(cues)
    return not tape.has_comma(cues[-1].end, draft.mention.start)


def _is_recorded(draft: Draft) -> bool:
    """Whether a bound in front only compares with a value that was recorded: "above the 4 bn surplus recorded in"."""
    tape, end = draft.tape, draft.mention.end
    if tape.verb_last or draft.quantity.bound not in ("above", "below") or draft.mention.kind == "percent":
        return False
    cues = tape.cue(end, draft.right, "recorded.")
    noun = [i for i in tape.indicators if end <= i.start]
    start = (
        noun[0].end if noun and cues and noun[0].end <= cues[0].start and tape.words(end, noun[0].start) == 0 else end
    )
    return bool(cues) and tape.words(start, cues[0].start) <= _NOUN


def _is_anothers(draft: Draft, start: int) -> bool:
    """Whether what the figure is set against is another country's or other goods': "5 bn, against Japan's 58.6 bn"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        return any(mention.end <= p.start <= draft.right for p in tape.places)
    behind = [p for p in tape.places if mention.end <= p.start <= draft.right]
    near = [p for p in behind if not tape.has_comma(mention.end, p.start) and tape.words(mention.end, p.start) <= _NEAR]
    owned = any(start <= p.start < mention.start and p.value.marker in ("of", "adj", "") for p in tape.places)
    goods = any(mention.end <= p.start and tape.words(mention.end, p.start) == 1 for p in tape.products)
    return bool(near) or owned or (goods and mention.kind == "money")


def _is_other_flow(draft: Draft, before: Draft) -> bool:
    """Whether two figures are the two directions of one trade: "2,4 milyar ihracata karşılık 1,7 milyar ithalat"."""
    flows = {d.spec.indicator for d in (draft, before) if d.spec is not None}
    return len(flows) > 1


def _is_grown_from(growth: Draft, draft: Draft) -> bool:
    """Whether a percentage says how far a value is from this one: "up 5 percent from $20 billion"."""
    tape = draft.tape
    if growth.mention.kind != "percent" or tape.verb_last or not draft.chained or draft.mention.kind == "percent":
        return False
    return tape.words(growth.mention.end, draft.mention.start) <= _NEAR and not tape.has_comma(
        growth.mention.end, draft.mention.start
    )


def _is_measured_against(growth: Draft, draft: Draft) -> bool:
    """Whether a percentage stands above or below this value: "35 percent above the 15 billion", "up 5 % on 3 bn"."""
    if not _is_grown_from(growth, draft):
        return False
    behind = draft.tape.text(growth.mention.end, draft.mention.start)
    hit = draft.tape.reading.at.get(growth.mention.end + len(behind) - len(behind.lstrip()))
    return hit is not None and any(e.kind in ("bound.before", "bound.than") and e.key != "approx" for e in hit.entries)


def _is_after(draft: Draft) -> bool:
    """Whether another value comes after this one: "1.65 billion after 2.72 billion", "a deficit after a surplus"."""
    before = draft.before
    if before is None or draft.marker != "after" or before.mention.kind != draft.mention.kind:
        return False
    return draft.mention.kind in ("money", "tonne", "m3", "barrel", "count")


def _is_former(draft: Draft) -> bool:
    """Whether a bracket gives the value of the year before in the same unit: "20,479 tonnes (12,143 tonnes)"."""
    before = draft.before
    if before is None or not draft.rules.get("indicator", ("",))[0].endswith(".bracket"):
        return False
    same = before.mention.kind == draft.mention.kind and before.unit == draft.unit
    return same and draft.mention.kind in ("money", "tonne", "m3", "barrel") and not draft.quantity.sign


def _is_former_too(draft: Draft) -> bool:
    """Whether a second old value is joined to one: "against 209 mln in January and 723 mln in February 1986"."""
    before, tape = draft.before, draft.tape
    if before is None or not before.old or tape.verb_last or before.mention.kind != draft.mention.kind:
        return False
    start, end = before.mention.end, draft.mention.start
    joint = [offset for offset in tape.commas if start <= offset < end]
    if not joint or draft.marker in ("to", "by") or tape.has_break(start, end):
        return False
    moved = tape.cue(start, end, "change.") or any(start <= p.start < end for p in tape.places)
    named = any(joint[-1] <= m.start < end for m in tape.indicators)
    return not moved and not named and tape.words(start, end) <= _JOINED


def age(draft: Draft) -> None:
    """An old value ("from 2.4 bn") belongs to the start of a span, or to the year before."""
    if draft.period is None:
        return
    told = former_of(draft)
    parts = draft.period.split("/")
    is_span = len(parts) == 2 and len(parts[0]) == 4
    if told or (draft.old and is_season_before(draft)):
        draft.frame_period, draft.period = draft.period, told or shifted(draft.period, -1)
    elif draft.old:
        draft.frame_period = parts[1] if is_span else draft.period
        draft.period = parts[0] if is_span else shifted(draft.period, -1)
    elif is_span and draft.measure == "level" and draft.before is not None:
        if draft.before.old:
            draft.period = parts[1]
        elif draft.before.measure in ("ratio", "change_pct") and int(parts[1]) > int(parts[0]) + 1:
            draft.period = None
    if draft.period is not None and grew_since(draft):
        draft.period = draft.frame_period = shifted(draft.period, 1)
        draft.note("period", "period.any.year_after")


def grew_since(draft: Draft) -> bool:
    """Whether growth without a time of its own follows the value it grew from: "geçen yıl 96 milyon olan ihracat".

    "Exports, which were 96 million last year, rose 17 percent" tells growth of the year after.
    """
    tape, before = draft.tape, draft.before
    if before is None or before.indicator is None or before.measure != "level" or draft.measure == "level":
        return False
    word, told = before.indicator, before.period
    if not tape.verb_last or before.spec is not draft.spec or word.start < before.mention.end or told is None:
        return False
    was = tape.cue(before.mention.end, word.start, "former.")
    past = int(told[: len("2025")]) < draft.published.year
    return past and any(tape.words(before.mention.end, c.start) == 0 for c in was)
