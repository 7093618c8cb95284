"""One pair, one indicator: by full year, by part of a year, without a period, and growth.

Three figures instead of subplots, because clicks on subplots are unreliable; they share one axis of years, so they
read as lanes of one chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard import numbers
from dashboard.charts import drawing, hover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.charts.drawing import Scale, Style


def full_years(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims about whole calendar years."""
    return frame[frame["freq"].astype("str") == "A"]


def partial(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims about a part of a year, a day, or several years."""
    return frame[frame["period_start"].notna() & (frame["freq"].astype("str") != "A")]


def without_period(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims whose text states no period."""
    return frame[frame["period_start"].isna()]


def x_range(frame: pd.DataFrame) -> tuple[float, float]:
    """First and last year that any lane needs."""
    start = frame["period_start"].to_numpy()
    dated = ~np.isnat(start)
    days = np.concatenate([
        start[dated], frame["period_end"].to_numpy()[dated], frame["published"].to_numpy()[~dated]
    ])  # fmt: skip
    days = days[~np.isnat(days)]
    if not len(days):
        return (2020.0, 2021.0)
    years = days.astype("datetime64[Y]").astype(int) + 1970
    return float(years.min()), float(years.max() + 1)


def by_year(
    frame: pd.DataFrame, style: Style, unit: str, *, height: int = 400, official: pd.DataFrame | None = None
) -> go.Figure:
    """The dot-range chart of full years.

    Args:
        frame: Claims with group and group_no (see `dashboard.charts.groups`).
        style: How to draw.
        unit: Unit of all values.
        height: Height in pixels.
        official: Official values (period, side, value); drawn as short dashes.
    """
    lane = full_years(frame).copy()
    scale = drawing.scale_for(frame["value"], unit, style.labels)
    figure = go.Figure()
    if len(lane) > drawing.MOST_DOTS:
        _aggregate(figure, lane, style, scale)
    else:
        lane["shape"] = drawing.empty_shape(lane)
        middle = pd.to_datetime(lane["period_start"]).dt.year + 0.5
        lane["x"] = middle + drawing.spread_out(lane)
        _ranges(figure, lane, middle, style, scale)
        drawing.dots(figure, lane, style, scale)
    low, high = drawing.value_range(frame)
    if official is not None and not official.empty:
        _official(figure, official, style, scale)
        low, high = min(low, float(official["value"].min()) * 0.97), max(high, float(official["value"].max()) * 1.03)
    return drawing.finish(figure, style, scale, height=height, x_range=x_range(frame), y_range=(low, high))


def by_part(frame: pd.DataFrame, style: Style, unit: str, *, height: int = 250) -> go.Figure:
    """Parts of years and longer spans: a bar from the first to the last day, the dot at the last."""
    lane = partial(frame).copy()
    if len(lane) > drawing.MOST_DOTS:
        lane = lane.sort_values("published").tail(drawing.MOST_DOTS)
    scale = drawing.scale_for(frame["value"], unit, style.labels)
    lane["shape"] = drawing.empty_shape(lane)
    start, end = drawing.year_position(lane["period_start"]), drawing.year_position(lane["period_end"])
    lane["x"] = end
    figure = go.Figure()
    height_of = lane["value"] / scale.step
    figure.add_trace(_line(drawing.broken(start, end), drawing.broken(height_of, height_of), style.palette.band, 5))
    drawing.dots(figure, lane, style, scale)
    return drawing.finish(
        figure,
        style,
        scale,
        height=height,
        x_range=x_range(frame),
        y_range=drawing.value_range(frame),
        legend=_several(lane),
    )


def undated(frame: pd.DataFrame, style: Style, unit: str, *, height: int = 230) -> go.Figure:
    """Claims without a stated period, at the day they were said."""
    lane = without_period(frame).copy()
    if len(lane) > drawing.MOST_DOTS:
        lane = lane.sort_values("published").tail(drawing.MOST_DOTS)
    scale = drawing.scale_for(frame["value"], unit, style.labels)
    lane["shape"] = drawing.empty_shape(lane)
    lane["x"] = drawing.year_position(lane["published"])
    figure = go.Figure()
    drawing.dots(figure, lane, style, scale)
    return drawing.finish(
        figure,
        style,
        scale,
        height=height,
        x_range=x_range(frame),
        y_range=drawing.value_range(frame),
        legend=_several(lane),
        x_title=style.labels("chart.axis_published"),
    )


def growth(
    frame: pd.DataFrame, style: Style, *, height: int = 270, years: tuple[float, float] | None = None
) -> go.Figure:
    """Growth claims around zero: stated filled, implied hollow, parts of a year at their last day."""
    lane = frame[frame["period_start"].notna()].copy()
    scale = drawing.scale_for(lane["value"], "percent", style.labels)
    lane["shape"] = drawing.empty_shape(lane)
    whole = lane["freq"].astype("str") == "A"
    middle = pd.to_datetime(lane["period_start"]).dt.year + 0.5
    lane["x"] = (middle + drawing.spread_out(lane)).where(whole, drawing.year_position(lane["period_end"]))
    figure = go.Figure()
    stems = lane["value"] / scale.step
    figure.add_traces(
        [
            _line(drawing.broken(lane["x"], lane["x"]), drawing.broken(stems * 0, stems), style.palette.band, 3),
            _line(list(years or x_range(lane)), [0, 0], style.palette.soft, 1),
        ]
    )
    drawing.dots(figure, lane, style, scale)
    return drawing.finish(figure, style, scale, height=height, x_range=years or x_range(lane), legend=_several(lane))


def _line(x: Sequence[float | None], y: Sequence[float | None], color: str, width: float) -> dict[str, Any]:
    """A line that is neither named nor pointed at."""
    line = {"color": color, "width": width}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip", "showlegend": False}


def _several(lane: pd.DataFrame) -> bool:
    return lane["group"].nunique() > 1


def _ranges(figure: go.Figure, lane: pd.DataFrame, middle: pd.Series[float], style: Style, scale: Scale) -> None:
    """A thin bar from the smallest to the largest actual value of each year."""
    stated = lane[(lane["shape"] == "actual")]
    if stated.empty:
        return
    about = zip(middle[stated.index], stated["reporter"], stated["partner"], map(str, stated["product"]), strict=True)
    groups: dict[tuple[float, str, str, str], list[tuple[float, float]]] = {}
    for key, value, x in zip(about, stated["value"], stated["x"], strict=True):
        groups.setdefault(key, []).append((value, x))
    ends = [
        (sum(x for _, x in dots) / len(dots), min(dots)[0] / scale.step, max(dots)[0] / scale.step)
        for dots in groups.values()
        if min(dots)[0] < max(dots)[0]
    ]
    if not ends:
        return
    at, low, high = zip(*ends, strict=True)
    band = {**_line(drawing.broken(at, at), drawing.broken(low, high), style.palette.band, 16), "showlegend": True}
    figure.add_trace({**band, "name": style.labels("chart.range")})


def _official(figure: go.Figure, official: pd.DataFrame, style: Style, scale: Scale) -> None:
    """What each side's statistics say, as a short dash across the year."""
    for dash, (side, part) in zip(("solid", "dot"), official.groupby("side", sort=True), strict=False):
        at = part["period"].str.slice(0, 4).astype(float) + 0.5
        name = style.labels("chart.official_reporter", name=numbers.place(str(side), style.labels.code))
        values = part["value"] / scale.step
        figure.add_trace(
            go.Scatter(
                x=drawing.broken(at - 0.34, at + 0.34),
                y=drawing.broken(values, values),
                mode="lines",
                name=name,
                hoverinfo="skip",
                line={"color": style.palette.ink, "width": 2, "dash": dash},
            )
        )
        texts = [
            f"<b>{numbers.amount(row.value, row.unit, style.labels)}</b><br>{row.period} · {name}<br>"
            f"{hover.text_of(row.source)} {hover.text_of(row.valuation)}"
            for row in hover.rows(part)
        ]
        figure.add_trace(
            go.Scatter(
                x=at,
                y=values,
                mode="markers",
                showlegend=False,
                hovertext=texts,
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"symbol": "line-ew", "size": 16, "line": {"width": 0}, "opacity": 0},
            )
        )


def _aggregate(figure: go.Figure, lane: pd.DataFrame, style: Style, scale: Scale) -> None:
    """Smallest, middle and largest value of each year, where single dots would be a cloud."""
    ends = lane.groupby(pd.to_datetime(lane["period_start"]).dt.year)["value"].agg(["min", "median", "max"])
    at = ends.index.to_numpy() + 0.5
    figure.add_trace(
        go.Scatter(
            x=np.concatenate([at, at[::-1]]),
            y=np.concatenate([ends["max"], ends["min"][::-1]]) / scale.step,
            fill="toself",
            fillcolor=style.palette.band,
            mode="none",
            name=style.labels("chart.range"),
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=at,
            y=ends["median"] / scale.step,
            mode="lines+markers",
            showlegend=False,
            line={"color": style.palette.groups[0], "width": 2},
            hovertemplate="%{y}<extra></extra>",
        )
    )
