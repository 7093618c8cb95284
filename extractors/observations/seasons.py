"""Periods that are no calendar years: farming seasons, and "last year" in a bracket behind a month's figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_YEAR = len("2025")
# letters between a season and the months in brackets
_SEASON = 12


def is_closed(draft: Draft) -> bool:
    """Whether the year of the day is closed with an amount: "yılı 4 milyar dolarla kapatmayı"."""
    tape, mention = draft.tape, draft.mention
    if draft.marker != "with" or not tape.cue(draft.left, mention.start, "closing.year"):
        return False
    behind = tape.cue(mention.end, draft.right, "closing.close")
    return bool(behind) and tape.words(mention.end, behind[0].start) <= 1


def is_seasons(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a period is a farming season or a part of one: "2024/25 sezonunun ilk beş ayında"."""
    tape = draft.tape
    before = tape.cue(tape.start, mention.start, "season.")
    part = mention.value.grain in ("part", "month")
    if before and part and tape.words(before[-1].end, mention.start) == 0:
        return True
    behind = tape.cue(mention.end, tape.end, "season.") if mention.value.grain in ("fiscal", "span") else []
    if not behind or tape.words(mention.end, behind[0].start):
        return False
    parts = [p for p in tape.periods if p.value.grain == "part" and p.start >= behind[0].end]
    return mention.value.grain == "fiscal" or (bool(parts) and not tape.words(behind[0].end, parts[0].start))


def is_of_year_before(draft: Draft, iso: str | None, now: str | None) -> bool:
    """Whether "last year" in a bracket behind a month's figure is that month a year before: "(geçen yıl 58 milyon)"."""
    before = draft.before
    if before is None or iso is None or now is None or len(iso) != _YEAR or len(now) == _YEAR:
        return False
    gap = draft.tape.text(before.mention.end, draft.mention.start)
    return "(" in gap and ")" not in gap and int(iso) == int(now[:_YEAR]) - 1


def is_run_of_season(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether months in a bracket only say when a season runs: "the 1986/87 season (Oct-Sept)"."""
    tape, value = draft.tape, mention.value
    bracket = tape.text(tape.start, mention.start).rstrip().endswith("(")
    if value.grain != "part" or value.year is not None or not bracket:
        return False
    return any(p.value.grain in ("span", "fiscal") and 0 <= mention.start - p.end <= _SEASON for p in tape.periods)


def is_put_right(draft: Draft) -> bool:
    """Whether a figure is only by how much the next one was put right: the period before it is the next one's, too."""
    return draft.refused is not None and draft.refused[0].endswith(".revision")


def is_season_before(draft: Draft) -> bool:
    """Whether an old value behind a season's is the season's before: "310,000 tonnes in 2023/24, up from 270,000"."""
    before, parts = draft.before, (draft.period or "").split("/")
    if before is None or before.old or before.measure != "level" or before.period != draft.period:
        return False
    return len(parts) == 2 and len(parts[0]) == _YEAR and int(parts[1]) == int(parts[0]) + 1


def is_before(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a period is only what a time lies before: "2011 öncesinde üstlenilen projeler"."""
    tape = draft.tape
    return any(not tape.words(mention.end, c.start) for c in tape.cue(mention.end, tape.end, "prior."))
