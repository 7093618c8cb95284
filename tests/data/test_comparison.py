# ruff: noqa: E501 - tables of facts
"""Comparison: every class on claims typed by hand, the seed's three examples, and what the sample's README lists."""

import pytest

from data.comparison import (
    Finding,
    all_findings,
    compare,
    implied,
)
from tests.data.hand_made import billions, company, frame_of, growth

SEED = [
    billions("4.1", "2025-11-26", period="2024", speaker="Putin", source_id="seed"),
    growth("13.6", "2025-11-26", period="2024", speaker="Putin", source_id="seed"),
    growth("17", "2025-11-26", period="2025-01/2025-09", speaker="Putin", source_id="seed"),
    company("1,700", "2025-11-26", speaker="Putin", source_id="seed"),
    company("1,800", "2025-11-26", speaker="Caparov", period="2025", source_id="seed"),
    company("3", "2025-11-26", speaker="Caparov", period="2025", source_id="seed", measure="ratio", unit="ratio"),
]


def of(findings: list[Finding], kind: str, variant: str | None = None) -> list[Finding]:
    return [one for one in findings if one.kind == kind and variant in (None, one.variant)]


def only(findings: list[Finding], kind: str) -> Finding:
    (finding,) = of(findings, kind)
    return finding


def classes(rows: list[dict[str, object]]) -> list[str]:
    return sorted(one.kind for one in all_findings(frame_of(rows)))


# -- the seed ----------------------------------------------------------------------------------------------------------


def test_seed_companies_disagree() -> None:
    finding = only(compare(frame_of(SEED), "KGZ-RUS"), "disagreement")
    assert finding.alarm
    assert [(claim.speaker, claim.value) for claim in finding.claims] == [("Putin", 1700), ("Caparov", 1800)]
    assert finding.period == "2025"
    assert finding.size == pytest.approx(100 / 1800)


def test_seed_implies_the_turnover_of_2023() -> None:
    value = next(one for one in implied(frame_of(SEED), "KGZ-RUS") if one.rule == "previous_by_growth")
    assert (value.period, value.unit) == ("2023", "USD")
    assert value.low == pytest.approx(4.05e9 / 1.1365, rel=1e-4)
    assert value.high == pytest.approx(4.15e9 / 1.1355, rel=1e-4)
    assert 3.56e9 <= value.low < value.high <= 3.66e9


def test_seed_implies_six_hundred_companies() -> None:
    value = next(one for one in implied(frame_of(SEED), "RUS-KGZ") if one.rule == "previous_by_ratio")
    assert value.value == pytest.approx(600)
    assert value.period is None
    assert value.indicator == "company_count"


# -- class by class ----------------------------------------------------------------------------------------------------


def test_rounding_is_no_alarm() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="A"),
        billions("4.13", "2025-02-01", period="2024", speaker="B"),
    ]
    finding = only(all_findings(frame_of(rows)), "rounding")
    assert not finding.alarm
    assert classes(rows) == ["rounding"]


def test_neighbouring_roundings_do_contradict() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="A"),
        billions("4.2", "2025-02-01", period="2024", speaker="B"),
    ]
    assert classes(rows) == ["disagreement"]


def test_the_same_value_is_no_finding() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="A"),
        billions("4.1", "2025-02-01", period="2024", speaker="B"),
    ]
    assert classes(rows) == []


def test_revision_is_the_same_voice_later_in_another_script() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="Владимир Путин"),
        billions("4.5", "2025-06-01", period="2024", speaker="Putin"),
    ]
    finding = only(all_findings(frame_of(rows)), "revision")
    assert [claim.value for claim in finding.claims] == [4.1e9, 4.5e9]
    assert classes(rows) == ["revision"]


def test_one_office_revises_under_its_names() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="TÜİK"),
        billions("4.5", "2025-06-01", period="2024", speaker="Turkstat"),
    ]
    assert classes(rows) == ["revision"]


def test_one_speaker_two_values_on_one_day() -> None:
    rows = [
        growth("13.6", "2025-11-24", period="2024", speaker="Ushakov"),
        growth("15.6", "2025-11-24", period="2024", speaker="Ушаков"),
    ]
    finding = only(all_findings(frame_of(rows)), "disagreement")
    assert finding.variant == "same_speaker"
    assert finding.size == pytest.approx(0.02)


def test_one_article_with_several_values_of_one_speaker_is_no_alarm() -> None:
    rows = [
        company("1,200", "2022-12-21", speaker="A", period="2022", source_id="one"),
        company("130", "2022-12-21", speaker="A", period="2022", source_id="one"),
    ]
    finding = only(all_findings(frame_of(rows)), "disagreement")
    assert (finding.variant, finding.alarm) == ("same_source", False)


