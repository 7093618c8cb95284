"""What all charts share: style, axes in the reader's language, dots, whiskers, and the line that names the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.charts.hover import hover, text_of
from dashboard.theme import FONT, SHAPES, Palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import plotly.graph_objects as go

    from dashboard.labels import Labels

MOST_DOTS = 5_000  # beyond this every period is drawn as smallest, middle and largest value
MOST_SVG = 1_500  # beyond this dots are drawn with WebGL and without whiskers
DRAWN_SHARE = 0.10  # how far an open end ("more than") is drawn
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True)
class Style:
    """How a chart is drawn.

    Attributes:
        labels: Catalogue of the reader's language.
        palette: Colours of the reader's mode.
        source: The line under the chart: how many claims, as of when, at which address. Empty for none.
        chosen: Id of the claim that the reader has chosen; it gets a ring.
        zero: Whether the value axis starts at zero.
        log: Whether the value axis is logarithmic.
    """

    labels: Labels
    palette: Palette
    source: str = ""
    chosen: str = ""
    zero: bool = False
    log: bool = False

    def color(self, number: int) -> str:
        """The colour of a group by its number; all beyond the last share one."""
        return self.palette.groups[number] if number < len(self.palette.groups) else self.palette.rest

    @property
    def key(self) -> tuple[str | bool, ...]:
        """What a drawing hangs on, for keeping it."""
        return (self.labels.code, self.palette.paper, self.source, self.chosen, self.zero, self.log)


@dataclass(frozen=True)
class Scale:
    """The step by which an axis is divided: 4.1 with the title "billion dollars" instead of 4100000000.

    Attributes:
        step: Divisor of the values.
        title: Title of the axis.
        prefix: What stands before each tick, such as the Turkish percent sign.
        suffix: What stands after each tick.
    """

    step: float
    title: str
    prefix: str = ""
    suffix: str = ""


def scale_for(values: pd.Series[float] | Sequence[float], unit: str, labels: Labels) -> Scale:
    """The step and title that suit these values."""
    largest = float(np.nanmax(np.abs(np.asarray(values, dtype=float)))) if len(values) else 0.0
    if unit == "percent":
        before, _, after = labels("number.percent").partition("{}")
        return Scale(1.0, "", before, after)
    step, word = next(((s, w) for s, w in _SCALES if largest >= s), (1.0, ""))
    words = labels(f"number.{word}").replace("{}", "").strip() if word else ""
    pattern = labels.texts.get(f"unit.{unit}", "{} " + unit)
    name = pattern.replace("{}", "").strip()
    if unit.isupper() and " " not in pattern:  # a sign glued to the number says less on an axis than the code
        name = unit
    return Scale(step, f"{words} {name}".strip())


def value_range(frame: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest value with their whiskers and some air, so that lanes of one choice share an axis."""
    low, high = float(open_low(frame).min()), float(open_high(frame).max())
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - air if low - air >= 0 or low < 0 else 0.0, high + air


def year_position(when: pd.Series[Any]) -> pd.Series[float]:
    """Days as positions on an axis of years: the middle of 2024 is 2024.5."""
    days = pd.to_datetime(when)
    return days.dt.year + (days.dt.day_of_year - 1) / 365.25


