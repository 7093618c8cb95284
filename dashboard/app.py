"""The entry file: language, as-of day and menu, then the page. Start it with `ikili serve`."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import streamlit as st

from dashboard import address, heap, labels, numbers, queries, session
from dashboard.marks import markdown_text
from dashboard.pages import built
from extractors.errors import IkiliError

ICON = Path(__file__).with_name("icon.png")


def main() -> None:
    """Draw one run of the dashboard."""
    queries.begin_run()
    first_look = address.language_now()
    menu: dict[str, list[st.Page]] = {}
    entries = {}
    for item in built():
        title = first_look(f"page.{item.key}.title")
        # No icon: Streamlit would fetch a page's symbol from an outside host as the picture of the browser's tab.
        page = st.Page(
            item.file,
            title=title,
            url_path=item.path or None,
            default=not item.path,
            visibility="hidden" if item.hidden else "visible",
            help=first_look(f"page.{item.key}.help"),
        )
        menu.setdefault(first_look(f"nav.{item.section}"), []).append(page)
        entries[item.key] = (item, page)
    running = st.navigation(menu, position="sidebar", expanded=True)
    item = next(entry for entry, page in entries.values() if page.url_path == running.url_path)
    title = first_look(f"page.{item.key}.title")
    st.set_page_config(page_title=f"{title} · ikili", page_icon=ICON, layout="wide")
    chosen = address.begin(item.path, item.names)
    words = labels.load(chosen.lang)
    if words.code != first_look.code:
        st.rerun()  # the address named another language after the menu had been made
    session.start(words, {key: page for key, (_, page) in entries.items()})
    st.html(session.STYLE)
    try:
        _sidebar(words)
        for name, value in address.refused():
            st.warning(
                words(
                    "app.unknown_value", key=markdown_text(name), value=markdown_text(value), shown=words("app.nothing")
                ),
                icon=":material/link_off:",
            )
        running.run()
        address.publish()
        heap.settle()
    except IkiliError as problem:
        st.error(words("error.store_title"), icon=":material/error:")
        st.text(str(problem))
    except Exception:  # a fault of ours: the reader gets words and a number, the log gets everything
        number = uuid4().hex[:8]
        logging.getLogger("ikili.dashboard").exception("fault %s on page %r", number, item.path)
        st.error(words("error.fault_title"), icon=":material/error:")
        st.text(words("error.fault_body", number=number))


def _sidebar(words: labels.Labels) -> None:
    """Language, as-of day, and how fresh the data are."""
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
    options = [*sorted({*days, asked} - {""}), ""]
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


if __name__ == "__main__":
    main()
