"""Tables with one article a row: CSV (comma, semicolon or tab) and Parquet, with a column map.

`Source.columns` says which column holds which field of the article ("published" -> "Tarih"); without it the usual names
are tried. Rows that cannot be an article are named by line, the others are read; a table is never held in memory whole.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from data.readers.decoding import decode_utf8
from data.readers.fields import OPTIONAL_TEXT, REQUIRED, article_from
from extractors.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.readers import Item, Source

SUFFIXES = (".csv", ".tsv", ".parquet")
MEDIA_TYPES = ("text/csv", "text/tab-separated-values", "application/vnd.apache.parquet")
MAX_CELL = 16_000_000
MAX_LINE_BYTES = 16_000_000
FIELDS = (*REQUIRED, *OPTIONAL_TEXT, "updated", "date_is_weak")
# Other names that tables in the wild give to the fields, in lower case.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("article_id", "_id", "uid", "no"),
    "published": (
        "date",
        "published_at",
        "publish_date",
        "pubdate",
        "datetime",
        "time",
        "tarih",
        "yayın tarihi",
        "дата",
    ),
    "title": ("headline", "heading", "başlık", "заголовок"),
    "text": ("body", "content", "article", "maintext", "full_text", "metin", "içerik", "текст"),
    "lang": ("language", "dil", "язык"),
    "outlet": ("source", "publisher", "site", "domain", "newspaper", "kaynak", "источник"),
    "url": ("link", "address", "source_url", "адрес"),
    "updated": ("modified", "updated_at", "date_modified"),
}
_SEPARATOR = re.compile(
    r"\s*\"?sep=([,;|\t])\"?\s*", re.IGNORECASE
)  # a first line that Excel understands and some write
_PARQUET = b"PAR1"
_PARQUET_ROWS = 500


def sniff(head: bytes) -> bool:
    """Only Parquet shows what it is."""
    return head.startswith(_PARQUET)


def read(source: Source) -> Iterator[Item]:
    """One article, or one named failure, for each row."""
    if source.name.lower().endswith(".parquet") or _looks_like_parquet(source):
        yield from _parquet(source)
    else:
        yield from _delimited(source)


def _looks_like_parquet(source: Source) -> bool:
    return source.data is not None and source.data.startswith(_PARQUET)


def column_map(header: Sequence[str], given: Mapping[str, str], where: str) -> dict[str, str]:
    """Field -> column of this table.

    Raises:
        ArticleError: A column of the given map is not there, or a required field has no column.
    """
    if unknown := sorted(set(given) - set(FIELDS)):
        raise ArticleError(where, f"{', '.join(unknown)} is no field of an article", f"map {', '.join(FIELDS)}")
    if absent := sorted(name for name in given.values() if name not in header):
        raise ArticleError(where, f"no column {', '.join(absent)}", f"the columns are {', '.join(header)}")
    folded = {name.strip().casefold(): name for name in reversed(header)}
    found = dict(given)
    for name in FIELDS:
        if name not in found:
            column = next((folded[a] for a in (name, *ALIASES.get(name, ())) if a in folded), None)
            if column is not None and column not in found.values():
                found[name] = column
    if missing := [name for name in REQUIRED if name not in found and name not in ("id", "title")]:
        what = f"no column for {', '.join(missing)} among {', '.join(header)}"
        raise ArticleError(where, what, "say which it is with a column map, e.g. published=Tarih")
    return found


def _delimited(source: Source) -> Iterator[Item]:
    csv.field_size_limit(MAX_CELL)
    with source.open() as stream:
        lines = _Lines(stream, source.name)
        try:
            first = next(lines, "")
            said = _SEPARATOR.fullmatch(first)
            if said:
                first = next(lines, "")
            if not first.strip():
                yield ArticleError(source.name, "empty file", "write a header line, then one article a row")
                return
            delimiter = said[1] if said else max(",;\t", key=first.count)
            lines.push_back(first)
            rows = csv.reader(lines, delimiter=delimiter, strict=False)
            columns = next(rows)
            fields = column_map(columns, source.columns, source.name)
        except (ArticleError, csv.Error) as error:
            yield error if isinstance(error, ArticleError) else _broken(source.name, 1, error)
            return
        yield from _articles(rows, columns, fields, source, lines)


def _articles(rows: Any, columns: list[str], fields: dict[str, str], source: Source, lines: _Lines) -> Iterator[Item]:
    count = 0
    while True:
        begun = lines.number + 1
        try:
            row = next(rows, None)
        except ArticleError as error:  # a line that is no UTF-8 or too long: the reader goes on with the next
            yield error
            continue
        except csv.Error as error:
            yield _broken(source.name, begun, error)
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        yield _article(dict(zip(columns, row, strict=False)), fields, source, begun, count, len(row) - len(columns))
    if not count and not lines.failed:
        yield ArticleError(source.name, "a header without rows", "write one article a row")


def _article(record: Mapping[str, Any], fields: Mapping[str, str], source: Source, line: int, number: int,
             surplus: int) -> Item:  # fmt: skip
    where = f"{source.name}:{line}"
    if surplus > 0:
        return ArticleError(where, f"{surplus} cells more than columns", 'put cells that hold the separator into "…"')
    cells = {name: record.get(column) for name, column in fields.items()}
    cells = {name: None if value == "" and name not in ("title", "text") else value for name, value in cells.items()}
    if "id" not in fields:
        cells["id"] = f"{source.stem}-{number}"
    if "title" not in fields:
        cells["title"] = ""
    try:
        return article_from(cells, where)
    except ArticleError as error:
        return error


def _broken(name: str, line: int, error: Exception) -> ArticleError:
    return ArticleError(
        f"{name}:{line}", f"broken table ({error})", 'check the quotes: "…" around a cell, "" inside it'
    )


class _Lines:
    """Decoded lines of a stream for the csv module, which names lines that are too long or not UTF-8."""

    def __init__(self, stream: Any, name: str) -> None:
        self._stream = stream
        self._name = name
        self.number = 0
        self._waiting: list[str] = []
        self.failed = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._waiting:
            return self._waiting.pop()
        line: bytes = self._stream.readline(MAX_LINE_BYTES + 1)
        if not line:
            raise StopIteration
        self.number += 1
        try:
            if len(line) > MAX_LINE_BYTES:
                while line and not line.endswith(b"\n"):
                    line = self._stream.readline(1 << 20)
                what = f"line longer than {MAX_LINE_BYTES // 1_000_000} MB"
                raise ArticleError(f"{self._name}:{self.number}", what, "is a quote or a line break missing?")
            return decode_utf8(line, self._name, first_line=self.number)
        except ArticleError:
            self.failed = True
            raise

    def push_back(self, line: str) -> None:
        """Give a line again."""
        self._waiting.append(line)


def _parquet(source: Source) -> Iterator[Item]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if source.path is not None:
            file = pq.ParquetFile(source.path)
        else:
            with source.open() as stream:
                file = pq.ParquetFile(io.BytesIO(stream.read()))
    except (pa.ArrowException, OSError) as error:
        yield ArticleError(source.name, f"no Parquet ({error})", "write the file again")
        return
    try:
        names = file.schema_arrow.names
        fields = column_map(names, source.columns, source.name)
        if not file.metadata.num_rows:
            yield ArticleError(source.name, "a table without rows", "write one article a row")
        number = 0
        for batch in file.iter_batches(_PARQUET_ROWS, columns=sorted(set(fields.values()))):
            for record in batch.to_pylist():
                number += 1
                yield _article(record, fields, source, number, number, 0)
    except ArticleError as error:
        yield error
    except (pa.ArrowException, OSError) as error:
        yield ArticleError(source.name, f"broken Parquet ({error})", "write the file again")
    finally:
        file.close()
