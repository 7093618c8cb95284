# ruff: noqa: E501 - tables of claims
"""Odd claims: ranges, mutual sums, other bases, stocks that grow, balances told from both sides, goals moved twice, echoes."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import pytest

from data.comparing.traces import FORMER, OTHER_BASE, SUM_OF_BOTH, apart
from data.comparison import Finding, compare, findings_csv, targets
from tests.data.hand_made import billions, company, frame_of, growth

BALANCE = {"indicator": "trade_balance", "period": "2024"}
STOCK = {"indicator": "investment_stock", "reporter": "KGZ", "partner": "RUS"}


def found(*rows: dict[str, Any], pair: str = "KGZ-RUS") -> list[Finding]:
    return compare(frame_of(list(rows)), pair)


def classes(*rows: dict[str, Any], pair: str = "KGZ-RUS") -> list[tuple[str, bool]]:
    return [(one.kind, one.alarm) for one in found(*rows, pair=pair)]


@pytest.mark.parametrize(
    ("other", "kind", "size"),
    [
        (billions("4.5", "2025-01-02"), "rounding", 0.0),
        (billions("6", "2025-01-02"), "disagreement", 1 / 6),
        (billions("5.2", "2025-01-02", said_max="5.4"), "disagreement", 0.2 / 5.2),
        (billions("3", "2025-01-02"), "disagreement", 1 / 4),
    ],
)
def test_a_range_is_as_far_as_its_nearer_end(other: dict[str, Any], kind: str, size: float) -> None:
    one = billions("4", "2025-01-01", said_max="5", period="2024", speaker="Putin")
    [finding] = found(one, {**other, "period": "2024", "speaker": "Japarov"})
    assert (finding.kind, finding.alarm) == (kind, kind != "rounding")
    assert finding.size == pytest.approx(size)


def test_about_a_range_is_a_little_wider_and_no_more() -> None:
    [finding] = found(
        billions("64", "2025-12-05", said_max="65", bound="approx", period="2024", speaker="Putin"),
        billions("68", "2025-12-06", period="2024", speaker="Putin"),
    )
    assert finding.kind == "revision"
    assert found(
        billions("64", "2025-12-05", said_max="65", bound="approx", period="2024", speaker="Putin"),
        billions("65.4", "2025-12-06", period="2024", speaker="Japarov"),
    )[0].kind == "rounding"  # fmt: skip


def test_rules_say_what_fields_do_not() -> None:
    assert apart("money.any.word_after party.any.joint") == SUM_OF_BOTH
    assert apart("percent.any.sign_after measure.any.other_base") == OTHER_BASE
    assert apart("money.any.word_after period.any.former") == FORMER
    assert apart("") == apart("link.any.left party.any.own") == 0


def test_a_mutual_sum_is_no_rival_of_one_direction() -> None:
    mutual = billions("38", "2025-12-06", speaker="A", rule="party.any.joint", **STOCK)
    one_way = billions("21", "2025-12-06", speaker="B", rule="party.any.own", **STOCK)
    assert classes(mutual, one_way) == []
    assert classes(mutual, {**one_way, "rule": "party.any.joint"}) == [("disagreement", True)]
    assert classes({**mutual, "rule": ""}, {**one_way, "rule": ""}) == [("disagreement", True)]


def test_growth_from_another_year_is_held_against_nothing() -> None:
    levels = [
        billions("5.6", "2024-07-10", period="2023", speaker="A"),
        billions("5.9", "2025-07-10", period="2024", speaker="A"),
    ]
    long = growth("107", "2025-07-10", period="2024", speaker="A", rule="measure.any.more_than measure.any.other_base")
    assert classes(*levels, long, growth("5", "2025-07-10", period="2024", speaker="B")) == []
    assert ("growth_mismatch", True) in classes(*levels, {**long, "rule": "measure.any.more_than"})


def test_an_old_value_without_a_year_is_not_todays() -> None:
    old = billions("30", "2016-02-09", speaker="Karlov", bound="approx", rule="period.any.former")
    now = billions("23", "2016-03-09", speaker="Likhachev", period="2015")
    assert classes(old, now) == []
    assert classes({**old, "rule": ""}, now) == [("period_unclear", True)]


def test_what_was_added_in_some_months_is_not_the_size_of_a_stock() -> None:
    assert (
        classes(company("500", "2018-08-20", bound="approx"), company("147", "2018-08-20", period="2018-01/2018-07"))
        == []
    )
    added = [company("147", "2018-08-20", period="2018-01/2018-07", speaker=name) for name in ("A",)]
    assert classes(*added, company("160", "2018-08-21", period="2018-01/2018-07", speaker="B")) == [
        ("disagreement", True)
    ]


def test_a_stock_may_have_grown_between_two_statements() -> None:
    putin = company("1,700", "2025-01-10", speaker="Putin")
    assert classes(putin, company("1,800", "2025-11-10", speaker="Japarov")) == [("disagreement", False)]
    assert classes(putin, company("1,800", "2025-02-10", speaker="Japarov")) == [("disagreement", True)]
    assert classes(putin, company("1,800", "2025-11-10", speaker="Putin")) == [("revision", False)]
    # a past year is over: its size does not grow any more
    past = company("1,700", "2025-01-10", speaker="Putin", period="2020")
    assert classes(past, company("1,800", "2025-11-10", speaker="Japarov", period="2020")) == [("disagreement", True)]


def test_which_projects_count_is_everyones_own_choice() -> None:
    about = {
        "indicator": "project_count",
        "reporter": "RUS",
        "partner": "KGZ",
        "unit": "count",
        "published": "2024-08-07",
    }
    assert classes({**about, "said": "69", "speaker": "A"}, {**about, "said": "34", "speaker": "B"}) == [
        ("disagreement", False)
    ]


def test_balances_are_told_from_one_side() -> None:
    mine = billions("-365.7", "2025-02-09", reporter="RUS", partner="KGZ", speaker="Росстат", **BALANCE)
    theirs = billions("261", "2025-02-10", reporter="KGZ", partner="RUS", speaker="Нацстатком", **BALANCE)
    [finding] = found(mine, theirs)
    assert (finding.kind, finding.reporter, finding.size) == ("mirror", "KGZ", pytest.approx(104.7 / 365.7))
    assert "Росстат: 365.7 billion dollars" in finding.sentence("en")
    turned = finding.sentence("en").replace("261", "")
    assert "deficit" not in turned
    [deficit] = found(
        billions("-3", "2025-01-01", reporter="KGZ", partner="RUS", speaker="A", bound="above", **BALANCE),
        billions("-2", "2025-01-01", reporter="KGZ", partner="RUS", speaker="B", **BALANCE),
    )
    assert "deficit of more than 3 billion dollars" in deficit.sentence("en")
    assert "3 milyar dolar üzeri açık" in deficit.sentence("tr")
    assert "дефицит более 3 млрд долларов" in deficit.sentence("ru")


def test_a_deficit_that_grew_was_smaller_before() -> None:
    now = billions(
        "-355.3", "2022-02-08", reporter="KGZ", partner="RUS", indicator="trade_balance", period="2021", source_id="a"
    )
    by = billions(
        "45",
        "2022-02-08",
        reporter="KGZ",
        partner="RUS",
        indicator="trade_balance",
        period="2021",
        measure="change_abs",
        source_id="a",
    )
    before = billions("310.3", "2022-02-09", reporter="RUS", partner="KGZ", indicator="trade_balance", period="2020")
    assert classes(now, by, before) == []  # 310.3 is the other side's surplus, and the same
    [finding] = found(now, by, {**before, "said": "400.3"})
    assert (finding.kind, finding.variant, finding.alarm) == ("implied", "previous_by_change", True)
    [value] = finding.implied
    assert (value.low, value.high) == (pytest.approx(-310.85e9, abs=1e8), pytest.approx(-309.75e9, abs=1e8))


def test_what_an_article_says_beside_an_office_is_that_offices_side() -> None:
    about = {"reporter": "KGZ", "partner": "RUS", "indicator": "trade_balance"}
    rows = [
        billions("275.8", "2018-01-12", period="2017", speaker="Нацстатком", source_id="a", **about),
        billions("375.5", "2019-03-08", period="2017", source_id="b", **about),
        billions("419.2", "2019-03-08", period="2018", speaker="Росстат", source_id="b", **about),
    ]
    by_kind = {one.kind: one for one in found(*rows)}
    assert by_kind["mirror"].alarm
    assert not by_kind["disagreement"].alarm  # the same quarrel
    alone = {one.kind: one.alarm for one in found(*rows[:2])}
    assert alone == {"disagreement": True}


def test_a_figure_without_a_year_may_mean_the_year_in_which_it_was_said() -> None:
    bare = billions("10", "2010-12-22", speaker="A")
    [finding] = found(bare, billions("8.5", "2011-12-14", speaker="B", period="2010"))
    assert (finding.kind, finding.variant, finding.period, finding.alarm) == ("period_unclear", "undated", "2010", True)
    # where the year before is known, it is about that one
    periods = {one.period: one.alarm for one in found(bare, billions("8.5", "2011-12-14", speaker="B", period="2010"),
                                                      billions("7", "2010-02-14", speaker="B", period="2009"))}  # fmt: skip
    assert periods == {"2009": True, "2010": False}
    early = billions("10", "2010-03-22", speaker="A")
    assert found(early, billions("8.5", "2011-12-14", speaker="B", period="2010")) == []


def test_a_goal_moved_twice_tells_its_whole_course() -> None:
    rows = [
        billions("5", "2019-01-01", period="2020", status="target", speaker="Putin"),
        billions("5", "2020-12-01", period="2023", status="target", speaker="Japarov"),
        billions("10", "2023-12-01", period="2030", status="target", speaker="Putin"),
        billions("3", "2021-02-01", period="2020", speaker="Росстат"),
        billions("4", "2024-02-01", period="2023", speaker="Росстат"),
        billions("4.4", "2025-02-01", period="2024", speaker="Росстат"),
    ]
    first, second, third = targets(frame_of(rows))
    assert [one.variant for one in (first, second, third)] == ["missed", "missed", "open"]
    assert (first.facts["moved_from"], first.facts["moved_to"]) == ((), ((5e9, "2023"),))
    assert second.facts["moved_from"] == ((5e9, "2020"),)
    assert third.facts["moved_from"] == ((5e9, "2020"), (5e9, "2023"))
    assert third.facts["needed_growth"] == pytest.approx(14.66, abs=0.01)
    assert "Set again later: 5 billion dollars (2023)." in first.sentence("en")


def test_goals_say_their_range_and_bound_and_what_is_above_them() -> None:
    latest = billions("4.5", "2025-01-02", period="2024", speaker="Росстат")
    [ranged] = targets(
        frame_of([billions("5", "2024-01-02", said_max="6", period="2030", speaker="A", status="target"), latest])
    )
    assert "Goal 5-6 billion dollars" in ranged.sentence("en")
    [bounded] = targets(
        frame_of([billions("5", "2024-01-02", bound="above", period="2030", speaker="A", status="target"), latest])
    )
    assert "Hedef 5 milyar dolar üzeri" in bounded.sentence("tr")
    [low] = targets(
        frame_of(
            [
                billions("3", "2024-01-02", period="2030", speaker="A", status="target"),
                billions("4", "2023-01-01", period="2022", speaker="B"),
            ]
        )
    )
    assert low.variant == "open"
    assert "1 billion dollars above it already" in low.sentence("en")
    [bare] = targets(frame_of([billions("3", "2024-01-02", period="2030", speaker="A", status="forecast")]))
    assert (
        bare.sentence("ru")
        == "Киргизия и Россия, товарооборот, 2030. Прогноз 3 млрд долларов, срок 2030 (A, 02.01.2024): вопрос открыт, сравнить пока не с чем."
    )


def test_a_statement_of_four_outlets_in_two_scripts_is_one_with_its_sources() -> None:
    said = [billions("4.1", f"2025-11-2{6 + place}", period="2024", speaker=name, outlet=name + str(place), source_id=f"s{place}")
            for place, name in enumerate(("Putin", "Путин", "Vladimir Putin", "Владимир Путин"))]  # fmt: skip
    [finding] = found(*said, billions("3.1", "2025-12-01", period="2024", speaker="Japarov"))
    assert [claim.n_sources for claim in finding.claims] == [4, 1]
    assert len(finding.claim_ids) == 5
    assert "(2025-11-26, 4 sources)" in finding.sentence("en")


def test_currencies_and_fiscal_years_are_not_mixed() -> None:
    dollars = billions("4.1", "2025-01-26", period="2024", speaker="A")
    assert classes(dollars, billions("340", "2025-01-26", period="2024", speaker="B", unit="RUB")) == []
    assert classes(dollars, billions("6", "2025-01-26", period="2023-04/2024-03", speaker="B")) == []


def test_growth_of_a_quarter_is_held_against_quarters() -> None:
    quarters = [
        billions("1.0", "2025-04-26", period="2025-01/2025-03", speaker="A"),
        billions("0.8", "2024-04-26", period="2024-01/2024-03", speaker="A"),
    ]
    rate = growth("10", "2025-04-27", period="2025-01/2025-03", speaker="B")
    assert ("growth_mismatch", True) in classes(*quarters, rate)
    assert (
        classes(
            billions("1.0", "2025-04-26", period="2025-01/2025-03", speaker="A"),
            billions("4", "2025-01-26", period="2024", speaker="A"),
            rate,
        )
        == []
    )


def test_the_world_and_groups_are_sides_like_others() -> None:
    about = {"indicator": "exports", "reporter": "TUR", "period": "2024"}
    rows = [
        billions("200", "2025-01-02", partner="WLD", speaker="TÜİK", **about),
        billions("210", "2025-01-02", partner="WLD", speaker="Bolat", **about),
    ]
    assert classes(*rows, pair="TUR-WLD") == [("disagreement", True)]
    assert classes(*rows, pair="TUR-DEU") == []
    eu = [billions("200", "2025-01-02", partner="EU", speaker="TÜİK", **about),
          billions("230", "2025-01-02", speaker="Eurostat", **{**about, "indicator": "imports", "reporter": "EU", "partner": "TUR"})]  # fmt: skip
    assert classes(*eu, pair="EU-TUR") == [("mirror", True)]


def test_falls_keep_their_sign_and_bound_in_words() -> None:
    [finding] = found(
        growth("-25", "2025-01-02", period="2024", speaker="A", bound="above"),
        growth("-10", "2025-01-02", period="2024", speaker="B"),
    )
    assert "down more than 25%" in finding.sentence("en")
    assert "-10%" in finding.sentence("en")
    assert "%25 üzeri düşüş" in finding.sentence("tr")
    assert "-%10" in finding.sentence("tr")
    assert "снижение более чем на 25" in finding.sentence("ru")


def test_csv_names_what_each_claim_is_and_what_follows_from_it() -> None:
    rows = [billions("4.1", "2025-11-26", period="2024", speaker="A"), growth("13.6", "2025-11-26", period="2024", speaker="A"),
            billions("2.9", "2024-05-17", period="2023", speaker="B")]  # fmt: skip
    table = pd.read_csv(io.StringIO(findings_csv(found(*rows))))
    implied = table[table["class"] == "implied"]
    assert set(implied["claim_period"].astype(str)) == {"2023", "2024"}
    assert implied["implied_low"].iloc[0] == pytest.approx(3.563e9, rel=1e-3)
    assert implied["implied_high"].iloc[0] == pytest.approx(3.655e9, rel=1e-3)
    assert list(csv.DictReader(io.StringIO(findings_csv([])))) == []
