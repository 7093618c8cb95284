"""The evaluation as text to read in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from data.evaluation import FULL_FIELDS, SIDE_FIELDS

if TYPE_CHECKING:
    from data.evaluation import Difference, Evaluation, Tally

_FIELDS = (*FULL_FIELDS, *SIDE_FIELDS)


def scores(result: Evaluation) -> str:
    """Return the score tables: all, per language, per indicator, confusions, reliability, and one summary line."""
    head = f"{'':24}{'gold':>6}{'pred':>6}{'P':>7}{'R':>7}{'core':>7}{'full':>7}  " + " ".join(
        f"{name:>9}" for name in _FIELDS
    )
    lines = [head, _row("all", result.total)]
    lines += [_row(name, tally) for name, tally in result.languages.items()]
    lines += ["", "per indicator"]
    lines += [_row(name, tally) for name, tally in result.indicators.items()]
    lines += ["", "what goes wrong", *_confusions(result)]
    lines += ["", "confidence: what was promised and what was right", *_reliability(result)]
    total = result.total
    lines += [
        "",
        f"articles {result.articles} observations {total.gold}: core F1 {total.f1():.3f}, "
        f"full F1 {total.f1('full'):.3f}, on articles without any {total.noise}",
    ]
    return "\n".join(lines)


def rules(result: Evaluation) -> str:
    """Return every rule that fired with its right and wrong results, the worst first."""
    ranked = sorted(result.rules.items(), key=lambda entry: (-entry[1].wrong, -entry[1].right, entry[0]))
    lines = ["", f"{'rule':56}{'right':>7}{'wrong':>7}"]
    lines += [f"{rule:56}{tally.right:7}{tally.wrong:7}" for rule, tally in ranked]
    if result.silent_rules:
        lines += ["", "never fired on these articles:", *(f"  {rule}" for rule in result.silent_rules)]
    return "\n".join(lines)


def differences(result: Evaluation, limit: int) -> str:
    """Return the first differences, one a line, made to be read beside the article."""
    lines = [_difference(entry) for entry in result.differences[:limit]]
    if len(result.differences) > limit:
        lines.append(f"... {len(result.differences) - limit} more")
    return "\n".join(["", *lines])


def as_json(result: Evaluation) -> str:
    """Return the whole evaluation as one JSON object."""
    record = {
        "articles": result.articles,
        "all": _as_record(result.total),
        "languages": {name: _as_record(tally) for name, tally in result.languages.items()},
        "indicators": {name: _as_record(tally) for name, tally in result.indicators.items()},
        "rules": {rule: asdict(tally) for rule, tally in result.rules.items()},
        "silent_rules": result.silent_rules,
        "reliability": [asdict(entry) for entry in result.reliability],
        "differences": [
            {
                "kind": entry.kind,
                "article_id": entry.article_id,
                "fields": entry.fields,
                "gold": entry.gold.model_dump() if entry.gold else None,
                "predicted": entry.predicted.model_dump(mode="json") if entry.predicted else None,
            }
            for entry in result.differences
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _row(name: str, tally: Tally) -> str:
    figures = "".join(
        f"{value:7.3f}" for value in (tally.precision(), tally.recall(), tally.f1("core"), tally.f1("full"))
    )
    accuracies = " ".join(f"{tally.accuracy(field):9.3f}" for field in _FIELDS)
    return f"{name:24}{tally.gold:6}{tally.predicted:6}{figures}  {accuracies}"


def _as_record(tally: Tally) -> dict[str, object]:
    return {
        "gold": tally.gold,
        "predicted": tally.predicted,
        "core": {"precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1()},
        "full": {"precision": tally.precision("full"), "recall": tally.recall("full"), "f1": tally.f1("full")},
        "fields": {name: tally.accuracy(name) for name in _FIELDS},
        "noise": tally.noise,
    }


def _confusions(result: Evaluation) -> list[str]:
    """Count what was taken for what: the same field, gold value and predicted value are one line."""
    counts: Counter[str] = Counter()
    for entry in result.differences:
        if entry.gold is None or entry.predicted is None:
            counts[entry.kind] += 1
            continue
        for name in entry.fields:
            counts[f"{name}: {_shown(entry.gold, name)} read as {_shown(entry.predicted, name)}"] += 1
    return [f"{count:5}  {text}" for text, count in counts.most_common(25)]


def _shown(observation: object, name: str) -> str:
    if name in {"pair", "direction"}:
        return f"{getattr(observation, 'reporter', '?')}-{getattr(observation, 'partner', '?')}"
    return str(getattr(observation, name, None)) if name != "figure" else "one figure"


def _reliability(result: Evaluation) -> list[str]:
    lines = [f"{'confidence':12}{'pred':>6}{'mean':>7}{'core':>7}{'full':>7}"]
    for entry in result.reliability:
        share = entry.predicted or 1
        lines.append(
            f"{entry.low:.1f}-{entry.high:.1f}     {entry.predicted:6}{entry.mean_confidence:7.3f}"
            f"{entry.core / share:7.3f}{entry.full / share:7.3f}"
        )
    return lines


def _difference(entry: Difference) -> str:
    seen = entry.predicted or entry.gold
    text = f"{entry.kind:9}{entry.article_id:12}{','.join(entry.fields):18}"
    for label, side in (("gold", entry.gold), ("got", entry.predicted)):
        if side is not None:
            text += f" {label}: {side.indicator} {side.measure} {side.value:,.10g} {side.unit}"
            text += f" {side.reporter}-{side.partner} {side.product} {side.period}"
            text += f" {side.status} {side.bound} {side.speaker};"
    return text + (f' "{seen.quote}"' if seen else "")
