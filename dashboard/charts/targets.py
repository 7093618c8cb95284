"""Targets: a hollow diamond at its year, a dotted line from the day it was set, and the path of actual values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from dashboard.charts import drawing, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.charts.drawing import Style

STATE_COLORS = {"reached": 2, "missed": 1, "open": 0}


def goals(
    targets: Sequence[dict[str, Any]], path: pd.DataFrame, style: Style, unit: str, *, height: int = 420
) -> go.Figure:
    """Draw the targets of one pair and indicator over the actual values.

    Args:
        targets: Each with value, due (year position or None), set_on (year position), state, claim_id, who, text.
        path: Rows of the series: period, period_start, value, claim_id, lane "year" or "stock".
        style: How to draw.
        unit: Unit of all values.
        height: Height in pixels.
    """
    words = style.labels
    values = [*[t["value"] for t in targets], *path["value"]]
    scale = drawing.scale_for(values, unit, words)
    figure = go.Figure()
    xs: list[float] = []
    if not path.empty:
        at = drawing.year_position(path["period_start"]).astype(int) + 0.5
        xs += list(at)
        actual = path.assign(year=at).sort_values("year")
        rest = style.palette.rest
        figure.add_traces(lines.line(words("status.actual"), actual, style, unit, scale.step, color=rest))
    for state in ("reached", "missed", "open", "unknown"):
        part = [target for target in targets if target["state"] == state]
        if not part:
            continue
        color = style.palette.groups[STATE_COLORS[state]] if state in STATE_COLORS else style.palette.groups[3]
        lines_x: list[float | None] = []
        lines_y: list[float | None] = []
        for target in part:
            end = target["due"] if target["due"] is not None else target["set_on"] + 1
            lines_x += [target["set_on"], end, None]
            lines_y += [target["value"] / scale.step, target["value"] / scale.step, None]
            xs += [target["set_on"], end]
        figure.add_trace(
            go.Scatter(
                x=lines_x,
                y=lines_y,
                mode="lines",
                line={"color": color, "width": 1.6, "dash": "dot"},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[t["due"] if t["due"] is not None else t["set_on"] + 1 for t in part],
                y=[t["value"] / scale.step for t in part],
                mode="markers",
                name=words(f"target.{state}"),
                customdata=[[t["claim_id"]] for t in part],
                hovertext=[t["text"] for t in part],
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"symbol": "diamond-open", "size": 14, "color": color, "line": {"width": 2.2, "color": color}},
            )
        )
        for target in part:
            if target["claim_id"] == style.chosen:
                _ring(figure, target, style, scale)
    low, high = min(xs, default=2020.0), max(xs, default=2021.0)
    drawing.finish(figure, style, scale, height=height, x_range=(float(int(low)), float(int(high) + 1)))
    figure.update_yaxes(rangemode="tozero")
    return figure


def _ring(figure: go.Figure, target: dict[str, Any], style: Style, scale: drawing.Scale) -> None:
    figure.add_trace(
        go.Scatter(
            x=[target["due"] if target["due"] is not None else target["set_on"] + 1],
            y=[target["value"] / scale.step],
            mode="markers",
            showlegend=False,
            hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 25, "color": style.palette.ink, "line": {"width": 2}},
        )
    )