def test_an_article_beside_its_only_speaker_is_no_alarm_but_two_speakers_are() -> None:
    rows = [
        billions("3.32", "2020-10-27", period="2019", speaker="Ministry", source_id="one"),
        billions("4.1", "2020-10-27", period="2019", source_id="one"),
    ]
    assert not only(all_findings(frame_of(rows)), "disagreement").alarm
    rows[1]["speaker"] = "Likhachev"
    assert only(all_findings(frame_of(rows)), "disagreement").alarm
    rows[1] = {**rows[1], "speaker": None, "source_id": "two"}
    assert only(all_findings(frame_of(rows)), "disagreement").alarm


def test_articles_do_not_revise_themselves() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", outlet="TASS"),
        billions("4.5", "2025-06-01", period="2024", outlet="TASS"),
    ]
    assert classes(rows) == ["disagreement"]


@pytest.mark.parametrize(
    "difference",
    [
        {"period": "2023"},
        {"unit": "EUR"},
        {"product": "services"},
        {"status": "target"},
        {"status": "forecast"},
        {"partner": "TUR"},
        {"indicator": "investment_flow"},
        {"period": "2024-01/2024-06"},
        {"review": "rejected"},
        {"review": "superseded"},
        {"review": "withdrawn"},
    ],
)
def test_only_claims_about_the_same_thing_disagree(difference: dict[str, object]) -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="A"),
        billions("9.9", "2025-02-01", speaker="B", **{"period": "2024", **difference}),
    ]
    assert not of(all_findings(frame_of(rows)), "disagreement")


def test_above_and_below_are_closed_at_a_quarter() -> None:
    above = billions("3", "2025-01-01", period="2024", speaker="A", bound="above")
    assert classes([above, billions("3.7", "2025-02-01", period="2024", speaker="B")]) == ["rounding"]
    assert classes([above, billions("4.1", "2025-02-01", period="2024", speaker="B")]) == ["disagreement"]
    below = billions("2", "2025-01-01", period="2024", speaker="A", bound="below")
    assert classes([below, billions("1.2", "2025-02-01", period="2024", speaker="B")]) == ["disagreement"]


def test_mirror_is_exports_against_imports_of_the_other_side() -> None:
    rows = [
        billions(
            "6.3", "2020-01-01", indicator="exports", reporter="CHN", partner="KGZ", period="2019", speaker="GACC"
        ),
        billions(
            "1.7", "2020-02-01", indicator="imports", reporter="KGZ", partner="CHN", period="2019", speaker="Нацстатком"
        ),
        billions(
            "9.9", "2020-02-01", indicator="imports", reporter="CHN", partner="KGZ", period="2019", speaker="Нацстатком"
        ),
    ]
    finding = only(all_findings(frame_of(rows)), "mirror")
    assert {claim.value for claim in finding.claims} == {6.3e9, 1.7e9}
    assert only(compare(frame_of(rows), "CHN-KGZ", "imports"), "mirror").size == finding.size


def test_balances_are_mirrored_with_their_sign() -> None:
    rows = [
        billions("275.8", "2018-01-12", indicator="trade_balance", reporter="CHN", partner="USA", period="2017", speaker="GACC"),
        billions("-375.5", "2018-02-06", indicator="trade_balance", reporter="USA", partner="CHN", period="2017",
                 speaker="Census Bureau"),
        billions("-275.8", "2018-03-01", indicator="trade_balance", reporter="USA", partner="CHN", period="2016",
                 speaker="Census Bureau"),
        billions("275.8", "2018-03-01", indicator="trade_balance", reporter="CHN", partner="USA", period="2016", speaker="GACC"),
    ]  # fmt: skip
    finding = only(all_findings(frame_of(rows)), "mirror")
    assert (finding.reporter, finding.partner, finding.period) == ("CHN", "USA", "2017")
    assert finding.size == pytest.approx(99.7 / 375.5)
    assert {claim.value for claim in finding.claims} == {275.8e9, -375.5e9}


def test_a_figure_without_a_year_is_a_question() -> None:
    rows = [
        billions("2", "2020-02-25", period="2019", speaker="Ministry of Trade", bound="above"),
        billions("4.4", "2020-02-25", speaker="Erdoğan"),
    ]
    finding = only(all_findings(frame_of(rows)), "period_unclear")
    assert (finding.variant, finding.period) == ("undated", "2019")


