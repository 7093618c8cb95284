"""Claim: the article with the figure marked, who said it, when, and which rules read it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, marks, numbers, parts, queries, session
from dashboard.charts.hover import rows as record_rows
from dashboard.marks import Mark
from dashboard.queries import Wanted
from dashboard.views import claim_context
from data.claims import UNDIRECTED
from data.reviews import review

if TYPE_CHECKING:
    from data.claim_rows import StoredClaim
    from extractors.records import Article, Observation


def main() -> None:
    """Draw the page."""
    words = session.words()
    claim_id = address.choice().id
    stored = queries.claim(claim_id) if claim_id else None
    if stored is None:
        parts.heading("claim")
        st.subheader(words("claim.not_found_title") if claim_id else words("page.claim.title"), anchor=False)
        st.write(words("claim.not_found_body") if claim_id else words("claim.choose"))
        session.link_to("claims", words("page.claims.title"), icon=":material/format_list_bulleted:")
        return
    seen = stored.observation
    article = queries.article_of(stored)
    st.title(_value(seen), anchor=False)
    st.text(_subject(seen))
    if not stored.is_current:
        st.warning(words.term("review", stored.review), icon=":material/history:")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _article(stored, article)
        _to_cite(stored, article)
    with right:
        _facts(stored, article)
    _evidence(seen, article)
    claim_context.official(stored)
    _others(stored)
    if session.may_write():
        _report(stored.claim_id)


def _value(seen: Observation) -> str:
    words = session.words()
    text = numbers.span(
        float(seen.value), None if seen.value_max is None else float(seen.value_max), seen.unit, words, seen.measure
    )
    return numbers.bounded(text, seen.bound, words)


def _subject(seen: Observation) -> str:
    words = session.words()
    a, b = numbers.place(seen.reporter, words.code), numbers.place(seen.partner, words.code)
    what = words.term("indicator", seen.indicator)
    pieces = [
        words("pair.heading" if seen.indicator in UNDIRECTED else "pair.direction", a=a, b=b),
        what if seen.measure == "level" else f"{what}, {words.term('measure', seen.measure)}",
        seen.product or "",
        numbers.period(seen.period, words.code),
    ]
    return " · ".join(piece for piece in pieces if piece)


def _article(stored: StoredClaim, article: Article) -> None:
    words = session.words()
    seen = stored.observation
    frame = queries.claims_of_article(article.id, words.code)
    rows = list(record_rows(frame))
    chosen = Mark(seen.start, seen.end, "chosen", words("claim.mark_this"))
    drawn = {}
    for name in ("title", "text"):
        others = [
            Mark(
                row.quote_start,
                row.quote_end,
                "other",
                f"{words.term('indicator', row.indicator)}: {numbers.claimed(row, words)}",
                _href(row.claim_id),
            )
            for row in rows
            if row.quote_field == name and row.claim_id != stored.claim_id
        ]
        own = [chosen] if seen.field == name else []
        drawn[name] = marks.marked(getattr(article, name), [*own, *others], paragraphs=name == "text")
    language = html.escape(seen.lang, quote=True)
    st.html(
        f'<article class="ikili-article" lang="{language}"><h3>{drawn["title"].html}</h3>{drawn["text"].html}</article>'
        f'<div class="ikili-legend"><mark class="ikili-chosen">{html.escape(words("claim.mark_this"))}</mark> · '
        f'<mark class="ikili-other">{html.escape(words("claim.mark_other"))}</mark></div>'
    )
    for missing in (*drawn["title"].unplaced, *drawn["text"].unplaced):
        st.caption(f"{words('add.unplaced')}: {missing.title}")
    _neighbours(stored, [str(row.claim_id) for row in rows])


def _href(claim_id: str) -> str:
    query = address.choice().with_values(id=claim_id).query(("lang", "asof", "id"))
    from urllib.parse import urlencode

    return f"/iddia?{urlencode(query, doseq=True)}"


def _neighbours(stored: StoredClaim, ids: list[str]) -> None:
    words = session.words()
    if stored.claim_id not in ids or len(ids) < 2:
        return
    at = ids.index(stored.claim_id)
    with st.container(horizontal=True):
        st.button(
            words("claim.previous"),
            icon=":material/arrow_back:",
            disabled=at == 0,
            on_click=address.put,
            kwargs={"id": ids[at - 1]},
            key="previous",
        )
        st.button(
            words("claim.next"),
            icon=":material/arrow_forward:",
            disabled=at == len(ids) - 1,
            on_click=address.put,
            kwargs={"id": ids[(at + 1) % len(ids)]},
            key="next",
        )


def _facts(stored: StoredClaim, article: Article) -> None:
    words = session.words()
    seen = stored.observation
    low = numbers.amount(float(stored.value_lo), seen.unit, words, seen.measure) if stored.value_lo is not None else "…"
    high = (
        numbers.amount(float(stored.value_hi), seen.unit, words, seen.measure) if stored.value_hi is not None else "…"
    )
    facts = [
        ("claim.said", seen.speaker or words("column.article_itself")),
        ("column.published", numbers.day(seen.published, words)),
        ("claim.about", numbers.period(seen.period, words.code)),
        ("column.interval", words("number.range", a=low, b=high)),
        ("column.status", words.term("status", seen.status)),
        ("column.quote", seen.quote),
        ("column.product", seen.product or words("filter.product_total")),
        ("column.outlet", article.outlet or numbers.NOTHING),
        ("claim.repeated", claim_context.repeated(stored)),
        ("column.lang", words.term("language_name", seen.lang)),
        ("column.review", words.term("review", stored.review)),
        ("claim.confidence", numbers.decimal(seen.confidence, words, 2)),
    ]
    rows = "".join(
        f"<tr><th>{html.escape(words(key))}</th><td>{html.escape(str(value))}</td></tr>"
        for key, value in facts
        if value
    )
    st.html(f'<table class="ikili-facts">{rows}</table>')
    if article.url and article.url.startswith(("http://", "https://")):
        st.link_button(words("claim.original"), article.url, icon=":material/open_in_new:")
    pair = "-".join(sorted((seen.reporter, seen.partner)))
    session.link_to(
        "pair",
        numbers.pair_name(pair, words.code),
        icon=":material/sync_alt:",
        pair=pair,
        ind=seen.indicator,
        id=stored.claim_id,
    )


def _to_cite(stored: StoredClaim, article: Article) -> None:
    """The address that stays, and the words to cite the claim by."""
    words = session.words()
    seen = stored.observation
    st.caption(words("claim.permalink"))
    st.code(
        address.link("iddia", address.choice().with_values(id=stored.claim_id), ("id",)), language=None, wrap_lines=True
    )
    st.caption(words("claim.citation"))
    who = seen.speaker or words("column.article_itself")
    place = f"{article.outlet or article.id}, {seen.published.isoformat()}"
    st.code(
        f"{who}: “{seen.quote}”. {article.title}. {place}. {article.url or ''}".strip(), language=None, wrap_lines=True
    )


def _evidence(seen: Observation, article: Article) -> None:
    words = session.words()
    st.subheader(words("claim.rules"), anchor=False)
    if not seen.evidence and not seen.rules:
        st.write(words("claim.rules_none"))
        return
    rows = [
        {
            "field": words.texts.get(f"column.{piece.name}", piece.name),
            "slice": _slice(article, piece.field, piece.start, piece.end) or words("claim.deduced"),
            "rule": piece.rule,
        }
        for piece in seen.evidence
    ]
    listed = {piece.rule for piece in seen.evidence}
    rows += [
        {"field": words("column.value"), "slice": seen.quote, "rule": rule} for rule in seen.rules if rule not in listed
    ]
    st.dataframe(
        pd.DataFrame(rows),
        key="evidence",
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(words(f"column.{name}")) for name in ("field", "slice", "rule")
        },
        alt=words("claim.rules"),
    )


def _report(claim_id: str) -> None:
    """Send a claim back to the review queue with what is wrong about it."""
    words = session.words()
    with (
        st.expander(words("claim.report"), icon=":material/flag:"),
        st.form("report", border=False, clear_on_submit=True),
    ):
        who = session.writer_name() or str(st.text_input(words("review_page.name"), key="report_who") or "")
        text = str(st.text_area(words("claim.report_text"), key="report_text", height=90) or "")
        if st.form_submit_button(words("claim.report_send"), key="report_send"):
            session.must_write()
            if not who.strip() or not text.strip():
                st.warning(words("review_page.name_needed") if not who.strip() else words("claim.report_text"))
                return
            review(queries.store(), claim_id, "reopen", reviewer=who, reason=text.strip())
            st.success(words("claim.report_done"))


def _slice(article: Article, field: str | None, start: int | None, end: int | None) -> str:
    return str(getattr(article, field)[start:end]) if field and start is not None and end is not None else ""


def _others(stored: StoredClaim) -> None:
    words = session.words()
    st.subheader(words("claim.other"), anchor=False)
    frame = queries.claims(Wanted(claim_key=stored.claim_key, as_of=queries.as_day(address.choice().asof)), words.code)
    others = frame[frame["claim_id"] != stored.claim_id].sort_values("published", ascending=False)
    if others.empty:
        st.write(words("claim.other_none"))
    else:
        parts.table(others, "others", columns=("value", "speaker", "published", "outlet", "quote", "review"))
    own = frame if not frame.empty else others
    parts.downloads(own, f"claim_{stored.claim_id[:8]}", "iddia", ("id",))


if __name__ == "__main__":
    main()
