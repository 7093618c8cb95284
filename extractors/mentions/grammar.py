"""The settings of a pack that the quantity finders read raw, compiled once a pack."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from extractors.languages.pack import load
from extractors.mentions.sorting import FormRoles
from extractors.text.fold import fold

if TYPE_CHECKING:
    from extractors.languages.pack import Pack

_HALF = Decimal("0.5")
_NUMERALS = frozenset({"num", "scale", "half", "point"})
# signs in front of a figure, in any language
_SIGN_BOUNDS = dict.fromkeys("~≈∼±", "approx") | dict.fromkeys(">≥", "above") | dict.fromkeys("<≤", "below")


@dataclass(frozen=True, slots=True)
class Range:
    """A range is `opening` A `joining` B `closing`: "between 4 and 5", "4 ile 5 arasında"; "" = nothing needed."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Settings of `[language]` and `[pattern.quantity]`, where each is explained."""

    decimal: str
    chains: bool
    space_groups: bool
    # number words
    numerals: dict[str, tuple[str, Decimal]]
    longest: int
    values: dict[str, Decimal]
    own_teens: bool  # eleven is a word of its own
    roles: FormRoles
    joiner: str
    joiners: frozenset[str]
    vague: frozenset[str]
    one_after: frozenset[str]
    bound_joiners: frozenset[str]
    odd: frozenset[str]
    verb_not_after: frozenset[str]
    articles: tuple[str, ...]
    glued_minus: tuple[str, ...]
    glued: dict[str, Decimal]
    capitals: dict[str, Decimal]
    glued_money: dict[str, Decimal]
    apart: frozenset[str]
    abbreviations: frozenset[str]
    unit_tails: frozenset[str]
    ordinal_tails: frozenset[str]
    ordinal_starts: tuple[str, ...]
    adjective_tails: tuple[str, ...]
    tails: frozenset[str]
    ending_signs: str
    # fractions, ranges, ratios, prices
    over: frozenset[str]
    over_alone: frozenset[str]
    fraction_not: frozenset[str]
    fraction_of: tuple[str, ...]
    share_of: str
    thousand: str
    percent_of: tuple[str, ...]
    ranges: dict[str, tuple[Range, ...]]
    range_not_after: frozenset[str]
    range_words: frozenset[str]
    range_units: frozenset[str]
    changes: frozenset[tuple[str, str]]
    times_after: frozenset[str]
    times_between: frozenset[str]
    per: frozenset[str]
    price_per: tuple[str, ...]
    # counted nouns
    breaks: frozenset[str]
    break_ends: tuple[str, ...]
    break_starts: tuple[str, ...]
    between: frozenset[str]
    between_phrases: tuple[str, ...]
    adjective_ends: tuple[str, ...]
    plural_ends: tuple[str, ...]
    year_after: frozenset[str]
    # bounds
    sign_bounds: dict[str, str]
    through: frozenset[str]
    passing: frozenset[str]
    reached: tuple[str, ...]
    limit_from: frozenset[str]
    limit_not: tuple[str, ...]


@cache
def grammar(code: str) -> Grammar:
    """Return the settings of a pack; what a pack does not say is the plain case."""
    pack = load(code)
    language = pack.tables["language"]
    pattern = pack.tables.get("pattern", {}).get("quantity", {})

    def words(name: str) -> tuple[str, ...]:
        return tuple(fold(word) for word in pattern.get(name, ()))

    def powers(name: str) -> dict[str, Decimal]:
        return {letters: Decimal(10) ** power for letters, power in pattern.get(name, {}).items()}

    ranges: dict[str, list[Range]] = {}
    for opening, joining, closing in pattern.get("ranges", ()):
        ranges.setdefault(fold(joining), []).append(Range(fold(opening), fold(closing)))
    numerals = _numerals(pack)
    values = {key: number(key) for key in _keys(pack)}
    return Grammar(
        decimal=language.get("decimal", ","),
        chains=language.get("chains", False),
        space_groups=language.get("space_groups", False),
        numerals=numerals,
        longest=max(map(len, numerals), default=0),
        values=values,
        own_teens="11" in values,
        roles=FormRoles(pack),
        joiner=pattern.get("and", ""),
        joiners=frozenset(words("joiners")),
        vague=frozenset(words("vague")),
        one_after=frozenset(words("one_after")),
        bound_joiners=frozenset(words("bound_joiners")),
        odd=frozenset(words("odd")),
        verb_not_after=frozenset(words("verb_not_after")),
        articles=words("article"),
        glued_minus=words("glued_minus"),
        glued=powers("scale_letters"),
        capitals=powers("scale_capitals"),
        glued_money=powers("scale_money"),
        apart=frozenset(pattern.get("scale_letters_apart", ())),
        abbreviations=frozenset(words("abbreviations")),
        unit_tails=frozenset(words("unit_tails")),
        ordinal_tails=frozenset(words("ordinal_tails")),
        ordinal_starts=words("ordinal_tails"),
        adjective_tails=words("adjective_tails"),
        tails=frozenset(words("tails")),
        ending_signs=pattern.get("ending_signs", "'"),
        over=frozenset(words("over")),
        over_alone=frozenset(words("over_alone")),
        fraction_not=frozenset(words("fraction_not")),
        fraction_of=words("fraction_of"),
        share_of=pattern.get("share_of", ""),
        thousand=pattern.get("thousand", ""),
        percent_of=words("percent_of"),
        ranges={joining: tuple(rules) for joining, rules in ranges.items()},
        range_not_after=frozenset(words("range_not_after")),
        range_words=frozenset(words("range_words")),
        range_units=frozenset(words("range_units")),
        changes=frozenset((opening, joining) for opening, joining in pattern.get("changes", ())),
        times_after=frozenset(words("times_after")),
        times_between=frozenset(words("times_between")),
        per=frozenset(words("per")),
        price_per=words("price_per"),
        breaks=frozenset(words("breaks")),
        break_ends=words("break_ends"),
        break_starts=words("break_starts"),
        between=frozenset(words("between")),
        between_phrases=words("between_phrases"),
        adjective_ends=words("adjective_ends"),
        plural_ends=words("plural_ends"),
        year_after=frozenset(words("year_after")),
        sign_bounds=_SIGN_BOUNDS,
        through=frozenset(words("through")),
        passing=frozenset(words("passing")),
        reached=words("reached"),
        limit_from=frozenset(words("limit_from")),
        limit_not=words("limit_not"),
    )


def number(key: str) -> Decimal:
    """Return the number that a key of a table writes: "1e9" is 1000000000, without an exponent."""
    value = Decimal(key)
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _numerals(pack: Pack) -> dict[str, tuple[str, Decimal]]:
    """Return the number words of one word with kind and value, to cut words that join several."""
    numerals = {}
    for form, entries in pack.forms.with_kinds(_NUMERALS.__contains__):
        for entry in entries:
            if " " not in form and entry.kind in _NUMERALS:
                numerals[form] = entry.kind, number(entry.key) if entry.kind in ("num", "scale") else _HALF
    return numerals


def _keys(pack: Pack) -> set[str]:
    kinds = frozenset({"num", "scale", "num_whole", "num_behind"})
    found = pack.forms.with_kinds(kinds.__contains__)
    return {entry.key for _, entries in found for entry in entries if entry.kind in kinds}
