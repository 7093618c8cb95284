"""Text and bytes to standard output, unchanged: UTF-8 and the line ends that the format asks for."""

from __future__ import annotations

import sys


def write(content: str | bytes) -> None:
    """Write a result and send it on at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode("utf-8") if isinstance(content, str) else content)
    sys.stdout.buffer.flush()
