"""Claims out: `claims.csv`, `series.csv`, `sources.csv`, and every other form of them.

The canonical form is RFC 4180, UTF-8 without a byte order mark, exact decimals, rows in fixed order; equal content is
equal bytes. `export` is what the command line calls, `to_csv` what a page calls with the very frame that it shows.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from data.claim_queries import ClaimFilter
from data.claims import AMOUNT_COLUMNS, CLAIM_COLUMNS, DATE_COLUMNS, decimal_text
from data.export_series import SERIES_COLUMNS, Facts, known_facts, series_table
from data.export_sources import SOURCE_COLUMNS, source_table
from extractors.errors import IkiliError

if TYPE_CHECKING:
    import pandas as pd

    from data.country_names import Names
    from data.store import Store

Table = dict[str, list[Any]]
# Columns that are computed from all claims together: a frame of claims in, those columns out, row by row.
Enrich = Callable[["pd.DataFrame"], "pd.DataFrame"]

WHATS = ("claims", "series", "sources")
FORMATS = ("csv", "excel", "parquet", "sdmx-csv", "zip")
_COLUMNS: Mapping[str, tuple[str, ...]] = {"claims": CLAIM_COLUMNS, "series": SERIES_COLUMNS, "sources": SOURCE_COLUMNS}


@dataclass
class Dataset:
    """Everything that one download holds: cells as exact text, None where empty."""

    claims: Table
    series: Table
    sources: Table
    wanted: ClaimFilter = field(default_factory=ClaimFilter)


def collect(store: Store, wanted: ClaimFilter | None = None, *, names: Names | None = None,
            enrich: Enrich | None = None, with_comparison: bool = True) -> Dataset:  # fmt: skip
    """Read what a filter asks for, with series and sources.

    Args:
        store: The store.
        wanted: The filter; None is everything that is current.
        names: From a country code to its name.
        enrich: Fills `conflict_class`, `conflict_with`, `speaker_role`; the comparison's marks unless given.
        with_comparison: Whether to compare at all.
    """
    wanted = wanted or ClaimFilter()
    facts: Facts = {}
    frame = None
    if with_comparison:
        frame = store.claims_frame(wanted, names=names)
        facts = known_facts(frame, store)
        enrich = enrich or comparison_marks
    claims = claims_table(wanted, store=store, names=names, enrich=enrich, frame=frame)
    sources = source_table(store, claims["claim_id"])
    return Dataset(claims, series_table(claims, facts), sources, wanted)


def comparison_marks(frame: pd.DataFrame) -> pd.DataFrame:
    """What the comparison says of each claim."""
    from data.comparison import marks

    return marks(frame)


def export(store: Store, what: str = "claims", form: str = "csv", wanted: ClaimFilter | None = None, *,
           names: Names | None = None) -> bytes:  # fmt: skip
    """One file of the dataset, in any form.

    Args:
        store: The store.
        what: claims, series or sources; a zip holds all three and SDMX is of claims.
        form: csv, excel, parquet, sdmx-csv or zip.
        wanted: Which claims.
        names: From a country code to its name.

    Raises:
        IkiliError: No such file or form.
    """
    if what not in WHATS:
        raise IkiliError("export", f"what {what!r} is not known", f"use one of {', '.join(WHATS)}")
    if form not in FORMATS:
        raise IkiliError("export", f"format {form!r} is not known", f"use one of {', '.join(FORMATS)}")
    if form == "sdmx-csv" and what != "claims":
        raise IkiliError("export", f"SDMX-CSV of {what} does not exist", "use --what claims, or another format")
    if form == "zip":
        from data.datapackage import zip_of

        return zip_of(collect(store, wanted, names=names))
    table = _table(store, what, wanted or ClaimFilter(), names)
    if form == "csv":
        return csv_of(table, _COLUMNS[what]).encode()
    if form == "excel":
        from data.export_excel import excel_csv

        return excel_csv(table, _COLUMNS[what])
    if form == "parquet":
        from data.export_parquet import parquet_of

        return parquet_of(table, what)
    from data.sdmx_csv import sdmx_csv

    return sdmx_csv(table).encode()


def _table(store: Store, what: str, wanted: ClaimFilter, names: Names | None) -> Table:
    """The cells of one file, without the work that only another one needs."""
    if what == "sources":
        return source_table(store, store.claims_table(wanted)["claim_id"])
    if what == "claims":
        return claims_table(wanted, store=store, names=names, enrich=comparison_marks)
    return collect(store, wanted, names=names).series


def to_csv(
    claims: pd.DataFrame | ClaimFilter | None,
    out: str | Path | TextIO | None = None,
    *,
    store: Store | None = None,
    names: Names | None = None,
    enrich: Enrich | None = None,
) -> str:
    """Claims as `claims.csv`.

    Args:
        claims: A frame of claims (written as it is), or a filter for `store`; None is every claim.
        out: A path or a text stream; None only returns the text.
        store: Where a filter looks.
        names: From a country code to its name.
        enrich: Fills `conflict_class`, `conflict_with`, `speaker_role` from the whole frame.

    Returns:
        The text.
    """
    text = csv_of(claims_table(claims, store=store, names=names, enrich=enrich), CLAIM_COLUMNS)
    write_text(text, out)
    return text


def claims_table(claims: pd.DataFrame | ClaimFilter | None, *, store: Store | None = None, names: Names | None = None,
                 enrich: Enrich | None = None, frame: pd.DataFrame | None = None) -> Table:  # fmt: skip
    """Cells of every column as text, None where empty."""
    if claims is None or isinstance(claims, ClaimFilter):
        if store is None:
            raise TypeError("a filter needs store=")
        table = store.claims_table(claims, names=names)
        if enrich is not None:
            whole = store.claims_frame(claims, names=names) if frame is None else frame
            table.update(_lists(enrich(whole)))
    else:
        table = table_of(claims if enrich is None else claims.assign(**_lists(enrich(claims))))
    return {name: [_cell(name, value) for value in table[name]] for name in CLAIM_COLUMNS}


def _lists(columns: pd.DataFrame) -> Table:
    return {str(name): columns[name].astype(object).where(columns[name].notna(), None).tolist() for name in columns}


def table_of(frame: pd.DataFrame) -> Table:
    """A frame of claims as plain lists: floats as the shortest decimal that means them, days as ISO text."""
    table: Table = {}
    for name in CLAIM_COLUMNS:
        column = frame[name]
        if name in DATE_COLUMNS:
            cells: list[Any] = [None if str(v) == "NaT" else str(v)[:10] for v in column.to_numpy("datetime64[D]")]
        elif name in AMOUNT_COLUMNS:
            cells = [None if v != v else decimal_text(Decimal(repr(v))) for v in column.astype("float64").tolist()]
        else:
            cells = column.astype(object).where(column.notna(), None).tolist()
        table[name] = cells
    return table


def _cell(name: str, value: Any) -> Any:
    if name == "confidence" and value is not None:
        return decimal_text(Decimal(repr(float(value))))
    return value


def csv_of(table: Table, columns: Sequence[str]) -> str:
    """RFC 4180: comma, CRLF, quotes only where they are needed; None is empty, true and false in small letters."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows_of(table, columns))
    return buffer.getvalue()


def rows_of(table: Table, columns: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    """The rows of a table, booleans as words."""
    cells = [
        [("true" if v else "false") if isinstance(v, bool) else v for v in table[name]]
        if any(isinstance(v, bool) for v in table[name][:1])
        else table[name]
        for name in columns
    ]
    return zip(*cells, strict=True)


def write_text(text: str, out: str | Path | TextIO | None) -> None:
    """Write to a path (all or nothing) or a stream."""
    if out is None:
        return
    if isinstance(out, str | Path):
        write_bytes(text.encode(), Path(out))
    else:
        out.write(text)


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file under a temporary name and rename it, so that nobody ever reads half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