def test_a_running_year_is_not_the_year() -> None:
    rows = [
        billions("3.4", "2025-11-14", period="2025", speaker="A"),
        billions("4.97", "2026-02-01", period="2025", speaker="B"),
    ]
    assert classes(rows) == []
    rows.append(billions("4", "2025-11-13", period="2025", speaker="C"))
    finding = only(all_findings(frame_of(rows)), "period_unclear")
    assert finding.variant == "running"


def test_growth_mismatch_needs_no_common_speaker() -> None:
    rows = [
        billions("2.9", "2024-05-17", period="2023", speaker="Kasymaliev"),
        billions("4.1", "2025-11-24", period="2024", speaker="Ushakov"),
        growth("13.6", "2025-09-10", period="2024", speaker="Mikhailov"),
    ]
    finding = only(all_findings(frame_of(rows)), "growth_mismatch")
    assert finding.alarm
    assert finding.period == "2024"
    assert finding.size == pytest.approx((100 * (4.05 / 2.95 - 1) - 13.65) / 100, rel=1e-3)
    assert finding.implied[0].low == pytest.approx(100 * (4.05 / 2.95 - 1), rel=1e-3)


def test_one_quarrel_is_one_alarm() -> None:
    rows = [
        billions("2.9", "2024-05-17", period="2023", speaker="Kasymaliev"),
        billions("4.1", "2025-11-24", period="2024", speaker="Ushakov"),
        growth("13.6", "2025-11-24", period="2024", speaker="Ushakov"),
    ]
    found = all_findings(frame_of(rows))
    assert only(found, "growth_mismatch").alarm
    finding = only(found, "implied")
    assert (finding.variant, finding.period, finding.alarm) == ("previous_by_growth", "2023", False)


def test_growth_that_fits_one_of_several_levels_is_no_alarm() -> None:
    rows = [
        billions("2.9", "2024-05-17", period="2023", speaker="Kasymaliev"),
        billions("3.6", "2024-05-17", period="2023", speaker="Novak"),
        billions("4.1", "2025-11-24", period="2024", speaker="Ushakov"),
        growth("13.6", "2025-09-10", period="2024", speaker="Mikhailov"),
    ]
    assert not only(all_findings(frame_of(rows)), "growth_mismatch").alarm


def test_growth_that_fits_is_no_finding() -> None:
    rows = [
        billions("3.61", "2024-05-17", period="2023", speaker="A"),
        billions("4.1", "2025-11-24", period="2024", speaker="B"),
        growth("13.6", "2025-09-10", period="2024", speaker="C"),
    ]
    assert not of(all_findings(frame_of(rows)), "growth_mismatch")


def test_growth_of_a_deficit_is_growth_of_its_size() -> None:
    about = {"indicator": "trade_balance", "reporter": "USA", "partner": "CHN", "speaker": "Census Bureau"}
    rows = [
        billions("-375.5", "2019-03-08", period="2017", **about),
        billions("-419.2", "2019-03-08", period="2018", **about),
        growth("11.6", "2019-03-08", period="2018", **about),
    ]
    assert classes(rows) == []
    rows[2] = growth("21.6", "2019-03-08", period="2018", **about)
    assert "growth_mismatch" in classes(rows)


def test_ratio_counts_as_growth_of_a_flow() -> None:
    rows = [
        billions("36.3", "2024-01-01", period="2022", speaker="A"),
        billions("65", "2024-07-08", period="2023", speaker="A"),
        {
            "measure": "ratio",
            "unit": "ratio",
            "said": "1.8",
            "published": "2024-07-08",
            "period": "2023",
            "speaker": "A",
        },
    ]
    assert not of(all_findings(frame_of(rows)), "growth_mismatch")
    rows[2] = {**rows[2], "said": "2.8"}
    assert of(all_findings(frame_of(rows)), "growth_mismatch")


