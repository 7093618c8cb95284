"""`ikili compare`: what contradicts what about one pair, as a table to read, JSON or CSV."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from dashboard import labels
from dashboard.commands import console, output, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from data.comparing.findings import Finding
    from data.store import Store


def add_commands(commands: console.Commands) -> None:
    """Add `compare`."""
    parser = commands.add_parser(
        "compare",
        help="disagreements, revisions, mirror gaps, implied values, goals and outcomes of a pair",
        description="Sets the claims about a pair against each other and against official statistics.",
    )
    parser.add_argument("pair", type=pairs.parse, metavar="PAIR", help="two codes, such as KGZ-RUS")
    parser.add_argument("--indicator", type=_indicator, metavar="I", help="findings about this indicator only")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DAY", help="use only what was published by that day"
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument(
        "--lang",
        choices=labels.codes(),
        default=labels.best(os.environ.get("LC_ALL") or os.environ.get("LANG")),
        help="language of the sentences (default: the one of your system, here %(default)s)",
    )
    parser.add_argument(
        "--reference",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="official statistics to compare with beside the bundled ones (IMF, Comtrade or SDMX file)",
    )
    parser.set_defaults(run=_run)


def _indicator(text: str) -> str:
    from extractors.records import Indicator

    if text not in get_args(Indicator):
        raise argparse.ArgumentTypeError(f"{text!r} is no indicator: one of {', '.join(get_args(Indicator))}")
    return text


def _run(arguments: argparse.Namespace) -> int:
    from data.comparison import compare, findings_csv, findings_json
    from data.store import open_store

    with open_store() as store:
        frame = _claims(store, arguments.pair)
        reference = _reference(store, arguments.pair, arguments.reference)
    found = compare(frame, arguments.pair, arguments.indicator, arguments.as_of, reference)
    if frame.empty:
        console.say(f"no claims about {arguments.pair} in the store - load some with `ikili ingest`")
    if arguments.format == "json":
        output.write(findings_json(found) + "\n")
    elif arguments.format == "csv":
        output.write(findings_csv(found))
    else:
        _print_table(found, arguments.lang)
    return console.OK


def _claims(store: Store, pair: str) -> pd.DataFrame:
    """Return the claims of the pair and the world totals of both sides, to which shares refer."""
    import pandas as pd

    wanted = [pair, *(f"{side}-WLD" for side in pair.split("-") if side != "WLD")]
    frames = [store.claims_frame(pair=one) for one in dict.fromkeys(wanted)]
    return pd.concat([frames[0], *(frame for frame in frames[1:] if not frame.empty)], ignore_index=True)


def _reference(store: Store, pair: str, files: Sequence[Path]) -> pd.DataFrame:
    """Return the official values of the pair: the store's, the bundled ones, and those of the given files."""
    import pandas as pd

    from data.reference import COLUMNS, bundled_reference, read_reference, reference_frame

    sides = set(pair.split("-"))
    sources = [bundled_reference(), *map(read_reference, files)]
    values = [value for source in sources for value in source.values if {value.reporter, value.partner} == sides]
    stored = store.reference_frame(pair=pair)
    frames = [frame for frame in (stored[list(COLUMNS)], reference_frame(values)) if not frame.empty]
    return pd.concat(frames, ignore_index=True).drop_duplicates() if frames else stored[list(COLUMNS)]


# Group of the labels that name the variants of a class; the others are named by their class.
_GROUPS = {"implied": "implied", "target": "target", "official": "verdict"}


def _print_table(found: Sequence[Finding], language: str) -> None:
    """Print each finding as a headed paragraph: sentences name every speaker, which no table cell can hold."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    words = labels.load(language)
    paper = Console(highlight=False)
    for finding in found:
        group = _GROUPS.get(finding.kind, "conflict")
        name = words.term(group, finding.kind if group == "conflict" else finding.variant)
        head = Text.assemble(
            (name, "bold red" if finding.alarm else "bold"),
            f"  {words.term('indicator', finding.indicator)}  {finding.period or ''}",
        )
        paper.print(head)
        paper.print(Padding(Text(finding.sentence(language)), (0, 0, 1, 2)))
    paper.print(f"{len(found)} findings, {sum(finding.alarm for finding in found)} to look at")
