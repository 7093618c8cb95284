"""Fields of a record (a JSON object, a table row) to an `Article`, each fault named."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.pages.written import dates_in, fold_words
from data.readers.decoding import unstorable
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED = ("id", "published", "title", "text")
OPTIONAL_TEXT = ("lang", "outlet", "url")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_OLDEST_YEAR = 1900
_LONGEST_DAY = 60
_LETTERS = re.compile(r"[^\W\d_]{3}")
_CODE = re.compile(r"[a-z]{2,3}")
_REGION = re.compile(r"[-_]")


def parse_date(value: object) -> date | None:
    """A day written as ISO 8601 (with or without a time), as day.month.year, or with the name of its month.

    None for anything else, such as 03/04/2025, which two countries read as two days.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        day = _dotted(text) or datetime.fromisoformat(text).date()
    except ValueError:
        return _named(text)
    return day if day.year >= _OLDEST_YEAR else None


def _named(text: str) -> date | None:
    """The one day in "26 Kasım 2025 Çarşamba, 14:41" or "Wed, 26 Nov 2025 14:30:00 GMT"."""
    if len(text) > _LONGEST_DAY or not _LETTERS.search(text):
        return None
    found = {hit.day: hit for hit in dates_in(fold_words(text), date.max)}
    return next(iter(found)) if len(found) == 1 and not any(hit.ambiguous for hit in found.values()) else None


def _dotted(text: str) -> date | None:
    match = _DOTTED.fullmatch(text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else None


def article_from(record: Mapping[str, object], where: str) -> Article:
    """The article that a record describes.

    Fields that an article does not have are ignored; `lang`, `outlet`, `url`, `updated`, `date_is_weak` are optional.

    Args:
        record: Field name to value.
        where: File and line, for messages.

    Raises:
        ArticleError: A field is missing or cannot be what it should be.
    """
    missing = [name for name in REQUIRED if record.get(name) is None]
    if missing:
        what = f"lacks {', '.join(missing)}"
        raise ArticleError(where, what, f"give each article {', '.join(REQUIRED)}")
    identity = _identity(record["id"], where)
    published = parse_date(record["published"])
    if published is None:
        raise ArticleError(where, f"published {_short(record['published'])} is no date", "write it as YYYY-MM-DD")
    updated = record.get("updated") or None
    if updated is not None and (updated := parse_date(updated)) is None:
        raise ArticleError(where, f"updated {_short(record['updated'])} is no date", "write it as YYYY-MM-DD")
    title, text = _text(record, "title", where), _text(record, "text", where)
    if not title.strip() and not text.strip():
        raise ArticleError(where, "title and text are empty", "give the article's words")
    optional = {name: _text(record, name, where) or None for name in OPTIONAL_TEXT if record.get(name) is not None}
    if optional.get("lang"):
        optional["lang"] = _language(str(optional["lang"]), where)
    for name, value in (("id", identity), ("title", title), ("text", text), *optional.items()):
        if value and (reason := unstorable(value)):
            raise ArticleError(where, f"{name} holds {reason}", "clean the text at its source")
    weak = record.get("date_is_weak")
    return Article(
        id=identity,
        published=published,
        updated=updated,
        title=title,
        text=text,
        date_is_weak=weak is True or str(weak).lower() in {"true", "1"},
        **optional,
    )


def _identity(value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise ArticleError(where, f"id {_short(value)} is no identifier", "use a non-empty string or a whole number")
    return str(value).strip()


def _language(value: str, where: str) -> str:
    """The ISO 639-1 code of "TR", "tr-TR" or "tr"."""
    code = _REGION.split(value.strip().lower(), maxsplit=1)[0]
    if not _CODE.fullmatch(code):
        raise ArticleError(where, f"lang {_short(value)} is no language code", "write two letters, or leave it out")
    return code


def _text(record: Mapping[str, object], name: str, where: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise ArticleError(where, f"{name} is {type(value).__name__}, not text", f"write {name} as a string")
    return value


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
