"""Feeds: entries to articles, days as printed, and damage that is named while the rest gets in."""

from __future__ import annotations

from datetime import date

import pytest

from data.readers import read
from data.readers.feeds import parse_feed
from extractors.errors import ArticleError
from extractors.records import Article
from tests.data.pages import EN, RU, TR

ITEM = "<item><title>{title}</title><link>https://news.example/{n}</link><guid>n-{n}</guid>{date}<description>{text}</description></item>"


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Haber Ajansı</title>'
        f"<link>https://news.example/</link>{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding, "xmlcharrefreplace")


def item(
    n: int, text: str, *, title: str = "Başlık", day: str = "<pubDate>Wed, 26 Nov 2025 23:41:00 +0300</pubDate>"
) -> str:
    return ITEM.format(n=n, title=title, text=text, date=day)


def split(content: bytes, name: str = "feed.xml") -> tuple[list[Article], list[ArticleError]]:
    items = list(read(content, name=name))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, ArticleError)]


def test_rss():
    articles, failures = split(
        rss(item(1, TR[0]), item(2, f"<![CDATA[<p>{RU[0]}</p><p>{RU[1]}</p>]]>", title="Новость"))
    )
    assert not failures
    first, second = articles
    assert (first.id, first.url, first.outlet, first.lang) == (
        "https://news.example/1", "https://news.example/1", "Haber Ajansı", "tr",
    )  # fmt: skip
    assert (first.published, first.date_is_weak, first.text) == (date(2025, 11, 26), False, TR[0])
    assert (second.title, second.text, second.lang) == ("Новость", f"{RU[0]}\n{RU[1]}", "ru")


def test_atom():
    content = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>x</id>
      <entry><title type="html">Trade &amp;amp; growth</title><id>tag:1</id><link href="https://news.example/1"/>
      <published>2025-11-26T23:00:00-05:00</published><updated>2025-11-28T01:00:00Z</updated>
      <summary>short</summary><content type="html">&lt;p&gt;{EN[0]}&lt;/p&gt;</content></entry>
      <entry><title>Only updated</title><id>tag:2</id>
      <updated>2025-11-27T01:00:00Z</updated><summary>{EN[1]}</summary></entry>
    </feed>""".encode()
    (first, second), failures = split(content, "wire.atom")
    assert not failures
    assert (first.title, first.text) == ("Trade & growth", EN[0])
    assert (first.published, first.updated, first.date_is_weak) == (date(2025, 11, 26), date(2025, 11, 28), False)
    assert (second.published, second.updated, second.date_is_weak) == (date(2025, 11, 27), None, True)


@pytest.mark.parametrize(
    ("written", "day"),
    [("Wed, 26 Nov 2025 23:41:00 +0300", 26), ("26 Kasım 2025 23:41", 26), ("26.11.2025 23:41", 26),
     ("2025-11-26T00:30:00+06:00", 26), ("26 ноября 2025", 26)],
)  # fmt: skip
def test_day_is_the_printed_one(written, day):
    (article,), _ = split(rss(item(1, TR[0], day=f"<pubDate>{written}</pubDate>")))
    assert article.published == date(2025, 11, day)


@pytest.mark.parametrize(("encoding", "text"), [("windows-1254", TR[0]), ("windows-1251", RU[0]), ("koi8-r", RU[1])])
def test_encodings(encoding, text):
    (article,), failures = split(rss(item(1, text), encoding=encoding))
    assert article.text == text
    assert not failures


def test_entry_without_a_day_is_named_and_the_rest_is_in():
    articles, failures = split(rss(item(1, TR[0]), item(2, TR[1], day=""), item(3, TR[2])))
    assert [article.id for article in articles] == ["https://news.example/1", "https://news.example/3"]
    assert [failure.where for failure in failures] == ["feed.xml, entry 2"]
    assert "no publication date" in failures[0].what


def test_damaged_feed_gives_what_came_before_the_damage():
    whole = rss(*(item(n, TR[0], title=f"Haber {n}") for n in range(1, 6)))
    articles, failures = split(whole[: whole.index(b"Haber 4")] + b"<oops & <")
    assert {f"https://news.example/{n}" for n in (1, 2, 3)} <= {article.id for article in articles}
    assert any("damaged after" in failure.what for failure in failures)


@pytest.mark.parametrize("content", [b"", b"<html><body>not a feed</body></html>", b"\x00\xff" * 50, b"<rss", b"{}"])
def test_no_feed(content):
    articles, failures = split(content)
    assert not articles
    assert len(failures) == 1
    assert "no feed" in failures[0].what


def test_empty_feed_is_a_feed():
    assert split(rss()) == ([], [])


def test_entities_are_not_expanded_without_end_and_no_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lollollol">{lol}]>'
        f'<rss version="2.0"><channel>{item(1, "&l11;")}</channel></rss>'
    )
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f'<rss version="2.0"><channel>{item(1, "&x; " + TR[0])}</channel></rss>'
    )
    for content in (bomb, outside):
        articles, failures = split(content.encode())
        assert articles or failures
        assert all("TOP-SECRET" not in article.text and len(article.text) < 100_000 for article in articles)


def test_large_feed_in_bounded_time():
    feed = parse_feed(rss(*(item(n, TR[0]) for n in range(300))), "big")
    assert len(feed.entries) == 300


def test_feed_is_recognised_by_its_beginning():
    articles, _ = split(rss(item(1, TR[0])), name="download")
    assert len(articles) == 1
