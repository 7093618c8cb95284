"""Several pairs side by side: small multiples with or without a shared axis. For looking, not for clicking."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
from plotly.subplots import make_subplots

from dashboard import numbers
from dashboard.charts import base

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dashboard.charts.base import Style

ACROSS = 3


def small_multiples(
    series: dict[str, pd.DataFrame], style: Style, unit: str, *, shared: bool = True, across: int = ACROSS
) -> go.Figure:
    """Draw one small chart a pair.

    Args:
        series: Name of the pair -> rows with year, value, value_lo, value_hi (value axis in one unit), in the order
        to show.
        style: How to draw.
        unit: Unit of all values; "" for an index.
        shared: Whether all charts share the value axis.
        across: Charts in a row.
    """
    import plotly.graph_objects as go

    names = list(series)
    across = min(across, max(1, len(names)))
    rows = -(-len(names) // across)
    everything = pd.concat(list(series.values()), ignore_index=True)
    scale = (
        base.scale_for(everything["value"], unit, style.labels)
        if unit
        else base.Scale(1.0, style.labels("chart.index_axis"))
    )
    figure = make_subplots(
        rows=rows,
        cols=across,
        subplot_titles=[base.text_of(name) for name in names],
        shared_xaxes=True,
        shared_yaxes=False,
        horizontal_spacing=0.06 if not shared else 0.03,
        vertical_spacing=0.12 if rows > 1 else 0.1,
    )
    for number, (name, table) in enumerate(series.items()):
        color = style.palette.groups[0]
        text = [
            f"<b>{_value(row.value, unit, style)}</b><br>{row.year} · {base.text_of(name)}" for row in base.rows(table)
        ]
        where = {"row": number // across + 1, "col": number % across + 1}
        figure.add_trace(
            go.Scatter(
                x=table["year"],
                y=table["value"] / scale.step,
                mode="lines+markers",
                showlegend=False,
                connectgaps=False,
                line={"color": color, "width": 1.8},
                marker={"size": 7, "color": color},
                hovertext=text,
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            **where,
        )
    base.finish(figure, style, scale, height=90 + 210 * rows, legend=False)
    figure.update_layout(margin={"t": 36, "b": 70})
    figure.update_xaxes(**base.axis_style(style), showgrid=False, zeroline=False)
    figure.update_yaxes(
        **base.axis_style(style),
        title=None,
        type="log" if style.log else "linear",
        tickprefix=scale.prefix,
        ticksuffix=scale.suffix,
        nticks=6,
        tickformat=",~r",
    )
    if shared:
        _one_axis(figure, everything["value"] / scale.step, style)
    for row in range(1, rows + 1):
        figure.update_yaxes(
            title={"text": scale.title, "font": {"size": 12, "color": style.palette.soft}}, row=row, col=1
        )
    first, last = int(everything["year"].min()), int(everything["year"].max())
    step = max(1, -(-(last - first + 1) // 5))
    figure.update_xaxes(
        range=[first - 0.6, last + 0.6],
        tickvals=list(range(last, first - 1, -step))[::-1],
        tickformat="d",
        showticklabels=True,
    )
    figure.update_annotations(
        selector={"showarrow": False, "yref": "paper", "yanchor": "bottom"},
        font={"size": 13, "color": style.palette.ink},
    )
    return figure


def _one_axis(figure: go.Figure, values: pd.Series[float], style: Style) -> None:
    """The same range for every chart, set outright: matching axes lose their data in the bundled plotly."""
    low, high = float(values.min()), float(values.max())
    if style.log and low > 0:
        figure.update_yaxes(range=[math.log10(low) - 0.1, math.log10(high) + 0.1])
    else:
        air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        figure.update_yaxes(range=[low - air, high + air])


def _value(value: float, unit: str, style: Style) -> str:
    """A value with its unit, or an index as a plain number."""
    return numbers.amount(value, unit, style.labels) if unit else numbers.decimal(value, style.labels, 1)
