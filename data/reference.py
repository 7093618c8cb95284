"""Official statistics: reads files of the IMF and of UN Comtrade, whatever shape they come in.

`read_reference(path)` sniffs the shape and returns values that keep reporter, partner, flow, valuation, source,
vintage and the file's hash, beside a count of what was left out and why. Bundled is IMF DOTS 2010-2020 for 28
economies (`data/official/`).
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.reference_readers import UnknownShapeError
from data.reference_readers.comtrade import read_comtrade, read_comtrade_legacy, read_comtrade_legacy_json
from data.reference_readers.imf import Row, read_bundled, read_dots_bulk, read_dots_panel, read_explorer, read_sdmx_csv
from data.reference_readers.mapped import read_mapped
from data.reference_readers.packed import unpacked
from data.reference_readers.sdmx_ml import read_sdmx_ml
from data.reference_readers.table import table_of
from data.reference_readers.workbook import read_workbook
from extractors.errors import IkiliError
from extractors.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from data.reference_readers import Reading
    from data.reference_readers.mapping import Mapping as Columns
    from data.reference_readers.table import Table

COLUMNS = (
    "reporter", "partner", "flow", "valuation", "period", "value", "unit", "source", "vintage", "file_sha256"
)  # fmt: skip
BUNDLED = Path(__file__).parent / "official" / "imf_dots_28x28_2010_2020.csv"
BUNDLED_VINTAGE = "2021"


class OfficialValue(Record):
    """One official value: `reporter`'s statistics on its exports to, or imports from, `partner`.

    `valuation` is FOB, CIF or empty; `vintage` is the day of the file, or what the caller said of it.
    """

    reporter: str
    partner: str
    flow: str
    valuation: str
    period: str
    value: Decimal
    unit: str
    source: str
    vintage: str
    file_sha256: str


@dataclass(frozen=True)
class ReferenceFile:
    """What was read from a file: its shape, its values, and how many rows were left out for which reason."""

    shape: str
    values: tuple[OfficialValue, ...]
    left_out: Mapping[str, int]


def read_reference(path: str | Path, vintage: str | None = None) -> ReferenceFile:
    """Return the official values in a file.

    Args:
        path: CSV, JSON, xlsx or SDMX-ML, or a zip with one of them.
        vintage: The day or edition of the data; without it the day on which the file was last written.

    Raises:
        IkiliError: The file cannot be read, its shape is not known, or nothing in it is bilateral trade.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
        written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    except OSError as error:
        raise IkiliError(
            str(path), f"cannot be read ({error.strerror})", "check the path and the permissions"
        ) from error
    return parse_reference(content, path.name, vintage or written)


def parse_reference(content: bytes, name: str, vintage: str) -> ReferenceFile:
    """Return the official values in the content of a file; `name` is for messages.

    Raises:
        IkiliError: The shape is not known, or nothing in it is bilateral trade.
    """
    content, name = unpacked(content, name)
    shape, reading = _read(content, name)
    return _file(shape, reading, content, name, vintage)


def table_in(content: bytes, name: str) -> Table:
    """Return the table in a file of any shape, for saying what its columns mean.

    Raises:
        IkiliError: There is no table in it.
    """
    content, name = unpacked(content, name)
    return table_of(content, _decoded(content), name)


def parse_mapped(content: bytes, name: str, vintage: str, columns: Columns) -> ReferenceFile:
    """Return the official values of a file whose columns somebody has named.

    Args:
        content: The file.
        name: Its name, for messages, and its source where `columns` names none.
        vintage: The day or edition of the data.
        columns: What the columns mean.

    Raises:
        IkiliError: Something is not said, the numbers can be read in two ways, or nothing in it is bilateral trade.
    """
    return _file("named columns", read_mapped(table_in(content, name), columns, name), content, name, vintage)


def _file(shape: str, reading: Reading, content: bytes, name: str, vintage: str) -> ReferenceFile:
    if not reading.values:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in reading.left_out.most_common(5)) or "no rows"
        raise IkiliError(
            name, f"no bilateral trade values ({shape}; {reasons})", "see data/official/README.md for what is read"
        )
    digest = sha256(content).hexdigest()
    stamp: dict[str, Any] = {"source": reading.source, "vintage": reading.vintage or vintage, "file_sha256": digest}
    values = tuple(OfficialValue(**value._asdict(), **stamp) for value in reading.values)
    return ReferenceFile(shape, values, dict(reading.left_out))


