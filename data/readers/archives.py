"""Zip files of anything that can be read, also inside one another, within bounds.

Nothing is ever written to disk, so a member's name is only a name; one that tries to climb out of its folder is refused
all the same, because an archive that holds it was not made in good faith.
"""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from extractors.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.readers import Item, Source

SUFFIXES = (".zip",)
MEDIA_TYPES = ("application/zip", "application/x-zip-compressed")

MAX_MEMBERS = 100_000
MAX_BYTES = 8_000_000_000  # of all members, unpacked
MAX_INNER_ZIP = 500_000_000
MAX_RATIO = 400  # news packs 3 to 20 times, a table of equal rows 100 times
RATIO_FROM = 10_000_000  # a bomb matters only from this size on
MAX_DEPTH = 3
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)

_log = logging.getLogger(__name__)


def sniff(head: bytes) -> bool:
    """The signature of a zip file's first member."""
    return head.startswith(b"PK\x03\x04")


def read(source: Source) -> Iterator[Item]:
    """What the readers make of each member; a member that cannot be read is one named failure."""
    if source.name.count("!") >= MAX_DEPTH:
        yield ArticleError(source.name, f"zip files nested more than {MAX_DEPTH} deep", "unpack the inner one first")
        return
    try:
        with zipfile.ZipFile(_seekable(source)) as archive:
            yield from _members(archive, source)
    except ArticleError as error:
        yield error
    except _FAULTS as error:
        yield ArticleError(source.name, f"not a zip file that can be read ({error})", "pack it again")


def _seekable(source: Source) -> BinaryIO:
    """A zip file is read from its end: a stream must be held in memory, within bounds."""
    if source.path is not None:
        return source.path.open("rb")
    return io.BytesIO(source.read(MAX_INNER_ZIP))


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Item]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        what = f"{len(infos):,} members, the limit is {MAX_MEMBERS:,}"
        raise ArticleError(source.name, what, "split it, or unpack it and read the folder")
    overlapping = _overlapping(infos)
    left = MAX_BYTES
    readable = 0
    for info in infos:
        where = f"{source.name}!{info.filename}"
        reason = "it shares its bytes with another member" if info in overlapping else _objection(info, left)
        if reason:
            readable += 1
            yield ArticleError(where, f"refused: {reason}", "unpack it yourself if you trust it")
        elif _is_ours(info.filename):
            readable += 1
            left -= info.file_size
            yield from _member(archive, info, where, source)
        else:
            _log.info("%s: left out, no reader takes it", where)
    if not readable:
        yield ArticleError(source.name, "a zip file without articles", "put articles in it")


def _overlapping(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Members whose bytes lie inside another member's: the trick of the zip bombs that need no nesting."""
    found: list[zipfile.ZipInfo] = []
    end = -1
    for info in sorted(infos, key=lambda member: member.header_offset):
        if info.header_offset < end:
            found.append(info)
        end = max(
            end, info.header_offset + 30 + len(info.orig_filename.encode("utf-8", "replace")) + info.compress_size
        )
    return found


def _objection(info: zipfile.ZipInfo, left: int) -> str | None:
    """Why a member is not opened."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "its name leads out of the folder"
    if info.flag_bits & 1:
        return "it is encrypted"
    if info.file_size > left:
        return f"more than {MAX_BYTES // 1_000_000_000} GB unpacked"
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return f"it unpacks to {info.file_size // max(info.compress_size, 1):,} times its size"
    return None


def _is_ours(name: str) -> bool:
    """Whether some reader takes it; what operating systems add on their own is nobody's."""
    from data.readers import reader_for

    parts = PurePosixPath(name).parts
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts) and reader_for(name) is not None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, source: Source) -> Iterator[Item]:
    """What the fitting reader makes of one member, read as a stream; zipfile stops at the size that was checked."""
    from data.readers import Source, read

    try:
        with archive.open(info) as stream:
            named = cast("BinaryIO", _Named(cast("BinaryIO", stream), where))
            inner = Source(where, stream=named, charset=source.charset, columns=source.columns)
            yield from read(inner)
    except ArticleError as error:
        yield error
    except _FAULTS as error:
        yield _damaged(where, error)


def _damaged(where: str, error: Exception) -> ArticleError:
    return ArticleError(where, f"a damaged member ({error or type(error).__name__})", "pack the zip file again")


class _Named(io.RawIOBase):
    """Reads a member; faults of unpacking become named failures."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        super().__init__()
        self._stream = stream
        self._where = where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except _FAULTS as error:
            raise _damaged(self._where, error) from error
        buffer[: len(chunk)] = chunk
        return len(chunk)
