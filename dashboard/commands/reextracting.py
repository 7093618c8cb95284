"""`ikili reextract`: stored articles read again after better rules, with what was gained and lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse


def add_commands(commands: console.Commands) -> None:
    """Add `reextract`."""
    parser = commands.add_parser(
        "reextract",
        help="read stored articles again after better rules; say what was gained and lost",
        description="Nothing is erased: a claim that is no longer made is withdrawn and keeps its row.",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--quiet", action="store_true", help="only the summary, not every claim gained or lost")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    from data.reextract import reextract
    from data.store import open_store

    with open_store() as store, tqdm(desc="reading", unit=" articles", disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = reextract(store, dry_run=arguments.dry_run, progress=show)
    if not arguments.quiet:
        for change in (*report.gained, *report.lost):
            print(change.line())
    for guard in report.guards:
        console.say(str(guard.error()))
    for failure in report.failures:
        console.say(str(failure))
    print(report.summary())
    return console.FAILED if report.failures or report.guards else console.OK
