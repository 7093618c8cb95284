"""FEEDS.toml: which feeds are watched, how often, and what is remembered of each between two polls.

every = "30m"            # how often a feed is asked, unless it says otherwise itself
delay = 5                # seconds between two requests to the same host
pages = true             # read each entry's own page; false: only what the feed holds

[[feed]]
url = "https://news.example/rss"
outlet = "Example News"  # optional: name of the outlet, if the pages' own is not wanted
every = "10m"            # optional, as are delay and pages
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from data.fetching import FetchError, parse_target
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from pathlib import Path

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST = 60.0
_FORGOTTEN = 2000


class FeedListError(IkiliError):
    """The list of feeds, or what was remembered of them, cannot be read or written."""


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """One feed and how to treat it; times in seconds."""

    url: str
    outlet: str | None = None
    every: float = 1800.0
    delay: float = 5.0
    pages: bool = True


@dataclass
class FeedState:
    """What is remembered of a feed.

    Attributes:
        url: Where it has moved for good, if it has.
        etag: Validator of the last answer of which every entry was dealt with.
        modified: Its Last-Modified, likewise.
        failures: Polls that failed since the last one that did not.
        not_before: Moment before which it is not asked again.
        gone: The server said that it is gone for good.
        entries: Entry id -> attempts that failed; 0 means dealt with.
    """

    url: str | None = None
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    not_before: float = 0.0
    gone: bool = False
    entries: dict[str, int] = field(default_factory=dict)

    def forget_but(self, current: list[str]) -> None:
        """Keeps memory bounded: what left the feed long ago is forgotten first."""
        surplus = len(self.entries) - _FORGOTTEN
        kept = set(current)
        for ident in [known for known in self.entries if known not in kept][: max(surplus, 0)]:
            del self.entries[ident]


def read_feed_list(path: Path) -> list[FeedPlan]:
    """The feeds of a TOML file.

    Raises:
        FeedListError: The file cannot be read, or a key in it is wrong; the message names it.
    """
    where = str(path)
    try:
        with path.open("rb") as stream:
            table = tomllib.load(stream)
    except OSError as error:
        raise FeedListError(where, f"cannot be read ({error.strerror})", "check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FeedListError(where, f"not TOML ({error})", "correct the line") from error
    feeds = table.pop("feed", None)
    if not isinstance(feeds, list) or not feeds or not all(isinstance(feed, dict) for feed in feeds):
        raise FeedListError(where, "no feeds", 'add a table [[feed]] with url = "https://…"')
    defaults = _settings(table, where, {"every", "delay", "pages"})
    plans = [_plan(feed, defaults, f"{where}, feed {number}") for number, feed in enumerate(feeds, 1)]
    addresses = [plan.url for plan in plans]
    doubled = {url for url in addresses if addresses.count(url) > 1}
    if doubled:
        raise FeedListError(where, f"listed twice: {', '.join(sorted(doubled))}", "remove one")
    return plans


def _plan(feed: dict[str, Any], defaults: dict[str, Any], where: str) -> FeedPlan:
    own = _settings(feed, where, {"url", "outlet", "every", "delay", "pages"})
    if "url" not in own:
        raise FeedListError(where, "no url", 'add url = "https://…"')
    return FeedPlan(**{**defaults, **own})


def _settings(table: dict[str, Any], where: str, allowed: set[str]) -> dict[str, Any]:
    """Checked settings of one table."""
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise FeedListError(where, f"unknown keys: {', '.join(unknown)}", f"use {', '.join(sorted(allowed))}")
    return {name: _setting(name, value, where) for name, value in table.items()}


def _setting(name: str, value: object, where: str) -> object:
    if name in ("every", "delay"):
        seconds = _seconds(value)
        if seconds is None or (name == "every" and seconds < SHORTEST):
            raise FeedListError(
                where, f"{name} = {value!r}", 'write a number of seconds, or "10m", "2h" (every: 1m or more)'
            )
        return seconds
    if name == "pages":
        if not isinstance(value, bool):
            raise FeedListError(where, f"pages = {value!r}", "write true or false")
        return value
    if not isinstance(value, str) or not value.strip():
        raise FeedListError(where, f"{name} = {value!r}", "write a text in quotes")
    if name == "url":
        try:
            return parse_target(value).url
        except FetchError as error:
            raise FeedListError(where, f"url: {error.what}", error.remedy) from error
    return value.strip()


def _seconds(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return float(value)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", value) if isinstance(value, str) else None
    return float(match[1]) * _UNITS[match[2]] if match else None


def read_states(path: Path) -> dict[str, FeedState]:
    """What is remembered, by the feed's address; nothing where the file is not there yet.

    Raises:
        FeedListError: It is there and cannot be read.
    """
    try:
        table = json.loads(path.read_text("utf-8"))
        return {url: FeedState(**state) for url, state in table.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FeedListError(str(path), f"cannot be read ({error.strerror})", "check its permissions") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise FeedListError(str(path), f"damaged ({error})", "delete it: every feed is then read afresh") from error


def write_states(path: Path, states: dict[str, FeedState]) -> None:
    """Replaces the memory as a whole, so that a crash leaves the old one or the new one.

    Raises:
        FeedListError: It cannot be written.
    """
    temporary = path.with_name(f"{path.name}.tmp.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as stream:
            json.dump({url: asdict(state) for url, state in states.items()}, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FeedListError(
            str(path), f"cannot be written ({error.strerror})", "check folder and disk space"
        ) from error
