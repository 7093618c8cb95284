"""An address that no page has: says so in the reader's language, and leads on."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.pages import alike, built


def main() -> None:
    """Draw the page."""
    words = session.words()
    path = session.missing_path()
    st.title(words("page.missing.title"), anchor=False)
    st.write(words("page.missing.help"))
    st.code(f"/{path}", language=None)
    near = alike(path)
    if near:
        st.subheader(words("missing.near"), anchor=False)
        _links(near)
    st.subheader(words("missing.all"), anchor=False)
    writer = session.may_write()
    _links([page.key for page in built() if not page.hidden and (writer or not page.writes)])


def _links(keys: list[str]) -> None:
    words = session.words()
    for key in keys:
        session.link_to(key, words(f"page.{key}.title"))


if __name__ == "__main__":
    main()
