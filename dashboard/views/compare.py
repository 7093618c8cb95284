"""Compare pairs: up to nine, as level, growth or index, full years only, one value a year by the stated rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, numbers, parts, queries, session
from dashboard.charts.drawing import Scale, scale_for
from dashboard.charts.multiples import small_multiples
from dashboard.filters import INDICATORS
from dashboard.pages import entry

if TYPE_CHECKING:
    from dashboard.labels import Labels

MOST = 9
FIRST = 6
MODES = ("level", "growth", "index")


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("compare")
    if not queries.counts()["claims"]:
        parts.empty_store()
    indicator, pairs = _choose(words)
    columns = st.columns([2, 1], vertical_alignment="bottom")
    with columns[0]:
        mode = controls.segmented(
            "mode", words("filter.mode"), MODES, lambda key: words(f"filter.mode_{key}"), default="level"
        )
    table = _values(pairs, indicator, "change_pct" if mode == "growth" else "level")
    if table.empty:
        _nothing(words)
        return
    with columns[1]:
        unit = _unit(table, words)
    table = table[table["unit"] == unit]
    shown = _series(table, mode)
    if not shown:
        _nothing(words)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        shared = controls.toggle("shared", words("filter.shared_axis"), default=mode != "level")
        log = controls.toggle("log", words("filter.scale_log"))
        order = controls.segmented(
            "sort",
            words("filter.sort"),
            ("count", "name", "value"),
            lambda key: words(f"sort.{key}"),
            default="count",
            label_visibility="collapsed",
        )
    shown = _ordered(shown, order)
    _draw(
        shown,
        table,
        unit if mode != "index" else "",
        words,
        shared=shared,
        log=log and mode != "growth",
        title=words.term("indicator", indicator),
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


def _values(pairs: list[str], indicator: str, measure: str) -> pd.DataFrame:
    """The yearly values of the pairs: total and actual only; a directed indicator gives one series a direction."""
    day = queries.as_day(address.choice().asof)
    tables = []
    for pair in pairs:
        table = queries.series(pair, indicator, measure, day)
        table = table[
            (table["status"] == "actual")
            & table["lane"].isin(["year", "stock"])
            & table["product"].isna()
            & (table["period_start"] <= table["published"])  # a year that had not begun cannot have ended
        ]
        if not table.empty:
            tables.append(table.assign(pair=pair))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _unit(table: pd.DataFrame, words: Labels) -> str:
    units = table["unit"].unique()
    return str(units[0]) if len(units) == 1 else choices.unit(choices.counted(table["unit"]), words)


def _series(table: pd.DataFrame, mode: str) -> dict[str, pd.DataFrame]:
    """Name of the pair (and direction) -> year and value."""
    words = session.words()
    found: dict[str, pd.DataFrame] = {}
    for (reporter, partner), part in table.groupby(["reporter", "partner"], sort=False):
        yearly = part.assign(year=pd.to_datetime(part["period_start"]).dt.year).sort_values(["year", "published"])
        yearly = yearly.drop_duplicates("year", keep="last")
        if mode == "index":
            first = float(yearly["value"].iloc[0])
            if first == 0:
                continue
            yearly = yearly.assign(value=yearly["value"] / first * 100)
        name = parts.sides_text(str(reporter), str(partner), str(part["indicator"].iloc[0]), words)
        found[name] = yearly
    return found


def _ordered(shown: dict[str, pd.DataFrame], order: str) -> dict[str, pd.DataFrame]:
    if order == "name":
        return dict(sorted(shown.items())[:MOST])
    key = (lambda item: -float(item[1]["value"].iloc[-1])) if order == "value" else (lambda item: -len(item[1]))
    return dict(sorted(shown.items(), key=key)[:MOST])


def _draw(
    shown: dict[str, pd.DataFrame],
    table: pd.DataFrame,
    unit: str,
    words: Labels,
    *,
    shared: bool,
    log: bool,
    title: str,
) -> None:
    item = entry("compare")
    kept = pd.concat(list(shown.values()))
    style = session.style(source=parts.source_text(int(kept["n_claims"].sum()), item.path, item.names), log=log)
    st.subheader(title, anchor=False)
    low, high = float(kept["value"].min()), float(kept["value"].max())
    alt = words(
        "chart.alt_simple", title=title, n=len(kept), low=_shown(low, unit, words), high=_shown(high, unit, words)
    )
    with st.grid(min_column_width=240):
        for number, (name, figure) in enumerate(small_multiples(shown, style, unit, shared=shared).items()):
            said = shown[name]["value"]
            own = words(
                "chart.alt_simple",
                title=f"{title}, {name}",
                n=len(said),
                low=_shown(float(said.min()), unit, words),
                high=_shown(float(said.max()), unit, words),
            )
            st.plotly_chart(figure, key=f"compare_{number}", theme=None, config=parts.chart_config(), alt=own)
    years = sorted(kept["year"].unique())
    wide = pd.DataFrame({name: part.set_index("year")["value"] for name, part in shown.items()}).reindex(years).T
    scale = scale_for(kept["value"], unit, words) if unit else Scale(1.0, words("chart.index_axis"))
    readable = wide.map(
        lambda value: "" if pd.isna(value) else numbers.decimal(float(value) / scale.step, words, 1 if not unit else 3)
    )
    st.caption(scale.title or numbers.unit_name(unit, words))
    readable.columns = [str(year) for year in readable.columns]
    st.dataframe(
        readable,
        key="compare_table",
        column_config={"_index": st.column_config.TextColumn(words("column.pair"), width=200)},
        alt=alt,
    )
    csv = kept[
        [
            "reporter",
            "partner",
            "indicator",
            "measure",
            "unit",
            "period",
            "value",
            "value_lo",
            "value_hi",
            "claim_id",
            "n_claims",
            "n_sources",
        ]
    ]
    parts.downloads_of(lambda: csv.to_csv(index=False).encode("utf-8"), "compare", item.path, item.names)


def _shown(value: float, unit: str, words: Labels) -> str:
    """A value with its unit, or an index as a plain number."""
    return numbers.amount(value, unit, words) if unit else numbers.decimal(value, words, 1)


def _nothing(words: Labels) -> None:
    st.subheader(words("claims.none_title"), anchor=False)
    st.write(words("claims.none_body"))


if __name__ == "__main__":
    main()
