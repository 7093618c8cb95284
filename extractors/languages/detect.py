"""Which pack reads a text: the one whose letters and common words the text uses most."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import extractors
from extractors.languages.pack import languages
from extractors.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT_ENDING = re.compile(r"[0-9]'([^\W\d_]+)")
_LIMIT = 4000
_SHORT = 16  # words; a text as short may hold no common word at all


class _Profile(NamedTuple):
    """The words of a pack: common ones, those of figures and dates, their beginnings, endings behind digits."""

    code: str
    common: frozenset[str]
    letters: frozenset[str]
    few: frozenset[str]
    stems: tuple[str, ...]
    endings: frozenset[str]


@cache
def _profiles() -> tuple[_Profile, ...]:
    """Return the profile of each pack."""
    found = []
    for code in languages():
        path = Path(extractors.__file__).parent / "languages" / code / "lexicon.toml"
        language = tomllib.loads(path.read_text(encoding="utf-8"))["language"]
        common, letters = frozenset(map(fold, language.get("common", ()))), frozenset(language.get("letters", ""))
        few, stems = frozenset(map(fold, language.get("few", ()))), tuple(map(fold, language.get("stems", ())))
        endings = frozenset(map(fold, language.get("digit_endings", ())))
        found.append(_Profile(code, common, letters, few, stems, endings))
    return tuple(found)


def detect_language(text: str) -> str:
    """Return the code of the pack that fits a text best.

    Common words count once each time they occur, letters that a language has for itself count a quarter; a tie goes
    to the pack that comes last in the alphabet of own letters, so a text without any sign is read as the pack with
    the fewest own letters. In a text of a few words its number and calendar words count half: "otuz bin", "twelve".
    """
    folded = fold(text[:_LIMIT])
    words = _WORD.findall(folded)
    best, most = "", -1.0
    short = words if len(words) <= _SHORT else []
    endings = _DIGIT_ENDING.findall(folded) if short else []
    for pack in sorted(_profiles(), key=lambda pack: len(pack.letters)):
        score = 0.25 * sum(1 for char in folded if char in pack.letters)
        score += (0.5 if short else 1.0) * sum(1 for word in words if word in pack.common)
        score += 0.5 * sum(1 for word in short if word in pack.few or word.startswith(pack.stems))
        score += 0.5 * sum(1 for ending in endings if ending in pack.endings)
        if score > most:
            best, most = pack.code, score
    return best
