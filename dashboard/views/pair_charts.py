"""The charts of the pair page: years, parts of years, no period, growth; and vintages of one period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, controls, numbers, parts, session
from dashboard.charts import claims, drawing
from dashboard.charts.groups import with_groups
from dashboard.charts.vintage import steps, vintage_periods
from dashboard.pages import entry
from data.speakers import voice

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.drawing import Style
    from dashboard.views.pair_choice import Choice


def draw(choice: Choice, *, vintage: bool) -> None:
    """Draw the charts of the chosen tab and, under them, the chosen claim."""
    words = session.words()
    item = entry("pair")
    chosen = address.choice()
    frame = with_groups(choice.frame, words, voice, among=choice.everything)
    style = session.style(
        source=parts.source_line(frame, item.path, item.names),
        chosen=chosen.id,
        zero=chosen.zero == "1",
        log=chosen.log == "1",
    )
    note = "" if style.zero or choice.measure != "level" else f" · {words('chart.zoomed')}"
    st.caption(f":material/touch_app: {words('chart.hint_click')} {words('chart.shapes')}{note}")
    if vintage:
        _vintages(frame, choice, style)
    else:
        _lanes(frame, choice, style)


def _lanes(frame: pd.DataFrame, choice: Choice, style: Style) -> None:
    words = session.words()
    chosen = address.choice().id
    _said_about_size(frame)
    panel_shown = False
    lanes: tuple[tuple[str, pd.DataFrame, Callable[[], go.Figure]], ...] = (
        (
            "by_period",
            claims.full_years(frame),
            lambda: claims.by_year(frame, style, choice.unit, official=choice.official),
        ),
        ("partial", claims.partial(frame), lambda: claims.by_part(frame, style, choice.unit)),
        ("no_period", claims.without_period(frame), lambda: claims.undated(frame, style, choice.unit)),
    )
    for key, lane, build in lanes:
        if lane.empty:
            continue
        chart(words(f"chart.{key}"), words(f"chart.{key}_help"), build(), key, _alt(lane, choice))
        if not panel_shown and chosen in set(lane["claim_id"]):
            _panel(chosen, choice)
            panel_shown = True
    if choice.measure == "level" and not choice.growth.empty:
        grown = with_groups(choice.growth, words, voice, among=choice.everything)
        grown = grown[grown["period_start"].notna()]
        if not grown.empty:
            figure = claims.growth(grown, _without_axis_choice(style), years=claims.x_range(frame))
            chart(
                words("chart.growth"),
                words("chart.growth_help"),
                figure,
                "growth",
                _simple_alt(words("chart.growth"), grown, "percent"),
            )
            if not panel_shown and chosen in set(grown["claim_id"]):
                parts.claim_panel(chosen)


def _panel(chosen: str, choice: Choice) -> None:
    """The chosen claim, or the claims that a chosen implied value follows from."""
    words = session.words()
    if chosen not in choice.basis:
        parts.claim_panel(chosen)
        return
    rule = str(choice.frame.loc[choice.frame["claim_id"] == chosen, "rule"].iloc[0]).rsplit(".", 1)[-1]
    st.markdown(f"**{words('status.implied')}:** {words.term('implied', rule)}")
    for claim_id in dict.fromkeys(choice.basis[chosen]):
        parts.claim_panel(claim_id)


def _without_axis_choice(style: Style) -> Style:
    from dataclasses import replace

    return replace(style, zero=False, log=False)


def _said_about_size(frame: pd.DataFrame) -> None:
    words = session.words()
    if len(frame) > drawing.MOST_DOTS:
        st.info(words("chart.aggregated", n=numbers.decimal(len(frame), words, 0)))
    elif len(frame) > drawing.MOST_SVG:
        st.info(words("chart.too_many", n=numbers.decimal(len(frame), words, 0)))


def _vintages(frame: pd.DataFrame, choice: Choice, style: Style) -> None:
    words = session.words()
    periods = vintage_periods(frame)
    if not periods:
        st.info(words("pair.vintage_none"))
        return
    period = controls.select(
        "period",
        words("pair.vintage_period"),
        periods,
        lambda key: numbers.period(key, words.code),
        default=periods[0],
        labels=words,
    )
    part = frame[frame["period"] == period]
    figure = steps(part, style, choice.unit)
    title = words("chart.vintage", period=numbers.period(period, words.code))
    chart(title, words("chart.vintage_help"), figure, "vintage", _simple_alt(title, part, choice.unit))
    if address.choice().id in set(part["claim_id"]):
        parts.claim_panel(address.choice().id)


def chart(title: str, help_text: str, figure: go.Figure, key: str, alt: str) -> None:
    """One chart with its heading; a click on a dot chooses its claim."""
    st.subheader(title, anchor=False, help=help_text)
    st.plotly_chart(
        figure,
        key=f"chart_{key}",
        theme=None,
        on_select=lambda: parts.clicked(f"chart_{key}"),
        selection_mode="points",
        config=parts.chart_config(),
        alt=alt,
    )


def _alt(lane: pd.DataFrame, choice: Choice) -> str:
    words = session.words()
    newest = lane[lane["period"] == lane["period"].max()] if lane["period"].notna().any() else lane
    facts = {
        "indicator": words.term("indicator", choice.indicator),
        "pair": numbers.pair_name(choice.pair, words.code),
        "n": len(lane),
        "first": numbers.period(_text(lane["period"].min()) if lane["period"].notna().any() else None, words.code),
        "last": numbers.period(_text(lane["period"].max()) if lane["period"].notna().any() else None, words.code),
        "low": numbers.amount(float(newest["value"].min()), choice.unit, words, choice.measure),
        "high": numbers.amount(float(newest["value"].max()), choice.unit, words, choice.measure),
    }
    return words("chart.alt_by_period" if facts["first"] != facts["last"] else "chart.alt_one", **facts)


def _simple_alt(title: str, frame: pd.DataFrame, unit: str) -> str:
    words = session.words()
    low, high = float(frame["value"].min()), float(frame["value"].max())
    return words(
        "chart.alt_simple",
        title=title,
        n=len(frame),
        low=numbers.amount(low, unit, words),
        high=numbers.amount(high, unit, words),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
