# ruff: noqa: E501 - tables of cases
"""Series: one value a period by the stated rule; vintages: what each voice said, from when, until when."""

import pandas as pd
import pytest

from data.comparing.natures import STOCKS
from data.series import COLUMNS, LANES, series, series_table
from data.speakers import kind_of, kind_order, voice
from data.vintages import vintages
from tests.data.hand_made import billions, company, frame_of, growth


def chosen(rows: list[dict[str, object]], **options: object) -> float:
    table = series(frame_of(rows), "KGZ-RUS", "trade_turnover", **options)  # type: ignore[arg-type]
    assert len(table) == 1
    return float(table["value"].iloc[0]) / 1e9


# -- the rule, step by step --------------------------------------------------------------------------------------------


def test_review_comes_first() -> None:
    rows = [
        billions("3", "2025-01-01", period="2024", speaker="Росстат"),
        billions("4", "2025-01-01", period="2024", status="target", review="accepted"),
    ]
    assert chosen(rows) == 4


def test_then_what_happened_before_forecast_and_target() -> None:
    rows = [
        billions("5", "2025-03-01", period="2024", status="target", speaker="Росстат"),
        billions("4", "2025-02-01", period="2024", status="forecast", speaker="Росстат"),
        billions("3", "2025-01-01", period="2024", bound="approx"),
    ]
    assert chosen(rows) == 3
    assert chosen(rows[:2]) == 4
    assert chosen(rows[:1]) == 5


@pytest.mark.parametrize(
    ("trusted", "other"),
    [("Росстат", "Chinese customs"), ("Chinese customs", "Ministry of Trade"), ("Ministry of Trade", "Putin"), ("Putin", "Reuters"),
     ("Reuters", None)],
)  # fmt: skip
def test_then_the_kind_of_speaker(trusted: str, other: str | None) -> None:
    rows = [
        billions("3", "2025-01-01", period="2024", speaker=trusted, bound="approx"),
        billions("4.123", "2025-06-01", period="2024", speaker=other),
    ]
    assert chosen(rows) == 3


@pytest.mark.parametrize(
    ("exact", "loose"),
    [({"said": "3.1"}, {"said": "3"}), ({"said": "3"}, {"said": "3", "said_max": "4"}), ({"said": "3"}, {"said": "4", "bound": "approx"}),
     ({"said": "3", "bound": "approx"}, {"said": "4", "bound": "above"})],
)  # fmt: skip
def test_then_exactness(exact: dict[str, object], loose: dict[str, object]) -> None:
    usual = {"power": 9, "period": "2024"}
    rows = [
        {**usual, "published": "2025-01-01", "speaker": "A", **exact},
        {**usual, "published": "2025-06-01", "speaker": "B", **loose},
    ]
    table = series(frame_of(rows), "KGZ-RUS", "trade_turnover")
    assert table["claim_id"].tolist() == ["c0000"]


def test_then_the_newest() -> None:
    rows = [
        billions("3.1", "2025-01-01", period="2024", speaker="A"),
        billions("3.2", "2025-06-01", period="2024", speaker="B"),
    ]
    assert chosen(rows) == 3.2
    assert chosen(rows, as_of="2025-03-01") == 3.1


def test_rejected_claims_are_out() -> None:
    rows = [
        billions("3", "2025-01-01", period="2024", speaker="A"),
        billions("4", "2025-06-01", period="2024", speaker="Росстат", review="rejected"),
    ]
    assert chosen(rows) == 3


# -- what stands beside the value ------------------------------------------------------------------------------------------


def test_first_latest_range_and_conflict() -> None:
    rows = [
        billions("4.1", "2025-11-26", period="2024", speaker="Putin"),
        billions("4.1", "2025-11-26", period="2024", speaker="Путин"),
        billions("3.9", "2025-08-14", period="2024", speaker="Kasymaliev"),
        billions("5", "2024-01-01", period="2024", speaker="Novak", status="target"),
    ]
    row = series(frame_of(rows), "RUS-KGZ", "trade_turnover").iloc[0]
    assert tuple(row.index) == COLUMNS
    assert (row["value_first"], row["value_latest"]) == (3.9e9, 4.1e9)
    assert (row["lowest"], row["highest"]) == (3.9e9, 4.1e9)
    assert row["spread_pct"] == pytest.approx(100 * 0.2 / 4.1, abs=1e-3)
    assert (row["n_claims"], row["n_statements"], row["n_speakers"], row["n_sources"]) == (3, 2, 2, 3)
    assert row["conflict"]
    assert row["period_end"] == pd.Timestamp("2024-12-31")


