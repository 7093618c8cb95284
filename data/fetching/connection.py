"""One connection to one checked internet address, with a deadline over everything that happens on it.

A socket timeout alone is no limit: a server that sends one byte every few seconds never meets it. Here each read gets
only the time that is left of the whole request.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.fetching.addresses import Target


class DeadlineSocket:
    """The part of a socket that `http.client` uses, with one deadline for all of it."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self._reader: _Raw | None = None
        self._closed = False

    def _arm(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time limit of the request is over")
        self._sock.settimeout(left)

    def sendall(self, data: Any) -> None:
        """Sends within the time that is left."""
        self._arm()
        self._sock.sendall(data)

    def recv_into(self, buffer: Any) -> int:
        """Receives within the time that is left."""
        self._arm()
        return self._sock.recv_into(buffer)

    def makefile(self, mode: str = "rb", *_args: object, **_named: object) -> io.BufferedReader:
        """The buffered reader that http.client reads the answer from."""
        if "r" not in mode:
            raise ValueError("this socket is read through a file, not written")
        self._reader = _Raw(self)
        return io.BufferedReader(self._reader, 65536)

    def extend(self, deadline: float) -> None:
        """Sets another deadline: connecting had a share of the time, reading has all that is left."""
        self._deadline = deadline

    def close(self) -> None:
        """Closes the connection, once its reader is closed too: http.client hands the socket over to the answer."""
        self._closed = True
        self.release()

    def release(self) -> None:
        """Closes the real socket where nobody uses it any more."""
        if self._closed and (self._reader is None or self._reader.closed):
            self._sock.close()


class _Raw(io.RawIOBase):
    """A raw stream over the deadline socket."""

    def __init__(self, sock: DeadlineSocket) -> None:
        self._source = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._source.recv_into(buffer)

    def close(self) -> None:
        """Ends reading."""
        super().close()
        self._source.release()


class PinnedConnection(http.client.HTTPConnection):
    """An HTTP connection that goes to a given internet address, whatever the host name resolves to by now.

    It reads no proxy settings, and sends the host name only as the Host header and for the certificate check.
    """

    def __init__(self, target: Target, address: str, deadline: float, context: ssl.SSLContext | None = None) -> None:
        super().__init__(target.host, target.port)
        self._target = target
        self._address = address
        self._until = deadline
        self._context = context

    def connect(self) -> None:
        """Connects to the pinned address and, for https, checks the certificate against the host name."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time limit of the request is over")
        raw = socket.create_connection((self._address, self._target.port), timeout=left)
        try:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._target.scheme == "https":
                context = self._context or ssl.create_default_context()
                raw.settimeout(max(self._until - time.monotonic(), 0.001))
                raw = context.wrap_socket(raw, server_hostname=self._target.host)
        except BaseException:
            raw.close()
            raise
        self.sock = DeadlineSocket(raw, self._until)

    def extend(self, deadline: float) -> None:
        """Gives the request all the time up to `deadline`."""
        self._until = deadline
        if isinstance(self.sock, DeadlineSocket):
            self.sock.extend(deadline)
