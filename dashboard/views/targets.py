"""Targets: who set which target for when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, numbers, parts, queries, session
from dashboard.charts.hover import text_of
from dashboard.charts.targets import goals
from dashboard.filters import ALL
from dashboard.pages import entry

if TYPE_CHECKING:
    from datetime import date

    from dashboard.labels import Labels
    from data.comparing.findings import Finding

STATES = ("reached", "missed", "open", "unknown")


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("targets", words("targets.intro"))
    if not queries.counts()["claims"]:
        parts.empty_store()
    pair, indicator = _choose(words)
    day = queries.as_day(address.choice().asof)
    found = [
        one
        for one in queries.findings(pair, day)
        if one.kind == "target" and one.facts["goal"] == "target" and indicator in {ALL, one.indicator}
    ]
    found = _narrowed(found, words)
    if not found:
        st.subheader(words("targets.none_title"), anchor=False)
        st.write(words("targets.none_body"))
        return
    _counts(found, words)
    if pair is not None:
        _chart(found, pair, words)
    _ledger(found, words)


def _choose(words: Labels) -> tuple[str | None, str]:
    columns = st.columns(2)
    with columns[0]:
        pair = choices.pair(words, everything=queries.small_enough())
    with columns[1]:
        indicator = choices.indicator(words)
    return (None if pair == ALL else pair), indicator


def _narrowed(found: list[Finding], words: Labels) -> list[Finding]:
    setters = sorted({name for one in found for name in one.facts["setters"]})
    who = controls.many("who", words("target.who"), setters, str, labels=words)
    state = controls.segmented(
        "state",
        words("target.state"),
        [ALL, *STATES],
        lambda key: words("filter.any") if key == ALL else words(f"target.{key}").split(":")[0],
        default=ALL,
        label_visibility="collapsed",
    )
    if who:
        found = [one for one in found if set(who) & set(one.facts["setters"])]
    return [one for one in found if state in {ALL, one.variant}]


def _counts(found: list[Finding], words: Labels) -> None:
    with st.container(horizontal=True):
        for state in STATES:
            number = sum(one.variant == state for one in found)
            st.metric(words(f"target.{state}").split(":")[0], numbers.decimal(number, words, 0), border=True)


def _chart(found: list[Finding], pair: str, words: Labels) -> None:
    """One chart for the indicator, unit and direction with most targets."""
    about = (
        pd.Series([(one.indicator, one.unit, one.reporter, one.partner, one.product or "") for one in found])
        .value_counts()
        .index[0]
    )
    indicator, unit, reporter, partner, product = about
    chosen = [one for one in found if (one.indicator, one.unit, one.reporter, one.partner, one.product or "") == about]
    path = queries.series(pair, indicator, "level", queries.as_day(address.choice().asof))
    path = path[
        path["lane"].isin(["year", "stock"])
        & (path["status"] == "actual")
        & (path["unit"] == unit)
        & (path["reporter"] == reporter)
        & (path["partner"] == partner)
        & path["period_start"].notna()
        & path["product"].fillna("").eq(product)
    ].sort_values("period_start")
    item = entry("targets")
    title = f"{words.term('indicator', indicator)} · {numbers.unit_name(unit, words)}"
    sides = parts.sides_text(reporter, partner, indicator, words)
    style = session.style(
        source=parts.source_text(
            len({name for one in chosen for name in one.claim_ids}), item.path, item.names, what=f"{sides} · {title}"
        ),
        chosen=address.choice().id,
    )
    st.subheader(title, anchor=False, help=words("targets.intro"))
    counts = {state: sum(one.variant == state for one in chosen) for state in STATES}
    told = ", ".join(f"{words(f'target.{state}').split(':')[0]}: {n}" for state, n in counts.items() if n)
    alt = words("chart.alt_targets", title=f"{sides}, {title}", n=len(chosen), states=told)
    figure = goals([_point(one, words) for one in chosen], path, style, unit)
    st.plotly_chart(
        figure,
        key="chart_targets",
        theme=None,
        config=parts.chart_config(),
        alt=alt,
        selection_mode="points",
        on_select=lambda: parts.clicked("chart_targets"),
    )
    if address.choice().id:
        parts.claim_panel(address.choice().id)


def _point(one: Finding, words: Labels) -> dict[str, Any]:
    facts = one.facts
    claim = next(claim for claim in one.claims if claim.status != "actual")
    who = text_of(", ".join(facts["setters"]) or words("column.article_itself"))
    state = text_of(words(f"target.{one.variant}"))
    text = (
        f"<b>{text_of(numbers.amount(facts['target'], one.unit, words))}</b> · {state}<br>"
        f"{who} · {numbers.day(facts['first_said'], words)}<br>{text_of(numbers.period(one.period, words.code))}"
    )
    return {
        "value": facts["target"],
        "due": _year_end(facts["due"]),
        "set_on": _position(facts["first_said"]),
        "state": one.variant,
        "claim_id": claim.claim_id,
        "text": text,
    }


def _position(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _year_end(due: str | None) -> float | None:
    """The middle of the year in which a target is due."""
    return None if not due else int(due.split("/")[-1][:4]) + 0.5


def _outcome(one: Finding, words: Labels) -> str:
    """The best value stated so far with its period, "" where nobody stated one."""
    value = one.facts["outcome"]
    if value is None:
        return ""
    return f"{numbers.amount(value, one.unit, words)} ({numbers.period(one.facts['outcome_period'], words.code)})"


def _ledger(found: list[Finding], words: Labels) -> None:
    rows = []
    for one in found:
        facts = one.facts
        moved = "; ".join(
            words(
                "target.moved_yes",
                was=f"{numbers.amount(value, one.unit, words)} ({numbers.period(due or None, words.code)})",
                now=numbers.amount(facts["target"], one.unit, words),
            )
            for value, due in facts["moved_from"]
        )
        rows.append(
            {
                "pair": parts.sides_text(one.reporter, one.partner, one.indicator, words),
                "value": numbers.amount(facts["target"], one.unit, words),
                "state": words(f"target.{one.variant}"),
                "due": numbers.period(facts["due"], words.code),
                "indicator": words.term("indicator", one.indicator),
                "outcome": _outcome(one, words),
                "distance": numbers.amount(facts["distance"], one.unit, words)
                if facts["distance"] is not None and facts["distance"] > 0
                else "",
                "who": ", ".join(facts["setters"]) or words("column.article_itself"),
                "set_on": numbers.as_date(facts["first_said"]),
                "moved": moved,
            }
        )
    table = pd.DataFrame(rows)
    st.markdown(f"**{words('targets.count', n=len(rows))}**")
    names = {"pair": "column.pair", "indicator": "column.indicator"}
    event = st.dataframe(
        table,
        key="target_table",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            name: st.column_config.DateColumn(words("target.set_on"), format="YYYY-MM-DD")
            if name == "set_on"
            else words(names.get(name, f"target.{name}"))
            for name in table.columns
        },
        alt=words("targets.count", n=len(rows)),
    )
    picked = event["selection"]["rows"]
    if picked:
        one = found[picked[0]]
        for claim in one.claims[:3]:
            parts.claim_panel(claim.claim_id)
    item = entry("targets")
    from data.comparison import findings_csv

    parts.downloads_of(lambda: findings_csv(found).encode("utf-8"), "targets", item.path, item.names)


if __name__ == "__main__":
    main()
