"""The frame of the command line: exit codes, where messages go, broken pipes, start-up time."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

import pytest

from dashboard import cli
from dashboard.commands import FAMILIES
from extractors.errors import StoreError
from tests.cli.running import IKILI, run_ikili


def commands() -> list[str]:
    parser = cli.build_parser()
    action = next(entry for entry in parser._actions if isinstance(entry, argparse._SubParsersAction))
    return list(action.choices)


def test_every_command_of_the_design_is_there() -> None:
    wanted = (
        "extract mentions explain ingest export import official compare evaluate check compile serve demo watch "
        "archive reextract review"
    )
    assert sorted(commands()) == sorted(wanted.split())


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(command: str) -> None:
    run = run_ikili(command, "--help")
    assert run.returncode == 0
    assert f"usage: ikili {command}" in run.stdout


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["extract", "--nonsense"], ["serve", "--port", "x"]])
def test_misuse_is_two_and_told_on_standard_error(arguments: list[str]) -> None:
    run = run_ikili(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "usage: ikili" in run.stderr


def test_version_is_the_one_of_the_package() -> None:
    assert run_ikili("--version").stdout.startswith("ikili 0.")


def fake_command(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    def run(_arguments: argparse.Namespace) -> int:
        raise error

    parser = argparse.ArgumentParser()
    parser.set_defaults(run=run)
    monkeypatch.setattr(cli, "build_parser", lambda: parser)
    return cli.main([])


def test_an_error_of_ours_is_one_line_and_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fake_command(StoreError("x.db", "is locked", "wait"), monkeypatch) == 1
    assert capsys.readouterr().err == "ikili: x.db: is locked - wait\n"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert fake_command(OSError(28, "No space left on device", "out.csv"), monkeypatch) == 1
    assert "out.csv: No space left on device" in capsys.readouterr().err


def test_an_interrupt_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fake_command(KeyboardInterrupt(), monkeypatch) == 130


def test_a_reader_that_leaves_early_gets_no_complaint() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    run = subprocess.run([str(IKILI), "evaluate"], stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write_end)
    assert (run.returncode, run.stderr) == (1, "")


@pytest.mark.slow
def test_start_up_is_quick() -> None:
    """The best of five: a program that calls us once an article should not wait for our imports."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "from dashboard.cli import build_parser; build_parser()"], check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.5


def test_families_have_one_order() -> None:
    assert len(set(FAMILIES)) == len(FAMILIES)
