"""Better rules over stored articles: gains and losses are shown, history stays, a second run has nothing to do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data import reextract as reextracting
from data.claim_queries import ClaimFilter
from data.export import export
from data.reextract import reextract, waiting
from data.reviews import review
from data.store import Store
from extractors.records import Article, Extraction
from tests.data.store_articles import article, extraction, figures, many, observation


def worse(of: Article) -> Extraction:
    """Misses every second article and doubles the value of the others."""
    if int(of.id[1:]) % 2:
        return extraction(of)
    found = figures(of).observations[0]
    return extraction(of, found.model_copy(update={"value": found.value * 2}))


def test_gained_lost_and_unchanged(store: Store) -> None:
    store.add([(a, worse(a)) for a, _ in many(4)], extractor_version="old")
    assert waiting(store, "new") == 4
    report = reextract(store, extract=figures, version="new")
    assert report.summary() == "articles 4, unchanged 0, gained 4, lost 2, guards broken 0, failed 0"
    assert {change.article_id for change in report.lost} == {"n0", "n2"}
    assert report.lost[0].line().startswith("- n")
    assert "milyar dolar" in report.gained[0].line()
    frame = store.claims_frame()
    assert (len(frame), set(frame["extractor_version"])) == (4, {"new"})
    assert store.counts()["claims"] == 4
    history = store.claims_frame(history=True)
    assert history["review"].value_counts().to_dict() == {"pending": 4, "withdrawn": 2}
    assert waiting(store, "new") == 0
    assert reextract(store, extract=figures, version="new").articles == 0


def test_back_to_the_old_rules_restores_what_they_said(store: Store) -> None:
    store.add([(a, worse(a)) for a, _ in many(4)], extractor_version="old")
    before = store.claims_frame()[["claim_id", "value", "review"]]
    reextract(store, extract=figures, version="new")
    report = reextract(store, extract=worse, version="newest")
    assert (len(report.gained), len(report.lost)) == (2, 4)
    assert store.claims_frame()[["claim_id", "value", "review"]].equals(before)
    assert len(store.claims_frame(history=True)) == 6


def test_the_same_rules_change_nothing(store: Store) -> None:
    store.add(many(3), extractor_version="old")
    before = export(store)
    report = reextract(store, extract=figures, version="new")
    assert (report.unchanged, report.gained, report.lost) == (3, [], [])
    assert export(store) == before


def test_dry_run_reports_and_changes_nothing(store: Store) -> None:
    store.add([(a, worse(a)) for a, _ in many(4)], extractor_version="old")
    before = export(store, wanted=ClaimFilter(history=True))
    dry = reextract(store, extract=figures, version="new", dry_run=True)
    assert (len(dry.gained), len(dry.lost)) == (4, 2)
    assert export(store, wanted=ClaimFilter(history=True)) == before
    assert reextract(store, extract=figures, version="new").summary() == dry.summary()


def test_what_a_person_said_stands(store: Store) -> None:
    store.add([(a, worse(a)) for a, _ in many(4)], extractor_version="old")
    ids = store.claims_frame().set_index("source_id")["claim_id"]
    review(store, ids["n0"], "accept", reviewer="A")
    fixed = review(store, ids["n2"], "fix", reviewer="A", reason="half", changes={"value": Decimal("2.5E+9")})
    report = reextract(store, extract=figures, version="new")
    current = store.claims_frame().set_index("claim_id")
    assert current.loc[ids["n0"], "review"] == "accepted"
    assert current.loc[fixed, "review"] == "fixed"
    assert fixed not in {change.claim_id for change in report.gained}
    assert len(report.guards) == 1


def test_a_failing_article_keeps_what_it_had(store: Store) -> None:
    store.add(many(3), extractor_version="old")

    def failing(of: Article) -> Extraction:
        if of.id == "n1":
            raise ZeroDivisionError("inside")
        return worse(of)

    report = reextract(store, extract=failing, version="new")
    assert [error.where for error in report.failures] == ["article n1"]
    assert "ZeroDivisionError" in report.failures[0].what
    assert store.claims_frame(article_id="n1")["value"].tolist() == [1.5e9]
    assert waiting(store, "new") == 1


def test_batches_and_progress(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reextracting, "BATCH_ARTICLES", 3)
    store.add(many(8), extractor_version="old")
    seen: list[tuple[int, int]] = []
    reextract(store, extract=worse, version="new", progress=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 8), (6, 8), (8, 8)]


def test_articles_that_came_as_claims_only_are_left_alone(store: Store, lite: Store) -> None:
    from data.claim_import import import_claims

    made = article()
    lite.add([(made, extraction(made, observation(made)))])
    import_claims(store, export(lite))
    assert waiting(store, "new") == 0
    assert reextract(store, extract=worse, version="new").lost == []
