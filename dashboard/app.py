"""The entry file: language, as-of day and menu, then the page. Start it with `ikili serve`."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import streamlit as st

from dashboard import address, heap, labels, queries, session, sidebar
from dashboard.marks import markdown_text
from dashboard.pages import MISSING, built, unknown_path
from extractors.errors import IkiliError

ICON = Path(__file__).with_name("icon.png")
LOGO = Path(__file__).with_name("logo.svg")


def main() -> None:
    """Draw one run of the dashboard."""
    queries.begin_run()
    first_look = address.language_now()
    menu: dict[str, list[st.Page]] = {}
    entries = {}
    writer = session.may_write()
    for item in built():
        title = first_look(f"page.{item.key}.title")
        # No icon: Streamlit would fetch a page's symbol from an outside host as the picture of the browser's tab.
        page = st.Page(
            item.file,
            title=title,
            url_path=item.path or None,
            default=not item.path,
            visibility="hidden" if item.hidden or (item.writes and not writer) else "visible",
            help=first_look(f"page.{item.key}.help"),
        )
        menu.setdefault(first_look(f"nav.{item.section}"), []).append(page)
        entries[item.key] = (item, page)
    missing = session.missing_path(unknown_path(st.context.url or "", st.get_option("server.baseUrlPath") or ""))
    if missing:  # a page of ours at whatever path was asked for: otherwise Streamlit says so, in English
        page = st.Page(MISSING.file, title=first_look("page.missing.title"), url_path=missing, visibility="hidden")
        menu[first_look(f"nav.{MISSING.section}")].append(page)
        entries[MISSING.key] = (replace(MISSING, path=missing), page)
    running = st.navigation(menu, position="sidebar", expanded=True)
    item = next(entry for entry, page in entries.values() if page.url_path == running.url_path)
    title = first_look(f"page.{item.key}.title")
    st.set_page_config(page_title=f"{title} · ikili", page_icon=ICON, layout="wide")
    st.logo(LOGO, size="large")
    chosen = address.begin(item.path, item.names)
    words = labels.load(chosen.lang)
    if words.code != first_look.code:
        st.rerun()  # the address named another language after the menu had been made
    session.start(words, {key: page for key, (_, page) in entries.items()})
    st.html(session.style_sheet())
    try:
        sidebar.draw(words)
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


if __name__ == "__main__":
    main()
