"""Periods of official files -> the guide's notation: "2022", "2022-Q1", "2022M01", "202201"."""

from __future__ import annotations

import re

_SHAPES = (
    (re.compile(r"(\d{4})(?:-A1?)?"), 12),
    (re.compile(r"(\d{4})-?S([12])"), 6),
    (re.compile(r"(\d{4})-?Q([1-4])"), 3),
    (re.compile(r"(\d{4})-?M(\d{1,2})"), 1),
    (re.compile(r"(\d{4})-(\d{2})"), 1),
)
_COMPACT = re.compile(r"(\d{4})(\d{2})")


def period_of(text: str) -> str | None:
    """Return the period in the guide's notation, None for what is no year, half, quarter or month.

    Example:
        >>> period_of("2022-Q1")
        '2022-01/2022-03'
    """
    text = text.strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = f"{compact[1]}-{compact[2]}"
    for shape, months in _SHAPES:
        found = shape.fullmatch(text)
        if not found:
            continue
        if months == 12:
            return found[1]
        first = (int(found[2]) - 1) * months + 1
        if not 1 <= first <= 12:
            return None
        start = f"{found[1]}-{first:02d}"
        return start if months == 1 else f"{start}/{found[1]}-{first + months - 1:02d}"
    return None
