"""Which pages of a large archive are worth the search for their article: a cheap look at the decoded page.

A page is passed on if a word for an indicator stands near a digit or a word such as "doubled", in any of the languages,
outside mark-up; one that declares another language is not. Finding the article's text costs six times as much as this.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

from data.languages import pack_codes

_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_AMOUNT_KINDS = frozenset({"ratio_word", "ratio", "fraction", "scale"})
_REACH = 200
_SHORTEST_WORD = 5


@cache
def _indicator_words() -> Any:
    """One automaton over the words for indicators of all packs."""
    from ahocorasick_rs import AhoCorasick

    from extractors.languages.pack import load

    words = {
        form
        for code in pack_codes()
        for form, entries in load(code).forms.items()
        if len(form) >= _SHORTEST_WORD and any(entry.kind == "indicator" for entry in entries)
    }
    shortest: list[str] = []
    for word in sorted(words, key=len):  # a word that begins with another one finds nothing new
        if not any(word.startswith(known) for known in shortest):
            shortest.append(word)
    return AhoCorasick(shortest)


@cache
def _amount_words() -> frozenset[str]:
    """Single words that are an amount without a digit: doubled, fold, third, billion."""
    from extractors.languages.pack import load

    return frozenset(
        form
        for code in pack_codes()
        for form, entries in load(code).forms.items()
        if " " not in form and any(entry.kind in _AMOUNT_KINDS for entry in entries)
    )


def declared_other_language(text: str) -> str | None:
    """The language that a page declares, if no pack reads it."""
    match = _LANGUAGE.search(text, 0, 4000)
    code = match[1].lower() if match else None
    return code if code and code not in pack_codes() else None


def may_hold_figures(text: str) -> bool:
    """Whether a word for an indicator stands near an amount in the visible text of a page (or in plain text)."""
    from extractors.text.fold import fold

    visible = _UNSEEN.sub(" ", text)
    if "&" in visible:
        visible = html.unescape(visible)
    folded = fold(visible)
    return any(
        _holds_amount(folded, max(start - _REACH, 0), end + _REACH)
        for _, start, end in _indicator_words().find_matches_as_indexes(folded)
    )


def _holds_amount(folded: str, start: int, end: int) -> bool:
    if _DIGIT.search(folded, start, end):
        return True
    words = _amount_words()
    return any(word in words for word in _WORD.findall(folded, start, end))
