"""Conflicts: where claims cannot both be right, both sentences side by side, and what was revised."""

from __future__ import annotations

import html
from hashlib import blake2b
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, marks, numbers, parts, queries, session
from dashboard.charts.revisions import dumbbell
from dashboard.filters import ALL, CONFLICTS
from dashboard.pages import entry
from data.reviews import Review, review_many

if TYPE_CHECKING:
    from dashboard.labels import Labels
    from data.comparing.findings import Finding

PER_PAGE = 8
MOST_SIDES = 4
MOST_BESIDE = 3  # more sentences than that are too narrow to read
MOST_REVISIONS = 25


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("conflicts", words("conflicts.intro"))
    if not queries.counts()["claims"]:
        parts.empty_store()
    pair, indicator = _choose(words)
    day = queries.as_day(address.choice().asof)
    found = [one for one in queries.findings(pair, day) if one.kind in CONFLICTS and indicator in {ALL, one.indicator}]
    kind = _classes(found, words)
    shown = [one for one in found if (one.kind == kind if kind != ALL else one.alarm and not queries.explanation(one))]
    if not shown:
        st.subheader(words("conflicts.none_title"), anchor=False)
        st.write(words("conflicts.none_body"))
    else:
        if kind != ALL:
            st.caption(words(f"conflict_help.{kind}"))
        st.markdown(f"**{words('conflicts.findings', n=numbers.decimal(len(shown), words, 0))}**")
        now = controls.page_now(len(shown), PER_PAGE)
        for number, finding in enumerate(shown[(now - 1) * PER_PAGE : now * PER_PAGE]):
            _card(finding, number, words)
        controls.pages(len(shown), PER_PAGE)
        _download(shown)
    if pair is not None and indicator != ALL:
        _revisions(pair, indicator, words)


def _choose(words: Labels) -> tuple[str | None, str]:
    columns = st.columns(2)
    with columns[0]:
        pair = choices.pair(words, everything=queries.small_enough())
    with columns[1]:
        indicator = choices.indicator(words)
    return (None if pair == ALL else pair), indicator


def _classes(found: list[Finding], words: Labels) -> str:
    counts = {kind: sum(one.kind == kind for one in found) for kind in CONFLICTS}
    alarms = sum(one.alarm and not queries.explanation(one) for one in found)
    return controls.segmented(
        "cls",
        words("filter.cls"),
        [ALL, *CONFLICTS],
        lambda key: (
            f"{words('filter.open')} ({alarms})" if key == ALL else f"{words.term('conflict', key)} ({counts[key]})"
        ),
        default=ALL,
        label_visibility="collapsed",
    )


def _card(finding: Finding, number: int, words: Labels) -> None:
    with st.container(border=True, key=f"finding_{number}"):
        st.html(_head(finding, words))
        sides = _sides(finding)
        said = queries.explanation(finding)
        if said:
            st.success(f"{words('conflicts.explained')}: {marks.markdown_text(said)}", icon=":material/task_alt:")
        beside = 2 if len(sides) > MOST_BESIDE else len(sides)
        for start in range(0, len(sides), beside):
            for column, claim_id in zip(st.columns(beside), sides[start : start + beside], strict=False):
                with column:
                    parts.sentence_of(claim_id, key=f"side_{number}_{claim_id}")
        if finding.alarm and not said and session.may_write():
            _explain(finding, words)


def _head(finding: Finding, words: Labels) -> str:
    """Class, subject and the whole case in one sentence."""
    look, sign = ("alarm", "⚠") if finding.alarm else ("calm", "✓")
    kind = html.escape(words.term("conflict", finding.kind))
    return (
        f'<p class="ikili-finding"><span class="ikili-badge ikili-{look}">{sign} {kind}</span> '
        f"<strong>{html.escape(_title(finding, words))}</strong></p>"
        f"<p>{html.escape(finding.sentence(words.code))}</p>"
    )