def dots(figure: go.Figure, frame: pd.DataFrame, style: Style, scale: Scale, *, whiskers: bool = True) -> None:
    """Draw claims as dots, one trace for each group and status, with whiskers and arrows at open ends.

    Args:
        figure: Where to draw.
        frame: Claims with the columns x, group and group_no beside those of the table.
        style: How to draw.
        scale: Step of the value axis.
        whiskers: Whether to draw what the words allow.
    """
    many = len(frame) > MOST_SVG
    named: set[str] = set()
    traces: list[dict[str, Any]] = []  # plain tables: objects would be copied once more by the figure
    x, y = frame["x"].to_numpy(), frame["value"].to_numpy() / scale.step
    ids, told = frame["claim_id"].to_numpy(dtype=object), np.array(hover(frame, style.labels), dtype=object)
    above = np.clip(open_high(frame).to_numpy() / scale.step - y, 0, None)
    below = np.clip(y - open_low(frame).to_numpy() / scale.step, 0, None)
    for (number, group, status), at in _groups(frame):
        color = style.color(number)
        hollow = status == "implied"
        trace: dict[str, Any] = {
            "type": "scattergl" if many else "scatter",
            "x": x[at],
            "y": y[at],
            "mode": "markers",
            "name": text_of(group),
            "legendgroup": str(group),
            "showlegend": str(group) not in named,
            "marker": {
                "symbol": SHAPES.get(status, "circle"),
                "size": 11 if status != "target" else 13,
                "color": color,
                "line": {"width": 2 if hollow else 1, "color": color if hollow else style.palette.paper},
            },
            "customdata": ids[at].reshape(-1, 1),
            "hovertext": told[at].tolist(),
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        if whiskers and not many:
            trace["error_y"] = _whiskers(above[at], below[at], color)
        named.add(str(group))
        traces.append(trace)
    if whiskers and not many:
        traces += _arrows(frame, style, scale)
    figure.add_traces([*traces, *ring_of(frame, style, scale)])


def _groups(frame: pd.DataFrame) -> Iterator[tuple[tuple[int, str, str], np.ndarray[Any, Any]]]:
    """Number, name and status of each group in order, and the places of its rows."""
    places: dict[tuple[int, str, str], list[int]] = {}
    about = zip(frame["group_no"], frame["group"], frame["shape"], strict=True)
    for place, (number, group, status) in enumerate(about):
        places.setdefault((int(number), str(group), str(status)), []).append(place)
    return ((key, np.array(places[key])) for key in sorted(places))


def finish(
    figure: go.Figure,
    style: Style,
    scale: Scale,
    *,
    height: int,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    legend: bool = True,
    x_title: str = "",
    x_lines: int = 1,
) -> go.Figure:
    """Give a figure its axes, colours, legend and source line.

    Args:
        figure: The drawn figure.
        style: How to draw.
        scale: Step and title of the value axis.
        height: Height in pixels.
        x_range: First and last position on the axis of years; None leaves the axis alone.
        y_range: Lowest and highest value, undivided; None leaves the axis alone.
        legend: Whether to show the legend.
        x_title: Title of the horizontal axis.
        x_lines: How many lines its ticks have.
    """
    palette = style.palette
    small = {"size": 12, "color": palette.soft}
    yaxis: dict[str, Any] = {
        **axis_style(style),
        "title": {"text": scale.title, "font": small, "standoff": 6},
        "tickprefix": scale.prefix,
        "ticksuffix": scale.suffix,
        "type": "log" if style.log else "linear",
        "zeroline": not style.log,
        "nticks": 6,
        "tickformat": ",~r",
    }
    if y_range and not style.log:
        low, high = (min(y_range[0], 0.0), max(y_range[1], 0.0)) if style.zero else y_range
        yaxis["range"] = [low / scale.step, high / scale.step]
    xaxis: dict[str, Any] = {
        **axis_style(style),
        "showgrid": False,
        "zeroline": False,
        "title": {"text": x_title, "font": small},
    }
    if x_range:
        xaxis |= years_axis(*x_range)
    hover_label = {
        "bgcolor": palette.paper,
        "bordercolor": palette.grid,
        "font": {"color": palette.ink, "size": 13},
        "align": "left",
    }
    lines = style.source.count("<br>") + 1 if style.source else 0
    below = 17 * (x_lines - 1)
    figure.layout = {
        "height": height + 14 * max(0, lines - 2),
        "margin": {
            "l": 8,
            "r": 12,
            "t": 42 if legend else 14,
            "b": 24 + below + (18 if x_title else 0) + (12 + 14 * lines if lines else 0),
        },
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "size": 13, "color": palette.ink},
        "separators": style.labels.separators,
        "hoverlabel": hover_label,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "font": {"size": 12},
            "itemsizing": "constant",
        },
        "showlegend": legend,
        "dragmode": "zoom",
        "clickmode": "event+select",
        "hovermode": "closest",
        "xaxis": xaxis,
        "yaxis": yaxis,
        "annotations": source_line(style, below=below + (50 if x_title else 32)),
    }
    return figure


def axis_style(style: Style) -> dict[str, Any]:
    """Lines and colours of every axis."""
    palette = style.palette
    return {
        "gridcolor": palette.grid,
        "linecolor": palette.grid,
        "zerolinecolor": palette.soft,
        "automargin": True,
    }


