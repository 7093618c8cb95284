"""The reference of countries and groups: complete, consistent, and what an observation may carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.errors import PackError
from extractors.reference import countries

GUIDE_GROUPS = [
    "WLD",
    "EU",
    "EAEU",
    "CIS",
    "OTS",
    "ASEAN",
    "GCC",
    "BRICS",
    "SCO",
    "MERCOSUR",
    "EFTA",
    "AFR",
    "CAS",
    "ARAB",
    "LAC",
]  # the codes of the annotation guide, in its order


def test_countries_are_those_of_the_standard_and_kosovo() -> None:
    codes = countries.countries()
    assert len(codes) == 250
    assert "XKX" in codes
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    assert {"TUR", "RUS", "USA", "CHN", "KGZ", "SSD", "PSE", "TWN"} <= set(codes)


def test_alpha_2_codes_are_there_and_unique() -> None:
    pairs = [economy.alpha2 for code, economy in countries.load().items() if not economy.is_group]
    assert len(set(pairs)) == len(pairs)
    assert countries.load()["KGZ"].alpha2 == "KG"


def test_groups_are_those_of_the_guide() -> None:
    assert list(countries.groups()) == GUIDE_GROUPS


def test_every_economy_has_a_name_in_every_language() -> None:
    keys = {frozenset(economy.names) for economy in countries.load().values()}
    assert len(keys) == 1
    assert all(
        name.strip() == name and name for economy in countries.load().values() for name in economy.names.values()
    )


@pytest.mark.parametrize(
    ("code", "country", "group", "reported"),
    [
        ("TUR", True, False, True),
        ("WLD", False, True, True),
        ("EU", False, True, True),
        ("EUROPE", False, True, False),
        ("SUN", False, True, False),
        ("tur", False, False, False),
        ("", False, False, False),
    ],
)
def test_what_a_code_is(code: str, country: bool, group: bool, reported: bool) -> None:
    assert countries.is_country(code) is country
    assert countries.is_group(code) is group
    assert countries.is_reported(code) is reported


def test_broken_table_is_an_error_that_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "countries.toml").write_text('KGZ = { alpha2 = "KG"', encoding="utf-8")
    monkeypatch.setattr(countries, "_FOLDER", tmp_path)
    countries.load.cache_clear()
    try:
        with pytest.raises(PackError, match=r"reference/countries\.toml"):
            countries.load()
    finally:
        countries.load.cache_clear()


def test_code_in_both_tables_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = 'EU = { alpha2 = "EU", tr = "a", ru = "b", en = "c" }\n'
    (tmp_path / "countries.toml").write_text(row, encoding="utf-8")
    (tmp_path / "groups.toml").write_text(row, encoding="utf-8")
    monkeypatch.setattr(countries, "_FOLDER", tmp_path)
    countries.load.cache_clear()
    try:
        with pytest.raises(PackError, match="EU is already a country"):
            countries.load()
    finally:
        countries.load.cache_clear()
