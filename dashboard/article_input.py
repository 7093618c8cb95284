"""Articles from what a person pastes, uploads or names by address; nothing is stored here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from data.readers import Source, read
from extractors.errors import ArticleError, IkiliError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ARTICLES = 200
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Found:
    """What was made of one source.

    Attributes:
        name: File, address or "text".
        article: The article, where there is one.
        problem: Why there is none, where there is none.
    """

    name: str
    article: Article | None = None
    problem: IkiliError | None = None


def parse_day(text: str) -> date | None:
    """A day of the form 2025-11-26, or None."""
    if not _DAY.match(text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def pasted(title: str, text: str, published: date, outlet: str, url: str) -> Article:
    """An article from the fields of the form; its id follows from its words, so that pasting twice is one article."""
    digest = blake2b(f"{published}|{title}|{text}".encode(), digest_size=6).hexdigest()
    return Article(
        id=f"pasted-{published:%Y%m%d}-{digest}",
        published=published,
        title=title.strip(),
        text=text,
        outlet=outlet.strip() or None,
        url=url.strip() or None,
    )


def uploaded(files: Iterable[tuple[str, bytes]]) -> list[Found]:
    """Articles of uploaded files, at most `MOST_ARTICLES`; a bad one is named and does not stop the others."""
    found: list[Found] = []
    for name, content in files:
        for item in read(Source(name, data=content)):
            found.append(Found(name, problem=item) if isinstance(item, ArticleError) else Found(name, article=item))
            if len(found) >= MOST_ARTICLES:
                what = f"more than {MOST_ARTICLES} articles"
                return [*found, Found(name, problem=ArticleError(name, what, "load large files with `ikili ingest`"))]
    return found


def fetched(url: str) -> list[Found]:
    """The article at an address, fetched with all the care of `data.fetching`."""
    from data.readers.web import read_address

    try:
        return [
            Found(url, problem=item) if isinstance(item, ArticleError) else Found(url, article=item)
            for item in read_address(url)
        ]
    except IkiliError as problem:
        return [Found(url, problem=problem)]
