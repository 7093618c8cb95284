"""`ikili import`: what was exported comes back byte for byte, and what is broken is named by line and column."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from data.store import open_store
from tests.cli.running import IKILI, article, run_ikili

FEED = article(
    "a1",
    "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024.",
    title='A "quoted", long\nheadline',
    outlet="=Agency",
    url="https://news.example/1",
) + article("a2", "Товарооборот России и Киргизии в 2024 году достиг 4,1 млрд долларов, сообщил Путин.")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a store with two claims; nobody writes to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('source') / 'claims.db'}"
    assert run_ikili("ingest", "-", feed=FEED, IKILI_DB_URL=url).returncode == 0
    return url


@pytest.fixture(scope="module")
def exported(source: str) -> bytes:
    environment = os.environ | {"IKILI_DB_URL": source}
    content = subprocess.run([str(IKILI), "export"], capture_output=True, check=True, env=environment).stdout
    assert content.count(b"\r\n") == 3
    return content


def another(folder: Path) -> str:
    return f"sqlite:///{folder / 'another.db'}"


def changed(content: bytes, **cells: str) -> str:
    """The table with other cells in its last row."""
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    rows[-1] |= cells
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("form", ["csv", "zip"])
def test_export_import_export_is_equal_byte_for_byte(exported: bytes, source: str, tmp_path: Path, form: str) -> None:
    path, store = tmp_path / f"out.{form}", another(tmp_path)
    assert run_ikili("export", "--format", form, "--out", path, IKILI_DB_URL=source).returncode == 0
    run = run_ikili("import", path, IKILI_DB_URL=store)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{path}: read 2, new 2, known 0, failed 0\n", "")
    assert run_ikili("export", IKILI_DB_URL=store).stdout.encode() == exported
    again = run_ikili("export", "--format", form, "--out", tmp_path / "again", IKILI_DB_URL=store)
    assert again.returncode == 0
    if form == "csv":
        assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_a_second_import_adds_nothing_and_standard_input_is_read(exported: bytes, tmp_path: Path) -> None:
    store = another(tmp_path)
    first = run_ikili("import", "-", feed=exported, IKILI_DB_URL=store)
    assert first.stdout == "-: read 2, new 2, known 0, failed 0\n"
    second = run_ikili("import", "-", feed=exported, IKILI_DB_URL=store)
    assert (second.returncode, second.stdout) == (0, "-: read 2, new 0, known 2, failed 0\n")


@pytest.mark.parametrize(
    ("column", "cell", "remedy"),
    [
        ("value", "4,1", "decimal point"),
        ("value", "NaN", "decimal point"),
        ("value_hi", "1E+5000", "decimal point"),
        ("published", "26.11.2025", "2025-11-26"),
        ("period", "last year", "2025-08"),
        ("indicator", "gdp", "trade_turnover"),
        ("confidence", "90", "0 to 1"),
        ("quote_start", "-1", "whole number"),
        ("claim_id", "7", "32 digits"),
        ("reporter", "A" * 17, "at most 16"),
        ("speaker", "Put\0in", "NUL"),
        ("quote", "", "restore the row"),
    ],
)
def test_a_broken_cell_names_file_line_column_and_remedy(
    exported: bytes, tmp_path: Path, column: str, cell: str, remedy: str
) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(changed(exported, **{column: cell}).encode())
    last = exported.rstrip().rpartition(b"\r\n")[0].count(b"\n") + 2
    run = run_ikili("import", path, IKILI_DB_URL=another(tmp_path))
    assert (run.returncode, run.stdout) == (1, f"{path}: read 2, new 1, known 0, failed 1\n")
    (message,) = run.stderr.splitlines()
    assert message.startswith(f"ikili: {path}:{last}: column {column}")
    assert remedy in message.rpartition(" - ")[2]
    with open_store(another(tmp_path)) as store:
        assert store.counts()["claims"] == 1


def test_a_row_with_cells_missing_is_named_by_the_line_on_which_it_begins(exported: bytes, tmp_path: Path) -> None:
    header, rest = exported.split(b"\r\n", 1)
    path = tmp_path / "cut.csv"
    path.write_bytes(header + b'\r\nx,"y\nz"\r\n\r\n' + rest)
    run = run_ikili("import", path, IKILI_DB_URL=another(tmp_path))
    assert run.stdout == f"{path}: read 3, new 2, known 0, failed 1\n"
    assert f"{path}:2: 2 cells where the first line has" in run.stderr


def test_other_files_are_refused_with_a_way_out_and_do_not_stop_the_rest(
    exported: bytes, source: str, tmp_path: Path
) -> None:
    excel, letter, zipped, good = (tmp_path / n for n in ("excel.csv", "cp1254.csv", "other.zip", "good.csv"))
    assert run_ikili("export", "--format", "excel", "--out", excel, IKILI_DB_URL=source).returncode == 0
    letter.write_bytes(exported + "Türkiye".encode("cp1254"))
    with zipfile.ZipFile(zipped, "w") as package:
        package.writestr("series.csv", "a,b")
    good.write_bytes(exported)
    run = run_ikili(
        "import", excel, letter, zipped, tmp_path / "no.csv", tmp_path, good, IKILI_DB_URL=another(tmp_path)
    )
    assert (run.returncode, run.stdout) == (1, f"{good}: read 2, new 2, known 0, failed 0\n")
    messages = run.stderr.splitlines()
    for message, words in zip(
        messages,
        ("comma, not semicolon", f"{letter}:", "a zip without claims.csv", "check the path", "check the path"),
        strict=True,
    ):
        assert words in message


def test_a_damaged_zip_is_named(source: str, tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    assert run_ikili("export", "--format", "zip", "--out", path, IKILI_DB_URL=source).returncode == 0
    content = bytearray(path.read_bytes())
    place = content.index(b"claims.csv") + 200
    content[place : place + 40] = bytes(40)
    path.write_bytes(content)
    run = run_ikili("import", path, IKILI_DB_URL=another(tmp_path))
    assert (run.returncode, run.stdout) == (1, "")
    assert f"{path}: a damaged or locked zip" in run.stderr
