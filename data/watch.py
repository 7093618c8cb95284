"""Watches feeds: asks them in turn, politely, and brings what is new into the store.

One thread, one request at a time, always to a host that may be asked now; a feed that fails waits longer and longer and
never stops the others. What was dealt with is remembered after each poll, so a stop at any moment loses nothing: an
entry that was not stored is read again next time.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from data.feed_list import FeedListError, FeedPlan, FeedState, read_feed_list, read_states, write_states
from data.feed_polls import FeedPolls, WatchReport
from data.fetching import PUBLIC, Limits, Network
from data.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from data.ingest import Extract
    from data.store import Store

LIMITS = Limits(seconds=20, wire_bytes=10_000_000, body_bytes=30_000_000)

_log = logging.getLogger("ikili.watch")


@contextlib.contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set, for `watch(..., stop=...)`; the old handlers come back at the end."""
    stop = threading.Event()

    def handle(number: int, _frame: object) -> None:
        _log.info("%s: stopping after the request under way", signal.Signals(number).name)
        stop.set()

    old = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def watch(
    feeds: Path | str | Sequence[FeedPlan],
    store: Store,
    *,
    once: bool = False,
    stop: threading.Event | None = None,
    memory: Path | None = None,
    network: Network = PUBLIC,
    limits: Limits = LIMITS,
    extract: Extract | None = None,
    progress: Callable[[WatchReport], None] | None = None,
) -> WatchReport:
    """Polls feeds and stores what is new.

    Args:
        feeds: FEEDS.toml, or the feeds themselves.
        store: Where the articles and their claims go.
        once: Ask each feed once and return, for cron; feeds that asked for patience are left alone.
        stop: Return soon after this is set; at most the request under way is waited for.
        memory: File that remembers validators and entries; by default beside FEEDS.toml, `FEEDS.state.json`.
        network: What may be reached; the public internet unless a test says otherwise.
        limits: Bounds of each request.
        extract: The extractor, if not the installed one.
        progress: Called after each poll.

    Returns:
        Counts, and the last failure of each address.

    Raises:
        FeedListError: The list or the memory cannot be read or written.
    """
    if isinstance(feeds, str | Path):
        path = Path(feeds)
        plans: Sequence[FeedPlan] = read_feed_list(path)
        memory = memory or path.with_suffix(".state.json")
    else:
        plans = list(feeds)
    states = read_states(memory) if memory else {}
    if memory:
        write_states(memory, states)  # said now rather than after the first hour
    manners = Manners(network, limits)
    report = WatchReport()
    polls = FeedPolls(plans, states, store, manners, report, extract)
    stop = stop or threading.Event()
    while not stop.is_set():
        pause = polls.step(once=once)
        if polls.take_finished():
            _remember(memory, states, report)
            if progress is not None:
                progress(report)
        if pause is None:
            break
        if pause > 0:
            stop.wait(pause)
    polls.settle()
    _remember(memory, states, report)
    return report


def _remember(memory: Path | None, states: dict[str, FeedState], report: WatchReport) -> None:
    """Writes down what was dealt with; a full disk is reported and does not end the watch."""
    if memory is None:
        return
    try:
        write_states(memory, states)
    except FeedListError as error:
        report.fail(error)
        _log.error("%s", error)
