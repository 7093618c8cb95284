"""One address: whatever comes back goes to the reader that fits, whatever the server calls it."""

from __future__ import annotations

import gzip
import json

import pytest

from data.ingest import ingest
from data.readers.web import read_address
from extractors.errors import ArticleError
from extractors.records import Article
from tests.data.hostile_server import PAGE, answer, fixed, redirect, serving
from tests.data.pages import RU, TR, page
from tests.data.test_archives import LINE, packed
from tests.data.test_feeds import item, rss
from tests.data.test_warc import story, warc

UNDECLARED = page(RU, byline="<p>Опубликовано 26.11.2025</p>").encode("cp1251", "xmlcharrefreplace")


@pytest.fixture(scope="module")
def server():
    feed = rss(item(1, TR[0]), item(2, TR[1]))
    handlers = {
        "/feed": fixed(answer(feed, content_type="text/html")),
        "/feed.xml": fixed(answer(feed, content_type="application/xml")),
        "/list.jsonl": fixed(answer(LINE * 3, content_type="text/plain")),
        "/list2.jsonl": fixed(answer(LINE * 3, content_type="application/octet-stream")),
        "/all.zip": fixed(answer(packed({"a.jsonl": LINE, "b.jsonl": LINE}), content_type="application/zip")),
        "/news.warc.gz": fixed(answer(warc(story(1)), content_type="application/octet-stream")),
        "/undeclared": fixed(answer(UNDECLARED, content_type="text/html")),
        "/declared": fixed(answer(UNDECLARED, content_type="text/html; charset=windows-1251")),
        "/zipped": fixed(answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")),
        "/canonical": fixed(answer(PAGE.replace("<head>", "<head><link rel=canonical href=/haber/1>").encode())),
        "/moved": redirect("/page"),
        "/picture": fixed(answer(b"\x89PNG", content_type="image/png")),
    }
    with serving(handlers) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "count"),
    [("/page", 1), ("/feed", 2), ("/feed.xml", 2), ("/list.jsonl", 3), ("/list2.jsonl", 3), ("/all.zip", 2),
     ("/news.warc.gz", 1), ("/undeclared", 1), ("/declared", 1), ("/zipped", 1), ("/moved", 1)],
)  # fmt: skip
def test_reads(server, path, count):
    items = list(read_address(server.url(path), network=server.network()))
    assert len(items) == count
    assert all(isinstance(item, Article) for item in items), items
    assert all(item.url for item in items)


def test_page_is_called_by_its_address(server):
    (article,) = read_address(server.url("/moved"), network=server.network())
    assert article.id == article.url == server.url("/page")
    (article,) = read_address(server.url("/canonical"), network=server.network())
    assert article.id == article.url == server.url("/haber/1")
    assert [item.id for item in read_address(server.url("/list.jsonl"), network=server.network())] == ["j"] * 3
    (article,) = read_address(server.url("/undeclared"), network=server.network())
    assert article.text == "\n".join(RU)


@pytest.mark.parametrize("path", ["/picture", "/missing", "/circle"])
def test_failures_are_items(server, path):
    (failure,) = read_address(server.url(path), network=server.network())
    assert isinstance(failure, ArticleError)
    assert failure.where.startswith("http://news.example")


def test_default_is_the_public_internet_only(server):
    (failure,) = read_address(f"http://127.0.0.1:{server.port}/page")
    assert isinstance(failure, ArticleError)
    assert "port" in failure.what
    (failure,) = read_address("http://127.0.0.1/page")
    assert "not on the public internet" in failure.what


def test_ingest_names_an_address_that_is_refused():
    class Nothing:
        def known(self, ids):
            return set()

        def log_run(self, *args):
            self.logged = json.dumps(args[2])

    store = Nothing()
    report = ingest("http://localhost/page", store, extract=lambda article: None)
    assert report.failed == 1
    assert "not on the public internet" in report.failures[0][1]
