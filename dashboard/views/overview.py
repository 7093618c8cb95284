"""Overview: what is in, the newest claims, and which pair has figures for which indicator."""

from __future__ import annotations

import streamlit as st

from dashboard import address, numbers, parts, queries, readable, session
from dashboard.filters import CONFLICTS
from dashboard.queries import Wanted

NEWEST = 12


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("overview")
    counts = queries.counts()
    if not counts["claims"]:
        parts.empty_store()
    with st.container(horizontal=True):
        for name, value in (
            ("claims", counts["claims"]),
            ("pairs", counts["pairs"]),
            ("conflicts", _open_conflicts()),
            ("waiting", counts["pending"]),
        ):
            st.metric(
                words(f"overview.metric_{name}"),
                numbers.NOTHING if value is None else numbers.decimal(value, words, 0),
                border=True,
            )
    _coverage()
    _newest()


def _open_conflicts() -> int | None:
    """How many findings ask for attention; None where the table is too large to judge at once."""
    if not queries.small_enough():
        return None
    day = queries.as_day(address.choice().asof)
    return sum(
        one.alarm and one.kind in CONFLICTS and not queries.explanation(one) for one in queries.findings(None, day)
    )


def _coverage() -> None:
    words = session.words()
    st.subheader(words("overview.coverage"), anchor=False)
    st.caption(words("overview.coverage_hint"))
    pairs, columns, table = readable.matrix(queries.version(), words.code)
    event = st.dataframe(
        table,
        key="coverage",
        on_select="rerun",
        selection_mode="single-cell",
        placeholder="",
        height=min(38 + 35 * len(pairs), 420),
        column_config={name: st.column_config.NumberColumn(name, width=130) for name in table.columns}
        | {"_index": st.column_config.TextColumn(words("column.pair"), width=200)},
        alt=words("overview.coverage"),
    )
    cells = event["selection"]["cells"]
    if cells:
        row, column = cells[0]
        name = columns[table.columns.get_loc(column)] if column in table.columns else columns[0]
        session.go("pair", pair=pairs[row], ind=name)


def _newest() -> None:
    words = session.words()
    st.subheader(words("overview.newest"), anchor=False)
    st.caption(words("overview.newest_hint"))
    wanted = Wanted(as_of=queries.as_day(address.choice().asof), limit=NEWEST)
    newest = queries.listed(wanted, words.code, marked=False)
    parts.table(newest, "newest", columns=("pair", "value", "indicator", "period", "speaker", "published", "outlet"))
    parts.downloads(newest.frame, "newest", "", ())


if __name__ == "__main__":
    main()
