"""JSONL: one article a line, an object with at least `id`, `published`, `title`, `text`."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from data.readers.decoding import decode_utf8
from data.readers.fields import article_from
from extractors.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.readers import Item, Source

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz")
MEDIA_TYPES = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")
MAX_LINE_BYTES = 16_000_000


def sniff(head: bytes) -> bool:
    """A line that begins with an object."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read(source: Source) -> Iterator[Item]:
    """One article, or one named failure, for each line that is not blank."""
    lines = 0
    try:
        with source.open() as stream:
            for number, line in _lines(_unpacked(source, stream)):
                if line is None:
                    what = f"line longer than {MAX_LINE_BYTES // 1_000_000} MB"
                    yield ArticleError(f"{source.name}:{number}", what, "one article a line; is a line break missing?")
                    lines += 1
                elif line.strip():
                    lines += 1
                    yield _article(line, f"{source.name}:{number}")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield ArticleError(source.name, f"broken gzip data ({error})", "fetch or pack the file again")
        return
    if not lines:
        yield ArticleError(source.name, "empty file", "write one article a line")


def _unpacked(source: Source, stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if source.name.lower().endswith(".gz") else stream


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line; None for one that is too long, which is passed over without keeping it."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) <= MAX_LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None


def _article(line: bytes, where: str) -> Item:
    try:
        file, _, number = where.rpartition(":")
        record = json.loads(decode_utf8(line, file, first_line=int(number)))
    except ArticleError as error:
        return error
    except RecursionError:
        return ArticleError(where, "JSON nested too deeply", "write one flat object a line")
    except ValueError as error:
        return ArticleError(where, f"no JSON ({error})", "write one object a line")
    if not isinstance(record, dict):
        return ArticleError(where, f"JSON {type(record).__name__}, not an object", "write one object a line")
    try:
        return article_from(record, where)
    except ArticleError as error:
        return error
