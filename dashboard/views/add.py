"""Add an article: paste, upload or fetch; see at once what is read from it; save."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import article_input, marks, numbers, parts, queries, session
from dashboard.article_input import Found
from dashboard.marks import Mark
from data.claims import content_id
from data.ingest import ingest
from extractors import extract
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from dashboard.labels import Labels
    from extractors.records import Article, Extraction, Observation

WAYS = ("paste", "file", "url")
MOST_SHOWN = 20
_FOUND = "add_found"


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("add")
    if not session.may_write():
        session.refuse_writing(words)
    st.caption(words("add.intro"))
    way = st.segmented_control(
        words("add.how"),
        WAYS,
        format_func=lambda key: words(f"add.how_{key}"),
        default="paste",
        required=True,
        key="add_way",
        label_visibility="collapsed",
    )
    {"paste": _paste, "file": _files, "url": _address}[str(way)](words)
    found: list[Found] = st.session_state.get(_FOUND, [])
    if found:
        _results(found, words)


def _paste(words: Labels) -> None:
    with st.form("paste", border=True):
        title = st.text_input(words("add.title"), key="add_title")
        text = st.text_area(words("add.text"), height=220, key="add_text")
        columns = st.columns(3)
        day = columns[0].text_input(
            words("add.date"), value=numbers.today().isoformat(), key="add_date", help=words("add.date_hint")
        )
        outlet = columns[1].text_input(words("add.outlet"), key="add_outlet")
        url = columns[2].text_input(words("add.source_url"), key="add_url")
        pressed = st.form_submit_button(
            words("add.read"), type="primary", icon=":material/manage_search:", key="add_read"
        )
    if not pressed:
        return
    published = article_input.parse_day(day)
    if published is None:
        st.warning(words("add.bad_date", value=day), icon=":material/event_busy:")
    elif not text.strip() and not title.strip():
        st.warning(words("add.empty_text"), icon=":material/edit_note:")
    else:
        st.session_state[_FOUND] = [Found("text", article=article_input.pasted(title, text, published, outlet, url))]


def _files(words: Labels) -> None:
    files = st.file_uploader(
        words("add.files"),
        type=["txt", "html", "htm", "jsonl", "csv", "zip"],
        accept_multiple_files=True,
        key="add_files",
    )
    if st.button(
        words("add.read"), type="primary", icon=":material/manage_search:", disabled=not files, key="add_read_files"
    ):
        st.session_state[_FOUND] = article_input.uploaded((file.name, file.getvalue()) for file in files)


def _address(words: Labels) -> None:
    with st.form("fetch", border=True):
        url = st.text_input(words("add.url"), placeholder="https://", key="add_fetch_url")
        pressed = st.form_submit_button(words("add.fetch"), type="primary", icon=":material/download:", key="add_fetch")
    if pressed and url.strip():
        session.must_write()
        st.session_state[_FOUND] = article_input.fetched(url.strip())


def _results(found: list[Found], words: Labels) -> None:
    """What was read from every article, then the button that saves."""
    articles = [one.article for one in found if one.article is not None]
    read = {article.id: extract(article) for article in articles[:MOST_SHOWN]}
    if len(found) > 1 or any(one.problem for one in found):
        st.dataframe(
            pd.DataFrame({"file": [one.name for one in found], "state": [_state(one, read, words) for one in found]}),
            hide_index=True,
            key="add_states",
            column_config={"file": words("add.result_file"), "state": words("add.result_state")},
            alt=words("add.result_state"),
        )
    if not articles:
        return
    for article in articles[:MOST_SHOWN]:
        with st.container(border=True, key=f"read_{content_id(article)}"):
            _article(article, read[article.id], words)
    if st.button(words("add.save"), type="primary", icon=":material/save:", key="add_save"):
        _save(articles, words)


def _state(one: Found, read: dict[str, Extraction], words: Labels) -> str:
    if one.problem is not None:
        return f"{one.problem.what} - {one.problem.remedy}"
    assert one.article is not None
    extraction = read.get(one.article.id)
    count = f"{words('add.found')}: {len(extraction.observations)}" if extraction is not None else ""
    return f"{one.article.title or one.article.id} · {count}".strip(" ·")


def _article(article: Article, extraction: Extraction, words: Labels) -> None:
    known = queries.store().known([content_id(article)])
    if known:
        st.info(words("add.known_article"), icon=":material/inventory:")
    drawn = {}
    for name in ("title", "text"):
        spans = [
            Mark(seen.start, seen.end, "chosen", f"{words.term('indicator', seen.indicator)}: {_value(seen, words)}")
            for seen in extraction.observations
            if seen.field == name
        ] + [Mark(left.start, left.end, "rejected", left.reason) for left in extraction.rejected if left.field == name]
        drawn[name] = marks.marked(getattr(article, name), spans, paragraphs=name == "text")
    language = html.escape(extraction.lang, quote=True)
    st.html(
        f'<article class="ikili-article" lang="{language}"><h3>{drawn["title"].html}</h3>{drawn["text"].html}</article>'
    )
    st.markdown(f"**{words('add.found')}** ({len(extraction.observations)})")
    if extraction.observations:
        st.dataframe(
            _observations(extraction, words),
            hide_index=True,
            key=f"seen_{content_id(article)}",
            alt=words("add.found"),
            column_config=_columns(words),
        )
    else:
        st.write(words("add.found_none"))
    if extraction.rejected:
        with st.expander(f"{words('add.rejected')} ({len(extraction.rejected)})"):
            st.caption(words("add.rejected_hint"))
            st.dataframe(
                pd.DataFrame(
                    [{"quote": left.quote, "reason": left.reason, "rule": left.rule} for left in extraction.rejected]
                ),
                hide_index=True,
                key=f"left_{content_id(article)}",
                column_config=_columns(words),
                alt=words("add.rejected"),
            )
    for missing in (*drawn["title"].unplaced, *drawn["text"].unplaced):
        st.caption(f"{words('add.unplaced')}: {missing.title}")


def _columns(words: Labels) -> dict[str, str]:
    return {
        name: words(f"column.{name}")
        for name in ("pair", "indicator", "period", "value", "status", "speaker", "quote", "rule", "reason", "product")
    }


def _value(seen: Observation, words: Labels) -> str:
    text = numbers.span(
        float(seen.value), None if seen.value_max is None else float(seen.value_max), seen.unit, words, seen.measure
    )
    return numbers.bounded(text, seen.bound, words)


def _observations(extraction: Extraction, words: Labels) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "pair": parts.sides_text(seen.reporter, seen.partner, seen.indicator, words),
                "indicator": words.term("indicator", seen.indicator),
                "value": _value(seen, words),
                "period": numbers.period(seen.period, words.code),
                "status": words.term("status", seen.status),
                "speaker": seen.speaker or words("column.article_itself"),
                "product": seen.product or "",
                "quote": seen.quote,
            }
            for seen in extraction.observations
        ]
    )


def _save(articles: list[Article], words: Labels) -> None:
    """Store the articles through the same door as `ikili ingest`."""
    session.must_write()
    lines = "\n".join(article.model_dump_json(exclude={"date_is_weak"}) for article in articles)
    from data.readers import Source

    try:
        report = ingest(Source("articles.jsonl", data=lines.encode("utf-8")), queries.store())
        queries.begin_run()
    except IkiliError as problem:
        st.error(str(problem), icon=":material/error:")
        return
    st.session_state.pop(_FOUND, None)
    st.success(
        words("add.saved", new=report.new, known=report.known, empty=report.without_figures, failed=report.failed),
        icon=":material/check_circle:",
    )
    for where, what, remedy in report.failures:
        st.warning(f"{where}: {what} - {remedy}")


if __name__ == "__main__":
    main()
