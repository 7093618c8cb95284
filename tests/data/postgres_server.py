"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """Start a server from these binaries and give its address; the server refuses root, so root lends another user."""
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="ikili-postgres-"))
    if user is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    cluster, port = folder / "cluster", _free_port()
    with (folder / "log").open("w") as log:
        _run(
            [binaries / "initdb", "-D", cluster, "-U", "ikili", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            user,
            log,
        )
        server = subprocess.Popen(
            [binaries / "postgres", "-D", cluster, "-p", str(port), "-k", folder, "-h", "127.0.0.1", "-F"],
            user=user, stdout=log, stderr=subprocess.STDOUT, cwd=folder,
        )  # fmt: skip
        try:
            _wait(server, port, folder / "log")
            yield f"postgresql://ikili@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": clients are sent away
            server.wait(20)
            shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _run(command: list[object], user: str | None, log: object) -> None:
    subprocess.run(
        [str(part) for part in command], user=user, stdout=log, stderr=subprocess.STDOUT, check=True, cwd="/"
    )  # type: ignore[call-overload]


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            import psycopg

            psycopg.connect(f"postgresql://ikili@127.0.0.1:{port}/postgres", connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
