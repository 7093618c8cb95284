"""Pair: one country pair and indicator; claims by period, growth, vintages, the sentence behind each dot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import controls, numbers, parts, queries, session
from dashboard.pages import entry
from dashboard.views.pair_charts import draw
from dashboard.views.pair_choice import Choice, choose

if TYPE_CHECKING:
    import pandas as pd

TABS = ("chart", "table", "sources", "vintage")


def main() -> None:
    """Draw the page."""
    words = session.words()
    if not queries.counts()["claims"]:
        parts.heading("pair")
        parts.empty_store()
    choice = choose()
    if choice is None:
        return
    _metrics(choice)
    tab = controls.segmented(
        "tab",
        words("filter.mode"),
        TABS,
        lambda key: words(f"tab.{key}"),
        default="chart",
        label_visibility="collapsed",
    )
    if tab == "table":
        ordered = choice.shown.step(
            "ordered", "marked", lambda frame: queries.with_marks(_ordered(frame), choice.pair, choice.day)
        )
        parts.table(ordered, "pair_table")
    elif tab == "sources":
        _sources(choice.frame)
    else:
        draw(choice, vintage=tab == "vintage")
    item = entry("pair")
    st.caption(words("pair.same_frame", n=len(choice.frame)))
    frame, pair, day = choice.frame, choice.pair, choice.day
    parts.downloads(
        lambda: queries.with_marks(frame, pair, day), f"{choice.pair}_{choice.indicator}", item.path, item.names
    )


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["period_end", "published"], ascending=False, na_position="last")


def _newest(frame: pd.DataFrame) -> Any:
    """The claim that was said last about the newest full year; None where no actual value is about one."""
    yearly = frame[(frame["freq"].astype("str") == "A") & (frame["status"] == "actual") & ~frame["implied"]]
    if yearly.empty:
        return None
    return yearly[yearly["period"] == yearly["period"].max()].sort_values("published").iloc[-1]


def _numbers(frame: pd.DataFrame) -> dict[str, int]:
    return {"claims": len(frame), "speakers": frame["speaker"].nunique(), "sources": frame["outlet"].nunique()}


def _metrics(choice: Choice) -> None:
    words = session.words()
    with st.container(horizontal=True):
        last = choice.shown.fact("newest", _newest)
        if last is not None:
            st.metric(
                f"{words('pair.metric_newest')}: {last['period']}",
                numbers.claimed(last, words),
                border=True,
                help=words("pair.value_said", who=_who(last["speaker"]), day=numbers.day(last["published"], words)),
            )
        for name, value in choice.shown.fact("numbers", _numbers).items():
            help_text = (
                words("pair.statements", n=numbers.decimal(choice.statements, words, 0)) if name == "claims" else None
            )
            st.metric(words(f"pair.metric_{name}"), numbers.decimal(value, words, 0), border=True, help=help_text)


def _who(speaker: object) -> str:
    return str(speaker) if isinstance(speaker, str) and speaker else session.words()("column.article_itself")


def _sources(frame: pd.DataFrame) -> None:
    words = session.words()
    st.caption(words("pair.sources_hint"))
    grouped = (
        frame.groupby("source_id", sort=False)
        .agg(
            published=("published", "first"),
            outlet=("outlet", "first"),
            url=("url", "first"),
            title=("title", "first"),
            lang=("lang", "first"),
            n=("claim_id", "size"),
        )
        .sort_values("published", ascending=False)
    )
    grouped["lang"] = [words.term("language_name", code) for code in grouped["lang"]]
    grouped["url"] = grouped["url"].where(grouped["url"].astype("str").str.match(r"^https?://"), None)
    st.dataframe(
        grouped,
        hide_index=True,
        key="pair_sources",
        column_config={
            "published": st.column_config.DateColumn(words("column.published"), format="YYYY-MM-DD", width=105),
            "outlet": words("column.outlet"),
            "title": st.column_config.TextColumn(words("column.title"), width="large"),
            "lang": words("column.lang"),
            "n": words("column.n"),
            "url": st.column_config.LinkColumn(words("column.url"), display_text=words("claim.original")),
        },
        alt=words("pair.sources_hint"),
    )


if __name__ == "__main__":
    main()
