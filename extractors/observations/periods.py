"""What time a figure is about: the period beside it, else the one its clause or its frame speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.observations.bases import measured_from
from extractors.observations.comparisons import is_base, is_base_value
from extractors.observations.conversions import behind_conversion, is_conversion
from extractors.observations.dates import (
    behind_bracket,
    counts_since,
    in_months,
    is_as_of,
    is_now,
    is_of_record,
    is_past,
    is_said,
    is_state_of_today,
    is_to_come,
    is_today,
    is_when,
    named_time,
    so_far,
)
from extractors.observations.former import age, behind_former
from extractors.observations.relative import in_context, is_span
from extractors.observations.seasons import (
    as_fiscal,
    is_before,
    is_closed,
    is_of_base,
    is_of_unread,
    is_of_word,
    is_of_year_before,
    is_owner_of,
    is_part_of_year,
    is_put_right,
    is_run_of_season,
    is_same_part,
    is_season,
    is_seasons,
    is_standing,
    of_the_year,
    within,
)
from extractors.observations.sharing import dealt_period, shifted, time_of_new
from extractors.observations.status import PRESENT

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_OPENING = 12  # a period within the first letters of a sentence holds for all of it
_YEAR = len("2025")
# how many words behind a figure its own period may stand, where another figure follows ("in the first half to ...")
_FORMER = 2
_FLOW_GRAINS = frozenset({"year", "span", "part", "half", "quarter", "month", "fiscal", "decade"})


@dataclass(slots=True)
class Frame:
    """The period that the text speaks of, the family and key of the figure it was said of, and who said it.

    `span` runs over the years of two levels of one thing in the sentence before ("417 m in 2020, 1.4 bn in 2024").
    """

    period: str | None = None
    family: str = ""
    key: str = ""
    teller: str | None = None
    span: str | None = None


def period(draft: Draft, context: Context, frame: Frame, heading: str | None) -> None:
    """Set the period of a linked draft, and the period that the next figures go on with.

    Args:
        draft: A draft with indicator and status.
        context: The article.
        frame: The period of the last figure, with its family and its speaker.
        heading: The period of a heading or a list's introduction above the sentence, which holds for stocks too.
    """
    assert draft.spec is not None
    before = draft.before
    now = before.frame_period if before is not None and before.frame_period is not None else frame.period
    if before is not None and is_conversion(draft, before):
        draft.period, draft.frame_period = before.period, before.frame_period
        draft.note("period", "period.any.goes_on" if _goes_on_flow(before) else "period.any.state")
        return
    own = own_period(draft)
    if own is not None and (coming := within(draft, own)) is not None:
        draft.period = coming
        draft.note("period", "period.any.within", own)
    elif own is not None:
        _take(draft, own, frame.span if frame.span is not None and _is_same_span(draft, own) else now, context)
    elif _goes_on(draft):
        assert before is not None
        draft.period = before.frame_period
        draft.note("period", "period.any.goes_on" if _goes_on_flow(before) else "period.any.state")
        draft.detour = before.detour and before.frame_period == before.period
        age(draft)
    elif is_closed(draft):
        draft.period = f"{draft.published.year}"
        draft.note("period", "period.any.closing")
    elif heading is not None and draft.status == "actual":
        draft.period = heading
        draft.note("period", "period.any.heading")
    elif _is_carried(draft, frame):
        draft.period = frame.period
        draft.note("period", "period.any.goes_on" if _is_of_row(draft) else "period.any.frame")
        age(draft)
    elif (base := measured_from(draft)) is not None:
        draft.period = shifted(base.value.iso or "", 1)
        draft.note("period", "period.any.year_on", base)
    if draft.frame_period is None:
        draft.frame_period = now if draft.old else draft.period


def _is_same_span(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether "in the same period" stands with a change or a "from X to Y", so that it means a span of years."""
    value = mention.value
    same = value.anchor == "context" and not value.shift and value.months is None and value.year is None
    return same and value.grain != "span" and (draft.old or draft.measure != "level")