def test_lanes_are_never_joined() -> None:
    rows = [
        billions("4.1", "2025-03-01", period="2024", speaker="A"),
        billions("3", "2024-11-01", period="2024-01/2024-09", speaker="A"),
        billions("3.3", "2024-11-20", period="2024", speaker="A"),
        billions("9", "2024-11-20", period="2020/2024", speaker="A"),
        billions("4", "2024-11-20", speaker="A"),
        billions("50", "2025-03-01", period="2024", partner="WLD", speaker="A"),
    ]
    table = series(frame_of(rows), "KGZ-RUS", "trade_turnover")
    assert dict(zip(table["lane"], table["value"] / 1e9, strict=True)) == {
        "undated": 4, "part": 3, "running": 3.3, "year": 4.1, "span": 9,
    }  # fmt: skip
    assert set(table["lane"]) <= set(LANES)
    assert series(frame_of(rows), "KGZ-RUS", "trade_turnover", lanes=["year"])["value"].tolist() == [4.1e9]
    assert series(frame_of(rows), "KGZ-WLD", "trade_turnover")["value"].tolist() == [50e9]


def test_stocks_speak_of_the_year_in_which_they_are_stated() -> None:
    rows = [company("1,700", "2025-11-26", speaker="Putin"), company("1,800", "2025-11-26", speaker="Caparov", period="2025"),
            company("900", "2021-11-26", speaker="Putin")]  # fmt: skip
    table = series(frame_of(rows), "RUS-KGZ", "company_count")
    assert table["period"].tolist() == ["2021", "2025"]
    assert set(table["lane"]) == {"stock"}
    assert table["conflict"].tolist() == [False, True]
    assert series(frame_of(rows), "KGZ-RUS", "company_count").empty, "whose companies matters"
    assert "company_count" in STOCKS


def test_units_and_products_are_series_of_their_own() -> None:
    rows = [
        billions("4.1", "2025-03-01", period="2024", speaker="A"),
        billions("350", "2025-03-01", period="2024", speaker="A", unit="RUB"),
        billions("1", "2025-03-01", period="2024", speaker="A", product="fuel"),
    ]
    frame = frame_of(rows)
    assert series(frame, "KGZ-RUS", "trade_turnover")["unit"].tolist() == ["RUB", "USD"]
    assert series(frame, "KGZ-RUS", "trade_turnover", unit="USD")["value"].tolist() == [4.1e9]
    assert series(frame, "KGZ-RUS", "trade_turnover", product="fuel")["value"].tolist() == [1e9]
    assert len(series(frame, "KGZ-RUS", "trade_turnover", product=None)) == 3


def test_growth_is_a_series_of_its_own() -> None:
    rows = [
        billions("4.1", "2025-03-01", period="2024", speaker="A"),
        growth("13.6", "2025-03-01", period="2024", speaker="A"),
    ]
    assert series(frame_of(rows), "KGZ-RUS", "trade_turnover", "change_pct")["value"].tolist() == [13.6]


def test_statuses_can_be_chosen() -> None:
    rows = [billions("5", "2025-03-01", period="2024", status="target"), billions("4", "2025-03-01", period="2024")]
    assert chosen(rows, statuses=["target"]) == 5


def test_all_series_together_equal_the_series_one_by_one() -> None:
    rows = [
        billions("4.1", "2025-03-01", period="2024", speaker="A"),
        billions("4.2", "2025-03-01", period="2024", speaker="B"),
        company("1,700", "2025-11-26", speaker="Putin"),
        growth("13.6", "2025-03-01", period="2024", speaker="A"),
        billions("8", "2025-03-01", period="2024", reporter="AZE", partner="TUR"),
    ]
    frame = frame_of(rows)
    single = [
        series(frame, "AZE-TUR", "trade_turnover"), series(frame, "KGZ-RUS", "trade_turnover", "change_pct"),
        series(frame, "KGZ-RUS", "trade_turnover"), series(frame, "RUS-KGZ", "company_count"),
    ]  # fmt: skip
    together = series_table(frame)
    assert together["claim_id"].tolist() == [name for table in single for name in table["claim_id"]]


