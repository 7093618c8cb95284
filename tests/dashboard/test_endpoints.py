"""The data addresses: they give the store, say what is wrong, and change their tag only with the store."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

from dashboard.endpoints import ROOT, routes
from data.claims import CLAIM_COLUMNS
from data.export import to_csv
from data.reviews import review
from data.store import open_store


@pytest.fixture
def client(hand_store: Path) -> TestClient:
    app = Starlette(routes=routes())
    app.add_middleware(GZipMiddleware, minimum_size=500)
    return TestClient(app)


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


COMPUTED = {"conflict_class", "conflict_with", "speaker_role", "dataset_version"}


def test_claims_are_the_store_row_by_row(client: TestClient, hand_store: Path) -> None:
    answer = client.get(f"{ROOT}/claims.csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    with open_store(f"sqlite:///{hand_store}") as store:
        wanted = rows(to_csv(store.claims_frame()))
    found = rows(answer.text)
    assert list(found[0]) == list(CLAIM_COLUMNS)
    assert [{k: v for k, v in row.items() if k not in COMPUTED} for row in found] == [
        {k: v for k, v in row.items() if k not in COMPUTED} for row in wanted
    ]


def test_the_path_of_a_pair_is_its_query(client: TestClient) -> None:
    by_path = client.get(f"{ROOT}/KGZ-RUS/trade_turnover/claims.csv")
    by_query = client.get(f"{ROOT}/claims.csv", params={"pair": "KGZ-RUS", "ind": "trade_turnover"})
    assert by_path.text == by_query.text
    assert len(rows(by_path.text)) == 12


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"ind": "company_count"}, 3),
        ({"who": "Putin"}, 8),
        ({"who": ["Putin", "Caparov"]}, 9),
        ({"status": "target"}, 1),
        ({"product": "total"}, 23),
        ({"product": "crude oil"}, 1),
        ({"asof": "2023-12-31"}, 5),
        ({"year": "2022-2023"}, 7),
        ({"q": "kasymaliev"}, 3),
        ({"dir": "UZB-TUR"}, 1),
        ({"src": "ru"}, 3),
        ({"bound": "above"}, 3),
        ({"pair": "AAA-BBB"}, 0),
    ],
)
def test_filters_narrow(client: TestClient, query: dict[str, object], count: int) -> None:
    assert len(rows(client.get(f"{ROOT}/claims.csv", params=query).text)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("pair=kgz", "KGZ-RUS"),
        ("ind=gdp", "trade_turnover"),
        ("colour=red", "asof"),
        ("asof=2025", "2025-11-26"),
        ("format=xml", "excel"),
    ],
)
def test_a_wrong_query_says_what_to_write(client: TestClient, query: str, named: str) -> None:
    answer = client.get(f"{ROOT}/claims.csv?{query}")
    assert answer.status_code == 400
    assert named in answer.json()["error"]["remedy"]


def test_a_query_without_end_is_refused(client: TestClient) -> None:
    assert client.get(f"{ROOT}/claims.csv?q={'x' * 5000}").status_code == 400


def test_an_unknown_address_names_the_known_ones(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/everything.parquet")
    assert answer.status_code == 404
    assert "claims.csv" in answer.json()["error"]["remedy"]


def test_the_tag_stays_until_the_store_changes(client: TestClient, hand_store: Path) -> None:
    first = client.get(f"{ROOT}/claims.csv")
    tag = first.headers["etag"]
    assert client.get(f"{ROOT}/claims.csv", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{ROOT}/claims.csv", headers={"If-None-Match": f"W/{tag}"}).status_code == 304
    assert client.get(f"{ROOT}/claims.csv?status=actual", headers={"If-None-Match": tag}).status_code == 200
    with open_store(f"sqlite:///{hand_store}") as store:
        review(store, rows(first.text)[0]["claim_id"], "accept", reviewer="A")
    assert client.get(f"{ROOT}/claims.csv", headers={"If-None-Match": tag}).status_code == 200


def test_answers_are_compressed_for_those_who_take_it(client: TestClient) -> None:
    assert client.get(f"{ROOT}/claims.csv", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_a_head_request_sends_no_rows(client: TestClient) -> None:
    answer = client.head(f"{ROOT}/claims.csv")
    assert answer.status_code == 200
    assert answer.headers["etag"]
    assert answer.content == b""


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert getattr(client, method)(f"{ROOT}/claims.csv").status_code == 405


def test_metadata_describes_the_file(client: TestClient) -> None:
    found = client.get(f"{ROOT}/claims.metadata.json", params={"pair": "KGZ-RUS"}).json()
    assert found["claims"] == 17
    assert [column["name"] for column in found["columns"]] == list(CLAIM_COLUMNS)
    assert all(column["description"] for column in found["columns"])
    assert found["address"].endswith("/data/v1/claims.csv?pair=KGZ-RUS")


def test_the_printed_pandas_line_reads_it(client: TestClient) -> None:
    text = client.get(f"{ROOT}/KGZ-RUS/trade_turnover/claims.csv").text
    frame = pd.read_csv(
        io.StringIO(text), dtype={"period": str}, parse_dates=["published"], keep_default_na=False, na_values=[""]
    )
    assert frame["value"].max() == 5e9
    assert "2025-01/2025-09" in set(frame["period"])


def test_series_and_sources(client: TestClient) -> None:
    series = rows(client.get(f"{ROOT}/KGZ-RUS/trade_turnover/series.csv").text)
    assert {row["period"] for row in series} >= {"2022", "2023", "2024"}
    sources = rows(client.get(f"{ROOT}/sources.csv").text)
    assert len(sources) == 10
    assert all("Putin, geçen yıl" not in str(row) for row in sources)  # addresses, not article text


def test_the_spreadsheet_variant_disarms_formulas(client: TestClient) -> None:
    content = client.get(f"{ROOT}/claims.csv?format=excel").content
    assert content.startswith(b"\xef\xbb\xbf")
    found = rows(content.decode("utf-8-sig"), ";")
    assert {row["value"] for row in found} >= {"13,6", "-6,5"}


def test_the_zip_holds_all_three_and_their_description(client: TestClient) -> None:
    content = client.get(f"{ROOT}/dataset.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {"claims.csv", "series.csv", "sources.csv", "datapackage.json", "README.md"} <= set(archive.namelist())
