"""Kills around a real PostgreSQL: of the program that writes, and of the server itself.

After each the store opens, everything acknowledged is there, nothing is half, and the next ingest completes to the same
content. Moments follow the speed of the machine (`tests.data.forked.Moments`).
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from data import ingest as ingesting
from data.ingest import ingest
from data.reviews import review, review_log
from data.store import Store, open_store
from extractors.errors import StoreError
from tests.conftest import postgres_binaries
from tests.data.forked import Child, Moments, Say, killed_after
from tests.data.postgres_server import Server
from tests.data.soundness import KILLS, MOMENT, sound
from tests.data.store_articles import figures, many
from tests.data.test_ingest import jsonl

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.usefixtures("standing_clock")]

ARTICLES = 120
SERVER_KILLS = max(3, KILLS // 4)  # each costs a start of the server and its repair


def database(server: str, template: str | None = None) -> str:
    """Address of a new database, empty or a copy of another one."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    copied = f' TEMPLATE "{template.rpartition("/")[2]}"' if template else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{copied}')  # type: ignore[call-overload]
    return f"{server.rpartition('/')[0]}/{name}"


def drop(server: str, url: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')  # type: ignore[call-overload]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 20)
    path = tmp_path / "in.jsonl"
    path.write_bytes(jsonl(*(a for a, _ in many(ARTICLES))))
    return path


@pytest.fixture
def expected(tmp_path: Path, source: Path) -> dict[str, list[Any]]:
    """The claims of an ingest that nobody disturbed."""
    with open_store(f"sqlite:///{tmp_path / 'whole.db'}") as whole:
        ingest(source, whole, extract=figures)
        return whole.claims_table(history=True)


def ingesting_into(url: str, source: Path) -> Callable[[Say], None]:
    """Ingests in a child: says after each batch how many articles are stored, and how it ended."""

    def work(say: Say) -> None:
        try:
            with open_store(url) as store:
                ingest(source, store, extract=figures, progress=lambda so_far, *_: say(so_far.new))
            say("done")
        except StoreError as error:
            say(("refused", str(error)))

    return work


def acknowledged(said: list[Any]) -> int:
    return max((message for message in said if isinstance(message, int)), default=0)


def wait_until_alone(store: Store) -> None:
    """A server goes on with what a dead client had sent; only then is there anything to look at."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with store.engine.connect() as connection:
            if connection.execute(others).scalar_one() == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server still works for a dead client")


def completes(url: str, source: Path, said: list[Any], expected: dict[str, list[Any]]) -> None:
    """What was acknowledged is there, nothing is half, and the next ingest brings the rest."""
    with open_store(url) as store:
        wait_until_alone(store)
        before = store.counts()["articles"]
        assert before >= acknowledged(said)
        sound(store)
        report = ingest(source, store, extract=figures)
        assert (report.new, report.known, report.failed) == (ARTICLES - before, before, 0)
        assert store.claims_table(history=True) == expected
        sound(store)


def test_an_ingest_killed_at_any_moment_is_completed_by_the_next(
    postgres: str, source: Path, expected: dict[str, list[Any]]
) -> None:
    begun = time.perf_counter()
    Child(ingesting_into(database(postgres), source)).said()
    moments = Moments(21, KILLS, time.perf_counter() - begun)
    for _, moment in moments:
        url = database(postgres)
        with killed_after(ingesting_into(url, source), moment) as said:
            if said[-1:] == ["done"]:
                moments.late()
            else:
                assert all(isinstance(message, int) for message in said), said
                moments.hit()
        completes(url, source, said, expected)
        drop(postgres, url)
    assert moments.hits == KILLS, "the kills must hit the work"


def test_reviews_killed_at_any_moment_are_all_there_or_not_at_all(postgres: str) -> None:
    base = database(postgres)
    with open_store(base) as store:
        store.add(many(40))
        ids = store.claims_frame()["claim_id"].tolist()

    def work(say: Say, url: str) -> None:
        with open_store(url) as store:
            for claim in ids:
                review(store, claim, "fix", reviewer="A", reason="year", changes={"period": "2001"}, at=MOMENT)
                say(claim)

    moments = Moments(22, KILLS, 1.0)
    for _, moment in moments:
        url = database(postgres, base)
        with killed_after(lambda say, url=url: work(say, url), moment) as said:
            if not said:
                moments.early()
            elif len(said) == len(ids):
                moments.late()
            else:
                moments.hit()
        with open_store(url) as store:
            wait_until_alone(store)
            logged = [entry["claim_id"] for entry in review_log(store)]
            assert logged[: len(said)] == said
            assert len(logged) <= len(said) + 1
            sound(store)
            frame = store.claims_frame()
            assert len(frame) == len(ids)
            assert (frame["period"] == "2001").sum() == len(logged)
        drop(postgres, url)
    assert moments.hits == KILLS, "the kills must hit the work"


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server for these tests alone, which writes through to the disk."""
    binaries = postgres_binaries()
    assert binaries is not None, "tests that need PostgreSQL carry the marker postgres"
    server = Server(binaries, safe=True)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.mark.parametrize("how", ["kill", "stop_immediately"])
def test_a_server_killed_during_an_ingest_has_all_that_was_acknowledged(
    mortal: Server, source: Path, expected: dict[str, list[Any]], how: str
) -> None:
    begun = time.perf_counter()
    Child(ingesting_into(database(mortal.url), source)).said()
    moments = Moments(23, SERVER_KILLS, time.perf_counter() - begun)
    for _, moment in moments:
        url = database(mortal.url)
        child = Child(ingesting_into(url, source))
        time.sleep(moment)
        getattr(mortal, how)()
        said = child.said()
        mortal.start()
        if said[-1:] == ["done"]:
            moments.late()
        else:
            kind, message = said[-1]
            assert kind == "refused", message
            assert "server" in message
            moments.hit()
        completes(url, source, said, expected)
        drop(mortal.url, url)
    assert moments.hits == SERVER_KILLS, "the kills must hit the work"
