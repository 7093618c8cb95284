"""`ikili check`: what CI checks beside the tests - format, lint, types, imports, README code, the evaluation gate."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse

_ROOT = Path(__file__).resolve().parents[2]


def add_commands(commands: console.Commands) -> None:
    """Add `check`."""
    parser = commands.add_parser(
        "check",
        help="for developers: format, lint, types, imports, README code and the evaluation gate",
        description="Runs in a checkout with the dev extra installed; every step runs even if an earlier one fails.",
    )
    parser.set_defaults(run=_run)


def steps() -> dict[str, list[str]]:
    """Return the steps by name, each with its command."""
    python = sys.executable
    return {
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "lint": [python, "-m", "ruff", "check", "."],
        "types": [python, "-m", "mypy"],
        "imports": [str(Path(python).with_name("lint-imports"))],
        "readme": [python, "-m", "pytest", "-q", "tests/test_readme.py", "tests/test_architecture.py"],
        "gate": [python, "-m", "dashboard.cli", "evaluate"],
    }


def _run(_arguments: argparse.Namespace) -> int:
    if not (_ROOT / "pyproject.toml").is_file():
        raise console.MisuseError("check works in a checkout of the project, not on an installed copy")
    failed = []
    for name, command in steps().items():
        print(f"--- {name}", flush=True)
        started = time.monotonic()
        try:
            code = subprocess.run(command, cwd=_ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        except FileNotFoundError as error:
            console.say(f"{name}: {error.filename} is not there - install the dev extra (`make check` does)")
            code = console.FAILED
        print(f"--- {name}: {'failed' if code else 'passed'} in {time.monotonic() - started:.1f} s", flush=True)
        if code:
            failed.append(name)
    if failed:
        console.say(f"failed: {', '.join(failed)}")
    return console.FAILED if failed else console.OK
