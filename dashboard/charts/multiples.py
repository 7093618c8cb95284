"""Several pairs side by side: a small figure a pair, with or without a shared axis, that a grid can wrap on a phone."""

from __future__ import annotations

import html
import math
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import drawing, hover, lines

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style

HEIGHT = 250
WIDE = 34  # characters of the small print that fit under a small chart


def small_multiples(
    series: dict[str, pd.DataFrame],
    style: Style,
    unit: str,
    *,
    shared: bool = True,
    base: str = "",
    bridge: bool = True,
) -> dict[str, go.Figure]:
    """Draw one small chart a pair, all over the same years.

    Args:
        series: Name of the pair -> rows with year, value, claim_id in one unit, in the order to show.
        style: How to draw.
        unit: Unit of all values; "" for an index.
        shared: Whether all charts share the value axis.
        base: The year of 100 of an index, where all lines share one.
        bridge: Whether thin lines lead over years without a value.
    """
    style = replace(style, source=_narrow(style.source))
    everything = pd.concat(list(series.values()), ignore_index=True)
    scale = lines.scale_of(everything["value"], unit, style, base)
    first, last = int(everything["year"].min()), int(everything["year"].max())
    color = style.palette.groups[0]
    figures = {}
    for name, table in series.items():
        figure = go.Figure(lines.line(name, table, style, unit, scale.step, color=color, bridge=bridge))
        drawing.finish(figure, style, scale, height=HEIGHT, legend=False)
        figure.update_layout(
            title={"text": hover.text_of(name), "font": {"size": 14}, "x": 0, "y": 0.98, "yanchor": "top"},
            margin={"t": 34},
        )
        figure.update_xaxes(**lines.ticks(first, last, 4))
        own = everything if shared else table
        figure.update_yaxes(range=_range(own["value"] / scale.step, style), nticks=5)
        figures[name] = figure
    return figures


def _narrow(source: str) -> str:
    """The small print in shorter lines; a heading in it stays as it is."""
    lines: list[str] = []
    for line in source.split("<br>"):
        heading = line.startswith("<b>")
        lines += [line] if heading else [html.escape(piece) for piece in wrap(html.unescape(line), WIDE)]
    return "<br>".join(lines)


def _range(values: pd.Series[float], style: Style) -> list[float]:
    """The range of a value axis with some air."""
    low, high = float(values.min()), float(values.max())
    if style.log and low > 0:
        return [math.log10(low) - 0.1, math.log10(high) + 0.1]
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return [low - air, high + air]
