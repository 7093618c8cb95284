"""The comparison with peers counts what it says, and says what is missing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from data import annotated
from tests.bench.bench_peers import WORKER, compare, holds, rows


@pytest.mark.parametrize(
    ("figure", "found", "is_there"),
    [
        (4.1e9, ["4099999999.9999995"], True),
        (-13.6, ["13.6"], True),
        (4.1e9, ["4.1"], False),
        (4.1, ["a half", ""], False),
        ("2024", ["2024-11-24"], True),
        ("2025-01/2025-09", ["2025-03-01"], True),
        ("2025-01/2025-09", ["2025-10-01", "1997-11-26"], False),
    ],
)
def test_a_figure_is_found_by_its_value_or_a_day_of_it(figure: float | str, found: list[str], is_there: bool) -> None:
    assert holds(figure, found) is is_there


def test_a_peer_is_measured_on_the_articles_it_read_only() -> None:
    gold = annotated.load_gold(annotated.gold_files())
    first = next(entry for entry in gold if entry.observations)
    values = [str(observation.value) for observation in first.observations]
    report = {"peer": "some", "found": {first.article.id: values}, "seconds": 0.5}
    (row,) = rows(report, gold)
    assert (row.articles, row.found, row.wanted) == (1, len(values), len(values))
    assert row.speed == pytest.approx(2)
    assert 0 < row.ours <= row.wanted


def test_what_is_not_installed_is_told_with_how_to_get_it() -> None:
    run = subprocess.run(
        [sys.executable, "-S", str(WORKER), "1"],  # -S: without the packages of this Python
        input=json.dumps({"id": "a", "lang": "en", "text": "trade reached $4 billion"}),
        capture_output=True,
        text=True,
        check=True,
    )
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(reports) == 4
    assert all("ModuleNotFoundError" in report["missing"] and report["install"] for report in reports)


def test_a_python_that_does_not_start_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    compare("/bin/false")
    assert "does not run them" in capsys.readouterr().out
