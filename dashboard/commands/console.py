"""What commands have in common at the console: messages, exit codes, the type of the sub-parser list."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import argparse

OK, FAILED, MISUSE = 0, 1, 2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class MisuseError(Exception):
    """The command was called in a way that cannot mean anything; the message says which way can."""


def say(message: str) -> None:
    """Print one message to standard error under the program's name."""
    print(f"ikili: {message}", file=sys.stderr, flush=True)
