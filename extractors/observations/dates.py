"""Whether a period is when something was said, or lies before or behind the day of publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from datetime import date

    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_YEAR = len("2025")
_MONTH = len("2025-08")
# letters between the time since when something is a record and the word for it
_RECORD = 25


def is_said(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a month before a verb of saying or an office is when something was said: "in May the minister said"."""
    if any(period.end <= i.start and not draft.tape.text(period.end, i.start).strip() for i in draft.tape.indicators):
        return False  # "August trade data showed"
    own = draft.indicator is not None and not draft.chained and draft.carried is None
    limit = draft.indicator.start if own and draft.indicator is not None else draft.mention.start
    end = max(limit, period.end)
    tape = draft.tape
    bases = [p.end for p in tape.periods if p.value.base and period.end <= p.start]
    return any(
        i.kind in ("speech", "office")
        and period.end <= i.start < end
        and not any(base <= i.start and tape.words(base, i.start) <= 1 for base in bases)  # "bir önceki aya göre"
        for i in tape.items
    )


def behind_bracket(draft: Draft, usable: list[Mention[Period]]) -> Mention[Period] | None:
    """Return the period right behind a bracket that interrupts a figure: "2.1bn (1.6bn a year earlier) in January"."""
    tape, end = draft.tape, draft.mention.end
    opened = tape.reading.folded.find("(", end, tape.end)
    closed = tape.reading.folded.find(")", opened, tape.end) if opened >= 0 else -1
    if closed < 0 or tape.verb_last or tape.words(end, opened) or tape.has_comma(end, opened):
        return None
    behind = [p for p in usable if closed < p.start]
    near = bool(behind) and tape.words(closed + 1, behind[0].start) <= 2
    return behind[0] if near and not tape.has_comma(closed + 1, behind[0].start) else None


def is_of_record(tape: Tape, period: Mention[Period]) -> bool:
    """Whether a span only says since when something is a record: "the highest since 2010", "yıl başından beri en çok".

    Where the verb comes last, the word for the record stands behind the span.
    """
    since = period.value.grain in ("span", "decade")
    if since and tape.cue(max(tape.start, period.start - _RECORD), period.start, "record."):
        return True
    if not tape.verb_last or not (since or period.rule.endswith(".idiom")):
        return False
    behind = tape.cue(period.end, min(period.end + _RECORD, tape.end), "record.")
    return any(tape.words(period.end, cue.start) == 0 for cue in behind)


def is_to_come(iso: str, published: date) -> bool:
    """Whether a period begins after the year of publication: no fact is about it."""
    return int(iso[:_YEAR]) > published.year


def is_past(iso: str, published: date) -> bool:
    """Whether a period is over on the day of publication."""
    end = iso.split("/")[-1]
    today = published.isoformat()
    return end < today[: len(end)]


