"""The same agency story in several outlets is one story; another report is not."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta

import pytest

from data import schema
from data.ingest import ingest
from data.store import Store
from data.stories import bands, link_stories, shingles, similarity, stories, story_of
from extractors.records import Article
from tests.data.store_articles import article, extraction, figures

WORDS = [f"kelime{n}" for n in range(400)]


def prose(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def put(store: Store, *articles: Article) -> list[str]:
    return [added for a in articles for added in store.add([(a, extraction(a))]).new]


def test_an_agency_story_in_three_outlets(store: Store) -> None:
    body = prose(1)
    one = article("aa", text=body, title="Ticaret arttı")
    two = article("bb", text="(ANKARA) " + body + " İlginizi çekebilir", title="Başka başlık", outlet="B")
    three = article("cc", text=" ".join(body.split()[:70]), title="Kısa", outlet="C")
    other = article("dd", text=prose(2), title="Ticaret arttı", outlet="D")
    ids = put(store, one, two, three, other)
    assert link_stories(store) == 2
    assert [m.article_id for m in story_of(store, ids[2])] == ["aa", "bb", "cc"]
    assert [m.article_id for m in story_of(store, ids[3])] == ["dd"]
    assert stories(store, ids) == {ids[0]: ids[0], ids[1]: ids[0], ids[2]: ids[0], ids[3]: ids[3]}
    assert link_stories(store) == 0


def test_a_bridge_joins_two_stories(store: Store) -> None:
    left, right = prose(1, 60), prose(2, 60)
    ids = put(store, article("l", text=left, title=""), article("r", text=right, title=""))
    link_stories(store)
    assert len(set(stories(store, ids).values())) == 2
    ids += put(store, article("b", text=f"{left} {right}", title=""))
    link_stories(store)
    assert set(stories(store, ids).values()) == {ids[0]}


def test_the_same_words_a_year_later_are_another_story(store: Store) -> None:
    body = prose(3)
    day = date(2025, 1, 10)
    ids = put(store, article("old", text=body, published=day),
              article("near", text=body, published=day + timedelta(days=7)),
              article("new", text=body, published=day + timedelta(days=365)))  # fmt: skip
    link_stories(store)
    found = stories(store, ids)
    assert found[ids[1]] == ids[0]
    assert found[ids[2]] == ids[2]


def test_ingest_links_and_drops_nothing(store: Store) -> None:
    body = "Ticaret hacmi 4,1 milyar dolar oldu. " + prose(4)
    articles = [article(f"a{n}", text=body, outlet=f"O{n}") for n in range(3)]
    content = b"".join(a.model_dump_json().encode() + b"\n" for a in articles)
    report = ingest(io.BytesIO(content), store, extract=figures)
    assert (report.new, report.echoes, report.claims) == (3, 2, 3)
    assert len(store.claims_frame()) == 3


def test_a_crash_between_storing_and_linking_is_made_up_for(store: Store) -> None:
    body = prose(5)
    ids = put(store, *(article(f"a{n}", text=body, outlet=str(n)) for n in range(3)))
    link_stories(store, limit=1)
    link_stories(store)
    assert set(stories(store, ids).values()) == {ids[0]}


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        (prose(1), prose(1), 1.0, 1.0),
        (prose(1), prose(2), 0.0, 0.05),
        (prose(1), prose(1)[: len(prose(1)) // 2], 0.8, 1.0),
        (prose(1), prose(1).upper(), 1.0, 1.0),
        ("kısa metin", "kısa metin", 1.0, 1.0),
        ("", "", 1.0, 1.0),
        ("kısa metin", "başka bir şey", 0.0, 0.0),
    ],
)
def test_similarity(one: str, two: str, least: float, most: float) -> None:
    assert least <= similarity(shingles(one), shingles(two)) <= most


def test_bands_meet_for_similar_texts_and_are_the_same_everywhere() -> None:
    near, far = 0, 0
    for seed in range(40):
        base, other = prose(seed), prose(seed + 1000)
        changed = " ".join(base.split()[:100] + other.split()[:20])
        near += bool(set(bands(shingles(base))) & set(bands(shingles(changed))))
        far += bool(set(bands(shingles(base))) & set(bands(shingles(other))))
    assert near >= 38
    assert far == 0
    assert bands(shingles("bir iki üç dört beş")) == bands(shingles("Bir, iki: üç — dört beş!"))
    assert all(-(2**63) <= key < 2**63 for key in bands(shingles(prose(1))))


def test_who_shares_most_is_looked_at_first(lite: Store) -> None:
    """A hundred reports with the same long introduction do not hide the one that is the same to its end."""
    opening = prose(1, 60)
    noise = [article(f"n{n}", text=f"{opening} {prose(100 + n, 70)}", title="") for n in range(100)]
    twin = article("twin", text=f"{opening} {prose(7, 70)}", title="")
    ids = put(lite, *noise, twin, article("copy", text=f"{twin.text} Son.", title=""))
    link_stories(lite)
    assert stories(lite, ids)[ids[-1]] == stories(lite, ids)[ids[-2]]


def test_the_newest_are_linked_without_looking_at_the_others(store: Store) -> None:
    body = prose(4)
    ids = put(store, article("a", text=body), article("b", text=body, outlet="B"))
    assert link_stories(store, newest=True) == 1
    ids += put(store, article("c", text=body, outlet="C"))
    assert link_stories(store, newest=True) == 1
    assert set(stories(store, ids).values()) == {ids[0]}
    with store.writing() as connection:  # as in a copy that was cut off
        connection.execute(schema.stories.delete().where(schema.stories.c.article_no == 2))
        connection.execute(schema.shingles.delete().where(schema.shingles.c.article_no == 2))
    assert link_stories(store, newest=True) == 0
    assert link_stories(store) == 1
    assert set(stories(store, ids).values()) == {ids[0]}
