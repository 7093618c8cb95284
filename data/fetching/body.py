"""Reads the body of an answer: bounded in size before and after decompression, and complete or refused."""

from __future__ import annotations

import http.client
import zlib
from dataclasses import dataclass

from data.fetching.errors import FailedError, RefusedError

_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds for all of it, redirects, bytes on the wire and bytes after decompression."""

    seconds: float = 30.0
    redirects: int = 5
    wire_bytes: int = 20_000_000
    body_bytes: int = 50_000_000


def read_body(response: http.client.HTTPResponse, where: str, limits: Limits) -> bytes:
    """The whole body, decompressed.

    Raises:
        RefusedError: Larger than the limits, an encoding we did not ask for, or lengths that contradict each other.
        FailedError: Cut off before its stated end, or damaged.
    """
    expected = _stated_length(response, where)
    if expected is not None and expected > limits.wire_bytes:
        raise RefusedError(
            where, f"the body has {expected:,} bytes, the limit is {limits.wire_bytes:,}", "download it to a file"
        )
    unpack = _decoder(response.headers.get("Content-Encoding", ""), where)
    parts: list[bytes] = []
    wire = size = 0
    while True:
        try:
            chunk = response.read1(_CHUNK)
        except http.client.IncompleteRead as error:
            raise FailedError(where, "the answer ended before its stated end", "try again later") from error
        if not chunk:
            break
        wire += len(chunk)
        if wire > limits.wire_bytes:
            raise RefusedError(where, f"the body is larger than {limits.wire_bytes:,} bytes", "download it to a file")
        for piece in unpack.pieces(chunk, limits.body_bytes - size):
            size += len(piece)
            if size > limits.body_bytes:
                raise RefusedError(
                    where,
                    f"the body is larger than {limits.body_bytes:,} bytes once decompressed",
                    "download it to a file",
                )
            parts.append(piece)
    if expected is not None and wire != expected:
        raise FailedError(where, f"{wire:,} of {expected:,} bytes came, then the answer ended", "try again later")
    if not unpack.complete:
        raise FailedError(where, "the compressed body ends before its end", "try again later")
    return b"".join(parts)


def unpack(content: bytes, encoding: str, where: str, limit: int) -> bytes:
    """Decompresses bytes that are in memory already, such as the body of an archived answer.

    Raises:
        RefusedError: Larger than `limit` once decompressed, or an unknown encoding.
        FailedError: Damaged or cut off.
    """
    decoder = _decoder(encoding, where)
    pieces = b"".join(decoder.pieces(content, limit))
    if len(pieces) > limit:
        raise RefusedError(where, f"larger than {limit:,} bytes once decompressed", "leave it out")
    if not decoder.complete:
        raise FailedError(where, "the compressed body ends before its end", "fetch it again")
    return pieces


def _stated_length(response: http.client.HTTPResponse, where: str) -> int | None:
    """Content-Length, or None where the body is chunked or ends with the connection."""
    stated = {value.strip() for line in response.headers.get_all("Content-Length", []) for value in line.split(",")}
    if response.headers.get("Transfer-Encoding"):
        return None
    if not stated:
        return None
    if len(stated) > 1 or not next(iter(stated)).isdecimal():
        raise RefusedError(where, f"the length of the body is unclear: {sorted(stated)}", "tell the site's owner")
    return int(next(iter(stated)))


class _Plain:
    """A body as it is."""

    complete = True

    def pieces(self, chunk: bytes, _room: int) -> list[bytes]:
        return [chunk]


class _Zipped:
    """A gzip or deflate body, unpacked piece by piece so that a bomb is noticed before it fills the memory."""

    def __init__(self, where: str, window: int) -> None:
        self._where = where
        self._window = window
        self._inflate = zlib.decompressobj(window)
        self._started = False

    @property
    def complete(self) -> bool:
        return self._inflate.eof or not self._started

    def pieces(self, chunk: bytes, room: int) -> list[bytes]:
        """The unpacked bytes, at most `room` + 1 of them: one more than allowed is enough to refuse."""
        found: list[bytes] = []
        got = 0
        while chunk and got <= room:
            if self._inflate.eof:
                if chunk.strip(b"\0") == b"":
                    break
                self._inflate = zlib.decompressobj(self._window)  # the next member of a gzip stream
            try:
                piece = self._inflate.decompress(chunk, room + 1 - got)
            except zlib.error as error:
                if self._started or self._window < 0 or self._window > 15:
                    raise FailedError(self._where, f"the compressed body is damaged ({error})", "try later") from error
                self._window = -15  # "deflate" without its zlib header, as some servers send it
                self._inflate = zlib.decompressobj(self._window)
                continue
            self._started = True
            found.append(piece)
            got += len(piece)
            chunk = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        return found


def _decoder(encoding: str, where: str) -> _Plain | _Zipped:
    """The decoder for a Content-Encoding header."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip"):
        return _Zipped(where, 31)
    if name == "deflate":
        return _Zipped(where, 15)
    raise RefusedError(where, f"the body is encoded as {encoding!r}, which was not asked for", "tell the site's owner")
