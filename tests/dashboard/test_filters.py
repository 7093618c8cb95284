"""The address as a record: codes only, defaults stay out, malformed values are refused and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import filters, labels
from dashboard.filters import NAMES, Filter, read
from dashboard.pages import PAGES
from tests.dashboard.conftest import open_page


def test_an_empty_choice_leaves_the_address_bare() -> None:
    assert Filter().query() == {}


def test_a_choice_survives_the_address() -> None:
    chosen = Filter(lang="en", pair="KGZ-RUS", ind="exports", who=("Putin", "Ушаков"), asof="2025-11-26", q="doğal gaz")
    query = {name: value if isinstance(value, list) else [value] for name, value in chosen.query().items()}
    reading = read(query, labels.codes())
    assert reading.choice == chosen
    assert reading.refused == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pair", "kyrgyzstan"),
        ("pair", "KGZ-RUS;DROP TABLE"),
        ("ind", "gdp"),
        ("m", "sideways"),
        ("asof", "2025-13-01"),
        ("asof", "yesterday"),
        ("year", "2018"),
        ("page", "-1"),
        ("lang", "xx"),
        ("tab", "secret"),
        ("log", "yes"),
        ("nonsense", "1"),
        ("id", "../../etc/passwd x"),
        ("q", "a\x00b"),
        ("q", "x" * 500),
    ],
)
def test_malformed_values_are_refused(name: str, value: str) -> None:
    reading = read({name: [value]}, labels.codes())
    assert reading.choice == Filter()
    assert [refused for refused, _ in reading.refused] == [name]


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=40), max_size=3), max_size=6))
def test_no_address_breaks_the_reading(query: dict[str, list[str]]) -> None:
    reading = read(query, labels.codes())
    again = {n: v if isinstance(v, list) else [v] for n, v in reading.choice.query().items()}
    assert read(again, labels.codes()).choice == reading.choice


def test_pages_name_only_known_filters_and_have_their_own_paths() -> None:
    assert {name for page in PAGES for name in page.names} <= set(NAMES)
    paths = [page.path for page in PAGES]
    assert len(set(paths)) == len(paths)
    assert all(path.isascii() for path in paths)


def test_every_page_of_the_map_is_there() -> None:
    assert {page.path for page in PAGES if page.file.exists()} == {
        "",
        "ikili",
        "karsilastir",
        "iddialar",
        "iddia",
        "celiskiler",
        "hedefler",
        "resmi",
        "haber-ekle",
        "inceleme",
        "veri",
    }


def test_the_written_address_holds_what_the_page_chose_itself(hand_store: Path) -> None:
    at = open_page("pair", lang="en")
    at.selectbox(key="w_pair").set_value("TUR-UZB").run()
    assert not at.exception
    said = {name: at.query_params[name] for name in at.query_params}
    flat = {name: value[0] if isinstance(value, list) else value for name, value in said.items()}
    assert flat["pair"] == "TUR-UZB"
    assert flat["ind"] == "exports"
    assert flat["unit"] == "USD"
    assert flat["lang"] == "en"


def test_opening_a_bare_address_writes_nothing(hand_store: Path) -> None:
    at = open_page("pair")
    assert len(at.query_params) == 0


def test_reset_takes_the_choices_back(hand_store: Path) -> None:
    at = open_page("claims", lang="en", q="Kasymaliev", status=["actual"])
    next(button for button in at.button if button.label == "Clear filters").click().run()
    assert "q" not in at.query_params
    assert "status" not in at.query_params


def test_years_read_only_spans() -> None:
    assert filters.years("2018-2024") == (2018, 2024)
    assert filters.years("2018") is None
