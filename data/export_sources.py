"""`sources.csv`: the articles that claims stand in, with addresses instead of their texts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import select

from data import schema
from data.inserting import chunks
from extractors.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.store import Store

Table = dict[str, list[Any]]


class SourceRow(Record):
    """One row of `sources.csv`: an article that at least one claim stands in."""

    content_id: str = Field(description="Hash of day, title, text, outlet and address")
    source_id: str = Field(description="The article's own id, as in claims.csv; versions of an article share it")
    published: date = Field(description="Day of publication")
    updated: date | None = Field(description="Day of the last change, where the page says one")
    date_is_weak: bool = Field(description="true: the day was taken from weak evidence")
    lang: str = Field(description="Language, ISO 639-1")
    outlet: str | None = Field(description="Who published it")
    title: str = Field(description="Headline")
    url: str | None = Field(description="Address")
    first_seen: date = Field(description="Day on which this store got it")
    story_id: str = Field(description="content_id of the first article of the same agency story")
    n_claims: int = Field(description="Claims of this download that stand in it")


SOURCE_COLUMNS: tuple[str, ...] = tuple(SourceRow.model_fields)


def source_table(store: Store, claim_ids: Sequence[str]) -> Table:
    """The cells of `sources.csv` for these claims, ordered by day and id."""
    c, a, s = schema.claims.c, schema.articles, schema.stories.c
    first = a.alias("first")
    counts: Counter[int] = Counter()
    with store.reading() as connection:
        for part in chunks(claim_ids):
            counts.update(connection.execute(select(c.article_no).where(c.claim_id.in_(part))).scalars())
        query = select(a, first.c.content_id.label("story_id")).select_from(
            a.outerjoin(schema.stories, s.article_no == a.c.no).outerjoin(first, first.c.no == s.story_no)
        )
        rows = [
            row
            for part in chunks(sorted(counts))
            for row in connection.execute(query.where(a.c.no.in_(part))).mappings()
        ]
    rows.sort(key=lambda row: (row["published"], row["article_id"], row["content_id"]))
    as_stored = ("content_id", "published", "updated", "lang", "outlet", "title", "url")
    return {
        **{name: [row[name] for row in rows] for name in as_stored},
        "source_id": [row["article_id"] for row in rows],
        "date_is_weak": [bool(row["date_is_weak"]) for row in rows],
        "first_seen": [row["first_seen"][:10] for row in rows],
        "story_id": [row["story_id"] or row["content_id"] for row in rows],
        "n_claims": [counts[row["no"]] for row in rows],
    }
