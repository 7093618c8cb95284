"""Plain text: a header line `date 2025-11-26 Title`, then the body.

Without that header the day is taken from a line that names it ("Yayın Tarihi: 26.11.2025 14:41") and the title is the
first line that holds words. The body is kept character for character; only blank lines around it go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.readers.decoding import decode_utf8, unstorable
from data.readers.fields import parse_date
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.readers import Item, Source

SUFFIXES = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)
MAX_BYTES = 16_000_000

_HEADER = re.compile(r"\s*date[ \t]+(\S+)(?:[ \t]+([^\r\n]*))?")
_PUBLISHED = re.compile(
    r"^[ \t]*(?:Yayın(?:lanma)? Tarihi|Giriş(?: Tarihi)?|Дата публикации|Опубликовано|Published(?: on)?|Date)"
    r"[ \t]*:[ \t]*([^\r\n]+?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^[ \t]*(?:Güncelle(?:me|nme) Tarihi|Son Güncelleme|Обновлено|Дата обновления|Updated(?: on)?)"
    r"[ \t]*:[ \t]*([^\r\n]+?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def read(source: Source) -> Iterator[Item]:
    """The one article of a text file."""
    try:
        yield _article(decode_utf8(source.read(MAX_BYTES), source.name), source)
    except ArticleError as error:
        yield error


def _article(content: str, source: Source) -> Article:
    if not content.strip():
        raise ArticleError(source.name, "empty file", "write a line 'date YYYY-MM-DD Title', then the article")
    reason = unstorable(content)
    if reason is not None:
        where = f"{source.name}:{content.count(chr(10), 0, content.find(chr(0))) + 1}"
        raise ArticleError(where, f"holds {reason}", "clean the text at its source")
    header = _HEADER.match(content)
    if header:
        published = parse_date(header[1])
        if published is None:
            where = f"{source.name}:{content.count(chr(10), 0, header.start(1)) + 1}"
            raise ArticleError(where, f"date {header[1]!r} is no date", "write it as YYYY-MM-DD")
        title, text = (header[2] or "").strip(), content[header.end() :]
    else:
        published = _named_day(_PUBLISHED, content, source.name)
        title, text = _first_line(content)
    if published is None:
        raise ArticleError(source.name, "no publication date", "write a first line 'date YYYY-MM-DD Title'")
    text = text.strip("\r\n\ufeff")
    if not title and not text.strip():
        raise ArticleError(source.name, "a header without an article", "write the article below the first line")
    stated_update = _UPDATED.search(content)
    updated = parse_date(stated_update[1]) if stated_update else None
    return Article(id=source.stem, published=published, updated=updated, title=title, text=text, url=source.url)


def _named_day(label: re.Pattern[str], content: str, where: str) -> date | None:
    """The day of the first labelled line; a labelled line that holds no date is a fault, not a missing date."""
    match = label.search(content)
    if match is None:
        return None
    day = parse_date(match[1])
    if day is None:
        line = content.count("\n", 0, match.start(1)) + 1
        raise ArticleError(f"{where}:{line}", f"{match[1]!r} is no date", "write it as YYYY-MM-DD or DD.MM.YYYY")
    return day


def _first_line(content: str) -> tuple[str, str]:
    """The first line that holds words and is no date line, and everything after it."""
    position = 0
    for line in content.splitlines(keepends=True):
        position += len(line)
        if line.strip() and not _PUBLISHED.match(line) and not _UPDATED.match(line):
            return line.strip(), content[position:]
    return "", content
