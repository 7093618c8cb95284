"""Readers: bytes, a path or a stream in; articles or named failures out.

One file in this folder is one reader. A reader module declares

    SUFFIXES: tuple[str, ...]            file endings it takes, lower case (".jsonl", ".warc.gz")
    MEDIA_TYPES: tuple[str, ...]         optional: content types it takes ("text/html")
    def read(source: Source) -> Iterator[Article | ArticleError]
    def sniff(head: bytes) -> bool       optional: does this beginning look like mine?

and nothing else has to be changed to add one. Modules are imported to learn these names, so heavy libraries are
imported inside functions. A reader yields an `ArticleError` (never raises it) for each article that cannot be read, and
goes on with the next one. A reader of containers (zip) calls `read` of this module for its members.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from data.readers.decoding import unstorable
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HEAD_BYTES = 4096
Item = Article | ArticleError


@dataclass
class Source:
    """Where the bytes of one document come from, and what is known about them beforehand.

    Attributes:
        name: What messages call it: a path, an address, "standard input", "archive.zip!inner.html".
        path: The file, where there is one.
        data: The bytes themselves, where they are in memory already.
        stream: An open binary stream, where there is one (standard input, a member of an archive).
        media_type: Content type as declared by whoever sent it.
        charset: Declared character set, if any.
        url: Address of the document.
        columns: For tables: article field -> column name of the table ("published" -> "Tarih").
        position: Bytes read so far, for progress bars.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    stream: BinaryIO | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    position: int = 0

    def open(self) -> BinaryIO:
        """The bytes as a buffered binary stream that counts into `position`."""
        if self.path is not None:
            raw: BinaryIO = self.path.open("rb", buffering=0)
        elif self.data is not None:
            raw = io.BytesIO(self.data)
        elif self.stream is not None:
            raw = self.stream
        else:
            raise ValueError(f"source {self.name} has neither path, data nor stream")
        return cast("BinaryIO", io.BufferedReader(_Counting(raw, self), buffer_size=1 << 18))

    def read(self, limit: int) -> bytes:
        """All bytes, or an `ArticleError` if there are more than `limit`."""
        with self.open() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            what = f"more than {limit // 1_000_000} MB in one document"
            raise ArticleError(self.name, what, "split it, or give a table (.jsonl) with one article a line")
        return content

    @property
    def stem(self) -> str:
        """File name without folders and endings: the id of an article that has no other."""
        last = (self.path.name if self.path is not None else self.name.rsplit("/", 1)[-1]).strip() or "article"
        return last.split(".", 1)[0] if not last.startswith(".") else last


class _Counting(io.RawIOBase):
    """Passes reads through and counts them into the source."""

    def __init__(self, raw: BinaryIO, source: Source) -> None:
        super().__init__()
        self._raw = raw
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._raw.read(len(buffer)) or b""
        buffer[: len(chunk)] = chunk
        self._source.position += len(chunk)
        return len(chunk)

    def close(self) -> None:
        if not self.closed and self._source.stream is None:
            self._raw.close()
        super().close()


@dataclass(frozen=True)
class Reader:
    """One reader module, as the registry knows it."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[Source], Iterator[Item]]
    sniff: Callable[[bytes], bool] | None


@cache
def readers() -> tuple[Reader, ...]:
    """All readers of this folder, in the order of their names."""
    found = []
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        if hasattr(module, "SUFFIXES"):
            found.append(
                Reader(
                    name=module_info.name,
                    suffixes=tuple(module.SUFFIXES),
                    media_types=tuple(getattr(module, "MEDIA_TYPES", ())),
                    read=module.read,
                    sniff=getattr(module, "sniff", None),
                )
            )
    return tuple(found)


def suffixes() -> tuple[str, ...]:
    """Every file ending that some reader takes."""
    return tuple(suffix for reader in readers() for suffix in reader.suffixes)


def reader_for(name: str, media_type: str | None = None, head: bytes = b"") -> Reader | None:
    """The reader for a document: by content type, then by the longest matching ending, then by its first bytes."""
    kind = (media_type or "").split(";", 1)[0].strip().lower()
    for reader in readers():
        if kind and kind in reader.media_types:
            return reader
    lowered = name.lower().split("?", 1)[0]
    matches = [(len(s), r) for r in readers() for s in r.suffixes if lowered.endswith(s)]
    if matches:
        return max(matches, key=lambda match: match[0])[1]
    return next((r for r in readers() if r.sniff is not None and r.sniff(head)), None)


def read(
    source: Source | Path | str | bytes | BinaryIO,
    *,
    name: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """Articles, or one named failure for each that cannot be read.

    Args:
        source: A path, bytes, a binary stream, or a ready `Source`.
        name: What messages call it (and whose ending chooses the reader), where `source` is no path.
        media_type: Declared content type.
        charset: Declared character set.
        columns: Column map for tables.

    Yields:
        `Article`, or `ArticleError` with place, reason and remedy.
    """
    ready = _source(source, name, media_type, charset, columns)
    try:
        head = _head(ready)
        reader = reader_for(ready.name, ready.media_type, head)
        if reader is None:
            known = " ".join(suffixes())
            yield ArticleError(ready.name, "no reader for this kind of file", f"give one of {known}")
            return
        for item in reader.read(ready):
            yield _storable(item, ready.name)
    except ArticleError as error:
        yield error
    except OSError as error:
        yield ArticleError(
            ready.name, f"cannot be read ({error.strerror or error})", "check the path and its permissions"
        )


def _source(
    source: Source | Path | str | bytes | BinaryIO,
    name: str | None,
    media_type: str | None,
    charset: str | None,
    columns: Mapping[str, str] | None,
) -> Source:
    if isinstance(source, Source):
        return source
    known = Source(name or "data", media_type=media_type, charset=charset, columns=columns or {})
    if isinstance(source, str | Path):
        path = Path(source)
        return replace(known, name=name or str(path), path=path)
    if isinstance(source, bytes):
        return replace(known, data=source)
    return replace(known, name=name or "standard input", stream=source)


def _head(source: Source) -> bytes:
    """First bytes for sniffing; an unseekable stream is not touched (its name and type must do)."""
    if source.data is not None:
        return source.data[:HEAD_BYTES]
    if source.path is not None:
        if source.path.is_dir():
            raise ArticleError(source.name, "is a folder", "ingest takes folders; a reader takes one file")
        with source.path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    return b""


def _storable(item: Item, where: str) -> Item:
    """The article as it is, or why no database could keep it."""
    if isinstance(item, ArticleError):
        return item
    for name in ("id", "title", "text", "outlet", "url"):
        reason = unstorable(getattr(item, name) or "")
        if reason is not None:
            place = f"{where}, article {item.id.encode('utf-8', 'replace').decode()}".replace("\0", "?")
            return ArticleError(place, f"{name} holds {reason}", "clean the text at its source")
    return item
