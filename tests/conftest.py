"""Fixtures for every room: no test reaches the store, the network address or the browser of whoever runs it."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest


def postgres_binaries() -> Path | None:
    """The folder of a PostgreSQL server's programs, the newest version first; None where there is no server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    on_path = shutil.which("initdb")
    return next((path for path in folders if (path / "initdb").exists()), Path(on_path).parent if on_path else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if postgres_binaries() is None:
        reason = "no PostgreSQL server on this machine (Debian: apt-get install postgresql)"
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the default store and the user's folders into the test's own folder."""
    monkeypatch.setenv("IKILI_DB_URL", f"sqlite:///{tmp_path / 'claims.db'}")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser for the browser tests; without one they fail and say what to install."""
    named = [os.environ.get("IKILI_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    found = next((path for path in named if path), None)
    if found is None:
        pytest.fail(
            "no Chromium: install it (Debian: apt-get install chromium) or set IKILI_CHROMIUM=/path/to/chromium"
        )
    return found


@pytest.fixture
def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