@pytest.mark.parametrize(
    ("rows", "rule", "low", "high"),
    [
        ([billions("4.1", "2025-01-01", period="2024", speaker="A"),
          {"measure": "change_abs", "said": "0.5", "power": 9, "published": "2025-01-01", "period": "2024", "speaker": "A"}],
         "previous_by_change", 3.5e9, 3.7e9),
        ([billions("21.1", "2023-11-16", indicator="exports", reporter="TUR", partner="DEU", period="2022", speaker="TÜİK"),
          billions("24.3", "2023-11-16", indicator="imports", reporter="TUR", partner="DEU", period="2022", speaker="TÜİK")],
         "turnover_by_flows", 45.3e9, 45.5e9),
        ([billions("21.1", "2023-11-16", indicator="exports", reporter="TUR", partner="DEU", period="2022", speaker="TÜİK"),
          billions("24.3", "2023-11-16", indicator="exports", reporter="DEU", partner="TUR", period="2022", speaker="TÜİK")],
         "balance_by_flows", 3.1e9, 3.3e9),
        ([billions("81.2", "2026-02-01", reporter="UZB", partner="WLD", period="2025", source_id="x"),
          {"indicator": "trade_share", "unit": "percent", "said": "3.7", "reporter": "UZB", "partner": "TUR",
           "published": "2026-02-01", "period": "2025", "source_id": "x"}],
         "level_by_share", 81.15e9 * 0.0365, 81.25e9 * 0.0375),
        ([billions("3", "2024-12-01", period="2024-01/2024-09", speaker="A")], "year_by_part", 2.5e9, 7e9),
    ],
)  # fmt: skip
def test_implied_values(rows: list[dict[str, object]], rule: str, low: float, high: float) -> None:
    frame = frame_of(rows)
    sides = sorted({side for name in ("reporter", "partner") for side in frame[name]} - {"WLD"})
    values = [one for one in implied(frame, (sides[0], sides[-1])) if one.rule == rule]
    assert values
    found = next((one for one in values if one.reporter == sides[0]), values[0])
    assert found.low == pytest.approx(low, rel=1e-5)
    assert found.high == pytest.approx(high, rel=1e-5)
    assert set(found.basis) <= set(frame["claim_id"])


def test_implied_values_need_one_voice_or_one_source() -> None:
    rows = [
        billions("4.1", "2025-01-01", period="2024", speaker="A"),
        growth("13.6", "2025-01-01", period="2024", speaker="B"),
    ]
    assert not implied(frame_of(rows), "KGZ-RUS")
    together = [{**row, "source_id": "one"} for row in rows]
    assert not implied(frame_of(together), "KGZ-RUS"), "two named voices in one article still count differently"
    silent = [{**row, "speaker": None} for row in together]
    assert implied(frame_of(silent), "KGZ-RUS")


def test_a_part_larger_than_its_whole() -> None:
    rows = [
        {"indicator": "tourist_arrivals", "unit": "count", "reporter": "CHN", "said": "1.3", "power": 6, "period": "2024",
         "published": "2025-12-01", "speaker": "Кондратьев"},
        {"indicator": "tourist_arrivals", "unit": "count", "reporter": "CHN", "said": "1.37", "power": 6,
         "period": "2024-01/2024-09", "published": "2025-12-01", "speaker": "ЕМИСС"},
    ]  # fmt: skip
    finding = only(all_findings(frame_of(rows)), "implied")
    assert finding.variant == "year_by_part"
    assert finding.alarm


def test_several_agreements_exist_side_by_side() -> None:
    rows = [
        billions("3", "2018-04-30", indicator="agreement_value", period="2018", speaker="A"),
        billions("1.5", "2018-06-22", indicator="agreement_value", period="2018", speaker="B"),
    ]
    assert classes(rows) == []
    same_day = [rows[0], {**rows[1], "published": "2018-04-30"}]
    assert not only(all_findings(frame_of(same_day)), "disagreement").alarm


def test_echoes_are_one_claim_with_n_sources() -> None:
    rows = [
        billions("4.1", "2025-11-26", period="2024", speaker="Putin"),
        billions("4.1", "2025-11-26", period="2024", speaker="Путин"),
        billions("4.1", "2025-11-27", period="2024", speaker="Vladimir Putin"),
        billions("3.9", "2025-08-14", period="2024", speaker="Kasymaliev"),
    ]
    finding = only(all_findings(frame_of(rows)), "disagreement")
    assert [(claim.value, claim.n_sources) for claim in finding.claims] == [(3.9e9, 1), (4.1e9, 3)]
    assert finding.claims[1].echoes == ("c0001", "c0002")
    assert finding.claim_ids == {"c0000", "c0001", "c0002", "c0003"}


def test_as_of_knows_nothing_later() -> None:
    frame = frame_of([*SEED, company("2,500", "2025-12-10", period="2025", speaker="Bakiev")])
    early = compare(frame, "KGZ-RUS", as_of="2025-11-30")
    assert only(early, "disagreement").size == pytest.approx(100 / 1800)
    assert only(compare(frame, "KGZ-RUS"), "disagreement").size == pytest.approx(800 / 2500)
    assert compare(frame, "KGZ-RUS", as_of="2025-11-25") == []