def _read(content: bytes, name: str) -> tuple[str, Reading]:
    """Return the shape and what was read."""
    if content.startswith(b"PK\x03\x04"):
        return "DOTS workbook", read_workbook(content, name)
    text = _decoded(content)
    start = text.lstrip()[:1]
    if start == "<":
        return "SDMX-ML", read_sdmx_ml(text, name)
    if start in {"{", "["}:
        return _read_json(text, name)
    return _read_csv(text, name)


def _decoded(content: bytes) -> str:
    """Return the text: UTF-8, with or without a byte order mark, else Latin-1 (older Comtrade files)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _read_json(text: str, name: str) -> tuple[str, Reading]:
    try:
        document = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise IkiliError(f"{name}:{error.lineno}", f"broken JSON ({error.msg})", "download the file again") from error
    if isinstance(document, dict) and isinstance(document.get("dataset"), list):
        return "Comtrade legacy JSON", read_comtrade_legacy_json(_objects(document["dataset"], name))
    rows = document.get("data") if isinstance(document, dict) else document
    if isinstance(rows, list):
        records = _objects(rows, name)
        if not records or "primaryValue" in records[0]:
            return "Comtrade JSON", read_comtrade(records)
    raise IkiliError(name, "this JSON is no Comtrade answer", 'it should hold a list "data" with primaryValue')


def _objects(rows: list[Any], name: str) -> list[dict[str, Any]]:
    bad = next((at for at, row in enumerate(rows) if not isinstance(row, dict)), None)
    if bad is not None:
        raise IkiliError(f"{name}, record {bad + 1}", "is no object", "download the file again")
    return rows


def _read_csv(text: str, name: str) -> tuple[str, Reading]:
    """Return the shape that the header shows and what was read; superfluous cells at a row's end do no harm."""
    line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=line.replace("STRUCTURE[;]", "STRUCTURE").count)
    rows: Iterable[Row] = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = {(field or "").strip() for field in getattr(rows, "fieldnames", None) or ()}
    for shape, needed, reader in _SHAPES:
        if needed <= header:
            return shape, reader(rows)
    shown = ", ".join(sorted(header)[:8])
    raise UnknownShapeError(
        f"{name}:1", f"no known header ({shown})", "say what the columns mean, or see data/official/README.md"
    )


# shape, columns by which it is known, reader; the first that fits
_SHAPES: tuple[tuple[str, frozenset[str], Any], ...] = (
    ("bundle", frozenset({"reporter", "partner", "year", "exports_usd", "imports_usd"}), read_bundled),
    ("IMTS Data Explorer", frozenset({"SERIES_CODE", "INDICATOR", "COUNTERPART_COUNTRY"}), read_explorer),
    ("SDMX-CSV", frozenset({"INDICATOR", "COUNTERPART_COUNTRY", "TIME_PERIOD", "OBS_VALUE"}), read_sdmx_csv),
    ("SDMX-CSV", frozenset({"INDICATOR", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"}), read_sdmx_csv),
    ("DOTS panel", frozenset({"Country Name", "Counterpart Country Name", "Time Period"}), read_dots_panel),
    ("DOTS bulk", frozenset({"Country Name", "Counterpart Country Name", "Indicator Code"}), read_dots_bulk),
    ("Comtrade CSV", frozenset({"flowCode", "primaryValue", "cmdCode"}), read_comtrade),
    ("Comtrade legacy CSV", frozenset({"Trade Flow", "Commodity Code", "Trade Value (US$)"}), read_comtrade_legacy),
)


@lru_cache(maxsize=1)
def bundled_reference() -> ReferenceFile:
    """Return the bundled IMF DOTS table, read once: 28 economies, 2010-2020."""
    return read_reference(BUNDLED, vintage=BUNDLED_VINTAGE)


def reference_frame(values: Iterable[OfficialValue]) -> pd.DataFrame:
    """Return official values as a frame with `COLUMNS`, values as float64."""
    import pandas as pd

    values = tuple(values)
    columns = {name: [getattr(value, name) for value in values] for name in COLUMNS}
    return pd.DataFrame(columns).assign(value=[float(value.value) for value in values])
