"""Periods: our own sentences, properties of all texts, and the calendar itself."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.pack import languages, load
from extractors.mentions import calendar
from extractors.mentions.calendar import Period
from extractors.mentions.lexicon import read
from extractors.mentions.periods import find_periods

HERE = Path(__file__).parent
TABLES = [
    tomllib.loads((HERE / f"test_periods_{name}.toml").read_text(encoding="utf-8")) for name in ("cases", "phrases")
]
CASES = [
    (lang, row["published"], case[0], case[1:])
    for table in TABLES
    for lang, row in table.items()
    for case in row["cases"]
]
DAY = date(2025, 11, 26)


def periods(lang: str, text: str, published: date = DAY) -> list[tuple[str, Period]]:
    found = []
    for mention in find_periods(read("text", text, load(lang)), published):
        assert isinstance(mention.value, Period)
        assert mention.kind == "period"
        found.append((text[mention.start : mention.end], mention.value))
    return found


@pytest.mark.parametrize(("lang", "published", "text", "wanted"), CASES, ids=[case[2][:40] for case in CASES])
def test_case(lang: str, published: str, text: str, wanted: list[str]) -> None:
    found = []
    for slice_, value in periods(lang, text, date.fromisoformat(published)):
        marks = " base" * value.base + " until" * value.until
        found.append(f"{slice_} = {value.iso or '-'}{marks}")
    assert found == wanted


def test_case_table_is_large_and_has_negatives() -> None:
    for lang in WRITTEN:
        rows = [case for case in CASES if case[0] == lang]
        assert len(rows) >= 110
        assert sum(not case[3] for case in rows) >= 10


WRITTEN = {
    "en": {
        "year": "Exports rose in {year}.",
        "since": "Exports have risen since {year}.",
        "until": "They want 5 billion by {year}.",
        "month": "Exports rose in {month} {year}.",
        "day": "Exports rose on {day} {month} {year}.",
        "first": "Exports rose in the first {count} months of {year}.",
        "range": "Exports rose in {month}-{last} {year}.",
    },
    "tr": {
        "year": "İhracat {year} yılında arttı.",
        "since": "İhracat {year} yılından bu yana artıyor.",
        "until": "İhracat {year} yılına kadar artacak.",
        "month": "İhracat {month} {year} döneminde arttı.",
        "day": "İhracat {day} {month} {year} tarihinde arttı.",
        "first": "İhracat {year} yılının ilk {count} ayında arttı.",
        "range": "İhracat {year} yılının {month}-{last} döneminde arttı.",
    },
    "ru": {
        "year": "Экспорт вырос в {year} году.",
        "since": "Экспорт растет с {year} года.",
        "until": "Экспорт вырастет к {year} году.",
        "month": "Экспорт вырос в {month} {year} года.",
        "day": "Экспорт вырос {day} {month} {year} года.",
        "first": "Экспорт вырос за первые {count} месяцев {year} года.",
        "range": "Экспорт вырос за {month} — {last} {year} года.",
    },
}
NAMES = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "tr": [
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haziran",
        "Temmuz",
        "Ağustos",
        "Eylül",
        "Ekim",
        "Kasım",
        "Aralık",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
}


@pytest.mark.parametrize("lang", sorted(WRITTEN))
@settings(max_examples=60, deadline=None)
@given(year=st.integers(1950, 2060), first=st.integers(1, 12), last=st.integers(1, 12), of=st.integers(1, 28))
def test_written_periods_read_back(lang: str, year: int, first: int, last: int, of: int) -> None:
    first, last = min(first, last), max(first, last)
    slots = {"year": year, "month": NAMES[lang][first - 1], "last": NAMES[lang][last - 1], "day": of, "count": last}

    def read_back(name: str) -> str | None:
        found = periods(lang, WRITTEN[lang][name].format(**slots))
        assert len(found) == 1, found
        return found[0][1].iso

    assert read_back("year") == str(year)
    assert read_back("month") == f"{year}-{first:02d}"
    assert read_back("day") == f"{year}-{first:02d}-{of:02d}"
    if last > 1:
        assert read_back("first") == calendar.months(year, 1, last)
    if first < last:
        assert read_back("range") == calendar.months(year, first, last)
    if year < DAY.year:
        assert read_back("since") == f"{year}/{DAY.year}"
    if year > DAY.year:
        (found,) = periods(lang, WRITTEN[lang]["until"].format(**slots))
        assert (found[1].iso, found[1].until) == (str(year), True)


LANGUAGES = [lang for lang in languages() if "period" in load(lang).tables.get("pattern", {})]


def words_of(lang: str) -> list[str]:
    table = load(lang).tables["pattern"]["period"]["word"]
    forms = [form.replace("=", "") for kind in table.values() for forms in kind.values() for form in forms]
    return [
        *forms,
        "2024",
        "2022-23",
        "11.2025",
        "24.11.2025",
        "9",
        "31",
        "Q3",
        "1H25",
        "'",
        "-",
        "—",
        ",",
        ".",
        "%",
        "$",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), published=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_chain_of_period_words_raises_and_spans_are_slices(lang: str, data: st.DataObject, published: date) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(words_of(lang)), max_size=12)))
    end = 0
    for mention in find_periods(read("text", text, load(lang)), published):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        value = mention.value
        assert isinstance(value, Period)
        if value.iso:
            left, right = calendar.ends(value.iso)
            assert left <= right


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_no_text_raises(lang: str, text: str) -> None:
    periods(lang, text)
    periods(lang, f"{text} 2024 {text}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", ["1", "1-", "2024-", "2024 ", "(", "'", "a", "1.1.", "Q1"])
def test_time_is_linear_on_hostile_text(lang: str, piece: str) -> None:
    def cost(size: int) -> float:
        reading = read("text", piece * (size // len(piece)), load(lang))
        begin = process_time()
        find_periods(reading, DAY)
        return process_time() - begin

    cost(1000)
    small, large = min(cost(20_000) for _ in range(3)), min(cost(100_000) for _ in range(2))
    assert large < 12 * small + 0.1


def test_relative_words_move_with_publication() -> None:
    for year in (2001, 2019, 2024):
        ((_, value),) = periods("en", "Exports rose last year.", date(year, 5, 1))
        assert value.iso == str(year - 1)
        assert value.anchor == "published"


def test_context_is_what_the_lead_needs() -> None:
    (first, same) = (value for _, value in periods("en", "In January-June exports rose. A year earlier they fell."))
    assert (first.anchor, first.months) == ("context", (1, 6))
    assert (same.anchor, same.shift, same.iso) == ("context", -1, "2024-01/2024-06")


def test_every_day_of_a_year_reads_back() -> None:
    start = date(2024, 1, 1)
    for step in range(366):
        day = start + timedelta(days=step)
        ((_, value),) = periods("en", f"It was signed on {NAMES['en'][day.month - 1]} {day.day}, {day.year}.")
        assert value.iso == day.isoformat()
