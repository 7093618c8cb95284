"""IMF trade files as text: IMTS from both SDMX APIs and the Data Explorer, DOTS bulk and panel, other SDMX-CSV.

Traps, each with a test: SCALE is a hint for display and OBS_VALUE is already in dollars, while UNIT_MULT of other
SDMX sources does multiply; the header of the 3.0 API begins `STRUCTURE[;]`; aggregates are G and three digits; rows
with Attribute=Status carry letters; an empty OBS_VALUE is missing; a row of ACTION D deletes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from data.reference_readers import RawValue, Reading, decimal_of
from data.reference_readers.periods import period_of
from data.reference_readers.places import is_aggregate, place_of

if TYPE_CHECKING:
    from decimal import Decimal

Row = Mapping[str | None, str | None]

_INDICATOR = re.compile(r"T?([XM])G_(FOB|CIF)_([A-Z]{3})")
_IN_BRACKETS = re.compile(r"\((T?[XM]G_(?:FOB|CIF)_[A-Z]{3})\)\s*$")
_FLOWS = {"X": "exports", "M": "imports"}
_WIDE = re.compile(r"\d{4}(?:-?[QMS]\d{1,2})?")


def indicator_of(code: str) -> tuple[str, str, str] | None:
    """Return flow, valuation and unit of an IMF indicator code; None for the balance and for anything else.

    Example:
        >>> indicator_of("TMG_CIF_USD")
        ('imports', 'CIF', 'USD')
    """
    found = _INDICATOR.fullmatch(code.strip().upper())
    return (_FLOWS[found[1]], found[2], found[3]) if found else None


def label_indicator(label: str) -> tuple[str, str, str] | None:
    """Return the same from an English label: "Exports of goods, Free on board (FOB), US dollar"."""
    text = label.casefold()
    if "balance" in text or "dollar" not in text:
        return None
    flow = "exports" if "export" in text else "imports" if "import" in text else None
    valuation = (
        "FOB" if "fob" in text or "free on board" in text else "CIF" if "cif" in text or "freight" in text else None
    )
    return (flow, valuation, "USD") if flow and valuation else None


def read_sdmx_csv(rows: Iterable[Row]) -> Reading:
    """Read one observation a row: SDMX-CSV 1.0 and 2.x of IMTS, and of other sources with the usual names."""
    reading = Reading("SDMX")
    for row in rows:
        _observation(row, reading)
    return reading


def _cell(row: Row, *names: str) -> str:
    """Return the code in the first of the columns that is there; "TUR: Türkiye" (labels=both) gives TUR."""
    for name in names:
        value = row.get(name)
        if value:
            return value.split(":")[0].strip() if re.match(r"[\w]+: ", value) else value.strip()
    return ""


def _observation(row: Row, reading: Reading) -> None:
    flow_ref = _cell(row, "STRUCTURE_ID", "DATAFLOW", "DATASET")
    raw_flow = row.get("STRUCTURE_ID") or row.get("DATAFLOW") or row.get("DATASET") or flow_ref
    if "IMTS" in raw_flow:
        reading.source = "IMF IMTS"
    elif "DOT" in raw_flow:
        reading.source = "IMF DOTS"
    if _cell(row, "ACTION") == "D":
        reading.left_out["deleted"] += 1
        return
    about = indicator_of(_cell(row, "INDICATOR"))
    reporter_code = _cell(row, "COUNTRY", "REF_AREA", "REPORTER")
    partner_code = _cell(row, "COUNTERPART_COUNTRY", "COUNTERPART_AREA", "PARTNER")
    value = decimal_of(row.get("OBS_VALUE"))
    if value is not None:
        value = value.scaleb(int(_cell(row, "UNIT_MULT") or 0))
    add_value(reading, about, (reporter_code, ""), (partner_code, ""), _cell(row, "TIME_PERIOD"), value)


def add_value(
    reading: Reading,
    about: tuple[str, str, str] | None,
    reporter: tuple[str, str],
    partner: tuple[str, str],
    period: str,
    value: Decimal | None,
) -> None:
    """Add one value, or count why it is left out. `reporter` and `partner` are code and name."""
    when = period_of(period)
    if about is None:
        reading.left_out["another indicator"] += 1
    elif value is None:
        reading.left_out["no value"] += 1
    elif when is None:
        reading.left_out[f"period {period!r}"] += 1
    else:
        sides = [place_of(*reporter), place_of(*partner)]
        for side, (code, name) in zip(sides, (reporter, partner), strict=True):
            if side is None:
                reading.left_out["a group" if is_aggregate(code) else f"place {name or code!r}"] += 1
                return
        flow, valuation, unit = about
        if sides[0] == sides[1]:
            reading.left_out["trade with itself"] += 1
            return
        reading.values.append(RawValue(str(sides[0]), str(sides[1]), flow, valuation, when, value, unit))


def read_explorer(rows: Iterable[Row]) -> Reading:
    """Read the Data Explorer's download: labels for countries and indicators, one column a period.

    The reporter's code is the first three letters of SERIES_CODE ("KGZ.XG_FOB_USD.RUS.A").
    """
    reading = Reading("IMF IMTS")
    for row in rows:
        parts = (row.get("SERIES_CODE") or "").split(".")
        codes = parts if len(parts) >= 3 else ["", "", ""]
        about = (
            indicator_of(codes[1])
            or indicator_of(row.get("INDICATOR") or "")
            or label_indicator(row.get("INDICATOR") or "")
        )
        reporter = (codes[0], row.get("COUNTRY") or "")
        partner = (codes[2], row.get("COUNTERPART_COUNTRY") or "")
        _wide(row, reading, about, reporter, partner)
    return reading


def _wide(
    row: Row, reading: Reading, about: tuple[str, str, str] | None, reporter: tuple[str, str], partner: tuple[str, str]
) -> None:
    """Add the period columns of a row; empty ones are not counted, since most are."""
    if about is None:
        reading.left_out["another indicator"] += 1
        return
    for name, cell in row.items():
        if name and _WIDE.fullmatch(name.strip()):
            value = decimal_of(cell)
            if value is not None:
                add_value(reading, about, reporter, partner, name, value)


def read_dots_bulk(rows: Iterable[Row]) -> Reading:
    """Read the legacy DOTS bulk file: one column a period, IMF numeric codes (so places go by name), dollars."""
    reading = Reading("IMF DOTS")
    for row in rows:
        if (row.get("Attribute") or "Value").strip() != "Value":
            reading.left_out[f"attribute {row.get('Attribute')}"] += 1
            continue
        about = indicator_of(row.get("Indicator Code") or "")
        _wide(row, reading, about, ("", row.get("Country Name") or ""), ("", row.get("Counterpart Country Name") or ""))
    return reading


def read_dots_panel(rows: Iterable[Row]) -> Reading:
    """Read the legacy DOTS panel: one row a pair and period, one column an indicator, its code in brackets."""
    reading = Reading("IMF DOTS")
    for row in rows:
        for name, cell in row.items():
            code = _IN_BRACKETS.search(name or "")
            if code is None or not (cell or "").strip():
                continue
            reporter = ("", row.get("Country Name") or "")
            partner = ("", row.get("Counterpart Country Name") or "")
            add_value(reading, indicator_of(code[1]), reporter, partner, row.get("Time Period") or "", decimal_of(cell))
    return reading


def read_bundled(rows: Iterable[Row]) -> Reading:
    """Read our own bundle: reporter, partner, year, exports_usd (FOB), imports_usd (CIF)."""
    reading = Reading("IMF DOTS")
    for row in rows:
        for column, code in (("exports_usd", "XG_FOB_USD"), ("imports_usd", "MG_CIF_USD")):
            value = decimal_of(row.get(column))
            if value is not None:
                sides = ((row.get("reporter") or "", ""), (row.get("partner") or "", ""))
                add_value(reading, indicator_of(code), *sides, row.get("year") or "", value)
    return reading
