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
    from dashboard.slices import Slice

PER_PAGE = 50
_RESET = ("q", "pair", "ind", "m", "unit", "product", "status", "who", "bound", "src", "review", "year", "page")
_MORE = ("status", "bound", "m", "unit", "src", "review", "product", "who", "year")
_SORTS = ("newest", "oldest", "value", "confidence")


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("claims")
    if not queries.counts()["claims"]:
        parts.empty_store()
    found = _filtered(words)
    item = entry("claims")
    if found.empty:
        st.subheader(words("claims.none_title"), anchor=False)
        st.write(words("claims.none_body"))
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{words('claims.found', n=numbers.decimal(len(found), words, 0))}**")
        order = controls.segmented(
            "sort",
            words("filter.sort"),
            _SORTS,
            lambda key: words(f"sort.{key}"),
            default="newest",
            label_visibility="collapsed",
        )
    found = found.step("sort", order, lambda frame: _ordered(frame, order))
    now = controls.page_now(len(found), PER_PAGE)
    part = found.step("page", now, lambda frame: frame.iloc[(now - 1) * PER_PAGE : now * PER_PAGE])
    st.caption(f":material/touch_app: {words('claims.row_hint')}")
    parts.table(part, "claims_table", height=min(38 + 35 * len(part), 720))
    controls.pages(len(found), PER_PAGE)
    parts.downloads(found.frame, "claims", item.path, item.names)


def _filtered(words: Labels) -> Slice:
    chosen = address.choice()
    row = st.columns([3, 3, 3], vertical_alignment="bottom")
    with row[0]:
        pair = choices.pair(words)
    with row[1]:
        indicator = choices.indicator(words)
    with row[2]:
        needle = controls.text("q", words("filter.q"), words("filter.q_hint")).strip()
    small = queries.small_enough()
    wanted = Wanted(
        pair=None if pair == ALL else pair,
        indicator=None if indicator == ALL else indicator,
        as_of=queries.as_day(chosen.asof),
        limit=None if small else MOST_LISTED,
    )
    found = queries.listed(wanted, words.code, marked=pair != ALL or small)
    if len(found) >= MOST_LISTED:
        st.info(words("claims.newest_only", n=numbers.decimal(MOST_LISTED, words, 0)))
    with st.container(horizontal=True, vertical_alignment="center"):
        place = st.popover(words("filter.more"), icon=":material/tune:", key="more", on_change="rerun")
        if place.open or any(getattr(chosen, name) for name in _MORE):
            with place:
                found = _more(found, words)
        controls.reset(_RESET, words("filter.reset"))
    return found.step("q", needle, lambda frame: search(frame, needle)) if needle else found


def _more(found: Slice, words: Labels) -> Slice:
    for name, codes in (("status", STATUSES), ("bound", BOUNDS)):
        picked = controls.many(name, words(f"filter.{name}"), codes, partial(words.term, name), labels=words)
        found = choices.among(found, name, picked)
    for name, column, group, fixed in (
        ("m", "measure", "measure", MEASURES),
        ("unit", "unit", "", ()),
        ("src", "lang", "language_name", ()),
        ("review", "review", "review", ("pending", "accepted", "fixed")),
    ):
        there = choices.counts(found, column)
        options: Sequence[str] = [value for value in fixed if value in there] if fixed else sorted(there)
        found = _one(found, name, column, options, group, words)
    return choices.years(choices.speakers(_product(found, words), words), words)


def _one(found: Slice, name: str, column: str, options: Sequence[str], group: str, words: Labels) -> Slice:
    label = words("filter.lang" if name == "src" else f"filter.{name}")

    def show(key: str) -> str:
        if key == ALL:
            return words("filter.any")
        return words.term(group, key) if group else numbers.unit_name(key, words)

    picked = controls.select(name, label, [ALL, *options], show, default=ALL, labels=words, empty=ALL)
    return found if picked == ALL else choices.among(found, name, (picked,), column=column)


def _product(found: Slice, words: Labels) -> Slice:
    picked = controls.select(
        "product",
        words("filter.product"),
        [ALL, TOTAL, *choices.counts(found, "product")],
        lambda key: {ALL: words("filter.product_all"), TOTAL: words("filter.product_total")}.get(key, key),
        default=ALL,
        labels=words,
        empty=ALL,
    )
    return choices.of_product(found, picked)


def search(frame: pd.DataFrame, needle: str) -> pd.DataFrame:
    """The claims in which the words stand."""
    return frame[mentions(frame, needle)] if needle else frame


def _ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    if order == "value":
        return frame.sort_values(["unit", "value"], ascending=[True, False])
    if order == "confidence":
        return frame.sort_values("confidence")
    return frame.sort_values(["published", "source_id", "quote_start"], ascending=[order == "oldest", True, True])


if __name__ == "__main__":
    main()
