"""`ikili archive`: many files in, one result a part, finished parts skipped, the result into the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store import open_store
from tests.cli.running import article, run_ikili


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        text = f"Türkiye's exports to Kyrgyzstan reached $1.{number} billion in 2024."
        (folder / f"part{number}.jsonl").write_text(
            article(f"a{number}", text) + article(f"b{number}", "Fine weather.")
        )
    return folder


def test_extracts_skips_what_is_done_and_loads(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run_ikili("archive", inputs, out, "--workers", "0")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("parts 3, done 3, skipped 0, lost 0, read 6, with figures 3, observations 3")
    again = run_ikili("archive", inputs, out, "--workers", "0", "--load")
    assert again.stdout.startswith("parts 3, done 0, skipped 3")
    with open_store() as store:
        assert sorted(store.claims_frame()["source_id"]) == ["a0", "a1", "a2"]
        before = store.counts()
    assert run_ikili("archive", out, "--load").returncode == 0
    with open_store() as store:
        assert store.counts() == before


def test_a_broken_line_is_counted_with_its_reason_and_one(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.jsonl").write_text("{\n" + article("c", "Fine."))
    run = run_ikili("archive", inputs, tmp_path / "out", "--workers", "0")
    assert run.returncode == 1
    assert "1 times: " in run.stderr
    assert "read 7" in run.stdout


def test_misuse(tmp_path: Path) -> None:
    assert run_ikili("archive", tmp_path / "out").returncode == 2
    assert run_ikili("archive", "a", "b", "--workers", "1", "--scheduler", "tcp://x").returncode == 2


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    run = run_ikili("archive", tmp_path / "missing", tmp_path / "out", "--workers", "0")
    assert run.returncode == 1
    assert "missing: is not there" in run.stderr
    run = run_ikili("archive", tmp_path / "nothing", "--load")
    assert run.returncode == 1
    assert "no finished parts" in run.stderr
