"""The data addresses beside the pages, served by the same process.

    /data/v1/claims.csv    /data/v1/series.csv    /data/v1/sources.csv    and the same with .metadata.json
    /data/v1/KGZ-RUS/trade_turnover/claims.csv    the same as ?pair=KGZ-RUS&ind=trade_turnover
    /data/v1/dataset.zip   all three with README and datapackage.json

Stable: names and columns are only ever added. Each answer has an ETag that changes only when the store does, is
compressed by the server where the client takes it, and is written pair by pair, so that memory stays bounded whatever
the size of the table.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from dashboard import numbers, queries
from dashboard.endpoint_query import DataQuery, QueryError, narrowed, parse
from data import claim_queries
from data.claims import CLAIM_COLUMNS, ClaimRow
from data.export import Table, csv_of, table_of
from data.export_excel import excel_csv
from data.export_parquet import plain_type
from data.export_series import SERIES_COLUMNS, series_table
from data.export_sources import SOURCE_COLUMNS, source_table
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

ROOT = "/data/v1"
COLUMNS: dict[str, tuple[str, ...]] = {"claims": CLAIM_COLUMNS, "series": SERIES_COLUMNS, "sources": SOURCE_COLUMNS}
LICENCE = "CC-BY-4.0"
_CSV = "text/csv; charset=utf-8"
_COMMON = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def routes() -> list[BaseRoute]:
    """The routes that `st.App` adds to its own."""
    from starlette.routing import Route

    found: list[BaseRoute] = []
    for what in COLUMNS:
        for prefix in (ROOT, ROOT + "/{pair}", ROOT + "/{pair}/{ind}"):
            found.append(Route(f"{prefix}/{what}.csv", _handler(what, "csv")))
            found.append(Route(f"{prefix}/{what}.metadata.json", _handler(what, "metadata")))
    return [*found, Route(f"{ROOT}/dataset.zip", _handler("claims", "zip")), Route(ROOT + "/{rest:path}", _unknown)]


def _handler(what: str, kind: str) -> Any:
    """The function behind one address; it runs in a thread, because it reads the store."""

    def answer(request: Request) -> Response:
        from starlette.responses import JSONResponse

        try:
            return _answer(request, what, kind)
        except QueryError as problem:
            return JSONResponse(
                {"error": {"where": problem.where, "what": problem.what, "remedy": problem.remedy}}, 400, _COMMON
            )
        except IkiliError as problem:
            return JSONResponse(
                {"error": {"where": "store", "what": problem.what, "remedy": problem.remedy}}, 503, _COMMON
            )

    return answer


def _unknown(request: Request) -> Response:
    from starlette.responses import JSONResponse

    what = {
        "where": request.url.path,
        "what": "no such data address",
        "remedy": f"use {ROOT}/claims.csv, series.csv, sources.csv or dataset.zip",
    }
    return JSONResponse({"error": what}, 404, _COMMON)


def _answer(request: Request, what: str, kind: str) -> Response:
    from starlette.responses import JSONResponse, Response, StreamingResponse

    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    asked |= {name: [value] for name, value in request.path_params.items()}
    query = parse(asked, len(request.url.query))
    tag = _tag(query, what, kind)
    headers = {**_COMMON, "ETag": f'"{tag}"', "Vary": "Accept-Encoding"}
    if _knows(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if kind == "metadata":
        return JSONResponse(metadata(query, what, str(request.base_url).rstrip("/")), headers=headers)
    name = _file_name(query, what, "zip" if kind == "zip" else "csv")
    headers["Content-Disposition"] = f'inline; filename="{name}"'
    if request.method == "HEAD":
        return Response(status_code=200, headers=headers, media_type="application/zip" if kind == "zip" else _CSV)
    if kind == "zip":
        return Response(_zip(query), headers=headers, media_type="application/zip")
    if what != "claims" or query.form == "excel":
        return Response(_whole(query, what), headers=headers, media_type=_CSV)
    return StreamingResponse(stream(query, tag), headers=headers, media_type=_CSV)


def _knows(header: str, tag: str) -> bool:
    """Whether the client has this very answer; a compressing server may have marked the tag as weak."""
    tags = [one.strip().removeprefix("W/").strip('"') for one in header.split(",")]
    return tag in tags or "*" in tags


def _tag(query: DataQuery, what: str, kind: str) -> str:
    parts = (queries.version(), what, kind, query.form, repr(query.choice.query()))
    return blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def _file_name(query: DataQuery, what: str, ending: str) -> str:
    pieces = ["ikili", what, query.choice.pair, query.choice.ind, query.choice.asof]
    return "_".join(piece for piece in pieces if piece) + f".{ending}"


def frames(query: DataQuery) -> Iterator[pd.DataFrame]:
    """The claims of the query, pair by pair in the fixed order of every export."""
    choice = query.choice
    pairs = (
        [claim_queries.normal_pair(choice.pair)]
        if choice.pair
        else sorted(str(pair) for pair in queries.coverage().index)
    )
    language = choice.lang
    for pair in pairs:
        whole = queries.store().claims_frame(
            pair=pair, as_of=query.as_of, names=(lambda code: numbers.place(code, language)) if language else None
        )
        if whole.empty:
            continue
        frame = narrowed(queries.with_marks(whole, pair, query.as_of), choice)
        if not frame.empty:
            yield frame


def stream(query: DataQuery, version: str) -> Iterator[bytes]:
    """claims.csv in pieces; all rows carry one dataset version."""
    yield csv_of({name: [] for name in CLAIM_COLUMNS}, CLAIM_COLUMNS).encode()
    for frame in frames(query):
        text = csv_of(table_of(frame.assign(dataset_version=version[:12])), CLAIM_COLUMNS)
        yield text.split("\r\n", 1)[1].encode()


def _claims_table(query: DataQuery) -> Table:
    """All claims of the query as one table."""
    import pandas as pd

    found = list(frames(query))
    if not found:
        return {name: [] for name in CLAIM_COLUMNS}
    frame = pd.concat(found, ignore_index=True)
    return table_of(
        frame.assign(
            dataset_version=claim_queries.dataset_version(zip(frame["claim_id"], frame["review"], strict=True))
        )
    )


def _whole(query: DataQuery, what: str) -> bytes:
    """A file that is made at once: series, sources, or the variant for spreadsheets."""
    claims = _claims_table(query)
    table = {
        "claims": lambda: claims,
        "series": lambda: series_table(claims),
        "sources": lambda: source_table(queries.store(), claims["claim_id"]),
    }[what]()
    return excel_csv(table, COLUMNS[what]) if query.form == "excel" else csv_of(table, COLUMNS[what]).encode()


def _zip(query: DataQuery) -> bytes:
    """All three files with README and datapackage.json."""
    from data.datapackage import zip_of
    from data.export import Dataset

    claims = _claims_table(query)
    wanted = claim_queries.ClaimFilter(
        pair=query.choice.pair or None, indicator=query.choice.ind or None, as_of=query.as_of
    )
    return zip_of(Dataset(claims, series_table(claims), source_table(queries.store(), claims["claim_id"]), wanted))


def metadata(query: DataQuery, what: str, base: str) -> dict[str, Any]:
    """What a program needs to know before it reads the file.

    Args:
        query: What is asked for.
        what: claims, series or sources.
        base: Address of the server.
    """
    from urllib.parse import urlencode

    rows = sum(len(frame) for frame in frames(query))
    asked = query.choice.query()
    address = f"{base}{ROOT}/{what}.csv" + (f"?{urlencode(asked, doseq=True)}" if asked else "")
    newest = queries.newest_day()
    found: dict[str, Any] = {
        "name": what,
        "address": address,
        "filters": asked,
        "claims": rows,
        "as_of": query.choice.asof or (newest.isoformat() if newest else None),
        "version": "v1",
        "store_version": blake2b(queries.version().encode(), digest_size=6).hexdigest(),
        "licence": LICENCE,
        "missing_values": [""],
        "load": {
            "pandas": f'pd.read_csv("{address}", dtype={{"period": str}}, keep_default_na=False, na_values=[""])',
            "r": f'readr::read_csv("{address}", na = "", col_types = readr::cols(period = "c"))',
            "curl": f"curl --compressed -o {what}.csv '{address}'",
        },
        "columns": [{"name": name} for name in COLUMNS[what]],
    }
    if what == "claims":
        found["columns"] = [
            {"name": name, "type": plain_type(field.annotation), "description": field.description}
            for name, field in ClaimRow.model_fields.items()
        ]
    return found
