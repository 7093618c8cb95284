"""UN Comtrade: the CSV and JSON of 2023 and later, and both legacy shapes. Read the user's own file; ship none.

Traps, each with a test: rows that end in a comma; cells that are Latin-1; only the total of all commodities, customs
procedures, transport modes and second partners is a total; isReported says nothing about totals; annual rows carry
refMonth 52; numeric codes are not ISO, so the ISO column comes first; the world is W00 (legacy: WLD).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.reference_readers import Reading, decimal_of
from data.reference_readers.imf import Row, add_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FLOWS = {"X": "exports", "M": "imports"}
_LEGACY_FLOWS = {"export": "exports", "exports": "exports", "import": "imports", "imports": "imports"}
# column -> what a total says there
_TOTALS = {"cmdCode": "TOTAL", "customsCode": "C00", "motCode": "0", "partner2Code": "0"}


def read_comtrade(rows: Iterable[Mapping[Any, Any]]) -> Reading:
    """Read records with the fields of the API of 2023 and later."""
    reading = Reading("UN Comtrade")
    for row in rows:
        cells = {str(name): "" if cell is None else str(cell).strip() for name, cell in row.items() if name}
        flow = _FLOWS.get(cells.get("flowCode", ""))
        if flow is None:
            reading.left_out[f"flow {cells.get('flowCode', '')!r}"] += 1
            continue
        part = next((name for name, whole in _TOTALS.items() if cells.get(name) not in {None, "", whole}), None)
        if part is not None:
            reading.left_out[f"{part} is a part"] += 1
            continue
        period = cells.get("period") or _legacy_period(cells)
        about = (flow, _valuation(flow, cells), "USD")
        reporter = (cells.get("reporterISO") or cells.get("reporterCode", ""), cells.get("reporterDesc", ""))
        partner = (cells.get("partnerISO") or cells.get("partnerCode", ""), cells.get("partnerDesc", ""))
        add_value(reading, about, reporter, partner, period, decimal_of(cells.get("primaryValue")))
    return reading


def _legacy_period(cells: Mapping[str, str]) -> str:
    """Return the period from year and month; month 52 means the year."""
    month = cells.get("refMonth", "")
    year = cells.get("refYear", "")
    return f"{year}-{int(month):02d}" if month.isdigit() and 1 <= int(month) <= 12 else year


def _valuation(flow: str, cells: Mapping[str, str]) -> str:
    """Return which of the two valuations the primary value is; imports are CIF unless only a FOB value is given."""
    primary, fob, cif = (decimal_of(cells.get(name)) for name in ("primaryValue", "fobvalue", "cifvalue"))
    if flow == "exports":
        return "FOB"
    return "FOB" if not cif and fob and fob == primary else "CIF"


def read_comtrade_legacy(rows: Iterable[Row]) -> Reading:
    """Read the legacy CSV: `Trade Flow`, `Reporter ISO`, `Commodity Code`, `Trade Value (US$)`."""
    reading = Reading("UN Comtrade (legacy)")
    for row in rows:
        flow = _LEGACY_FLOWS.get((row.get("Trade Flow") or "").strip().casefold())
        if flow is None:
            reading.left_out[f"flow {row.get('Trade Flow')!r}"] += 1
        elif (row.get("Commodity Code") or "").strip() != "TOTAL":
            reading.left_out["Commodity Code is a part"] += 1
        else:
            about = (flow, "FOB" if flow == "exports" else "CIF", "USD")
            reporter = (row.get("Reporter ISO") or row.get("Reporter Code") or "", row.get("Reporter") or "")
            partner = (row.get("Partner ISO") or row.get("Partner Code") or "", row.get("Partner") or "")
            period = row.get("Period") or row.get("Year") or ""
            add_value(reading, about, reporter, partner, period, decimal_of(row.get("Trade Value (US$)")))
    return reading


def read_comtrade_legacy_json(rows: Iterable[Mapping[str, Any]]) -> Reading:
    """Read the legacy API's `dataset`: `rgDesc`, `rt3ISO`, `pt3ISO`, `cmdCode`, `TradeValue`."""
    names = {
        "rgDesc": "Trade Flow", "rt3ISO": "Reporter ISO", "rtCode": "Reporter Code", "rtTitle": "Reporter",
        "pt3ISO": "Partner ISO", "ptCode": "Partner Code", "ptTitle": "Partner", "cmdCode": "Commodity Code",
        "TradeValue": "Trade Value (US$)", "period": "Period", "yr": "Year",
    }  # fmt: skip
    return read_comtrade_legacy(
        {new: None if row.get(old) is None else str(row[old]) for old, new in names.items()} for row in rows
    )
