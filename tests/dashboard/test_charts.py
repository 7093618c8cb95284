"""Charts as figures: every claim is drawn, the encodings hold, foreign text is harmless, large frames stay light."""

from __future__ import annotations

import html
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import labels
from dashboard.charts import claims, drawing, multiples, official, revisions, targets, vintage
from dashboard.charts.drawing import Style
from dashboard.charts.groups import with_groups
from dashboard.theme import DARK, GREY, GROUPS, LIGHT
from data.series import series
from data.speakers import voice
from tests.dashboard import handmade

WORDS = labels.load("en")
STYLE = Style(WORDS, LIGHT, source="Source: x<br>address")


@pytest.fixture
def frame(tmp_path: Path) -> pd.DataFrame:
    with handmade.filled(tmp_path) as store:
        return store.claims_frame()


def turnover(frame: pd.DataFrame) -> pd.DataFrame:
    part = frame[(frame["indicator"] == "trade_turnover") & (frame["measure"] == "level") & (frame["unit"] == "USD")]
    part = part[part["reporter"] == "KGZ"]
    return with_groups(part, WORDS, voice)


def ids(figure: go.Figure) -> set[str]:
    return {str(row[0]) for trace in figure.data if trace.customdata is not None for row in trace.customdata}


def test_every_claim_of_a_year_is_a_dot(frame: pd.DataFrame) -> None:
    part = turnover(frame)
    assert ids(claims.by_year(part, STYLE, "USD")) == set(part["claim_id"])


def test_claims_without_speaker_or_period_are_drawn(frame: pd.DataFrame) -> None:
    part = with_groups(frame[frame["indicator"] == "company_count"], WORDS, voice)
    lanes = (claims.by_year, claims.by_part, claims.undated)
    assert set().union(*(ids(lane(part, STYLE, "count")) for lane in lanes)) == set(part["claim_id"])
    assert "the article itself" in set(turnover(frame)["group"])


def test_the_three_lanes_share_no_claim_and_lose_none(frame: pd.DataFrame) -> None:
    parts = [claims.full_years(frame), claims.partial(frame), claims.without_period(frame)]
    assert sum(map(len, parts)) == len(frame)
    assert set().union(*(set(part["claim_id"]) for part in parts)) == set(frame["claim_id"])


def test_shape_is_status(frame: pd.DataFrame) -> None:
    figure = claims.by_year(turnover(frame), STYLE, "USD")
    target = frame[(frame["status"] == "target")]["claim_id"].iloc[0]
    drawn = [
        trace for trace in figure.data if trace.customdata is not None and target in {r[0] for r in trace.customdata}
    ]
    assert [trace.marker.symbol for trace in drawn] == ["diamond"]


def test_an_open_end_gets_an_arrow_and_a_whisker(frame: pd.DataFrame) -> None:
    figure = claims.by_year(turnover(frame), STYLE, "USD")
    assert sum(len(trace.x) for trace in figure.data if trace.marker.symbol == "arrow-up") == 2  # two "more than $3bn"
    above = frame[(frame["bound"] == "above") & (frame["unit"] == "USD")]
    assert drawing.open_high(above).tolist() == pytest.approx((above["value"] * 1.1).tolist())


def test_the_bar_joins_smallest_and_largest_actual_value(frame: pd.DataFrame) -> None:
    figure = claims.by_year(turnover(frame), STYLE, "USD")
    bar = next(trace for trace in figure.data if trace.name == "range of the actual values")
    ends = sorted(value for value in bar.y if value is not None)
    assert ends == [2.9, 3.0, 3.0, 3.5, 3.9, 4.1]


def test_colours_stay_with_their_speaker_between_charts(frame: pd.DataFrame) -> None:
    whole = frame[(frame["indicator"] == "trade_turnover") & (frame["reporter"] == "KGZ")]
    levels = with_groups(whole[whole["measure"] == "level"], WORDS, voice, among=whole)
    growth = with_groups(whole[whole["measure"] == "change_pct"], WORDS, voice, among=whole)
    for name in set(levels["group"]) & set(growth["group"]):
        assert set(levels[levels["group"] == name]["group_no"]) == set(growth[growth["group"] == name]["group_no"])


