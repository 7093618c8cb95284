"""Economies in official files: names and codes of IMF, UN Comtrade and ISO -> ISO 3166-1 alpha-3 or our group code."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from babel.core import get_global

from extractors.reference.countries import is_country
from extractors.reference.countries import load as economies

_TABLE = Path(__file__).with_name("places.toml")
_GROUP = re.compile(r"G\d{3}")
_DRESSING = re.compile(
    r"(,? ((arab|islamic) )?(rep\.?|republic|kingdom) of( the)?$|,? kingdom of the netherlands$"
    r"|,? federated states of$|,? the$|^the )"
)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return name -> code, own code -> code, and ISO alpha-2 or numeric -> alpha-3."""
    raw = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    iso = {economy.alpha2: code for code, economy in economies().items() if economy.alpha2 and not economy.is_group}
    numbers = {
        str(int(number)): iso[short[0]]
        for number, short in get_global("territory_aliases").items()
        if number.isdigit() and len(short) == 1 and short[0] in iso
    }
    names = {_plain(name): code for code, economy in economies().items() if not economy.is_group
             for name in economy.names.values()}  # fmt: skip
    names.update({_plain(form): code for code, forms in raw["names"].items() for form in forms})
    return names, raw["codes"], iso | numbers


def _plain(name: str) -> str:
    """Return a name as it is compared: small letters (dotted or not), no dressing, one blank."""
    small = name.replace("’", "'").casefold().replace("\u0307", "").replace("ı", "i")
    plain = re.sub(r"\s+", " ", small).strip()
    while (shorter := _DRESSING.sub("", plain)) != plain:
        plain = shorter.strip(" ,")
    return plain


def is_aggregate(code: str) -> bool:
    """Return whether an IMF code is a group: G and three digits. Georgia and the United Kingdom also begin with G."""
    return bool(_GROUP.fullmatch(code.strip()))


@lru_cache(maxsize=8192)
def place_of(code: str = "", name: str = "") -> str | None:
    """Return the code of an economy, from its code where that is known and else from its English name.

    Args:
        code: ISO alpha-3 or alpha-2, ISO numeric, an IMF group or a Comtrade code.
        name: A name in the IMF's, Comtrade's or CLDR's spelling, in any language that is read.

    Returns:
        ISO alpha-3, `WLD` or a group code; None for what is neither (regions, dead states, "areas not specified").

    Example:
        >>> place_of(name="China, P.R.: Mainland")
        'CHN'
    """
    names, own, iso = _tables()
    code = code.strip().upper()
    if code in own:
        return own[code]
    if is_aggregate(code):
        return None
    if is_country(code):
        return code
    if code in iso:
        return iso[code]
    return names.get(_plain(name)) if name else None
