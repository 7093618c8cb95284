"""Periods that lean on the one spoken of: "the same period", "nine months", "a year earlier", "in one year"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions.calendar import ends
from extractors.mentions.calendar import shifted as moved
from extractors.observations.dates import in_months
from extractors.observations.sharing import shifted

if TYPE_CHECKING:
    from datetime import date

    from extractors.mentions.calendar import Period

_YEAR = len("2025")


def is_span(iso: str) -> bool:
    """Whether a period runs over whole years ("2023/2025")."""
    parts = iso.split("/")
    return len(parts) == 2 and len(parts[0]) == _YEAR


def is_counted_in(iso: str, grain: str) -> bool:
    """Whether a period is one month or one quarter, so that "the previous quarter" is the one before it."""
    first, last = ends(iso)
    return len(iso) > _YEAR and 12 * (last[0] - first[0]) + last[1] - first[1] == {"month": 0, "quarter": 2}.get(grain)


def in_context(value: Period, frame: str | None, published: date) -> str | None:
    """Resolve "the same period", "nine months" or "a year earlier" against the frame's period."""
    iso: str | None = in_months(value.iso)
    months, shift = value.months, value.shift
    named = value.year
    if months is not None and named is None and not shift and iso is not None:
        return iso
    if months is not None:
        first, final = months
        year = int(iso[:4]) if iso else published.year
        if shift and frame is not None:
            year = int(frame[:4]) + shift
        elif (first, final) != (1, 12):
            year = (
                published.year
                if final < published.month or (final == published.month and first < final)
                else published.year - 1
            )
        elif frame is not None:
            return frame[:4]
        if (first, final) == (1, 12):
            return f"{year}"
        return f"{year}-{first:02d}" if first == final else f"{year}-{first:02d}/{year}-{final:02d}"
    return _whole(value, iso, frame)


def _whole(value: Period, iso: str | None, frame: str | None) -> str | None:
    """Resolve a period that names no months of its own."""
    grain, shift, named = value.grain, value.shift, value.year
    if value.shift_months and frame is not None and is_counted_in(frame, grain):
        return moved(frame, by_months=value.shift_months)
    if grain in ("span", "decade") or (iso is not None and "/" in iso and grain == "year"):
        return _of_one_year(iso, frame) if grain == "span" else iso
    if frame is not None and grain == "year" and (iso is None or len(iso) == _YEAR):
        return shifted(frame.split("/")[-1][:_YEAR], shift)
    if frame is not None and named is not None and not shift:
        return shifted(frame, named - int(frame.split("/")[-1][:_YEAR]))
    return shifted(frame, shift) if frame is not None else iso


def _of_one_year(iso: str | None, frame: str | None) -> str | None:
    """Return the year spoken of for "in one year", nothing where there is none; other spans as they are."""
    if iso is None or not is_span(iso) or int(iso[:_YEAR]) + 1 != int(iso[-_YEAR:]):
        return iso
    return frame if frame is not None and len(frame) == _YEAR else None
