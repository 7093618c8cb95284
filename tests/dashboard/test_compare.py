"""Pairs in one chart: lines, gaps, the year of 100, what is left out and said to be, and the same rows in the CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import labels
from dashboard.charts.drawing import Style
from dashboard.charts.joint import ROUNDS, joint
from dashboard.filters import OWN_BASE
from dashboard.theme import GREY, GROUPS, LIGHT
from dashboard.views import compare_lines
from dashboard.views.compare_lines import MOST, Lines
from tests.dashboard.conftest import open_page, texts

WORDS = labels.load("en")
STYLE = Style(WORDS, LIGHT, source="Source: x<br>address")


def rows(values: dict[int, float], *, claims: int = 1) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reporter": "AAA",
            "partner": "BBB",
            "indicator": "exports",
            "measure": "level",
            "unit": "USD",
            "period": [str(year) for year in values],
            "year": list(values),
            "value": list(values.values()),
            "stated": list(values.values()),
            "value_lo": list(values.values()),
            "value_hi": list(values.values()),
            "claim_id": [f"c{year}" for year in values],
            "n_claims": claims,
            "n_sources": 1,
        }
    )


LINES = Lines({"a": rows({2020: 1e9, 2021: 2e9, 2024: 4e9}), "b": rows({2021: 8e9, 2022: 4e9})})


def lines_of(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def test_every_value_is_a_dot_of_its_line_and_opens_its_claim() -> None:
    drawn = lines_of(joint(LINES.shown, STYLE, "USD"))
    assert [trace.name for trace in drawn] == ["a", "b"]
    points = [
        {(x, y, claim[0]) for x, y, claim in zip(trace.x, trace.y, trace.customdata, strict=True) if y is not None}
        for trace in drawn
    ]
    assert points[0] == {(2020, 1.0, "c2020"), (2021, 2.0, "c2021"), (2024, 4.0, "c2024")}
    assert points[1] == {(2021, 8.0, "c2021"), (2022, 4.0, "c2022")}


def test_no_solid_line_crosses_years_without_a_value() -> None:
    figure = joint(LINES.shown, STYLE, "USD")
    assert list(lines_of(figure)[0].y) == [1.0, 2.0, None, 4.0]
    assert list(lines_of(figure)[1].y) == [8.0, 4.0]
    bridge = [trace for trace in figure.data if trace.mode == "lines"]
    assert [(list(one.x), list(one.y), one.line.dash) for one in bridge] == [
        ([2021, 2024, None], [2.0, 4.0, None], "dot")
    ]


def test_as_many_lines_as_there_may_be_look_unlike_each_other() -> None:
    many = {f"pair {n}": rows({2020: n + 1.0, 2021: n + 2.0}) for n in range(MOST)}
    drawn = lines_of(joint(many, STYLE, "USD"))
    looks = {(trace.line.color, trace.line.dash, trace.marker.symbol) for trace in drawn}
    assert len(looks) == MOST
    assert {color for color, _, _ in looks} <= {*GROUPS, GREY}
    assert {(dash, mark) for _, dash, mark in looks} == set(ROUNDS)


def test_the_chosen_claim_has_a_ring() -> None:
    ring = joint(LINES.shown, Style(WORDS, LIGHT, chosen="c2022"), "USD").data[-1]
    assert (list(ring.x), list(ring.y), ring.marker.symbol) == ([2022], [4.0], "circle-open")


def test_names_are_escaped() -> None:
    figure = joint({"<b onclick=x>a</b>": rows({2020: 1.0})}, STYLE, "USD")
    assert "<b onclick" not in str(lines_of(figure)[0].name) + str(lines_of(figure)[0].hovertext)


def test_the_index_has_one_year_for_all() -> None:
    assert compare_lines.base_years(LINES) == ([OWN_BASE, "2020", "2021", "2022", "2024"], "2021")
    found = compare_lines.indexed(LINES, "2021")
    assert list(found.shown["a"]["value"]) == [50.0, 100.0, 200.0]
    assert list(found.shown["b"]["value"]) == [100.0, 50.0]
    assert found.without_base == ()


def test_a_line_without_a_value_in_the_year_of_100_is_named() -> None:
    found = compare_lines.indexed(LINES, "2020")
    assert list(found.shown) == ["a"]
    assert found.without_base == ("b",)


def test_zero_cannot_be_100() -> None:
    lines = Lines({"a": rows({2020: 0.0, 2021: 5.0}), "b": rows({2020: 1.0, 2021: 2.0})})
    assert compare_lines.base_years(lines) == ([OWN_BASE, "2020", "2021"], "2021")
    assert compare_lines.indexed(lines, "2020").without_base == ("a",)
    assert list(compare_lines.indexed(lines, OWN_BASE).shown["a"]["value"]) == [0.0, 100.0]


def test_lines_that_share_no_year_begin_each_at_100() -> None:
    lines = Lines({"a": rows({2019: 2.0, 2020: 3.0}), "b": rows({2021: 4.0})})
    assert compare_lines.base_years(lines)[1] == OWN_BASE
    found = compare_lines.indexed(lines, OWN_BASE)
    assert [float(part["value"].iloc[0]) for part in found.shown.values()] == [100.0, 100.0]


def test_lines_beyond_the_most_are_counted() -> None:
    many = {f"pair {n}": rows({2020: float(n + 1)}) for n in range(MOST + 3)}
    kept = compare_lines.ordered(many, "value")
    assert kept.left_out == 3
    assert list(kept.shown) == [f"pair {n}" for n in range(MOST + 2, 2, -1)]


def test_the_file_holds_what_was_said_and_the_index_beside_it() -> None:
    read = list(csv.DictReader(io.StringIO(compare_lines.indexed(LINES, "2021").csv())))
    assert [(row["period"], float(row["value"]), float(row["index"]), row["index_base"]) for row in read][:2] == [
        ("2020", 1e9, 50.0, "2021"),
        ("2021", 2e9, 100.0, "2021"),
    ]
    assert "index" not in LINES.csv().split("\n", 1)[0]


@pytest.mark.parametrize("language", labels.codes())
@pytest.mark.parametrize("mode", ["level", "growth", "index"])
@pytest.mark.parametrize("view", ["one", "each"])
def test_the_page_draws_each_choice(language: str, mode: str, view: str, hand_store: Path) -> None:
    at = open_page("compare", lang=language, ind="trade_turnover", mode=mode, view=view)
    charts = at.get("plotly_chart")
    assert len(charts) == 1 if view == "one" else len(charts) >= 1
    assert len(at.dataframe) == 1


def test_the_address_names_a_year_that_is_not_there(hand_store: Path) -> None:
    at = open_page("compare", lang="en", ind="trade_turnover", mode="index", base="1901")
    assert any("1901" in warning.value for warning in at.warning)


def test_the_page_says_which_pair_has_no_index(hand_store: Path) -> None:
    at = open_page("compare", lang="en", ind="exports", mode="index", base="2024")
    assert "there is no value for 2024" in texts(at)


def test_growth_is_not_drawn_over_years_without_a_value() -> None:
    drawn = joint(LINES.shown, STYLE, "percent", bridge=False).data
    assert [trace.mode for trace in drawn] == ["lines+markers", "lines+markers"]
    assert list(drawn[0].y)[2] is None


def test_a_choice_without_values_says_why(hand_store: Path) -> None:
    at = open_page("compare", lang="en", ind="trade_turnover", asof="2001-01-01")
    assert "as known on: 1 Jan 2001" in texts(at)


def test_an_unknown_pair_is_named_with_what_is_shown_instead(hand_store: Path) -> None:
    at = open_page("compare", lang="en", ind="trade_turnover", pairs=["KGZ-RUS", "AAA-BBB"])
    [notice] = [warning.value for warning in at.warning]
    assert "AAA-BBB" in notice
    assert "Showing Kyrgyzstan – Russia" in notice
