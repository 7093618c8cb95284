"""Web pages: the article and nothing else, letters right whatever is declared, publication day and not the update."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from data.languages import OtherLanguageError
from data.pages.charsets import decode_page
from data.pages.written import dates_in, fold_words, is_dateline, machine_date, url_date
from data.readers import Source, read
from data.readers.html import page_article
from extractors.errors import ArticleError
from extractors.records import Article
from tests.data.pages import EN, RU, TITLES, TR, page

LATEST = date(2026, 6, 1)
DAY, UPDATE = date(2025, 11, 26), date(2025, 11, 27)
PUBLISHED_META = '<meta property="article:published_time" content="2025-11-26T14:41:00+03:00">'
UPDATED_META = '<meta property="article:modified_time" content="2025-11-27T08:00:00+03:00">'


def parsed(html: str, encoding: str = "utf-8", **options) -> Article:
    content = html.encode(encoding, "xmlcharrefreplace")
    return page_article(content, where="page.html", **{"latest": LATEST, **options})


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(("story", "lang"), [(TR, "tr"), (RU, "ru"), (EN, "en")])
def test_article_and_nothing_else(story, lang):
    article = parsed(page(story, head=PUBLISHED_META))
    assert article.text == "\n".join(story)
    assert article.title == TITLES[story]
    assert (article.published, article.date_is_weak, article.lang) == (DAY, False, lang)


def test_by_the_common_interface():
    (item,) = read(page(TR, head=PUBLISHED_META).encode(), name="haber.html")
    assert isinstance(item, Article)
    assert item.id == "haber"
    (item,) = read(page(TR, head=PUBLISHED_META).encode(), name="without-ending")  # known by its first bytes
    assert isinstance(item, Article)


@pytest.mark.parametrize(
    ("story", "encoding"),
    [(TR, "cp1254"), (TR, "iso8859-9"), (TR, "utf-8"), (TR, "utf-16"), (RU, "cp1251"), (RU, "koi8-r"), (RU, "cp866"),
     (RU, "iso8859-5"), (RU, "utf-8"), (RU, "utf-16-le"), (EN, "cp1252"), (EN, "utf-8-sig")],
)  # fmt: skip
@pytest.mark.parametrize("declared", [None, "the truth", "iso-8859-1", "utf-8", "no-such-charset"])
@pytest.mark.parametrize("place", ["header", "meta"])
def test_letters_are_right_whatever_is_declared(story, encoding, declared, place):
    declared = encoding if declared == "the truth" else declared
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    html = page(story, head=PUBLISHED_META + (meta if place == "meta" else ""))
    article = parsed(html, encoding, charset=declared if place == "header" else None)
    assert article.text == "\n".join(story)
    assert article.title == TITLES[story]


def test_wrong_family_is_not_believed():
    assert parsed(page(RU, head=PUBLISHED_META), "cp1251", charset="windows-1254").text == "\n".join(RU)
    assert parsed(page(TR, head=PUBLISHED_META), "cp1254", charset="windows-1251").text == "\n".join(TR)


def test_utf8_with_a_broken_byte_stays_utf8():
    content = page(RU, head=PUBLISHED_META).encode()
    text, encoding = decode_page(content.replace("Бишкеке".encode(), "Бишкек".encode() + b"\xd0"))
    assert encoding == "utf-8"
    assert "Бишкек\ufffd" in text


# --- days ---------------------------------------------------------------------------------------------------------

STRONG = {
    "meta": PUBLISHED_META + UPDATED_META,
    "meta, update first": UPDATED_META + PUBLISHED_META,
    "itemprop": '<meta itemprop="datePublished" content="2025-11-26">' + UPDATED_META,
    "linked data": linked(**{"@type": "NewsArticle", "dateModified": "2025-11-27", "datePublished": "2025-11-26"}),
    "linked graph": linked(
        **{"@graph": [{"@type": "WebPage", "datePublished": "2024-01-05"},
                      {"@type": ["ReportageNewsArticle"], "datePublished": "2025-11-26T23:30:00+06:00",
                       "dateModified": "2025-11-27"}]}
    ),
    "broken linked data": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a "quoted" word", '
                          '"dateModified": "2025-11-27", "datePublished": "2025-11-26T10:00:00Z",}</script>',
    "linked data in a comment": "<script type='application/ld+json'>//<![CDATA[\n"
                                '{"@type":"NewsArticle","datePublished":"2025-11-26","dateModified":"2025-11-27"}\n//]]></script>',
}  # fmt: skip
BYLINES = {
    "turkish": "Yayın Tarihi: 26.11.2025 14:41 Güncelleme Tarihi: 27.11.2025 09:00",
    "turkish capitals": "GİRİŞ TARİHİ: 26 KASIM 2025 ÇARŞAMBA - GÜNCELLEME: 27 KASIM 2025",
    "turkish short": "Giriş: 26 Kas 2025, 14:32 | Son Güncelleme: 27 Kas 2025",
    "update first": "Güncelleme: 27 Kasım 2025 10:00 - Yayınlanma: 26 Kasım 2025 14:32",
    "russian": "Опубликовано: 26 ноября 2025 г., 14:32 (обновлено 27 ноября 2025, 09:10)",
    "russian update first": "Обновлено: 27.11.2025. Дата публикации: 26.11.2025",
    "english": "Published November 26, 2025 at 9:00 am. Updated: Nov. 27, 2025",
    "english ordinals": "First published on 26th November 2025, last updated on 27th November 2025",
    "time elements": "<time class='updated' datetime='2025-11-27T09:00'>27 Nov</time>"
                     "<time class='published' datetime='2025-11-26T09:00'>26 Nov</time>",
    "pubdate": "<time datetime='2025-11-26' pubdate>26.11.2025</time> "
               "Updated <time datetime='2025-11-27'>27.11.2025</time>",
    "split elements": "<span class=l>Oluşturulma Tarihi:</span> <b>26</b> Kasım 2025 <br>"
                      "<i>Güncelleme Tarihi: <b>27 Kasım 2025</b></i>",
}  # fmt: skip


@pytest.mark.parametrize("name", STRONG)
def test_publication_day_stated_for_machines(name):
    article = parsed(page(TR, head=STRONG[name]))
    assert (article.published, article.updated, article.date_is_weak) == (DAY, UPDATE, False)


@pytest.mark.parametrize("name", BYLINES)
@pytest.mark.parametrize("story", [TR, RU, EN])
def test_publication_day_behind_a_label(name, story):
    article = parsed(page(story, byline=f"<div class=info>{BYLINES[name]}</div>"))
    assert (article.published, article.updated, article.date_is_weak) == (DAY, UPDATE, False)
    assert article.text == "\n".join(story)  # the dateline is not a paragraph


def test_update_stated_for_machines_does_not_hide_the_visible_publication_day():
    article = parsed(page(RU, head=UPDATED_META, byline="<p>Опубликовано 26 ноября 2025, 14:32</p>"))
    assert (article.published, article.updated, article.date_is_weak) == (DAY, UPDATE, False)


@pytest.mark.parametrize(
    ("byline", "day"),
    [("26 Kasım 2025, Çarşamba 14:32", DAY), ("26 ноября 2025, 14:32", DAY), ("Wednesday, November 26, 2025", DAY),
     ("Güncelleme: 27 Kasım 2025 10:00", UPDATE), ("Обновлено 27 ноября 2025", UPDATE), ("Updated November 27", None)],
)  # fmt: skip
def test_weak_evidence_is_marked(byline, day):
    html = page(TR, byline=f"<div>{byline}</div>")
    if day is None:
        with pytest.raises(ArticleError, match="no publication date"):
            parsed(html)
    else:
        article = parsed(html)
        assert (article.published, article.date_is_weak) == (day, True)


def test_update_only_is_never_preferred_to_a_day_from_outside():
    article = parsed(page(TR, head=UPDATED_META), known=DAY)
    assert (article.published, article.updated, article.date_is_weak) == (DAY, UPDATE, True)


def test_days_in_the_sentences_of_the_article_are_not_its_own():
    told = (
        "The report, first published on November 3, 2020, says that trade between the two countries has grown a lot "
        "over the years, and that it was last updated on 5 March 2021 by the ministry of economy.", *EN
    )  # fmt: skip
    html = page(told, title=TITLES[EN], byline="<div>26.11.2025</div>")
    article = parsed(html)
    assert (article.published, article.updated, article.date_is_weak) == (DAY, None, True)
    with pytest.raises(ArticleError, match="no publication date"):
        parsed(page(told[:1], title=TITLES[EN], after=""), latest=date(2020, 1, 1))


def test_first_labelled_day_counts():
    others = "<ul><li>Yayın Tarihi: 01.02.2024 Bir başka haber<li>Güncelleme: 02.02.2026 Daha başka bir haber</ul>"
    article = parsed(page(TR, byline=f"<p>{BYLINES['turkish']}</p>", after=others))
    assert (article.published, article.updated) == (DAY, UPDATE)


def test_label_and_day_in_boxes_of_their_own():
    rows = "<tr><td>Yayın Tarihi</td><td>26.11.2025</td></tr><tr><td>Güncelleme</td><td>27.11.2025</td></tr>"
    cells = f"<table>{rows}</table>"
    article = parsed(page(TR, byline=cells))
    assert (article.published, article.updated, article.date_is_weak) == (DAY, UPDATE, False)


def test_day_in_the_address():
    article = parsed(page(EN, head=UPDATED_META), url="https://news.example/2025/11/26/trade")
    assert (article.published, article.date_is_weak) == (DAY, False)
    assert article.id == article.url == "https://news.example/2025/11/26/trade"
    assert article.outlet == "news.example"


def test_days_of_other_stories_and_the_future_are_not_taken():
    related = "<aside class=related><time datetime='2023-01-02'>2 Ocak 2023</time></aside>"
    article = parsed(page(TR, byline="<time datetime='2025-11-26'>26.11.2025</time>", after=related))
    assert article.published == DAY
    with pytest.raises(ArticleError, match="no publication date"):
        parsed(page(TR, head='<meta property="article:published_time" content="2031-01-01">'))


def test_copyright_year_is_no_day():
    with pytest.raises(ArticleError, match="no publication date"):
        parsed(page(EN))


@pytest.mark.parametrize(
    ("written", "day"),
    [("26.11.2025", DAY), ("26/11/2025", DAY), ("11/26/2025", DAY), ("2025-11-26", DAY), ("20251126T101500", DAY),
     ("Wed, 26 Nov 2025 11:41:00 GMT", DAY), ("2025-11-26T23:59:59.123Z", DAY), ("26 Kasım 2025 Çarşamba", DAY),
     ("03.04.2025", date(2025, 4, 3)), ("3 MAYIS 2025", date(2025, 5, 3)), ("1 АВГУСТА 2025 года", date(2025, 8, 1)),
     ("1 Ağu 2025", date(2025, 8, 1)), ("31.02.2025", None), ("26.11.1925", None), ("", None), (7, None),
     ("soon", None), ("1764157260", DAY), ("1764157260000", DAY)],
)  # fmt: skip
def test_written_days(written, day):
    assert machine_date(written, LATEST) == day


MONTHS = [
    "Ocak января January",
    "Şubat февраля February",
    "Mart марта March",
    "Nisan апреля April",
    "Mayıs мая May",
    "Haziran июня June",
    "Temmuz июля July",
    "Ağustos августа August",
    "Eylül сентября September",
    "Ekim октября October",
    "Kasım ноября November",
    "Aralık декабря December",
]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_in_every_language(month):
    tr, ru, en = MONTHS[month - 1].split()
    for text in (f"9 {tr} 2024", f"9 {ru} 2024", f"9 {en} 2024", f"{en} 9, 2024", f"9 {tr.upper()} 2024"):
        assert [hit.day for hit in dates_in(fold_words(text), LATEST)] == [date(2024, month, 9)], text


def test_addresses_with_days():
    assert url_date("https://x.example/haber/20251126-ihracat", LATEST) == DAY
    assert url_date("https://x.example/26-11-2025/a.html", LATEST) == DAY
    assert url_date("https://x.example/a-123456789.html?d=2025-11-26", LATEST) is None


def test_dateline_or_sentence():
    assert is_dateline("Çarşamba, 26 Kasım 2025 - 14:32", LATEST)
    assert not is_dateline("26 Kasım 2025 tarihinde ihracat 5 milyar dolara ulaştı.", LATEST)
    assert not is_dateline("Ticaret hacmi arttı", LATEST)


# --- headline, outlet, address ------------------------------------------------------------------------------------


def test_headline_outlet_and_address_from_the_page():
    head = PUBLISHED_META + (
        '<link rel=canonical href="https://www.gazete.example/ekonomi/haber-1">'
        '<meta property="og:site_name" content="Gazete">'
    )
    article = parsed(page(TR, head=head), url="https://m.gazete.example/haber-1?utm_source=x")
    assert (article.url, article.outlet) == ("https://www.gazete.example/ekonomi/haber-1", "Gazete")
    foreign = head.replace("www.gazete.example", "other.example")
    assert parsed(page(TR, head=foreign), url="https://gazete.example/a").url == "https://gazete.example/a"
    news = linked(**{"@type": "NewsArticle", "headline": "Başlık &amp; söz", "publisher": {"name": " Ajans "}})
    article = parsed(page(TR, head=PUBLISHED_META + news))
    assert (article.title, article.outlet) == ("Başlık & söz", "Ajans")


@pytest.mark.parametrize(
    "note",
    ["<!-- saved from url=(0043)https://www.gazete.example/2025/11/26/haber -->",
     "<!--\n Page saved with SingleFile \n url: https://www.gazete.example/2025/11/26/haber \n saved date: x\n-->"],
)  # fmt: skip
def test_page_saved_by_a_browser_knows_where_it_came_from(note):
    article = parsed(page(TR).replace("<html>", f"{note}<html>"))
    assert (article.url, article.outlet) == ("https://www.gazete.example/2025/11/26/haber", "gazete.example")
    assert (article.published, article.date_is_weak) == (DAY, False)


def test_title_without_the_site_name():
    html = page(TR, head=PUBLISHED_META).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert parsed(html).title == TITLES[TR]


def test_tables_are_kept():
    rows = "<tr><th>Yıl<th>Hacim</tr><tr><td>2023<td>3,6 milyar dolar</tr><tr><td>2024<td>4,1 milyar dolar</tr>"
    table = f"<table>{rows}</table>"
    text = parsed(page(TR, head=PUBLISHED_META).replace("</div></article>", table + "</div></article>")).text
    assert "3,6 milyar dolar" in text
    assert "4,1 milyar dolar" in text


# --- what cannot be read ------------------------------------------------------------------------------------------

KAZAKH = tuple(
    "Қазақстан мен Қырғызстан арасындағы тауар айналымы былтыр 1,2 миллиард долларға жетті, деп хабарлады министрлік. "
    "Тараптар сауда-экономикалық ынтымақтастықты одан әрі дамыту мәселелерін талқылады." for _ in range(3)
)  # fmt: skip


def test_other_language_is_named():
    with pytest.raises(OtherLanguageError, match="'kk'"):
        parsed(page(KAZAKH, head=PUBLISHED_META, title="Тауар айналымы өсті"))


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"<", b"\x00" * 100, b"<html>" * 3000, b"<!-- " * 1000, b"\xff\xfe", b"<p>short</p>",
     bytes(range(256)) * 20,
     b"<html><body>" + b"<div>" * 20_000 + b"deep" + b"</div>" * 20_000, b"<table><tr><td>" * 2000],
)  # fmt: skip
def test_no_page(content):
    (item,) = read(content, name="broken.html")
    assert isinstance(item, ArticleError)
    assert item.where.startswith("broken.html")
    assert item.remedy


def test_too_large_a_page(tmp_path):
    path = tmp_path / "big.html"
    path.write_bytes(b"<p>" + b"x" * 16_100_000)
    (item,) = read(path)
    assert isinstance(item, ArticleError)
    assert "16 MB" in item.what


def test_page_of_too_many_elements_is_refused_at_once():
    html = f"<html><head>{PUBLISHED_META}</head><body><article>{'<p>Ticaret hacmi 5 milyar.</p>' * 100_000}</article>"
    with pytest.raises(ArticleError, match="50,000 elements"):
        parsed(html)


def test_damaged_pages_give_an_article_or_a_named_failure():
    """Cuts, flipped bytes and doubled pieces of a real-looking page: never anything else than the two outcomes."""
    dice = random.Random(20251126)
    whole = page(TR, head=PUBLISHED_META + STRONG["linked data"], byline=BYLINES["turkish"]).encode()
    articles = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(dice.randrange(1, 8)):
            place = dice.randrange(len(damaged))
            match dice.randrange(3):
                case 0:
                    damaged[place] = dice.randrange(256)
                case 1:
                    del damaged[place : place + dice.randrange(200)]
                case _:
                    damaged[place:place] = damaged[place : place + 100]
        (item,) = read(Source("damaged.html", data=bytes(damaged)))
        assert isinstance(item, Article | ArticleError)
        articles += isinstance(item, Article)
    assert articles > 75


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_page_whatever_the_server_calls_it(head):
    content = head + ("Exports of Turkey rose 5 percent. " * 20).encode()
    with pytest.raises(ArticleError, match="not a page"):
        page_article(content, where="x", known=DAY, latest=LATEST)