def _explain(finding: Finding, words: Labels) -> None:
    """Take a finding off the list of open ones, with a reason: every claim in it is accepted as said."""
    # Not its place in the list: the next one would inherit the open box.
    which = blake2b(repr(finding.identity).encode(), digest_size=6).hexdigest()
    place = st.popover(
        words("conflicts.explain"), icon=":material/task_alt:", key=f"explain_open_{which}", on_change="rerun"
    )
    if not place.open:
        return
    with place, st.form(f"explain_{which}", border=False):
        who = session.writer_name() or str(st.text_input(words("review_page.name"), key=f"explain_who_{which}") or "")
        reason = str(st.text_input(words("conflicts.explain_reason"), key=f"explain_reason_{which}") or "")
        if st.form_submit_button(words("conflicts.explain"), key=f"explain_save_{which}"):
            session.must_write()
            if not reason.strip() or not who.strip():
                st.warning(words("review_page.reason_needed") if who.strip() else words("review_page.name_needed"))
                return
            review_many(
                queries.store(),
                [Review(claim.claim_id, "accept", who, queries.EXPLAINED + reason.strip()) for claim in finding.claims],
            )
            st.toast(words("conflicts.explain_done"))
            st.rerun()


def _sides(finding: Finding) -> list[str]:
    """The claims to show: the two ends first, and no more than fit beside each other."""
    claims = sorted(finding.claims, key=lambda one: one.value)
    ends = [claims[0], claims[-1]] if len(claims) > 1 else claims
    rest = [one for one in claims if one not in ends][: MOST_SIDES - len(ends)] if len(claims) <= MOST_SIDES else []
    return [one.claim_id for one in sorted([*ends, *rest], key=lambda one: one.published)]


def _title(finding: Finding, words: Labels) -> str:
    sides = parts.sides_text(finding.reporter, finding.partner, finding.indicator, words)
    pieces = [
        sides,
        words.term("indicator", finding.indicator),
        finding.product or "",
        numbers.period(finding.period, words.code),
    ]
    return " · ".join(piece for piece in pieces if piece)


def _download(shown: list[Finding]) -> None:
    from data.comparison import findings_csv

    item = entry("conflicts")
    parts.downloads_of(lambda: findings_csv(shown).encode("utf-8"), "conflicts", item.path, item.names)


def _revisions(pair: str, indicator: str, words: Labels) -> None:
    table = queries.series(pair, indicator, "level", queries.as_day(address.choice().asof))
    table = table[
        (table["n_statements"] > 1)
        & (table["value_first"] != table["value_latest"])
        & table["period"].notna()
        & table["product"].isna()
    ]
    if table.empty:
        return
    unit = str(table["unit"].value_counts().index[0])
    table = table[table["unit"] == unit]
    table = table.assign(size=(table["value_latest"] - table["value_first"]).abs() / table["value_first"].abs())
    table = table.sort_values("size", ascending=False).head(MOST_REVISIONS)
    st.subheader(words("conflicts.revisions"), anchor=False)
    item = entry("conflicts")
    title = words("conflicts.revisions")
    what = f"{numbers.pair_name(pair, words.code)} · {words.term('indicator', indicator)} · {title}"
    style = session.style(source=parts.source_text(int(table["n_claims"].sum()), item.path, item.names, what=what))
    alt = words(
        "chart.alt_simple",
        title=title,
        n=len(table),
        low=numbers.amount(float(table["value_first"].min()), unit, words),
        high=numbers.amount(float(table["value_latest"].max()), unit, words),
    )
    st.plotly_chart(
        dumbbell(table, style, unit), key="chart_revisions", theme=None, config=parts.chart_config(), alt=alt
    )
    shown = pd.DataFrame(
        {
            "period": [numbers.period(period, words.code) for period in table["period"]],
            "first": [numbers.amount(value, unit, words) for value in table["value_first"]],
            "latest": [numbers.amount(value, unit, words) for value in table["value_latest"]],
            "n": table["n_claims"].to_numpy(),
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        key="revision_table",
        column_config={str(name): words(f"column.{name}") for name in shown.columns},
        alt=title,
    )


if __name__ == "__main__":
    main()
