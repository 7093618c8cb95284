"""Periods that only say what a figure is compared with: "than in 2021", "below the level recorded in 2012"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_REACH = 60
# words between a base and what else is said of it
_MORE = 4
# ", when the figure had stood at"
_CLAUSE = 7
# letters between "from" and a period: "from the"
_FROM = 6
# "2022'de kaydedilen 397 milyar avroluk rekorun ise"
_OFF_WORDS = 3


def is_base(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether the words before a period make it the base of a comparison: "that of 2022", "up 5 % from 2021"."""
    tape = draft.tape
    if tape.verb_last:
        return _is_stood_off(draft, mention)
    if any(tape.words(c.end, mention.start) == 0 for c in tape.cue(tape.start, mention.start, "base.")):
        return True
    if any(tape.words(c.end, mention.start) <= 1 for c in tape.cue(tape.start, mention.start, "than.")):
        return True
    if _is_compared(tape, mention) or _is_in_base(draft, mention) or _is_apposed(tape, mention):
        return True
    if not tape.text(max(tape.start, mention.start - 12), mention.start).strip():
        return False
    ends = (tape.reading.ending.get(stop) for stop in range(mention.start - 5, mention.start + 1))
    hit = next((h for h in ends if h is not None and h.get("qmark")), None)
    entry = hit.get("qmark") if hit is not None else None
    if hit is not None and hit.stop + 1 == mention.start and mention.value.grain in ("part", "span"):
        return False  # "from January to October" is the period itself
    return entry is not None and entry.key == "from" and bool(tape.cue(tape.start, mention.start, "change."))


def _is_in_base(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a period only says more of a base right before it: "чем в августе рекордного 2021/2022 сельхозгода"."""
    tape = draft.tape
    former = [p for p in tape.periods if p.end <= mention.start]
    if not former or not former[-1].value.base or tape.words(former[-1].end, mention.start) > _MORE:
        return False
    start = former[-1].end
    if former[-1].rule.endswith(".base") or any(start <= q.start < mention.start for q in tape.quantities):
        return False  # "rose 16 percent year on year to $2 billion in June"
    return not any(sign in tape.text(start, mention.start) for sign in ",(")


def _is_stood_off(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a period is only what a figure stands off from: "2019'un yüzde 12 altında", "2021'in onda birine"."""
    rule, cue = draft.rules.get("measure", ("", None))
    off = rule == "measure.any.part_left" or (cue is not None and str(cue.value).startswith("off."))
    return off and period.end <= draft.mention.start and draft.tape.words(period.end, draft.mention.start) <= _OFF_WORDS


def _is_compared(tape: Tape, mention: Mention[Period]) -> bool:
    """Whether only words for the figure compared stand between "than" and a period: "than the same figure for 2023"."""
    start = max(tape.start, mention.start - _REACH)
    for cue in (*tape.cue(start, mention.start, "than."), *tape.cue(start, mention.start, "base.")):
        if tape.has_comma(cue.end, mention.start):
            continue
        said = sum(tape.words(c.start, c.end) for c in tape.cue(cue.end, mention.start, "figure."))
        if said and said == tape.words(cue.end, mention.start):
            return True
    return False


def _is_apposed(tape: Tape, mention: Mention[Period]) -> bool:
    """Whether a year between commas only names the one compared with: "compared with the last good year, 2019, "."""
    before = [p for p in tape.periods if p.end <= mention.start]
    return bool(before) and before[-1].value.base and tape.text(before[-1].end, mention.start).strip() == ","


def is_measured_too(draft: Draft) -> bool:
    """Whether a second percentage has only another base: "up 7.6 % on the year, and 3.1 % compared to November"."""
    tape, end = draft.tape, draft.mention.end
    if tape.verb_last or draft.mention.kind != "percent" or not draft.chained:
        return False
    if any(tape.words(end, c.start) == 0 for c in tape.cue(end, draft.right, "against.")):
        return True
    return any(p.value.base and tape.words(end, p.start) <= 1 and end <= p.start < draft.right for p in tape.periods)


def is_of_base(draft: Draft) -> bool:
    """Whether a clause goes on about the time compared with: "than in 2022, when it amounted to $649 million"."""
    tape, before = draft.tape, draft.before
    if tape.verb_last or before is None or not draft.chained or before.mention.kind != "percent":
        return False
    start, end = before.mention.end, draft.mention.start
    base = [p for p in tape.periods if start <= p.start and p.end <= end and (p.value.base or _is_measured(draft, p))]
    if not base or tape.words(base[-1].end, end) > _CLAUSE or not tape.cue(base[-1].end, end, "level."):
        return False
    return bool(tape.cue(base[-1].end, end, "relative.")) and not tape.cue(base[-1].end, end, "change.")


def _is_measured(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a change is measured from a period: "an increase from the corresponding period in 2022"."""
    ending = draft.tape.reading.ending
    for stop in range(max(0, period.start - _FROM), period.start + 1):
        entry = hit.get("qmark") if (hit := ending.get(stop)) is not None else None
        if entry is not None and entry.key == "from":
            return True
    return False


def is_base_value(draft: Draft) -> bool:
    """Whether the value itself is what another is compared with: "2018'deki 323,3 milyar dolarlık rekora göre"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        return any(tape.words(mention.end, c.start) <= 2 for c in tape.cue(mention.end, draft.right, "base."))
    return any(tape.words(c.end, mention.start) <= 2 for c in tape.cue(draft.left, mention.start, "base.base"))
