"""Endings and inflections of the packs."""

from __future__ import annotations

import pytest

from extractors.languages.az import morphology as azerbaijani
from extractors.languages.en import morphology as english
from extractors.languages.ru import morphology as russian
from extractors.languages.tr import morphology as turkish


@pytest.mark.parametrize(
    ("tail", "marker"),
    [
        ("nin", "of"), ("ya", "to"), ("dan", "from"), ("daki", "in"), ("yla", "with"), ("lar", ""), ("li", "adj"),
        ("yi", "object"), ("larina", "to"), ("sindan", "from"), ("qwx", None), ("kent", None), ("", ""),
    ],
)  # fmt: skip
def test_turkish_ending_is_a_marker(tail: str, marker: str | None) -> None:
    assert turkish.marker(tail) == marker


@pytest.mark.parametrize(
    ("tail", "marker"),
    [
        ("nin", "of"), ("yə", "to"), ("dan", "from"), ("daki", "in"), ("la", "with"), ("lar", ""), ("li", "adj"),
        ("liq", "adj"), ("ni", "object"), ("larina", "to"), ("sindan", "from"), ("radək", None), ("adək", "to"),
        ("qwx", None), ("kent", None), ("", ""),
    ],
)  # fmt: skip
def test_azerbaijani_ending_is_a_marker(tail: str, marker: str | None) -> None:
    assert azerbaijani.marker(tail) == marker


@pytest.mark.parametrize(
    ("word", "form", "cases"),
    [
        ("Россия", "Россию", "a"), ("Россия", "Россией", "i"), ("Китай", "Китаем", "i"), ("Турция", "Турции", "dgp"),
        ("внешняя торговля", "внешней торговли", "g"), ("российский", "российскому", "d"),
        ("объем =торговли", "объему торговли", "d"), ("инвестиции", "инвестиций", "G"),
        ("соглашение", "соглашений", "G"),
        ("совместное предприятие", "совместных предприятий", "G"),
    ],
)  # fmt: skip
def test_russian_form_carries_its_cases(word: str, form: str, cases: str) -> None:
    found = dict(russian.forms(word))
    assert form in found
    assert set(cases) <= set(found[form])


def test_russian_short_words_never_bend() -> None:
    assert [form for form, _ in russian.forms("до")] == ["до"]


@pytest.mark.parametrize(
    ("word", "plural"), [("company", "companies"), ("export", "exports"), ("tax", "taxes"), ("day", "days")]
)
def test_english_plural(word: str, plural: str) -> None:
    assert plural in dict(english.forms(word))
