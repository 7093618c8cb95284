"""Names of countries and groups for the columns of a download."""

from __future__ import annotations


def country_name(code: str) -> str:
    """The code itself, until the caller gives names in a language."""
    return code
