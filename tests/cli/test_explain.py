"""`ikili explain`: the reader sees the text, the rules of each figure and the reason of each refusal."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import article, run_ikili

TEXT = (
    "Türkiye's exports to Kyrgyzstan reached about $1.2 billion in 2024. Kyrgyz GDP was $15 billion. [bold]Not markup."
)


def test_shows_text_rules_slices_and_refusals(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(article("e1", TEXT), encoding="utf-8")
    run = run_ikili("explain", path, COLUMNS="200")
    assert (run.returncode, run.stderr) == (0, "")
    assert TEXT in run.stdout, "the article's own brackets must not be taken for markup"
    assert "exports level approx 1,200,000,000 USD  TUR → KGZ" in run.stdout
    assert "“exports” link.any." in run.stdout
    assert "period 2024 “2024” period.any." in run.stdout
    assert "rejected" in run.stdout
    assert "“$15 billion”" in run.stdout
    assert "reject.any." in run.stdout


def test_marks_mentions_in_colour() -> None:
    run = run_ikili("explain", feed=article("e1", TEXT), FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[1;32m$1.2 billion" in run.stdout or "\x1b[1;32m$1.2" in run.stdout
    assert "\x1b[1;36mKyrgyzstan" in run.stdout


def test_says_that_nothing_was_found() -> None:
    run = run_ikili("explain", feed=article("e2", "The weather was fine."))
    assert "no figure about a pair of economies" in run.stdout
