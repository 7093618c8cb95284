"""The settings of a pack that the quantity finders read raw, compiled once a pack."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from extractors.languages.pack import load

if TYPE_CHECKING:
    from extractors.languages.pack import Entry, Pack

# signs in front of a figure, in any language
_SIGN_BOUNDS = {"~": "approx", "≈": "approx", "∼": "approx", "±": "approx", ">": "above", "≥": "above", "<": "below", "≤": "below"}


@dataclass(frozen=True, slots=True)
class Range:
    """A range is `opening` A `joining` B `closing`: "between 4 and 5", "4 ile 5 arasında"; "" = nothing needed."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Settings of `[language]` and `[pattern.quantity]`."""

    code: str
    decimal: str
    space_groups: bool
    ranges: dict[str, tuple[Range, ...]]
    through: frozenset[str]
    breaks: frozenset[str]
    joiner: str
    articles: frozenset[str]
    glued: dict[str, Decimal]
    apart: frozenset[str]
    ordinal_tails: frozenset[str]
    per: frozenset[str]
    abbreviations: frozenset[str]
    inner: frozenset[int]
    nouns: dict[int, Entry]
    chains: bool
    limit_after: frozenset[str]
    times_after: frozenset[str]
    range_not_after: frozenset[str]
    fraction_not: frozenset[str]
    tails: frozenset[str]
    sign_bounds: dict[str, str]
    joiners: frozenset[str]
    over: frozenset[str]
    over_alone: frozenset[str]
    numerals: dict[str, tuple[str, Decimal]]
    longest: int


@cache
def grammar(code: str) -> Grammar:
    """Return the settings of a pack."""
    pack = load(code)
    language = pack.tables["language"]
    pattern = pack.tables["pattern"]["quantity"]
    ranges: dict[str, list[Range]] = {}
    for opening, joining, closing in pattern["ranges"]:
        ranges.setdefault(joining, []).append(Range(opening, closing))
    numerals = _numerals(pack)
    return Grammar(
        code=code,
        chains=language["chains"],
        numerals=numerals,
        longest=max(map(len, numerals)),
        decimal=language["decimal"],
        space_groups=language["space_groups"],
        ranges={joining: tuple(rules) for joining, rules in ranges.items()},
        through=frozenset(pattern["through"]),
        breaks=frozenset(pattern["breaks"]),
        joiner=pattern["and"],
        articles=frozenset(pattern.get("article", ())),
        glued={letters: Decimal(10) ** power for letters, power in pattern["scale_letters"].items()},
        apart=frozenset(pattern["scale_letters_apart"]),
        ordinal_tails=frozenset(pattern["ordinal_tails"]),
        per=frozenset(pattern["per"]),
        abbreviations=frozenset(pattern["abbreviations"]),
        inner=_inner(pack),
        nouns=_nouns(pack),
        limit_after=frozenset(pattern.get("limit_after", ())),
        times_after=frozenset(pattern.get("times_after", ())),
        range_not_after=frozenset(pattern.get("range_not_after", ())),
        fraction_not=frozenset(pattern.get("fraction_not", ())),
        sign_bounds=_SIGN_BOUNDS,
        joiners=frozenset(pattern.get("joiners", ())),
        over=frozenset(pattern.get("over", ())),
        over_alone=frozenset(pattern.get("over_alone", ())),
        tails=frozenset(pattern.get("tails", ())),
    )


def _inner(pack: Pack) -> frozenset[int]:
    """Return the identities of entries whose form hides a number word: a longer form of another finder won."""
    kinds = {"num", "scale"}
    words = {form for form, entries in pack.forms.items() if any(entry.kind in kinds for entry in entries)}
    hidden = set()
    for form, entries in pack.forms.items():
        if " " in form and not any(entry.kind.startswith("num") for entry in entries) and words & set(form.split(" ")):
            hidden.add(id(entries))
    return frozenset(hidden)


def _numerals(pack: Pack) -> dict[str, tuple[str, Decimal]]:
    """Return the number words of one word with kind and value, to cut words that join several."""
    numerals = {}
    for form, entries in pack.forms.items():
        for entry in entries:
            if " " not in form and entry.kind in ("num", "scale", "half"):
                numerals[form] = entry.kind, Decimal("0.5") if entry.kind == "half" else Decimal(entry.key)
    return numerals


def _nouns(pack: Pack) -> dict[int, Entry]:
    """Return the counted noun of each longer form that begins or ends with one ("firms with foreign capital")."""
    counts = {form: entry for form, entries in pack.forms.items() for entry in entries if entry.kind == "count"}
    nouns = {}
    for form, entries in pack.forms.items():
        noun = (counts.get(form.rpartition(" ")[2]) or counts.get(form.partition(" ")[0])) if " " in form else None
        if noun is not None and not any(entry.kind == "count" for entry in entries):
            nouns[id(entries)] = noun
    return nouns
