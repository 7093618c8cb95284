# ruff: noqa: E501 - tables
"""What must hold for any claims: nothing found is lost, order means nothing, the past knows no future, sides swap."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.comparing.rows import working_rows
from data.comparison import Finding, all_findings, compare, findings_csv, findings_json
from data.series import series, series_table
from data.vintages import vintages
from tests.data.hand_made import frame_of

# a national office belongs to its side: when the sides are swapped, so is it
SWAPPED = {"Росстат": "Нацстатком"}
SPEAKERS = (None, "Putin", "Путин", "Japarov", "TÜİK", "Росстат", "Chinese customs")
# Classes that hold claim against claim. The derived ones (implied, growth) hold claims against all that follows from others;
# they too only ever gain claims. A goal's state is allowed to change: that is what it is for.
PAIRWISE = ("disagreement", "revision", "mirror", "period_unclear", "rounding", "growth_mismatch", "implied")

claims = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(
            [
                "trade_turnover",
                "exports",
                "imports",
                "trade_balance",
                "company_count",
                "investment_stock",
                "project_count",
                "trade_share",
            ]
        ),
        "measure": st.sampled_from(["level", "level", "level", "change_pct", "change_abs", "ratio"]),
        "said": st.sampled_from(["1", "1.1", "1.2", "1.21", "1.4", "2", "2.3", "9", "13.6", "-4"]),
        "bound": st.sampled_from(["exact", "exact", "approx", "above", "below"]),
        "way": st.booleans(),
        "period": st.sampled_from(
            [None, "2023", "2024", "2024", "2025", "2024-01/2024-09", "2024-01/2024-07", "2024-11", "2023/2024"]
        ),
        "status": st.sampled_from(["actual", "actual", "actual", "target"]),
        "speaker": st.sampled_from(SPEAKERS),
        "day": st.dates(min_value=pd.Timestamp("2024-06-01").date(), max_value=pd.Timestamp("2025-12-31").date()),
        "article": st.integers(min_value=0, max_value=3),
        "product": st.sampled_from([None, None, "fuel"]),
        "said_max": st.sampled_from([None, None, None, "10", "15.5"]),
        "rule": st.sampled_from(["", "", "", "party.any.joint", "measure.any.other_base", "period.any.former"]),
        "world": st.sampled_from([False, False, False, True]),
    }
)
lists = st.lists(claims, min_size=1, max_size=9)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def frame(drawn: list[dict[str, Any]], sides: tuple[str, str] = ("KGZ", "RUS")) -> pd.DataFrame:
    """Return drawn claims as a frame; ids belong to the claim, not to its place."""
    rows = []
    for place, one in enumerate(drawn):
        level = one["measure"] == "level"
        count = one["indicator"] in {"company_count", "project_count"}
        share = one["indicator"] == "trade_share"
        amount = "percent" if share else "count" if count else "USD"
        unit = {"level": amount, "change_pct": "percent", "change_abs": amount, "ratio": "ratio"}[one["measure"]]
        said = (
            one["said"].lstrip("-")
            if one["measure"] == "ratio" or (level and one["indicator"] != "trade_balance")
            else one["said"]
        )
        reporter, partner = sides if one["way"] else sides[::-1]
        if one["world"] and one["indicator"] not in {"company_count", "project_count"}:
            partner = "WLD"  # the total of one side
        elif one["indicator"] == "trade_turnover":
            reporter, partner = sorted(sides)
        most = one["said_max"] if level and not said.startswith("-") and float(said) < 10 else None
        rows.append(
            {
                "indicator": one["indicator"], "measure": one["measure"], "said": said, "bound": one["bound"], "unit": unit,
                "power": 9 if unit == "USD" else 0, "said_max": most, "rule": one["rule"], "period": one["period"],
                "reporter": reporter, "partner": partner,
                "status": one["status"], "speaker": one["speaker"], "published": one["day"].isoformat(),
                "source_id": f"article {one['article']}", "product": one["product"], "claim_id": f"c{place}",
            }
        )  # fmt: skip
    return frame_of(rows)


def claims_by_finding(found: list[Finding]) -> dict[tuple[str, ...], set[str]]:
    together: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        if one.kind in PAIRWISE:
            together[one.identity] |= one.claim_ids
    return together


@quick
@given(lists, claims)
def test_adding_a_claim_never_removes_another(drawn: list[dict[str, Any]], more: dict[str, Any]) -> None:
    before, after = frame(drawn), frame([*drawn, more])
    assert set(working_rows(before)["claim_id"]) <= set(working_rows(after)["claim_id"])
    grown = claims_by_finding(all_findings(after))
    for identity, ids in claims_by_finding(all_findings(before)).items():
        assert ids <= grown[identity], identity


@quick
@given(lists, st.randoms(use_true_random=False))
def test_order_of_ingest_changes_nothing(drawn: list[dict[str, Any]], random: Any) -> None:
    ordered = frame(drawn)
    places = list(range(len(ordered)))
    random.shuffle(places)
    shuffled = ordered.iloc[places]
    assert findings_json(all_findings(shuffled)) == findings_json(all_findings(ordered))
    assert findings_json(compare(shuffled.reset_index(drop=True), "KGZ-RUS")) == findings_json(
        compare(ordered, "RUS-KGZ")
    )
    pd.testing.assert_frame_equal(series_table(shuffled), series_table(ordered))


@quick
@given(lists, st.dates(min_value=pd.Timestamp("2024-06-01").date(), max_value=pd.Timestamp("2025-12-31").date()))
def test_the_past_knows_no_future(drawn: list[dict[str, Any]], day: Any) -> None:
    everything = frame(drawn)
    known = everything[everything["published"] <= pd.Timestamp(day)]
    assert findings_json(all_findings(everything, as_of=day)) == findings_json(all_findings(known, as_of=day))
    assert findings_json(compare(everything, "KGZ-RUS", as_of=day)) == findings_json(
        compare(known, "KGZ-RUS", as_of=day)
    )
    pd.testing.assert_frame_equal(series_table(everything, as_of=day), series_table(known))
    for indicator in ("trade_turnover", "exports"):
        pd.testing.assert_frame_equal(
            vintages(everything, "KGZ-RUS", indicator, as_of=day), vintages(known, "KGZ-RUS", indicator)
        )
        pd.testing.assert_frame_equal(
            series(everything, "KGZ-RUS", indicator, as_of=day), series(known, "KGZ-RUS", indicator)
        )


@quick
@given(lists)
def test_swapping_the_sides_swaps_the_result(drawn: list[dict[str, Any]]) -> None:
    turned = [{**claim, "speaker": SWAPPED.get(claim["speaker"], claim["speaker"])} for claim in drawn]
    one, two = frame(drawn, ("KGZ", "RUS")), frame(turned, ("RUS", "KGZ"))
    swap = {"KGZ": "RUS", "RUS": "KGZ"}

    def seen(found: list[Finding], names: dict[str, str]) -> set[Any]:
        # what is undirected is written in alphabetical order, and balances are seen from the first side: both stay
        return {
            (
                item.kind, item.variant, item.indicator if item.kind != "mirror" else "", item.measure, item.product, item.period,
                round(item.size, 9), item.alarm,
                frozenset((claim.claim_id, claim.echoes) for claim in item.claims),
                frozenset(
                    (claim.reporter, claim.partner) if claim.indicator == "trade_turnover" and claim.partner != "WLD"
                    else (names.get(claim.reporter, claim.reporter), names.get(claim.partner, claim.partner))
                    for claim in item.claims
                ),
            )
            for item in found
        }  # fmt: skip

    assert seen(all_findings(one), swap) == seen(all_findings(two), {})


@settings(max_examples=150, deadline=None)
@given(
    st.integers(min_value=10_000, max_value=99_999_999),
    st.integers(min_value=0, max_value=4),
    st.integers(min_value=0, max_value=4),
    st.sampled_from(["KGZ-RUS"]),
)
def test_rounding_never_makes_a_conflict(exact: int, places: int, other: int, pair: str) -> None:
    """One true value, printed by two speakers to different numbers of digits, is never a contradiction."""

    def printed(drop: int) -> dict[str, Any]:
        step = 10**drop
        return {
            "said": str((exact + step // 2) // step),
            "power": drop,
            "period": "2024",
            "published": f"2025-01-0{drop + 1}",
        }

    rows = [
        {**printed(places), "speaker": "Putin"},
        {**printed(other), "speaker": "Japarov"},
        {**printed(0), "speaker": "Xi"},
    ]
    found = compare(frame_of(rows), pair)
    assert {one.kind for one in found} <= {"rounding"}
    assert not any(one.alarm for one in found)


@pytest.mark.parametrize("column", ["value_max", "product", "speaker", "period"])
def test_missing_cells_may_be_none_or_nan(column: str) -> None:
    made = frame([{
        "indicator": "trade_turnover", "measure": "level", "said": said, "bound": "exact", "way": True, "period": "2024",
        "status": "actual", "speaker": speaker, "day": pd.Timestamp("2025-01-01").date(), "article": 0, "product": None,
        "said_max": None, "rule": "", "world": False,
    } for said, speaker in (("1", "Putin"), ("2", "Japarov"))])  # fmt: skip
    expected = findings_json(all_findings(made))
    for missing in (None, float("nan"), pd.NA):
        other = made.astype({column: object})
        other[column] = other[column].where(other[column].notna(), missing)
        assert findings_json(all_findings(other)) == expected
    categories = made.astype(dict.fromkeys(("reporter", "partner", "indicator", "unit", "speaker"), "category"))
    assert findings_json(compare(categories, "KGZ-RUS")) == expected


@quick
@given(lists)
def test_every_finding_can_be_said_and_handed_over(drawn: list[dict[str, Any]]) -> None:
    found = all_findings(frame(drawn))
    table = list(csv.DictReader(io.StringIO(findings_csv(found), newline="")))
    assert len(table) == sum(len(one.claims) for one in found)
    for one in found:
        assert set(one.sentences) == {"en", "ru", "tr"}
        assert not any(mark in text for text in one.sentences.values() for mark in ("{", "None", "nan"))
        assert 0 <= one.size < float("inf")
        assert one.alarm is False or one.kind not in {"rounding", "target", "official"}
        assert all(value.low is None or value.high is None or value.low <= value.high for value in one.implied)
    json.loads(findings_json(found), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@quick
@given(lists)
def test_a_pair_alone_is_found_as_in_the_whole(drawn: list[dict[str, Any]]) -> None:
    everything = frame(drawn)
    others = frame(drawn, ("KAZ", "UZB")).assign(claim_id=lambda rows: "other " + rows["claim_id"])
    others = others[others["partner"] != "WLD"]
    both = pd.concat([everything, others], ignore_index=True)

    def seen(found: list[Finding]) -> list[Any]:
        return sorted((one.identity, one.variant, round(one.size, 9), one.alarm, sorted(one.claim_ids)) for one in found
                      if one.pair == "KGZ-RUS" and one.kind != "target")  # fmt: skip

    assert seen(all_findings(both)) == seen(compare(both, "KGZ-RUS")) == seen(compare(everything, "RUS-KGZ"))
