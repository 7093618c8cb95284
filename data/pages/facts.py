"""What a page states about itself: linked data, meta elements, headline, outlet, address and its visible words."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from data.pages.written import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_VISIBLE_LIMIT = 20_000
_SHORT_LINE = 180
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "option", "select", "iframe", "object"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "section",
        "article",
        "header",
    }
)
_ARTICLE = re.compile(r"article|posting|report|newsitem", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:[-–—|»·:]|\|\|)\s+")
_LOOSE = r'"%s"\s*:\s*"((?:[^"\\]|\\.)*)"'


@dataclass
class PageFacts:
    """A parsed page and what it says about itself; each part is looked up once, when it is asked for."""

    tree: HtmlElement
    address: str | None = None

    @cached_property
    def _linked(self) -> list[dict[str, Any]]:
        """The objects of all JSON-LD scripts, graphs unfolded, in document order."""
        found: list[dict[str, Any]] = []
        for text in self._linked_texts:
            try:
                found.extend(_objects(json.loads(text, strict=False)))
            except (ValueError, RecursionError):
                found.append({"": text})  # broken: read loosely by `linked`
        return found

    @cached_property
    def _linked_texts(self) -> list[str]:
        return [
            re.sub(r"^\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*$", "", element.text or "")
            for element in self.tree.iter("script")
            if "ld+json" in (element.get("type") or "").lower() and len(element.text or "") < 2_000_000
        ]

    def linked(self, name: str, types: re.Pattern[str] | None) -> Iterator[Any]:
        """Values of a JSON-LD property, in objects of matching types (None: in any object)."""
        for thing in self._linked:
            if "" in thing:
                match = re.search(_LOOSE % re.escape(name), thing[""])
                if match and (types is None or types.search(thing[""])):
                    yield match[1].replace('\\"', '"')
                continue
            kinds = thing.get("@type")
            kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if name in thing and (types is None or types.search(kind)):
                yield thing[name]

    @cached_property
    def _metas(self) -> dict[str, str]:
        """Meta elements by lower-case name; the first one counts."""
        found: dict[str, str] = {}
        for element in self.tree.iter("meta"):
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            content = element.get("content")
            if name and content:
                found.setdefault(name.strip().lower(), content.strip())
        for element in self.tree.iter("span", "div", "p", "abbr", "data"):
            if (name := element.get("itemprop")) and name.lower().startswith("date"):
                found.setdefault(
                    name.lower(), element.get("content") or element.get("datetime") or element.text_content()
                )
        return found

    def metas(self, names: Sequence[str]) -> Iterator[str]:
        """Contents of the meta elements with these names, in the order of the names."""
        return (self._metas[name] for name in names if name in self._metas)

    @cached_property
    def url(self) -> str | None:
        """The page's own address: the one it calls canonical if that is on the same host, else where it came from."""
        stated = [
            element.get("href") for element in self.tree.iter("link") if "canonical" in (element.get("rel") or "")
        ]
        stated += list(self.metas(("og:url",)))
        for value in stated:
            try:
                whole = urljoin(self.address or "", (value or "").strip())
                parts = urlsplit(whole)
            except ValueError:
                continue
            own = urlsplit(self.address).hostname if self.address else parts.hostname
            is_page = parts.scheme in ("http", "https") and bool(parts.path.strip("/"))
            if is_page and parts.hostname and _site(parts.hostname) == _site(own or ""):
                return str(whole)
        return self.address

    @cached_property
    def outlet(self) -> str | None:
        """Who published it: the stated publisher or site name, else the host."""
        for value in self.linked("publisher", _ARTICLE):
            publisher = value[0] if isinstance(value, list) and value else value
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(name, str) and name.strip():
                return _one_line(name)
        for value in self.metas(("og:site_name", "application-name", "publisher", "dc.publisher")):
            if value.strip() and not value.startswith("http"):
                return _one_line(value)
        host = urlsplit(self.url).hostname if self.url else None
        return host.removeprefix("www.") if host else None

    @cached_property
    def headline(self) -> str:
        """The headline: the stated one, else the one big heading, else the title without the site's name."""
        for value in self.linked("headline", _ARTICLE):
            if isinstance(value, str) and value.strip():
                return _one_line(html.unescape(value))
        headings = [text for element in self.tree.iter("h1") if (text := _one_line(element.text_content()))]
        title = next((_one_line(element.text_content()) for element in self.tree.iter("title")), "")
        stated = next((_one_line(value) for value in self.metas(("og:title", "twitter:title"))), "")
        for heading in headings:
            if heading in stated or heading in title or len(headings) == 1:
                return heading
        return self._without_site(stated or title)

    def _without_site(self, title: str) -> str:
        """`Headline - Outlet` without the outlet: the last part goes if it is the site's name, or short."""
        parts = _SUFFIX.split(title)
        if len(parts) < 2:
            return title
        last = fold_words(parts[-1])
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        is_site = last == fold_words(self.outlet or "") or (last and last.replace(" ", "") in host)
        if is_site or (len(parts[-1].split()) <= 3 and len(title) - len(parts[-1]) > 25):
            return title[: title.rindex(parts[-1])].rstrip(" -–—|»·:")
        return title

    @cached_property
    def body(self) -> str:
        """The article's body as linked data states it, if it does."""
        return next((text for text in self.linked("articleBody", _ARTICLE) if isinstance(text, str)), "")

    @cached_property
    def margins(self) -> str:
        """The short visible lines from the top of the page, folded for matching labels: not the article's sentences.

        Headline, byline and datelines are short; a day in a sentence of the article is not its publication day.
        """
        parts: list[str] = []
        size = 0
        for text in _visible_texts(self.tree):
            parts.append(text)
            size += len(text)
            if size > _VISIBLE_LIMIT:
                break
        lines = (_one_line(line) for line in "".join(parts).split("\n"))
        return fold_words("\n".join(line for line in lines if 0 < len(line) <= _SHORT_LINE))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: top level, lists, @graph and mainEntity."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield {key: item for key, item in value.items() if key}
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _visible_texts(tree: HtmlElement) -> Iterator[str]:
    """Text pieces in document order, without what a reader does not see; line breaks between blocks only."""
    from lxml import etree

    skipped: list[Any] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not skipped:
                yield _flat(element.tail)
        elif event == "start":
            if element.tag in _UNSEEN:
                skipped.append(element)
            elif not skipped:
                yield ("\n" if element.tag in _BLOCKS else "") + _flat(element.text)
        else:
            if skipped and skipped[-1] is element:
                skipped.pop()
            if not skipped:
                yield ("\n" if element.tag in _BLOCKS else "") + _flat(element.tail)


def _flat(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _site(host: str) -> str:
    """A host without the parts that vary within one site (www, m, amp)."""
    return re.sub(r"^(?:www|m|amp|mobile|mobil)\.", "", host.lower())
