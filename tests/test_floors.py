"""The evaluation gate: floors that rise by themselves, fall only by a typed word, and belong to one gold."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.cli import main
from data import annotated, floors
from extractors.errors import StoreError
from extractors.records import Article, Extraction
from tests.made_up import extraction, gold_observation, judge, observation


def made_up(core: float, noise: float = 0) -> floors.Floors:
    return floors.Floors("d", {"all": {"core_f1": core, "noise": noise}, "xx": {"core_f1": core, "noise": noise}})


def test_a_floor_is_breached_only_from_the_wrong_side() -> None:
    assert floors.breaches(made_up(0.9), made_up(0.9)) == []
    assert floors.breaches(made_up(0.9), made_up(0.95)) == []
    found = floors.breaches(made_up(0.9), made_up(0.899))
    assert [(entry.group, entry.name) for entry in found] == [("all", "core_f1"), ("xx", "core_f1")]
    assert "0.899 is under its floor 0.900" in str(found[0])


def test_noise_is_a_ceiling() -> None:
    assert floors.breaches(made_up(0.9, 2), made_up(0.9, 1)) == []
    assert "above its ceiling" in str(floors.breaches(made_up(0.9, 0), made_up(0.9, 1))[0])


def test_a_group_that_is_not_measured_any_more_is_a_breach() -> None:
    now = floors.Floors("d", {"all": {"core_f1": 1.0, "noise": 0}})
    assert {entry.group for entry in floors.breaches(made_up(0.9), now)} == {"xx"}


def test_update_only_raises() -> None:
    old, new = made_up(0.9, 1), floors.Floors("e", {"all": {"core_f1": 0.8, "noise": 0}, "yy": {"core_f1": 0.5}})
    raised = floors.raised(old, new)
    assert raised.digest == "e"
    assert raised.values["all"] == {"core_f1": 0.9, "noise": 0}
    assert raised.values["xx"] == old.values["xx"]
    assert raised.values["yy"] == {"core_f1": 0.5}
    assert floors.raised(old, new, allow_regression=True) == new
    assert floors.raised(None, new) == new


def test_floors_survive_the_file(tmp_path: Path) -> None:
    result = judge([gold_observation()], [observation(), observation(period=None, confidence=0.3)])
    measured = floors.measured(result, "abc")
    path = tmp_path / "floors.toml"
    path.write_text(floors.dump(measured), encoding="utf-8")
    assert floors.load(path) == measured
    assert measured.values["all"]["core_f1"] == 0.666  # 2/3, rounded so that it passes its own floor
    assert measured.values["all"]["confident_right"] == 1.0
    assert floors.breaches(measured, measured) == []


@pytest.mark.parametrize("text", ["", "gold = 'x'", "gold = 'x'\n[floors.all]\ncore = 1", "[", "gold='x'\nfloors=1"])
def test_a_broken_floors_file_is_an_error_and_not_a_pass(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="floors"):
        floors.load(path)
    with pytest.raises(StoreError):
        floors.load(tmp_path / "missing.toml")


def test_the_digest_changes_with_any_change_of_the_gold(tmp_path: Path) -> None:
    one, two = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text("x", encoding="utf-8")
    two.write_text("y", encoding="utf-8")
    first = annotated.digest([one, two])
    assert annotated.digest([two, one]) == first
    two.write_text("z", encoding="utf-8")
    assert annotated.digest([one, two]) != first


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gold file of one article, and an extractor that finds what `grade.json` beside it says."""
    gold = tmp_path / "gold.jsonl"
    wanted = [gold_observation().model_dump(), gold_observation(value=7).model_dump()]
    record = {"id": "a", "lang": "en", "published": "2025-01-01", "title": "", "text": "4.1 billion"}
    gold.write_text(json.dumps(record | {"observations": wanted}) + "\n", encoding="utf-8")
    found = [observation(), observation(value=Decimal(7))]

    def fake(_article: Article) -> Extraction:
        return extraction(*found[: int((tmp_path / "grade").read_text())])

    monkeypatch.setattr("extractors.extract", fake, raising=False)
    return tmp_path


def evaluate_with(folder: Path, grade: int, *options: str) -> int:
    (folder / "grade").write_text(str(grade))
    return main(["evaluate", str(folder / "gold.jsonl"), "--floors", str(folder / "floors.toml"), *options])


def test_gate_passes_fails_and_rises(graded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_with(graded, 1, "--update") == 0
    assert evaluate_with(graded, 1) == 0
    assert evaluate_with(graded, 2) == 0
    assert evaluate_with(graded, 0) == 1
    assert "all core_f1: 0.000 is under its floor 0.666" in capsys.readouterr().err
    assert evaluate_with(graded, 2, "--update") == 0
    assert evaluate_with(graded, 1) == 1
    assert evaluate_with(graded, 1, "--update") == 1  # refused: the floor stays
    assert evaluate_with(graded, 1) == 1
    assert evaluate_with(graded, 1, "--update", "--allow-regression") == 0
    assert evaluate_with(graded, 1) == 0


def test_gate_fails_when_the_gold_was_changed(graded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_with(graded, 2, "--update") == 0
    gold = graded / "gold.jsonl"
    gold.write_text(gold.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    assert evaluate_with(graded, 2) == 1
    assert "belong to other gold" in capsys.readouterr().err


def test_gate_without_floors_file_fails(graded: Path) -> None:
    assert evaluate_with(graded, 2) == 1


@pytest.mark.parametrize("options", [["--allow-regression"], ["x.jsonl", "--update"]])
def test_gate_misuse_is_two(options: list[str]) -> None:
    assert main(["evaluate", *options]) == 2
