"""What stands beside every page: language, as-of day, format of pictures, how fresh the data are, who is signed in."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import streamlit as st

from dashboard import address, labels, numbers, queries, session


def draw(words: labels.Labels) -> None:
    """Language, as-of day, format of pictures, and how fresh the data are."""
    with st.sidebar:
        code = st.segmented_control(
            words("app.language"),
            labels.codes(),
            format_func=lambda key: labels.load(key).name,
            key=_seeded("w_lang", words.code),
            required=True,
            on_change=_language_picked,
            width="stretch",
        )
        assert code is not None
        _as_of(words)
        st.segmented_control(
            words("filter.picture"),
            ("png", "svg"),
            format_func=str.upper,
            default="png",
            required=True,
            key="picture",
            persist_state="session",
            help=words("chart.picture_hint", format="PNG / SVG"),
        )
        newest = queries.newest_day()
        if newest is None:
            st.caption(words("app.data_empty"))
        else:
            claims = numbers.decimal(queries.counts()["claims"], words, 0)
            st.caption(words("app.data_asof", day=numbers.day(newest, words), n=claims))
        session.who_is_here(words)
    if address.choice().asof:
        st.info(words("app.asof_note", day=numbers.day(address.choice().asof, words)), icon=":material/history:")


def _as_of(words: labels.Labels) -> None:
    """A slider over the months in which something was said; the right end is today."""
    first, last = queries.first_day(), queries.newest_day()
    if first is None or last is None or first >= last:
        return
    days = _month_ends(first, last)
    asked = address.choice().asof
    options = (*days, "") if asked in {*days, ""} else (*sorted({*days, asked}), "")
    st.select_slider(
        words("app.asof"),
        options,
        format_func=lambda day: numbers.day(day, words) if day else words("app.asof_today"),
        key=_seeded("w_asof", asked),
        on_change=_as_of_picked,
        help=words("app.asof_help"),
    )


@lru_cache(maxsize=16)
def _month_ends(first: date, last: date) -> tuple[str, ...]:
    """The last days of the months between two days."""
    found = []
    day = first.replace(day=1)
    while day <= last:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        end = following - timedelta(days=1)
        if end < last:
            found.append(end.isoformat())
        day = following
    return tuple(found)


def _seeded(key: str, value: str) -> str:
    st.session_state[key] = value
    return key


def _language_picked() -> None:
    address.put(lang=st.session_state["w_lang"])


def _as_of_picked() -> None:
    address.put(asof=st.session_state["w_asof"])
