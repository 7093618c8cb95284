"""Quantities: executed cases, and properties that hold for any text."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.pack import languages, load
from extractors.mentions.lexicon import read
from extractors.mentions.quantities import find_quantities
from extractors.records import QUANTITY_KINDS, Mention, Quantity

CASES = tomllib.loads(Path(__file__).with_name("test_quantities_cases.toml").read_text(encoding="utf-8"))["case"]
# languages with a table of quantities
CODES = [code for code in languages() if "quantity" in load(code).tables.get("pattern", {})]


def quantities(code: str, text: str) -> list[Mention]:
    return find_quantities(read("text", text, load(code)))


def row(text: str, mention: Mention) -> str:
    quantity = mention.value
    assert isinstance(quantity, Quantity)
    kind = f"count:{mention.rule.rsplit('.', 1)[1]}" if mention.kind == "count" else mention.kind
    high = "" if quantity.value_max is None else f"..{quantity.value_max}"
    written = text[mention.start : mention.end]
    return f"{written} | {kind} | {quantity.value}{high} | {quantity.unit or '-'} | {quantity.bound}"


def value(mention: Mention) -> Decimal:
    assert isinstance(mention.value, Quantity)
    return mention.value.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['text'][:40]}")
def test_case_finds_exactly_its_quantities(case: dict[str, object]) -> None:
    lang, text = str(case["lang"]), str(case["text"])
    assert [row(text, mention) for mention in quantities(lang, text)] == case["find"]


# ---- properties

ANY_TEXT = st.text(max_size=200) | st.text(alphabet="0123456789.,' -/%$€:()\n'–abckmbnİıа", max_size=120)


@pytest.mark.parametrize("code", CODES)
@given(text=ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_spans_are_ordered_slices(code: str, text: str) -> None:
    end = 0
    for mention in quantities(code, text):
        assert mention.kind in QUANTITY_KINDS
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.start >= end
        assert value(mention).is_finite()
        end = mention.end


WORDS = st.sampled_from(
    [
        "yüzde",
        "5",
        "iki",
        "milyar",
        "dolar",
        "aşkın",
        "'ı",
        "%",
        "$",
        "€",
        "up",
        "to",
        "half",
        "a",
        "third",
        "one",
        "twenty-one",
        "hundred",
        "and",
        "3",
        "1/2",
        "from",
        "between",
        "more",
        "than",
        "млрд",
        "долларов",
        "США",
        "в",
        "раза",
        "от",
        "до",
        "полтора",
        "две",
        "трети",
        "свыше",
        "2,5",
        "1.254",
        "1",
        "254",
        "-",
        "–",
        "(",
        ")",
        "companies",
        "şirket",
        "компаний",
        "к",
        "k",
        "bn",
    ]
)


@pytest.mark.parametrize("code", CODES)
@given(words=st.lists(WORDS, max_size=25), glue=st.sampled_from([" ", "", "-", "\n", ". "]))
@settings(max_examples=150, deadline=None)
def test_words_of_quantities_in_any_order_do_not_raise(code: str, words: list[str], glue: str) -> None:
    text = glue.join(words)
    end = 0
    for mention in quantities(code, text):
        assert mention.start >= end
        end = mention.end


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


NOTATIONS = {
    "tr": (".", ",", ("{} dolar", "{} TL", "{} avro"), ("USD", "TRY", "EUR")),
    "ru": (" ", ",", ("{} долларов", "{} рублей", "{} евро"), ("USD", "RUB", "EUR")),
    "en": (",", ".", ("${}", "{} roubles", "€{}"), ("USD", "RUB", "EUR")),
}


@pytest.mark.parametrize("code", sorted(NOTATIONS))
@given(whole=st.integers(0, 10**12), cents=st.integers(0, 99), which=st.integers(0, 2), plain=st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_sum_in_digits_reads_back(code: str, whole: int, cents: int, which: int, plain: bool) -> None:
    group, mark, patterns, units = NOTATIONS[code]
    written = f"{whole if plain else grouped(whole, group)}{mark}{cents:02d}"
    (mention,) = quantities(code, f"... {patterns[which].format(written)} ...")
    assert value(mention) == Decimal(f"{whole}.{cents:02d}")
    assert isinstance(mention.value, Quantity)
    assert mention.value.unit == units[which]


SCALES = {
    "tr": (("bin", 3), ("milyon", 6), ("milyar", 9), ("trilyon", 12)),
    "ru": (("тыс.", 3), ("млн", 6), ("млрд", 9), ("трлн", 12), ("миллиардов", 9), ("тысяч", 3)),
    "en": (("thousand", 3), ("million", 6), ("bn", 9), ("trillion", 12), ("mln", 6), ("crore", 7)),
}


@pytest.mark.parametrize("code", sorted(SCALES))
@given(tenths=st.integers(1, 99999), which=st.integers(0, 3), glued=st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_scaled_number_reads_back(code: str, tenths: int, which: int, glued: bool) -> None:
    mark = load(code).tables["language"]["decimal"]
    word, power = SCALES[code][which]
    written = f"{tenths // 10}{mark}{tenths % 10}{'' if glued else ' '}{word}"
    (mention,) = quantities(code, f"x {written} x")
    assert value(mention) == Decimal(tenths) * Decimal(10) ** (power - 1)


TURKISH = ["", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"]
TURKISH_TENS = ["", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"]
ENGLISH = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ENGLISH_TENS = ["", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
RUSSIAN = [
    "",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
RUSSIAN_TENS = [
    "",
    "-",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
RUSSIAN_HUNDREDS = [
    "",
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]


def below_thousand(code: str, number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if code == "tr":
        parts = [
            "" if hundreds < 2 else TURKISH[hundreds],
            "yüz" if hundreds else "",
            TURKISH_TENS[rest // 10],
            TURKISH[rest % 10],
        ]
    elif code == "en":
        small = ENGLISH[rest] if rest < 20 else f"{ENGLISH_TENS[rest // 10]}-{ENGLISH[rest % 10]}".rstrip("-")
        parts = [f"{ENGLISH[hundreds]} hundred" if hundreds else "", "and" if hundreds and rest else "", small]
    else:
        small = RUSSIAN[rest] if rest < 20 else f"{RUSSIAN_TENS[rest // 10]} {RUSSIAN[rest % 10]}"
        parts = [RUSSIAN_HUNDREDS[hundreds], small]
    return " ".join(part for part in parts if part)


def in_words(code: str, number: int) -> str:
    scales = {
        "tr": ["milyar", "milyon", "bin"],
        "en": ["billion", "million", "thousand"],
        "ru": ["миллиардов", "миллионов", "тысяч"],
    }
    parts = []
    for power, scale in zip((9, 6, 3), scales[code], strict=True):
        count, number = divmod(number, 10**power)
        if count:
            parts.append(scale if scale == "bin" and count == 1 else f"{below_thousand(code, count)} {scale}")
    if number:
        parts.append(below_thousand(code, number))
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("code", sorted(SCALES))
@given(number=st.integers(1, 10**12 - 1), capitals=st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_number_in_words_reads_back(code: str, number: int, capitals: bool) -> None:
    words = in_words(code, number)
    if capitals:
        words = words.replace("i", "İ").replace("ı", "I").upper() if code == "tr" else words.upper()
    (mention,) = quantities(code, f"= {words} =")
    assert value(mention) == number
    assert mention.end == len(words) + 2


@pytest.mark.parametrize("code", CODES)
def test_every_currency_form_is_money_of_its_code(code: str) -> None:
    for unit, forms in load(code).tables["currency"].items():
        for form in forms:
            name = form.replace("=", "").strip("*")
            found = quantities(code, f"x 25 {name} x")
            units = [mention.value.unit for mention in found if isinstance(mention.value, Quantity)]
            assert units == [unit], (unit, form, found)


@pytest.mark.parametrize("sign", ["$", "US$", "USD ", "€", "£", "₺", "₽", "A$", "HK$", "RMB ", "Rs ", "KZT "])
@pytest.mark.parametrize("code", CODES)
def test_signs_of_money_belong_to_no_language(code: str, sign: str) -> None:
    (mention,) = quantities(code, f"({sign}25.5)")
    assert mention.kind == "money"
    assert (mention.start, mention.end) == (1, len(sign) + 5)


def test_one_letter_is_money_only_before_a_clear_sum() -> None:
    assert [mention.kind for mention in quantities("en", "N54 billion, N54, R1,250.50")] == ["money", "money"]


HOSTILE = {
    "digits": "1" * 50_000,
    "groups": "1.234," * 10_000,
    "brackets": "(" * 10_000 + "5" + ")" * 10_000,
    "one word": "milyar " * 10_000,
    "numerals": "twenty one " * 10_000,
    "signs": "$€%-" * 10_000,
    "dashes": "5-" * 20_000,
    "no spaces": "5milyardolar" * 5_000,
    "spaces": "5" + " " * 50_000 + "milyar",
    "addresses": "http://a.b/1 " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("code", CODES)
def test_time_grows_linearly_on_hostile_text(code: str, name: str) -> None:
    text = HOSTILE[name]
    half, whole = read("text", text[: len(text) // 4], load(code)), read("text", text, load(code))
    times = []
    for reading in (half, whole):
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            find_quantities(reading)
            best = min(best, time.process_time() - started)
        times.append(best)
    assert times[1] < 12 * times[0] + 0.05, times
