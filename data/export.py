"""Claims out as CSV: the canonical files `claims.csv`, `series.csv`, `sources.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from data.claim_queries import ClaimFilter, Names
from data.claims import AMOUNT_COLUMNS, CLAIM_COLUMNS, DATE_COLUMNS, decimal_text

if TYPE_CHECKING:
    import pandas as pd

    from data.store import Store

Table = dict[str, list[Any]]
# Fills columns that are computed from all claims together: a table in, the changed columns out.
Enrich = Callable[[Table], Table]


def to_csv(
    claims: pd.DataFrame | ClaimFilter | None,
    out: str | Path | TextIO | None = None,
    *,
    store: Store | None = None,
    names: Names | None = None,
    enrich: Enrich | None = None,
) -> str:
    """Claims as `claims.csv`: RFC 4180, UTF-8 without a byte order mark, exact decimals, rows in fixed order.

    Args:
        claims: A frame of claims (written as it is), or a filter for `store`; None is every claim.
        out: A path or a text stream; None only returns the text.
        store: Where a filter looks.
        names: From a country code to its name.
        enrich: Fills `conflict_class`, `conflict_with`, `speaker_role` from the whole table.

    Returns:
        The text.
    """
    table = claims_table(claims, store=store, names=names, enrich=enrich)
    text = csv_text(list(CLAIM_COLUMNS), zip(*(table[name] for name in CLAIM_COLUMNS), strict=True))
    write_text(text, out)
    return text


def claims_table(claims: pd.DataFrame | ClaimFilter | None, *, store: Store | None = None, names: Names | None = None,
                 enrich: Enrich | None = None) -> Table:  # fmt: skip
    """Cells of every column as text, None where empty."""
    if claims is None or isinstance(claims, ClaimFilter):
        if store is None:
            raise TypeError("a filter needs store=")
        table = store.claims_table(claims, names=names)
    else:
        table = table_of(claims)
    if enrich is not None:
        table.update(enrich(table))
    return {name: [_cell(name, value) for value in table[name]] for name in CLAIM_COLUMNS}


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
    if value is None:
        return None
    if name == "implied":
        return "true" if value else "false"
    if name == "confidence":
        return decimal_text(Decimal(repr(float(value))))
    return value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """RFC 4180: comma, CRLF, quotes only where they are needed; None is empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


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
    import os

    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
