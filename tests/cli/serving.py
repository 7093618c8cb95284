"""Starts a serving command in its own process group, waits for its health, and stops it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PATIENCE = 120.0


@contextlib.contextmanager
def serving(
    command: Sequence[str], port: int, log: Path, *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The process once it answers on its health address; ended by SIGTERM afterwards, whatever happens.

    Args:
        command: What to start.
        port: The port it is told to listen on.
        log: File for all that it prints.
        cwd: Folder to start it in.
        env: Its environment.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait_for_health(process, port, log)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _wait_for_health(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with contextlib.suppress(OSError), urllib.request.urlopen(health(port), timeout=2) as answer:
            assert answer.status == 200
            return
        time.sleep(0.2)
    raise AssertionError(f"no answer in {PATIENCE} s\n{log.read_text(encoding='utf-8')}")


def health(port: int) -> str:
    """The address that answers once the dashboard is up."""
    return f"http://127.0.0.1:{port}/_stcore/health"
