"""Stores that old versions made open with nothing lost; a store of the future is refused, and left alone."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from data import migrations, schema
from data.claim_state import rebuild
from data.engine import make_engine
from data.store import Store, open_store
from extractors.errors import StoreError
from tests.data.store_articles import stored

OLD = Path(__file__).parent / "old"


@pytest.fixture
def old_url(store_url: str, tmp_path: Path) -> str:
    """A copy of the store of schema 1, in each database."""
    if store_url.startswith("sqlite"):
        shutil.copy(OLD / "store_v1.sqlite", tmp_path / "store.db")
    else:
        engine = make_engine(store_url)
        with engine.begin() as connection:
            connection.exec_driver_sql((OLD / "store_v1_postgresql.sql").read_text(encoding="utf-8").replace("%", "%%"))
        engine.dispose()
    return store_url


def _as_it_was() -> list[tuple[str, float, str]]:
    with (OLD / "store_v1_claims.csv").open(encoding="utf-8", newline="") as file:
        return sorted((row["claim_id"][10:], float(row["value"]), row["review"]) for row in csv.DictReader(file))


def test_an_old_store_opens_with_every_claim_review_and_state(old_url: str) -> None:
    with open_store(old_url) as store:
        frame = store.claims_frame(history=True)
        now = sorted(zip(frame["claim_id"].str[10:], frame["value"], frame["review"], strict=True))
        assert now == _as_it_was()
        assert store.counts()["claims"] == 26
        for claim_id, source in zip(frame["claim_id"], frame["source_id"], strict=True):
            claim = store.claim(claim_id)
            assert claim_id.startswith(claim.content_id[:10])
            assert claim.observation.article_id == source
            assert claim.observation.evidence
            assert all(e.rule for e in claim.observation.evidence)
            article = store.article(claim.content_id)
            o = claim.observation
            assert getattr(article, o.field)[o.start : o.end] == o.quote
        _derived_tables_are_right(store)


def _derived_tables_are_right(store: Store) -> None:
    def derived() -> list[list[tuple[object, ...]]]:
        with store.reading() as connection:
            return [
                sorted(map(tuple, connection.execute(table.select())), key=repr)
                for table in (schema.claim_state, schema.coverage)
            ]

    before = derived()
    with store.writing() as connection:
        rebuild(connection)
    states, counts = derived()
    assert states == before[0]
    assert [row for row in counts if row[2]] == [row for row in before[1] if row[2]]


def test_an_old_store_takes_the_same_articles_as_known(old_url: str) -> None:
    with open_store(old_url) as store:
        with store.reading() as connection:
            ids = list(connection.execute(text("SELECT content_id FROM articles")).scalars())
        from extractors.records import Extraction

        again = [(store.article(i), Extraction(article_id="x", lang="tr", observations=(), rejected=())) for i in ids]
        assert store.add(again).known == 8
        assert store.add([stored()]).claims == 1


def test_a_migrated_store_has_the_tables_of_a_new_one(old_url: str, tmp_path: Path) -> None:
    def shape(url: str) -> dict[str, list[str]]:
        with open_store(url) as store:
            found = inspect(store.engine)
            return {name: sorted(c["name"] for c in found.get_columns(name)) for name in found.get_table_names()}

    assert shape(old_url) == shape(f"sqlite:///{tmp_path / 'new.db'}")


def test_a_step_that_fails_leaves_the_old_store_whole(old_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = migrations.steps()[2]

    def half(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        raise RuntimeError("the lights went out")

    monkeypatch.setitem(migrations.steps(), 2, half)
    with pytest.raises(RuntimeError):
        open_store(old_url)
    monkeypatch.undo()
    with open_store(old_url) as store:
        frame = store.claims_frame(history=True)
        assert sorted(zip(frame["claim_id"].str[10:], frame["value"], frame["review"], strict=True)) == _as_it_was()


def test_there_is_a_step_for_every_version() -> None:
    assert sorted(migrations.steps()) == list(range(2, schema.SCHEMA_VERSION + 1))


def test_a_store_of_the_future_is_refused_and_left_alone(store: Store, store_url: str) -> None:
    store.add([stored()])
    with store.writing() as connection:
        connection.execute(schema.schema_version.update().values(version=99))
    with pytest.raises(StoreError, match="newer version"):
        open_store(store_url)
    assert store.counts()["claims"] == 1


def test_a_database_of_another_program_is_refused(store_url: str) -> None:
    engine = make_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (headline text)"))
    engine.dispose()
    with pytest.raises(StoreError, match="another program"):
        open_store(store_url)
