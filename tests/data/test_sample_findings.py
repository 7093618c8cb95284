# ruff: noqa: E501 - long conditions
"""The real thing: the sample's articles, extracted, compared. All disagreements and revisions that its README lists are
found, from claims that were read from its articles; a goal is checked where goal and outcome were extracted.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import data
from data.comparing.rows import working_rows
from data.comparison import Finding, all_findings, targets
from data.intervals import interval
from extractors import Article, extract
from tests.data.sample_facts import DISAGREEMENTS, EXPECTED, GOALS, OUTCOMES, Expected, Outcome, facts_frame

# So many of the README's goals could be checked when this was written; raise it when extraction gains.
CHECKED_GOALS = 20

Seen = tuple[str, str, str, str, float, str, str, str]
# What depends on who speaks counts as extracted only with its speaker: a later word of the same one, and whose balance it is.
VOICED = ("revision", "trade_balance mirror")


@cache
def extracted() -> pd.DataFrame:
    rows = []
    lines = (Path(data.__file__).parent / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        article = Article(**json.loads(line))
        for place, one in enumerate(extract(article).observations):
            low, high = interval(one.value, one.value_max, one.bound, one.unit, one.measure, one.quote)
            cells = one.model_dump(include={
                "indicator", "measure", "unit", "bound", "reporter", "partner", "product", "period", "status", "speaker", "quote",
            })  # fmt: skip
            numbers = {"value": one.value, "value_max": one.value_max, "value_lo": low, "value_hi": high}
            rows.append({
                **cells, **{name: None if number is None else float(number) for name, number in numbers.items()},
                "claim_id": f"{article.id}#{place}", "source_id": article.id, "outlet": article.outlet, "url": article.url,
                "published": article.published.isoformat(), "review": "pending", "rule": " ".join(one.rules),
            })  # fmt: skip
    return pd.DataFrame(rows)


def seen(frame: pd.DataFrame, voiced: bool = False) -> dict[Seen, set[str]]:
    """Return what is said, as it is compared -> the ids of the claims that say it; with `voiced`, by whom."""
    rows = working_rows(frame)
    found: dict[Seen, set[str]] = {}
    for row in rows.to_dict("records"):
        sides = "-".join(sorted((row["from"], row["to"])))
        key = (
            row["source"],
            sides,
            row["indicator"],
            row["measure"],
            abs(float(row["value"])),
            row["bound"],
            f"{row['pkey']} {row['status']}",
            row["voice_name"] if voiced and not row["silent"] else "",
        )
        found.setdefault(key, set()).add(row["claim_id"])
    return found


@cache
def real() -> list[Finding]:
    return all_findings(extracted())


@cache
def said(voiced: bool = False) -> dict[Seen, set[str]]:
    return seen(extracted(), voiced)


def needed(expected: Expected) -> list[set[str]] | None:
    """Return, for every claim in the finding of the README's line, the ids of the extracted claims; None if one is missing."""
    group, kind, variant, indicator, measure, period, articles = expected
    facts = facts_frame(DISAGREEMENTS[group])
    source = dict(zip(facts["claim_id"], facts["source_id"], strict=True))
    about = (kind, variant, indicator, measure, period)
    by_hand = next(
        one for one in all_findings(facts)
        if (one.kind, one.variant, one.indicator, one.measure, one.period) == about
        and articles <= {source[name] for name in one.claim_ids}
    )  # fmt: skip
    voiced = kind in VOICED or f"{indicator} {kind}" in VOICED
    wanted = [key for key, ids in seen(facts, voiced).items() if ids & by_hand.claim_ids and key[0] in articles]
    found = [said(voiced).get(key) for key in wanted]
    return None if None in found else [ids for ids in found if ids]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: "-".join(one[:3]) + "-" + one[5])
def test_readme_lists_it_and_it_is_found(expected: Expected) -> None:
    wanted = needed(expected)
    assert wanted is not None, "not all of its claims are extracted"
    _, kind, _, indicator, measure, period, _ = expected
    found = [
        one for one in real()
        if (one.kind, one.indicator, one.measure, one.period) == (kind, indicator, measure, period)
    ]  # fmt: skip
    assert any(all(ids & one.claim_ids for ids in wanted) for one in found)


def goals() -> list[tuple[Outcome, Finding]]:
    """Return the README's goals for which both the goal and its outcome were extracted, with the finding."""
    found = []
    for expected in OUTCOMES:
        pair, value, due, _, article = expected
        ledger = targets(extracted(), pair, "trade_turnover", as_of="2026-02-25")
        goal = next((one for one in ledger if (one.facts["target"], one.facts["due"]) == (value * 1e9, due)), None)
        facts = facts_frame(GOALS[pair])
        outcome = [key for key in seen(facts) if key[0] == article and key[6].endswith("actual")]
        if goal is not None and all(key in said() for key in outcome):
            found.append((expected, goal))
    return found


def test_goals_of_the_readme_have_the_state_that_it_tells() -> None:
    checked = goals()
    assert len(checked) >= CHECKED_GOALS, f"{len(checked)} of {len(OUTCOMES)}"
    wrong = [
        (*expected, goal.variant) for expected, goal in checked
        # more figures than the README names can show that a goal of unknown outcome was missed
        if goal.variant != expected[3] and (expected[3], goal.variant) != ("unknown", "missed")
    ]  # fmt: skip
    assert not wrong, f"{len(wrong)} of {len(checked)}"


def test_every_finding_of_the_sample_can_be_said() -> None:
    for finding in real():
        assert len(finding.sentences) == 3
        assert all(len(text) > 20 and "{" not in text for text in finding.sentences.values())
        assert finding.claims
