"""Everything that the README prints in a code block is done here, and does what the README says.

A `sh` block is run line by line in one folder, with a store of its own. In a `console` block the lines after
`$ command` are what the command prints, and so are the `# ` lines of a `python` block. `make` lines are checked as a
dry run here (this suite is itself started by `make test`); commands that serve until they are stopped are started,
asked for their health, and stopped.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.serving import serving

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SERVING = ("ikili demo", "ikili serve")


@dataclass(frozen=True)
class Block:
    language: str
    code: str
    line: int

    def __str__(self) -> str:
        return f"{self.language}-line-{self.line}"


def blocks() -> list[Block]:
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [Block(match[1], match[2], README.count("\n", 0, match.start()) + 2) for match in found]


BLOCKS = blocks()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all blocks, in their order: a reader who types them one after the other has one, too."""
    path = tmp_path_factory.mktemp("reader")
    (path / "data").symlink_to(ROOT / "data")
    return path


def environment(folder: Path) -> dict[str, str]:
    changes = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "IKILI_DB_URL": f"sqlite:///{folder / 'claims.db'}",
        "HOME": str(folder),
        "PYTHONPATH": "",
        "COLUMNS": "120",
    }
    return os.environ | changes


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["/bin/sh", "-ec", command], cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=300,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def make_target_exists(command: str) -> None:
    subprocess.run(
        ["make", "--dry-run", *shlex.split(command)[1:]], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=60
    )


def starts_and_answers(command: str, folder: Path, port: int) -> None:
    words = [*shlex.split(command), "--port", str(port)]
    words[0] = str(Path(sys.executable).with_name(words[0]))
    log = folder / "serving.log"
    with serving(words, port, log, cwd=folder, env=environment(folder)):
        pass
    assert f"http://127.0.0.1:{port}" in log.read_text(encoding="utf-8")


def commands_of(block: Block) -> list[str]:
    joined = block.code.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_code_runs(block: Block, folder: Path, free_port: int) -> None:
    if block.language == "python":
        script = folder / f"line_{block.line}.py"
        script.write_text(block.code, encoding="utf-8")
        promised = [line[2:] for line in block.code.splitlines() if line.startswith("# ")]
        printed = run(f"python {script.name}", folder)
        assert not promised or printed.splitlines() == promised
    elif block.language == "console":
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.code, re.MULTILINE):
            assert run(command, folder) == expected
    elif block.language == "sh":
        for command in commands_of(block):
            words = command.split("#")[0].strip()
            if words.startswith("make "):
                make_target_exists(words)
            elif words.startswith(SERVING):
                starts_and_answers(words, folder, free_port)
            elif not words.startswith(("git clone", "cd ")):
                run(command, folder)
    elif block.language == "toml":
        tomllib.loads(block.code)
    else:
        pytest.fail(f"README.md line {block.line}: say what the block is: sh, console, python or toml")


def test_every_command_is_in_the_readme() -> None:
    from tests.cli.test_main import commands

    missing = [name for name in commands() if f"ikili {name}" not in README]
    assert not missing


def test_every_picture_and_link_into_the_project_exists() -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
