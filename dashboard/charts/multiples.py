"""Several pairs side by side: a small figure a pair, with or without a shared axis, that a grid can wrap on a phone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing, hover

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style

HEIGHT = 250


def small_multiples(
    series: dict[str, pd.DataFrame], style: Style, unit: str, *, shared: bool = True
) -> dict[str, go.Figure]:
    """Draw one small chart a pair, all over the same years.

    Args:
        series: Name of the pair -> rows with year, value, claim_id in one unit, in the order to show.
        style: How to draw.
        unit: Unit of all values; "" for an index.
        shared: Whether all charts share the value axis.
    """
    everything = pd.concat(list(series.values()), ignore_index=True)
    scale = (
        drawing.scale_for(everything["value"], unit, style.labels)
        if unit
        else drawing.Scale(1.0, style.labels("chart.index_axis"))
    )
    first, last = int(everything["year"].min()), int(everything["year"].max())
    step = max(1, -(-(last - first + 1) // 4))
    years = list(range(last, first - 1, -step))[::-1]
    figures = {}
    for name, table in series.items():
        figure = go.Figure(_line(name, table, style, unit, scale.step))
        drawing.finish(figure, style, scale, height=HEIGHT, legend=False)
        figure.update_layout(
            title={"text": hover.text_of(name), "font": {"size": 14}, "x": 0, "y": 0.98, "yanchor": "top"},
            margin={"t": 34},
        )
        figure.update_xaxes(range=[first - 0.6, last + 0.6], tickvals=years, tickformat="d", tickangle=0)
        own = everything if shared else table
        figure.update_yaxes(range=_range(own["value"] / scale.step, style), nticks=5)
        figures[name] = figure
    return figures


def _line(name: str, table: pd.DataFrame, style: Style, unit: str, step: float) -> go.Scatter:
    color = style.palette.groups[0]
    texts = [
        f"<b>{_value(row.value, unit, style)}</b><br>{row.year} · {hover.text_of(name)}" for row in hover.rows(table)
    ]
    return go.Scatter(
        x=table["year"],
        y=table["value"] / step,
        mode="lines+markers",
        line={"color": color, "width": 1.8},
        marker={"size": 7, "color": color},
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _range(values: pd.Series[float], style: Style) -> list[float]:
    """The range of a value axis with some air."""
    low, high = float(values.min()), float(values.max())
    if style.log and low > 0:
        return [math.log10(low) - 0.1, math.log10(high) + 0.1]
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return [low - air, high + air]


def _value(value: float, unit: str, style: Style) -> str:
    """A value with its unit, or an index as a plain number."""
    return numbers.amount(value, unit, style.labels) if unit else numbers.decimal(value, style.labels, 1)
