"""`ikili compile`: machine code of the extractor, where the machine can make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse


def add_commands(commands: console.Commands) -> None:
    """Add `compile`."""
    parser = commands.add_parser(
        "compile",
        help="makes the extractor twice as fast, where a C compiler is there",
        description="Compiles the extractor in place with mypyc: a minute or two. Changed sources run as Python again "
        "until the next time, and IKILI_COMPILED=0 leaves the machine code alone. Without a C compiler it says so.",
    )
    parser.set_defaults(run=_run)


def _run(_arguments: argparse.Namespace) -> int:
    from extractors.building.machine import missing

    lacking = missing()
    if lacking:
        console.say(f"not compiled, articles are read by plain Python: {lacking}")
        return console.OK
    from extractors.building.build import build  # needs what may be missing

    console.say(build())
    return console.OK