def years_axis(first: float, last: float) -> dict[str, Any]:
    """Years as the ticks of an axis of year positions, at most nine of them."""
    years = list(range(int(np.floor(first)), int(np.ceil(last))))
    step = max(1, -(-len(years) // 9))
    shown = years[::-1][::step][::-1]
    return {
        "range": [first, last + 0.012 * (last - first)],  # the dot of a last day is not cut
        "tickvals": [year + 0.5 for year in shown],
        "ticktext": [str(year) for year in shown],
        "tickangle": 0,
    }


def source_line(style: Style, *, below: int) -> list[dict[str, Any]]:
    """Source, day and address inside the picture, so that a saved picture can be traced back."""
    if not style.source:
        return []
    return [
        {
            "text": style.source,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "top",
            "yshift": -below,
            "showarrow": False,
            "align": "left",
            "font": {"size": 11, "color": style.palette.soft},
        }
    ]


def empty_shape(frame: pd.DataFrame) -> pd.Series[str]:
    """The mark of each claim: its status, or "implied" for a derived row."""
    return frame["status"].astype("str").where(~frame["implied"].astype(bool), "implied")


def spread_out(frame: pd.DataFrame, width: float = 0.7) -> pd.Series[float]:
    """Offsets that put the claims of one period side by side, in the order in which they were said."""
    periods = frame["period"].tolist()
    said = sorted(zip(frame["published"].tolist(), frame["claim_id"].tolist(), range(len(periods)), strict=True))
    met: dict[str, int] = {}
    place = np.zeros(len(periods))
    for _, _, row in said:
        place[row] = met.get(periods[row], 0)
        met[periods[row]] = int(place[row]) + 1
    size = np.array([met[period] for period in periods], dtype=float)
    step = np.minimum(0.13, width / np.maximum(size, 1))
    return pd.Series((place - (size - 1) / 2) * step, index=frame.index)


def broken(first: Iterable[float], second: Iterable[float]) -> list[float | None]:
    """Pairs of ends as one line with gaps."""
    line: list[float | None] = []
    for a, b in zip(first, second, strict=True):
        line += [a, b, None]
    return line


def open_low(frame: pd.DataFrame) -> pd.Series[float]:
    """The lower end of each claim for drawing, an open one at the drawn share."""
    return frame["value_lo"].fillna(frame["value"] - frame["value"].abs() * DRAWN_SHARE)


def open_high(frame: pd.DataFrame) -> pd.Series[float]:
    """The upper end of each claim for drawing, an open one at the drawn share."""
    return frame["value_hi"].fillna(frame[["value", "value_max"]].max(axis=1) + frame["value"].abs() * DRAWN_SHARE)


def _whiskers(above: np.ndarray[Any, Any], below: np.ndarray[Any, Any], color: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": above.tolist(),
        "arrayminus": below.tolist(),
        "thickness": 1.4,
        "width": 0,
        "color": color,
    }


def _arrows(frame: pd.DataFrame, style: Style, scale: Scale) -> list[dict[str, Any]]:
    """Arrow heads where the words leave an end open."""
    stated = ~frame["implied"].astype(bool)
    found = []
    for ends, positions, symbol in (
        (frame["value_hi"].isna() & stated, open_high, "arrow-up"),
        (frame["value_lo"].isna() & stated, open_low, "arrow-down"),
    ):
        if not ends.any():
            continue
        part = frame[ends]
        found.append(
            {
                "type": "scatter",
                "x": part["x"].to_numpy(),
                "y": positions(part).to_numpy() / scale.step,
                "mode": "markers",
                "showlegend": False,
                "hoverinfo": "skip",
                "marker": {"symbol": symbol, "size": 8, "color": [style.color(int(n)) for n in part["group_no"]]},
            }
        )
    return found


def ring_of(frame: pd.DataFrame, style: Style, scale: Scale) -> list[dict[str, Any]]:
    """A ring around the chosen claim, where it is in the frame (columns x, value, claim_id)."""
    part = frame[frame["claim_id"] == style.chosen] if style.chosen else frame.iloc[:0]
    if part.empty:
        return []
    return [
        {
            "type": "scatter",
            "x": part["x"].to_numpy(),
            "y": part["value"].to_numpy() / scale.step,
            "mode": "markers",
            "showlegend": False,
            "hoverinfo": "skip",
            "marker": {"symbol": "circle-open", "size": 21, "color": style.palette.ink, "line": {"width": 2}},
        }
    ]
