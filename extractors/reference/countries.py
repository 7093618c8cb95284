"""Countries and groups: which codes there are, what they are called, and which an observation may carry."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import PackError

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Economy:
    """A country (ISO 3166-1 alpha-3) or a group of countries; `names` by language code."""

    code: str
    alpha2: str | None
    is_group: bool
    is_reported: bool
    names: dict[str, str]


@cache
def load() -> dict[str, Economy]:
    """Return every economy by its code: the countries of ISO 3166-1, then groups and former states.

    Raises:
        PackError: A table cannot be read or a code stands in both.
    """
    economies: dict[str, Economy] = {}
    for name in ("countries.toml", "groups.toml"):
        is_group = name == "groups.toml"
        for code, row in _rows(name).items():
            if code in economies:
                raise PackError(f"reference/{name}", f"{code} is already a country", "choose another group code")
            names = {key: text for key, text in row.items() if key not in ("alpha2", "reported")}
            economies[code] = Economy(code, row.get("alpha2"), is_group, bool(row.get("reported", True)), names)
    return economies


def countries() -> tuple[str, ...]:
    """Return the alpha-3 codes of all countries, sorted."""
    return tuple(sorted(code for code, economy in load().items() if not economy.is_group))


def groups() -> tuple[str, ...]:
    """Return the codes of the groups an observation may carry, in the order of the table."""
    return tuple(code for code, economy in load().items() if economy.is_group and economy.is_reported)


def is_country(code: str) -> bool:
    """Whether the code is a country of ISO 3166-1 (or XKX)."""
    economy = load().get(code)
    return economy is not None and not economy.is_group


def alpha2(code: str) -> str | None:
    """Return the alpha-2 code of a country, or None for a group.

    >>> alpha2("KGZ"), alpha2("EAEU")
    ('KG', None)
    """
    economy = load().get(code)
    return economy.alpha2 if economy is not None else None


def is_group(code: str) -> bool:
    """Whether the code is a group of countries or a former state.

    >>> is_group("EAEU"), is_group("KGZ")
    (True, False)
    """
    economy = load().get(code)
    return economy is not None and economy.is_group


def is_reported(code: str) -> bool:
    """Whether an observation may carry the code: a country, or a group that the annotation guide names.

    >>> is_reported("KGZ"), is_reported("WLD"), is_reported("EUROPE"), is_reported("XXX")
    (True, True, False, False)
    """
    economy = load().get(code)
    return economy is not None and economy.is_reported


def _rows(name: str) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"reference/{name}", str(error), "restore the file or mend its TOML") from error