def is_as_of(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a day is the one that a number of firms is counted on: "по состоянию на 1 ноября"."""
    spec = draft.spec
    counted = spec is not None and spec.kind == "stock" and draft.measure == "level" and draft.status == "actual"
    tape = draft.tape
    day = period.value.grain == "day" and not period.value.base and "/" not in (period.value.iso or "/")
    if not (counted and day) or tape.verb_last or period.start > draft.mention.start:
        return False
    words = tape.reading.pack.tables["pattern"]["period"]["before"]["as_of"]
    return tape.text(tape.start, period.start).endswith(tuple(f"{word} " for word in words))


def so_far(draft: Draft, period: Mention[Period], iso: str | None) -> str | None:
    """Return the months of the year that a flow "as of November" or "by the end of November" adds up."""
    spec = draft.spec
    told = period.rule.rpartition(".")[2].startswith("as_of_") and spec is not None and spec.kind == "flow"
    if not told or iso is None or len(iso) != _MONTH or draft.status != "actual" or draft.measure == "ratio":
        return iso
    return iso if iso.endswith("-01") else f"{iso[:4]}-01/{iso}"


def in_months(iso: str | None) -> str | None:
    """Return a span of days as the months it runs over: the guide knows no such span.

    >>> in_months("2025-07-01/2025-11-15")
    '2025-07/2025-11'
    """
    parts = iso.split("/") if iso else []
    if len(parts) != 2 or len(parts[0]) != len("2025-11-15"):
        return iso
    first, last = (part[: len("2025-11")] for part in parts)
    return first if first == last else f"{first}/{last}"


def is_today(draft: Draft) -> bool:
    """Whether a sentence opens with "today", so that its level is of no period spoken of before."""
    tape = draft.tape
    today = [p for p in tape.periods if p.rule.endswith(".today") and not tape.text(tape.start, p.start).strip(' "')]
    return bool(today) and draft.measure == "level" and not tape.verb_last


def is_now(draft: Draft, period: str) -> bool:
    """Whether "today" or "now" right before a level sets it against a time gone by: "in 2015 2.5 billion, now 9"."""
    tape, start = draft.tape, draft.mention.start
    if tape.verb_last or draft.measure != "level" or not is_past(period, draft.published):
        return False
    if not is_past(period[: len("2025")], draft.published):
        return False
    days = [p for p in tape.periods if p.rule.endswith(".today") and draft.left <= p.start < start]
    return bool(days or tape.cue(draft.left, start, "now."))


def is_state_of_today(draft: Draft, before: Draft) -> bool:
    """Whether "today" stands between a figure and a state behind it: the state is of no time spoken of before."""
    periods, start = draft.tape.periods, draft.mention.start
    today = any(before.mention.end <= p.start < start and p.value.grain == "day" for p in periods)
    return today and draft.spec is not None and draft.spec.kind == "stock"


def counts_since(draft: Draft, before: Draft) -> bool:
    """Whether firms are counted behind a sum of years: "since 1993 it invested 8.5 billion, 60 firms work there"."""
    firms = draft.spec is not None and draft.spec.indicator == "company_count"
    years = before.frame_period is not None and len(before.frame_period) == len("2023/2025")
    return firms and not draft.chained and years


def settle_coming(draft: Draft) -> None:
    """Make an expectation of what looks like a fact of a year to come: "had spoken of $100 billion by 2020"."""
    if draft.status != "actual" or draft.period is None or not is_to_come(draft.period, draft.published):
        return
    mention = draft.rules["period"][1]
    by = mention is not None and cast("Mention[Period]", mention).value.until
    draft.status = "target" if by else "forecast"
    draft.note("status", "status.any.to_come", mention)


def settle_past(draft: Draft) -> None:
    """Make a fact of a figure of a past year whose expectation stands in another clause.

    "A rise might be needed to cut the surplus, which last year amounted to $93 bn".
    """
    cue = draft.rules.get("status", ("", None))[1]
    rule = draft.rules.get("period", ("",))[0]
    if draft.status != "forecast" or draft.period is None or cue is None or ".own" not in rule:
        return
    apart = cue.end <= draft.mention.start and draft.tape.has_comma(cue.end, draft.mention.start)
    over = len(draft.period) == _YEAR and int(draft.period) < draft.published.year
    if apart and over and not draft.tape.verb_last:
        draft.status = "actual"
        draft.rules.pop("status")


def is_when(draft: Draft, period: Mention[Period]) -> bool:
    """Whether a clause tells what was at a time: "for the first time since May 2022, when its share was 22.9 %"."""
    tape, start = draft.tape, draft.mention.start
    if tape.verb_last or period.value.iso is None or period.value.grain in ("day", "week"):
        return False
    cues = tape.cue(period.end, start, "when.")
    if not cues or tape.text(period.end, cues[0].start).strip() != ",":
        return False
    return not any(cues[0].end <= q.start < start for q in tape.quantities)


def named_time(draft: Draft, period: Mention[Period]) -> str | None:
    """Return the month that a period only points at, or the beginning of a span whose clause tells what was then."""
    iso = period.value.iso
    if iso is not None and period.value.grain == "span" and is_when(draft, period):
        return iso.split("/")[0]
    return _month_spoken_of(draft, period)


def _month_spoken_of(draft: Draft, period: Mention[Period]) -> str | None:
    """Return the month that "in this month" means behind a sentence that named an earlier one without a figure."""
    tape, value = draft.tape, period.value
    before, now = tape.previous, draft.published.isoformat()[:_MONTH]
    if value.anchor != "published" or value.grain != "month" or value.iso != now or before is None or before.quantities:
        return None
    if tape.text(tape.start, period.start).count(" ") > 1:
        return None
    months = [p.value.iso for p in before.periods if p.value.grain == "month" and p.value.iso and not p.value.base]
    return months[-1] if months and months[-1] < now else None
