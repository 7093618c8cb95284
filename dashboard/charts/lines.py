"""One line a pair over the years, for the charts that set pairs side by side or into one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing, hover

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.charts.drawing import Scale, Style

_NEXT = 1.01  # years that follow each other are no further apart


def scale_of(values: pd.Series[float], unit: str, style: Style, base: str = "") -> Scale:
    """The value axis: of a unit, or of an index (unit "") with its year of 100, where all lines share one."""
    if unit:
        return drawing.scale_for(values, unit, style.labels)
    title = style.labels("chart.index_axis_base", year=base) if base else style.labels("chart.index_axis")
    return drawing.Scale(1.0, title)


def ticks(first: int, last: int, most: int) -> dict[str, Any]:
    """The axis of years: whole years, `most` of them at the outside, the last one always among them."""
    step = max(1, -(-(last - first + 1) // most))
    return {
        "range": [first - 0.6, last + 0.6],
        "tickvals": list(range(last, first - 1, -step))[::-1],
        "tickformat": "d",
        "tickangle": 0,
    }


def line(
    name: str,
    table: pd.DataFrame,
    style: Style,
    unit: str,
    step: float,
    *,
    color: str,
    dash: str = "solid",
    mark: str = "circle",
    bridge: bool = True,
) -> list[go.Scatter]:
    """The values of one pair, joined from year to year; over years without a value only a thin dotted bridge leads.

    Args:
        name: Name of the line.
        table: Rows with year (or a position on an axis of years), period, value and claim_id, in order of the years.
        style: How to draw.
        unit: Unit of the values; "" for an index.
        step: Divisor of the values.
        color: Colour of the line.
        dash: Kind of the line, as plotly names it.
        mark: Symbol of the dots, as plotly names it.
        bridge: Whether a thin line leads over years without a value; a rate of growth in between is nobody's guess.
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    told: list[str] = []
    ids: list[list[str]] = []
    bridges: list[tuple[float, float]] = []
    before: tuple[float, float] | None = None
    for row in hover.rows(table):
        here = (float(row.year), float(row.value) / step)
        if before is not None and here[0] - before[0] > _NEXT:
            bridges += [before, here]
            xs, ys, told, ids = [*xs, None], [*ys, None], [*told, ""], [*ids, [""]]
        xs, ys = [*xs, here[0]], [*ys, here[1]]
        shown = hover.text_of(shown_value(float(row.value), unit, style))
        period = hover.text_of(numbers.period(str(row.period), style.labels.code))
        told.append(f"<b>{shown}</b><br>{period} · {hover.text_of(name)}")
        ids.append([str(row.claim_id)])
        before = here
    traces = [
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines+markers",
            name=hover.text_of(name),
            legendgroup=name,
            line={"color": color, "width": 1.8, "dash": dash},
            marker={"size": 7, "color": color, "symbol": mark},
            customdata=ids,
            hovertext=told,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]
    if bridges and bridge:
        traces.append(_bridge(name, bridges, color))
    return traces


def _bridge(name: str, ends: list[tuple[float, float]], color: str) -> go.Scatter:
    (x1, y1), (x2, y2) = zip(*ends[::2], strict=True), zip(*ends[1::2], strict=True)
    return go.Scatter(
        x=drawing.broken(x1, x2),
        y=drawing.broken(y1, y2),
        mode="lines",
        legendgroup=name,
        showlegend=False,
        hoverinfo="skip",
        line={"color": color, "width": 1, "dash": "dot"},
    )


def shown_value(value: float, unit: str, style: Style) -> str:
    """A value with its unit, or an index as a plain number."""
    return numbers.amount(value, unit, style.labels) if unit else numbers.decimal(value, style.labels, 1)
