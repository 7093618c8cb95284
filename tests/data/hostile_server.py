"""A web server that misbehaves on purpose, for the tests of safe fetching and watching.

It speaks raw HTTP over plain sockets, because a decent server library refuses to send what is needed here. It listens
on a loopback address that the test chooses; `HOST` is a name that only the test's own resolver knows.
"""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from data.fetching import Network

HOST = "news.example"
ADDRESS = "127.0.0.2"

PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Ticaret hacmi arttı</title>"
    '<meta property="article:published_time" content="2025-11-26T14:41:00+03:00"></head>'
    "<body><article><h1>Ticaret hacmi arttı</h1><p>Türkiye ile Kırgızistan arasındaki ticaret hacmi geçen yıl "
    "yüzde 13,6 artarak 4,1 milyar dolara ulaştı. Bakan, hedefin 5 milyar dolar olduğunu söyledi.</p>"
    "<p>İki ülke heyetleri Bişkek'te bir araya geldi ve yeni anlaşmalar imzalandı.</p></article></body></html>"
)

Send = Callable[[bytes], None]
Handler = Callable[[Send, str], None]


def answer(
    body: bytes, *, status: str = "200 OK", content_type: str | None = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """A whole well-formed answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(place: str, status: str = "302 Found") -> Handler:
    """A redirect to `place`, sent as UTF-8 as real servers do."""

    def handle(send: Send, _request: str) -> None:
        send(f"HTTP/1.1 {status}\r\nLocation: {place}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())

    return handle


def fixed(data: bytes) -> Handler:
    """Sends the same bytes to everyone."""

    def handle(send: Send, _request: str) -> None:
        send(data)

    return handle


def slow_drip(send: Send, _request: str) -> None:
    """A header, then one byte every 50 ms: no single read ever times out."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(1200):
        send(b"a")
        time.sleep(0.05)


def slow_header(send: Send, _request: str) -> None:
    """The status line itself drips."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Pad: " + b"a" * 1200:
        send(bytes([byte]))
        time.sleep(0.05)


def endless(send: Send, _request: str) -> None:
    """A body without a stated length that never ends (10 GB and on)."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(160_000):
        send(b"<p>figures</p>" * 4681)


def endless_chunks(send: Send, _request: str) -> None:
    """The same, chunked."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(160_000):
        send(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_headers(send: Send, _request: str) -> None:
    """Header lines without end."""
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000_000):
        send(f"X-{number}: y\r\n".encode())


def endless_continue(send: Send, _request: str) -> None:
    """Provisional answers without end."""
    for _ in range(10_000_000):
        send(b"HTTP/1.1 100 Continue\r\n\r\n")


@cache
def _bomb() -> bytes:
    pack = zlib.compressobj(1, zlib.DEFLATED, 31)
    return b"".join(pack.compress(bytes(1_000_000)) for _ in range(200)) + pack.flush()


def gzip_bomb(send: Send, _request: str) -> None:
    """Less than a megabyte that unpacks to 200 MB."""
    send(answer(_bomb(), Content_Encoding="gzip"))


def gzip_in_gzip(send: Send, _request: str) -> None:
    """Two layers, announced as such."""
    send(answer(gzip.compress(gzip.compress(b"0" * 10_000_000)), Content_Encoding="gzip, gzip"))


def wrong_length(send: Send, _request: str) -> None:
    """Says 5,000 bytes, sends 500."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + b"x" * 500)


def two_lengths(send: Send, _request: str) -> None:
    """Two lengths that contradict each other."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nxxxxxxxxx")


def loop(send: Send, request: str) -> None:
    """/loop?n -> /loop?n+1, for ever: no address comes twice."""
    number = int(request.split()[1].partition("?")[2] or 0) + 1
    redirect(f"/loop?{number}")(send, request)


class HostileServer:
    """Serves `handlers` by path, in threads; counts and keeps the requests."""

    def __init__(
        self, handlers: dict[str, Handler] | None = None, address: str = ADDRESS, context: ssl.SSLContext | None = None
    ) -> None:
        self.handlers = {
            "/page": fixed(answer(PAGE.encode())),
            "/slow-drip": slow_drip,
            "/slow-header": slow_header,
            "/endless": endless,
            "/endless-chunks": endless_chunks,
            "/endless-headers": endless_headers,
            "/endless-continue": endless_continue,
            "/gzip-bomb": gzip_bomb,
            "/gzip-in-gzip": gzip_in_gzip,
            "/wrong-length": wrong_length,
            "/two-lengths": two_lengths,
            "/loop": loop,
            "/circle": redirect("/circle2"),
            "/circle2": redirect("/circle"),
            **(handlers or {}),
        }
        self.requests: list[str] = []
        self.times: list[tuple[float, str]] = []
        self.address = address
        self._context = context
        self._socket = socket.create_server((address, 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def url(self, path: str, host: str = HOST) -> str:
        """An address on this server."""
        return f"{'https' if self._context else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split()[1] for request in self.requests]

    def network(self, *also: str, resolve: dict[str, list[str]] | None = None) -> Network:
        """A network in which `HOST` is this server, and of loopback only this server's own address is allowed."""
        names = {HOST: [self.address], **(resolve or {})}
        return Network(
            resolve=lambda host, _port: names.get(host) or _as_written(host),
            permitted=tuple(ipaddress.ip_network(address) for address in (self.address, *also)),
            ports=None,
        )

    def __enter__(self) -> HostileServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a connection
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):  # a client that hangs up is what most tests are about
            connection.settimeout(20)
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request and len(request) < 100_000:
                got = connection.recv(65536)
                if not got:
                    return
                request += got
            text = request.decode("latin-1")
            self.requests.append(text)
            path = text.split()[1]
            self.times.append((time.monotonic(), path))
            handler = self.handlers.get(path) or self.handlers.get(path.partition("?")[0])
            if handler is None:
                handler = fixed(answer(b"nothing here", status="404 Not Found"))
            handler(connection.sendall, text)


def _as_written(host: str) -> list[str]:
    """An internet address given as host is itself; any other name does not resolve."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        raise OSError(f"no such host: {host}") from None


@contextlib.contextmanager
def serving(
    handlers: dict[str, Handler] | None = None, address: str = ADDRESS, context: ssl.SSLContext | None = None
) -> Iterator[HostileServer]:
    """A running server, stopped at the end."""
    with HostileServer(handlers, address, context) as server:
        yield server
