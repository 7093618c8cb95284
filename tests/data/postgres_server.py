"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port, stopped at the end."""

from __future__ import annotations

import contextlib
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


class Server:
    """One cluster that can be started, killed and started again; it refuses root, so root lends another user.

    Args:
        binaries: Folder of the server's programs.
        safe: Write through to the disk (fsync), as a real server does; without it tests are quicker.
    """

    def __init__(self, binaries: Path, *, safe: bool = False) -> None:
        self._binaries = binaries
        self._safe = safe
        self._user = _server_user()
        self._folder = Path(tempfile.mkdtemp(prefix="ikili-postgres-"))
        if self._user is not None:
            os.chown(self._folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._cluster, self._port = self._folder / "cluster", _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://ikili@127.0.0.1:{self._port}/postgres"
        with self._log() as log:
            subprocess.run(
                [binaries / "initdb", "-D", self._cluster, "-U", "ikili", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N"],
                user=self._user, stdout=log, stderr=subprocess.STDOUT, check=True, cwd="/",
            )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers; after a kill this is when it repairs itself.

        What a killed server left in shared memory may keep the next one from starting for a moment.
        """
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with self._log() as log:
                self._process = subprocess.Popen(
                    [self._binaries / "postgres", "-D", self._cluster, "-p", str(self._port), "-k", self._folder,
                     "-h", "127.0.0.1", *([] if self._safe else ["-F"])],
                    user=self._user, stdout=log, stderr=subprocess.STDOUT, cwd=self._folder,
                )  # fmt: skip
            while self._process.poll() is None and time.monotonic() < deadline:
                if self._answers():
                    return
                time.sleep(0.1)
            time.sleep(0.2)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self._folder / 'log').read_text()}")

    def kill(self) -> None:
        """kill -9 of the server and all its processes, as a machine that stops."""
        process = self._running()
        family = [process.pid, *_children(process.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(20)

    def stop_immediately(self) -> None:
        """What `pg_ctl stop -m immediate` does: no time to write anything down."""
        process = self._running()
        process.send_signal(signal.SIGQUIT)
        process.wait(20)

    def remove(self) -> None:
        """Send clients away, stop, and leave nothing behind."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # "fast"
            self._process.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "start it first"
        return self._process

    @contextmanager
    def _log(self) -> Iterator[object]:
        with (self._folder / "log").open("a") as log:
            yield log

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """A server for all tests of a session; gives its address."""
    server = Server(binaries)
    try:
        server.start()
        yield server.url
    finally:
        server.remove()


def _children(parent: int) -> list[int]:
    """Processes that a process has started, of /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(after_name[1]) == parent:
                    found.append(int(entry.name))
    return found


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
