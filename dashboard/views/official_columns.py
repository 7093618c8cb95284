"""An official file with columns of its own: the reader says what each means, beginning with what they look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import numbers
from dashboard.marks import markdown_text
from data.reference import parse_mapped, table_in
from data.reference_readers.mapped import UnclearNumbersError
from data.reference_readers.mapping import COLUMN_ROLES, FLOWS, VALUATIONS, Mapping, gaps, period_heads, suggested
from extractors.errors import IkiliError
from extractors.reference.countries import load as economies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.labels import Labels
    from data.reference import ReferenceFile
    from data.reference_readers.table import Table

ROWS = 5
ACROSS = "\x00across"  # the choice "heads are periods" among the columns of the period
SCALES = (0, 3, 6, 9)
_SCALE_WORDS = {3: "thousand", 6: "million", 9: "billion"}


def read(content: bytes, name: str, words: Labels) -> ReferenceFile | None:
    """Ask what the columns mean and read the file by it; None while something is not said or cannot be read."""
    try:
        table = table_in(content, name)
    except IkiliError as problem:
        st.warning(markdown_text(str(problem)), icon=":material/error:")
        return None
    st.markdown(f"**{words('official.upload_hint')}**")
    st.caption(words("official.map_intro"))
    st.dataframe(
        pd.DataFrame([cells for _, cells in table.rows[:ROWS]], columns=list(table.heads)),
        key="official_file_rows",
        hide_index=True,
        alt=words("official.file_rows", n=len(table.rows)),
    )
    mapping = _asked(table, blake2b(content, digest_size=6).hexdigest(), words)
    missing = gaps(mapping, table)
    if missing:
        for key in missing:
            st.markdown(f":material/arrow_forward: {words(f'official.need_{key}')}")
        return None
    try:
        return parse_mapped(content, name, date.today().isoformat(), mapping)
    except UnclearNumbersError as problem:
        st.warning(words("official.unclear_numbers", examples=markdown_text(", ".join(problem.examples))))
    except IkiliError as problem:
        st.warning(markdown_text(str(problem)), icon=":material/error:")
    return None


def _asked(table: Table, file: str, words: Labels) -> Mapping:
    """The boxes, each showing what the file looks like until the reader picks something else."""
    guess = suggested(table)
    picked: dict[str, Any] = {}
    with st.grid(min_column_width=230):
        for role in COLUMN_ROLES:
            options = ["", *([ACROSS] if role == "period" and period_heads(table) else []), *table.heads]
            looks = ACROSS if role == "period" and guess.across else getattr(guess, role)
            picked[role] = _box(
                f"map_{file}_{role}",
                words("official.map_column", what=words(f"official.role_{role}")),
                options,
                lambda head: {"": words("official.map_none"), ACROSS: words("official.across")}.get(head, head),
                looks,
            )
    across = picked["period"] == ACROSS
    said = replace(guess, **picked) if not across else replace(guess, **{**picked, "period": ""})
    return _settings(replace(said, across=across), guess, file, words)


def _settings(said: Mapping, guess: Mapping, file: str, words: Labels) -> Mapping:
    """What holds for all rows: asked for where no column says it."""
    places = ["", *sorted(economies(), key=lambda code: numbers.place(code, words.code))]
    units = ["", *(key.removeprefix("unit.") for key in words.texts if key.startswith("unit.") and key[5:].isupper())]

    def place(code: str) -> str:
        return numbers.place(code, words.code) if code else words("official.choose")

    found: dict[str, Any] = {"reporter_is": "", "partner_is": "", "flow_is": "", "unit_is": ""}
    with st.grid(min_column_width=230):
        for role in ("reporter", "partner"):
            if not getattr(said, role):
                found[f"{role}_is"] = _box(f"map_{file}_{role}_is", words(f"official.all_{role}"), places, place, "")
        if not (said.flow or said.exports or said.imports):
            found["flow_is"] = _box(
                f"map_{file}_flow_is",
                words("official.all_flow"),
                ["", *FLOWS],
                lambda key: words.term("indicator", key) or words("official.choose"),
                "",
            )
        if not said.unit:
            found["unit_is"] = _box(
                f"map_{file}_unit_is",
                words("official.all_unit"),
                units,
                lambda key: numbers.unit_name(key, words) if key else words("official.choose"),
                guess.unit_is,
            )
        found["scale"] = _box(
            f"map_{file}_scale",
            words("official.scale"),
            SCALES,
            lambda power: (
                numbers.decimal(1, words, 0) if not power else words(f"number.{_SCALE_WORDS[power]}").format(1).strip()
            ),
            guess.scale,
        )
        found["decimal"] = _box(
            f"map_{file}_decimal",
            words("official.decimal"),
            ("", ".", ","),
            lambda sign: f"1234{sign}5" if sign else words("official.decimal_auto"),
            "",
        )
        found["valuation"] = _box(
            f"map_{file}_valuation",
            words("official.valuation"),
            VALUATIONS,
            lambda key: {"": words("official.valuation_none"), "usual": words("official.valuation_usual")}.get(
                key, key
            ),
            "",
        )
        found["source"] = st.text_input(
            words("official.source"), key=f"map_{file}_source", placeholder=words("official.source_hint")
        )
    return replace(said, **found)


def _box(key: str, label: str, options: Sequence[Any], show: Callable[[Any], str], looks: Any) -> Any:
    at = list(options).index(looks) if looks in options else 0
    return st.selectbox(label, options, index=at, format_func=show, key=key)
