"""A word of a cue must not hide the stem of an indicator: the longer form is the one that a text is read with."""

from __future__ import annotations

import pytest

from extractors.languages.pack import load
from extractors.text.fold import fold

# words that mean something else than their stem: "hissesi" is a share, "fazlası" is more than, "göçmenler" send money
MEANT = {"hissesi", "fazlasi", "göçmenler"}


def stems(lang: str) -> list[str]:
    words = [word for key in load(lang).tables["indicator"].values() for word in (key if isinstance(key, list) else ())]
    return [fold(word.lstrip("=")[:-1]) for word in words if word.endswith("*") and " " not in word]


def cue_words(lang: str) -> list[str]:
    families = load(lang).tables["cue"].values()
    words = [word for family in families for listed in family.values() for word in listed]
    return sorted({fold(word.lstrip("=")) for word in words if " " not in word and not word.endswith("*")} - MEANT)


@pytest.mark.parametrize("lang", ["tr", "ru", "en", "az"])
def test_a_cue_hides_no_indicator(lang: str) -> None:
    forms, indicators = load(lang).forms, stems(lang)
    assert indicators or lang == "en"
    hidden = [
        word
        for word in cue_words(lang)
        if any(word.startswith(stem) and word != stem for stem in indicators)
        and not any(entry.kind.startswith("indicator") for entry in forms.get(word, ()))
    ]
    assert hidden == []
