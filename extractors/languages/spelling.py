"""Texts that lost signs on their way are read as they should be spelt; every letter stays at its place.

Keyboards, old archives and message services lose the dots and hooks of Latin letters ("Turkiye ihracati yuzde 5
artti"). Only words that the pack knows are spelt anew; the endings behind them are read in any vowel harmony anyway.
Feeds lose apostrophes and leave a space ("Türkiye nin"); the pack lists the endings that are no words of their own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.languages.pack import load
from extractors.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.languages.pack import Pack

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
# a text shorter than this may have no such letter by chance
_ENOUGH = 60
_LONGEST = 40


def respelt(texts: list[str], pack: Pack) -> list[str]:
    """Return the texts of an article, each as long as before, with the apostrophes and marks of letters it has lost."""
    if pack.tables["language"].get("apart_endings"):
        texts = [_rejoined(text, pack.code) for text in texts]
    return _marked(texts, pack)


def _rejoined(text: str, code: str) -> str:
    """Return the text with an apostrophe for the space before an ending that stands behind a name or digits."""
    parts, at, caseless = [], 0, text.islower()
    for match in _apart(code).finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].rsplit(None, 1)[-1:]
        if before and (caseless or before[0][0].isupper() or before[0][-1].isdigit()):
            parts += [text[at : match.start()], "'"]
            at = match.start() + 1
    return "".join([*parts, text[at:]]) if parts else text


@cache
def _apart(code: str) -> re.Pattern[str]:
    settings = load(code).tables["language"]
    endings, words = ("|".join(map(re.escape, settings[name])) for name in ("apart_endings", "apart_words"))
    but = rf"(?!(?:{words})\b)" if words else ""
    return re.compile(rf"(?<=\w) {but}(?=(?:{endings})(?=[ ,.;:!?)]|$))")


def _marked(texts: list[str], pack: Pack) -> list[str]:
    """Return the texts with the marks that all of them lack, where the language has letters with marks.

    A single letter with its mark shows that the article is not typed without them.
    """
    marked = frozenset(char for char in pack.tables["language"].get("letters", "") if _plain(char) != char)
    if not marked or sum(map(len, texts)) < _ENOUGH:
        return texts
    if any(char in marked for text in texts for char in text.lower()):
        return texts
    known = _vocabulary(pack.code)
    return [_WORD.sub(lambda match: _respelt(match[0], known, pack), text) for text in texts]


@cache
def _vocabulary(code: str) -> dict[str, str]:
    """Return plain word -> word with its marks; a word of its own without any stands for itself ("on" is no "ön")."""
    pack = load(code)
    words = {word for form in pack.forms for word in form.split(" ")}
    words |= {word for text in _texts(pack.tables) for word in _WORD.findall(fold(text))}
    alike = {_plain(word): pack.forms.get(word) for word in words if word != _plain(word)}
    own = {word for word in words if word in pack.forms and pack.forms[word] != alike.get(word)}
    found: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (word not in own, word == _plain(word), word)):
        if len(word) >= _SHORTEST:
            found.setdefault(_plain(word), word)
    return found


def _texts(table: Any) -> Iterator[str]:
    """Yield every text of nested tables, keys included: some tables have their words as keys."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        yield from table
        for value in table.values():
            yield from _texts(value)
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value)


@cache
def _plain(word: str) -> str:
    """Return a word without marks, where each letter has one letter without: "çeyrek" -> "ceyrek"."""
    letters = (unicodedata.normalize("NFD", char)[0] for char in word)
    return "".join(plain if plain.isascii() else char for plain, char in zip(letters, word, strict=True))


def _respelt(word: str, known: dict[str, str], pack: Pack) -> str:
    folded = fold(word)
    for size in range(len(folded), _SHORTEST - 1, -1):
        spelt = known.get(folded[:size])
        if spelt is None or not (size == len(folded) or pack.ends(folded[size:])):
            continue
        marks = (new.upper() if old.isupper() else new for old, new in zip(word, spelt, strict=False))
        return (
            "".join(
                new if plain != mark else old for old, new, plain, mark in zip(word, marks, folded, spelt, strict=False)
            )
            + word[size:]
        )
    return word
