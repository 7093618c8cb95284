"""The legacy DOTS workbook of one country: sheets "Exports, FOB" and "Imports, CIF", millions of dollars.

The country stands in row 4, the unit in row 5, the years in row 7; below come partners mixed with regions under the
IMF's names. What maps to no economy (groups, dead states) is counted and left out.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from data.reference_readers import Reading, UnknownShapeError, decimal_of
from data.reference_readers.imf import add_value, indicator_of
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

_SHEETS = {"exports, fob": "XG_FOB_USD", "imports, cif": "MG_CIF_USD", "imports, fob": "MG_FOB_USD"}
_SCALES = {"millions": 6, "billions": 9, "thousands": 3}
_HEAD = 12
_YEAR = re.compile(r"(19|20)\d{2}(\.0)?|(19|20)\d{2}-?[QM]\d{1,2}")


def opened(content: bytes, where: str) -> Workbook:
    """Return a workbook, its values instead of its formulas.

    Raises:
        IkiliError: openpyxl is missing, or this is no workbook.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise IkiliError(
            where, "reading xlsx needs openpyxl", "pip install openpyxl, or save the sheet as CSV"
        ) from error
    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises KeyError, ValueError, BadZipFile and more on what is no workbook
        reason = f"is no workbook ({type(error).__name__}: {error})"
        raise IkiliError(where, reason, "save the sheet as CSV") from error


def read_workbook(content: bytes, where: str) -> Reading:
    """Return the values of all sheets that are named as DOTS names them.

    Raises:
        IkiliError: openpyxl is missing, or no sheet is a DOTS sheet.
    """
    book = opened(content, where)
    reading = Reading("IMF DOTS")
    found = False
    for sheet in book.worksheets:
        code = next((code for name, code in _SHEETS.items() if sheet.title.casefold().strip().startswith(name)), None)
        if code is None:
            reading.left_out[f"sheet {sheet.title!r}"] += 1
            continue
        found = True
        _read_sheet(sheet, code, reading, f"{where}, sheet {sheet.title!r}")
    if not found:
        names = ", ".join(book.sheetnames)
        raise UnknownShapeError(
            where, f"no sheet is named as DOTS names them ({names})", 'look for "Exports, FOB", "Imports, CIF"'
        )
    return reading


def _read_sheet(sheet: Worksheet | ReadOnlyWorksheet, code: str, reading: Reading, where: str) -> None:
    cells: Any = sheet  # the stubs give the read-only sheet no rows of its own
    rows = [[("" if cell is None else str(cell)).strip() for cell in row] for row in cells.iter_rows(values_only=True)]
    head = rows[:_HEAD]
    years_at = next((at for at, row in enumerate(head) if sum(bool(_YEAR.fullmatch(cell)) for cell in row) >= 1), None)
    if years_at is None:
        raise IkiliError(where, f"no row of years in the first {_HEAD}", "check that the sheet is as the IMF saved it")
    unit_at = next((at for at, row in enumerate(head[:years_at]) if "dollar" in " ".join(row).casefold()), None)
    if unit_at is None or unit_at == 0:
        raise IkiliError(where, "no row says the unit", 'the row above the years should say "US Dollars, Millions"')
    unit = " ".join(head[unit_at]).casefold()
    scale = next((power for word, power in _SCALES.items() if word in unit), 0)
    country = next((cell for cell in head[unit_at - 1] if cell), "")
    years = [(at, cell.removesuffix(".0")) for at, cell in enumerate(rows[years_at]) if _YEAR.fullmatch(cell)]
    name_at = max(0, min(at for at, _ in years) - 1)
    for row in rows[years_at + 1 :]:
        partner = next((cell for cell in row[: name_at + 1] if cell), "")
        if not partner:
            continue
        for at, year in years:
            value = decimal_of(row[at]) if at < len(row) else None
            if value is not None:
                add_value(reading, indicator_of(code), ("", country), ("", partner), year, value.scaleb(scale))
