"""Modules run as machine code where they were compiled from the very sources (`make compiled`), else as Python.

Compiled files lie apart from the sources, under build/compiled, with a list of the sources they were made of. They are
taken all or none, and only if each of these sources still is what it was: nothing old ever hides what is new.
`IKILI_COMPILED=0` leaves them alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

VARIABLE = "IKILI_COMPILED"
LIST = "compiled.json"
SOURCES = Path(__file__).parent


class Finder:
    """Finds the compiled modules of one list; what it does not know, the ordinary finders find."""

    def __init__(self, places: dict[str, str]) -> None:
        self.places = places

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module's machine code is, None where it has none."""
        place = self.places.get(name)
        if place is None:
            return None
        return spec_from_file_location(name, place, loader=ExtensionFileLoader(name, place))


def folder() -> Path:
    """Return where the compiled files of this checkout, or installed copy, and this Python are, or would be."""
    root = SOURCES.parent if (SOURCES.parent / "pyproject.toml").is_file() else SOURCES
    return root / "build" / "compiled" / str(sysconfig.get_config_var("SOABI"))


def use() -> bool:
    """Take the compiled modules from now on, if there are any and they fit; return whether they are taken."""
    if os.environ.get(VARIABLE) == "0":
        return False
    places = fitting(folder(), SOURCES)
    if places is None:
        return False
    sys.meta_path.insert(0, Finder(places))
    return True


def kind() -> str:
    """Return how this process reads articles: "compiled" or "interpreted"."""
    return "compiled" if any(isinstance(finder, Finder) for finder in sys.meta_path) else "interpreted"


def fitting(place: Path, sources: Path) -> dict[str, str] | None:
    """Return module -> file of what was compiled, None where nothing was or a source has changed since."""
    try:
        known = json.loads((place / LIST).read_bytes())
    except (OSError, ValueError):  # never compiled, or cut short: then it is Python that runs
        return None
    if not all(_is_same(sources / name, row) for name, row in known["sources"].items()):
        return None
    places = {name: str(place / file) for name, file in known["modules"].items()}
    return places if all(os.path.exists(file) for file in places.values()) else None  # noqa: PTH110 a hundred of them


def described(path: Path) -> dict[str, Any]:
    """Return what tells a source from a changed one."""
    stat = path.stat()
    return {"size": stat.st_size, "changed": stat.st_mtime_ns, "digest": hashlib.sha256(path.read_bytes()).hexdigest()}


def _is_same(path: Path, row: dict[str, Any]) -> bool:
    """Whether a source is as it was: of the same size and time, or else of the same content."""
    try:
        stat = path.stat()
        if stat.st_size != row["size"]:
            return False
        return bool(stat.st_mtime_ns == row["changed"] or described(path)["digest"] == row["digest"])
    except OSError:
        return False
