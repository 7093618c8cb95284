# ruff: noqa: E501 - tables of cases
"""What comparison hands over: what the sample's README lists, order, JSON, CSV, sentences, marks, errors."""

import csv
import io
import json
import tomllib
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from data.comparing import wording
from data.comparing.natures import LISTS
from data.comparison import CLASSES, all_findings, compare, findings_csv, findings_json, implied, marks, targets
from extractors.errors import IkiliError
from tests.data.hand_made import company, frame_of
from tests.data.sample_facts import DISAGREEMENTS, EXPECTED, Expected, facts_frame
from tests.data.test_comparison import SEED

# -- what the README of the sample lists ---------------------------------------------------------------------------------


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: "-".join(one[:3]) + "-" + one[5])
def test_readme_of_the_sample(expected: Expected) -> None:
    group, kind, variant, indicator, measure, period, articles = expected
    frame = facts_frame(DISAGREEMENTS[group])
    source = dict(zip(frame["claim_id"], frame["source_id"], strict=True))
    about = (kind, variant, indicator, measure, period)
    found = [
        one for one in all_findings(frame) if (one.kind, one.variant, one.indicator, one.measure, one.period) == about
    ]
    assert any(articles <= {source[name] for name in one.claim_ids} for one in found)
    # which projects count is everyone's own choice; an implied value that one of several stated ones fits is no alarm; nor is an article beside its one speaker
    if kind != "implied" and len(articles) > 1 and indicator not in LISTS:
        assert all(one.alarm != (kind == "rounding") for one in found)


# -- shape of the results ------------------------------------------------------------------------------------------------


def test_json_is_what_other_programs_rely_on() -> None:
    found = json.loads(findings_json(compare(frame_of(SEED), "KGZ-RUS")))
    first = found[0]
    assert {"class", "indicator", "period", "claims", "size", "sentences"} <= set(first)
    assert {"claim_id", "value", "unit", "speaker", "published"} <= set(first["claims"][0])
    assert first["claims"][0]["value"] == 1700
    assert isinstance(first["claims"][0]["value"], int)
    assert first["claims"][0]["published"] == "2025-11-26"
    assert set(first["sentences"]) == set(wording.languages())
    assert all(one["class"] in CLASSES for one in found)


def test_csv_has_a_row_a_claim() -> None:
    found = compare(frame_of(SEED), "KGZ-RUS")
    rows = list(csv.DictReader(io.StringIO(findings_csv(found), newline="")))
    assert len(rows) == sum(len(one.claims) for one in found)
    assert rows[0]["class"] == "disagreement"
    assert rows[0]["claim_id"] in {claim.claim_id for claim in found[0].claims}
    assert findings_csv([]).splitlines() == [",".join(rows[0])]


def test_alarms_come_first_and_the_largest_first() -> None:
    frame = pd.concat([facts_frame(facts).assign(claim_id=lambda one, g=group: g + one["claim_id"])
                       for group, facts in DISAGREEMENTS.items()], ignore_index=True)  # fmt: skip
    found = all_findings(frame)
    assert len(found) > 40
    assert all(
        (not one.alarm, -round(one.size, 9)) <= (not two.alarm, -round(two.size, 9)) for one, two in pairwise(found)
    )


def test_sentences_say_who_what_and_when_in_every_language() -> None:
    finding = compare(frame_of(SEED), "KGZ-RUS")[0]
    tr, ru, en = (
        next(text for text in finding.sentences.values() if word in text)
        for word in ("şirket", "компаний", "companies")
    )
    for text in (tr, ru, en):
        assert "Putin" in text
        assert "Caparov" in text
    assert "1.700" in tr
    assert "1\u00a0700" in ru
    assert "1,700" in en
    assert "%5,6" in tr
    assert "5,6 %" in ru
    assert "5.6%" in en


def test_every_class_has_a_sentence_in_every_language_with_equal_keys() -> None:
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
             for path in Path(wording.__file__).parent.parent.joinpath("findings").glob("*.toml")}  # fmt: skip
    assert set(files) == set(wording.languages())
    assert len(files) == 3

    def keys(table: dict[str, object], prefix: str = "") -> set[str]:
        found = set()
        for name, value in table.items():
            found |= keys(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name}
        return found

    first, *others = (keys(table) for table in files.values())
    assert all(first == other for other in others)
    frame = pd.concat([facts_frame(facts).assign(claim_id=lambda one, g=group: g + one["claim_id"])
                       for group, facts in DISAGREEMENTS.items()], ignore_index=True)  # fmt: skip
    for finding in all_findings(frame):
        for text in finding.sentences.values():
            assert "{" not in text
            assert ".." not in text
            assert "None" not in text


def test_marks_for_claims_csv() -> None:
    frame = frame_of([*SEED, company("1,800", "2025-11-27", period="2025", speaker="Жапаров")])
    marked = marks(frame)
    assert marked["conflict_class"].tolist() == [None, None, None, "disagreement", "disagreement", None, "disagreement"]
    assert marked["conflict_with"].tolist()[3:5] == ["c0004", "c0003"]
    assert marked["speaker_role"].tolist()[0] == "person"


def test_an_empty_frame_and_an_unknown_pair_have_no_findings() -> None:
    frame = frame_of(SEED)
    assert all_findings(frame.iloc[:0]) == []
    assert compare(frame, "AZE-TUR") == []
    assert targets(frame.iloc[:0]) == []
    assert implied(frame.iloc[:0], "KGZ-RUS") == ()


@pytest.mark.parametrize("pair", ["KGZ", "KGZ-KGZ", "KGZ-RUS-TUR", "-RUS"])
def test_a_wrong_pair_is_named(pair: str) -> None:
    with pytest.raises(IkiliError, match="write it like KGZ-RUS"):
        compare(frame_of(SEED), pair)


def test_a_missing_column_and_a_wrong_day_are_named() -> None:
    with pytest.raises(IkiliError, match="speaker"):
        all_findings(frame_of(SEED).drop(columns="speaker"))
    with pytest.raises(IkiliError, match="2025-11-26"):
        all_findings(frame_of(SEED), as_of="yesterday-ish")


def test_intervals_are_worked_out_where_the_frame_has_none() -> None:
    frame = frame_of(SEED)
    bare = frame.drop(columns=["value_lo", "value_hi"])
    assert [one.to_dict() for one in all_findings(bare)] == [one.to_dict() for one in all_findings(frame)]
