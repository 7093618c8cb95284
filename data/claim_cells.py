"""The cells of a `claims.csv` that comes from outside, checked one by one, because nothing behind them will."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, get_args

from sqlalchemy import String

from data import schema
from data.claims import CLAIM_COLUMNS, Review, decimal_text
from data.period_columns import period_columns
from extractors.errors import IkiliError
from extractors.records import Bound, FieldName, Indicator, Measure, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

Cells = dict[str, str | None]

REQUIRED = ("claim_id", "indicator", "measure", "reporter", "partner", "value", "unit", "bound", "status", "quote",
            "quote_start", "quote_end", "quote_field", "lang", "published", "source_id", "first_seen", "confidence",
            "review", "extractor_version")  # fmt: skip
AMOUNTS = ("value", "value_max", "value_lo", "value_hi")
_DAYS = ("published", "first_seen", "reviewed_on", "superseded_on")
_ALLOWED: dict[str, tuple[str, ...]] = {
    "indicator": get_args(Indicator), "measure": get_args(Measure), "bound": get_args(Bound),
    "status": get_args(Status), "quote_field": get_args(FieldName), "review": get_args(Review),
}  # fmt: skip
_CLAIM_ID = re.compile(r"[0-9a-f]{32}")
_DIGITS = re.compile(r"\d{1,9}")
_MOST_PLACES = 40  # of an amount, on either side of the point
_RESTORE = "restore the row from the export"
_SHOWN = 60


def table_rows(text: str, where: str) -> Iterator[tuple[int, Cells | IkiliError]]:
    """The rows of a claims table: number of the line on which each begins, and its cells or why there are none.

    Raises:
        IkiliError: It has not the columns of one.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise IkiliError(f"{where}:1", f"no CSV ({error})", "give the canonical claims.csv") from error
    if missing := [name for name in REQUIRED if name not in header]:
        what = f"lacks the columns {', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}"
        raise IkiliError(where, what, "give the canonical claims.csv (comma, not semicolon)")
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, IkiliError(f"{where}:{line}", f"no row of a table ({error})", _RESTORE)
            continue
        if not row:
            continue
        if len(row) != len(header):
            what = f"{len(row)} cells where the first line has {len(header)} (a quotation mark or comma too many?)"
            yield line, IkiliError(f"{where}:{line}", what, _RESTORE)
            continue
        yield line, {**dict.fromkeys(CLAIM_COLUMNS), **{n: v or None for n, v in zip(header, row, strict=True)}}


def check(cells: Cells, where: str) -> None:
    """Refuse a row that holds anything that the store could not keep or give back.

    Raises:
        IkiliError: Names the column, the offending cell and what belongs there.
    """
    for name, cell in cells.items():
        if cell is None:
            if name in REQUIRED:
                raise IkiliError(where, f"column {name} is empty", _RESTORE)
            continue
        remedy = _fault(name, cell)
        if remedy is not None:
            shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
            raise IkiliError(where, f"column {name}: {shown!r} is not what belongs there", remedy)
    if int(cells["quote_end"] or 0) <= int(cells["quote_start"] or 0):
        raise IkiliError(where, "column quote_end: the quote ends before it begins", _RESTORE)


def amount(cell: str | None) -> str | None:
    """An amount as the store writes it."""
    return None if cell is None else decimal_text(Decimal(cell))


def _fault(name: str, cell: str) -> str | None:
    """What to write instead, where a cell is wrong."""
    if "\0" in cell:
        return "take the NUL character out"
    if name in _ALLOWED:
        return None if cell in _ALLOWED[name] else f"use one of {', '.join(_ALLOWED[name])}"
    if name == "claim_id":
        return None if _CLAIM_ID.fullmatch(cell) else "keep the 32 digits of the export: they name the claim"
    if name in AMOUNTS:
        return None if _is_amount(cell) else "write the full number with a decimal point, as 4100000000 or 13.6"
    if name in _DAYS:
        return None if _is_day(cell) else "write the day as 2025-11-26"
    if name in ("quote_start", "quote_end"):
        return None if _DIGITS.fullmatch(cell) else f"write a whole number, or {_RESTORE}"
    if name == "confidence":
        return None if _is_share(cell) else "write a number from 0 to 1, with a decimal point"
    if name == "period":
        return _period_fault(cell)
    most = _LENGTHS.get(name)
    return None if most is None or len(cell) <= most else f"write at most {most} characters"


def _is_amount(cell: str) -> bool:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_PLACES and number.adjusted() <= _MOST_PLACES


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _is_share(cell: str) -> bool:
    try:
        return 0 <= float(cell) <= 1
    except ValueError:
        return False


def _period_fault(cell: str) -> str | None:
    try:
        period_columns(cell)
    except IkiliError as error:
        return error.remedy
    return None


_LENGTHS = {
    column.name: column.type.length
    for table in (schema.articles, schema.claims)
    for column in table.c
    if isinstance(column.type, String) and column.type.length is not None
}
