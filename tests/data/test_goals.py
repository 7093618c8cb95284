"""Goals against outcomes: the sample's README, and every state by itself."""

from datetime import date

import pytest

from data.comparison import Finding, compare, targets
from tests.data.hand_made import billions, frame_of
from tests.data.sample_facts import GOALS, OUTCOMES, Outcome, facts_frame


def goal(said: str, published: str, **more: object) -> dict[str, object]:
    return billions(said, published, status="target", speaker="Novak", **more)


def judged(rows: list[dict[str, object]], as_of: str | None = None) -> Finding:
    (finding,) = targets(frame_of(rows), "KGZ-RUS", as_of=as_of)
    return finding


@pytest.mark.parametrize("expected", OUTCOMES, ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}")
def test_readme_of_the_sample(expected: Outcome) -> None:
    pair, value, due, state, article = expected
    frame = facts_frame(GOALS[pair])
    source = dict(zip(frame["claim_id"], frame["source_id"], strict=True))
    about = (value * 1e9, due)
    (finding,) = (
        one for one in targets(frame, pair, as_of="2026-02-25") if (one.facts["target"], one.facts["due"]) == about
    )
    assert finding.variant == finding.facts["state"] == state
    assert source.get(finding.facts["outcome_claim"]) == article
    assert not finding.alarm


def test_reached_in_time_by_a_part_of_the_year() -> None:
    rows = [
        goal("200", "2019-06-01", period="2024"),
        billions("218", "2023-12-21", period="2023-01/2023-11", bound="above"),
    ]
    finding = judged(rows)
    assert finding.variant == "reached"
    assert finding.facts["outcome_period"] == "2023-01/2023-11"


def test_reached_too_late_is_missed_and_says_so() -> None:
    rows = [
        goal("5", "2019-06-01", period="2022"),
        billions("4.4", "2023-03-01", period="2022"),
        billions("5.2", "2025-03-01", period="2024"),
    ]
    finding = judged(rows)
    assert finding.variant == "missed"
    assert finding.facts["reached_later"] == "2024"
    assert finding.facts["distance"] == pytest.approx(0.6e9)


def test_a_value_before_the_goal_does_not_reach_it() -> None:
    rows = [billions("5.5", "2015-03-01", period="2014"), goal("5", "2019-06-01", period="2030")]
    assert judged(rows, as_of="2020-01-01").variant == "open"


def test_nearly_is_not_reached() -> None:
    rows = [goal("5", "2019-06-01", period="2022"), billions("5", "2023-03-01", period="2022", bound="below")]
    assert judged(rows).variant == "missed"
    rows[1]["bound"] = "approx"
    assert judged(rows).variant == "reached"


def test_open_has_a_needed_growth_from_the_latest_full_year() -> None:
    rows = [
        goal("10", "2025-06-01", period="2030"),
        billions("5", "2026-02-01", period="2025"),
        billions("1", "2026-02-01", period="2026-01"),
    ]
    finding = judged(rows, as_of="2026-03-01")
    assert finding.variant == "open"
    assert finding.facts["needed_growth"] == pytest.approx(14.87, abs=0.01)
    assert finding.facts["distance"] == 5e9


def test_unknown_where_nothing_tells() -> None:
    rows = [goal("60", "2025-10-09", period="2025"), billions("52", "2025-10-09", period="2024")]
    assert judged(rows, as_of="2025-12-31").variant == "open"
    assert judged(rows, as_of="2026-01-01").variant == "unknown"


def test_a_part_of_the_due_year_can_show_that_it_was_missed() -> None:
    rows = [goal("15", "2020-02-25", period="2023"), billions("6.7", "2023-12-09", period="2023-01/2023-10")]
    assert judged(rows, as_of="2024-02-01").variant == "missed"
    rows[1]["said"] = "12"
    assert judged(rows, as_of="2024-02-01").variant == "unknown"


def test_the_passed_date_is_judged_on_the_day_asked_for() -> None:
    rows = [goal("5", "2019-06-01", period="2022"), billions("4.4", "2023-03-01", period="2022")]
    assert judged(rows, as_of="2022-06-01").variant == "open"
    assert judged(rows, as_of="2023-03-01").variant == "missed"


def test_one_goal_of_several_setters_and_its_move() -> None:
    rows = [
        goal("100", "2011-03-16", period="2016"),
        billions("100", "2013-11-23", period="2020", status="target", speaker="Putin"),
        billions("100", "2014-11-23", period="2020", status="target", speaker="Erdoğan"),
        billions("100", "2023-09-04", status="target", speaker="Erdoğan"),
    ]
    ledger = targets(frame_of(rows), "KGZ-RUS")
    assert [one.facts["due"] for one in ledger] == ["2016", "2020", None]
    assert ledger[1].facts["setters"] == ("Erdoğan", "Putin")
    assert (ledger[1].facts["first_said"], ledger[1].facts["last_said"]) == (date(2013, 11, 23), date(2014, 11, 23))
    assert ledger[0].facts["moved_from"] == ()
    assert ledger[1].facts["moved_from"] == ((100e9, "2016"),)
    assert ledger[2].facts["moved_from"] == ((100e9, "2016"), (100e9, "2020"))


def test_a_voice_that_raises_its_goal_moved_it() -> None:
    rows = [goal("2", "2019-04-05"), goal("5", "2025-08-14", period="2025")]
    assert targets(frame_of(rows))[1].facts["moved_from"] == ((2e9, ""),)
    rows[1]["speaker"] = "Kasymaliev"
    assert targets(frame_of(rows))[1].facts["moved_from"] == ()


def test_goals_are_among_the_findings_of_the_pair() -> None:
    rows = [goal("5", "2019-06-01", period="2022"), billions("4.4", "2023-03-01", period="2022")]
    (finding,) = compare(frame_of(rows), "RUS-KGZ")
    assert (finding.kind, finding.variant, finding.period) == ("target", "missed", "2022")
    assert len(finding.claims) == 2
    for text in finding.sentences.values():
        assert "Novak" in text


def test_what_happened_in_the_future_reaches_nothing() -> None:
    rows = [goal("100", "2013-11-23", period="2020"), billions("100", "2016-06-30", period="2020")]
    assert judged(rows, as_of="2017-01-01").variant == "open"


def test_a_forecast_that_looks_back_is_no_goal() -> None:
    rows = [billions("65", "2024-02-10", period="2022", status="forecast")]
    assert targets(frame_of(rows)) == []


def test_a_part_of_a_year_does_not_reach_what_the_year_fell_short_of() -> None:
    rows = [
        goal("5", "2022-03-30", period="2023"),
        billions("6.89", "2023-08-24", period="2023-01/2023-07", speaker="A"),
        billions("3.1", "2024-05-01", period="2023", speaker="B"),
    ]
    assert judged(rows).variant == "missed"
