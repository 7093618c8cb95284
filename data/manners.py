"""Good manners towards hosts: what their robots.txt allows, and time between two requests."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.fetching import FetchError, RefusedError, StatusError, fetch, parse_target
from data.fetching.client import AGENT
from data.fetching.robots import EVERYTHING, NOTHING, Robots, parse_robots

if TYPE_CHECKING:
    from data.fetching import Answer, Limits, Network

_ROBOTS_KEPT = 24 * 3600.0
_ROBOTS_RETRY = 1800.0
_LONGEST_DELAY = 120.0
_ROBOTS_TYPES = frozenset({"text/plain", "text/html", "application/octet-stream"})


@dataclass
class Manners:
    """Asks hosts politely: `wait` says how long to leave a host alone, `get` asks it.

    Args:
        network: What may be reached.
        limits: Bounds of each fetch.
        agent: How we call ourselves.
    """

    network: Network
    limits: Limits
    agent: str = AGENT
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)
    _free: dict[str, float] = field(default_factory=dict)

    def wait(self, url: str) -> float:
        """Seconds until the host of an address may be asked again."""
        try:
            host = parse_target(url).host
        except RefusedError:
            return 0.0  # `get` will say why
        return max(self._free.get(host, 0.0) - time.monotonic(), 0.0)

    def get(
        self, url: str, *, delay: float, accept: frozenset[str], etag: str | None = None, modified: str | None = None
    ) -> Answer:
        """Fetches an address that robots.txt allows, and leaves the host alone for `delay` seconds after it.

        Raises:
            RefusedError: robots.txt forbids it, or a rule of safe fetching does.
            FetchError: As for any fetch.
        """
        target = parse_target(url)
        try:
            robots = self._rules(target.origin, delay)
            delay = max(delay, min(robots.delay or 0.0, _LONGEST_DELAY))
            if not robots.allows(target.path):
                raise RefusedError(url, "the site's robots.txt asks programs not to read it", "read it in a browser")
            return fetch(
                url, accept=accept, limits=self.limits, network=self.network, etag=etag, modified=modified,
                agent=self.agent,
            )  # fmt: skip
        finally:
            self._free[target.host] = time.monotonic() + delay

    def _rules(self, origin: str, delay: float) -> Robots:
        """The site's rules, asked for once a day; a site whose rules cannot be had is left alone until they can."""
        kept = self._robots.get(origin)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        lasting = _ROBOTS_KEPT
        try:
            answer = fetch(
                f"{origin}/robots.txt", accept=_ROBOTS_TYPES, limits=self.limits, network=self.network, agent=self.agent
            )
            rules = parse_robots(answer.body) if answer.content_type != "text/html" else EVERYTHING
        except StatusError as error:
            unavailable = error.status == 429 or error.status >= 500
            rules, lasting = (NOTHING, _ROBOTS_RETRY) if unavailable else (EVERYTHING, _ROBOTS_KEPT)
        except RefusedError:
            raise
        except FetchError:
            rules, lasting = NOTHING, _ROBOTS_RETRY
        self._robots[origin] = (time.monotonic() + lasting, rules)
        if kept is None:
            time.sleep(min(delay, 1.0))
        return rules
