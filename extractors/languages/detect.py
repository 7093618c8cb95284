"""Which pack reads a text: the one whose letters and common words the text uses most."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from extractors.languages.pack import languages
from extractors.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_LIMIT = 4000


@cache
def _profiles() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Return (code, common words, own letters) of each pack."""
    found = []
    for code in languages():
        path = Path(__file__).parent / code / "lexicon.toml"
        language = tomllib.loads(path.read_text(encoding="utf-8"))["language"]
        found.append((code, frozenset(map(fold, language.get("common", ()))), frozenset(language.get("letters", ""))))
    return tuple(found)


def detect_language(text: str) -> str:
    """Return the code of the pack that fits a text best.

    Common words count once each time they occur, letters that a language has for itself count a quarter; a tie goes
    to the pack that comes last in the alphabet of own letters, so a text without any sign is read as the pack with
    the fewest own letters.
    """
    folded = fold(text[:_LIMIT])
    words = _WORD.findall(folded)
    best, most = "", -1.0
    for code, common, own in sorted(_profiles(), key=lambda p: len(p[2])):
        score = sum(1.0 for word in words if word in common) + 0.25 * sum(1 for char in folded if char in own)
        if score > most:
            best, most = code, score
    return best
