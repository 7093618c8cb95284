"""A statement that several articles repeat counts once, on the day it was first said; official values by a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import echoes, queries
from data.ingest import ingest
from data.store import open_store
from tests.dashboard.conftest import open_page, texts

ROOT = Path(__file__).parents[2]


def test_two_languages_that_repeat_one_figure_are_one_statement(hand_store: Path) -> None:
    known = echoes.of_pair("KGZ-RUS", None)
    frame = queries.claims(queries.Wanted(pair="KGZ-RUS"), "en").set_index("claim_id")
    assert set(known) == set(frame.index)
    for claim, one in known.items():
        assert frame.loc[one.first, "value"] == frame.loc[claim, "value"]
        assert frame.loc[one.first, "published"] <= frame.loc[claim, "published"]
    groups = {one.first: one.claims for one in known.values()}
    assert sum(groups.values()) == len(frame)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled sample as the default store."""
    url = f"sqlite:///{tmp_path / 'sample.db'}"
    with open_store(url) as store:
        ingest(ROOT / "data" / "sample" / "articles.jsonl", store)
    monkeypatch.setenv("IKILI_DB_URL", url)


def test_the_pair_page_counts_a_statement_once_on_wish(sample: None) -> None:
    everything = open_page("pair", lang="en", pair="KGZ-RUS", ind="trade_turnover")
    once = open_page("pair", lang="en", pair="KGZ-RUS", ind="trade_turnover", once="1")
    shown = [next(m.value for m in at.metric if m.label == "Claims shown") for at in (everything, once)]
    said = next(m.help for m in everything.metric if m.label == "Claims shown")
    assert int(shown[1]) < int(shown[0])
    assert f"{shown[1]} different statements" in said


def test_a_repeated_claim_says_how_often_and_since_when(sample: None) -> None:
    repeated = [
        claim for claim, one in echoes.of_pair("KGZ-RUS", None).items() if one.claims > 1 and one.first != claim
    ]
    assert repeated
    one = echoes.of_pair("KGZ-RUS", None)[repeated[0]]
    said = texts(open_page("claim", lang="en", id=repeated[0]))
    assert f"{one.claims} times in {one.sources} articles, first on" in said


def test_a_claim_stands_beside_both_official_values(sample: None) -> None:
    finding = queries.official_findings("RUS-TUR", None)[0]
    at = open_page("claim", lang="en", id=finding.claims[0].claim_id)
    tables = [table.value for table in at.dataframe if "side" in table.value.columns]
    assert len(tables) == 1
    assert {"Russia says", "Türkiye says"} >= set(tables[0]["side"])
    assert any(word in texts(at) for word in ("official band",))
