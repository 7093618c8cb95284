"""What the design forbids: imports upwards, language codes outside packs, big files, shapeless names, hidden work."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("extractors", "data", "dashboard")
# A room's file past this has two subjects; a test file may hold a table of facts that is one however long it gets.
MAX_LINES = {"extractors": 400, "data": 400, "dashboard": 400, "tests": 600}
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools", "data2"}
# What a room may not reach for: the rooms to its right, and in the extractor whatever is not pure.
FORBIDDEN_IMPORTS = {
    "extractors": {"data", "dashboard", "pandas", "numpy", "sqlalchemy", "streamlit", "plotly", "requests", "httpx"}
    | {"urllib", "socket", "http", "time", "sqlite3", "asyncio", "threading"},
    "data": {"dashboard", "streamlit", "plotly"},
    "dashboard": set(),
}
# Strings that only look like a language code, each with what it is.
NO_LANGUAGE = {("data/pages/facts.py", "tr"): "a row of an HTML table"}
CLOCKS = {"today", "now", "utcnow", "time", "monotonic"}


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def language_codes() -> set[str]:
    return {path.parent.name for path in (ROOT / "extractors" / "languages").glob("*/lexicon.toml")}


def test_there_are_packs_to_protect() -> None:
    assert {"tr", "ru", "en"} <= language_codes()


def test_no_language_code_outside_packs_labels_and_data_files() -> None:
    allowed = ("extractors/languages/", "dashboard/labels/")
    codes = language_codes()
    found = [
        f"{shown(path)}:{node.lineno}: {node.value!r}"
        for path in files(*ROOMS)
        if not shown(path).startswith(allowed)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in codes
        if (shown(path), node.value) not in NO_LANGUAGE
    ]
    assert not found, "put what differs between languages into a pack or a catalogue"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room: str) -> None:
    found = [
        f"{shown(path)} imports {name}"
        for path in files(room)
        for name in imported(path)
        if name.split(".")[0] in FORBIDDEN_IMPORTS[room]
    ]
    assert not found


def test_no_clock_in_the_extractor() -> None:
    found = [
        f"{shown(path)}:{node.lineno}: .{node.func.attr}()"
        for path in files("extractors")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert not found, "a result may depend on the article only; relative periods hang on its publication date"


def test_no_file_has_two_subjects() -> None:
    lengths = {
        shown(path): (len(path.read_text(encoding="utf-8").splitlines()), limit)
        for room, limit in MAX_LINES.items()
        for path in files(room)
    }
    assert {name: lines for name, (lines, limit) in lengths.items() if lines > limit} == {}


def test_every_file_has_a_subject_in_its_name() -> None:
    assert [shown(path) for path in files(*ROOMS, "tests") if path.stem in SHAPELESS] == []


def test_printing_is_for_the_command_line() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in files(*ROOMS)
        if not shown(path).startswith(("dashboard/commands/", "dashboard/cli.py", "dashboard/serve.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not found


def narrows_a_type(test: ast.expr) -> bool:
    """`assert isinstance(x, T)` and `assert x is not None` tell the type checker what the reader knows already."""
    if isinstance(test, ast.BoolOp):
        return all(narrows_a_type(value) for value in test.values)
    if isinstance(test, ast.Call):
        return isinstance(test.func, ast.Name) and test.func.id == "isinstance"
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot)


def test_no_check_is_an_assert() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in files(*ROOMS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert) and not narrows_a_type(node.test)
    ]
    assert not found, "asserts vanish under -O; raise an error that says where, what and what to do"


def test_no_failure_is_swallowed() -> None:
    broad = {"Exception", "BaseException"}
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in files(*ROOMS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in broad))
        and all(isinstance(entry, ast.Pass | ast.Continue) for entry in node.body)
    ]
    assert not found, "name the exception, or tell what happened"


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


HEAVY = {"pandas", "numpy", "streamlit", "plotly", "sqlalchemy", "trafilatura", "pyarrow", "distributed", "rich"}


def test_the_command_line_starts_without_anything_heavy() -> None:
    loaded = modules_after("from dashboard.cli import build_parser; build_parser()")
    assert loaded & (HEAVY | {"data.readers", "data.store"}) == set()


def test_the_extractor_loads_nothing_heavy_and_no_pack_at_import() -> None:
    loaded = modules_after("import extractors; extractors.extract")
    assert loaded & HEAVY == set()
    assert not {name for name in loaded if re.fullmatch(r"extractors\.languages\.[a-z]{2}(\..*)?", name)}


def test_public_names_are_sorted_and_importable() -> None:
    import extractors

    assert list(extractors.__all__) == sorted(extractors.__all__)
    values = {name: getattr(extractors, name, None) for name in extractors.__all__}
    assert [name for name, value in values.items() if not callable(value)] == [], "a folder may not hide a function"


def test_nothing_of_one_machine_in_the_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    texts = [ROOT / name for name in names if name.endswith((".py", ".toml", ".md", ".txt", ".yml", "Makefile", "run"))]
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home)/|--(?:extra-)?index-url|--find-links|files\.pythonhosted\.org")
    found = [
        f"{shown(path)}:{number}"
        for path in texts
        if path.is_file() and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found
