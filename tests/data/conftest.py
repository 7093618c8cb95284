"""Stores for the tests of this room: SQLite, and a real PostgreSQL where there is one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store, open_store
from tests.conftest import postgres_binaries
from tests.data import postgres_server
from tests.data.soundness import MOMENT


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of the administration database of a server that this test session started."""
    binaries = postgres_binaries()
    assert binaries is not None, "tests that need PostgreSQL carry the marker postgres"
    with postgres_server.running(binaries) as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """Address of a new, empty database."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield postgres.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a new, empty store, once for each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A new, empty store, once for each database."""
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """A new, empty SQLite store."""
    with open_store(f"sqlite:///{tmp_path / 'lite.db'}") as opened:
        yield opened


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is written at the same moment, so that stores can be compared."""
    for module in ("store", "ingest", "reextract"):
        monkeypatch.setattr(f"data.{module}.now_text", lambda: MOMENT)
