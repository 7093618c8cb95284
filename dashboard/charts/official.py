"""Claims against the band between both sides' official statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing, hover
from dashboard.charts.claims import full_years

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style


def band(claims: pd.DataFrame, sides: pd.DataFrame, style: Style, unit: str, *, height: int = 430) -> go.Figure:
    """Draw the chart.

    Args:
        claims: Claims about full years, with group and group_no.
        sides: Official values: period, side, value, source, valuation.
        style: How to draw.
        unit: Unit of all values.
        height: Height in pixels.
    """
    words = style.labels
    lane = full_years(claims).copy()
    scale = drawing.scale_for([*lane["value"], *sides["value"]], unit, words)
    figure = go.Figure()
    yearly = sides.assign(year=sides["period"].astype(int) + 0.5).sort_values("year")
    ends = yearly.groupby("year")["value"].agg(["min", "max"])
    figure.add_trace(
        go.Scatter(
            x=[*ends.index, *ends.index[::-1]],
            y=[*(ends["max"] / scale.step), *(ends["min"] / scale.step)[::-1]],
            fill="toself",
            fillcolor=style.palette.band,
            mode="none",
            hoverinfo="skip",
            showlegend=False,
        )
    )
    several = yearly["source"].nunique() > 1
    for dash, (side, own) in zip(("solid", "dash"), yearly.groupby("side", sort=True), strict=False):
        for source, part in own.groupby("source", sort=True):
            name = words("chart.official_reporter", name=numbers.place(str(side), words.code))
            shown = f"{name}, {hover.text_of(source)}" if several else name
            figure.add_trace(_statistics(part, shown, dash, style, unit, scale.step))
    if not lane.empty:
        lane["shape"] = drawing.empty_shape(lane)
        lane["x"] = pd.to_datetime(lane["period_start"]).dt.year + 0.5 + drawing.spread_out(lane)
        drawing.dots(figure, lane, style, scale)
    years = [*yearly["year"], *(lane["x"] if not lane.empty else [])]
    low = min(float(ends["min"].min()), drawing.value_range(lane)[0] if not lane.empty else float("inf"))
    high = max(float(ends["max"].max()), drawing.value_range(lane)[1] if not lane.empty else 0.0)
    air = (high - low) * 0.06
    return drawing.finish(
        figure,
        style,
        scale,
        height=height,
        x_range=(float(int(min(years))), float(int(max(years)) + 1)),
        y_range=(min(low, max(0.0, low - air)), high + air),
    )


def _statistics(part: pd.DataFrame, name: str, dash: str, style: Style, unit: str, step: float) -> go.Scatter:
    """One side's figures from one source."""
    texts = [
        f"<b>{numbers.amount(row.value, unit, style.labels)}</b><br>{row.period} · {name}<br>"
        f"{hover.text_of(row.source)} {hover.text_of(row.valuation)}"
        for row in hover.rows(part)
    ]
    return go.Scatter(
        x=part["year"],
        y=part["value"] / step,
        mode="lines+markers",
        name=name,
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        line={"color": style.palette.soft, "width": 1.6, "dash": dash},
        marker={"symbol": "line-ew-open", "size": 12, "color": style.palette.soft, "line": {"width": 2}},
    )