def _is_carried(draft: Draft, frame: Frame) -> bool:
    """Whether the frame's period holds: flows of the same family, told by the same voice."""
    spec = draft.spec
    assert spec is not None
    if frame.period is None or draft.status != "actual" or _is_open(draft):
        return False
    if frame.family != spec.family or is_today(draft) or is_now(draft, frame.period):
        return False
    if (
        draft.tells == "person"
        and draft.teller is not None
        and frame.teller is not None
        and draft.teller != frame.teller
    ):
        return False
    if spec.kind == "flow":
        return True
    return spec.key == frame.key and (draft.measure == "change_pct" or _is_of_row(draft))


def _is_of_row(draft: Draft) -> bool:
    return draft.rules.get("parties", ("",))[0] == "party.any.row"


def _is_open(draft: Draft) -> bool:
    """A share of trade as such and a ratio without a time belong to no stated period unless their clause says so."""
    return draft.share and not draft.chained and draft.tells == "person" and bool(draft.places)


def _goes_on(draft: Draft) -> bool:
    before = draft.before
    if before is None or before.frame_period is None or before.refused is not None or before.spec is None:
        return False
    if draft.status != before.status:
        return False
    if is_state_of_today(draft, before):
        return False
    mention = before.rules.get("period", ("", None))[1]
    if is_standing(draft) or is_now(draft, before.frame_period):
        return False
    assert draft.spec is not None
    if mention is not None and mention.start - draft.tape.start < _OPENING and mention.start < before.mention.start:
        return not counts_since(draft, before)
    same = draft.measure == before.measure != "level"
    return draft.chained or same or draft.spec.kind == before.spec.kind == "flow"


def _goes_on_flow(before: Draft) -> bool:
    """Whether the period that goes on is a span of time, not the day of a state."""
    return not before.rules.get("period", ("",))[0].endswith((".own", ".state"))


def own_period(draft: Draft) -> Mention[Period] | None:
    """Return the period mention that stands with the quantity."""
    tape, mention = draft.tape, draft.mention
    usable = [p for p in tape.periods if _is_usable(draft, p)]
    if (dealt := dealt_period(draft, usable)) is not None:
        return dealt
    start = draft.left if draft.before is not None and not is_put_right(draft.before) else tape.start
    if tape.verb_last and draft.before is not None and draft.before.refused and not draft.before.period:
        start = draft.before.left  # "ilk 10 ayda ticaretin yüzde 29'unu oluşturan ürünlerin hacmi yüzde 37 arttı"
    taken = draft.before.rules.get("period", ("", None))[1] if draft.before is not None else None
    before = [p for p in usable if start <= p.start < mention.start and p is not taken]
    if (
        draft.mention.kind == "ratio"
        and len(before) > 1
        and before[-1].value.shift < 0
        and tape.words(before[-1].end, mention.start) <= 1
    ):
        before.pop()  # "2023'te bir önceki yılın 1,8 katına": the year before is what it is a multiple of
    behind = [p for p in usable if mention.end <= p.start and p.end <= draft.right]
    behind = [p for p in behind if not tape.has_break(mention.end, p.start)]
    beyond = behind_conversion(draft)
    close = [p for p in behind if p.start >= beyond and not tape.has_comma(beyond, p.start)]
    if draft.right < tape.end:
        # "2.7 bn, from 1.8 bn" with a year before the second figure: the year is the second's
        close = [
            p
            for p in close
            if not is_owner_of(tape, p, draft.right)
            and (
                tape.words(p.end, draft.right) > 1
                or tape.words(beyond, p.start) <= _FORMER
                or tape.has_comma(p.end, draft.right)
                or bool(tape.cue(p.end, draft.right, "against."))
            )
        ]
    if before and _belongs_to_former(draft, before[0]):
        before = before[1:]
    if before:
        return _ahead(draft, before, close)
    if close:
        return close[0] if not tape.verb_last or draft.before is None or draft.right == tape.end else None
    if behind and _closes(draft, behind[0]) and behind[0] is not taken:
        return behind[0]
    return behind_bracket(draft, usable) or behind_former(draft, usable)


