"""Who said what when about one period: a step line a speaker, from the day of the first value to the right edge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style

_MOST_TICKS = 6


def vintage_periods(frame: pd.DataFrame) -> list[str]:
    """The periods with at least two claims, those with most different values first."""
    told = (
        frame[frame["period"].notna()]
        .groupby("period")
        .agg(n=("claim_id", "size"), values=("value", "nunique"))
        .reset_index()
    )
    told = told[told["n"] > 1].sort_values(["values", "n", "period"], ascending=False)
    return [str(period) for period in told["period"]]


def steps(frame: pd.DataFrame, style: Style, unit: str, *, height: int = 420) -> go.Figure:
    """The step chart of one period.

    Args:
        frame: Claims about one period, with group and group_no.
        style: How to draw.
        unit: Unit of all values.
        height: Height in pixels.
    """
    lane = frame.copy()
    lane["shape"] = drawing.empty_shape(lane)
    lane["x"] = pd.to_datetime(lane["published"])
    scale = drawing.scale_for(lane["value"], unit, style.labels)
    first, last = lane["x"].min(), lane["x"].max()
    reach = max((last - first) * 0.08, timedelta(days=20))
    figure = go.Figure()
    for (number, _), part in lane[lane["shape"] == "actual"].groupby(["group_no", "group"], sort=True):
        said = part.sort_values("x")
        color = style.color(int(str(number)))
        if int(str(number)) < len(style.palette.groups):  # the rest are several speakers: no line joins them
            figure.add_trace(
                go.Scatter(
                    x=[*said["x"], last + reach],
                    y=[*(said["value"] / scale.step), said["value"].iloc[-1] / scale.step],
                    mode="lines",
                    line={"shape": "hv", "color": color, "width": 1.5},
                    opacity=0.6,
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    drawing.dots(figure, lane, style, scale)
    drawing.finish(figure, style, scale, height=height, x_title=style.labels("chart.axis_published"), x_lines=2)
    days = (
        pd.date_range(first, last, periods=min(_MOST_TICKS, max(2, lane["x"].nunique())))
        if last > first
        else pd.DatetimeIndex([first])
    )
    figure.update_xaxes(
        type="date",
        range=[first - reach, last + reach],
        tickvals=list(days),
        ticktext=["<br>".join(numbers.day(day, style.labels).rsplit(" ", 1)) for day in days],  # fits a phone
        tickangle=0,
    )
    return figure
