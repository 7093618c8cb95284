"""Web archives (WARC, gzipped or not), such as Common Crawl News: one article a page.

The file is cut into records here, each bounded and checked, so that a damaged stretch costs its own records and reading
goes on behind it; a record is then taken apart by warcio.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.readers.html import MAX_BYTES, page_article
from data.readers.html import MEDIA_TYPES as PAGE_TYPES
from extractors.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from data.readers import Item, Source
    from extractors.records import Article

SUFFIXES = (".warc", ".warc.gz")
MEDIA_TYPES = ("application/warc", "application/warc+gzip")

MAX_RECORD = 64_000_000
_GZIP, _WARC = b"\x1f\x8b\x08", b"WARC/1."
_BLOCK = 1 << 18
_MAX_HEADER = 1 << 16
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPE = re.compile(rb"^warc-type:[ \t]*(?:response|resource)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of an archive: its bytes, where it came from, and the day of the crawl."""

    content: bytes
    url: str | None
    charset: str | None
    crawled: date | None
    where: str


def sniff(head: bytes) -> bool:
    """Whether the beginning is that of a WARC file, gzipped or not."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(_WARC)


def read(source: Source) -> Iterator[Item]:
    """The article of each page in the archive, or one named failure."""
    found = False
    for record in pages(source):
        found = True
        try:
            yield record if isinstance(record, ArticleError) else record_article(record)
        except ArticleError as error:
            yield error
    if not found:
        yield ArticleError(source.name, "an archive without pages", "check that it holds answers of web servers")


def record_article(record: PageRecord) -> Article:
    """The article of one page of an archive.

    Raises:
        ArticleError: As for any page.
    """
    latest = record.crawled + timedelta(days=1) if record.crawled else None
    return page_article(
        record.content, where=record.where, url=record.url, charset=record.charset, known=record.crawled, latest=latest,
        thorough=False,
    )  # fmt: skip


def pages(source: Source, wanted: Callable[[PageRecord], bool] | None = None) -> Iterator[PageRecord | ArticleError]:
    """The pages of an archive, before their articles are looked for; damaged stretches as named failures.

    Args:
        source: The archive.
        wanted: Which pages to pass on, where not all of them.
    """
    with source.open() as stream:
        for raw in raw_records(stream, source.name):
            page = raw if isinstance(raw, ArticleError) else _page(raw, source.name)
            if page is not None and (wanted is None or isinstance(page, ArticleError) or wanted(page)):
                yield page


class _Window:
    """A forward view on a stream: bytes from `offset` on, as many as were asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.data = bytearray()
        self.offset = 0

    def fill(self) -> bool:
        """Reads on; False at the end of the stream."""
        block = self._stream.read(_BLOCK)
        self.data += block
        return bool(block)

    def need(self, size: int) -> bool:
        """Whether `size` bytes are there, after reading on as far as necessary."""
        while len(self.data) < size:
            if not self.fill():
                return False
        return True

    def drop(self, size: int) -> None:
        """Moves on by `size` bytes."""
        del self.data[:size]
        self.offset += size

    def seek(self, mark: bytes, start: int) -> bool:
        """Moves on to the next `mark` at or behind `start`; False if there is none."""
        while (place := self.data.find(mark, start)) < 0:
            self.drop(max(len(self.data) - len(mark) + 1, 0))
            start = 0
            if not self.fill():
                return False
        self.drop(place)
        return True


@dataclass(frozen=True, slots=True)
class _Raw:
    """The bytes of one record and their place in the file."""

    content: bytes
    offset: int


def raw_records(stream: BinaryIO, name: str) -> Iterator[_Raw | ArticleError]:
    """Cuts an archive into records. Damage is reported once for each stretch, with its place."""
    window = _Window(stream)
    if not window.need(3):
        return
    mark, cut = (_GZIP, _member) if window.data.startswith(_GZIP) else (_WARC, _plain_record)
    damage: tuple[int, str] | None = None
    while window.need(1):
        begin = window.offset
        try:
            records = cut(window)
        except (zlib.error, EOFError, ValueError) as error:
            damage = damage or (begin, str(error))
            if window.seek(mark, 1):
                continue
            break
        if damage and records:
            yield _damaged(name, *damage)
            damage = None
        yield from (_Raw(content, begin) for content in records)
    if damage:
        yield _damaged(name, *damage)


