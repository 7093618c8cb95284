"""Data and method: downloads, data addresses, dictionary, rules, licence."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import address, numbers, parts, queries, session
from dashboard.queries import Wanted
from data.claims import ClaimRow


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("data")
    st.subheader(words("data.downloads"), anchor=False)
    st.caption(words("data.downloads_hint"))
    frame = queries.claims(Wanted(as_of=queries.as_day(address.choice().asof), limit=queries.MOST_LISTED), words.code)
    parts.downloads(frame, "claims", "veri", ())
    st.subheader(words("data.dictionary"), anchor=False)
    dictionary = pd.DataFrame(
        [{"column": name, "type": _type(field.annotation), "meaning": words(f"dictionary.{name}")} for name, field in ClaimRow.model_fields.items()]
    )
    st.dataframe(
        dictionary,
        key="dictionary",
        hide_index=True,
        column_config={name: st.column_config.TextColumn(words(f"column.{name}")) for name in ("column", "type", "meaning")},
        alt=words("data.dictionary"),
    )
    st.subheader(words("data.rules"), anchor=False)
    for name in ("interval", "latest", "conflict"):
        st.markdown(f"**{words(f'data.rules_{name}')}**  \n{words(f'data.rules_{name}_body')}")
    st.subheader(words("data.licence"), anchor=False)
    st.write(words("data.licence_body"))
    day = numbers.day(queries.newest_day() or date.today(), words)
    st.code(words("data.citation", year=date.today().year, day=day, address=address.base()), language=None, wrap_lines=True)
    with st.expander(words("data.strings")):
        st.write(words("data.strings_body"))


def _type(annotation: object) -> str:
    text = str(annotation)
    for sign, name in (("Decimal", "number"), ("date", "date"), ("int", "integer"), ("float", "number"), ("bool", "boolean"), ("Literal", "enum")):
        if sign in text:
            return name
    return "string"


if __name__ == "__main__":
    main()
