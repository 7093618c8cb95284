"""Crashes and broken surroundings: what was acknowledged is there, nothing is half, and the error says what to do.

`tests.data.soundness` says how hard they try; kills around PostgreSQL are in `test_faults_postgres.py`.
"""

from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import time
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

import data.engine
from data import ingest as ingesting
from data import schema
from data.ingest import ingest
from data.reviews import review, review_log
from data.store import Store, open_store
from extractors.errors import StoreError
from tests.data.forked import Child, Moments, Say, answer, killed_after
from tests.data.soundness import KILLS, MOMENT, SECONDS, sound
from tests.data.store_articles import figures, many
from tests.data.test_ingest import jsonl

OLD = Path(__file__).parent / "old" / "store_v1.sqlite"

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.mark.slow
def test_an_ingest_killed_at_any_moment_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 20)
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(*(a for a, _ in many(300))))
    begun = time.perf_counter()
    with open_store(f"sqlite:///{tmp_path / 'whole.db'}") as whole:
        ingest(source, whole, extract=figures)
        lasting = time.perf_counter() - begun
        expected = whole.claims_table(history=True)
    moments = Moments(11, KILLS, lasting)
    for number, moment in moments:
        url = f"sqlite:///{tmp_path / f'k{number}.db'}"

        def work(say: Say, url: str = url) -> None:
            with open_store(url) as store:
                ingest(source, store, extract=figures, progress=lambda so_far, *_: say(so_far.new))
            say("done")

        with killed_after(work, moment) as said:
            acknowledged = max((n for n in said if isinstance(n, int)), default=0)
            if said[-1:] == ["done"]:
                moments.late()
            else:
                moments.hit()
        with open_store(url) as store:
            assert store.counts()["articles"] >= acknowledged
            sound(store)
            report = ingest(source, store, extract=figures)
            assert (report.new + report.known, report.failed) == (300, 0)
            assert store.claims_table(history=True) == expected
            sound(store)
    assert moments.hits == KILLS, "the kills must hit the work"


@pytest.mark.slow
def test_reviews_killed_at_any_moment_are_all_there_or_not_at_all(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    with open_store(f"sqlite:///{base}") as store:
        store.add(many(60))
        ids = store.claims_frame()["claim_id"].tolist()
    moments = Moments(12, KILLS, 0.5)
    for number, moment in moments:
        path = tmp_path / f"k{number}.db"
        shutil.copy(base, path)

        def work(say: Say, path: Path = path) -> None:
            with open_store(f"sqlite:///{path}") as store:
                for claim in ids:
                    review(store, claim, "fix", reviewer="A", reason="year", changes={"period": "2001"}, at=MOMENT)
                    say(claim)

        with killed_after(work, moment) as said:
            if not said:
                moments.early()
            elif len(said) == len(ids):
                moments.late()
            else:
                moments.hit()
        with open_store(f"sqlite:///{path}") as store:
            logged = [entry["claim_id"] for entry in review_log(store)]
            assert logged[: len(said)] == said
            assert len(logged) <= len(said) + 1
            sound(store)
            frame = store.claims_frame()
            assert len(frame) == len(ids)
            assert (frame["period"] == "2001").sum() == len(logged)
    assert moments.hits == KILLS, "the kills must hit the work"


@pytest.mark.slow
def test_a_migration_killed_at_any_moment_is_done_by_the_next_start(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(OLD, old)
    _grow(old, 120)
    begun = time.perf_counter()
    shutil.copy(old, tmp_path / "whole.db")
    with open_store(f"sqlite:///{tmp_path / 'whole.db'}") as whole:
        expected = whole.claims_table(history=True)
    lasting = time.perf_counter() - begun
    moments = Moments(13, KILLS, lasting)
    for number, moment in moments:
        path = tmp_path / f"k{number}.db"
        shutil.copy(old, path)

        def work(say: Say, path: Path = path) -> None:
            open_store(f"sqlite:///{path}").close()
            say("done")

        with killed_after(work, moment) as said:
            if said == ["done"]:
                moments.late()
            else:
                moments.hit()
        with open_store(f"sqlite:///{path}") as store:
            assert store.claims_table(history=True) == expected
            with store.reading() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        for leftover in tmp_path.glob(f"k{number}.db*"):
            leftover.unlink()
    assert moments.hits == KILLS, "the kills must hit the work"


def _grow(path: Path, times: int) -> None:
    """Copy every article and claim of an old store under other ids, so that a migration takes a while."""
    with sqlite3.connect(path) as connection:
        connection.create_function(
            "hashed", 2, lambda value, n: f"{hash((value, n)) & (2**64 - 1):032x}", deterministic=True
        )
        articles = [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
        claims = [row[1] for row in connection.execute("PRAGMA table_info(claims)")]
        for n in range(1, times):
            own = {"no": f"no + {n * 1000}", "content_id": f"hashed(content_id, {n})"}
            connection.execute(_copied("articles", articles, own) + " WHERE no < 1000")
            own = {"claim_id": f"hashed(claim_id, {n})", "article_no": f"article_no + {n * 1000}"}
            connection.execute(_copied("claims", claims, own) + " WHERE article_no < 1000")


def _copied(table: str, columns: list[str], own: dict[str, str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    cells = ", ".join(own.get(name, f'"{name}"') for name in columns)
    return f"INSERT INTO {table} ({names}) SELECT {cells} FROM {table}"


@pytest.mark.slow
def test_a_reader_and_two_writers_together(store: Store, store_url: str) -> None:
    until = time.monotonic() + SECONDS

    def write(say: Say, name: int) -> None:
        with open_store(store_url) as mine:
            number = 0
            while time.monotonic() < until:
                own = many(5, start=name * 1_000_000 + number * 5)
                shared = many(5, start=9_000_000 + number * 5)
                added = mine.add([*own, *shared])
                number += 1
                say((number, len(added.new), added.known))

    def look(say: Say) -> None:
        with open_store(store_url) as mine:
            while time.monotonic() < until:
                with mine.reading() as connection:
                    counted = connection.execute(
                        select(func.coalesce(func.sum(schema.coverage.c.claims), 0))
                    ).scalar_one()
                    there = connection.execute(select(func.count()).select_from(schema.claims)).scalar_one()
                frame = mine.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", limit=50)
                say((int(counted), int(there), bool(frame["claim_id"].is_unique)))

    children = [Child(lambda say: write(say, 1)), Child(lambda say: write(say, 2)), Child(look)]
    one, two, seen = (child.said() for child in children)
    for messages in (one, two, seen):
        assert messages
        assert "failed" not in (m[0] for m in messages), messages[-1]
    assert all(there >= before for (_, before, _), (_, there, _) in pairwise(seen))
    assert all(unique for *_, unique in seen)
    if store.engine.dialect.name == "sqlite":  # one statement after the other sees one snapshot
        assert all(counted == there for counted, there, _ in seen)
    rounds = len(one), len(two)
    assert store.counts()["articles"] == 5 * sum(rounds) + 5 * max(rounds)
    assert sum(new for _, new, _ in one + two) == store.counts()["articles"]
    sound(store)


def test_a_full_disk_is_named_and_costs_only_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 50)
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(*(a for a, _ in many(1500))))
    url = f"sqlite:///{tmp_path / 's.db'}"
    open_store(url).close()

    def work() -> tuple[str, int]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, resource.RLIM_INFINITY))
        with open_store(url) as store:
            try:
                ingest(source, store, extract=figures)
            except StoreError as error:
                return str(error), store.counts()["articles"]
        return "no error", 0

    message, kept = answer(work)
    assert "disk" in message
    assert "free" in message
    assert 0 < kept < 1500
    with open_store(url) as store:
        assert store.counts()["articles"] == kept
        sound(store)
        assert ingest(source, store, extract=figures).new == 1500 - kept
        sound(store)


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    for parent in (folder, *folder.parents):
        if parent.is_relative_to("/tmp") and parent != Path("/tmp"):
            parent.chmod(0o755)
    with open_store(f"sqlite:///{folder / 'old.db'}") as store:
        store.add(many(2))
    content = (folder / "old.db").read_bytes()
    folder.chmod(0o555)

    def work() -> list[str]:
        words = []
        for name in ("new.db", "old.db", "deeper/new.db"):
            try:
                with open_store(f"sqlite:///{folder / name}") as store:
                    store.add(many(1, start=50))
                words.append("no error")
            except StoreError as error:
                words.append(str(error))
        return words

    for message in answer(work, as_nobody=True):
        assert str(folder) in message
        assert "permission" in message
    folder.chmod(0o755)
    assert (folder / "old.db").read_bytes() == content


def test_a_locked_file_is_named_and_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data.engine, "BUSY_MILLISECONDS", 200)
    path = tmp_path / "s.db"
    with open_store(f"sqlite:///{path}") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        with pytest.raises(StoreError, match="another program keeps the file locked"):
            store.add(many(1))
        assert time.monotonic() - begun >= 0.2
        assert store.counts()["articles"] == 0
        other.execute("ROLLBACK")
        other.close()
        assert store.add(many(1)).claims == 1


