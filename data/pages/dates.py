"""When a page was published, when it was updated, and how good the evidence is.

Every "last year" of an article hangs on its publication day, so the kinds of evidence are tried from the best down, a
day marked as an update is never taken for the publication while there is any other, and what is only probable is
marked as weak. The rule that decided is returned with the day.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data.pages.written import dates_in, fold_words, machine_date, url_date, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from data.pages.facts import PageFacts

_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
    "article:published", "published_time", "mediator_published_time", "publishdate", "publish-date", "publish_date",
    "pubdate", "pub_date", "publication_date", "publicationdate", "date_published", "published", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dc.date.published", "dcterms.created", "dc.date.created", "datecreated", "article:created",
    "originalpublicationdate", "uploaddate", "citation_publication_date", "prism.publicationdate",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time", "og:updated_time", "datemodified", "modified_time", "last-modified", "lastmod",
    "dateupdate", "article:modified", "dcterms.modified", "dc.date.modified", "updated", "modified", "revised",
    "dateupdated",
)  # fmt: skip
_PLAIN_NAMES = ("date", "dc.date", "dcterms.date", "article:date", "created")
_ARTICLE_TYPES = re.compile(r"article|posting|report|newsitem", re.IGNORECASE)
_UPDATE_CLASS = re.compile(r"updat|modif|edit|guncel|izmen|obnov", re.IGNORECASE)
_PUBLISH_CLASS = re.compile(r"publi|pubdate|posted|created|yayin|entry-date", re.IGNORECASE)
_ELSEWHERE = frozenset({"aside", "footer", "nav", "form", "comment", "comments"})
_ELSEWHERE_CLASS = re.compile(r"relat|sidebar|recent|popular|comment|footer|benzer|ilgili|menu|widget", re.IGNORECASE)
_NEAR = 60


@dataclass(frozen=True, slots=True)
class PageDates:
    """The publication day, the day of the last update where one is stated, and the rule that found the former."""

    published: date | None
    updated: date | None
    rule: str

    @property
    def weak(self) -> bool:
        """Whether the publication day is only probable."""
        return self.rule.startswith("weak")


def page_dates(facts: PageFacts, latest: date, known: date | None = None) -> PageDates:
    """The days of a page.

    Args:
        facts: What the page states for machines, and its tree.
        latest: No publication day lies after this one (the day it was fetched, or tomorrow).
        known: A day from outside (a feed's entry, the crawl): used where the page itself says nothing.
    """
    updated = _first(_stated_updates(facts), latest)
    stated: tuple[tuple[str, Iterator[object]], ...] = (
        ("linked_data", iter(facts.linked("datePublished", _ARTICLE_TYPES))),
        ("meta", iter(facts.metas(_PUBLISHED_NAMES))),
        ("time", _time_elements(facts.tree, published=True)),
        ("linked_data_any", iter(facts.linked("datePublished", None))),
    )
    for rule, values in stated:
        if day := _first(values, latest):
            return _dates(day, updated, rule)
    labelled = _labelled(facts.margins, latest)
    updated = updated or labelled.get("updated")
    if day := labelled.get("published"):
        return _dates(day, updated, "label")
    in_url = url_date(facts.url, latest)
    if in_url:
        return _dates(in_url, updated, "address")
    return _weak(facts, latest, known, updated)


def _weak(facts: PageFacts, latest: date, known: date | None, updated: date | None) -> PageDates:
    """The probable kinds of evidence, best first."""
    for rule, values in (
        ("weak.meta", iter(facts.metas(_PLAIN_NAMES))),
        ("weak.time", _time_elements(facts.tree, published=False)),
    ):
        if day := _first(values, latest):
            return _dates(day, updated, rule)
    if day := _beside_headline(facts, latest):
        return _dates(day, updated, "weak.headline")
    if known is not None:
        return _dates(known, updated, "weak.known")
    if updated is not None:
        return PageDates(updated, updated, "weak.updated")
    day = _searched(facts, latest)
    return PageDates(day, None, "weak.search" if day else "weak.none")


def _dates(published: date, updated: date | None, rule: str) -> PageDates:
    """An update before the publication is no update."""
    return PageDates(published, updated if updated and updated >= published else None, rule)


def _first(values: Iterator[object], latest: date) -> date | None:
    return next((day for value in values if (day := machine_date(value, latest))), None)


def _stated_updates(facts: PageFacts) -> Iterator[object]:
    yield from facts.linked("dateModified", _ARTICLE_TYPES)
    yield from facts.metas(_UPDATED_NAMES)
    for element in facts.tree.iter("time"):
        if _UPDATE_CLASS.search(_signs(element)) or _is_labelled_update(element):
            yield element.get("datetime") or element.text_content()


def _signs(element: HtmlElement) -> str:
    """What the mark-up says about an element: its class, id and property."""
    return " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "property"))


def _time_elements(tree: HtmlElement, *, published: bool) -> Iterator[object]:
    """Values of `<time>`: those marked as publication, or any that is neither an update nor outside the article."""
    for element in tree.iter("time"):
        signs = _signs(element)
        if _UPDATE_CLASS.search(signs):
            continue
        marked = element.get("pubdate") is not None or bool(_PUBLISH_CLASS.search(signs))
        if marked == published and not _is_elsewhere(element) and not _is_labelled_update(element):
            yield element.get("datetime") or element.text_content()


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        parent.tag in _ELSEWHERE or _ELSEWHERE_CLASS.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in element.iterancestors()
        if parent.tag not in ("html", "body")
    )


def _is_labelled_update(element: HtmlElement) -> bool:
    """Whether the words right before the element say that it is an update."""
    before = element.getprevious()
    parent = element.getparent()
    texts = [
        before.tail or before.text_content() if before is not None else "",
        parent.text if parent is not None else "",
    ]
    return any(_labels("updated").search(fold_words(text or "")[-_NEAR:]) for text in texts)


@cache
def _labels(meaning: str) -> re.Pattern[str]:
    forms = sorted({fold_words(form) for form in words()["labels"][meaning]}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _labelled(margins: str, latest: date) -> dict[str, date]:
    """Days right behind a label, by the label's meaning; the nearest label before a day decides."""
    found: dict[str, date] = {}
    previous_end = 0
    for hit in dates_in(margins, latest):
        before = margins[max(previous_end, hit.start - _NEAR) : hit.start]
        meaning = _nearest_label(before)
        if meaning and meaning not in found and not hit.ambiguous:
            found[meaning] = hit.day
        previous_end = hit.end
    return found


def _nearest_label(before: str) -> str | None:
    """The meaning of the label that stands directly before a day: nothing but punctuation and few words between."""
    best: tuple[int, int, str] | None = None
    for meaning in ("updated", "published"):
        for match in _labels(meaning).finditer(before):
            gap = before[match.end() :]
            if len(re.findall(r"\w+", gap)) <= 3 and not re.search(r"[.!?]\s", gap):
                candidate = (match.end(), match.end() - match.start(), meaning)
                best = max(best, candidate) if best else candidate
    return best[2] if best else None


def _beside_headline(facts: PageFacts, latest: date) -> date | None:
    """The first day that is written around the headline, if no label calls it an update."""
    headline = fold_words(" ".join(facts.headline.split()))
    place = facts.margins.find(headline) if len(headline) > 10 else -1
    if place < 0:
        return None
    after = place + len(headline)
    for begin, end in ((after, after + 300), (max(place - 200, 0), place)):
        for hit in dates_in(facts.margins[begin:end], latest):
            if not _is_update(facts.margins, begin + hit.start):
                return hit.day
    return None


def _is_update(margins: str, start: int) -> bool:
    """Whether the nearest label before a day calls it an update."""
    return _nearest_label(margins[max(start - _NEAR, 0) : start]) == "updated"


def _searched(facts: PageFacts, latest: date) -> date | None:
    """What htmldate makes of the page, wherever it looks; no bare year, such as that of a copyright line."""
    from htmldate import find_date

    text = find_date(
        copy.deepcopy(facts.tree), extensive_search=True, original_date=True, url=facts.url, outputformat="%Y-%m-%d",
        max_date=latest.isoformat(), min_date="1990-01-01",
    )  # fmt: skip
    day = machine_date(text, latest)
    if day is None or (day.month, day.day) == (1, 1):
        return None
    return day
