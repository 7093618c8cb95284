"""Phrases put on the calendar: with the day of publication and the period that was named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.calendar import Period

if TYPE_CHECKING:
    from datetime import date

    from extractors.mentions.period_phrase import Phrase

_WHOLE_YEAR = 11
_AHEAD = 8
_FARTHEST = 15


def resolved(
    phrase: Phrase, roles: list[str], published: date, context: Period | None, near: bool, fiscal_start: int
) -> Period | None:
    """Return the phrase as a period.

    Args:
        phrase: What the words say.
        roles: What the words around make of it.
        published: The day of publication.
        context: The main period named before, or None.
        near: Whether that stands in the same sentence.
        fiscal_start: First month of the fiscal year of the country that the text speaks of.
    """
    grain, months = phrase.grain, phrase.months
    iso, year, anchor = phrase.iso, phrase.year, phrase.anchor
    if phrase.weak == "inside" and context is None:
        return None
    if phrase.grain == "fiscal":
        iso, year = _fiscal(phrase, fiscal_start, published)
    elif phrase.rule == "lasting":
        iso, year, anchor = _lasting(phrase, roles, published, context if near else None)
    elif (iso is None or phrase.same) and not phrase.base:
        iso, year, anchor = placed(phrase, published, context, "until" in roles)
    loading = "loading" in roles and phrase.year is None and not (phrase.same or phrase.shift or phrase.base)
    if loading and iso and (phrase.months or phrase.rule == "range"):
        iso = _ahead(iso, published)
    if phrase.rule in ("fiscal_single", "fiscal_relative") and grain == "fiscal":
        grain = "fiscal" if iso and len(iso) > 4 else "year"
    if (
        "since" in roles
        and iso
        and not phrase.same
        and phrase.rule not in ("range", "weekday")
        and not _has_ends(phrase)
    ):
        since = _since(iso, phrase, published)
        if since:
            iso, grain, months = since, "span", None
    if iso is None and ((phrase.day and not phrase.same) or phrase.rule == "ago"):
        return None
    base = phrase.base or _is_base(phrase, roles, iso, published)
    until = phrase.until or _is_until(roles, iso, published)
    return Period(iso, grain, anchor, phrase.shift, months, base, until, year, phrase.shift_months)


def on_year(phrase: Phrase, year: int) -> str | None:
    """Return the part or day of a phrase in a year, or the year."""
    if phrase.day:
        number, first, last = phrase.day
        begin, end = calendar.day(year, number, first), calendar.day(year, number, last)
        if begin is None or end is None:
            return None
        return begin if begin == end else f"{begin}/{end}"
    if not 0 < year < 9990:
        return None
    return calendar.months(year, *phrase.months) if phrase.months else f"{year:04d}"


def plain(phrase: Phrase, published: date) -> str | None:
    """Return a phrase on the calendar, without context."""
    if phrase.iso:
        return phrase.iso
    if phrase.year is not None:
        return on_year(phrase, phrase.year)
    if phrase.lone and (phrase.day or phrase.months) and (now := on_year(phrase, published.year)) is not None:
        return now
    if phrase.day:
        found = calendar.nearest_day(published, phrase.day[0], phrase.day[1])
        return on_year(phrase, int(found[:4])) if found else None
    if phrase.months:
        return on_year(phrase, calendar.latest_year(published, *phrase.months))
    return None


def placed(
    phrase: Phrase, published: date, context: Period | None, ahead: bool = False
) -> tuple[str | None, int | None, str]:
    """Return iso, year and anchor of a phrase that leans on publication or context.

    `ahead`: the words look forward ("by March"), so a name without a year may lie in the months to come.
    """
    known = context.iso if context else None
    if phrase.that:
        return _of_that_year(phrase, published, known), None, "context"
    if phrase.same or phrase.shift or phrase.shift_months:
        return _like_context(phrase, published, known)
    if phrase.year is not None:
        return on_year(phrase, phrase.year), phrase.year, phrase.anchor
    if phrase.weak == "whole":
        on = calendar.ends(known)[1][0] if known else published.year - (published.month < 7)
        return f"{on:04d}", None, "context"
    if phrase.weak == "bare":
        return f"{published.year:04d}", published.year, "published"
    found = plain(phrase, published)
    if ahead and found and (phrase.day or phrase.months) and "/" not in found:
        found = _ahead(found, published)
    return found, None, "context"


def _ahead(iso: str, published: date) -> str:
    """Return a day or month that was taken for past in the next year, if that is not too far off."""
    following = calendar.shifted(iso, 1)
    year, number = calendar.ends(following)[0]
    distance = 12 * (year - published.year) + number - published.month
    return following if iso[:7] < published.isoformat()[:7] and distance <= _AHEAD else iso


def _of_that_year(phrase: Phrase, published: date, known: str | None) -> str | None:
    """Return "that year" or a part of it."""
    if known is None:
        return plain(phrase, published) if phrase.months or phrase.day else f"{published.year:04d}"
    first, last = calendar.ends(known)
    if phrase.same:
        return known
    if phrase.months is None and phrase.day is None:
        year_long = 12 * (last[0] - first[0]) + last[1] - first[1] == _WHOLE_YEAR
        return known if year_long else f"{last[0]:04d}"
    return on_year(phrase, last[0])


def _like_context(phrase: Phrase, published: date, known: str | None) -> tuple[str | None, int | None, str]:
    """Return the context's period, moved by the phrase's shift or put on its year."""
    if phrase.year is not None:
        if known and len(known) > 4 and phrase.grain != "year":
            return calendar.moved_to(known, phrase.year), phrase.year, "context"
        return on_year(phrase, phrase.year), phrase.year, "context"
    if phrase.months or phrase.day:
        if known:
            return on_year(phrase, calendar.ends(known)[1][0] + phrase.shift), None, "context"
        alone = plain(phrase, published)
        moved = alone if phrase.iso or alone is None else calendar.shifted(alone, phrase.shift)
        return moved, None, "context"
    if known and (not phrase.shift_months or _fits(known, phrase.grain)):
        return calendar.shifted(known, phrase.shift, phrase.shift_months), None, "context"
    if phrase.iso:
        return phrase.iso, phrase.year, "context"
    if phrase.shift and not phrase.same and phrase.shift <= 1:
        return f"{published.year + phrase.shift:04d}", None, "context"
    if phrase.shift_months and phrase.grain in ("month", "quarter"):
        size = abs(phrase.shift_months)
        begin = (published.month - 1) // size * size + 1 + phrase.shift_months
        return calendar.months(published.year, begin, begin + size - 1), None, "context"
    if phrase.shift > 1 or (phrase.shift_months and phrase.grain not in ("month", "quarter")):
        return None, None, "context"
    grains = {"month": calendar.month(published.year, published.month), "year": f"{published.year:04d}"}
    found = grains.get(phrase.grain)
    return (calendar.shifted(found, phrase.shift) if found else None), None, "context"


def _fits(known: str, grain: str) -> bool:
    """Whether the context counts in the unit that "the previous" moves by."""
    if grain not in ("month", "quarter"):
        return len(known) > 4
    first, last = calendar.ends(known)
    return 12 * (last[0] - first[0]) + last[1] - first[1] == (0 if grain == "month" else 2)


def _lasting(
    phrase: Phrase, roles: list[str], published: date, context: Period | None
) -> tuple[str | None, int | None, str]:
    """Return "in five years": up to the year named in the sentence, else up to now; ahead where the words say so."""
    if ("ahead" in roles or (phrase.lone and "ahead_alone" in roles)) and 0 < phrase.back <= _FARTHEST:
        phrase.until = True
        return f"{published.year + phrase.back:04d}", published.year + phrase.back, "published"
    end = published.year
    if context and context.iso and len(context.iso) == 4:
        end = int(context.iso)
    return calendar.years(end - phrase.back, end), None, "context"


def _fiscal(phrase: Phrase, start: int, published: date) -> tuple[str | None, int | None]:
    """Return a fiscal year, or the part of it, and the year it ends in."""
    if phrase.rule == "fiscal_relative" and start and phrase.year is not None:
        ends = published.year + (published.month >= start > 1) + phrase.back
        return calendar.fiscal(ends - 1, start), ends
    return _fiscal_of(phrase, start, published), phrase.year


def _fiscal_of(phrase: Phrase, start: int, published: date) -> str | None:
    if phrase.year is None:
        return None
    if phrase.rule == "fiscal_relative" and not start:
        return f"{published.year + phrase.back:04d}"
    if phrase.rule == "fiscal_single" and not start:
        return f"{phrase.year:04d}"
    begin = start or calendar.INDIA
    if phrase.months is not None:
        return calendar.months(phrase.year - 1, phrase.months[0] + begin - 1, phrase.months[1] + begin - 1)
    return calendar.fiscal(phrase.year - 1, begin)


def _since(iso: str, phrase: Phrase, published: date) -> str | None:
    """Return the span from a period to the publication, in the period's own grain."""
    if phrase.edge == "start" and iso == f"{published.year:04d}":
        return None
    begin = iso.split("/")[0]
    if len(begin) == 4:
        return calendar.years(int(begin), published.year) if int(begin) < published.year else None
    if len(begin) == 7:
        return calendar.between(calendar.ends(iso)[0], (published.year, published.month))
    today = published.isoformat()
    return f"{begin}/{today}" if begin < today else None


def _is_base(phrase: Phrase, roles: list[str], iso: str | None, published: date) -> bool:
    """Whether the words in front or behind make the period the base of a comparison."""
    if phrase.grain == "day" or not roles or phrase.until or phrase.shift > 0:
        return False
    if "until" in roles and iso and calendar.ends(iso)[1][0] >= published.year:
        return False
    if "base" in roles:
        return True
    if "base_if_year" not in roles or phrase.edge or phrase.rule == "range" or _has_ends(phrase):
        return False
    if phrase.months and phrase.months[0] != phrase.months[1] and phrase.year == published.year:
        return False  # "the surplus over the first two months of this year" is compared with nothing
    return (phrase.year is not None and phrase.grain != "span") or bool(phrase.shift or phrase.shift_months)


def _has_ends(phrase: Phrase) -> bool:
    """Whether the words name both ends already: "from January to September"."""
    if phrase.day is not None:
        return phrase.day[1] != phrase.day[2]
    return phrase.rule.endswith("months") and phrase.months is not None and phrase.months[0] != phrase.months[1]


def _is_until(roles: list[str], iso: str | None, published: date) -> bool:
    if "until" not in roles or not iso:
        return False
    return calendar.ends(iso)[1] >= (published.year, published.month)
