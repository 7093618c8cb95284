"""Calendar periods: the value of a period mention and its neutral notation.

The notation is ISO 8601 where it has one ("2024", "2025-08", "2025-11-26") and a pair of such ends for a stretch of
time ("2025-01/2025-09", "2019/2024"); both ends count.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

# first month of the fiscal year by country (ISO 3166-1 alpha-3), for those whose press writes years as "2022-23"
PAIRED_START = {
    "IND": 4,
    "JPN": 4,
    "GBR": 4,
    "ZAF": 4,
    "EGY": 7,
    "PAK": 7,
    "BGD": 7,
    "AUS": 7,
    "NZL": 7,
    "KEN": 7,
    "UGA": 7,
    "TZA": 7,
    "NPL": 7,
    "ETH": 7,
    "IRN": 4,
}
# and for all whose press speaks of a fiscal year, named by the year it ends in
FISCAL_START = PAIRED_START | {"USA": 10, "THA": 10, "MMR": 10, "AFG": 4}
INDIA = 4
_HALVES = ((1, 6), (7, 12))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of calendar time that a text names.

    Attributes:
        iso: The period in neutral notation, None where the words alone do not say ("the same period").
        grain: What the words count in: year half quarter month day week decade part (a range of months) span fiscal.
        anchor: "absolute" (the year is written), "published" (words relative to the day of publication: "last
            year") or "context" (depends on another period of the text: "a year earlier", "in October"); `iso` is
            then the best guess: from the period named before it, else the latest such period at publication.
        shift: Years to add to the context's period ("a year earlier" = -1).
        months: First and last month within a year, where the words say them, so that another year can be tried.
        base: The phrase only names what a figure is compared with.
        until: The phrase names the end of a target or a forecast ("by 2030", "in the next five years").
        year: The year that the words or the publication date give; None where only the context has it.
        shift_months: Months to add to the context's period ("a month earlier" = -1).
    """

    iso: str | None
    grain: str
    anchor: str
    shift: int = 0
    months: tuple[int, int] | None = None
    base: bool = False
    until: bool = False
    year: int | None = None
    shift_months: int = 0


def month(year: int, number: int) -> str:
    """Return one month; numbers beyond 1..12 roll over into other years.

    >>> month(2024, 0)
    '2023-12'
    """
    years, rest = divmod(number - 1, 12)
    return f"{year + years:04d}-{rest + 1:02d}"


def months(year: int, first: int, last: int) -> str:
    """Return a range of months of a year as text; a full calendar year is the year.

    >>> months(2025, 1, 9), months(2025, 1, 12), months(2025, 8, 8), months(2018, -8, 3)
    ('2025-01/2025-09', '2025', '2025-08', '2017-04/2018-03')
    """
    if first == last:
        return month(year, first)
    if first == 1 and last == 12:
        return f"{year:04d}"
    return f"{month(year, first)}/{month(year, last)}"


def years(first: int, last: int) -> str:
    """Return a span of years, or the year where both ends are one."""
    return f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"


def fiscal(first: int, start: int = INDIA) -> str:
    """Return the fiscal year that begins in the month `start` of the year `first`.

    >>> fiscal(2022), fiscal(2020, 7), fiscal(2023, 1)
    ('2022-04/2023-03', '2020-07/2021-06', '2023')
    """
    return months(first, start, start + 11)


def day(year: int, number: int, of_month: int) -> str | None:
    """Return a day, or None where the calendar has no such day."""
    if not (1 <= number <= 12 and 1 <= year <= 9999 and 1 <= of_month <= calendar.monthrange(year, number)[1]):
        return None
    return f"{year:04d}-{number:02d}-{of_month:02d}"


def first_day(iso: str) -> str:
    """Return the first day of a period."""
    year, number = ends(iso)[0]
    return f"{year:04d}-{number:02d}-01"


def last_day(iso: str) -> str:
    """Return the last day of a period."""
    year, number = ends(iso)[1]
    return f"{year:04d}-{number:02d}-{calendar.monthrange(year, number)[1]:02d}"


def nearest_day(published: date, number: int, of_month: int) -> str | None:
    """Return the day of that name closest to publication: the past one, unless the next one is within two months."""
    for year in (published.year + 1, published.year, published.year - 1, published.year - 4):
        found = day(year, number, of_month)
        if found and date.fromisoformat(found) <= published + timedelta(days=62):
            return found
    return None


def latest_year(published: date, first: int, last: int) -> int:
    """Return the latest year in which the months `first`..`last` are over, or run at publication.

    A month, a quarter or a half counts as soon as it has begun; another stretch only in its last month, for nobody
    reports nine months in February.
    """
    begun = first if last - first < 3 or (first, last) in _HALVES else last
    return published.year if begun <= published.month else published.year - 1


def ends(iso: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and the last (year, month) of a period in neutral notation.

    >>> ends("2025-01/2025-09"), ends("2024")
    (((2025, 1), (2025, 9)), ((2024, 1), (2024, 12)))
    """
    first, _, last = iso.partition("/")
    last = last or first
    left = (int(first[:4]), int(first[5:7]) if len(first) > 4 else 1)
    right = (int(last[:4]), int(last[5:7]) if len(last) > 4 else 12)
    return left, right


def between(left: tuple[int, int], right: tuple[int, int]) -> str | None:
    """Return the period from the month `left` to the month `right`, whole years as years; None if it runs backwards.

    >>> between((2014, 1), (2024, 12)), between((2022, 4), (2023, 1))
    ('2014/2024', '2022-04/2023-01')
    """
    if right < left:
        return None
    if left[1] == 1 and right[1] == 12:
        return years(left[0], right[0])
    return months(left[0], left[1], right[1] + 12 * (right[0] - left[0]))


def shifted(iso: str, by_years: int = 0, by_months: int = 0) -> str:
    """Return the period moved in time; days are moved by years only.

    >>> shifted("2025-01/2025-09", -1), shifted("2024", -1), shifted("2025-01", by_months=-1)
    ('2024-01/2024-09', '2023', '2024-12')
    """
    moved = []
    for end in iso.split("/"):
        year, rest = int(end[:4]) + by_years, end[4:]
        if not 1 <= year <= 9998:
            return iso
        if by_months and len(end) == 7:
            moved.append(month(year, int(end[5:7]) + by_months))
        elif end[5:] == "02-29":
            moved.append(f"{year:04d}-02-28")
        else:
            moved.append(f"{year:04d}{rest}")
    return "/".join(moved)


def moved_to(iso: str, year: int) -> str:
    """Return the period with its last year replaced: the months stay.

    >>> moved_to("2023-01/2023-09", 2022), moved_to("2022-04/2023-03", 2022)
    ('2022-01/2022-09', '2021-04/2022-03')
    """
    return shifted(iso, year - ends(iso)[1][0])
