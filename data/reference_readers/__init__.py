"""Readers of official statistics files, one shape a file; `data.reference` sniffs the shape and calls them.

Each reader turns a file's content into `RawValue`s and counts what it leaves out, with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from extractors.errors import IkiliError


class UnknownShapeError(IkiliError):
    """A file whose columns no reader knows; somebody can say what they mean (`data.reference.parse_mapped`)."""


class RawValue(NamedTuple):
    """One official value as the file states it, in plain units."""

    reporter: str
    partner: str
    flow: str
    valuation: str
    period: str
    value: Decimal
    unit: str


@dataclass
class Reading:
    """What a reader found: the values, and how many rows it left out and why."""

    source: str
    values: list[RawValue] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    vintage: str = ""


def decimal_of(text: str | float | None) -> Decimal | None:
    """Return the number in a cell, None where the cell is empty or says that there is none.

    Example:
        >>> decimal_of("56004917567.0")
        Decimal('56004917567.0')
    """
    plain = str(text if text is not None else "").strip().replace("\u00a0", "")
    if plain.casefold() in {"", "nan", "na", "n.a.", "...", "-", ":", "e", "none"}:
        return None
    if "," in plain:
        plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain.replace(",", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
