"""Runs the real `ikili` in its own process, as other programs do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

IKILI = Path(sys.executable).with_name("ikili")


def run_ikili(*arguments: object, feed: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `feed` is its standard input."""
    done = subprocess.run(
        [str(IKILI), *map(str, arguments)],
        input=feed.encode() if isinstance(feed, str) else feed,
        capture_output=True,
        env=os.environ | environment,
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def article(article_id: str = "a", text: str = "Nothing.", **changes: object) -> str:
    """One JSONL line."""
    record = {"id": article_id, "published": "2025-11-26", "title": "", "text": text}
    return json.dumps(record | changes, ensure_ascii=False) + "\n"


def objects(output: str | Iterable[str]) -> list[dict[str, object]]:
    """The JSON objects of an output, one a line."""
    lines = output.splitlines() if isinstance(output, str) else output
    return [json.loads(line) for line in lines]
