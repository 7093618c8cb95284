"""The data addresses beside the pages: /data/v1/claims.csv and its kin."""

from __future__ import annotations

from typing import Any


def routes() -> list[Any]:
    """The routes that `st.App` adds to its own."""
    return []