def test_directions_get_colours_where_there_are_two(frame: pd.DataFrame) -> None:
    part = with_groups(frame[(frame["indicator"] == "exports") & (frame["period"] == "2022")], WORDS)
    assert set(part["group"]) == {"Türkiye → Uzbekistan", "Uzbekistan → Türkiye"}


def test_growth_of_a_fall_hangs_below_zero(frame: pd.DataFrame) -> None:
    part = with_groups(frame[(frame["measure"] == "change_pct") & (frame["reporter"] == "CHN")], WORDS)
    figure = claims.growth(part, STYLE)
    assert [list(trace.y) for trace in figure.data if trace.customdata is not None] == [[-6.5]]


def test_source_day_and_address_are_inside_the_picture(frame: pd.DataFrame) -> None:
    figure = claims.by_year(turnover(frame), STYLE, "USD")
    assert [note.text for note in figure.layout.annotations] == ["Source: x<br>address"]


@pytest.mark.parametrize("code", labels.codes())
def test_axis_and_hover_speak_the_language(frame: pd.DataFrame, code: str) -> None:
    words = labels.load(code)
    figure = claims.by_year(turnover(frame), Style(words, LIGHT), "USD")
    assert figure.layout.separators == words.separators
    billion = words("number.billion").replace("{}", "").strip()
    assert billion in figure.layout.yaxis.title.text
    assert any(billion in text for trace in figure.data if trace.hovertext for text in trace.hovertext)


def test_markup_in_article_text_is_escaped_in_hover(frame: pd.DataFrame) -> None:
    part = turnover(frame).assign(speaker="<img src=x onerror=alert(1)>", quote='<b onclick="x">4</b>')
    part = with_groups(part, WORDS)
    figure = claims.by_year(part, STYLE, "USD")
    seen = " ".join(str(text) for trace in figure.data for text in (trace.hovertext or ())) + str(figure.data[-1].name)
    assert "<img" not in seen
    assert "<b onclick" not in seen


def test_many_dots_use_webgl_and_very_many_are_aggregated(frame: pd.DataFrame) -> None:
    row = turnover(frame).iloc[[0]]
    many = pd.concat([row] * (drawing.MOST_SVG + 1), ignore_index=True)
    assert {type(trace).__name__ for trace in claims.by_year(many, STYLE, "USD").data} == {"Scattergl"}
    crowd = pd.concat([row] * (drawing.MOST_DOTS + 1), ignore_index=True)
    figure = claims.by_year(crowd, STYLE, "USD")
    assert sum(len(trace.x) for trace in figure.data) < 20


def test_vintages_step_to_the_right_edge(frame: pd.DataFrame) -> None:
    part = turnover(frame)
    assert vintage.vintage_periods(part)[0] in {"2022", "2023", "2024"}
    figure = vintage.steps(part[part["period"] == "2024"], STYLE, "USD")
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert lines
    assert all(trace.line.shape == "hv" for trace in lines)


def test_dumbbell_has_both_ends(frame: pd.DataFrame) -> None:
    table = series(frame, "KGZ-RUS", "trade_turnover", unit="USD")
    table = table[table["value_first"] != table["value_latest"]]
    figure = revisions.dumbbell(table, STYLE, "USD")
    assert [len(trace.x) for trace in figure.data[1:]] == [len(table), len(table)]


def test_a_target_is_never_joined_to_actual_values(frame: pd.DataFrame) -> None:
    path = series(frame, "KGZ-RUS", "trade_turnover", unit="USD", statuses=["actual"])
    path = path[path["lane"] == "year"]
    goal = {"value": 5e9, "due": 2025.5, "set_on": 2025.6, "state": "open", "claim_id": "x", "text": "t"}
    figure = targets.goals([goal], path, STYLE, "USD")
    joined = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert all(5.0 not in list(trace.y) for trace in joined)
    assert [trace.marker.symbol for trace in figure.data if trace.mode == "markers"] == ["diamond-open"]


