"""`ikili ingest`: articles into the store, with a progress bar, each failure when it happens, one line of summary."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Never

from dashboard.commands import articles, console

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from tqdm import tqdm

    from data.ingest import IngestReport, Input


def add_commands(commands: console.Commands) -> None:
    """Add `ingest`."""
    parser = commands.add_parser(
        "ingest",
        help="articles into the store; what is known is not loaded twice",
        description="The last line of standard output is the summary. The store is IKILI_DB_URL or a file of yours.",
    )
    parser.add_argument(
        "sources", nargs="+", metavar="PATH|ADDRESS|-", help="files, folders, web addresses, - for JSONL"
    )
    parser.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="leave out what was published before")
    parser.add_argument("--dry-run", action="store_true", help="read and extract, store nothing")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    report = load(arguments.sources, since=arguments.since, dry_run=arguments.dry_run)
    print(report.summary())
    return console.FAILED if report.failed else console.OK


def load(sources: Sequence[str], *, since: date | None = None, dry_run: bool = False) -> IngestReport:
    """Ingest sources into the default store and show how it goes on standard error.

    Args:
        sources: Paths, addresses, `-`.
        since: Leave out what was published before that day.
        dry_run: Store nothing.
    """
    from tqdm import tqdm

    from data.ingest import ingest
    from data.store import open_store

    with (
        open_store() as store,
        tqdm(desc="reading", unit="B", unit_scale=True, disable=not sys.stderr.isatty()) as bar,
    ):
        show = _Shown(bar)
        report = ingest([_input(name) for name in sources], store, progress=show, since=since, dry_run=dry_run)
        show.tell_failures(report)
    for name in report.skipped:
        console.say(f"{name}: left out, no reader takes this kind of file")
    return report


def _input(name: str) -> Input:
    return sys.stdin.buffer if name == articles.STANDARD_INPUT else name


class _Shown:
    """Moves the bar and tells each failure once, without breaking the bar."""

    def __init__(self, bar: tqdm[Never]) -> None:
        self._bar = bar
        self._told = 0

    def __call__(self, report: IngestReport, done: int, total: int | None) -> None:
        self._bar.total = total
        self._bar.set_postfix_str(f"{report.read} articles, {report.claims} claims", refresh=False)
        self._bar.update(done - self._bar.n)
        self.tell_failures(report)

    def tell_failures(self, report: IngestReport) -> None:
        for where, what, remedy in report.failures[self._told :]:
            self._bar.write(f"ikili: {where}: {what} - {remedy}", file=sys.stderr)
        self._told = len(report.failures)
