"""The scores: made-up predictions with known results, and the same counts as the scorer that the gold was made for."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.commands import evaluation_report
from data import annotated, evaluation, rule_census
from extractors.errors import ArticleError
from extractors.records import Article, Evidence, Extraction, Rejected
from tests.made_up import extraction, gold_article, gold_observation, judge, observation

SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score.py"


def test_a_perfect_prediction_scores_one_everywhere() -> None:
    result = judge([gold_observation()], [observation()])
    assert (result.total.f1("core"), result.total.f1("full")) == (1.0, 1.0)
    assert all(result.total.accuracy(name) == 1.0 for name in (*evaluation.FULL_FIELDS, *evaluation.SIDE_FIELDS))
    assert result.differences == []


def test_no_prediction_scores_zero_and_is_listed_as_missed() -> None:
    result = judge([gold_observation()], [])
    assert (result.total.precision(), result.total.recall(), result.total.f1()) == (0.0, 0.0, 0.0)
    assert [entry.kind for entry in result.differences] == ["missed"]


def test_an_empty_article_with_a_prediction_is_noise() -> None:
    result = judge([], [observation()])
    assert (result.total.noise, result.total.predicted, result.total.f1()) == (1, 1, 0.0)
    assert [entry.kind for entry in result.differences] == ["extra"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reporter": "KGZ", "partner": "TUR"}, "direction"),
        ({"period": "2023"}, "period"),
        ({"status": "target"}, "status"),
        ({"product": "cotton"}, "product"),
    ],
)
def test_a_wrong_field_costs_the_full_score_only(change: dict[str, object], field: str) -> None:
    result = judge([gold_observation()], [observation(**change)])
    assert (result.total.f1("core"), result.total.f1("full")) == (1.0, 0.0)
    assert result.total.accuracy(field) == 0.0
    assert result.differences[0].fields == (field,)


@pytest.mark.parametrize("change", [{"bound": "above"}, {"speaker": None}, {"speaker": "Erdoğan"}])
def test_bound_and_speaker_are_counted_beside_the_full_score(change: dict[str, object]) -> None:
    result = judge([gold_observation()], [observation(**change)])
    assert result.total.f1("full") == 1.0
    assert result.total.accuracy(next(iter(change))) == 0.0


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"indicator": "imports"}, ("indicator",)),
        ({"partner": "KAZ"}, ("pair",)),
        ({"measure": "change_abs"}, ("measure",)),
    ],
)
def test_the_same_figure_under_another_meaning_is_one_confusion(
    change: dict[str, object], parts: tuple[str, ...]
) -> None:
    result = judge([gold_observation()], [observation(**change)])
    assert result.total.core == 0
    assert [(entry.kind, entry.fields) for entry in result.differences] == [("confused", parts)]


def test_value_tolerance_is_one_in_ten_thousand() -> None:
    assert judge([gold_observation()], [observation(value=Decimal(4100300000))]).total.core == 1
    assert judge([gold_observation()], [observation(value=Decimal(4101000000))]).total.core == 0


def test_turnover_has_no_direction() -> None:
    gold = gold_observation(indicator="trade_turnover", reporter="KGZ", partner="TUR")
    result = judge([gold], [observation(indicator="trade_turnover", reporter="TUR", partner="KGZ")])
    assert result.total.f1("full") == 1.0


def test_one_prediction_pays_for_one_gold_observation_and_the_better_one() -> None:
    result = judge([gold_observation(period="2023"), gold_observation(period="2024")], [observation(), observation()])
    assert (result.total.core, result.total.full) == (2, 1)
    result = judge([gold_observation()], [observation(period="2023"), observation()])
    assert (result.total.core, result.total.full, result.total.predicted) == (1, 1, 2)


@pytest.mark.parametrize(
    ("period", "normal"),
    [
        (None, None),
        ("", None),
        ("2024", "2024"),
        ("2024-01/2024-12", "2024"),
        ("2024/2024", "2024"),
        ("2024-01/2025-12", "2024-01/2025-12"),
        ("2023/2024", "2023/2024"),
    ],
)
def test_periods_have_one_spelling(period: str | None, normal: str | None) -> None:
    assert evaluation.normal_period(period) == normal


def test_rules_are_counted_right_and_wrong() -> None:
    good = observation(rules=("a.any.x", "a.any.y"), evidence=(Evidence(name="period", rule="a.any.z"),))
    bad = observation(rules=("a.any.x",), indicator="imports")
    result = judge([gold_observation()], [good, bad])
    counted = {rule: (tally.right, tally.wrong) for rule, tally in result.rules.items()}
    assert counted == {"a.any.x": (1, 1), "a.any.y": (1, 0), "a.any.z": (1, 0)}


def test_a_refusal_of_a_gold_figure_is_a_wrong_result_of_its_rule() -> None:
    def refused(value: str, rule: str) -> Rejected:
        return Rejected(
            field="text", start=0, end=1, quote="4", unit="USD", value=Decimal(value), rule=rule, reason="made up"
        )

    rejected = (refused("4100000000", "reject.any.bad"), refused("7", "reject.any.good"))
    result = evaluation.evaluate([gold_article(gold_observation())], {"a": extraction(rejected=rejected)})
    assert (result.rules["reject.any.bad"].wrong, result.rules["reject.any.good"].right) == (1, 1)


def test_reliability_puts_every_prediction_in_one_bin() -> None:
    predicted = [observation(confidence=c) for c in (0.0, 0.5, 0.55, 0.9, 1.0)]
    result = judge([gold_observation()], predicted)
    assert [entry.predicted for entry in result.reliability] == [1, 2, 0, 0, 0, 2]
    assert sum(entry.full for entry in result.reliability) == 1


def test_the_report_names_scores_confusions_and_rules() -> None:
    result = judge([gold_observation()], [observation(period="2023")])
    text = evaluation_report.scores(result)
    assert "core F1 1.000, full F1 0.000" in text
    assert "period: 2024 read as 2023" in text
    assert "link.any.made_up" in evaluation_report.rules(result)
    assert json.loads(evaluation_report.as_json(result))["all"]["full"]["f1"] == 0.0
    assert "2023" in evaluation_report.differences(result, 1)


def test_bundled_gold_reads_and_each_quote_is_in_its_article() -> None:
    gold = annotated.load_gold(annotated.gold_files())
    assert len(gold) >= 90
    for entry in gold:
        for wanted in entry.observations:
            assert wanted.quote in entry.article.title or wanted.quote in entry.article.text, (entry.article.id, wanted)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', '{"id":"x","published":"soon","title":"","text":"","lang":"en"}']
)
def test_a_broken_gold_line_is_named_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"bad\.jsonl:2"):
        annotated.load_gold([path])


def perturbed(gold: list[annotated.GoldArticle], seed: int) -> dict[str, Extraction]:
    """Predictions with every kind of fault, the same ones for the same seed."""
    chance = random.Random(seed)
    results = {}
    for entry in gold:
        predicted = []
        for wanted in entry.observations:
            fields = wanted.model_dump() | {"value": Decimal(str(wanted.value)), "value_max": None}
            fault = chance.randrange(12)
            if fault == 0:
                continue
            fields |= [
                {},
                {"reporter": wanted.partner, "partner": wanted.reporter},
                {"period": None},
                {"period": "2024-01/2024-12"},
                {"status": "target"},
                {"product": "oil"},
                {"bound": "approx"},
                {"speaker": None},
                {"value": Decimal(str(wanted.value)) * Decimal("1.00005")},
                {"value": Decimal(str(wanted.value)) * Decimal("1.5")},
                {"indicator": "exports"},
                {},
            ][fault]
            predicted.append(observation(entry.article.id, **fields))
            if chance.random() < 0.1:
                predicted.append(predicted[-1])
        if chance.random() < 0.2:
            predicted.append(observation(entry.article.id))
        results[entry.article.id] = extraction(*predicted, article_id=entry.article.id)
    return results


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the gold is not beside this checkout")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_are_those_of_the_scorer_of_the_gold(tmp_path: Path, seed: int) -> None:
    files = annotated.gold_files()
    gold = annotated.load_gold(files)
    predictions = perturbed(gold, seed)
    lines = [o.model_dump_json() for entry in predictions.values() for o in entry.observations]
    feed = tmp_path / "predictions.jsonl"
    feed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    show = [sys.executable, "-c", "import pathlib,sys; sys.stdout.buffer.write(pathlib.Path(sys.argv[1]).read_bytes())"]
    printed = subprocess.run(
        [sys.executable, SCORER, *files, "--", *show, feed], capture_output=True, text=True, check=True
    ).stdout
    result = evaluation.evaluate(gold, predictions)
    groups = {"all": result.total, **result.languages, **{f"={k}": v for k, v in result.indicators.items()}}
    for name, tally in groups.items():
        accuracies = [tally.accuracy(key) for key in ("direction", "period", "status", "product", "bound", "speaker")]
        names = ("direction", "period", "status", "product", "bound", "speaker")
        shown = " ".join(f"{key}={value:.2f}" for key, value in zip(names, accuracies, strict=True))
        row = (
            f"{name:28} gold={tally.gold:4} pred={tally.predicted:4} core P={tally.precision():.3f} "
            f"R={tally.recall():.3f} F1={tally.f1():.3f}  full F1={tally.f1('full'):.3f}  {shown}"
        )
        assert row + (f" noise={tally.noise}" if tally.noise else "") in printed.splitlines()


def test_counts_for_fixed_predictions_stay_what_they_are() -> None:
    gold = annotated.load_gold(annotated.gold_files())
    total = evaluation.evaluate(gold, perturbed(gold, 1)).total
    assert (total.gold, total.predicted, total.core, total.full) == PINNED


PINNED = (689, 733, 534, 283)


def test_a_rule_that_fires_elsewhere_and_not_here_is_silent() -> None:
    everything = rule_census.silent_rules([])
    assert everything, "with no articles every known rule is silent"
    article = Article(
        id="a", published=date(2025, 1, 1), text="Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024."
    )
    fired = rule_census.rules_fired([article])
    assert "money.any.sign_before" in fired
    assert set(rule_census.silent_rules([article])) == set(everything) - fired
