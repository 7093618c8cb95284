"""Rows into tables: articles, many rows at once, and the running counts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data import schema
from extractors.errors import StoreError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Dialect, Table
    from sqlalchemy.dialects.postgresql import Insert

    from data.claim_rows import Row

T = TypeVar("T")
_IN_CHUNK = 500  # parameters of one IN (...), below every database's limit


def article_row(content: str, article: Article, lang: str | None, now: str) -> Row:
    """The row of an article, without its number."""
    return {
        "content_id": content,
        "article_id": article.id,
        "lang": lang or article.lang,
        "lang_given": article.lang,
        "published": article.published.isoformat(),
        "updated": article.updated.isoformat() if article.updated else None,
        "date_is_weak": int(article.date_is_weak),
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "url": article.url,
        "first_seen": now,
    }


def article_of(row: Mapping[Any, Any]) -> Article:
    """The article of a row, exactly as it came in."""
    return Article(
        id=row["article_id"],
        published=date.fromisoformat(row["published"]),
        updated=date.fromisoformat(row["updated"]) if row["updated"] else None,
        title=row["title"],
        text=row["text"] or "",
        lang=row["lang_given"],
        outlet=row["outlet"],
        url=row["url"],
        date_is_weak=bool(row["date_is_weak"]),
    )


def insert_articles(connection: Connection, rows: Sequence[Row]) -> dict[str, int]:
    """Insert the articles that are not there and number them; content id -> number of those, in order.

    The connection is the store's only writer (`Store.writing`), so numbers can be given out here.
    """
    a = schema.articles.c
    known = {
        found
        for part in chunks([row["content_id"] for row in rows])
        for found in connection.execute(select(a.content_id).where(a.content_id.in_(part))).scalars()
    }
    last = int(connection.execute(select(func.coalesce(func.max(a.no), 0))).scalar_one())
    new = [row for row in rows if row["content_id"] not in known]
    insert_rows(connection, schema.articles, [{"no": last + n, **row} for n, row in enumerate(new, 1)])
    return {row["content_id"]: last + n for n, row in enumerate(new, 1)}


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row], *, ignore: bool = False) -> int:
    """Insert many rows of equal shape through the driver itself, which is twice as fast as a row at a time.

    Args:
        connection: A writing connection.
        table: Where to.
        rows: Column name to value.
        ignore: Rows that are there already are passed over; otherwise they are an error.

    Returns:
        How many rows are new.
    """
    if not rows:
        return 0
    names = tuple(rows[0])
    statement, order = _insert_text(connection.dialect, table, names, ignore)
    cells: list[Any]
    if not connection.dialect.positional:
        cells = [{name: row[name] for name in names} for row in rows]
    elif len(order) == 1:
        cells = [(row[order[0]],) for row in rows]
    else:
        cells = list(map(itemgetter(*order), rows))
    return int(connection.exec_driver_sql(statement, cells).rowcount)


@lru_cache(maxsize=128)
def _insert_text(dialect: Dialect, table: Table, names: tuple[str, ...], ignore: bool) -> tuple[str, Sequence[str]]:
    """An INSERT in the words of a database, and the order of its cells."""
    statement = _insert(dialect, table).values(dict.fromkeys(names))
    if ignore:
        statement = statement.on_conflict_do_nothing()
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or names)


def adopt_imported(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """Give claims that came from a file to the article that they stand in, now that it is stored itself.

    Args:
        connection: A writing connection.
        rows: Claims of new articles, just inserted where they were not there.

    Returns:
        The rows that are new.
    """
    c, a = schema.claims, schema.articles
    wanted = {row["claim_id"]: row for row in rows}
    left: set[int] = set()
    new = dict(wanted)
    for part in chunks(list(wanted)):
        held = connection.execute(select(c.c.claim_id, c.c.article_no).where(c.c.claim_id.in_(part))).all()
        for claim_id, number in held:
            row = wanted[claim_id]
            if number == row["article_no"]:
                continue
            del new[claim_id]
            left.add(number)
            changes = {name: row[name] for name in ("article_no", "origin", "rules", "evidence", "confidence")}
            connection.execute(update(c).where(c.c.claim_id == claim_id).values(changes))
    for number in left:
        if connection.execute(select(c.c.claim_id).where(c.c.article_no == number).limit(1)).first() is None:
            connection.execute(delete(a).where(a.c.no == number, a.c.text.is_(None)))
    return list(new.values())


def count_current(connection: Connection, changes: Mapping[tuple[str, str], int]) -> None:
    """Add to the numbers of current claims by pair and indicator (in fixed order, so that writers cannot deadlock)."""
    rows = [{"pair": p, "indicator": i, "claims": n} for (p, i), n in sorted(changes.items()) if n]
    if not rows:
        return
    statement = insert_into(connection, schema.coverage)
    statement = statement.on_conflict_do_update(
        index_elements=["pair", "indicator"], set_={"claims": schema.coverage.c.claims + statement.excluded.claims}
    )
    connection.execute(statement, rows)


def chunks(values: Sequence[T], size: int = _IN_CHUNK) -> Iterator[Sequence[T]]:
    """The values in parts that fit one IN (...)."""
    return (values[i : i + size] for i in range(0, len(values), size))


def insert_into(connection: Connection, table: Table) -> Insert:
    """INSERT with ON CONFLICT; both databases spell it alike."""
    return _insert(connection.dialect, table)


def _insert(dialect: Dialect, table: Table) -> Insert:
    dialects: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}
    if dialect.name not in dialects:
        raise StoreError(dialect.name, "this database is not supported", "use sqlite or postgresql")
    made: Insert = dialects[dialect.name].insert(table)
    return made
