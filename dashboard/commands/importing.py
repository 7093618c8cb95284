"""`ikili import`: exported claims back into a store, each row that cannot be used named with its line and column."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console
from extractors.errors import IkiliError

if TYPE_CHECKING:
    import argparse

    from data.claim_import import ImportReport
    from data.store import Store

STANDARD_INPUT = "-"


def add_commands(commands: console.Commands) -> None:
    """Add `import`."""
    parser = commands.add_parser(
        "import",
        help="exported claims back into a store; what is known is not loaded twice",
        description="Takes claims.csv and the zip of `ikili export`. Into an empty store, what is exported from it is "
        "equal byte for byte. One line of summary a file.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH|-", help="claims.csv or the zip; - for standard input")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from data.store import open_store

    with open_store() as store:
        codes = [_take(store, path) for path in arguments.paths]
    return max(codes)


def _take(store: Store, path: str) -> int:
    """One file; a file that is none does not keep the others out."""
    try:
        report = _imported(store, path)
    except OSError as error:
        console.say(f"{path}: {error.strerror or error} - check the path and its permissions")
        return console.FAILED
    except IkiliError as error:
        console.say(str(error))
        return console.FAILED
    for failure in report.failures:
        console.say(str(failure))
    print(f"{path}: {report.summary()}", flush=True)
    return console.FAILED if report.failures else console.OK


def _imported(store: Store, path: str) -> ImportReport:
    from data.claim_import import import_claims

    if path == STANDARD_INPUT:
        return import_claims(store, sys.stdin.buffer.read(), name="standard input")
    return import_claims(store, Path(path))
