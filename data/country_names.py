"""Names of countries and groups for the columns of a download."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from extractors.errors import IkiliError

Names = Callable[[str], str]


@cache
def country_name(code: str) -> str:
    """The name in the language of the column names; the code itself where there is no name for it."""
    return names_in(_default())(code)


def names_in(language: str) -> Names:
    """From a code to its name in a language.

    Raises:
        IkiliError: There are no names in that language.
    """
    from extractors.reference.countries import load

    economies = load()
    if not any(language in economy.names for economy in economies.values()):
        known = sorted({name for economy in economies.values() for name in economy.names})
        raise IkiliError("country names", f"no names in {language!r}", f"use one of {', '.join(known)}")
    return lambda code: economies[code].names.get(language, code) if code in economies else code


@cache
def _default() -> str:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["default"])
