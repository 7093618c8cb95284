"""`ikili export`: claims, series or sources out of the store, in the form that the next program wants."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console, output, pairs

if TYPE_CHECKING:
    import argparse

_WHATS = ("claims", "series", "sources")
_FORMATS = ("csv", "excel", "parquet", "sdmx-csv", "zip")
_BINARY = frozenset({"parquet", "zip"})


def add_commands(commands: console.Commands) -> None:
    """Add `export`."""
    parser = commands.add_parser(
        "export",
        help="claims, series or sources as CSV, Excel CSV, Parquet, SDMX-CSV or a data package",
        description="Rows come in a fixed order: equal content is equal bytes. A zip holds all three tables.",
    )
    parser.add_argument("--what", choices=_WHATS, default=_WHATS[0], help="which table (default %(default)s)")
    parser.add_argument("--format", choices=_FORMATS, default=_FORMATS[0], help="which form (default %(default)s)")
    parser.add_argument("--pair", type=pairs.parse, metavar="KGZ-RUS", help="claims about this pair only")
    parser.add_argument("--indicator", metavar="I", help="claims of this indicator only")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="what was published by that day")
    parser.add_argument("--history", action="store_true", help="also what reviews and better rules took out")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to (default: standard output)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.format in _BINARY and arguments.out is None and sys.stdout.isatty():
        raise console.MisuseError(f"{arguments.format} is not for a terminal: give --out FILE")
    from data.claim_queries import ClaimFilter
    from data.export import export, write_bytes
    from data.store import open_store

    wanted = ClaimFilter(
        pair=arguments.pair, indicator=arguments.indicator, as_of=arguments.as_of, history=arguments.history
    )
    with open_store() as store:
        content = export(store, arguments.what, arguments.format, wanted)
    if arguments.out is None:
        output.write(content)
    else:
        write_bytes(content, arguments.out)
    return console.OK
