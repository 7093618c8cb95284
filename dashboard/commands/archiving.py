"""`ikili archive`: the extractor over archives of any size, on the cores of this machine or of a cluster."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from data.archive import ArchiveReport


def add_commands(commands: console.Commands) -> None:
    """Add `archive`."""
    parser = commands.add_parser(
        "archive",
        help="extract from large archives on many cores or a Dask cluster",
        description="Writes one result a part into OUT. Run again, it skips what is finished; --load brings the result "
        "into the store, and alone (`ikili archive OUT --load`) does only that.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="IN… OUT", help="files or folders to read, then the folder to write"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, metavar="N", help="processes here (default: one a core; 0: this one)")
    where.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="a running Dask scheduler")
    parser.add_argument("--keep-all", action="store_true", help="keep articles without figures, too")
    parser.add_argument("--no-filter", action="store_true", help="read every web page in full, without a first look")
    parser.add_argument("--load", action="store_true", help="bring the result into the store")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    *inputs, out = arguments.paths
    if not inputs and not arguments.load:
        raise console.MisuseError("archive needs what to read and where to write: ikili archive IN OUT")
    code = _extract(inputs, out, arguments) if inputs else console.OK
    return max(code, _load(out)) if arguments.load else code


def _extract(inputs: Sequence[str], out: str, arguments: argparse.Namespace) -> int:
    import logging

    from tqdm import tqdm

    from data.archive import archive

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="ikili: %(message)s")
    with tqdm(desc="parts", unit="", disable=not sys.stderr.isatty()) as bar:

        def show(report: ArchiveReport) -> None:
            bar.total = report.parts - report.skipped
            bar.set_postfix_str(f"{report.read} articles, {report.observations} observations", refresh=False)
            bar.update(report.done + len(report.lost) - bar.n)

        report = archive(
            inputs,
            out,
            workers=arguments.workers,
            scheduler=arguments.scheduler,
            keep_all=arguments.keep_all,
            filtered=not arguments.no_filter,
            progress=show,
        )
    for reason, count in sorted(report.reasons.items(), key=lambda entry: -entry[1]):
        console.say(f"{count} times: {reason}")
    if report.other_languages:
        console.say(f"{report.other_languages} times: a language without a pack, left out")
    print(report.summary())
    return console.FAILED if report.lost or report.failed else console.OK


def _load(out: str) -> int:
    from data.archive import load_archive
    from data.store import open_store

    with open_store() as store:
        report = load_archive(out, store)
    for where, what, remedy in report.failures:
        console.say(f"{where}: {what} - {remedy}")
    print(report.summary())
    return console.FAILED if report.failures else console.OK
