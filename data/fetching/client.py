"""Fetches one address safely: checked target, pinned connection, bounded answer, known content type.

What is never sent: cookies, credentials, a referrer. What is never read: proxy settings and .netrc of the environment.
Each redirect is a new address and passes every check again.
"""

from __future__ import annotations

import email.utils
import http.client
import ssl
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from data.fetching.addresses import PUBLIC, Network, Target, parse_target
from data.fetching.body import Limits, read_body
from data.fetching.connection import PinnedConnection
from data.fetching.errors import FailedError, RefusedError, StatusError

if TYPE_CHECKING:
    from collections.abc import Mapping

AGENT = "ikili/0.1 (news figures; reads robots.txt)"
MARKUP = frozenset({"text/html", "application/xhtml+xml"})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"})
TEXT = frozenset({"text/plain"})
PAGES = MARKUP | FEEDS | TEXT
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `url` after redirects, `content_type` without parameters, `charset` as the header states it.

    `not_modified` is True for an answer to a conditional request that says nothing changed; then `body` is empty.
    """

    url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    max_age: float | None = None
    not_modified: bool = False
    moved_for_good: bool = False


def fetch(
    url: str,
    *,
    accept: frozenset[str] = PAGES,
    limits: Limits | None = None,
    network: Network = PUBLIC,
    etag: str | None = None,
    modified: str | None = None,
    agent: str = AGENT,
    context: ssl.SSLContext | None = None,
) -> Answer:
    """Fetches one address.

    Args:
        url: http or https.
        accept: Content types that may come back.
        limits: Bounds of time, redirects and size.
        network: What may be reached; the public internet unless a test says otherwise.
        etag: Validator of an earlier answer, for a conditional request.
        modified: Last-Modified of an earlier answer, likewise.
        agent: The User-Agent header.
        context: TLS settings, for tests with a certificate of their own.

    Raises:
        RefusedError: A rule of safe fetching is broken; do not try again.
        FailedError: Network or server failed; `StatusError` with an error status.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    target = parse_target(url)
    headers = _headers(target, accept, etag, modified, agent)
    seen = [target.url]
    permanent = True
    while True:
        result = _ask(target, headers, accept, limits, network, deadline, context)
        if isinstance(result, Answer):
            if result.not_modified and not (etag or modified):
                raise FailedError(url, "status 304, though nothing was asked to be compared", "try again later")
            if len(seen) > 1 and permanent:
                return replace(result, moved_for_good=True)
            return result
        status, location = result
        permanent = permanent and status in (301, 308)
        target = parse_target(location, base=target)
        if target.url in seen:
            raise RefusedError(url, f"redirects go round in a circle ({target.url})", "check the address in a browser")
        seen.append(target.url)
        if len(seen) > limits.redirects + 1:
            raise RefusedError(url, f"more than {limits.redirects} redirects", "give the final address")
        headers = _headers(target, accept, etag, modified, agent)


def _headers(
    target: Target, accept: frozenset[str], etag: str | None, modified: str | None, agent: str
) -> dict[str, str]:
    """The request's headers: all that is ever sent."""
    headers = {
        "Host": target.host_header,
        "User-Agent": agent,
        "Accept": ", ".join(sorted(accept)),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    return headers | {name: value for name, value in conditions.items() if value and _is_header_text(value)}


def _is_header_text(value: str) -> bool:
    return value.isascii() and value.isprintable()


@cache
def _default_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _ask(
    target: Target,
    headers: Mapping[str, str],
    accept: frozenset[str],
    limits: Limits,
    network: Network,
    deadline: float,
    context: ssl.SSLContext | None,
) -> Answer | tuple[int, str]:
    """One request: an answer, or the status and place of a redirect."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FailedError(target.url, f"not read within {limits.seconds:g} s", "try again later")
    addresses = network.lookup(target, left)
    if target.scheme == "https":
        context = context or _default_context()
    connection = _connect(target, addresses, deadline, limits, context)
    try:
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return _judge(response, target, accept, limits)
    except TimeoutError as error:
        raise FailedError(target.url, f"not read within {limits.seconds:g} s", "try again later") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        what = str(error) or type(error).__name__
        raise FailedError(target.url, f"the answer cannot be read ({what})", "try again later") from error
    finally:
        connection.close()


def _connect(
    target: Target, addresses: list[str], deadline: float, limits: Limits, context: ssl.SSLContext | None
) -> PinnedConnection:
    """A connection to the first checked address that answers."""
    failures: list[str] = []
    for number, address in enumerate(addresses[:4]):
        left = deadline - time.monotonic()
        share = time.monotonic() + left / (len(addresses[:4]) - number)
        connection = PinnedConnection(target, address, share, context)
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            raise FailedError(
                target.url, f"its certificate is not valid ({error.verify_message})", "check it"
            ) from error
        except OSError as error:
            failures.append(f"{address}: {error}")
            continue
        connection.extend(deadline)
        return connection
    raise FailedError(target.url, "cannot connect (" + "; ".join(failures) + ")", "try again later")


def _judge(
    response: http.client.HTTPResponse, target: Target, accept: frozenset[str], limits: Limits
) -> Answer | tuple[int, str]:
    """Turns an HTTP answer into ours."""
    head = response.headers
    status = response.status
    if status in _MOVED:
        location = head.get("Location")
        if not location:
            raise FailedError(target.url, f"status {status} without a new address", "check it in a browser")
        return status, _printable(location)
    content_type = head.get_content_type() if head.get("Content-Type") else ""
    if status == 304:
        return Answer(target.url, status, content_type, None, b"", *_validators(head), not_modified=True)
    if status != 200:
        remedy = "the page is gone" if status in (404, 410) else "try again later"
        raise StatusError(target.url, status, remedy, retry_after=_retry_after(head.get("Retry-After")))
    if content_type and content_type not in accept:
        raise RefusedError(target.url, f"the content type {content_type!r} is not read", "give the page's own address")
    body = read_body(response, target.url, limits)
    if not content_type:
        content_type = _sniff(body, target.url, accept)
    return Answer(target.url, status, content_type, head.get_content_charset(), body, *_validators(head))


def _validators(head: http.client.HTTPMessage) -> tuple[str | None, str | None, float | None]:
    return head.get("ETag"), head.get("Last-Modified"), _max_age(head)


def _printable(location: str) -> str:
    """A Location header as a URL: http.client reads headers as Latin-1, servers send UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _sniff(body: bytes, where: str, accept: frozenset[str]) -> str:
    """The content type of a body that came without one: markup by its first characters, else refused."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<rss", b"<feed")) and "application/xml" in accept:
        return "application/xml"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) and "text/html" in accept:
        return "text/html"
    raise RefusedError(where, "the answer states no content type and is no page", "download it to a file")


def _max_age(head: http.client.HTTPMessage) -> float | None:
    for part in str(head.get("Cache-Control", "")).split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.strip('"').isdecimal():
            return float(value.strip('"'))
    return None


def _retry_after(value: str | None) -> float | None:
    """Retry-After in seconds from now, given as seconds or as a date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(moment.timestamp() - time.time(), 0.0)
