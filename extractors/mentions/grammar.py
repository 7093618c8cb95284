"""The settings of a pack that the quantity finders read raw, compiled once a pack."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from extractors.languages.pack import load
from extractors.mentions.sorting import roles_of_forms
from extractors.text.fold import fold

if TYPE_CHECKING:
    from extractors.languages.pack import Pack
    from extractors.mentions.sorting import Roles

# signs in front of a figure, in any language
_SIGN_BOUNDS = dict.fromkeys("~≈∼±", "approx") | dict.fromkeys(">≥", "above") | dict.fromkeys("<≤", "below")


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
    changes: frozenset[tuple[str, str]]
    through: frozenset[str]
    breaks: frozenset[str]
    adjective_ends: tuple[str, ...]
    break_ends: tuple[str, ...]
    break_starts: tuple[str, ...]
    between: frozenset[str]
    between_phrases: tuple[str, ...]
    year_after: frozenset[str]
    passing: frozenset[str]
    reached: tuple[str, ...]
    joiner: str
    articles: frozenset[str]
    glued: dict[str, Decimal]
    apart: frozenset[str]
    ordinal_tails: frozenset[str]
    ordinal_starts: tuple[str, ...]
    per: frozenset[str]
    price_per: tuple[str, ...]
    abbreviations: frozenset[str]
    roles: dict[int, Roles]
    chains: bool
    limit_from: frozenset[str]
    limit_not: tuple[str, ...]
    times_after: frozenset[str]
    range_not_after: frozenset[str]
    fraction_not: frozenset[str]
    fraction_of: tuple[str, ...]
    tails: frozenset[str]
    sign_bounds: dict[str, str]
    joiners: frozenset[str]
    over: frozenset[str]
    over_alone: frozenset[str]
    numerals: dict[str, tuple[str, Decimal]]
    longest: int
    values: dict[str, Decimal]


@cache
def grammar(code: str) -> Grammar:
    """Return the settings of a pack."""
    pack = load(code)
    language = pack.tables["language"]
    pattern = pack.tables["pattern"]["quantity"]

    def folded(name: str) -> tuple[str, ...]:
        return tuple(fold(word) for word in pattern.get(name, ()))

    ranges: dict[str, list[Range]] = {}
    for opening, joining, closing in pattern["ranges"]:
        ranges.setdefault(joining, []).append(Range(opening, closing))
    numerals = _numerals(pack)
    return Grammar(
        code=code,
        chains=language["chains"],
        numerals=numerals,
        longest=max(map(len, numerals)),
        values={key: number(key) for key in _keys(pack)},
        decimal=language["decimal"],
        space_groups=language["space_groups"],
        ranges={joining: tuple(rules) for joining, rules in ranges.items()},
        changes=frozenset((opening, joining) for opening, joining in pattern.get("changes", ())),
        through=frozenset(folded("through")),
        breaks=frozenset(folded("breaks")),
        adjective_ends=tuple(pattern.get("adjective_ends", ())),
        break_ends=folded("break_ends"),
        break_starts=folded("break_starts"),
        between_phrases=folded("between_phrases"),
        between=frozenset(folded("between")),
        year_after=frozenset(pattern.get("year_after", ())),
        passing=frozenset(folded("passing")),
        reached=folded("reached"),
        joiner=pattern["and"],
        articles=frozenset(pattern.get("article", ())),
        glued={letters: Decimal(10) ** power for letters, power in pattern["scale_letters"].items()},
        apart=frozenset(pattern["scale_letters_apart"]),
        ordinal_tails=frozenset(pattern["ordinal_tails"]),
        ordinal_starts=tuple(pattern["ordinal_tails"]),
        per=frozenset(folded("per")),
        price_per=folded("price_per"),
        abbreviations=frozenset(pattern["abbreviations"]),
        roles=roles_of_forms(pack),
        limit_from=frozenset(folded("limit_from")),
        limit_not=folded("limit_not"),
        times_after=frozenset(pattern.get("times_after", ())),
        range_not_after=frozenset(pattern.get("range_not_after", ())),
        fraction_not=frozenset(pattern.get("fraction_not", ())),
        fraction_of=tuple(pattern.get("fraction_of", ("\n",))),
        sign_bounds=_SIGN_BOUNDS,
        joiners=frozenset(pattern.get("joiners", ())),
        over=frozenset(pattern.get("over", ())),
        over_alone=frozenset(pattern.get("over_alone", ())),
        tails=frozenset(pattern.get("tails", ())),
    )


def number(key: str) -> Decimal:
    """Return the number that a key of a table writes: "1e9" is 1000000000, without an exponent."""
    value = Decimal(key)
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _numerals(pack: Pack) -> dict[str, tuple[str, Decimal]]:
    """Return the number words of one word with kind and value, to cut words that join several."""
    numerals = {}
    for form, entries in pack.forms.items():
        for entry in entries:
            if " " not in form and entry.kind in ("num", "scale", "half"):
                numerals[form] = entry.kind, Decimal("0.5") if entry.kind == "half" else number(entry.key)
    return numerals


def _keys(pack: Pack) -> set[str]:
    kinds = {"num", "scale", "num_whole"}
    return {entry.key for entries in pack.forms.values() for entry in entries if entry.kind in kinds}
