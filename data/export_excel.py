"""The variant for spreadsheets of countries that write decimals with a comma.

A byte order mark, so that Excel takes it for UTF-8; `;` between cells; decimal commas; and no text cell that a
spreadsheet could take for a formula. For programs there is the canonical CSV.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from data.claims import AMOUNT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

Table = dict[str, list[Any]]
# Columns of any of the three files whose cells are numbers: they may begin with a minus and get a decimal comma.
NUMBERS = frozenset(
    {*AMOUNT_COLUMNS, "confidence", "value_first", "value_latest", "value_min", "spread_pct", "implied_prev",
     "official_reporter", "official_partner"}
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?", re.IGNORECASE)
_WORDS = frozenset({"quote", "period", "speaker", "product"})  # words, whatever their cells look like
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def excel_csv(table: Table, columns: Sequence[str]) -> bytes:
    """The table as bytes that a spreadsheet opens by a double click."""
    from data.export import rows_of

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    numeric = [name in NUMBERS for name in columns]
    for row in rows_of(table, columns):
        writer.writerow([_cell(value, number) for value, number in zip(row, numeric, strict=True)])
    return buffer.getvalue().encode("utf-8-sig")


def excel_variant(text: str) -> bytes:
    """A file with commas and decimal points as the variant for spreadsheets.

    A column takes decimal commas where each of its cells is a number or empty; all other cells are text.

    Args:
        text: The canonical file, heads first.
    """
    rows = list(csv.reader(io.StringIO(text, newline="")))
    heads = rows[0] if rows else []
    numeric = [
        head not in _WORDS and all(not row[at] or _NUMBER.fullmatch(row[at]) for row in rows[1:])
        for at, head in enumerate(heads)
    ]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows[1:]:
        writer.writerow([_cell(value, number) for value, number in zip(row, numeric, strict=True)])
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Any, number: bool) -> Any:
    if not isinstance(value, str):
        return value
    if number:
        return value.replace(".", ",")
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