@pytest.mark.postgres
def test_a_locked_server_is_named_and_waited_for(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(postgres_url) as store, open_store(postgres_url) as other, other.writing():
        monkeypatch.setattr(data.engine, "BUSY_MILLISECONDS", 200)
        with pytest.raises(StoreError, match="another program keeps the store locked"):
            store.add(many(1))
        assert store.counts()["articles"] == 0
    with open_store(postgres_url) as store:
        assert store.add(many(1)).claims == 1


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda c: b"This is a letter and no database. " * 100, "no SQLite database"),
        (lambda c: c[:100] + b"\xff" * 4000 + c[4100:], "damaged"),
        (lambda c: c[: len(c) // 2], "damaged"),
        (lambda c: c[:8192] + bytes(len(c) - 8192), "damaged"),
    ],
    ids=["other file", "schema overwritten", "cut in half", "pages blank"],
)
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "s.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(many(300))
    broken = damage(path.read_bytes())  # type: ignore[operator]
    path.write_bytes(broken)

    def use() -> None:
        with open_store(f"sqlite:///{path}") as store:
            store.claims_frame()
            store.add(many(300, start=1000))

    with pytest.raises(StoreError, match=message) as caught:
        use()
    assert str(path) in caught.value.where
    assert "copy" in caught.value.remedy
    if message != "damaged":
        assert path.read_bytes() == broken


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "s.db").touch()
    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        assert store.add(many(1)).claims == 1


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_server_that_is_not_there_is_named_without_its_password(free_port: int) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(f"postgresql://me:secret@127.0.0.1:{free_port}/x")
    assert "secret" not in str(caught.value)
    assert "IKILI_DB_URL" in str(caught.value)
    assert "server" in str(caught.value)


def test_many_programs_may_make_the_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.db'}"

    def work(say: Say) -> None:
        with open_store(url) as store:
            say(store.add(many(1)).claims)

    children = [Child(work) for _ in range(6)]
    assert sorted(message for child in children for message in child.said()) == [0, 0, 0, 0, 0, 1]
