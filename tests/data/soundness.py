"""What must hold for a store after any fault, and how hard the tests try to bring one about.

`IKILI_TEST_KILLS` sets how often each work is killed (default 12; the figures of a release are made with 50) and
`IKILI_TEST_SECONDS` how long reader and writers run together (default 6; with 60 for a release).
"""

from __future__ import annotations

import os

from sqlalchemy import func, select, text

from data import schema
from data.claim_state import rebuild
from data.store import Store

KILLS = int(os.environ.get("IKILI_TEST_KILLS", "12"))
SECONDS = float(os.environ.get("IKILI_TEST_SECONDS", "6"))
MOMENT = "2026-01-01T00:00:00Z"


def sound(store: Store) -> None:
    """The file is whole, no article is half, and every derived table is what it is derived from."""
    if store.engine.dialect.name == "sqlite":
        with store.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    claims, read = schema.claims.c, schema.extractions.c
    with store.reading() as connection:
        made = select(read.article_no, func.max(read.claims)).group_by(read.article_no)
        counted = (
            select(claims.article_no, func.count()).where(claims.origin == "extractor").group_by(claims.article_no)
        )
        have = dict(connection.execute(counted).all())
        assert all(have.get(article, 0) == n for article, n in connection.execute(made).all())
        assert (
            connection.execute(select(func.count()).select_from(schema.articles)).scalar_one()
            == connection.execute(select(func.count(func.distinct(read.article_no)))).scalar_one()
        )
    before = derived(store)
    with store.writing() as connection:
        rebuild(connection)
    assert derived(store) == before


def derived(store: Store) -> list[object]:
    with store.reading() as connection:
        states = sorted(map(tuple, connection.execute(schema.claim_state.select())), key=repr)
        counts = sorted(tuple(row) for row in connection.execute(schema.coverage.select()) if row.claims)
    return [states, counts]
