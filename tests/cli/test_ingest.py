"""`ikili ingest` on good and bad input: everything bad is named with its place and reason, everything good is in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store, open_store
from tests.cli.running import article, run_ikili

GOOD = "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024."


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def stored_ids(store: Store) -> list[str]:
    frame = store.claims_frame()
    return sorted(set(frame["source_id"]))


def summary(output: str) -> dict[str, int]:
    last = output.splitlines()[-1]
    assert re.fullmatch(r"read \d+, new \d+, known \d+, without figures \d+, failed \d+", last)
    return {name: int(count) for name, count in re.findall(r"([a-z ]+?) (\d+)", last.replace(", ", ","))}


def test_the_summary_is_the_last_line_and_a_second_run_adds_nothing(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(article("a1", GOOD) + article("a2", "The weather was fine."), encoding="utf-8")
    first = run_ikili("ingest", path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == "read 2, new 2, known 0, without figures 1, failed 0"
    before = store.counts()
    second = run_ikili("ingest", path)
    assert second.stdout.splitlines()[-1] == "read 2, new 0, known 2, without figures 0, failed 0"
    assert store.counts() == before
    assert before["articles"] == 2


def test_standard_input_is_read(store: Store) -> None:
    run = run_ikili("ingest", "-", feed=article("a1", GOOD))
    assert (run.returncode, run.stderr) == (0, "")
    assert stored_ids(store) == ["a1"]


def test_a_dry_run_stores_nothing(store: Store) -> None:
    run = run_ikili("ingest", "--dry-run", "-", feed=article("a1", GOOD))
    assert run.stdout.splitlines()[-1] == "read 1, new 1, known 0, without figures 0, failed 0"
    assert store.counts()["articles"] == 0


def test_since_leaves_out_what_is_older(store: Store) -> None:
    feed = article("old", GOOD, published="2020-01-01") + article("new", GOOD)
    assert run_ikili("ingest", "--since", "2025-01-01", "-", feed=feed).returncode == 0
    assert stored_ids(store) == ["new"]


@pytest.mark.parametrize("since", ["yesterday", "2025-13-01"])
def test_a_since_that_is_no_day_is_misuse(since: str) -> None:
    assert run_ikili("ingest", "--since", since, "-").returncode == 2


BAD_FILES = {
    "empty.jsonl": (b"", "empty.jsonl: empty file"),
    "empty.txt": (b"", "empty.txt: empty file"),
    "latin.txt": ("date 2025-11-26 Başlık\n\nTürkçe şğı".encode("cp1254"), r"latin.txt:1: not UTF-8"),
    "nodate.txt": (b"Trade grew.\n\nIt did.", "nodate.txt: no publication date"),
    "baddate.txt": (b"date 2025-02-30 Trade\n\nIt grew.", "baddate.txt:1: date '2025-02-30' is no date"),
    "unknown.xyz": (b"\x00\x01", "unknown.xyz: no reader"),
}
BAD_LINES = {
    "broken JSON": (b'{"id": "x", "publ\n', "no JSON"),
    "no object": (b"[1, 2]\n", "not an object"),
    "missing field": (b'{"id": "x", "published": "2025-01-01", "title": "t"}\n', "lacks text"),
    "no date": (article("x", GOOD, published="soon").encode(), "published 'soon' is no date"),
    "impossible date": (article("x", GOOD, published="2025-02-30").encode(), "'2025-02-30' is no date"),
    "not UTF-8": (article("x", GOOD).encode("utf-16-le") + b"\n", "not UTF-8|no JSON"),
    "half a character": (article("x", "a").encode().replace(b'"a"', b'"\xc5"'), "not UTF-8"),
    "text is a number": (b'{"id": "x", "published": "2025-01-01", "title": "t", "text": 5}\n', "text is int, not text"),
    "nothing to read": (article("x", " ").encode(), "title and text are empty"),
    "50 MB line": (article("x", "1 " * 25_000_000).encode(), "line longer than"),
    "deep nesting": (b"[" * 200_000 + b"\n", "nested too deeply|no JSON|not an object"),
    "NUL": (article("x", "a\0b").encode(), "NUL"),
    "lone surrogate": (b'{"id":"x","published":"2025-01-01","title":"","text":"a\\ud800b"}\n', "surrogate"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_the_others_are_in(name: str, tmp_path: Path, store: Store) -> None:
    content, reason = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    good = tmp_path / "z.jsonl"
    good.write_text(article("good", GOOD), encoding="utf-8")
    run = run_ikili("ingest", tmp_path / name, good)
    assert run.returncode == 1
    assert re.search(reason, run.stderr), run.stderr
    assert summary(run.stdout)["failed"] == 1
    assert stored_ids(store) == ["good"]
    assert store.counts()["articles"] == 1


@pytest.mark.parametrize("fault", BAD_LINES)
def test_a_bad_line_is_named_and_the_others_are_in(fault: str, tmp_path: Path, store: Store) -> None:
    content, reason = BAD_LINES[fault]
    path = tmp_path / "in.jsonl"
    path.write_bytes(article("first", GOOD).encode() + content + article("last", GOOD + " Again.").encode())
    run = run_ikili("ingest", path)
    assert run.returncode == 1
    assert re.search(rf"in\.jsonl:2\b.*({reason})|in\.jsonl, article x.*({reason})", run.stderr), run.stderr[:2000]
    assert len(run.stderr) < 2000, "a message is for reading"
    assert stored_ids(store) == ["first", "last"]
    assert store.counts()["articles"] == 2


@pytest.mark.parametrize("fault", BAD_LINES)
def test_extract_names_the_same_bad_line(fault: str) -> None:
    content, reason = BAD_LINES[fault]
    run = run_ikili("extract", "-", feed=article("first", GOOD).encode() + content + article("last", GOOD).encode())
    assert run.returncode == 1
    assert re.search(reason, run.stderr), run.stderr[:2000]
    assert {json.loads(line)["article_id"] for line in run.stdout.splitlines()} == {"first", "last"}


def test_a_missing_file_and_a_folder_without_articles_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = run_ikili("ingest", tmp_path / "missing.jsonl", tmp_path / "empty")
    assert run.returncode == 1
    assert "missing.jsonl" in run.stderr
    assert "a folder without articles" in run.stderr


def test_a_store_that_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, whatever its name says" * 100)
    run = run_ikili("ingest", "-", feed=article("a", GOOD), IKILI_DB_URL=f"sqlite:///{broken}")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "broken.db" in run.stderr


def test_what_was_ingested_comes_out_as_csv(tmp_path: Path, store: Store) -> None:
    run_ikili("ingest", "-", feed=article("a1", GOOD))
    run = run_ikili("export")
    assert run.returncode == 0, run.stderr
    [row] = csv.DictReader(io.StringIO(run.stdout))
    assert (row["reporter"], row["partner"], row["value"], row["period"]) == ("TUR", "KGZ", "1200000000", "2024")
    out = tmp_path / "claims.csv"
    assert run_ikili("export", "--out", out).stdout == ""
    assert out.read_bytes() == run.stdout.encode()
    assert list(csv.DictReader(io.StringIO(run_ikili("export", "--pair", "CHN-RUS").stdout))) == []
