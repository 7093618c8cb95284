"""Claims against both sides' official statistics: a band, never one truth."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from data.comparison import compare, official_band, official_sides
from data.reference import OfficialValue, bundled_reference, reference_frame
from extractors.errors import IkiliError
from tests.data.hand_made import billions, frame_of


def official(reporter: str, partner: str, flow: str, billion: str, **more: Any) -> OfficialValue:
    usual = {"period": "2019", "unit": "USD", "source": "IMF IMTS", "vintage": "2026-01", "file_sha256": "0" * 64}
    valuation = "FOB" if flow == "exports" else "CIF"
    cells = {**usual, "valuation": valuation, **more}
    return OfficialValue(reporter=reporter, partner=partner, flow=flow, value=Decimal(billion).scaleb(9), **cells)


BOTH = [
    official("RUS", "KGZ", "exports", "1.55"),
    official("RUS", "KGZ", "imports", "0.28"),
    official("KGZ", "RUS", "exports", "0.29"),
    official("KGZ", "RUS", "imports", "1.35"),
]


def test_band_of_a_turnover_is_between_both_sides() -> None:
    band = official_band(reference_frame(BOTH), "KGZ-RUS", "trade_turnover")
    assert band[["period", "unit"]].to_numpy().tolist() == [["2019", "USD"]]
    assert band["low"].tolist() == [pytest.approx(1.64e9)]
    assert band["high"].tolist() == [pytest.approx(1.83e9)]
    assert band["sides"].tolist() == [("KGZ", "RUS")]


def test_exports_of_one_side_are_imports_of_the_other() -> None:
    sides = official_sides(reference_frame(BOTH), "RUS-KGZ", "exports")
    assert dict(zip(sides["side"], sides["value"], strict=True)) == {
        "KGZ": pytest.approx(1.35e9),
        "RUS": pytest.approx(1.55e9),
    }
    assert dict(zip(sides["side"], sides["valuation"], strict=True)) == {"KGZ": "CIF", "RUS": "FOB"}


def test_balance_is_seen_from_the_first_side() -> None:
    sides = official_sides(reference_frame(BOTH), "RUS-KGZ", "trade_balance")
    assert dict(zip(sides["side"], sides["value"], strict=True)) == {
        "KGZ": pytest.approx(1.06e9),
        "RUS": pytest.approx(1.27e9),
    }


def test_the_newest_vintage_counts() -> None:
    newer = [official("RUS", "KGZ", "exports", "1.6", vintage="2026-02"), *BOTH]
    sides = official_sides(reference_frame(newer), "RUS-KGZ", "exports")
    assert sides[sides["side"] == "RUS"]["value"].tolist() == [pytest.approx(1.6e9)]


@pytest.mark.parametrize(
    ("claim", "verdict", "agrees"),
    [
        ({"said": "1.72"}, "inside", ()),
        ({"said": "1.83"}, "inside", (("RUS", "FOB + CIF"),)),
        ({"said": "1.64"}, "inside", (("KGZ", "FOB + CIF"),)),
        ({"said": "2.5"}, "above", ()),
        ({"said": "1.2"}, "below", ()),
        ({"said": "1.5", "bound": "above"}, "inside", (("KGZ", "FOB + CIF"), ("RUS", "FOB + CIF"))),
    ],
)
def test_verdict(claim: dict[str, str], verdict: str, agrees: tuple[tuple[str, str], ...]) -> None:
    row = {"power": 9, "published": "2020-03-01", "period": "2019", "speaker": "Novak", **claim}
    (finding,) = compare(frame_of([row]), "KGZ-RUS", reference=reference_frame(BOTH))
    assert (finding.kind, finding.variant) == ("official", verdict)
    assert finding.facts["agrees_with"] == agrees
    assert (finding.facts["band_low"], finding.facts["band_high"]) == (pytest.approx(1.64e9), pytest.approx(1.83e9))
    assert not finding.alarm
    assert all("Novak" in text for text in finding.sentences.values())


@pytest.mark.parametrize("difference", [{"period": "2018"}, {"unit": "RUB"}, {"product": "fuel"}, {"status": "target"}])
def test_only_comparable_claims_are_held_against_statistics(difference: dict[str, str]) -> None:
    row = billions("1.7", "2020-03-01", **{"period": "2019", "speaker": "Novak", **difference})
    found = compare(frame_of([row]), "KGZ-RUS", reference=reference_frame(BOTH))
    assert not [one for one in found if one.kind == "official"]


def test_no_band_for_what_statistics_of_trade_do_not_cover() -> None:
    assert official_band(reference_frame(BOTH), "KGZ-RUS", "company_count").empty
    assert official_band(reference_frame(BOTH), "AZE-TUR", "exports").empty


def test_missing_columns_are_named() -> None:
    with pytest.raises(IkiliError, match="vintage"):
        official_band(pd.DataFrame({"reporter": []}), "KGZ-RUS", "exports")


def test_bundled_table_gives_the_known_band() -> None:
    band = official_band(reference_frame(bundled_reference().values), "KGZ-RUS", "trade_turnover")
    row = band[band["period"] == "2019"].iloc[0]
    assert (round(row["low"] / 1e6, 1), round(row["high"] / 1e6, 1)) == (1633.1, 1837.2)
