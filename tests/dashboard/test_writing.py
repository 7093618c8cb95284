"""Who may change what, review with two people at once, adding articles, and a read-only server."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard import article_input, labels, queries, session
from dashboard.views.review import ordered
from data.reviews import review, review_log
from data.store import Store, open_store
from extractors.errors import IkiliError
from tests.dashboard.conftest import open_page, texts

WRITING = ("add", "review")
LOCAL = "127.0.0.1:8501"


@pytest.mark.parametrize(
    ("host", "client", "forwarded", "allowed"),
    [
        (LOCAL, None, None, True),
        ("localhost:8501", None, None, True),
        ("[::1]:8501", "::1", None, True),
        (LOCAL, "192.0.2.7", None, False),  # a stranger who writes our name into the Host header
        ("evil.example", None, None, False),  # another site's page that reaches this machine under its own name
        (LOCAL, None, "192.0.2.7", False),  # behind a proxy everybody looks local
        ("192.168.1.5:8501", "192.168.1.9", None, False),
        (None, None, None, False),
        ("", None, None, False),
    ],
)
def test_only_this_machine_counts_as_local(
    host: str | None, client: str | None, forwarded: str | None, allowed: bool
) -> None:
    assert session.is_local(host, client, forwarded) is allowed


@pytest.mark.parametrize("view", WRITING)
def test_a_stranger_sees_why_and_no_button(view: str, hand_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "connection", lambda: ("ikili.example", "192.0.2.7", None))
    at = open_page(view, lang="en")
    assert any("signed in" in note.value for note in at.info)
    assert not at.button
    assert not at.text_area


@pytest.mark.parametrize("view", [*WRITING, "claim", "conflicts", "official"])
def test_a_read_only_server_hides_every_change(view: str, hand_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKILI_READ_ONLY", "1")
    at = open_page(view, lang="en", id=first_claim(hand_store))
    assert not [
        b for b in at.button if b.key and b.key.startswith(("review_", "add_", "report_", "explain_", "official_"))
    ]
    assert not at.get("file_uploader")


def test_a_read_only_server_refuses_even_a_pressed_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKILI_READ_ONLY", "1")
    monkeypatch.setattr(session, "words", lambda: labels.load(labels.codes()[0]))
    with pytest.raises(IkiliError, match="may not change"):
        session.must_write()


def test_reading_stays_open_to_strangers(hand_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "connection", lambda: ("ikili.example", "192.0.2.7", None))
    at = open_page("pair", lang="en", pair="KGZ-RUS")
    assert at.get("plotly_chart")


def store_of(path: Path) -> Store:
    return open_store(f"sqlite:///{path}")


def first_claim(path: Path) -> str:
    with store_of(path) as store:
        return str(store.claims_frame()["claim_id"].iloc[0])


def shown_claim(at: object) -> str:
    reason = next(box for box in at.selectbox if box.key and box.key.startswith("reason_"))  # type: ignore[attr-defined]
    return str(reason.key).removeprefix("reason_")


def test_accept_writes_one_review_and_moves_on(hand_store: Path) -> None:
    at = open_page("review", lang="en")
    at.text_input(key="reviewer").set_value("Ayşe").run()
    claim = shown_claim(at)
    at.button(key="review_accept").click().run()
    assert not at.exception
    with store_of(hand_store) as store:
        log = review_log(store, claim)
    assert [(entry["verdict"], entry["reviewer"]) for entry in log] == [("accept", "Ayşe")]
    assert shown_claim(at) != claim
    assert "23 claims wait" in texts(at)


def test_a_decision_needs_a_name_and_a_rejection_a_reason(hand_store: Path) -> None:
    at = open_page("review", lang="en")
    at.button(key="review_accept").click().run()
    assert any("name" in note.value for note in at.warning)
    at.text_input(key="reviewer").set_value("Ayşe").run()
    at.button(key="review_reject").click().run()
    assert any("reason" in note.value for note in at.warning)
    with store_of(hand_store) as store:
        assert review_log(store) == []


def test_reject_and_undo(hand_store: Path) -> None:
    at = open_page("review", lang="en")
    at.text_input(key="reviewer").set_value("Ayşe").run()
    claim = shown_claim(at)
    at.selectbox(key=f"reason_{claim}").set_value("wrong_value").run()
    at.button(key="review_reject").click().run()
    with store_of(hand_store) as store:
        assert claim not in set(store.claims_frame()["claim_id"])
    at.button(key="review_undo").click().run()
    with store_of(hand_store) as store:
        assert claim in set(store.claims_frame()["claim_id"])
        assert [entry["verdict"] for entry in review_log(store, claim)] == ["reject", "reopen"]


def test_a_correction_makes_a_new_claim_that_supersedes(hand_store: Path) -> None:
    at = open_page("review", lang="en", sort="newest")
    at.text_input(key="reviewer").set_value("Ayşe").run()
    claim = shown_claim(at)
    at.text_input(key=f"fix_value_{claim}").set_value("12345")
    at.button(key=f"fix_save_{claim}").click().run()
    assert not at.exception
    with store_of(hand_store) as store:
        frame = store.claims_frame()
    assert claim not in set(frame["claim_id"])
    assert 12345.0 in set(frame["value"])


def test_two_reviewers_at_once_lose_nothing(hand_store: Path) -> None:
    first, second = open_page("review", lang="en"), open_page("review", lang="en")
    for at, name in ((first, "Ayşe"), (second, "Boris")):
        at.text_input(key="reviewer").set_value(name).run()
    claim = shown_claim(second)
    assert shown_claim(first) == claim
    first.button(key="review_accept").click().run()
    second.button(key="review_accept").click().run()
    assert any("Ayşe" in note.value for note in second.warning)
    with store_of(hand_store) as store:
        assert [entry["reviewer"] for entry in review_log(store, claim)] == ["Ayşe"]


def test_a_reported_claim_comes_first(hand_store: Path) -> None:
    with store_of(hand_store) as store:
        frame = store.claims_frame()
        last = str(ordered(frame, "conflict")["claim_id"].iloc[-1])
        review(store, last, "reopen", reviewer="Ayşe", reason="the year is wrong")
        again = store.claims_frame()
    assert str(ordered(again, "conflict")["claim_id"].iloc[0]) == last
    assert last in queries.reported()


def test_an_explained_conflict_is_no_longer_open(hand_store: Path) -> None:
    day = None
    findings = [one for one in queries.findings("KGZ-RUS", day) if one.alarm]
    assert findings
    one = findings[0]
    with store_of(hand_store) as store:
        for claim in one.claims:
            review(store, claim.claim_id, "accept", reviewer="A", reason=queries.EXPLAINED + "two methods")
    again = next(found for found in queries.findings("KGZ-RUS", day) if found.identity == one.identity)
    assert queries.explanation(again) == "two methods"


# -- adding articles -----------------------------------------------------------------------------------------------

TEXT = (
    "Kırgızistan ile Rusya arasındaki ticaret hacmi 2024'te yüzde 13,6 artarak 4,1 milyar dolara ulaştı. "
    "Toplantıya 250 kişi katıldı."
)


def test_pasted_text_is_read_and_saved_once(hand_store: Path) -> None:
    at = open_page("add", lang="en")
    at.text_input(key="add_title").set_value("Ticaret arttı")
    at.text_area(key="add_text").set_value(TEXT)
    at.text_input(key="add_date").set_value("2025-11-26")
    at.button(key="add_read").click().run()
    assert not at.exception
    assert '<mark class="ikili-chosen"' in texts(at)
    assert "4,1 milyar dolar" in texts(at)
    at.button(key="add_save").click().run()
    assert not at.exception
    assert any("1 new" in note.value for note in at.success)
    with store_of(hand_store) as store:
        frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level", period="2024")
    assert (frame["title"] == "Ticaret arttı").any()


def test_a_bad_date_and_an_empty_text_are_named(hand_store: Path) -> None:
    at = open_page("add", lang="en")
    at.text_input(key="add_date").set_value("26.11.2025")
    at.button(key="add_read").click().run()
    assert any("26.11.2025" in note.value for note in at.warning)
    at.text_input(key="add_date").set_value("2025-11-26")
    at.button(key="add_read").click().run()
    assert any("no text" in note.value for note in at.warning)


def test_one_bad_file_does_not_stop_the_others() -> None:
    good = {"id": "a1", "published": "2025-11-26", "title": "t", "text": TEXT}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("inner.jsonl", json.dumps(good))
    found = article_input.uploaded(
        [
            ("broken.jsonl", b'{"id": "x"\n' + json.dumps(good | {"id": "a2"}).encode()),
            ("picture.png", b"\x89PNG\r\n"),
            ("news.zip", archive.getvalue()),
        ]
    )
    assert {one.article.id for one in found if one.article} == {"a1", "a2"}
    assert {one.name for one in found if one.problem} == {"broken.jsonl", "picture.png"}
    assert all(one.problem.remedy for one in found if one.problem)


def test_an_upload_is_bounded() -> None:
    lines = "\n".join(
        json.dumps({"id": f"a{n}", "published": "2025-11-26", "title": "t", "text": "x"})
        for n in range(article_input.MOST_ARTICLES + 50)
    )
    found = article_input.uploaded([("many.jsonl", lines.encode())])
    assert len(found) == article_input.MOST_ARTICLES + 1
    assert "ikili ingest" in str(found[-1].problem)


def test_pasting_twice_is_one_article() -> None:
    day = date(2025, 11, 26)
    assert article_input.pasted("t", "x", day, "", "").id == article_input.pasted("t", "x", day, "", "").id
    assert article_input.pasted("t", "x", day, "", "").id != article_input.pasted("t", "y", day, "", "").id


@pytest.mark.parametrize("text", ["2025-11-26", " 2025-11-26 "])
def test_a_day_is_read(text: str) -> None:
    assert article_input.parse_day(text) == date(2025, 11, 26)


@pytest.mark.parametrize("text", ["26.11.2025", "2025-13-01", "2025", "", "x"])
def test_no_day_is_guessed(text: str) -> None:
    assert article_input.parse_day(text) is None