def _closes(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a period behind a comma is that of the last figure: the only one, or right behind: "..., in 2022"."""
    tape, end = draft.tape, draft.mention.end
    beside = not tape.verb_last and (tape.words(end, period.start) <= _FORMER or _is_aside(draft))
    return draft.right == tape.end and (draft.before is None or beside)


def _is_aside(draft: Draft) -> bool:
    """Whether an amount stands between commas as the worth of the one before: "rice, worth $650 million, to ..."."""
    tape, before = draft.tape, draft.before
    if before is None or not draft.chained or tape.text(draft.mention.end, draft.mention.end + 1) != ",":
        return False
    worth = tape.cue(before.mention.end, draft.mention.start, "level.")
    return bool(worth) and tape.has_comma(before.mention.end, worth[-1].start)


def _ahead(draft: Draft, before: list[Mention[Period]], close: list[Mention[Period]]) -> Mention[Period]:
    """Return which of the periods before a figure it is about: the nearest one, or the wider one beside a month."""
    tape, near = draft.tape, before[-1]
    owner = [p for p in before if is_of_word(draft, p)]
    if owner and near is not owner[-1] and near.value.grain in ("year", "span"):
        return of_the_year(draft, owner[-1], near)  # "the May surplus was the best so far this year, totalling"
    wider = [
        p for p in before[:-1] if p.value.grain in ("year", "fiscal", "part") and not tape.has_comma(p.end, near.start)
    ]
    if near.value.grain == "month" and wider:
        near = wider[-1]
    return _of_former(draft, near, close) or near


def _of_former(draft: Draft, near: Mention[Period], close: list[Mention[Period]]) -> Mention[Period] | None:
    """Return the period behind a figure that has one before it, too: "fell in 1986 from 11.6 billion in 1985"."""
    tape, mention = draft.tape, draft.mention
    gap = tape.words(mention.end, close[0].start) if close else _FORMER + 1
    if gap <= _FORMER and tape.has_comma(near.end, mention.start):
        return close[0]
    if gap > 1 or draft.marker != "from" or tape.verb_last or close[0].value.anchor != "absolute":
        return None
    draft.frame_period = near.value.iso
    return close[0]


def _belongs_to_former(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a period behind the figure before is that one's: "$31.8bn in that year from $28bn a year earlier"."""
    tape, before = draft.tape, draft.before
    if tape.verb_last or before is None or is_owner_of(tape, period, draft.mention.start) or is_of_base(draft, period):
        return False
    gap = tape.words(before.mention.end, period.start)
    start = draft.left + (tape.text(draft.left, draft.left + 1) == ")")  # behind the bracket of a conversion
    return gap <= _FORMER and not tape.has_comma(start, period.start)


def _is_usable(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a period may be what a figure is about: no comparison base, no day, no date of a statement."""
    value = mention.value
    owner = value.iso and value.grain not in ("day", "week") and is_owner_of(draft.tape, mention, draft.mention.start)
    if owner or is_when(draft, mention):
        return True
    base = (value.base and not is_of_base(draft, mention)) or is_of_unread(draft, mention)
    day = value.grain in ("day", "week") and "/" not in (value.iso or "")
    if base or not value.iso or day:
        return day and not value.base and is_as_of(draft, mention)
    tape = draft.tape
    if is_base(draft, mention) or any(no(draft, mention) for no in (is_seasons, is_run_of_season, is_before)):
        return False
    if is_of_record(tape, mention):
        return False
    if any(
        tape.words(mention.end, c.start) <= 1
        for c in tape.cue(mention.end, min(mention.end + 25, tape.end), "meeting.")
    ):
        return False
    if _is_out_of_time(draft, mention):
        return False
    stood = draft.spec is not None and draft.spec.kind == "stock"
    if value.grain == "month" and mention.start < draft.mention.start:
        if any(tape.words(mention.end, c.start) <= 2 for c in tape.cue(mention.end, draft.mention.start, "meeting.")):
            return False
        former = stood and value.anchor == "absolute" and int(value.iso[:_YEAR]) < draft.published.year
        return not is_said(draft, mention) or former
    return True


def _is_out_of_time(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a period is over for a goal, or yet to come for what there is now."""
    iso = period.value.iso or ""
    near = 0 <= period.start - draft.mention.end <= len(" in ")
    stood = not near and draft.spec is not None and draft.spec.kind == "stock" and draft.status == "actual"
    present = draft.rules.get("status", ("",))[0] == PRESENT or (draft.old and draft.marker == "adj")
    over = draft.status == "target" and is_past(iso, draft.published)
    return over or ((stood or present) and is_to_come(iso, draft.published))


def _take(draft: Draft, mention: Mention[Period], now: str | None, context: Context) -> None:
    value = mention.value
    iso, shift = in_months(value.iso), value.shift
    if (named := named_time(draft, mention)) is not None:
        iso = named
    elif value.anchor == "context":
        iso = in_context(value, now, context.published)
        if draft.old and now is None and shift < 0 and value.months is None:
            iso = None  # "a year earlier" than something undated
        if shift < 0 or (
            iso is not None and now is not None and len(iso) == len(now) and iso < now and value.months is None
        ):
            draft.detour = True
            draft.frame_period = now if draft.measure == "level" else iso
        elif draft.old and iso is not None and len(iso) != _YEAR and not is_span(iso) and not _is_at(draft, mention):
            draft.frame_period, iso = iso, shifted(iso, -1)
    elif draft.old and iso is not None and (new := time_of_new(draft, mention)) is not None:
        draft.frame_period = new
    elif draft.old and iso is not None and _is_of_new_value(draft, mention):
        draft.frame_period, iso = iso, shifted(iso, -1)
    if now is not None and (value.anchor != "absolute" or is_same_part(draft, mention, now)):
        iso = _of_part(draft, mention, iso, now)
    draft.period = so_far(draft, mention, iso)
    flow = value.grain in _FLOW_GRAINS and not value.until
    flow = flow and not (value.grain == "month" and mention.start < draft.mention.start and is_said(draft, mention))
    draft.note("period", "period.any.own_flow" if flow else "period.any.own", mention)
    _settle_frame(draft, mention, now)


def _settle_frame(draft: Draft, mention: Mention[Period], now: str | None) -> None:
    """Keep the text's period where a figure only looks back, and give an old value its end of a span."""
    iso = draft.period
    earlier = iso is not None and now is not None and iso < now
    draft.detour = draft.detour or _is_record_of(draft, iso, now) or _goes_back(draft, iso)
    former = draft.old or draft.rules["indicator"][0].endswith(".bracket")
    former = (former and draft.before is not None) or is_owner_of(draft.tape, mention, draft.mention.start)
    if (former and earlier) or (is_base_value(draft) and now is not None):
        draft.detour, draft.frame_period = True, now  # "RM11.9 billion (January 2024: RM12.6 billion)"
    if is_season(iso):
        draft.period = as_fiscal(iso, now)
    elif draft.old and iso is not None and is_span(iso):
        draft.period, draft.frame_period = iso.split("/")


def _goes_back(draft: Draft, iso: str | None) -> bool:
    """Whether a sentence goes back in time with a second figure: the text goes on with the time of the first."""
    before = draft.before
    told = before.frame_period if before is not None else None
    return told is not None and iso is not None and len(told) == len(iso) and iso < told


def _of_part(draft: Draft, mention: Mention[Period], iso: str | None, now: str) -> str | None:
    """Return the months that the text speaks of where "this year" or "last year" means them in that year."""
    if is_same_part(draft, mention, now) or is_of_year_before(draft, iso, now):
        draft.detour, draft.frame_period = True, now
        return shifted(now, -1)
    this_year = mention.value.anchor == "published" and is_part_of_year(draft, mention, iso, now)
    return now if this_year else iso


def _is_at(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a period stands right behind an old value and is its own: "from $4.1 billion in January"."""
    behind = not draft.tape.verb_last and period.start >= draft.mention.end and period.end <= draft.right
    return behind or is_of_base(draft, period)


def _is_of_new_value(draft: Draft, period: Mention[Period]) -> bool:
    """Whether the only period before "from X to Y" is that of Y: "2024'te 2,3 milyardan 2,8 milyara çıktı"."""
    tape, iso = draft.tape, period.value.iso
    if iso is None or period.start > draft.mention.start or draft.marker != "from" or is_span(iso):
        return False
    later = any(draft.mention.end <= p.start < draft.right for p in tape.periods)
    return not later and int(iso[:_YEAR]) >= draft.published.year - 1


def _is_record_of(draft: Draft, iso: str | None, now: str | None) -> bool:
    """Whether the sentence only looks back at an earlier record: the text goes on with its own period."""
    if iso is None or now is None or iso[:_YEAR] >= now[:_YEAR]:
        return False
    return bool(draft.tape.cue(draft.tape.start, draft.tape.end, "record."))
