"""Reviews: rows that are added, states that follow from them, files that a team shares, guards that fail loudly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import schema
from data.claim_state import rebuild
from data.reextract import reextract
from data.review_files import import_reviews, reviews_toml
from data.reviews import Review, ReviewError, broken_guards, review, review_log, review_many
from data.store import Store, open_store
from extractors.errors import IkiliError
from extractors.records import Article, Extraction
from tests.data.store_articles import article, extraction, figures, many, observation, stored


@pytest.fixture
def claim(store: Store) -> str:
    store.add([stored()], now="2026-01-01T00:00:00Z")
    return str(store.claims_frame()["claim_id"].iloc[0])


def state(store: Store) -> dict[str, tuple[str, bool]]:
    frame = store.claims_frame(history=True)
    current = set(store.claims_frame()["claim_id"])
    return {c: (r, c in current) for c, r in zip(frame["claim_id"], frame["review"], strict=True)}


def test_accept(store: Store, claim: str) -> None:
    assert review(store, claim, "accept", reviewer="Ayşe", at="2026-02-03T04:05:06Z") == claim
    row = store.claims_frame().iloc[0]
    assert (row["review"], str(row["reviewed_on"])[:10]) == ("accepted", "2026-02-03")
    assert (store.counts()["reviewed"], store.counts()["pending"]) == (1, 0)


def test_reject_takes_the_claim_out_and_keeps_it(store: Store, claim: str) -> None:
    review(store, claim, "reject", reviewer="A", reason="a company's sales", at="2026-02-03T00:00:00Z")
    assert store.claims_frame().empty
    assert store.coverage().empty
    assert store.counts()["claims"] == 0
    (row,) = store.claims_frame(history=True).to_dict("records")
    assert (row["review"], str(row["superseded_on"])[:10]) == ("rejected", "2026-02-03")
    assert store.claim(claim).is_current is False


def test_a_fix_is_a_new_row_that_supersedes(store: Store, claim: str) -> None:
    fixed = review(store, claim, "fix", reviewer="A", reason="the year before",
                   changes={"period": "2023", "value": "4.2e9", "speaker": None, "indicator": "exports"})  # fmt: skip
    assert fixed != claim
    assert state(store) == {claim: ("superseded", False), fixed: ("fixed", True)}
    now, before = store.claim(fixed), store.claim(claim)
    assert (now.observation.period, now.observation.value, now.observation.speaker) == (
        "2023",
        Decimal(4200000000),
        None,
    )
    assert (now.origin, now.supersedes, before.superseded_by) == ("review", claim, fixed)
    assert before.observation == stored()[1].observations[0]
    assert now.observation.quote == before.observation.quote
    assert now.observation.rules[-1] == "review.any.fix"
    assert {e.name for e in now.observation.evidence if e.rule == "review.any.fix"} == {
        "period",
        "value",
        "speaker",
        "indicator",
    }
    assert store.coverage().to_dict() == {"exports": {"KGZ-RUS": 1}}


def test_a_later_review_counts_and_a_fix_can_be_taken_back(store: Store, claim: str) -> None:
    fixed = review(store, claim, "fix", reviewer="A", reason="x", changes={"period": "2023"}, at="2026-02-01T00:00:00Z")
    again = review(store, fixed, "fix", reviewer="B", reason="y", changes={"period": "2022"}, at="2026-02-02T00:00:00Z")
    assert state(store) == {claim: ("superseded", False), fixed: ("superseded", False), again: ("fixed", True)}
    review(store, fixed, "reopen", reviewer="B", at="2026-02-03T00:00:00Z")
    assert state(store)[again] == ("superseded", False)
    assert state(store)[fixed] == ("fixed", True)
    review(store, claim, "accept", reviewer="B", at="2026-02-04T00:00:00Z")
    assert {c for c, (_, current) in state(store).items() if current} == {claim}
    assert len(review_log(store)) == 4
    assert [entry["verdict"] for entry in review_log(store, claim)] == ["fix", "accept"]


@pytest.mark.parametrize(
    ("one", "message"),
    [
        (Review("x", "accept", "A"), "no such claim"),
        (Review("@", "maybe", "A"), "not known"),
        (Review("@", "accept", "  "), "no reviewer"),
        (Review("@", "reject", "A"), "without a reason"),
        (Review("@", "fix", "A", "why"), "changes nothing"),
        (Review("@", "fix", "A", "why", {"period": "2024"}), "changes nothing"),
        (Review("@", "fix", "A", "why", {"quote": "x"}), "cannot be fixed"),
        (Review("@", "fix", "A", "why", {"period": "soon"}), "no period"),
        (Review("@", "fix", "A", "why", {"value": "many"}), "corrected claim is none"),
        (Review("@", "fix", "A", "why", {"indicator": "gdp"}), "corrected claim is none"),
        (Review("@", "accept", "A", "", {"period": "2023"}), "with changes"),
        (Review("@", "accept", "A", at="yesterday"), "time 'yesterday' is none"),
    ],
)
def test_reviews_that_cannot_be_taken(store: Store, claim: str, one: Review, message: str) -> None:
    given_id = claim if one.claim_id == "@" else one.claim_id
    broken = replace(one, claim_id=given_id)
    good = Review(claim, "accept", "A")
    with pytest.raises(ReviewError, match=message):
        review_many(store, [good, broken])
    assert review_log(store) == []
    assert state(store) == {claim: ("pending", True)}


def test_toml_carries_reviews_to_another_store(store: Store, claim: str, tmp_path: Path) -> None:
    store.add([stored("a2"), stored("a3")], now="2026-01-01T00:00:00Z")
    ids = store.claims_frame().set_index("source_id")["claim_id"]
    changes = {"value": 42, "speaker": None, "product": "doğal gaz"}
    fixed = review(store, claim, "fix", reviewer='Ayşe "A" \\ Öz', reason='satır\n"iki"\t\x7f', changes=changes,
                   at="2026-02-01T00:00:00Z")  # fmt: skip
    review(store, fixed, "accept", reviewer="B", at="2026-02-02T00:00:00Z")
    review(store, ids["a2"], "reject", reviewer="B", reason="no", at="2026-02-03T00:00:00Z")
    path = tmp_path / "reviews.toml"
    path.write_text(reviews_toml(store), encoding="utf-8")
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        other.add([stored(), stored("a2"), stored("a3")], now="2026-01-01T00:00:00Z")
        report = import_reviews(other, path)
        assert (report.applied, report.known, report.failures) == (3, 0, [])
        assert state(other) == state(store)
        assert reviews_toml(other) == path.read_text(encoding="utf-8")
        assert import_reviews(other, path).known == 3


def test_reviews_merge_by_when_they_were_made(store: Store, claim: str, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        other.add([stored()])
        review(other, claim, "accept", reviewer="A", at="2026-02-01T00:00:00Z")
        review(store, claim, "reject", reviewer="B", reason="no", at="2026-03-01T00:00:00Z")
        assert import_reviews(store, reviews_toml(other)).applied == 1
        assert state(store) == {claim: ("rejected", False)}


def test_an_import_names_what_it_cannot_use(store: Store, claim: str, tmp_path: Path) -> None:
    review(store, claim, "reject", reviewer="A", reason="no", at="2026-02-01T00:00:00Z")
    text = reviews_toml(store)
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as empty:
        (error,) = import_reviews(empty, text).failures
        assert "not in the store" in error.what
        made = article()
        empty.add([(made, extraction(made))])
        (error,) = import_reviews(empty, text).failures
        assert "no longer says" in error.what
        assert "4,1 milyar dolar" in error.what
    with pytest.raises(ReviewError, match="no TOML"):
        import_reviews(store, "[[review")
    broken = import_reviews(store, '[[review]]\nclaim_id = 7\n[[review]]\nclaim_id = "x"\n')
    assert len(broken.failures) == 2


def test_guards_fail_once_the_extractor_says_something_else(store: Store) -> None:
    batch = many(3)
    store.add(batch, extractor_version="old")
    ids = store.claims_frame().set_index("source_id")["claim_id"]
    review(store, ids["n0"], "fix", reviewer="A", reason="year", changes={"period": "2020"})
    review(store, ids["n1"], "reject", reviewer="A", reason="no")
    review(store, ids["n2"], "accept", reviewer="A")
    assert broken_guards(store) == []

    def better(of: Article) -> Extraction:
        found = figures(of).observations[0]
        return extraction(of, found.model_copy(update={"period": "2020"}))

    report = reextract(store, extract=better, version="new")
    assert {guard.article_id for guard in report.guards} == {"n0", "n1"} == {g.article_id for g in broken_guards(store)}
    error = report.guards[0].error()
    assert isinstance(error, IkiliError)
    assert "no longer says" in str(error)
    frame = store.claims_frame().set_index("source_id")
    assert frame.loc["n0", "review"] == "fixed"
    assert sorted(frame.loc["n2", "review"]) == ["accepted", "pending"]
    review(store, ids["n0"], "reopen", reviewer="A")
    assert {guard.article_id for guard in broken_guards(store)} == {"n1"}


VERDICTS = st.sampled_from(["accept", "reject", "reopen", "fix-2021", "fix-2022", "fix-2024"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), VERDICTS), max_size=12))
def test_whatever_is_reviewed_counts_and_states_are_those_of_the_log(
    tmp_path: Path, steps: list[tuple[int, str]]
) -> None:
    """Invariants: derived tables equal their derivation anew; counts equal rows; nothing is ever erased."""
    (tmp_path / "p.db").unlink(missing_ok=True)
    with open_store(f"sqlite:///{tmp_path / 'p.db'}") as store:
        store.add(many(2))
        written = 0
        for number, (which, verdict) in enumerate(steps):
            ids = sorted(store.claims_frame(history=True)["claim_id"])
            kind, _, period = verdict.partition("-")
            changes = {"period": period} if period else {}
            try:
                review(store, ids[which % len(ids)], kind, reviewer="A", reason="r", changes=changes,
                       at=f"2026-01-01T00:00:{number:02d}Z")  # fmt: skip
                written += 1
            except ReviewError:
                assert kind == "fix"
        assert len(review_log(store)) == written
        assert _derived(store) == _anew(store)
        assert store.counts()["claims"] == len(store.claims_frame())


def _derived(store: Store) -> list[object]:
    with store.reading() as connection:
        states = sorted(map(tuple, connection.execute(schema.claim_state.select())))
        counts = sorted(tuple(row) for row in connection.execute(schema.coverage.select()) if row.claims)
    return [states, counts]


def _anew(store: Store) -> list[object]:
    with store.writing() as connection:
        rebuild(connection)
    return _derived(store)


def test_observations_of_a_fix_keep_their_article(store: Store, claim: str) -> None:
    fixed = review(store, claim, "fix", reviewer="A", reason="x", changes={"bound": "approx"})
    assert store.article_of_claim(fixed) == store.article_of_claim(claim)
    assert observation(article()).quote == store.claim(fixed).observation.quote
