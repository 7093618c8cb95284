"""`ikili export`: every table in every form, to a file and to standard output."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from data.claims import CLAIM_COLUMNS
from data.store import open_store
from tests.cli.running import IKILI, article, run_ikili

FEED = article(
    "a1",
    "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024.",
    outlet="=Agency",
    url="https://news.example/1",
) + article("a2", "Товарооборот России и Киргизии в 2024 году достиг 4,1 млрд долларов, сообщил Путин.")


@pytest.fixture
def _loaded() -> None:
    run = run_ikili("ingest", "-", feed=FEED)
    assert run.returncode == 0, run.stderr


@pytest.fixture
def exported(_loaded: None, tmp_path: Path) -> Path:
    return tmp_path


def export_to(folder: Path, *arguments: str) -> bytes:
    path = folder / "out"
    run = run_ikili("export", *arguments, "--out", path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return path.read_bytes()


def test_csv_is_the_contract_and_equal_on_both_ways_out(exported: Path) -> None:
    content = export_to(exported)
    assert subprocess.run([str(IKILI), "export"], capture_output=True, check=True).stdout == content
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert {(row["reporter"], row["partner"], row["value"]) for row in rows} == {
        ("TUR", "KGZ", "1200000000"),
        ("KGZ", "RUS", "4100000000"),
    }
    with open_store() as store:
        assert sorted(row["claim_id"] for row in rows) == sorted(store.claims_frame()["claim_id"])


def test_filters_narrow_the_rows(exported: Path) -> None:
    def ids(*arguments: str) -> set[str]:
        return {row["source_id"] for row in csv.DictReader(io.StringIO(export_to(exported, *arguments).decode()))}

    assert ids("--pair", "rus-kgz") == {"a2"}
    assert ids("--indicator", "exports") == {"a1"}
    assert ids("--as-of", "2020-01-01") == set()


@pytest.mark.parametrize("what", ["series", "sources"])
def test_other_tables_have_rows(exported: Path, what: str) -> None:
    assert len(list(csv.DictReader(io.StringIO(export_to(exported, "--what", what).decode())))) == 2


def test_excel_has_a_mark_semicolons_decimal_commas_and_no_formula(exported: Path) -> None:
    content = export_to(exported, "--format", "excel")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert {row["outlet"] for row in rows} == {"'=Agency", ""}
    assert all("." not in row["confidence"] for row in rows)


def test_parquet_holds_the_same_claims(exported: Path) -> None:
    frame = pd.read_parquet(io.BytesIO(export_to(exported, "--format", "parquet")))
    assert tuple(frame.columns) == CLAIM_COLUMNS
    assert sorted(frame["value"]) == [1.2e9, 4.1e9]


def test_sdmx_names(exported: Path) -> None:
    [first, _] = csv.DictReader(io.StringIO(export_to(exported, "--format", "sdmx-csv").decode()))
    assert (first["STRUCTURE"], first["TIME_PERIOD"]) == ("dataflow", "2024")


def test_zip_is_a_data_package(exported: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(export_to(exported, "--format", "zip"))) as package:
        assert package.testzip() is None
        names = {Path(name).name for name in package.namelist()}
    assert {"claims.csv", "series.csv", "sources.csv", "datapackage.json", "README.md"} <= names


def test_an_empty_store_gives_a_header() -> None:
    run = run_ikili("export")
    assert run.returncode == 0
    assert run.stdout.strip().split(",") == list(CLAIM_COLUMNS)


@pytest.mark.parametrize("arguments", [["--what", "all"], ["--format", "xls"], ["--pair", "KGZ"], ["--as-of", "now"]])
def test_misuse(arguments: list[str]) -> None:
    assert run_ikili("export", *arguments).returncode == 2


def test_a_place_that_cannot_be_written_is_told(exported: Path) -> None:
    run = run_ikili("export", "--out", exported / "missing" / "claims.csv")
    assert run.returncode == 1
    assert "missing" in run.stderr
    assert "Traceback" not in run.stderr
