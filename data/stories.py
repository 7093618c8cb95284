"""The same agency story in several outlets: articles with mostly the same words in the same week become one story.

Nothing is dropped: each article keeps its claims, and `stories` says which one of the articles came first. Words are
cut into shingles of four; a MinHash of them finds candidates, and the shingles themselves decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from data import schema
from data.inserting import chunks, insert_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from data.store import Store

SHINGLE_WORDS = 4
SAME_SHARE = 0.5  # of all shingles of both (Jaccard)
PART_SHARE = 0.8  # of the shingles of the shorter one, where it is long enough to say something
PART_SHINGLES = 20
DAYS_APART = 7
BATCH_ARTICLES = 200
_BANDS, _ROWS = 12, 2
_WORD = re.compile(r"\w+")
_MOST_CANDIDATES = 20
Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StoryMember:
    """One article of a story: `similarity` to the member that it was linked by, 1 for the first."""

    content_id: str
    article_id: str
    outlet: str | None
    published: str
    title: str
    similarity: float


def shingles(text: str) -> Shingles:
    """All runs of four words; of a shorter text, the whole."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE_WORDS:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[place:] for place in range(SHINGLE_WORDS)), strict=False))


def similarity(one: Shingles, two: Shingles) -> float:
    """Share of common shingles, 0 to 1; a long enough text that lies almost whole in the other counts as the same."""
    if not one or not two:
        return 0.0
    common = len(one & two)
    jaccard = common / (len(one) + len(two) - common)
    shorter = min(len(one), len(two))
    contained = common / shorter
    return max(jaccard, contained if shorter >= PART_SHINGLES and contained >= PART_SHARE else 0.0)


def bands(runs: Shingles) -> list[int]:
    """Keys under which similar articles meet: each of two MinHash values, as signed 64-bit numbers."""
    import numpy as np

    hashes = {int.from_bytes(blake2b(" ".join(run).encode(), digest_size=7).digest(), "big") for run in runs}
    values = np.fromiter(hashes, np.uint64, len(hashes))
    mixed = values[:, None] * np.array(_multipliers(), dtype=np.uint64)[None, :]  # wraps around, as it should
    lows = mixed.min(axis=0).tolist()
    keys = []
    for band in range(_BANDS):
        parts = (band, *lows[band * _ROWS : (band + 1) * _ROWS])
        digest = blake2b(repr(parts).encode(), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "big", signed=True))
    return keys


@cache
def _multipliers() -> tuple[int, ...]:
    """Odd 64-bit numbers, the same in every program."""
    names = (f"multiplier {number}".encode() for number in range(_BANDS * _ROWS))
    return tuple(int.from_bytes(blake2b(name, digest_size=8).digest(), "big") | 1 for name in names)


def link_stories(store: Store, *, limit: int | None = None, newest: bool = False) -> int:
    """Find the story of every article that has none yet; batches are transactions, so a crash only leaves some over.

    Args:
        store: Where the articles are.
        limit: Stop after about so many.
        newest: Look only behind the last article that has a story, which is quick however many there are. Articles are
            numbered and linked in order, so nothing is passed over unless a copy of the tables is incomplete.

    Returns:
        How many articles joined a story that was there.
    """
    joined, done = 0, 0
    while limit is None or done < limit:
        with store.reading() as connection:
            waiting = _waiting(connection, newest=newest)
        if not waiting:
            break
        prepared = [(int(no), published, shingles(f"{title}\n{text or ''}")) for no, published, title, text in waiting]
        keyed = [(no, published, runs, bands(runs)) for no, published, runs in prepared]
        with store.writing() as connection:
            for no, published, runs, keys in keyed:
                joined += _place(connection, no, published, runs, keys)
        done += len(waiting)
    return joined


