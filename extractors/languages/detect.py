"""Which pack reads a text: the one whose letters and common words the text uses most."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import extractors
from extractors.languages.pack import languages, load
from extractors.reference.currencies import currencies
from extractors.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT_ENDING = re.compile(r"[0-9]'([^\W\d_]+)")
_LIMIT = 4000
_SHORT = 16  # words; a text as short may hold no common word at all
_FRAGMENT = 6  # words; all that a pack knows counts where common words leave packs this close
_CLOSE = 0.5


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
    the fewest own letters. In a text of a few words its number and calendar words count half: "otuz bin", "twelve";
    in a fragment every word that a pack knows: "5 Belarus rublesi".
    """
    folded = fold(text[:_LIMIT])
    written = text[:_LIMIT].replace("İ", "ı").lower()  # folding makes a plain i of both
    words = _WORD.findall(folded)
    scores: dict[str, float] = {}
    short = words if len(words) <= _SHORT else []
    endings = _DIGIT_ENDING.findall(folded) if short else []
    for pack in sorted(_profiles(), key=lambda pack: len(pack.letters)):
        score = 0.25 * sum(1 for char in written if char in pack.letters)
        score += (0.5 if short else 1.0) * sum(1 for word in words if word in pack.common)
        score += 0.5 * sum(1 for word in short if word in pack.few or word.startswith(pack.stems))
        score += 0.5 * sum(1 for ending in endings if ending in pack.endings)
        scores[pack.code] = score
    most = max(scores.values())
    if len(words) <= _FRAGMENT:
        near = [code for code, score in scores.items() if score >= most - _CLOSE]
        known = {code: scores[code] + 0.5 * _known(code, folded) for code in near} if len(near) > 1 and words else {}
        return max(known or scores, key=(known or scores).__getitem__)
    return max(scores, key=scores.__getitem__)


def _known(code: str, folded: str) -> int:
    """Return how many words of a fragment the pack has a meaning for."""
    pack = load(code)
    packs = [pack, pack.part("period")] if "period" in pack.parts else [pack]
    spans = [(hit.start, hit.stop) for part in packs for hit in part.scan(folded)]
    # codes of money belong to no language
    words = [match.span() for match in _WORD.finditer(folded) if match[0].upper() not in currencies().codes]
    return sum(any(start <= left and right <= stop for start, stop in spans) for left, right in words)
