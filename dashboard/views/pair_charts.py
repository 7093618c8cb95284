"""The charts of the pair page: years, parts of years, no period, growth; and vintages of one period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, controls, numbers, parts, session
from dashboard.charts import claims, drawing, hover
from dashboard.charts.groups import with_groups
from dashboard.charts.vintage import steps, vintage_periods
from dashboard.pages import entry
from data.speakers import voice

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.drawing import Style
    from dashboard.labels import Labels
    from dashboard.slices import Slice
    from dashboard.views.pair_choice import Choice


def draw(choice: Choice, *, vintage: bool) -> None:
    """Draw the charts of the chosen tab and, under them, the chosen claim."""
    words = session.words()
    item = entry("pair")
    chosen = address.choice()
    shown = _grouped(choice.shown, choice)
    style = session.style(
        source=parts.source_line(shown, item.path, item.names, what=_subject(choice)),
        chosen=chosen.id,
        zero=chosen.zero == "1",
        log=chosen.log == "1",
    )
    note = "" if style.zero or choice.measure != "level" else f" · {words('chart.zoomed')}"
    st.caption(f":material/touch_app: {words('chart.hint_click')} {words('chart.shapes')}{note}")
    if vintage:
        _vintages(shown, choice, style)
    else:
        _lanes(shown, choice, style)


def _grouped(part: Slice, choice: Choice) -> Slice:
    """The claims with the colours that all charts of the page share."""
    words = session.words()
    everything = choice.everything.frame
    drawn = part.step("lean", "", hover.lean)
    return drawn.step("groups", "", lambda frame: with_groups(frame, words, voice, among=everything))


def _ids(lane: Slice) -> frozenset[str]:
    return lane.fact("ids", lambda frame: frozenset(frame["claim_id"]))


def _lanes(shown: Slice, choice: Choice, style: Style) -> None:
    chosen = style.chosen
    _said_about_size(len(shown))
    panel_shown = False
    unit, official = choice.unit, choice.official
    lanes: tuple[tuple[str, Callable[[pd.DataFrame], pd.DataFrame], Callable[[Style], go.Figure]], ...] = (
        ("by_period", claims.full_years, lambda own: claims.by_year(shown.frame, own, unit, official=official)),
        ("partial", claims.partial, lambda own: claims.by_part(shown.frame, own, unit)),
        ("no_period", claims.without_period, lambda own: claims.undated(shown.frame, own, unit)),
    )
    words = session.words()
    for key, narrow, build in lanes:
        lane = shown.step("lane", key, narrow)
        if lane.empty:
            continue
        about = (key, choice.official.empty)
        chart(words(f"chart.{key}"), words(f"chart.{key}_help"), lane, style, build, about, _alt(lane, choice))
        if not panel_shown and chosen in _ids(lane):
            _panel(chosen, choice)
            panel_shown = True
    if choice.measure == "level" and not choice.growth.empty:
        _growth(shown, choice, style, panel_shown=panel_shown)


def _growth(shown: Slice, choice: Choice, style: Style, *, panel_shown: bool) -> None:
    words = session.words()
    grown = _grouped(choice.growth, choice).step("lane", "growth", lambda frame: frame[frame["period_start"].notna()])
    if grown.empty:
        return
    years = shown.fact("x_range", claims.x_range)
    chart(
        words("chart.growth"),
        words("chart.growth_help"),
        grown,
        replace(style, zero=False, log=False),
        lambda own: claims.growth(grown.frame, own, years=years),
        ("growth", years),
        _simple_alt(words("chart.growth"), grown, "percent"),
    )
    if not panel_shown and style.chosen in _ids(grown):
        _panel(style.chosen, choice)


def _panel(chosen: str, choice: Choice) -> None:
    """The chosen claim, or the claims that a chosen implied value follows from."""
    words = session.words()
    if chosen not in choice.basis:
        parts.claim_panel(chosen)
        return
    rules = [
        str(part.frame.loc[part.frame["claim_id"] == chosen, "rule"].iloc[0])
        for part in (choice.shown, choice.growth)
        if chosen in _ids(part)
    ]
    rule = rules[0].rsplit(".", 1)[-1]
    st.markdown(f"**{words('status.implied')}:** {words.term('implied', rule)}")
    for claim_id in dict.fromkeys(choice.basis[chosen]):
        parts.claim_panel(claim_id)


def _said_about_size(size: int) -> None:
    words = session.words()
    if size > drawing.MOST_DOTS:
        st.info(words("chart.aggregated", n=numbers.decimal(size, words, 0)))
    elif size > drawing.MOST_SVG:
        st.info(words("chart.too_many", n=numbers.decimal(size, words, 0)))


def _vintages(shown: Slice, choice: Choice, style: Style) -> None:
    words = session.words()
    periods = shown.fact("vintages", vintage_periods)
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
    part = shown.step("period", period, lambda frame: frame[frame["period"] == period])
    title = words("chart.vintage", period=numbers.period(period, words.code))
    alt = _simple_alt(title, part, choice.unit)
    chart(
        title,
        words("chart.vintage_help"),
        part,
        style,
        lambda own: steps(part.frame, own, choice.unit),
        ("vintage",),
        alt,
    )
    if style.chosen in _ids(part):
        _panel(style.chosen, choice)


def chart(
    title: str,
    help_text: str,
    lane: Slice,
    style: Style,
    build: Callable[[Style], go.Figure],
    about: tuple[Hashable, ...],
    alt: str,
) -> None:
    """One chart with its heading; a click on a dot chooses its claim.

    Args:
        title: Heading.
        help_text: What the chart shows, behind the question mark.
        lane: The claims in it.
        style: How to draw.
        build: Draws the figure.
        about: Name of the chart, and whatever the figure hangs on beside the lane and the style.
        alt: What the chart says.
    """
    own = replace(style, chosen=style.chosen if style.chosen in _ids(lane) else "")
    figure = lane.drawn((about, own.key), lambda: build(own))
    key = f"chart_{about[0]}"
    st.subheader(title, anchor=False, help=help_text)
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        on_select=lambda: parts.clicked(key),
        selection_mode="points",
        config=parts.chart_config(),
        alt=alt,
    )


def _subject(choice: Choice) -> str:
    words = session.words()
    return f"{numbers.pair_name(choice.pair, words.code)} · {words.term('indicator', choice.indicator)}"


def _alt(lane: Slice, choice: Choice) -> str:
    words = session.words()
    return lane.fact("alt", lambda frame: _written_alt(frame, choice, words))


def _written_alt(lane: pd.DataFrame, choice: Choice, words: Labels) -> str:
    actual = lane[lane["status"] == "actual"]
    told = actual if actual["period"].notna().any() else lane
    newest = told[told["period"] == told["period"].max()] if told["period"].notna().any() else lane
    facts = {
        "indicator": words.term("indicator", choice.indicator),
        "pair": numbers.pair_name(choice.pair, words.code),
        "n": len(lane),
        "first": numbers.period(_text(lane["period"].min()) if lane["period"].notna().any() else None, words.code),
        "last": numbers.period(_text(lane["period"].max()) if lane["period"].notna().any() else None, words.code),
        "newest": numbers.period(_text(told["period"].max()) if told["period"].notna().any() else None, words.code),
        "low": numbers.amount(float(newest["value"].min()), choice.unit, words, choice.measure),
        "high": numbers.amount(float(newest["value"].max()), choice.unit, words, choice.measure),
    }
    return words("chart.alt_by_period" if facts["first"] != facts["last"] else "chart.alt_one", **facts)


def _simple_alt(title: str, lane: Slice, unit: str) -> str:
    words = session.words()
    low, high = lane.fact("ends", lambda frame: (float(frame["value"].min()), float(frame["value"].max())))
    return words(
        "chart.alt_simple",
        title=title,
        n=len(lane),
        low=numbers.amount(low, unit, words),
        high=numbers.amount(high, unit, words),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
