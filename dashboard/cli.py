"""The command line, `ikili`: one parser, one module a command family, everything heavy imported by the command itself.

Results go to standard output, messages to standard error. Exit codes: 0 when all was read, 1 when something could not
be read or a gate failed, 2 for misuse. Built on argparse because it is there and starts in 15 ms: other programs call
`ikili extract` once an article.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

from dashboard.commands import FAMILIES, console
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    parser = argparse.ArgumentParser(
        prog="ikili",
        description="Reported economic figures of country pairs: from news articles to claims, charts and files.",
        epilog="`ikili COMMAND --help` tells more. The store is IKILI_DB_URL, or a SQLite file in your data folder.",
    )
    parser.add_argument("--version", action="version", version=f"ikili {version('ikili')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for family in FAMILIES:
        import_module(f"dashboard.commands.{family}").add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: Arguments without the program name; those of the process by default.
    """
    arguments = build_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except console.MisuseError as misuse:
        console.say(str(misuse))
        return console.MISUSE
    except IkiliError as error:
        console.say(str(error))
        return console.FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`ikili extract … | head`). Nobody is left to be told, and the interpreter
        # must not complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.FAILED
    except OSError as error:
        console.say(
            f"{error.filename or 'output'}: {error.strerror or error} - check the path, its permissions and the disk"
        )
        return console.FAILED
    return code


if __name__ == "__main__":
    sys.exit(main())
