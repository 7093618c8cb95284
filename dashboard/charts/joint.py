"""Several pairs in one chart: a line a pair, told apart by colour and, from the sixth on, by dashes and squares too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import drawing, lines

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style

HEIGHT = 440
LEGEND_ROW = 14  # what each line's name may take from the drawing on a phone, where names stand one below the other
# Line and mark of each round of colours: dashes short enough to be seen beside a name in the legend, and a mark that
# stands for no status.
ROUNDS = (("solid", "circle"), ("4px,3px", "square"))


def joint(
    series: dict[str, pd.DataFrame], style: Style, unit: str, *, base: str = "", bridge: bool = True
) -> go.Figure:
    """Draw all pairs over the same axes.

    Args:
        series: Name of the pair -> rows with year, value, claim_id in one unit, in the order to show.
        style: How to draw.
        unit: Unit of all values; "" for an index.
        base: The year of 100 of an index, where all lines share one.
        bridge: Whether thin lines lead over years without a value.
    """
    everything = pd.concat(list(series.values()), ignore_index=True)
    scale = lines.scale_of(everything["value"], unit, style, base)
    colors = (*style.palette.groups, style.palette.rest)
    figure = go.Figure()
    for number, (name, table) in enumerate(series.items()):
        color = colors[number % len(colors)]
        dash, mark = ROUNDS[number // len(colors) % len(ROUNDS)]
        figure.add_traces(
            lines.line(name, table, style, unit, scale.step, color=color, dash=dash, mark=mark, bridge=bridge)
        )
    figure.add_traces(drawing.ring_of(_places(everything), style, scale))
    drawing.finish(figure, style, scale, height=HEIGHT + LEGEND_ROW * len(series))
    figure.update_xaxes(**lines.ticks(int(everything["year"].min()), int(everything["year"].max()), 9))
    figure.update_layout(showlegend=True)
    return figure


def _places(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(x=table["year"])