def test_small_multiples_share_an_axis_when_asked(frame: pd.DataFrame) -> None:
    path = series(frame, "KGZ-RUS", "trade_turnover", unit="USD", statuses=["actual"])
    path = path[path["lane"] == "year"]
    yearly = path.assign(year=pd.to_datetime(path["period_start"]).dt.year)
    pairs = {"a": yearly, "b": yearly.assign(value=yearly["value"] * 3)}
    figures = multiples.small_multiples(pairs, STYLE, "USD")
    ranges = {tuple(figure.layout.yaxis.range) for figure in figures.values()}
    assert len(ranges) == 1
    low, high = ranges.pop()
    assert all(low <= value <= high for figure in figures.values() for value in figure.data[0].y)
    apart = multiples.small_multiples(pairs, STYLE, "USD", shared=False)
    assert len({tuple(figure.layout.yaxis.range) for figure in apart.values()}) == 2


def test_the_small_print_of_a_small_chart_is_narrow_and_whole(frame: pd.DataFrame) -> None:
    path = series(frame, "KGZ-RUS", "trade_turnover", unit="USD", statuses=["actual"])
    yearly = path[path["lane"] == "year"].assign(year=pd.to_datetime(path["period_start"]).dt.year)
    said = "Source: 89 claims &amp; more · as of 25 Feb 2026"
    address = "127.0.0.1:8501/karsilastir?ind=trade_turnover&amp;mode=index&amp;pairs=KGZ-RUS"
    style = Style(WORDS, LIGHT, source=f"<b>Trade turnover</b><br>{said}<br>{address}")
    [note] = multiples.small_multiples({"a": yearly}, style, "USD")["a"].layout.annotations
    lines = [html.unescape(line) for line in note.text.split("<br>")]
    assert max(map(len, lines[1:])) <= multiples.WIDE
    assert lines[0] == "<b>Trade turnover</b>"
    assert "".join(lines[1:]).replace(" ", "") == html.unescape(said + address).replace(" ", "")


def test_official_band_spans_both_sides(frame: pd.DataFrame) -> None:
    sides = pd.DataFrame(
        {
            "period": ["2022", "2022"], "side": ["KGZ", "RUS"], "value": [2.5e9, 3.4e9], "unit": "USD", "source": "IMF",
            "valuation": "FOB",
        }
    )  # fmt: skip
    part = turnover(frame)
    figure = official.band(part, sides, STYLE, "USD")
    assert {2.5, 3.4} <= set(figure.data[0].y)
    assert ids(figure) == set(part["claim_id"])


def test_two_sources_of_one_side_are_two_lines(frame: pd.DataFrame) -> None:
    sides = pd.DataFrame(
        {
            "period": ["2022", "2022", "2023"], "side": "KGZ", "value": [2.5e9, 2.6e9, 2.7e9], "unit": "USD",
            "source": ["IMF", "own <b>file", "IMF"], "valuation": "",
        }
    )  # fmt: skip
    drawn = [
        trace for trace in official.band(turnover(frame), sides, STYLE, "USD").data if "official" in str(trace.name)
    ]
    assert [(list(trace.y), trace.name) for trace in drawn] == [
        ([2.5, 2.7], "official, Kyrgyzstan, IMF"),
        ([2.6], "official, Kyrgyzstan, own &lt;b&gt;file"),
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("color", [*GROUPS, GREY])
def test_colours_keep_three_to_one(palette: object, color: str) -> None:
    assert contrast(color, palette.paper) >= 3.0  # type: ignore[attr-defined]


def contrast(one: str, two: str) -> float:
    lights = sorted((luminance(one), luminance(two)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
