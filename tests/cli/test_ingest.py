"""`ikili ingest` on good and bad input: everything bad is named with its place and reason, everything good is in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    "not UTF-8": (article("x", GOOD).rstrip().encode("utf-16-le") + b"\n", "not UTF-8|no JSON"),
    "half a character": (article("x", "a").encode().replace(b'"a"', b'"\xc5"'), "not UTF-8"),
    "text is a number": (b'{"id": "x", "published": "2025-01-01", "title": "t", "text": 5}\n', "text is int, not text"),
    "nothing to read": (article("x", " ").encode(), "title and text are empty"),
    "50 MB line": (article("x", "1 " * 25_000_000).encode(), "line longer than"),
    "deep nesting": (b"[" * 200_000 + b"\n", "nested too deeply|no JSON|not an object"),
    "NUL": (article("NUL", "a\0b").encode(), "NUL"),
    "surrogate": (b'{"id":"surrogate","published":"2025-01-01","title":"","text":"a\\ud800b"}\n', "surrogate"),
}


@dataclass(frozen=True)
class Outcome:
    """What one run over bad and good input said and left in the store."""

    code: int
    out: str
    errors: str
    stored: tuple[str, ...] = ()


def ingest_into_own_store(folder: Path, *paths: Path) -> Outcome:
    url = f"sqlite:///{folder / 'claims.db'}"
    run = run_ikili("ingest", *paths, IKILI_DB_URL=url)
    with open_store(url) as store:
        ids = stored_ids(store)
        assert store.counts()["articles"] == len(ids), "half an article is in the store"
    return Outcome(run.returncode, run.stdout, run.stderr, tuple(ids))


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Every bad file, a good one after each."""
    folder = tmp_path_factory.mktemp("files")
    paths = []
    for number, (name, (content, _)) in enumerate(BAD_FILES.items()):
        (folder / name).write_bytes(content)
        good = folder / f"good{number}.jsonl"
        good.write_text(article(f"good{number}", f"{GOOD} Again {number}."), encoding="utf-8")
        paths += [folder / name, good]
    return ingest_into_own_store(folder, *paths)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_with_its_reason(name: str, bad_files: Outcome) -> None:
    assert re.search(BAD_FILES[name][1], bad_files.errors), bad_files.errors


def test_every_file_beside_bad_ones_is_in(bad_files: Outcome) -> None:
    assert bad_files.code == 1
    assert bad_files.stored == tuple(f"good{number}" for number in range(len(BAD_FILES)))
    assert summary(bad_files.out)["failed"] == len(BAD_FILES) == bad_files.errors.count("\n")


def feed_with_every_fault() -> bytes:
    """Line 1 is good; every fault stands on an even line, another good one below it."""
    lines = [article("good00", GOOD).encode()]
    for number, (content, _) in enumerate(BAD_LINES.values(), 1):
        lines += [content, article(f"good{number:02}", f"{GOOD} Again {number}.").encode()]
    return b"".join(lines)


@pytest.fixture(scope="module")
def bad_lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """The same lines through `ingest` and through `extract`."""
    folder = tmp_path_factory.mktemp("lines")
    path = folder / "in.jsonl"
    path.write_bytes(feed_with_every_fault())
    run = run_ikili("extract", path)
    found = tuple(sorted({json.loads(line)["article_id"] for line in run.stdout.splitlines()}))
    return {
        "ingest": ingest_into_own_store(folder, path),
        "extract": Outcome(run.returncode, run.stdout, run.stderr, found),
    }


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize("fault", BAD_LINES)
def test_a_bad_line_is_named_with_its_number_and_reason(
    command: str, fault: str, bad_lines: dict[str, Outcome]
) -> None:
    line = 2 + 2 * list(BAD_LINES).index(fault)
    place = rf"in\.jsonl:{line}: |in\.jsonl, article {re.escape(fault)}: "
    told = [entry for entry in bad_lines[command].errors.splitlines() if re.search(place, entry)]
    assert len(told) == 1, bad_lines[command].errors
    assert re.search(BAD_LINES[fault][1], told[0])
    assert len(told[0]) < 400, "a message is for reading"


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_every_line_beside_bad_ones_is_in(command: str, bad_lines: dict[str, Outcome]) -> None:
    outcome = bad_lines[command]
    assert outcome.code == 1
    assert outcome.stored == tuple(f"good{number:02}" for number in range(len(BAD_LINES) + 1))
    assert outcome.errors.count("\n") == len(BAD_LINES)


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
