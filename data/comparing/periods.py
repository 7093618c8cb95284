"""The period notation of the guide, read once per distinct period: "2024", "2025-01/2025-09", "2023/2024", a day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

# Months of a span that starts in January -> its frequency; others are X.
_FROM_JANUARY = {1: "M", 3: "Q", 6: "H", 12: "A"}


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """What a period string says.

    Attributes:
        text: The canonical form ("2025-01/2025-12" is "2025"); empty where no period is stated.
        start: First day, or None.
        end: Last day, or None.
        freq: A year, H half, Q quarter, M month, D day, C year to date, X other span, empty for none.
        before: The period with which growth compares it: a year earlier, or the first year of a span of years.
        months: Months covered; 0 for a day or none.
    """

    text: str = ""
    start: date | None = None
    end: date | None = None
    freq: str = ""
    before: str = ""
    months: int = 0

    @property
    def year(self) -> int:
        """The year in which the period ends; 0 where there is none."""
        return self.end.year if self.end else 0


NO_PERIOD = PeriodFacts()


@lru_cache(maxsize=65536)
def read_period(text: str) -> PeriodFacts:
    """Return the facts of one period string; a string that is no period counts as none stated.

    Example:
        >>> read_period("2025-01/2025-09").before
        '2024-01/2024-09'
    """
    left, slash, right = text.partition("/")
    first = _PART.fullmatch(left)
    last = _PART.fullmatch(right) if slash else first
    if first is None or last is None:
        return NO_PERIOD
    try:
        start = date(int(first[1]), int(first[2] or 1), int(first[3] or 1))
        end = _last_day(last)
    except ValueError:
        return NO_PERIOD
    if end < start:
        return NO_PERIOD
    if first[3] or last[3]:
        return PeriodFacts(text, start, end, "D" if start == end else "X")
    if slash and not first[2] and not last[2]:
        if first[1] == last[1]:
            return read_period(first[1])
        return PeriodFacts(text, start, end, "X", before=first[1], months=_months(start, end))
    return _months_span(text, start, end)


def _months_span(text: str, start: date, end: date) -> PeriodFacts:
    """Return the facts of a span of whole months."""
    months = _months(start, end)
    if months == 12 and start.month == 1:
        year = start.year
        return PeriodFacts(str(year), start, end, "A", str(year - 1), 12)
    if start.month == 1 and start.year == end.year:
        freq = _FROM_JANUARY.get(months, "C")
    elif months == 1:
        freq = "M"
    elif months in {3, 6} and start.month % months == 1:
        freq = "Q" if months == 3 else "H"
    else:
        freq = "X"
    before = _shifted(start, end)
    return PeriodFacts(text, start, end, freq, before, months)


def _shifted(start: date, end: date) -> str:
    """Return the same months a year earlier, in the guide's notation."""
    left = f"{start.year - 1}-{start.month:02d}"
    right = f"{end.year - 1}-{end.month:02d}"
    return left if left == right else f"{left}/{right}"


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _last_day(part: re.Match[str]) -> date:
    """Return the last day of a year, month or day."""
    year, month = int(part[1]), int(part[2] or 12)
    return date(year, month, int(part[3]) if part[3] else monthrange(year, month)[1])
