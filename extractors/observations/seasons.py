"""Periods that are no calendar years: farming seasons, and "last year" in a bracket behind a month's figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.calendar import ends

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_YEAR = len("2025")
# letters between a season and the months in brackets
_SEASON = 12
# a whole year's value is at least this share of what the months of the next year come to when put on twelve
_LIKELY = Decimal("0.75")


def is_closed(draft: Draft) -> bool:
    """Whether the year of the day is closed with an amount: "yılı 4 milyar dolarla kapatmayı", "по итогам года"."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last:
        return draft.status != "actual" and bool(tape.cue(draft.left, mention.start, "closing.year"))
    if draft.marker != "with" or not tape.cue(draft.left, mention.start, "closing.year"):
        return False
    behind = tape.cue(mention.end, draft.right, "closing.close")
    return bool(behind) and tape.words(mention.end, behind[0].start) <= 1


def within(draft: Draft, mention: Mention[Period]) -> str | None:
    """Return the year by which a goal "in five years" is to be reached: "5 yılda 3 trilyon yen yatırım hedefi"."""
    value = mention.value
    if draft.status == "actual" or value.grain != "span" or not mention.rule.endswith(".lasting") or not value.iso:
        return None
    first, _, last = value.iso.partition("/")
    now = draft.published.year
    return f"{now + int(last) - int(first)}" if last == f"{now}" and len(first) == _YEAR else None


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


def is_season(iso: str | None) -> bool:
    """Whether a period runs over two years in a row ("1985/86"): a farming or fiscal year, no span of two values."""
    parts = (iso or "").split("/")
    return len(parts) == 2 and all(len(part) == _YEAR for part in parts) and int(parts[1]) == int(parts[0]) + 1


def as_fiscal(iso: str | None, now: str | None) -> str | None:
    """Return "1985/86" as the months that the text has just said its years have: "in fiscal 1986/87, ending March"."""
    first, _, last = (now or "").partition("/")
    if iso is None or len(first) <= _YEAR or len(last) <= _YEAR or int(last[:_YEAR]) != int(first[:_YEAR]) + 1:
        return iso
    if (int(last[_YEAR + 1 : _YEAR + 3]) - int(first[_YEAR + 1 : _YEAR + 3])) % 12 != 11:
        return iso
    begin, end = iso.split("/")
    return f"{begin}{first[_YEAR:]}/{end}{last[_YEAR:]}"


def is_of_year_before(draft: Draft, iso: str | None, now: str | None) -> bool:
    """Whether "last year" in a bracket behind a month's figure is that month a year before: "(geçen yıl 58 milyon)"."""
    before = draft.before
    if before is None or iso is None or now is None or len(iso) != _YEAR or len(now) == _YEAR:
        return False
    gap = draft.tape.text(before.mention.end, draft.mention.start)
    beside = "(" in gap and ")" not in gap
    grown = draft.old and not draft.tape.verb_last and _has_growth(draft)
    return (beside or grown) and int(iso) == int(now[:_YEAR]) - 1


def is_part_of_year(draft: Draft, mention: Mention[Period], iso: str | None, now: str | None) -> bool:
    """Whether "this year" is the months that the text speaks of: "rose by 8 % to $57 m this year from $53 m"."""
    tape = draft.tape
    if iso is None or now is None or len(iso) != _YEAR or not now.startswith(iso) or tape.verb_last:
        return False
    part = len(now) != _YEAR and not (now.count("/") and len(now.split("/")[0]) == _YEAR)
    behind = mention.start >= draft.mention.end and tape.words(draft.mention.end, mention.start) == 0
    return part and behind and draft.measure == "level" and _has_growth(draft)


def _has_growth(draft: Draft) -> bool:
    """Whether the sentence gives a growth rate and an old value, so that it compares like with like."""
    tape, kind = draft.tape, draft.mention.kind
    rates = any(q.kind == "percent" for q in tape.quantities)
    moved = tape.cue(tape.start, tape.end, "change.")
    return kind != "percent" and rates and bool(moved) and sum(q.kind == kind for q in tape.quantities) > 1


def is_same_part(draft: Draft, mention: Mention[Period], now: str | None) -> bool:
    """Whether a bare year behind an old value means the same months of that year: "to 3.6 bn, from 3.2 bn in 2024"."""
    iso = mention.value.iso
    if not draft.old or not draft.chained or iso is None or now is None or draft.tape.verb_last:
        return False
    bare = mention.end - mention.start == _YEAR
    if not bare or int(iso[:_YEAR]) != int(now[:_YEAR]) - 1 or len(now.split("/")[0]) == _YEAR:
        return False
    first, last = ends(now)
    share = Decimal(last[1] - first[1] + 1 + 12 * (last[0] - first[0])) / 12
    value = draft.before.quantity.value if draft.before is not None else None
    # the whole of the year before would be well above what its months can have been
    return value is not None and draft.quantity.value * share < abs(value) * _LIKELY


def is_of_word(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a month stands right before the trade word of a figure: "the May trade surplus"."""
    tape, word = draft.tape, draft.indicator
    own = not tape.verb_last and word is not None and tape.start <= word.start < draft.mention.start
    if not own or word is None or mention.value.grain not in ("month", "quarter", "part"):
        return False
    return mention.end <= word.start and tape.text(mention.end, word.start).strip(" '’") in ("", "s")


def of_the_year(draft: Draft, owner: Mention[Period], year: Mention[Period]) -> Mention[Period]:
    """Return the month of a trade word in the year right behind it: "the May surplus last year was 3 billion"."""
    word, iso = draft.indicator, owner.value.iso
    named = year.value.iso
    if word is None or iso is None or named is None or len(named) != _YEAR or owner.value.year is not None:
        return owner
    if year.start < word.end or draft.tape.words(word.end, year.start):
        return owner
    moved = "/".join(named + part[_YEAR:] for part in iso.split("/"))
    return replace(owner, value=replace(owner.value, iso=moved, anchor="absolute"))


def is_of_unread(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether a period behind a figure is what it is set against: "396 tonnes, against nil a year earlier"."""
    tape, end = draft.tape, draft.mention.end
    behind = not tape.verb_last and end <= mention.start < draft.right
    return behind and bool(tape.cue(end, mention.start, "against."))


def is_of_base(draft: Draft, mention: Mention[Period]) -> bool:
    """Whether what a figure is compared with is the value at hand: "deficit 400 mln vs January deficit 2.5 billion"."""
    tape, start, word = draft.tape, draft.mention.start, draft.indicator
    if tape.verb_last or word is None or not draft.left <= mention.start < word.start < start:
        return False
    near = tape.words(mention.end, word.start) == 0 and not tape.has_comma(mention.end, start)
    return near and bool(tape.cue(draft.left, mention.start, "against."))


def is_owner_of(tape: Tape, mention: Mention[Period], start: int) -> bool:
    """Whether a period stands right before a figure as its owner: "up from January's 23.5 billion"."""
    gap = tape.text(mention.end, start)
    return not tape.verb_last and mention.end < start and gap.strip(" '’") == "s"


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


def is_standing(draft: Draft) -> bool:
    """Whether a word of a stock opens the figure's own clause: "..., the portfolio of projects is worth ..."."""
    if draft.before is None or draft.spec is None or draft.spec.kind != "stock" or draft.chained:
        return False
    tape, start = draft.tape, draft.before.mention.end
    return any(tape.has_comma(start, cue.start) for cue in tape.cue(start, draft.mention.start, "stock."))
