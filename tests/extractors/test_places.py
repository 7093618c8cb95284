"""Places: every form leads to its entry, every country has its name, markers and traps, and time stays linear."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.pack import load
from extractors.languages.spelling import respelt
from extractors.mentions.lexicon import read
from extractors.mentions.places import Place, find_places
from extractors.records import Mention
from extractors.reference import countries

LANGUAGES = ("tr", "ru", "en")
CASES = tomllib.loads((Path(__file__).parent / "place_cases.toml").read_text(encoding="utf-8"))
NEUTRAL = {
    "tr": "dün gece {} konuşuldu.",
    "ru": "вчера вечером {} снова обсудили.",
    "en": "last night {} again came up.",
}
MARKERS = {"of", "to", "from", "in", "with", "between", "adj", "object", "aside", ""}
KINDS = {"place": ("name", "group", "region"), "capital": ("capital",), "region": ("region",), "leader": ("leader",)}


def places(text: str, code: str, field: str = "text") -> list[Mention]:
    return find_places(read(field, respelt([text], load(code))[0], load(code)))  # type: ignore[arg-type]


def value(mention: Mention) -> Place:
    assert isinstance(mention.value, Place)
    return mention.value


def shown(mentions: list[Mention]) -> str:
    return " ".join(f"{value(m).code}:{value(m).marker or '-'}" for m in mentions)


@pytest.mark.parametrize(
    ("code", "text", "expected"), [(code, text, expected) for code in LANGUAGES for text, expected in CASES[code]]
)
def test_case(code: str, text: str, expected: str) -> None:
    assert shown(places(text, code)) == expected


def written(code: str, kind: str) -> Iterator[tuple[str, str]]:
    for key, forms in load(code).tables.get(kind, {}).items():
        for form in forms:
            yield key, form.replace("=", "").rstrip("*")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["place", "capital", "region", "leader", "adjective", "people"])
def test_every_form_leads_to_its_entry(code: str, kind: str) -> None:
    wrong = []
    for key, form in written(code, kind):
        found = places(NEUTRAL[code].format(form), code)
        if not any(value(m).code == key.split(":")[0] for m in found):
            wrong.append((key, form, shown(found)))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_country_of_the_standard_has_its_name(code: str) -> None:
    assert len([c for c in countries.countries() if c != "XKX"]) == 249
    wrong = []
    for country in countries.countries():
        name = countries.load()[country].names[code]
        found = places(NEUTRAL[code].format(name), code)
        if [value(m).code for m in found] != [country]:
            wrong.append((country, name, shown(found)))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_is_known_to_the_reference(code: str) -> None:
    known = set(countries.load())
    keys = {key.split(":")[0] for kind in KINDS for key, _ in written(code, kind)}
    assert keys - known == set()
    assert set(countries.countries()) - set(load(code).tables["place"]) == set()
    assert set(countries.groups()) - set(load(code).tables["place"]) == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_years_of_office_are_sound(code: str) -> None:
    for key, _ in written(code, "leader"):
        match = re.fullmatch(r"[A-Z]{2,3}:(20\d\d)-(20\d\d)", key)
        assert match is not None, key
        assert 2000 <= int(match[1]) <= int(match[2]) <= 2026, key


def test_leader_carries_the_years_of_office() -> None:
    (mention,) = places("dün Caparov konuştu", "tr")
    assert value(mention) == Place("KGZ", "", "leader", 2020, 2026)


@pytest.mark.parametrize(
    ("code", "text", "form"),
    [
        ("en", "in Russia", "name"),
        ("en", "Russian oil", "adjective"),
        ("en", "the Russians came", "people"),
        ("en", "in Moscow", "capital"),
        ("en", "in Tatarstan", "region"),
        ("en", "with the EAEU", "group"),
        ("en", "to Europe", "region"),
        ("en", "with our country", "self"),
        ("tr", "Ruslar geldi", "people"),
        ("tr", "Rusun evi", "people"),
        ("ru", "много немцев", "people"),
        ("ru", "в Татарстане", "region"),
    ],
)
def test_form(code: str, text: str, form: str) -> None:
    (mention,) = places(text, code)
    assert value(mention).form == form


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("tr", "Türkiye’nin payı", "Türkiye"),
        ("tr", "Kırgızistanın payı", "Kırgızistan"),
        ("en", "exports to the United Arab Emirates", "United Arab Emirates"),
        ("en", "the U.S. share", "U.S."),
        ("ru", "доля Российской Федерации", "Российской Федерации"),
    ],
)
def test_span_is_the_name_without_ending_and_article(code: str, text: str, name: str) -> None:
    (mention,) = places(text, code)
    assert text[mention.start : mention.end] == name


def test_dateline_has_a_rule_of_its_own() -> None:
    first, second = places("ANKARA - Türkiye kazandı", "tr")
    assert first.rule == "place.tr.capital_dateline"
    assert second.rule == "place.tr.name_plain"


@pytest.mark.slow  # it measures: not beside other tests
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("piece", ["9", "(", "a", "Russia ", "Rusya ve ", "Россия, ", "China-", "в ", "to the ", "'"])
def test_hostile_text_takes_linear_time(code: str, piece: str) -> None:
    pack = load(code)

    def seconds(count: int) -> float:
        reading = read("text", piece * count, pack)
        best = 9.0
        for _ in range(3):
            begin = time.process_time()
            find_places(reading)
            best = min(best, time.process_time() - begin)
        return best

    small, large = seconds(2_000), seconds(16_000)
    assert large < max(small, 0.001) * 8 * 4


@pytest.mark.parametrize("code", LANGUAGES)
def test_markers_are_of_the_closed_set_and_rules_carry_the_language(code: str) -> None:
    for text, _ in CASES[code]:
        for mention in places(text, code):
            assert value(mention).marker in MARKERS
            assert re.fullmatch(rf"place\.{code}\.[a-z]+(_[a-z]+)?", mention.rule)


def case_forms(code: str, kind: str, letter: str) -> Iterator[tuple[str, str]]:
    """Yield (key, form) of the pack's forms of a kind that stand in the case, or of all where words do not bend."""
    for form, entries in load(code).forms.items():
        for entry in entries:
            fits = not entry.case or (letter in entry.case.lower() and len(set(entry.case.lower())) < 6)
            if entry.kind == kind and fits and ":" not in entry.key:
                yield entry.key, form.title()


FRAMES = {
    "tr": "Geçen yıl {}'dan Almanya'ya ihracat arttı.",
    "ru": "Экспорт из {} в Германию вырос.",
    "en": "Exports from {} to Germany rose.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_another_country_changes_the_code_and_nothing_else(code: str) -> None:
    wrong = []
    for key, form in case_forms(code, "place", "g"):
        entries = load(code).forms[form.lower().replace("i̇", "i")]
        if not countries.is_reported(key) or any(e.kind in ("caution", "notplace", "region") for e in entries):
            continue
        found = shown(places(FRAMES[code].format(form), code))
        expected = f"{key}:from " + ("" if key == "DEU" else "DEU:to")
        if found not in (expected, f"{key}:from DEU:to"):
            wrong.append((form, found))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
@given(text=st.text(alphabet="Rusya'nın ile-Çin,US.$ Россиявиз Китай(и)the of to Jordan 5\n’—", max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_mentions_are_slices_in_order(code: str, text: str) -> None:
    end = 0
    for mention in places(text, code):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
