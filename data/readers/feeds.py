"""RSS and Atom: one article an entry, with what the feed holds of its text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.pages.written import machine_date, tomorrow
from data.readers.html import language_of
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.readers import Item, Source

SUFFIXES = (".rss", ".atom", ".xml", ".rdf")
MEDIA_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
MAX_BYTES = 16_000_000

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]")
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `published` is None where the feed gives no day that can be read."""

    ident: str
    link: str | None
    title: str
    text: str
    published: date | None
    updated: date | None
    date_is_weak: bool
    where: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed. `damage` says what is wrong with it, where something is; the entries before it are there."""

    title: str | None
    entries: tuple[Entry, ...]
    damage: str | None


def sniff(head: bytes) -> bool:
    """Whether the beginning holds the root element of a feed."""
    return _ROOT.search(head) is not None


def read(source: Source) -> Iterator[Item]:
    """One article, or one named failure, for each entry."""
    try:
        feed = parse_feed(source.read(MAX_BYTES), source.name, url=source.url, charset=source.charset)
    except ArticleError as error:
        yield error
        return
    for entry in feed.entries:
        try:
            yield entry_article(entry, feed.title)
        except ArticleError as error:
            yield error
    if feed.damage:
        what = f"the feed is damaged after {len(feed.entries)} entries ({feed.damage})"
        yield ArticleError(source.name, what, "tell the site's owner")


def parse_feed(content: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Feed:
    """Takes a feed apart.

    Raises:
        ArticleError: It is no feed.
    """
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}" if charset else "application/xml"}
    if url:
        headers["content-location"] = url
    try:
        parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, resolve_relative_uris=True)
    except Exception as error:  # a feed must never stop the others, whatever it makes the library do
        raise ArticleError(where, f"cannot be parsed as a feed ({error})", "check the address") from error
    problem = parsed.get("bozo_exception") if parsed.get("bozo") else None
    damage = None if problem is None or type(problem).__name__ in _HARMLESS else " ".join(str(problem).split())
    if not parsed.entries and (damage or not parsed.get("version")):
        raise ArticleError(
            where, f"no feed ({damage or 'no entries, and no RSS or Atom element'})", "check the address"
        )
    latest = tomorrow()
    entries = tuple(_entry(raw, f"{where}, entry {number}", latest) for number, raw in enumerate(parsed.entries, 1))
    return Feed(_plain(parsed.feed.get("title")) or None, entries, damage)


def entry_article(entry: Entry, outlet: str | None) -> Article:
    """The article that an entry holds.

    Raises:
        ArticleError: No words, no day, or a language without a pack.
    """
    if not entry.title and not entry.text:
        raise ArticleError(entry.where, "an entry without words", "nothing to do")
    if entry.published is None:
        raise ArticleError(entry.where, "no publication date that can be read", "give the address of its page instead")
    return Article(
        id=entry.link or entry.ident,  # many feeds number their entries, and numbers are no names
        published=entry.published,
        updated=entry.updated,
        date_is_weak=entry.date_is_weak,
        title=entry.title,
        text=entry.text,
        lang=language_of(entry.title, entry.text, entry.where),
        outlet=outlet,
        url=entry.link,
    )


def _entry(raw: Any, where: str, latest: date) -> Entry:
    contents = [part.get("value", "") for part in raw.get("content", [])]
    text = max((_plain(part) for part in [*contents, raw.get("summary", "")]), key=len)
    published = machine_date(raw.get("published") or raw.get("created"), latest)
    stated = raw["updated"] if "updated" in raw else None  # noqa: SIM401 - its `get` would answer with `published`
    updated = machine_date(stated, latest)
    link = raw.get("link") or None
    title = " ".join(_plain(raw.get("title")).split())
    return Entry(
        ident=str(raw.get("id") or link or where),
        link=link if link and link.startswith(("http://", "https://")) else None,
        title=title,
        text="" if text == title else text,
        published=published or updated,
        updated=updated if published and updated and updated > published else None,
        date_is_weak=published is None,
        where=where,
    )


def _plain(value: object) -> str:
    """The words of a piece of HTML, one block a line."""
    if not isinstance(value, str) or not value.strip():
        return ""
    text = value
    if "<" in value or "&" in value:
        from lxml import etree
        from lxml.html import fragments_fromstring

        try:
            broken = re.sub(r"(?i)<(?=/?(?:p|div|br|li|h\d|tr|ul|ol|blockquote)\b)", "\n<", value)
            parts = fragments_fromstring(re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", " ", broken))
        except (etree.LxmlError, ValueError, AssertionError):
            text = re.sub(r"<[^>]*>", " ", value)
        else:
            text = "".join(part if isinstance(part, str) else part.text_content() + (part.tail or "") for part in parts)
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
