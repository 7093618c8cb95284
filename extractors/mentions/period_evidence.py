"""Whether words that could be something else are a period: "may", four digits, "nine months"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions.period_digits import COUNTED, MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar
    from extractors.mentions.period_phrase import Phrase
    from extractors.mentions.period_token import Token

_OWNED = frozenset({"first", "half", "quarter", "closing", "nth"})
_FIGURES = frozenset({"indicator", "indicator.other"})


def credible(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str], words: Grammar) -> bool:
    """Whether a phrase has the evidence around it that it needs.

    Args:
        reading: The field.
        first: First word of the phrase.
        last: Last word of the phrase.
        phrase: The phrase; `weak` names its doubt.
        roles: What the words around make of it.
        words: The period words of the language.
    """
    if phrase.year is None and "owned" in roles and phrase.rule in _OWNED:
        return False
    if phrase.weak == "lasting" and _is_record(reading, first.start, roles, words):
        return False
    if phrase.weak in ("", "whole", "bare"):
        return phrase.rule not in ("half", "quarter") or not _counts(reading, last.stop, MEASURES)
    return _CHECKS.get(phrase.weak, _never)(reading, first, last, phrase, roles)


def ends_here(reading: Reading, stop: int) -> bool:
    """Whether nothing but signs follows."""
    return not reading.folded[stop : stop + 2].strip(" .,;)")


def _is_record(reading: Reading, start: int, roles: list[str], words: Grammar) -> bool:
    """Whether a span belongs to a record ("lowest in three years") or to something that recurs ("every four years")."""
    return "periodic" in roles or words.is_superlative(reading.folded[max(0, start - 80) : start])


def _never(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    return False


def _doubtful(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    """A month whose name is another word too: "may", "mar"."""
    alone = last.stop - first.start > len(reading.text) - 4
    capital = reading.text[first.start].isupper()
    return alone or (capital and ("lead" in roles or _names_figure(reading.at.get(last.stop + 1))))


def _capital(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    return reading.text[first.start].isupper() or bool(roles) or reading.caseless


def _named(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    """A month that is another word too behind "this" or "last"."""
    return reading.text[last.start].isupper() or reading.caseless


def _numeric(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    return ends_here(reading, last.stop)


def _in_roles(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    return phrase.weak in roles


def _lasting(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    """A number of years or months: a period only with "in", "over", "за" or an ending that says so."""
    if last.marker in ("in", "lasting"):
        return True
    if reading.folded[first.start - 1 : first.start] == "(" and reading.folded.startswith(")", last.stop):
        return True
    if phrase.rule == "lasting":
        return "span" in roles or "ahead" in roles
    if last.marker == "adjective" and _names_figure(reading.at.get(last.stop + 1)):
        return True
    if "span_months" in roles and phrase.months and phrase.months[1] in (6, 9):
        return True
    return "span" in roles and "ahead" not in roles


def _digits(reading: Reading, first: Token, last: Token, phrase: Phrase, roles: list[str]) -> bool:
    """Four digits alone, or "'98"."""
    if last.key == "short":
        return phrase.lone or bool(roles)
    if last.symbol == "E":
        return True
    if last.stop > last.end:
        return True
    if last.key == "words":
        return bool(last.marker) or bool(roles)
    if reading.folded[last.stop : last.stop + 2].lstrip().startswith("%") or _counts(reading, last.stop, MEASURES):
        return False
    return bool(roles) or (
        1900 <= last.value <= 2099 and last.value != 2000 and not _counts(reading, last.stop, COUNTED)
    )


def _counts(reading: Reading, stop: int, kinds: frozenset[str]) -> bool:
    """Whether a word of these kinds follows."""
    hit = reading.at.get(stop + 1)
    return hit is not None and any(entry.kind in kinds for entry in hit.entries)


def _names_figure(hit: Hit | None) -> bool:
    """Whether a word names an indicator."""
    return hit is not None and any(entry.kind in _FIGURES for entry in hit.entries)


_CHECKS: dict[str, Callable[[Reading, Token, Token, Phrase, list[str]], bool]] = {
    "doubtful": _doubtful,
    "capital": _capital,
    "named": _named,
    "numeric": _numeric,
    "short_year": _numeric,
    "between": _in_roles,
    "inside": _in_roles,
    "lasting": _lasting,
    "digits": _digits,
}
