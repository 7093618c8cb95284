"""Machine code is taken only where it fits the sources, and reads what they read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import annotated
from extractors import compiled
from extractors.building import build as building
from extractors.building import machine

HERE = Path(__file__).parents[2]
READ = """
import hashlib, json, sys
from data import annotated
from extractors import Article, compiled, extract, find_mentions
found = hashlib.sha256()
fields = ("id", "lang", "published", "title", "text")
count = 0
for file in annotated.gold_files():
    for line in file.read_text(encoding="utf-8").splitlines():
        article = Article(**{k: v for k, v in json.loads(line).items() if k in fields})
        found.update(extract(article).model_dump_json().encode())
        found.update(repr(find_mentions(article)).encode())
        count += 1
import extractors.observations.link as room
print(json.dumps([compiled.kind(), room.__file__.endswith(".py"), count, found.hexdigest()]))
"""


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """The folder of something compiled, and that of its sources."""
    place, sources = tmp_path / "compiled", tmp_path / "sources"
    place.mkdir()
    sources.mkdir()
    (sources / "one.py").write_text("one = 1\n")
    (place / "one.so").write_text("")
    known = {"modules": {"room.one": "one.so"}, "sources": {"one.py": compiled.described(sources / "one.py")}}
    (place / compiled.LIST).write_text(json.dumps(known))
    return place, sources


def test_what_fits_is_taken(made: tuple[Path, Path]) -> None:
    place, sources = made
    assert compiled.fitting(place, sources) == {"room.one": str(place / "one.so")}


def test_the_same_content_at_another_time_fits(made: tuple[Path, Path]) -> None:
    place, sources = made
    os.utime(sources / "one.py", (1, 1))
    assert compiled.fitting(place, sources) is not None


@pytest.mark.parametrize("text", ["one = 2\n", "one = 10\n", ""])
def test_a_changed_source_hides_the_machine_code(made: tuple[Path, Path], text: str) -> None:
    place, sources = made
    time.sleep(0.01)  # another time of change
    (sources / "one.py").write_text(text)
    assert compiled.fitting(place, sources) is None


@pytest.mark.parametrize("gone", ["sources/one.py", "compiled/one.so", f"compiled/{compiled.LIST}"])
def test_a_missing_file_hides_the_machine_code(made: tuple[Path, Path], gone: str) -> None:
    (made[0].parent / gone).unlink()
    assert compiled.fitting(*made) is None


def test_a_list_that_was_cut_is_none(made: tuple[Path, Path]) -> None:
    (made[0] / compiled.LIST).write_text('{"modules": {')
    assert compiled.fitting(*made) is None


def test_what_is_not_compiled_is_left_to_others() -> None:
    finder = compiled.Finder({"room.one": "/nowhere/one.so"})
    assert finder.find_spec("room.two") is None
    assert getattr(finder.find_spec("room.one"), "origin", None) == "/nowhere/one.so"


def test_every_room_of_the_list_has_modules() -> None:
    found = building.sources()
    for room in building.ROOMS:
        assert any(path.match(f"extractors/{room}") for path in found), room


def read(**environment: str) -> list[object]:
    run = subprocess.run(
        [sys.executable, "-c", READ], cwd=HERE, env={**os.environ, "PYTHONPATH": str(HERE), **environment},
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found: list[object] = json.loads(run.stdout)
    return found


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_compiled_and_interpreted_read_the_same() -> None:
    lacking = machine.missing()
    if lacking:
        pytest.skip(lacking)
    said = building.build()
    assert "compiled" in said
    assert "stays Python" not in said
    plain, quick = read(IKILI_COMPILED="0"), read(IKILI_COMPILED="1")
    count = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in annotated.gold_files())
    assert plain[:3] == ["interpreted", True, count]
    assert quick[:3] == ["compiled", False, count]
    assert plain[3] == quick[3]