def test_an_empty_frame_gives_an_empty_series() -> None:
    empty = frame_of([billions("4.1", "2025-03-01")]).iloc[:0]
    assert series(empty, "KGZ-RUS", "trade_turnover").empty
    assert tuple(series_table(empty).columns) == COLUMNS
    assert vintages(empty, "KGZ-RUS", "trade_turnover").empty


# -- vintages ------------------------------------------------------------------------------------------------------------------


def test_a_vintage_stands_until_its_voice_says_otherwise() -> None:
    rows = [
        billions("4.0", "2025-02-01", period="2024", speaker="Росстат"),
        billions("4.0", "2025-03-01", period="2024", speaker="Rosstat"),
        billions("4.2", "2025-05-01", period="2024", speaker="Росстат"),
        billions("4.0", "2025-09-01", period="2024", speaker="Росстат"),
        billions("3.9", "2025-04-01", period="2024", speaker="Kasymaliev"),
    ]
    table = vintages(frame_of(rows), "KGZ-RUS", "trade_turnover", period="2024")
    mine = table[table["voice"] == voice("Rosstat")]
    assert mine["value"].tolist() == [4.0e9, 4.2e9, 4.0e9]
    assert mine["superseded_on"].tolist()[:2] == [pd.Timestamp("2025-05-01"), pd.Timestamp("2025-09-01")]
    assert pd.isna(mine["superseded_on"].iloc[2])
    assert mine["superseded_by"].tolist()[:2] == ["c0002", "c0003"]
    assert mine["voice_rank"].tolist() == [1, 2, 3]
    assert mine["n_claims"].tolist() == [2, 1, 1]
    assert set(mine["first_value"]) == {4.0e9}
    assert table["rank"].tolist() == [1, 2, 3, 4]
    early = vintages(frame_of(rows), "KGZ-RUS", "trade_turnover", as_of="2025-04-30")
    assert early["superseded_on"].isna().all()


# -- speakers ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ("Putin", "Vladimir Putin", "Владимир Путин", "Rusya Devlet Başkanı Vladimir Putin"),
        ("Japarov", "Caparov", "Жапаров", "Zhaparov", "Sadır Caparov"),
        ("Erdoğan", "Эрдоган", "ERDOĞAN", "Recep Tayyip Erdogan"),
        ("Yılmaz", "Yilmaz", "Йылмаз"),
        ("Mirziyoyev", "Мирзиёев", "Mirziyaev"),
        ("Kasymaliev", "Касымалиев", "Kasımaliyev"),
        ("TÜİK", "Turkstat", "Turkish Statistical Institute"),
        ("China's General Administration of Customs", "Главное таможенное управление КНР", "Chinese customs"),
        ("Главного таможенного управления Китая", "Главное таможенное управление Китая", "GACC"),
        ("Национального статистического комитета КР", "Национальный статистический комитет КР"),
        ("Xi", "Си Цзиньпин", "Xi Jinping"),
    ],
)
def test_one_voice_under_many_names(names: tuple[str, ...]) -> None:
    assert len({voice(name) for name in names}) == 1


def test_different_voices() -> None:
    names = ["Putin", "Japarov", "Akylbek Japarov", "Erdoğan", "TÜİK", "Росстат", "Chinese customs", "Novak", "Novikov"]
    assert len({voice(name) for name in names}) == len(names)
    assert voice("") == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("TÜİK", "statistics"), ("Госкомстат", "statistics"), ("State Customs Committee", "customs"), ("Merkez Bankası", "bank"),
     ("Ticaret Bakanlığı", "institution"), ("Минэкономразвития", "institution"), ("Путин", "person"), ("Reuters", "press"),
     ("", "article"), ("  ", "article")],
)  # fmt: skip
def test_kinds_of_speaker(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert kind in kind_order()
