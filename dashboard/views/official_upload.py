"""Loads a file of official values into the store: recognised by its columns, or with columns that the reader names."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import numbers, parts, queries, session
from dashboard.marks import markdown_text
from dashboard.views import official_columns
from data.reference import parse_reference
from data.reference_readers import UnknownShapeError
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from dashboard.labels import Labels
    from data.reference import ReferenceFile

TYPES = ["csv", "tsv", "txt", "json", "xlsx", "xml", "zip"]
SHOWN = 8
# How the readers name what they leave out, and the key of the words for it; a group is what it was.
_REASONS = (
    (r"no value", "no_value"),
    (r"another indicator", "indicator"),
    (r"a group", "group"),
    (r"trade with itself", "itself"),
    (r"said twice", "twice"),
    (r"several values for one pair and period", "several"),
    (r"deleted", "deleted"),
    (r"(.+) is a part", "part"),
    (r"(?:attribute|sheet) (.*)", "other"),
    (r"place (.*)", "place"),
    (r"period (.*)", "period"),
    (r"flow (.*)", "flow"),
    (r"number (.*)", "number"),
    (r"unit (.*)", "unit"),
)


def draw(words: Labels) -> None:
    """The box under the chart; only for those who may write."""
    if not session.may_write():
        return
    with st.expander(words("official.upload"), icon=":material/upload_file:"):
        file = st.file_uploader(words("official.upload"), type=TYPES, label_visibility="collapsed", key="official_file")
        if file is None:
            return
        read = _read(file.getvalue(), file.name, words)
        if read is None:
            return
        _preview(read, words)
        if st.button(words("official.load"), type="primary", key="official_load"):
            session.must_write()
            new = queries.store().add_reference(value.model_dump() for value in read.values)
            queries.begin_run()
            known = len(read.values) - new
            st.success(words("official.loaded", n=numbers.decimal(new, words, 0)), icon=":material/check:")
            if known:
                st.caption(words("official.loaded_known", n=numbers.decimal(known, words, 0)))


def _read(content: bytes, name: str, words: Labels) -> ReferenceFile | None:
    try:
        return parse_reference(content, name, date.today().isoformat())
    except UnknownShapeError:
        return official_columns.read(content, name, words)
    except IkiliError as problem:
        st.warning(markdown_text(str(problem)), icon=":material/error:")
        return None


def _preview(read: ReferenceFile, words: Labels) -> None:
    """What would be loaded, as people read it, and how much is left out for which reason."""
    st.markdown(f"**{words('official.preview', n=numbers.decimal(len(read.values), words, 0))}**")
    rows = [
        {
            "pair": parts.sides_text(value.reporter, value.partner, value.flow, words),
            "indicator": words.term("indicator", value.flow),
            "period": numbers.period(value.period, words.code),
            "value": numbers.amount(float(value.value), value.unit, words),
        }
        for value in read.values[:SHOWN]
    ]
    st.dataframe(
        pd.DataFrame(rows),
        key="official_preview",
        hide_index=True,
        column_config={name: words(f"column.{name}") for name in rows[0]},
        alt=words("official.preview", n=len(read.values)),
    )
    for reason, number in read.left_out.items():
        st.text(f"− {numbers.decimal(number, words, 0)}: {reason_in_words(reason, words)}")


def reason_in_words(reason: str, words: Labels) -> str:
    """Why rows are left out, in the reader's language."""
    for pattern, key in _REASONS:
        found = re.fullmatch(pattern, reason)
        if found:
            return words(f"left_out.{key}", what=found[1]) if found.groups() else words(f"left_out.{key}")
    return reason
