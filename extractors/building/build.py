"""Compiles the rooms that read articles, with mypyc, into build/compiled: see extractors/compiled.py."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from extractors import compiled
from extractors.building.staging import staged
from extractors.errors import IkiliError

# what runs for each article or each pack; the rest runs once, or waits for others anyway
ROOMS = (
    "mention.py",
    "text/*.py",
    "mentions/*.py",
    "observations/*.py",
    "languages/*.py",
    "languages/*/*.py",
)
_FLAGS = ("--strict", "--ignore-missing-imports", "--no-incremental", "--config-file=")
# a line of the compiler about a file, that is no mere warning
_REFUSED = re.compile(r"^(?P<file>\S+\.py):\d+: (?!warning|note).+", re.MULTILINE)
_MOST, _SHOWN = 8, 2000
_PACKAGE = compiled.SOURCES.name


class BuildError(IkiliError):
    """The extractor cannot be compiled."""


def sources() -> list[Path]:
    """Return the modules that are compiled."""
    found = {path for room in ROOMS for path in compiled.SOURCES.glob(room)}
    return sorted(path for path in found if path.name != "__init__.py")


def build() -> str:
    """Compile what is not compiled yet and return what was done.

    Raises:
        BuildError: The compiler fails.
    """
    place = compiled.folder()
    if compiled.fitting(place, compiled.SOURCES) is not None:
        return f"compiled already: {place}"
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".making-") as folder:
        left = _make(Path(folder))
        shutil.rmtree(place, ignore_errors=True)
        (Path(folder) / "made").rename(place)
    done = f"compiled {len(sources()) - len(left)} modules: {place}"
    return "\n".join([done, *(f"stays Python: {reason}" for reason in left)])


def _make(folder: Path) -> list[str]:
    """Compile into `folder`/made and return what the compiler does not understand, which stays Python."""
    known = {path.relative_to(compiled.SOURCES).as_posix(): compiled.described(path) for path in _watched()}
    left: list[str] = []
    files = [path.relative_to(compiled.SOURCES.parent).as_posix() for path in sources()]
    while True:
        stage = folder / f"stage{len(left)}"
        said = _compile(stage, files)
        if said is None:
            break
        refused = next((m for m in reversed(list(_REFUSED.finditer(said))) if m["file"] in files), None)
        if refused is None or len(left) == _MOST:
            raise BuildError("compiling the extractor", said[-_SHOWN:], "mend that, or do without machine code")
        files.remove(refused["file"])
        left.append(refused[0])
    target = folder / "made"
    target.mkdir()
    modules = {}
    for path in sorted((stage / "out").rglob("*.*")):
        name = ".".join((*path.relative_to(stage / "out").parts[:-1], path.name.partition(".")[0]))
        modules[name] = f"{name}.{path.name.partition('.')[2]}"
        path.rename(target / modules[name])
    (target / compiled.LIST).write_text(json.dumps({"modules": modules, "sources": known}), encoding="utf-8")
    return left


def _compile(stage: Path, files: list[str]) -> str | None:
    """Compile files of a copy of the sources into `stage`/out; return what the compiler says where it fails."""
    shutil.copytree(compiled.SOURCES, stage / _PACKAGE, ignore=shutil.ignore_patterns("__pycache__", ".*", "*.toml"))
    for file in files:
        (stage / file).write_text(staged((stage / file).read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("compiling.py")), *_FLAGS, *files]
    environment = {**os.environ, "PYTHONPATH": str(stage), compiled.VARIABLE: "0"}
    run = subprocess.run(command, cwd=stage, env=environment, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr if run.returncode else None


def _watched() -> list[Path]:
    """Return the files that the machine code depends on: what is compiled, how, and the records it is handed."""
    own = Path(__file__).parent.glob("*.py")
    return [*sources(), *sorted(own), compiled.SOURCES / "records.py", compiled.SOURCES / "errors.py"]
