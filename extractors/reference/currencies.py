"""Signs, codes and letters of money that belong to no language: `currencies.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import PackError

_FILE = Path(__file__).with_name("currencies.toml")


@dataclass(frozen=True, slots=True)
class Currencies:
    """What stands glued to figures: each table gives the ISO 4217 code of a written sign."""

    codes: frozenset[str]
    signs: dict[str, str]
    minor_signs: dict[str, str]
    before: dict[str, str]
    letters: dict[str, str]
    after: dict[str, str]
    wary: frozenset[str]
    cased: frozenset[str]
    cased_behind: frozenset[str]
    thousandths: frozenset[str]
    whole: frozenset[str]
    marks: frozenset[str]
    families: dict[str, tuple[str, ...]]
    shared: dict[str, tuple[str, ...]]
    until: dict[str, int]

    def code_before(self, written: str) -> str | None:
        """Return the currency of letters and signs in front of a figure, as printed: "US$", "USD", "Sh"."""
        return self.signs.get(written) or self.before.get(written)

    def code_after(self, written: str) -> str | None:
        """Return the currency of letters and signs behind a figure, as printed: "€", "RUB", "Rs"."""
        return self.signs.get(written) or self.after.get(written)


@cache
def currencies() -> Currencies:
    """Return the reference table.

    Raises:
        PackError: A sign is given to two currencies.
    """
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    iso = tables["iso"]
    codes = frozenset(iso["codes"].split())
    written = {code: code for code in codes} | iso["old"]
    written |= {small: written[small.upper()] for small in iso["small"].split()}
    signs = _flat(tables, "sign")
    signs |= {sign.casefold(): code for sign, code in signs.items() if len(sign) > 1 and sign[0].isalpha()}
    return Currencies(
        codes=codes,
        signs=signs,
        minor_signs=_flat(tables, "minor_sign"),
        before=written | _flat(tables, "prefix"),
        letters=_flat(tables, "letter"),
        after=written | _flat(tables, "suffix"),
        wary=frozenset(iso["wary"].split()),
        cased=frozenset(iso["cased"].split()),
        cased_behind=frozenset(f"{iso['cased']} {iso['cased_behind']}".split()),
        thousandths=frozenset(iso["thousandths"].split()),
        whole=frozenset(iso["whole"].split()),
        marks=frozenset(
            mark
            for sign in (*signs, *_flat(tables, "minor_sign"))
            for mark in sign
            if not mark.isalnum() and mark != "."
        ),
        families={code: tuple(row.split()) for row in tables["family"].values() for code in row.split()},
        shared={code: tuple(family) for family in tables["shared"]["names"] for code in family},
        until=tables["shared"]["until"],
    )


def _flat(tables: dict[str, Any], name: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for code, written in tables[name].items():
        for sign in written:
            if flat.get(sign, code) != code:
                raise PackError(f"currencies.toml [{name}] {code}", f"{sign!r} already means {flat[sign]}", "keep one")
            flat[sign] = code
    return flat
