"""First against latest value of each period: a dumbbell, the largest change on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing, hover

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.charts.drawing import Style


def dumbbell(table: pd.DataFrame, style: Style, unit: str) -> go.Figure:
    """Draw the chart.

    Args:
        table: Rows of the series with period, value_first, value_latest, reporter, partner; in the order to show.
        style: How to draw.
        unit: Unit of all values.
    """
    words = style.labels
    scale = drawing.scale_for([*table["value_first"], *table["value_latest"]], unit, words)
    several = table[["reporter", "partner"]].drop_duplicates().shape[0] > 1
    names = [
        numbers.period(str(row.period), words.code)
        + (
            f" · {numbers.place(str(row.reporter), words.code)} → {numbers.place(str(row.partner), words.code)}"
            if several
            else ""
        )
        for row in hover.rows(table)
    ]
    figure = go.Figure()
    line_x: list[float | None] = []
    line_y: list[str | None] = []
    for name, row in zip(names, hover.rows(table), strict=True):
        line_x += [row.value_first / scale.step, row.value_latest / scale.step, None]
        line_y += [name, name, None]
    figure.add_trace(
        go.Scatter(
            x=line_x,
            y=line_y,
            mode="lines",
            line={"color": style.palette.band, "width": 5},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for column, day, label, color, symbol in (
        ("value_first", "first_published", "column.first", style.palette.rest, "circle-open"),
        ("value_latest", "latest_published", "column.latest", style.palette.groups[0], "circle"),
    ):
        texts = [
            f"<b>{numbers.amount(getattr(row, column), unit, words)}</b><br>{numbers.day(getattr(row, day), words)}"
            for row in hover.rows(table)
        ]
        figure.add_trace(
            go.Scatter(
                x=table[column] / scale.step,
                y=names,
                mode="markers",
                name=words(label),
                hovertext=texts,
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"size": 12, "color": color, "symbol": symbol, "line": {"width": 2, "color": color}},
            )
        )
    drawing.finish(figure, style, scale, height=120 + 34 * len(table), x_title=scale.title)
    figure.update_yaxes(
        title=None,
        autorange="reversed",
        type="category",
        tickprefix="",
        ticksuffix="",
        tickmode="linear",
        dtick=1,
        tickformat=None,
    )
    figure.update_xaxes(
        showgrid=True, gridcolor=style.palette.grid, tickformat=",~r", tickprefix=scale.prefix, ticksuffix=scale.suffix
    )
    return figure
