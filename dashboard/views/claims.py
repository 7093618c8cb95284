"""Claims: every claim, filtered by the address bar, one page at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import address, choices, controls, numbers, parts, queries, session
from dashboard.endpoint_query import mentions
from dashboard.filters import ALL, BOUNDS, MEASURES, STATUSES, TOTAL
from dashboard.pages import entry
from dashboard.queries import MOST_LISTED, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.labels import Labels

PER_PAGE = 50
_RESET = ("q", "pair", "ind", "m", "unit", "product", "status", "who", "bound", "src", "review", "year", "page")
_SORTS = ("newest", "oldest", "value", "confidence")


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("claims")
    if not queries.counts()["claims"]:
        parts.empty_store()
    frame = _filtered(words)
    item = entry("claims")
    if frame.empty:
        st.subheader(words("claims.none_title"), anchor=False)
        st.write(words("claims.none_body"))
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{words('claims.found', n=numbers.decimal(len(frame), words, 0))}**")
        order = controls.segmented(
            "sort",
            words("filter.sort"),
            _SORTS,
            lambda key: words(f"sort.{key}"),
            default="newest",
            label_visibility="collapsed",
        )
    frame = _ordered(frame, order)
    now = controls.page_now(len(frame), PER_PAGE)
    part = frame.iloc[(now - 1) * PER_PAGE : now * PER_PAGE]
    st.caption(f":material/touch_app: {words('claims.row_hint')}")
    parts.table(part, "claims_table", height=min(38 + 35 * len(part), 720))
    controls.pages(len(frame), PER_PAGE)
    parts.downloads(frame, "claims", item.path, item.names)


def _filtered(words: Labels) -> pd.DataFrame:
    chosen = address.choice()
    row = st.columns([3, 3, 3], vertical_alignment="bottom")
    with row[0]:
        pair = choices.pair(words)
    with row[1]:
        indicator = choices.indicator(words)
    with row[2]:
        needle = controls.text("q", words("filter.q"), words("filter.q_hint"))
    wanted = Wanted(
        pair=None if pair == ALL else pair,
        indicator=None if indicator == ALL else indicator,
        as_of=queries.as_day(chosen.asof),
        limit=MOST_LISTED if queries.counts()["claims"] > MOST_LISTED else None,
    )
    frame = queries.claims(wanted, words.code)
    if pair != ALL or queries.small_enough():
        frame = queries.marked(frame, wanted.pair, wanted.as_of)
    if len(frame) >= MOST_LISTED:
        st.info(words("claims.newest_only", n=numbers.decimal(MOST_LISTED, words, 0)))
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(words("filter.more"), icon=":material/tune:"):
            frame = _more(frame, words)
        controls.reset(_RESET, words("filter.reset"))
    return search(frame, needle)


def _more(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    for name, codes in (("status", STATUSES), ("bound", BOUNDS)):
        chosen = controls.many(name, words(f"filter.{name}"), codes, partial(words.term, name), labels=words)
        frame = frame[frame[name].isin(chosen)] if chosen else frame
    for name, column, group, fixed in (
        ("m", "measure", "measure", MEASURES),
        ("unit", "unit", "", ()),
        ("src", "lang", "language_name", ()),
        ("review", "review", "review", ("pending", "accepted", "fixed")),
    ):
        there = [str(value) for value in frame[column].dropna().unique()]
        options: Sequence[str] = [value for value in fixed if value in there] if fixed else sorted(there)
        frame = _one(frame, name, column, options, group, words)
    frame = _product(frame, words)
    speakers = [str(name) for name in frame["speaker"].dropna().value_counts().index]
    chosen = controls.many("who", words("filter.who"), speakers, str, labels=words)
    frame = frame[frame["speaker"].isin(chosen)] if chosen else frame
    years = frame["period_start"].dt.year.dropna()
    if not years.empty:
        first, last = int(years.min()), int(years.max())
        low, high = controls.year_range("year", words("filter.year"), first, last)
        frame = frame if (low, high) == (first, last) else frame[frame["period_start"].dt.year.between(low, high)]
    return frame


def _one(
    frame: pd.DataFrame, name: str, column: str, options: Sequence[str], group: str, words: Labels
) -> pd.DataFrame:
    label = words("filter.lang" if name == "src" else f"filter.{name}")

    def show(key: str) -> str:
        if key == ALL:
            return words("filter.any")
        return words.term(group, key) if group else numbers.unit_name(key, words)

    picked = controls.select(name, label, [ALL, *options], show, default=ALL, labels=words, empty=ALL)
    return frame if picked == ALL else frame[frame[column] == picked]


def _product(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    options = [ALL, TOTAL, *[str(name) for name in frame["product"].dropna().value_counts().index]]
    picked = controls.select(
        "product",
        words("filter.product"),
        options,
        lambda key: {ALL: words("filter.product_all"), TOTAL: words("filter.product_total")}.get(key, key),
        default=ALL,
        labels=words,
        empty=ALL,
    )
    if picked == ALL:
        return frame
    return frame[frame["product"].isna()] if picked == TOTAL else frame[frame["product"] == picked]


def search(frame: pd.DataFrame, needle: str) -> pd.DataFrame:
    """The claims in which the words stand."""
    return frame[mentions(frame, needle.strip())] if needle.strip() else frame


def _ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    if order == "value":
        return frame.sort_values(["unit", "value"], ascending=[True, False])
    if order == "confidence":
        return frame.sort_values("confidence")
    return frame.sort_values(["published", "source_id", "quote_start"], ascending=[order == "oldest", True, True])


if __name__ == "__main__":
    main()
