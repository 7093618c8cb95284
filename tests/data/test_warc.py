"""Web archives: pages in, the right letters, other records left out, damage named and passed over."""

from __future__ import annotations

import gzip
import io
import random
from datetime import date

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data.readers import Source, read
from data.readers.warc import pages
from extractors.errors import ArticleError
from extractors.records import Article
from tests.data.pages import EN, RU, TR, page

META = '<meta property="article:published_time" content="2025-11-26T14:41:00+03:00">'


def warc(*entries: tuple[str, bytes, dict[str, str]], zipped: bool = True) -> bytes:
    """An archive of answers: address, body, and headers over the usual ones."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    for url, body, headers in entries:
        fields = {"Content-Type": "text/html", **headers}
        status = fields.pop(":status", "200 OK")
        http = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
        dated = {"WARC-Date": "2025-11-27T05:00:00Z"}
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=request, warc_headers_dict=dated))
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=http, warc_headers_dict=dated)
        )
    return out.getvalue()


def url(n: int) -> str:
    return f"https://news.example/a/{n}"


def story(n: int, text=TR) -> tuple[str, bytes, dict[str, str]]:
    return url(n), page(text, head=META, title=f"Ticaret hacmi haberi sayı {n}").encode(), {}


def split(content: bytes, name: str = "news.warc.gz") -> tuple[list[Article], list[ArticleError]]:
    items = list(read(content, name=name))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, ArticleError)]


@pytest.mark.parametrize("zipped", [True, False])
def test_pages_of_an_archive(zipped, tmp_path):
    content = warc(
        (url(1), page(TR, head=META).encode("cp1254", "xmlcharrefreplace"),
         {"Content-Type": "text/html; charset=ISO-8859-9"}),
        (url(2), page(RU, head=META).encode("cp1251", "xmlcharrefreplace"),
         {"Content-Type": 'text/html; charset="windows-1251"'}),
        (url(3), page(RU, head=META).encode("cp1251", "xmlcharrefreplace"), {}),
        (url(4), gzip.compress(page(EN, head=META).encode()), {"Content-Encoding": "gzip"}),
        (url(5), page(EN, head=META).encode(), {"Content-Encoding": "gzip"}),
        (url(6), b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(EN, head=META).encode()), page(EN, head=META).encode()),
         {"Transfer-Encoding": "chunked"}),
        (url(7), b"gone", {":status": "404 Not Found"}),
        (url(8), b"\x89PNG", {"Content-Type": "image/png"}),
        zipped=zipped,
    )  # fmt: skip
    path = tmp_path / ("news.warc.gz" if zipped else "news.warc")
    path.write_bytes(content)
    items = list(read(path))
    assert all(isinstance(item, Article) for item in items), items
    assert [item.url for item in items] == [url(n) for n in range(1, 7)]
    assert [item.text for item in items] == ["\n".join(t) for t in (TR, RU, RU, EN, EN, EN)]
    assert {item.published for item in items} == {date(2025, 11, 26)}
    assert not any(item.date_is_weak for item in items)


def test_crawl_day_is_the_weak_last_resort_and_bounds_the_publication():
    (undated, future), failures = split(
        warc(
            (url(1), page(TR).encode(), {}),
            (url(2), page(TR, head=META.replace("2025-11-26", "2025-12-24")).encode(), {}),
        )
    )
    assert not failures
    assert (undated.published, undated.date_is_weak) == (date(2025, 11, 27), True)
    assert (future.published, future.date_is_weak) == (date(2025, 11, 27), True)


@pytest.mark.parametrize("zipped", [True, False])
def test_damaged_record_costs_itself_only(zipped):
    content = bytearray(warc(*(story(n) for n in range(1, 8)), zipped=zipped))
    if zipped:
        starts = [i for i in range(len(content)) if content[i : i + 4] == b"\x1f\x8b\x08\x00"]
        place = starts[2 * 4] + 200  # info, then request and response of each: the response of the fourth
        content[place : place + 20] = b"\x00" * 20
    else:
        place = content.index(b"Content-Length", content.index(b"WARC-Type: response", content.index(b"a/4")))
        content[place : place + 14] = b"Content-Xength"
    articles, failures = split(bytes(content), "news.warc")
    assert [article.url for article in articles] == [url(n) for n in (1, 2, 3, 5, 6, 7)]
    assert len(failures) == 1
    assert "damaged record" in failures[0].what
    assert failures[0].where.startswith("news.warc, byte ")


@pytest.mark.parametrize("zipped", [True, False])
def test_cut_archive(zipped):
    content = warc(*(story(n) for n in range(1, 5)), zipped=zipped)
    articles, failures = split(content[:-300])
    assert [article.url for article in articles] == [url(1), url(2), url(3)]
    assert "ends inside a record" in failures[0].what


def test_single_gzip_over_many_records():
    articles, failures = split(gzip.compress(warc(*(story(n) for n in range(1, 4)), zipped=False)))
    assert len(articles) == 3
    assert not failures


@pytest.mark.parametrize(
    "content", [b"", b"nothing of the kind", gzip.compress(b"text", mtime=0), b"WARC/1.0\r\n\r\n", b"\x1f\x8b\x08"]
)
def test_no_archive(content):
    articles, failures = split(content)
    assert not articles
    assert len(failures) == 1


def test_bomb_in_a_record():
    bomb = gzip.compress(b"0" * 200_000_000)
    articles, failures = split(warc((url(1), bomb, {"Content-Encoding": "gzip"}), story(2)))
    assert [article.url for article in articles] == [url(2)]
    assert "decompressed" in failures[0].what


def test_random_damage_never_stops_the_reading():
    dice = random.Random(4)
    whole = warc(*(story(n) for n in range(1, 31)))
    kept = 0
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(3):
            place = dice.randrange(len(content))
            content[place : place + dice.randrange(1, 40)] = bytes(
                dice.randrange(256) for _ in range(dice.randrange(1, 40))
            )
        articles, failures = split(bytes(content))
        assert failures or len(articles) == 30
        kept += len(articles)
    assert kept >= 12 * 25


def test_wanted_pages_only_and_from_a_stream():
    content = warc(*(story(n) for n in range(1, 5)))
    found = list(pages(Source("x.warc.gz", stream=io.BytesIO(content)), lambda record: record.url == url(2)))
    assert [record.url for record in found] == [url(2)]