def _waiting(connection: Connection, *, newest: bool) -> Sequence[Row[Any, Any, Any, Any]]:
    """Number, day, title and text of the next articles without a story."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.no, a.published, a.title, a.text).where(a.text.is_not(None)).order_by(a.no).limit(BATCH_ARTICLES)
    if newest:
        last = select(func.coalesce(func.max(s.article_no), 0)).scalar_subquery()
        return connection.execute(query.where(a.no > last)).all()
    joined = schema.articles.outerjoin(schema.stories, s.article_no == a.no)
    return connection.execute(query.select_from(joined).where(s.article_no.is_(None))).all()


def _place(connection: Connection, no: int, published: str, runs: Shingles, keys: list[int]) -> int:
    """Give one article its story; 1 if it joined another's."""
    s = schema.stories
    if connection.execute(select(s.c.article_no).where(s.c.article_no == no)).first() is not None:
        return 0  # another program was faster
    similar = _similar(connection, no, published, runs, keys)
    insert_rows(connection, schema.shingles, [{"band": key, "article_no": no} for key in dict.fromkeys(keys)])
    if not similar:
        insert_rows(connection, s, [{"article_no": no, "story_no": no, "similarity": 1.0}])
        return 0
    first, *others = sorted(similar)
    insert_rows(connection, s, [{"article_no": no, "story_no": first, "similarity": max(similar.values())}])
    if others:
        connection.execute(update(s).where(s.c.story_no.in_(others)).values(story_no=first))
    return 1


def _similar(connection: Connection, no: int, published: str, runs: Shingles, keys: Sequence[int]) -> dict[int, float]:
    """Stories of the same week with an article that says mostly the same, and how much the first such one shares."""
    a, b, s = schema.articles.c, schema.shingles.c, schema.stories.c
    day = date.fromisoformat(published)
    first, last = (day + timedelta(days=apart) for apart in (-DAYS_APART, DAYS_APART))
    query = (
        select(s.story_no, a.title, a.text)
        .select_from(schema.shingles)
        .join(schema.articles, a.no == b.article_no)
        .join(schema.stories, s.article_no == a.no)
        .where(b.band.in_(list(keys)), a.no != no, a.published >= first.isoformat(), a.published <= last.isoformat())
        .group_by(a.no, s.story_no)
        .order_by(func.count().desc(), a.no)  # who shares most keys is most probably the same
        .limit(_MOST_CANDIDATES)
    )
    found: dict[int, float] = {}
    for story, title, text in connection.execute(query):
        if story not in found and (share := similarity(runs, shingles(f"{title}\n{text or ''}"))) >= SAME_SHARE:
            found[int(story)] = share
    return found


def story_of(store: Store, content_id: str) -> list[StoryMember]:
    """All articles of the story that an article belongs to, the first one first."""
    a, s = schema.articles.c, schema.stories.c
    with store.reading() as connection:
        story = connection.execute(
            select(s.story_no)
            .join_from(schema.stories, schema.articles, s.article_no == a.no)
            .where(a.content_id == content_id)
        ).scalar()
        if story is None:
            return []
        query = select(a.content_id, a.article_id, a.outlet, a.published, a.title, s.similarity)
        rows = connection.execute(
            query.join_from(schema.stories, schema.articles, s.article_no == a.no)
            .where(s.story_no == story)
            .order_by(a.no)
        )
        return [StoryMember(*row) for row in rows]


def stories(store: Store, content_ids: Sequence[str]) -> dict[str, str]:
    """For each article, the content id of the first article of its story (itself where it stands alone)."""
    a, s = schema.articles, schema.stories.c
    first = a.alias("first")
    found: dict[str, Any] = {}
    with store.reading() as connection:
        for part in chunks(content_ids):
            query = select(a.c.content_id, first.c.content_id).select_from(
                a.join(schema.stories, s.article_no == a.c.no).join(first, first.c.no == s.story_no)
            )
            found |= dict(connection.execute(query.where(a.c.content_id.in_(part))).all())
    return {content: str(found.get(content, content)) for content in content_ids}
