"""How far each rule is trusted: the table of `confidence.toml`, loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def trust() -> dict[str, dict[str, float]]:
    """Return the trust in each rule, by the field it sets and its name."""
    return tomllib.loads(Path(__file__).with_name("confidence.toml").read_text(encoding="utf-8"))
