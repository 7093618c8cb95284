"""`ikili official`: known files and tables with named columns go into the store, and nothing is taken unseen."""

from __future__ import annotations

import shlex
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import open_store
from tests.cli.running import run_ikili

TABLE = "Ülke;Yıl;İhracat;İthalat\nRusya;2024;8.557.123;44.018.004\nAtlantis;2024;1;2\n"
NAMED = ("--map", "partner=Ülke", "--map", "period=Yıl", "--map", "exports=İhracat", "--map", "imports=İthalat")
ALL_ROWS = ("--set", "reporter=Türkiye", "--set", "unit=USD", "--set", "scale=thousand", "--set", "valuation=usual")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "dis ticaret.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'claims.db'}"


def held(url: str) -> set[tuple[str, str, str, str, str, float]]:
    with open_store(url) as store:
        frame = store.reference_frame()
    columns = ("reporter", "partner", "flow", "valuation", "period", "value")
    return set(zip(*(frame[name] for name in columns), strict=True))


def test_a_known_file_is_loaded_once(tmp_path: Path, url: str) -> None:
    path = tmp_path / "known.csv"
    path.write_text("reporter,partner,year,exports_usd,imports_usd\nTUR,KGZ,2024,5,6\n", encoding="utf-8")
    first = run_ikili("official", path, IKILI_DB_URL=url)
    assert (first.returncode, first.stdout) == (0, f"{path}: bundle, 2 values; 2 new, 0 already known\n")
    assert "0 new, 2 already known" in run_ikili("official", path, IKILI_DB_URL=url).stdout
    assert held(url) == {("TUR", "KGZ", "exports", "FOB", "2024", 5.0), ("TUR", "KGZ", "imports", "CIF", "2024", 6.0)}


def test_named_columns_are_read_and_what_is_left_out_is_said(table: Path, url: str) -> None:
    done = run_ikili("official", table, *NAMED, *ALL_ROWS, "--vintage", "2026-01-05", IKILI_DB_URL=url)
    assert done.returncode == 0, done.stderr
    assert "2 values; 2 new" in done.stdout
    assert "left out, place 'Atlantis': 2" in done.stdout
    assert held(url) == {
        ("TUR", "RUS", "exports", "FOB", "2024", float(Decimal(8557123000))),
        ("TUR", "RUS", "imports", "CIF", "2024", float(Decimal(44018004000))),
    }


def test_a_dry_run_loads_nothing(table: Path, url: str) -> None:
    done = run_ikili("official", table, *NAMED, *ALL_ROWS, "--dry-run", IKILI_DB_URL=url)
    assert "2 values; would be loaded" in done.stdout
    assert held(url) == set()


def test_an_unknown_table_is_not_loaded_and_the_suggestion_can_be_pasted(table: Path, url: str) -> None:
    done = run_ikili("official", table, IKILI_DB_URL=url)
    assert done.returncode == 1
    assert held(url) == set()
    assert "its columns are Ülke; Yıl; İhracat; İthalat" in done.stderr
    options = done.stderr.split("as far as they show: ")[1].split(". Check")[0]
    again = run_ikili("official", table, *shlex.split(options), *ALL_ROWS, IKILI_DB_URL=url)
    assert "2 new" in again.stdout


def test_what_is_not_said_is_named(table: Path, url: str) -> None:
    done = run_ikili("official", table, *NAMED, IKILI_DB_URL=url)
    assert done.returncode == 1
    assert "no column says whose statistics these are" in done.stderr
    assert "nothing says the currency" in done.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--map", "colour=Ülke"),
        ("--set", "reporter=Atlantis"),
        ("--set", "scale=dozen"),
        ("--set", "x=1"),
        ("--map", "y"),
    ],
)
def test_misuse_is_named(options: tuple[str, str], table: Path, url: str) -> None:
    assert run_ikili("official", table, *options, IKILI_DB_URL=url).returncode == 2


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path, table: Path, url: str) -> None:
    missing = tmp_path / "missing.csv"
    done = run_ikili("official", missing, table, *NAMED, *ALL_ROWS, IKILI_DB_URL=url)
    assert done.returncode == 1
    assert f"{missing}: No such file" in done.stderr
    assert "2 new" in done.stdout
