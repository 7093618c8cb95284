"""A period in the guide's notation, spread over columns: first and last day, frequency, SDMX time period."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractors.errors import IkiliError


class PeriodColumns(NamedTuple):
    """First and last day (inclusive), frequency letter and SDMX time period of one period.

    `freq` is A, H, Q, M, D, C (January to some month: year to date) or X (any other span).
    """

    start: date
    end: date
    freq: str
    sdmx: str


_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=65_536)
def period_columns(period: str) -> PeriodColumns:
    """The columns of `2024`, `2025-08`, `2025-11-26`, `2025-01/2025-09` or `2023/2024`.

    Raises:
        IkiliError: The text is none of these.
    """
    first, _, last = period.partition("/")
    try:
        start, _ = _days(first)
        _, end = _days(last or first)
    except ValueError as error:
        raise IkiliError("period", f"{period!r} is no period", "write 2024, 2025-08, 2025-11-26 or A/B") from error
    if end < start:
        raise IkiliError("period", f"{period!r} ends before it begins", "write the earlier end first")
    if "/" not in period:
        return PeriodColumns(start, end, {4: "A", 7: "M", 10: "D"}[len(first)], first)
    if not (start.day == 1 and end.day == monthrange(end.year, end.month)[1]):
        return PeriodColumns(start, end, "X", f"{start.isoformat()}/P{(end - start).days + 1}D")
    return _whole_months(start, end)


def _whole_months(start: date, end: date) -> PeriodColumns:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 12 and start.month == 1:
        return PeriodColumns(start, end, "A", f"{start.year}")
    if months == 6 and start.month in (1, 7):
        return PeriodColumns(start, end, "H", f"{start.year}-S{(start.month + 5) // 6}")
    if months == 3 and start.month % 3 == 1:
        return PeriodColumns(start, end, "Q", f"{start.year}-Q{(start.month + 2) // 3}")
    if months == 1:
        return PeriodColumns(start, end, "M", f"{start.year}-{start.month:02d}")
    freq = "C" if start.month == 1 and months < 12 else "X"
    length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    return PeriodColumns(start, end, freq, f"{start.isoformat()}/P{length}")


def _days(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(point)
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)
