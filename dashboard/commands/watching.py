"""`ikili watch`: follows feeds until it is stopped, or asks each once for a scheduler."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse

    from data.feed_polls import WatchReport


def add_commands(commands: console.Commands) -> None:
    """Add `watch`."""
    parser = commands.add_parser(
        "watch",
        help="follow news feeds and load what is new, until stopped",
        description="Asks feeds politely; one that fails never stops the others. SIGTERM and Ctrl+C stop it cleanly.",
    )
    parser.add_argument("feeds", type=Path, metavar="FEEDS.toml", help="the feeds: see the README")
    parser.add_argument("--once", action="store_true", help="ask each feed once and return, for cron")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import logging

    from data.store import open_store
    from data.watch import stop_on_signals, watch

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="ikili: %(asctime)s %(message)s")
    told: dict[str, str] = {}

    def show(report: WatchReport) -> None:
        for where, failure in report.failures.items():
            if told.get(where) != failure:
                told[where] = failure
                console.say(f"{where}: {failure}")
        console.say(report.summary())

    with open_store() as store, stop_on_signals() as stop:
        report = watch(arguments.feeds, store, once=arguments.once, stop=stop, progress=show)
    print(report.summary())
    return console.FAILED if arguments.once and report.failures else console.OK
