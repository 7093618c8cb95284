"""Every page with an empty store, one claim, and the odd claims; what the filters of the address do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import labels, queries
from dashboard.pages import built
from data.store import open_store
from tests.dashboard import handmade
from tests.dashboard.conftest import open_page, texts

VIEWS = [page.key for page in built()]
LANGUAGES = labels.codes()


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_store_says_what_to_do(view: str) -> None:
    at = open_page(view, lang="en")
    assert at.title


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_claim_is_enough(view: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handmade.filled(tmp_path, only=1).close()
    monkeypatch.setenv("IKILI_DB_URL", f"sqlite:///{tmp_path / 'hand.db'}")
    at = open_page(view, lang=language)
    assert at.title


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("pair", ["KGZ-RUS", "TUR-UZB", "TUR-WLD", "OTS-TUR", "CHN-RUS"])
def test_odd_claims_draw(view: str, pair: str, hand_store: Path) -> None:
    """No period, no speaker, a range, the world, a group, yuan, tonnes with a product."""
    open_page(view, lang="tr", pair=pair)


def test_pair_shows_the_turnover_of_2024(hand_store: Path) -> None:
    at = open_page("pair", lang="tr", pair="KGZ-RUS", ind="trade_turnover")
    assert [title.value for title in at.title] == ["Kırgızistan – Rusya"]
    assert "4,1 milyar dolar" in texts(at)
    assert len(at.get("plotly_chart")) == 2  # years and growth


def test_pair_shows_both_company_counts(hand_store: Path) -> None:
    at = open_page("pair", lang="tr", pair="KGZ-RUS", ind="company_count", tab="table")
    frame = at.dataframe[0].value
    said = dict(zip(frame["speaker"], frame["value"], strict=True))
    assert said["Putin"] == "1.700"
    assert said["Caparov"] == "1.800"
    assert said["Ушаков"] == "1.700 üstü"


def test_a_claim_without_a_period_gets_its_own_lane(hand_store: Path) -> None:
    at = open_page("pair", lang="en", pair="KGZ-RUS", ind="company_count")
    assert "No stated period" in [s.value for s in at.subheader]


def test_an_unknown_value_falls_back_with_a_notice(hand_store: Path) -> None:
    at = open_page("pair", lang="en", pair="XXX-YYY", ind="trade_turnover")
    assert any("XXX-YYY" in warning.value for warning in at.warning)
    assert at.title[0].value == "Kyrgyzstan – Russia"


def test_a_malformed_value_is_refused_with_a_notice(hand_store: Path) -> None:
    at = open_page("pair", lang="en", m="sideways")
    assert any("sideways" in warning.value for warning in at.warning)


def test_an_indicator_without_data_names_those_that_have_some(hand_store: Path) -> None:
    at = open_page("pair", lang="en", pair="TUR-UZB", ind="remittances")
    assert "no claim about Türkiye – Uzbekistan" in texts(at)
    assert any("Exports" in button.label for button in at.button)


def test_as_of_hides_what_was_said_later(hand_store: Path) -> None:
    at = open_page("pair", lang="en", pair="KGZ-RUS", ind="trade_turnover", asof="2024-12-31", tab="table")
    days = at.dataframe[0].value["published"].astype(str)
    assert len(days) == 4
    assert (days <= "2024-12-31").all()


def test_language_comes_from_the_address(hand_store: Path) -> None:
    seen = {code: open_page("overview", lang=code).title[0].value for code in LANGUAGES}
    assert len(set(seen.values())) == len(LANGUAGES)


def test_choosing_a_pair_clears_what_belonged_to_the_old_one(hand_store: Path) -> None:
    at = open_page("pair", lang="en", pair="KGZ-RUS", ind="trade_turnover", who=["Putin"])
    at.selectbox(key="w_pair").set_value("CHN-RUS").run()
    assert not at.exception
    assert at.query_params["pair"] in ("CHN-RUS", ["CHN-RUS"])
    assert "who" not in at.query_params


def test_search_finds_in_speaker_and_quote(hand_store: Path) -> None:
    at = open_page("claims", lang="en", q="Kasymaliev")
    assert "3 claims" in texts(at)


def test_claim_page_marks_the_figure_and_names_rules(hand_store: Path) -> None:
    store = open_store(f"sqlite:///{hand_store}")
    frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level")
    row = frame[(frame["speaker"] == "Putin") & (frame["period"] == "2024")].iloc[0]
    at = open_page("claim", lang="tr", id=row["claim_id"])
    assert '<mark class="ikili-chosen" title="bu rakam">4,1 milyar dolar</mark>' in texts(at)
    rules = at.dataframe[0].value
    assert "number.tr.digits" in set(rules["rule"])
    others = at.dataframe[1].value
    assert set(others["speaker"]) == {"Ушаков", "Kasymaliev"}


def test_a_claim_that_is_not_there_says_so(hand_store: Path) -> None:
    at = open_page("claim", lang="en", id="0" * 32)
    assert "This claim is not in the table" in texts(at)


def test_coverage_matrix_counts_every_claim(hand_store: Path) -> None:
    at = open_page("overview", lang="en")
    matrix = at.dataframe[0].value
    assert int(matrix.fillna(0).to_numpy().sum()) == queries.counts()["claims"]
