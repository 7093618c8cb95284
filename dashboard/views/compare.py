"""Compare pairs: up to nine in one chart or side by side, as level, growth or index, full years only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, numbers, parts, queries, session
from dashboard.charts.joint import joint
from dashboard.charts.lines import scale_of, shown_value
from dashboard.charts.multiples import small_multiples
from dashboard.filters import INDICATORS, OWN_BASE
from dashboard.pages import entry
from dashboard.views import compare_lines
from dashboard.views.compare_lines import MOST, Lines

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style
    from dashboard.labels import Labels

FIRST = 6
MODES = ("level", "growth", "index")
VIEWS = ("one", "each")
CHART = "compare_chart"


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("compare")
    if not queries.counts()["claims"]:
        parts.empty_store()
    indicator, pairs = _choose(words)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = controls.segmented(
            "mode", words("filter.mode"), MODES, lambda key: words(f"filter.mode_{key}"), default="level"
        )
        view = controls.segmented(
            "view", words("filter.view"), VIEWS, lambda key: words(f"filter.view_{key}"), default="one"
        )
    measure = "change_pct" if mode == "growth" else "level"
    table = compare_lines.yearly(pairs, indicator, measure, queries.as_day(address.choice().asof))
    if table.empty:
        _nothing(words)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = _unit(table, words)
        order = controls.segmented(
            "sort",
            words("filter.sort"),
            ("count", "name", "value"),
            lambda key: words(f"sort.{key}"),
            default="count",
        )
        lines = compare_lines.ordered(compare_lines.by_name(table[table["unit"] == unit], words), order)
        base = OWN_BASE
        if mode == "index":
            base = _base(lines, words)
            lines = compare_lines.indexed(lines, base)
        shared, log = _axes(lines, mode, view, words)
    _notes(lines, base, words)
    if not lines.shown:
        _nothing(words)
        return
    _draw(
        lines,
        words,
        title=words.term("indicator", indicator) + (f" · {words('measure.change_pct')}" if mode == "growth" else ""),
        unit=unit if mode != "index" else "",
        base="" if base == OWN_BASE else base,
        shared=None if view == "one" else shared,
        log=log,
    )


def _choose(words: Labels) -> tuple[str, list[str]]:
    coverage = queries.coverage()
    there = {str(name): int(count) for name, count in coverage.sum().items()}
    indicators = sorted((name for name in INDICATORS if there.get(name, 0)), key=lambda name: -there[name])
    columns = st.columns([1, 2])
    with columns[0]:
        indicator = choices.with_counts("ind", indicators, there, lambda key: words.term("indicator", key), words)
    by_count = coverage[indicator][coverage[indicator] > 0].sort_values(ascending=False, kind="stable")
    options = [str(pair) for pair in by_count.index]
    with columns[1]:
        pairs = controls.many(
            "pairs",
            words("filter.pairs"),
            options,
            lambda key: f"{numbers.pair_name(key, words.code)} ({by_count[key]})",
            labels=words,
            limit=MOST,
            default=options[:FIRST],
        )
    address.effective(ind=indicator)
    return indicator, list(pairs) or options[:FIRST]


def _unit(table: pd.DataFrame, words: Labels) -> str:
    units = table["unit"].unique()
    return str(units[0]) if len(units) == 1 else choices.unit(choices.counted(table["unit"]), words)


def _base(lines: Lines, words: Labels) -> str:
    """The year that is 100; what stands in the address is what was drawn, also where nobody chose."""
    options, default = compare_lines.base_years(lines)
    base = controls.select(
        "base",
        words("filter.base"),
        options,
        lambda key: words("filter.base_own") if key == OWN_BASE else key,
        default=default,
        labels=words,
        help=words("filter.base_help"),
    )
    address.effective(base=base)
    return base


def _axes(lines: Lines, mode: str, view: str, words: Labels) -> tuple[bool, bool]:
    """Whether small charts share their axis, and whether it is logarithmic: only where no value forbids that."""
    shared = view == "each" and controls.toggle("shared", words("filter.shared_axis"), default=mode != "level")
    can_log = mode != "growth" and all(float(rows["value"].min()) > 0 for rows in lines.shown.values())
    return shared, can_log and controls.toggle("log", words("filter.scale_log"))


def _notes(lines: Lines, base: str, words: Labels) -> None:
    """What is not drawn, and why."""
    if lines.without_base:
        st.caption(words("compare.without_base", year=base, names=", ".join(lines.without_base)))
    if lines.left_out:
        st.caption(words("compare.left_out", n=lines.left_out, most=MOST))


def _draw(lines: Lines, words: Labels, *, title: str, unit: str, base: str, shared: bool | None, log: bool) -> None:
    """Draw chart, table and downloads of the same rows; `shared` is None where all lines stand in one chart."""
    item = entry("compare")
    kept = lines.together()
    chosen = address.choice().id
    style = session.style(
        source=parts.source_text(int(kept["n_claims"].sum()), item.path, item.names, what=title),
        log=log,
        chosen=chosen,
    )
    st.subheader(title, anchor=False)
    if shared is None:
        _one(lines, style, unit, base, _takeaway(title, lines, unit, style))
    else:
        _each(lines, style, unit, base, title, shared=shared)
    if chosen in set(kept["claim_id"]):
        parts.claim_panel(chosen)
    _table(lines, style, unit, base, _takeaway(title, lines, unit, style))
    parts.downloads_of(lambda: lines.csv().encode("utf-8"), "compare", item.path, item.names)


def _one(lines: Lines, style: Style, unit: str, base: str, alt: str) -> None:
    st.plotly_chart(
        joint(lines.shown, style, unit, base=base, bridge=unit != "percent"),
        key=CHART,
        theme=None,
        config=parts.chart_config(),
        alt=alt,
        selection_mode="points",
        on_select=lambda: parts.clicked(CHART),
    )
    st.caption(style.labels("compare.hint"))


def _each(lines: Lines, style: Style, unit: str, base: str, title: str, *, shared: bool) -> None:
    figures = small_multiples(lines.shown, style, unit, shared=shared, base=base, bridge=unit != "percent")
    with st.grid(min_column_width=240):
        for number, (name, figure) in enumerate(figures.items()):
            alt = _alt(f"{title}, {name}", lines.shown[name]["value"], unit, style)
            st.plotly_chart(figure, key=f"compare_{number}", theme=None, config=parts.chart_config(), alt=alt)


def _alt(title: str, values: pd.Series[float], unit: str, style: Style) -> str:
    return style.labels(
        "chart.alt_simple",
        title=title,
        n=len(values),
        low=shown_value(float(values.min()), unit, style),
        high=shown_value(float(values.max()), unit, style),
    )


def _takeaway(title: str, lines: Lines, unit: str, style: Style) -> str:
    """What the chart of all lines says: which ends highest and which lowest."""
    kept = lines.together()
    if len(lines.shown) == 1:
        name = next(iter(lines.shown))
        return _alt(f"{title}, {name}", kept["value"], unit, style)
    newest = {name: (float(rows["value"].iloc[-1]), int(rows["year"].iloc[-1])) for name, rows in lines.shown.items()}
    top, bottom = max(newest, key=lambda name: newest[name]), min(newest, key=lambda name: newest[name])
    return style.labels(
        "chart.alt_joint",
        title=title,
        n=len(lines.shown),
        first=int(kept["year"].min()),
        last=int(kept["year"].max()),
        top=top,
        high=f"{shown_value(newest[top][0], unit, style)}, {newest[top][1]}",
        bottom=bottom,
        low=f"{shown_value(newest[bottom][0], unit, style)}, {newest[bottom][1]}",
    )


def _table(lines: Lines, style: Style, unit: str, base: str, alt: str) -> None:
    """The same values, a row a line and a column a year."""
    words = style.labels
    kept = lines.together()
    years = sorted(kept["year"].unique(), reverse=True)  # the newest is what a phone shows
    wide = pd.DataFrame({name: rows.set_index("year")["value"] for name, rows in lines.shown.items()})
    scale = scale_of(kept["value"], unit, style, base)
    readable = wide.reindex(years).T.map(
        lambda value: "" if pd.isna(value) else numbers.decimal(float(value) / scale.step, words, 3 if unit else 1)
    )
    st.caption(scale.title or numbers.unit_name(unit, words))
    readable.columns = [str(year) for year in readable.columns]
    st.dataframe(
        readable,
        key="compare_table",
        column_config={
            "_index": st.column_config.TextColumn(words("column.pair"), width=175),
            **{name: st.column_config.TextColumn(name, width=76) for name in readable.columns},
        },
        alt=alt,
    )


def _nothing(words: Labels) -> None:
    st.subheader(words("claims.none_title"), anchor=False)
    day = address.choice().asof
    st.write(words("compare.none_body", day=numbers.day(day, words) if day else words("app.asof_today")))


if __name__ == "__main__":
    main()
