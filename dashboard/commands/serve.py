"""`ikili serve` and `ikili demo`: the dashboard, and the dashboard with the bundled sample in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from dashboard.commands.console import Commands

_LOOPBACK = "127.0.0.1"
_PORT = 8501


def add_commands(commands: Commands) -> None:
    """Add `serve` and `demo`."""
    serve = commands.add_parser("serve", help="start the dashboard on this machine")
    _add_address(serve)
    serve.set_defaults(run=_serve)
    demo = commands.add_parser(
        "demo",
        help="load the bundled sample, then start the dashboard",
        description="Loads 237 short reports about ten country pairs, each only once, then serves.",
    )
    _add_address(demo)
    demo.set_defaults(run=_demo)


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default=_LOOPBACK, help="address to listen on (default %(default)s: this machine only)"
    )
    parser.add_argument("--port", type=int, default=_PORT, help="port to listen on (default %(default)s)")


def _serve(arguments: argparse.Namespace) -> int:
    from dashboard.serve import run

    run(arguments.host, arguments.port)
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from importlib.resources import as_file, files

    from dashboard.commands import console, ingesting

    with as_file(files("data") / "sample" / "articles.jsonl") as sample:
        report = ingesting.load([str(sample)])
    console.say(f"the bundled sample: {report.summary()}")
    return console.FAILED if report.failed else _serve(arguments)
