"""Parquet: typed columns for pandas, R, DuckDB and others; amounts as exact decimals would be as double."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from data.claims import ClaimRow
from data.export_series import SeriesRow
from data.export_sources import SourceRow

if TYPE_CHECKING:
    from extractors.records import Record

Table = dict[str, list[Any]]
MODELS: dict[str, type[Record]] = {"claims": ClaimRow, "series": SeriesRow, "sources": SourceRow}


def parquet_of(table: Table, what: str) -> bytes:
    """The table as a Parquet file (zstd); amounts are doubles, days are dates, everything else as the model says."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields, arrays = [], []
    for name, info in MODELS[what].model_fields.items():
        kind = plain_type(info.annotation)
        field = pa.field(name, _arrow(kind), metadata={"description": info.description or ""})
        fields.append(field)
        arrays.append(pa.array([_cell(kind, value) for value in table[name]], type=field.type))
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), buffer, compression="zstd")
    return buffer.getvalue()


def plain_type(annotation: Any) -> str:
    """Data type of a field: string, number, integer, boolean or date."""
    options = [one for one in get_args(annotation) or (annotation,) if one is not type(None)]
    first = options[0]
    if isinstance(first, str) or getattr(first, "__origin__", None) is not None or get_args(first):
        return "string"
    return {"Decimal": "number", "float": "number", "int": "integer", "bool": "boolean", "date": "date"}.get(
        first.__name__, "string"
    )


def _arrow(kind: str) -> Any:
    import pyarrow as pa

    return {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}.get(
        kind, pa.string()
    )


def _cell(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "number":
        return float(value)
    if kind == "date":
        return date.fromisoformat(value)
    return value
