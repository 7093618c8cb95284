"""Review: one claim at a time, the most doubtful first; accept, correct, reject, undo; nothing is overwritten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import choices, controls, numbers, parts, queries, session
from dashboard.filters import ALL, BOUNDS, INDICATORS, MEASURES, STATUSES
from dashboard.queries import MOST_LISTED, Wanted
from data.reviews import FIXABLE, review, review_log
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.labels import Labels
    from extractors.records import Observation

ORDERS = ("conflict", "confidence", "newest")
REASONS = ("not_bilateral", "wrong_value", "wrong_parties", "duplicate", "other")
SHOWN = 50
_DONE = "review_done"
_SKIPPED = "review_skipped"
_SAID = "review_said"


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("review")
    if not session.may_write():
        session.refuse_writing(words)
    if not queries.counts()["claims"]:
        parts.empty_store()
    reviewer = _reviewer(words)
    queue = _queue(words)
    _said(words)
    done: list[str] = st.session_state.get(_DONE, [])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words('review_page.queue', n=numbers.decimal(len(queue), words, 0))}**")
        st.caption(words("review_page.done", n=len(done)))
        st.button(
            words("review_page.undo"),
            icon=":material/undo:",
            disabled=not done,
            on_click=_undo,
            args=(reviewer,),
            key="review_undo",
            shortcut="Z",
            type="tertiary",
        )
    if queue.empty:
        st.subheader(words("review_page.none_title"), anchor=False)
        st.write(words("review_page.none_body"))
        return
    skipped: set[str] = st.session_state.get(_SKIPPED, set())
    waiting = queue[~queue["claim_id"].isin(skipped)]
    _card(str((waiting if not waiting.empty else queue).iloc[0]["claim_id"]), reviewer, words)
    st.caption(words("claims.row_hint"))
    parts.table(
        queue.head(SHOWN),
        "review_queue",
        columns=("pair", "value", "indicator", "period", "speaker", "published", "conflict_class"),
    )


def _reviewer(words: Labels) -> str:
    signed_in = session.writer_name()
    if signed_in:
        return signed_in
    return str(
        st.text_input(
            words("review_page.name"),
            key="reviewer",
            persist_state="session",
            help=words("review_page.name_hint"),
            width=320,
        )
        or ""
    ).strip()


def _queue(words: Labels) -> pd.DataFrame:
    columns = st.columns(3, vertical_alignment="bottom")
    with columns[0]:
        pair = choices.pair(words)
    with columns[1]:
        indicator = choices.indicator(words)
    with columns[2]:
        order = controls.select(
            "sort",
            words("review_page.order"),
            ORDERS,
            lambda key: words(f"review_page.order_{key}"),
            default="conflict",
            labels=words,
        )
    wanted = Wanted(
        pair=None if pair == ALL else pair,
        indicator=None if indicator == ALL else indicator,
        limit=MOST_LISTED if not queries.small_enough() and pair == ALL else None,
    )
    frame = queries.claims(wanted, words.code)
    if pair != ALL or queries.small_enough():
        frame = queries.with_marks(frame, wanted.pair, None)
    return ordered(frame[frame["review"] == "pending"], order)


def ordered(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """The queue in the reader's order; the rest of the order makes it the same for everybody."""
    if order == "newest":
        return frame.sort_values(["published", "claim_id"], ascending=[False, True])
    if order == "confidence":
        return frame.sort_values(["confidence", "claim_id"])
    reported = frame["claim_id"].isin(queries.reported())
    rank = (
        frame["conflict_class"]
        .map({"disagreement": 0, "growth_mismatch": 1, "revision": 2, "mirror": 3, "period_unclear": 4})
        .fillna(9)
    )
    rank = rank.where(~reported, -1)
    return frame.assign(_rank=rank).sort_values(["_rank", "confidence", "claim_id"]).drop(columns="_rank")


