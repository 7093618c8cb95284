"""Currencies named by their country: "500 Ukrainian hryvnias", "5 млн таджикских сомони", "3 milyar Macar forinti"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.reference import countries
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading

_COUNTRY = frozenset({"adjective", "place", "people"})
_MONEY = frozenset({"currency", "currency_wary"})


def national(reading: Reading, hit: Hit) -> tuple[Entry | None, Hit | None]:
    """Return the currency whose noun stands behind the name or adjective of its country, and the hit of the noun.

    "Dominican pesos" are DOP though "peso" alone is another; a noun that the country's money is not called by is
    left to the reader of bare nouns.
    """
    found = next((entry for entry in hit.entries if entry.kind in _COUNTRY), None)
    noun = reading.at.get(hit.stop + 1) if found is not None else None
    if found is None or noun is None or reading.folded[hit.stop] not in " -":
        return None, None
    entry = next((entry for entry in noun.entries if entry.kind in _MONEY), None)
    if entry is None:
        return None, None
    code = _code(found.key, entry.key)
    return (None, None) if code is None else (replace(entry, kind="currency", key=code), noun)


def _code(country: str, code: str) -> str | None:
    """Return the country's own currency of the family of a currency: the codes of ISO 4217 begin with the country's."""
    economy = countries.load().get(country)
    if economy is None or economy.alpha2 is None:
        return None
    family = currencies().families.get(code, (code,))
    return next((member for member in family if member.startswith(economy.alpha2)), None)
