"""A web page: its article without menus, cookie notes and related stories, its day, its outlet.

The body is found by trafilatura; encoding, day and headline by `data.pages`, because they decide what "last year" and
every letter of a quote mean.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from data.pages.charsets import decode_page
from data.pages.dates import page_dates
from data.pages.facts import PageFacts
from data.pages.written import is_dateline, tomorrow
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from data.readers import Item, Source

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
MAX_BYTES = 16_000_000
MAX_ELEMENTS = 50_000

_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|h1|p|div)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
# Servers call many things a page.
_OTHER_KINDS = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
_SHORTEST = 60
_ENOUGH = 300
_CACHES_EVERY = 2000
_read_pages = 0


def sniff(head: bytes) -> bool:
    """Whether the beginning is mark-up of a page (and not of a feed)."""
    return _START.search(head) is not None and b"<rss" not in head and b"<feed" not in head


def read(source: Source) -> Iterator[Item]:
    """The one article of a page."""
    try:
        content = source.read(MAX_BYTES)
        yield page_article(content, where=source.name, ident=source.stem, url=source.url, charset=source.charset)
    except ArticleError as error:
        yield error


def page_article(
    content: bytes,
    *,
    where: str,
    ident: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    known: date | None = None,
    latest: date | None = None,
    thorough: bool = True,
) -> Article:
    """The article of one page.

    Args:
        content: The page's bytes.
        where: What messages call it.
        ident: Id of the article; its address where none is given.
        url: Where the page came from.
        charset: Charset of the HTTP or WARC header.
        known: A probable day from outside, for pages that state none (a feed's entry, the crawl).
        latest: The day the page was fetched: it cannot be published after it.
        thorough: Compare several ways to find the text; else the first one that finds enough, three times as fast.

    Raises:
        ArticleError: No article, no day, or a language without a pack.
    """
    if content.startswith(_OTHER_KINDS):
        raise ArticleError(where, "a picture, PDF or packed file, not a page", "give its text as a file")
    text, _ = decode_page(content, charset)
    url = url or _saved_from(text)
    tree = _parse(text, where)
    facts = PageFacts(tree, url)
    title, outlet, address = _clean(facts.headline), facts.outlet, facts.url
    last = latest or tomorrow()
    dates = page_dates(facts, last, known)
    stated_body = facts.body
    body = _without_head(_body(tree, where, thorough=thorough), title, last) or _clean(stated_body)
    if len(body) < _SHORTEST and len(body) + len(title) < 2 * _SHORTEST:
        raise ArticleError(where, "no article text found in the page", "give the page of one article, or its text")
    if dates.published is None:
        raise ArticleError(where, "the page names no publication date", "give it as a text with a first line 'date …'")
    return Article(
        id=ident or address or where,
        published=dates.published,
        updated=dates.updated,
        date_is_weak=dates.weak,
        title=title,
        text=body,
        lang=language_of(title, body, where),
        outlet=outlet,
        url=address,
    )


def language_of(title: str, body: str, where: str) -> str | None:
    """The pack an article is written in, or None where its words do not tell.

    Raises:
        OtherLanguageError: It is clearly in a language without a pack.
    """
    from data.languages import OtherLanguageError, guess

    found = guess(f"{title}\n{body}")
    if found.other is not None:
        raise OtherLanguageError(where, found.other)
    return found.pack


def _saved_from(text: str) -> str | None:
    """The address that a browser noted when a person saved the page."""
    match = _SAVED_FROM.search(text, 0, 4000)
    return match[1] if match else None


def _parse(text: str, where: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    clean = _UNPRINTABLE.sub(" ", _XML_DECLARATION.sub("", text))
    if not clean.strip():
        raise ArticleError(where, "empty page", "fetch it again")
    try:
        tree = document_fromstring(clean, parser=HTMLParser(recover=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        what = f"cannot be parsed as a page ({error})"
        raise ArticleError(where, what, "open it in a browser and save it") from error
    if next(itertools.islice(tree.iter(), MAX_ELEMENTS, None), None) is not None:  # finding the text is not linear
        what = f"more than {MAX_ELEMENTS:,} elements, which no page of an article has"
        raise ArticleError(where, what, "give its text as a file")
    return tree


def _body(tree: HtmlElement, where: str, *, thorough: bool) -> str:
    """The article's paragraphs, one a line."""
    from trafilatura import bare_extraction

    text = ""
    for fast in (False,) if thorough else (True, False):
        try:
            found: Any = bare_extraction(tree, fast=fast, include_comments=False, include_tables=True)
        except Exception as error:  # a page must never stop a million others, whatever it makes the library do
            kind = type(error).__name__
            raise ArticleError(
                where, f"its text cannot be found ({kind}: {error})", "give its text as a file"
            ) from error
        text = _clean(found.text) if found is not None and found.text else ""
        if len(text) >= _ENOUGH:
            break
    _drop_caches()
    return text


def _drop_caches() -> None:
    """Keeps memory flat over millions of pages: the library remembers every address and phrase it has seen."""
    global _read_pages
    _read_pages += 1
    if _read_pages % _CACHES_EVERY == 0:
        from trafilatura.meta import reset_caches

        reset_caches()


def _clean(text: str) -> str:
    """Lines without outer blanks and without empty ones."""
    return "\n".join(line for raw in _UNPRINTABLE.sub("", text).splitlines() if (line := raw.strip()))


def _without_head(body: str, title: str, latest: date) -> str:
    """The body without first lines that only repeat the headline or say when the page appeared."""
    lines = body.split("\n")
    for line in lines[:3]:
        if line.strip("# ").casefold() != title.casefold() and not is_dateline(line, latest):
            break
        lines.remove(line)
    return "\n".join(lines)