def _card(claim_id: str, reviewer: str, words: Labels) -> None:
    stored = queries.claim(claim_id)
    if stored is None:
        return
    seen = len(review_log(queries.store(), claim_id))
    with st.container(border=True, key="review_card"):
        parts.sentence_of(claim_id, key=f"review_{claim_id}")
        said = stored.observation
        about = (words.term("indicator", said.indicator), words.term("measure", said.measure))
        st.text(" · ".join((parts.sides_text(said.reporter, said.partner, said.indicator, words), *about)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                words("review_page.accept"),
                type="primary",
                icon=":material/check:",
                shortcut="A",
                key="review_accept",
                on_click=_decide,
                args=(claim_id, "accept", reviewer, "", {}, seen),
            )
            reason = st.selectbox(
                words("review_page.reason"),
                REASONS,
                format_func=lambda key: words(f"review_page.reasons_{key}"),
                index=None,
                key=f"reason_{claim_id}",
                placeholder="…",
                width=280,
            )
            st.button(
                words("review_page.reject"),
                icon=":material/close:",
                shortcut="X",
                key="review_reject",
                on_click=_decide,
                args=(claim_id, "reject", reviewer, reason or "", {}, seen),
            )
            st.button(
                words("review_page.next"),
                icon=":material/skip_next:",
                on_click=_skip,
                args=(claim_id,),
                key="review_skip",
                type="tertiary",
            )
        st.caption(words("review_page.keys"))
        with st.expander(words("review_page.fix"), icon=":material/edit:"):
            _fix(claim_id, stored.observation, reviewer, seen, words)


def _fix(claim_id: str, seen: Observation, reviewer: str, count: int, words: Labels) -> None:
    """All fields that can be corrected; only what was changed is written."""
    allowed: dict[str, Sequence[str]] = {
        "indicator": INDICATORS,
        "measure": MEASURES,
        "bound": BOUNDS,
        "status": STATUSES,
    }
    now = {name: _as_text(getattr(seen, name)) for name in FIXABLE}
    with st.form(f"fix_{claim_id}", border=False):
        columns = st.columns(4)
        given: dict[str, str] = {}
        for number, name in enumerate(FIXABLE):
            label = words.texts.get(f"column.{name}", name)
            with columns[number % 4]:
                if name in allowed:
                    given[name] = str(
                        st.selectbox(
                            label,
                            allowed[name],
                            index=allowed[name].index(now[name]),
                            key=f"fix_{name}_{claim_id}",
                            format_func=partial(words.term, name),
                        )
                    )
                else:
                    given[name] = str(st.text_input(label, value=now[name], key=f"fix_{name}_{claim_id}") or "")
        if st.form_submit_button(words("review_page.fix"), icon=":material/done_all:", key=f"fix_save_{claim_id}"):
            changes: dict[str, Any] = {
                name: given[name].strip() or None for name in FIXABLE if given[name].strip() != now[name]
            }
            _decide(claim_id, "fix", reviewer, words("review_page.corrected"), changes, count)
            st.rerun()


def _as_text(value: object) -> str:
    return "" if value is None else format(value, "f") if hasattr(value, "is_finite") else str(value)


def _decide(claim_id: str, verdict: str, reviewer: str, reason: str, changes: dict[str, Any], seen: int) -> None:
    """Write one decision, unless somebody else has decided about the claim since it was shown."""
    words = session.words()
    try:
        session.must_write()
        if not reviewer:
            _say("warning", words("review_page.name_needed"))
            return
        if verdict == "reject" and not reason:
            _say("warning", words("review_page.reason_needed"))
            return
        log = review_log(queries.store(), claim_id)
        if len(log) > seen:
            _say(
                "warning",
                words(
                    "review_page.taken",
                    decision=words.term("verdict_word", log[-1]["verdict"]),
                    who=log[-1]["reviewer"],
                ),
            )
            return
        review(queries.store(), claim_id, verdict, reviewer=reviewer, reason=reason, changes=changes)
    except IkiliError as problem:
        _say("error", str(problem))
        return
    st.session_state[_DONE] = [*st.session_state.get(_DONE, []), claim_id]
    _say("success", words("review_page.saved", decision=words.term("verdict_word", verdict)))


def _undo(reviewer: str) -> None:
    """Take back this session's last decision: a further row, nothing is deleted."""
    done: list[str] = st.session_state.get(_DONE, [])
    words = session.words()
    if not done:
        return
    try:
        session.must_write()
        review(queries.store(), done[-1], "reopen", reviewer=reviewer or "?")
    except IkiliError as problem:
        _say("error", str(problem))
        return
    st.session_state[_DONE] = done[:-1]
    _say("success", words("review_page.undone"))


def _skip(claim_id: str) -> None:
    st.session_state[_SKIPPED] = {*st.session_state.get(_SKIPPED, set()), claim_id}


def _say(kind: str, text: str) -> None:
    st.session_state[_SAID] = (kind, text)


def _said(words: Labels) -> None:
    """Show what the last decision came to, once."""
    said = st.session_state.pop(_SAID, None)
    if said is not None:
        kind, text = said
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](text)


if __name__ == "__main__":
    main()
