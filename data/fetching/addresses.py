"""Which addresses may be asked: the form of a URL, and the internet addresses behind its host name.

The rules are about the resolved internet address, never about the spelling of the host: `2130706433`, `0x7f.1` and
`localhost.` all resolve to 127.0.0.1 and are refused there.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from data.fetching.errors import FailedError, RefusedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

SCHEMES = {"http": 80, "https": 443}
WEB_PORTS = frozenset({80, 443, 8080, 8443})
MAX_URL = 4096

# `is_global` of the standard library follows the IANA registries; these are refused on top of it, because they
# carry an IPv4 address inside or lead to one through a translator.
_TUNNELS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "::ffff:0:0/96",  # IPv4-mapped
        "::/96",  # IPv4-compatible
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64, local use
        "2002::/16",  # 6to4
        "2001::/32",  # Teredo
        "fec0::/10",  # site-local
        "192.88.99.0/24",  # 6to4 relay
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """One URL taken apart: `host` in ASCII, `path` with its query, ready for the request line."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """The Host header: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: the unit robots.txt speaks for."""
        return f"{self.scheme}://{self.host_header}"


def system_resolve(host: str, port: int) -> list[str]:
    """The internet addresses of a host by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Network:
    """What may be reached. The default is the public internet and nothing else.

    Args:
        resolve: Host and port to internet addresses.
        permitted: Networks that are allowed although they are not public. Empty in every use of the program;
            a test gives the one loopback address of its own server here.
        ports: Ports that may be asked; None means any, for tests.
    """

    resolve: Resolve = system_resolve
    permitted: tuple[IPNetwork, ...] = ()
    ports: frozenset[int] | None = field(default=WEB_PORTS)

    def allows(self, address: IPAddress) -> bool:
        """Whether a connection to this internet address may be made."""
        if any(address.version == net.version and address in net for net in self.permitted):
            return True
        if getattr(address, "scope_id", None) is not None:
            return False
        if any(address.version == net.version and address in net for net in _TUNNELS):
            return False
        return address.is_global and not address.is_multicast and not address.is_reserved

    def lookup(self, target: Target, seconds: float) -> list[str]:
        """The checked internet addresses of a target; the connection must go to one of these and nowhere else.

        Raises:
            RefusedError: The port, or any one of the host's addresses, is not allowed.
            FailedError: The name does not resolve, or not in time.
        """
        if self.ports is not None and target.port not in self.ports:
            allowed = ", ".join(map(str, sorted(self.ports)))
            raise RefusedError(target.url, f"port {target.port} is not a web port", f"only ports {allowed} are read")
        addresses = _resolve_within(self.resolve, target, seconds)
        if not addresses:
            raise FailedError(target.url, f"the host {target.host!r} has no address", "check the spelling")
        for text in addresses:
            try:
                address = ipaddress.ip_address(text)
            except ValueError as error:
                raise RefusedError(target.url, f"{text!r} is no internet address", "check the resolver") from error
            if not self.allows(address):
                raise RefusedError(
                    target.url,
                    f"the host {target.host!r} leads to {address}, which is not on the public internet",
                    "save the page to a file and read the file",
                )
        return addresses


PUBLIC = Network()


def parse_target(url: str, *, base: Target | None = None) -> Target:
    """Takes a URL apart, strictly; with `base`, as a redirect from there.

    Raises:
        RefusedError: Not http or https, credentials in the URL, control characters, no host, a bad port.
    """
    shown = url if len(url) <= 200 else url[:200] + "…"
    if len(url) > MAX_URL:
        raise RefusedError(shown, f"the address is longer than {MAX_URL} characters", "check the address")
    if re.search(r"[\x00-\x20\x7f\\]", url.strip()):
        raise RefusedError(repr(shown), "the address has a space, a backslash or a control character", "correct it")
    try:
        parts = urlsplit(urljoin(base.url, url.strip()) if base else url.strip())
        port = parts.port
    except ValueError as error:
        raise RefusedError(shown, f"not an address ({error})", "correct it") from error
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        raise RefusedError(shown, f"the scheme {scheme!r} is not read", "give an address that begins with https://")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(f"{scheme}://{parts.hostname}", "the address holds a user name or password", "remove it")
    if not parts.hostname:
        raise RefusedError(shown, "the address has no host", "correct it")
    host = _ascii_host(parts.hostname, shown)
    port = SCHEMES[scheme] if port is None else port
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?[]|")
    netloc = f"[{host}]" if ":" in host else host
    if port != SCHEMES[scheme]:
        netloc += f":{port}"
    return Target(
        url=urlunsplit((scheme, netloc, path, query, "")),
        scheme=scheme,
        host=host,
        port=port,
        path=urlunsplit(("", "", path, query, "")),
    )


def _ascii_host(host: str, shown: str) -> str:
    """The host as it goes on the wire: президент.рф -> xn--d1abbgf6aiiy.xn--p1ai."""
    if ":" in host:
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise RefusedError(shown, f"{host!r} is no host name ({error})", "correct it") from error


def _resolve_within(resolve: Resolve, target: Target, seconds: float) -> list[str]:
    """Resolves in a thread of its own, because the system's resolver knows no time limit."""
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=ask, name=f"resolve {target.host}", daemon=True)
    thread.start()
    thread.join(max(seconds, 0.001))
    if thread.is_alive():
        raise FailedError(target.url, f"the host {target.host!r} did not resolve in time", "try again later")
    if failed:
        raise FailedError(
            target.url, f"the host {target.host!r} does not resolve ({failed[0]})", "check the spelling and the network"
        ) from failed[0]
    return list(found)
