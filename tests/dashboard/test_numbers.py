"""Numbers, days, periods and places in words: Turkish, Russian, English."""

from __future__ import annotations

import pytest

from dashboard import labels, numbers

TR, RU, EN = (labels.load(code) for code in ("tr", "ru", "en"))
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "measure", "turkish", "russian", "english"),
    [
        (4.1e9, "USD", "level", "4,1 milyar dolar", "4,1 млрд долл.", "$4.1 billion"),
        (13.6, "percent", "change_pct", "+%13,6", "+13,6 %", "+13.6%"),
        (-6.5, "percent", "change_pct", "−%6,5", "−6,5 %", "−6.5%"),
        (97, "percent", "level", "%97", "97 %", "97%"),
        (1700, "count", "level", "1.700", f"1{NBSP}700", "1,700"),
        (3, "ratio", "ratio", "3 kat", "в 3 раза", "3×"),
        (2.4e6, "tonne", "level", "2,4 milyon ton", "2,4 млн т", "2.4 million t"),
        (-275.8e9, "USD", "level", "−275,8 milyar dolar", "−275,8 млрд долл.", "−$275.8 billion"),
        (1.63e12, "CNY", "level", "1,63 trilyon yuan", "1,63 трлн юаней", "1.63 trillion yuan"),
        (5e9, "XYZ", "level", "5 milyar XYZ", "5 млрд XYZ", "5 billion XYZ"),
    ],
)
def test_amounts(value: float, unit: str, measure: str, turkish: str, russian: str, english: str) -> None:
    assert [numbers.amount(value, unit, words, measure) for words in (TR, RU, EN)] == [turkish, russian, english]


@pytest.mark.parametrize(
    ("period", "turkish", "russian", "english"),
    [
        ("2024", "2024", "2024", "2024"),
        ("2025-01/2025-09", "Ocak – Eylül 2025", "январь – сентябрь 2025", "January – September 2025"),
        ("2025-08", "Ağustos 2025", "август 2025", "August 2025"),
        ("2025-01/2025-06", "2025, 1. yarıyıl", "1-е полугодие 2025", "2025, half 1"),
        ("2025-07/2025-09", "2025, 3. çeyrek", "3-й квартал 2025", "2025, quarter 3"),
        ("2023/2024", "2023 – 2024", "2023 – 2024", "2023 – 2024"),
        (None, "dönem belirtilmemiş", "период не назван", "no stated period"),
    ],
)
def test_periods(period: str | None, turkish: str, russian: str, english: str) -> None:
    assert [numbers.period(period, code) for code in ("tr", "ru", "en")] == [turkish, russian, english]


@pytest.mark.parametrize("text", ["2025-13", "x/y", "2025-99/2025-98", "???"])
def test_a_strange_period_is_shown_as_it_is(text: str) -> None:
    assert numbers.period(text, "en")


def test_bound_words_stand_where_the_language_puts_them() -> None:
    assert [numbers.bounded("2 x", "above", words) for words in (TR, RU, EN)] == [
        "2 x üstü",
        "свыше 2 x",
        "more than 2 x",
    ]


def test_places_and_groups() -> None:
    assert [numbers.place("KGZ", code) for code in ("tr", "ru", "en")] == ["Kırgızistan", "Киргизия", "Kyrgyzstan"]
    assert numbers.place("WLD", "tr") == "Dünya"
    assert numbers.place("XKQ", "en") == "XKQ"
    assert numbers.pair_name("KGZ-RUS", "tr") == "Kırgızistan – Rusya"


def test_days_and_nothing() -> None:
    assert numbers.day("2025-11-26", TR) == "26 Kas 2025"
    assert numbers.day(None, TR) == numbers.NOTHING
    assert numbers.day("never", TR) == numbers.NOTHING
