"""Growth that follows from two levels: computed with its interval, drawn hollow, opened as the two claims behind it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from dashboard import implied_rows, labels, queries
from dashboard.charts import claims
from dashboard.charts.drawing import Style
from dashboard.charts.groups import with_groups
from dashboard.theme import LIGHT
from data.comparison import implied_growth
from data.store import open_store
from extractors.records import Article, Extraction, Observation
from tests.dashboard.conftest import open_page, texts
from tests.data.hand_made import billions, company, frame_of

SAID = (("2024", "4.1"), ("2023", "3.6"), ("2021", "2.5"))


def rows(speaker: str = "Putin") -> list[dict[str, object]]:
    return [
        billions(value, f"{int(year) + 1}-03-01", period=year, speaker=speaker if year != "2023" else "Putin")
        for year, value in SAID
    ]


def test_two_levels_a_year_apart_give_a_growth_with_its_interval() -> None:
    (found,) = implied_growth(frame_of(rows()), "KGZ-RUS")
    assert (found.period, found.rule, found.unit) == ("2024", "growth_by_levels", "percent")
    assert found.value == pytest.approx(100 * (4.1 / 3.6 - 1))
    assert found.low == pytest.approx(100 * (4.05 / 3.65 - 1))
    assert found.high == pytest.approx(100 * (4.15 / 3.55 - 1))
    assert len(found.basis) == 2


@pytest.mark.parametrize(
    "said",
    [
        rows("Kasymaliev"),  # two voices count differently
        [{**row, "bound": "above"} for row in rows()[:2]],  # more than 4.1 after more than 3.6 is no growth
        [billions("-1", "2025-03-01", period="2024"), billions("3", "2024-03-01", period="2023")],
        [company("1,700", "2025-11-26"), company("1,800", "2025-12-26")],  # no period, no year before
        [],
    ],
)
def test_no_growth_follows_from_two_voices_or_signs_or_no_period(said: list[dict[str, object]]) -> None:
    frame = frame_of(said) if said else frame_of(rows()).iloc[:0]
    assert implied_growth(frame, "KGZ-RUS") == ()


def test_what_is_known_on_a_day_gives_the_growth_of_that_day() -> None:
    assert implied_growth(frame_of(rows()), "KGZ-RUS", "2025-02-28") == ()


@pytest.fixture
def two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with two levels a year apart by one speaker and no stated growth."""
    url = f"sqlite:///{tmp_path / 'years.db'}"
    with open_store(url) as store:
        for year, value in SAID[:2]:
            store.add([_said(year, value)])
    monkeypatch.setenv("IKILI_DB_URL", url)
    return url


def _said(year: str, value: str) -> tuple[Article, Extraction]:
    text = f"Putin said trade reached ${value} billion in {year}."
    article = Article(id=f"a{year}", published=f"{int(year) + 1}-03-01", title="Trade", text=text, outlet="Wire")
    quote = f"${value} billion"
    start = text.index(quote)
    seen = Observation(
        article_id=article.id, lang="en", published=article.published, indicator="trade_turnover", measure="level",
        value=Decimal(value) * 10**9, unit="USD", reporter="KGZ", partner="RUS", period=year, speaker="Putin",
        quote=quote, field="text", start=start, end=start + len(quote), confidence=0.9,
    )  # fmt: skip
    return article, Extraction(article_id=article.id, lang="en", observations=(seen,), rejected=())


def test_an_implied_growth_is_drawn_hollow(two_years: str) -> None:
    frame = queries.claims(queries.Wanted(pair="KGZ-RUS"), "en")
    words = labels.load("en")
    growth = implied_rows.rows(implied_growth(frame, "KGZ-RUS"), frame, frame)
    assert list(growth["measure"]) == ["change_pct"]
    figure = claims.growth(with_groups(growth, words), Style(words, LIGHT))
    dots = [trace for trace in figure.data if trace.customdata is not None]
    assert [trace.marker.symbol for trace in dots] == ["circle-open"]
    assert pd.Series(dots[0].y).round(1).tolist() == [13.9]


def test_the_page_shows_it_without_a_stated_growth_and_opens_both_claims(two_years: str) -> None:
    at = open_page("pair", lang="en", pair="KGZ-RUS")
    assert len(at.get("plotly_chart")) == 2
    frame = queries.claims(queries.Wanted(pair="KGZ-RUS"), "en")
    identity = implied_rows.identity(implied_growth(frame, "KGZ-RUS")[0])
    at = open_page("pair", lang="en", pair="KGZ-RUS", id=identity)
    said = texts(at)
    assert "growth, from two levels a year apart" in said
    assert "$4.1 billion" in said
    assert "$3.6 billion" in said
