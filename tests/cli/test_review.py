"""`ikili review` and `ikili reextract`: decisions in, out as TOML, and into another store."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from data.store import open_store
from tests.cli.running import article, run_ikili

TEXT = "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024."


@pytest.fixture
def claim() -> str:
    """The only claim of a store."""
    assert run_ikili("ingest", "-", feed=article("a", TEXT)).returncode == 0
    with open_store() as store:
        [claim_id] = store.claims_frame()["claim_id"]
    return str(claim_id)


def review_of(claim: str) -> str:
    with open_store() as store:
        return store.claim(claim).review


def test_accept_says_which_claim_holds(claim: str) -> None:
    run = run_ikili("review", "accept", claim, "--reviewer", "Ayşe")
    assert (run.returncode, run.stdout.strip()) == (0, claim)
    assert review_of(claim) == "accepted"
    assert run_ikili("review", "reopen", claim).returncode == 0
    assert review_of(claim) == "pending"


def test_fix_makes_a_new_claim_that_supersedes(claim: str) -> None:
    run = run_ikili("review", "fix", claim, "--set", "period=2023", "--set", "speaker=Bolat", "--reason", "misread")
    assert run.returncode == 0, run.stderr
    fixed = run.stdout.strip()
    assert fixed != claim
    with open_store() as store:
        assert store.claim(fixed).observation.period == "2023"
        assert store.claim(claim).superseded_by == fixed
        [row] = store.claims_frame().itertuples()
    assert (row.claim_id, row.speaker) == (fixed, "Bolat")


@pytest.mark.parametrize(
    "arguments",
    [["reject", "CLAIM"], ["fix", "CLAIM", "--reason", "x"], ["fix", "CLAIM", "--reason", "x", "--set", "period"], []],
)
def test_an_incomplete_review_is_misuse(arguments: list[str]) -> None:
    assert run_ikili("review", *arguments).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["accept", "no-such-claim"],
        ["fix", "CLAIM", "--reason", "x", "--set", "quote=y"],
        ["fix", "CLAIM", "--reason", "x", "--set", "value=many"],
    ],
)
def test_a_review_that_cannot_be_taken_is_told(arguments: list[str], claim: str) -> None:
    run = run_ikili("review", *[claim if word == "CLAIM" else word for word in arguments])
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.count("\n") == 1
    assert review_of(claim) == "pending"


def test_reviews_travel_as_toml_to_another_store(claim: str, tmp_path: Path) -> None:
    assert run_ikili("review", "reject", claim, "--reason", "the year before").returncode == 0
    path = tmp_path / "reviews.toml"
    assert run_ikili("review", "export", "--out", path).returncode == 0
    assert path.read_text("utf-8") == run_ikili("review", "export").stdout
    [entry] = tomllib.loads(path.read_text("utf-8"))["review"]
    assert (entry["claim_id"], entry["reason"]) == (claim, "the year before")
    other = {"IKILI_DB_URL": f"sqlite:///{tmp_path / 'other.db'}"}
    early = run_ikili("review", "import", path, **other)
    assert early.returncode == 1
    assert "not in the store" in early.stderr
    run_ikili("ingest", "-", feed=article("a", TEXT), **other)
    assert run_ikili("review", "import", path, **other).stdout.endswith("applied 1, known 0, failed 0\n")
    assert run_ikili("review", "import", path, **other).stdout.endswith("applied 0, known 1, failed 0\n")


def test_list_shows_what_waits(claim: str) -> None:
    assert run_ikili("review", "list").stdout.startswith(claim)
    assert run_ikili("review", "list", "--pair", "CHN-RUS").stdout == ""
    run_ikili("review", "accept", claim)
    assert run_ikili("review", "list").stdout == ""


def test_reextract_with_the_same_rules_changes_nothing(claim: str) -> None:
    run = run_ikili("reextract")
    assert run.returncode == 0
    assert run.stdout.splitlines()[-1].startswith("articles 0, unchanged 0, gained 0, lost 0")
    assert review_of(claim) == "pending"