def _damaged(name: str, offset: int, reason: str) -> ArticleError:
    return ArticleError(f"{name}, byte {offset}", f"a damaged record ({reason})", "fetch the archive again")


def _member(window: _Window) -> list[bytes]:
    """The records of one gzip member, which ends the window's view of it; its checksum is tested."""
    inflate = zlib.decompressobj(31)
    parts: list[bytes] = []
    size = used = 0
    while not inflate.eof:
        if used == len(window.data) and not window.fill():
            raise EOFError("the file ends inside a record")
        piece = inflate.decompress(bytes(memoryview(window.data)[used : used + _BLOCK]), MAX_RECORD + 1 - size)
        used += min(_BLOCK, len(window.data) - used)
        size += len(piece)
        if size > MAX_RECORD:
            raise ValueError(f"larger than {MAX_RECORD // 1_000_000} MB; is each record a gzip member of its own?")
        parts.append(piece)
    inner = _Window(io.BytesIO(b"".join(parts)))
    records: list[bytes] = []
    while inner.need(1):
        records.extend(_plain_record(inner))
    window.drop(used - len(inflate.unused_data))
    return records


def _plain_record(window: _Window) -> list[bytes]:
    """One record that is not compressed, and the blank lines behind it."""
    blank = 0
    while window.need(blank + 1) and window.data[blank] in b"\r\n":
        blank += 1
    window.drop(blank)
    if not window.need(1):
        return []
    if not window.need(len(_WARC)) or not window.data.startswith(_WARC):
        raise ValueError("no record begins here")
    while (end := window.data.find(b"\r\n\r\n", 0, _MAX_HEADER)) < 0:
        if len(window.data) >= _MAX_HEADER or not window.fill():
            raise ValueError("its header has no end")
    stated = _LENGTH.search(window.data, 0, end + 2)
    if stated is None:
        raise ValueError("it states no length")
    size = end + 4 + int(stated[1])
    if size > MAX_RECORD:
        raise ValueError(f"larger than {MAX_RECORD // 1_000_000} MB")
    if not window.need(size):
        raise EOFError("the file ends inside a record")
    if window.need(size + 2) and window.data[size : size + 2] != b"\r\n":
        raise ValueError("its length is wrong")
    content = bytes(memoryview(window.data)[:size])
    window.drop(size)
    return [content]


def _page(raw: _Raw, name: str) -> PageRecord | ArticleError | None:
    """The page in a record; None for records of other kinds, other content and error answers."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    header, _, _ = raw.content.partition(b"\r\n\r\n")
    if not _PAGE_TYPE.search(header):
        return None
    where = f"{name}, byte {raw.offset}"
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(raw.content))), None)
        if record is None:
            return None
        http = record.http_headers
        content_type = (http or record.rec_headers).get_header("Content-Type") or ""
        if content_type.partition(";")[0].strip().lower() not in PAGE_TYPES:
            return None
        if http is not None and http.get_statuscode() != "200":
            return None
        content = _payload(record, where)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as error:
        return ArticleError(where, f"a damaged record ({error})", "fetch the archive again")
    except ArticleError as error:
        return error
    charset = _CHARSET.search(content_type)
    return PageRecord(
        content=content,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        charset=charset[1] if charset else None,
        crawled=_day(record.rec_headers.get_header("WARC-Date")),
        where=where,
    )


def _payload(record: object, where: str) -> bytes:
    """The body of an archived answer: chunks joined, decompressed if it still is what its header says."""
    from warcio.bufferedreaders import ChunkedDataReader

    from data.fetching.body import unpack
    from data.fetching.errors import FetchError

    http = record.http_headers  # type: ignore[attr-defined]
    stream = record.raw_stream  # type: ignore[attr-defined]
    if http is not None and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    content = bytes(stream.read(MAX_BYTES + 1))
    if len(content) > MAX_BYTES:
        raise ArticleError(where, f"a page larger than {MAX_BYTES // 1_000_000} MB", "leave it out")
    encoding = (http.get_header("Content-Encoding") or "").strip().lower() if http is not None else ""
    if not encoding or content.lstrip()[:1] == b"<":  # crawlers often store the page unpacked under its old header
        return content
    try:
        return unpack(content, encoding, where, MAX_BYTES)
    except FetchError as error:
        raise ArticleError(where, error.what, error.remedy) from error


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
