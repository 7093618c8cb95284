"""Which pack reads a text of a few words: its number and calendar words say so where no common word does."""

from __future__ import annotations

import pytest

from extractors.languages.detect import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("on yedi", "tr"),
        ("dokuzyüz lira", "tr"),
        ("Nis 2011", "tr"),
        ("2013'ten sonra", "tr"),
        ("geçen hafta", "tr"),
        ("yetmiş iki avro", "tr"),
        ("seventeen", "en"),
        ("on 3 May", "en"),
        ("7 Turkish lira", "en"),
        ("last month", "en"),
        ("USD 40", "en"),
        ("сорок два", "ru"),
        ("прошлый квартал", "ru"),
        ("iyirmi manat", "az"),
        ("keçən ay", "az"),
        ("7 Belarus rublesi", "tr"),
        ("25 Meksika pesosu", "tr"),
        ("Eki 2014", "tr"),
        ("Yolların bakımı bitti", "tr"),
        ("4 Mexican pesos", "en"),
        ("1,250 AZN", "en"),
        ("INR 1,250", "en"),
    ],
)
def test_a_text_of_a_few_words_is_known_by_its_numbers_and_dates(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_the_same_words_count_nothing_in_a_longer_text() -> None:
    text = "The village of Ocak on the river Mart was, as the old men said, a place of peace for all who lived there."
    assert detect_language(text) == "en"
