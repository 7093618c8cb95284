"""Scores predictions against annotated articles, as `ikili evaluate` reports them.

The counting is the one that the gold was made for. Two observations agree at the core when indicator, measure, value,
unit and the unordered pair agree; fully when direction, period, status and "about a product or not" agree too. Each
gold observation is paired with at most one prediction, best agreement first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from data.annotated import GoldArticle, GoldObservation
    from extractors.records import Article, Extraction, Observation, Rejected

FULL_FIELDS = ("direction", "period", "status", "product")
SIDE_FIELDS = ("bound", "speaker")
UNORDERED = frozenset({"trade_turnover", "national_currency_share"})
RELIABILITY_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass
class Tally:
    """Counts of one group (all, a language, an indicator): how many in gold, predicted, and agreeing."""

    gold: int = 0
    predicted: int = 0
    core: int = 0
    full: int = 0
    noise: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def precision(self, level: str = "core") -> float:
        """Return the share of predictions that agree at this level ("core" or "full")."""
        return self._agreeing(level) / (self.predicted or 1)

    def recall(self, level: str = "core") -> float:
        """Return the share of gold observations that were found at this level."""
        return self._agreeing(level) / (self.gold or 1)

    def f1(self, level: str = "core") -> float:
        """Return the harmonic mean of precision and recall; 1.0 where there was nothing to find and nothing found."""
        total = self.gold + self.predicted
        return 2 * self._agreeing(level) / total if total else 1.0

    def accuracy(self, name: str) -> float:
        """Return how often a field is right among the core matches (1.0 where there is none would flatter: 0.0)."""
        return self.fields[name] / (self.core or 1)

    def _agreeing(self, level: str) -> int:
        return self.full if level == "full" else self.core


@dataclass(frozen=True)
class Difference:
    """One line of the confusion list: what the gold says, what was predicted, and where they part."""

    kind: str  # "missed", "extra", "field" (core agrees), "confused" (same figure, other meaning)
    article_id: str
    gold: GoldObservation | None
    predicted: Observation | None
    fields: tuple[str, ...] = ()


@dataclass
class RuleTally:
    """How often a rule took part in a right and in a wrong result."""

    right: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class ReliabilityBin:
    """Predictions whose confidence lies in [low, high): how many, and how many were right at core and in full."""

    low: float
    high: float
    predicted: int
    core: int
    full: int
    mean_confidence: float


@dataclass
class Evaluation:
    """The result of `evaluate`: tallies by group, differences, rules, reliability."""

    articles: int
    groups: dict[str, Tally]
    languages: dict[str, Tally]
    indicators: dict[str, Tally]
    differences: list[Difference]
    rules: dict[str, RuleTally]
    reliability: list[ReliabilityBin]
    silent_rules: list[str] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """The tally over all articles."""
        return self.groups["all"]


def extract_all(gold: Iterable[GoldArticle], extract: Callable[[Article], Extraction]) -> dict[str, Extraction]:
    """Run an extractor over the annotated articles, language left to detection."""
    return {entry.article.id: extract(entry.article) for entry in gold}


def evaluate(gold: Sequence[GoldArticle], extractions: Mapping[str, Extraction]) -> Evaluation:
    """Compare what was extracted with what was annotated.

    Args:
        gold: Annotated articles.
        extractions: Results by article id; an article without one counts as read and empty.

    Returns:
        Tallies for all, per language and per indicator, every difference, right and wrong per rule, reliability.
    """
    scorer = _Scorer()
    for entry in gold:
        extraction = extractions.get(entry.article.id)
        predicted = extraction.observations if extraction else ()
        rejected = extraction.rejected if extraction else ()
        scorer.add(entry, list(predicted), rejected)
    return scorer.result(len(gold))


def agree_at_core(gold: GoldObservation | Observation, predicted: GoldObservation | Observation) -> bool:
    """Return whether indicator, measure, value, unit and the pair (either order) agree."""
    return (
        gold.indicator == predicted.indicator
        and gold.measure == predicted.measure
        and _same_figure(gold, predicted)
        and {gold.reporter, gold.partner} == {predicted.reporter, predicted.partner}
    )


def compare_fields(gold: GoldObservation | Observation, predicted: GoldObservation | Observation) -> dict[str, bool]:
    """Return for each further field whether two observations that agree at the core agree there too."""
    same_order = (gold.reporter, gold.partner) == (predicted.reporter, predicted.partner)
    return {
        "direction": same_order or gold.indicator in UNORDERED,
        "period": normal_period(gold.period) == normal_period(predicted.period),
        "status": gold.status == predicted.status,
        "product": bool(gold.product) == bool(predicted.product),
        "bound": gold.bound == predicted.bound,
        "speaker": _same_speaker(gold.speaker, predicted.speaker),
    }


def normal_period(period: str | None) -> str | None:
    """Return one spelling of a period: January to December is the year, a span from X to X is X.

    >>> normal_period("2024-01/2024-12")
    '2024'
    """
    if not period:
        return None
    start, slash, end = period.partition("/")
    if not slash or start == end:
        return start
    whole_year = len(start) == len(end) == 7 and start[:4] == end[:4] and start[5:] == "01" and end[5:] == "12"
    return start[:4] if whole_year else period


def _same_figure(gold: GoldObservation | Observation, predicted: GoldObservation | Observation) -> bool:
    close = math.isclose(float(gold.value), float(predicted.value), rel_tol=1e-4, abs_tol=1e-9)
    return close and gold.unit == predicted.unit


def _same_speaker(gold: str | None, predicted: str | None) -> bool:
    if not gold or not predicted:
        return bool(gold) == bool(predicted)
    return gold.casefold().split()[-1][:5] in predicted.casefold()


@dataclass
class _Scorer:
    """Collects the counts article by article."""

    groups: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally, {"all": Tally()}))
    languages: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    indicators: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    rules: defaultdict[str, RuleTally] = field(default_factory=lambda: defaultdict(RuleTally))
    outcomes: list[tuple[float, bool, bool]] = field(default_factory=list)

    def add(self, entry: GoldArticle, predicted: list[Observation], rejected: Sequence[Rejected]) -> None:
        gold = list(entry.observations)
        pairs = _best_pairs(gold, predicted)
        for i, observation in enumerate(gold):
            self.indicators[observation.indicator].gold += 1
            if i in pairs:
                self._add_pair(entry, observation, predicted[pairs[i]])
        for tally in (self.groups["all"], self.languages[entry.lang]):
            tally.gold += len(gold)
            tally.predicted += len(predicted)
            tally.noise += 0 if gold else len(predicted)
        for prediction in predicted:
            self.indicators[prediction.indicator].predicted += 1
        missed = [observation for i, observation in enumerate(gold) if i not in pairs]
        used = set(pairs.values())
        extra = [prediction for j, prediction in enumerate(predicted) if j not in used]
        self._judge_rejected(missed, rejected)
        for prediction in extra:
            self._judge(prediction, core=False, full=False)
        self._name_differences(entry.article.id, missed, extra)

    def _add_pair(self, entry: GoldArticle, gold: GoldObservation, predicted: Observation) -> None:
        agreement = compare_fields(gold, predicted)
        full = all(agreement[name] for name in FULL_FIELDS)
        for tally in (self.groups["all"], self.languages[entry.lang], self.indicators[gold.indicator]):
            tally.core += 1
            tally.full += full
            tally.fields.update(name for name, right in agreement.items() if right)
        wrong = tuple(name for name, right in agreement.items() if not right)
        if wrong:
            self.differences.append(Difference("field", entry.article.id, gold, predicted, wrong))
        self._judge(predicted, core=True, full=full)

    def _judge(self, predicted: Observation, *, core: bool, full: bool) -> None:
        self.outcomes.append((predicted.confidence, core, full))
        for rule in {*predicted.rules, *(evidence.rule for evidence in predicted.evidence)}:
            tally = self.rules[rule]
            tally.right += full
            tally.wrong += not full

    def _judge_rejected(self, missed: Sequence[GoldObservation], rejected: Sequence[Rejected]) -> None:
        """Count a refusal as wrong where the refused figure is one that the gold has and nothing else found."""
        for refusal in rejected:
            wanted = any(
                observation.unit == refusal.unit
                and math.isclose(abs(observation.value), abs(float(refusal.value)), rel_tol=1e-4)
                for observation in missed
            )
            tally = self.rules[refusal.rule]
            tally.right += not wanted
            tally.wrong += wanted

    def _name_differences(self, article_id: str, missed: list[GoldObservation], extra: list[Observation]) -> None:
        """List what was missed and what was too much; the same figure in both lists is one confusion."""
        for observation in missed:
            twin = next((other for other in extra if _same_figure(observation, other)), None)
            if twin is None:
                self.differences.append(Difference("missed", article_id, observation, None))
                continue
            extra.remove(twin)
            self.differences.append(
                Difference("confused", article_id, observation, twin, _core_parts(observation, twin))
            )
        self.differences.extend(Difference("extra", article_id, None, observation) for observation in extra)

    def result(self, articles: int) -> Evaluation:
        return Evaluation(
            articles=articles,
            groups=dict(self.groups),
            languages=dict(sorted(self.languages.items())),
            indicators=dict(sorted(self.indicators.items())),
            differences=self.differences,
            rules=dict(sorted(self.rules.items())),
            reliability=_reliability(self.outcomes),
        )


def _best_pairs(gold: Sequence[GoldObservation], predicted: Sequence[Observation]) -> dict[int, int]:
    """Pair gold with predictions of the same core, most agreeing fields first; ties go to the later ones."""
    options = sorted(
        (
            (sum(compare_fields(g, p)[name] for name in FULL_FIELDS), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if agree_at_core(g, p)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in options:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _core_parts(gold: GoldObservation | Observation, predicted: GoldObservation | Observation) -> tuple[str, ...]:
    same_pair = {gold.reporter, gold.partner} == {predicted.reporter, predicted.partner}
    parts = {
        "indicator": gold.indicator == predicted.indicator,
        "measure": gold.measure == predicted.measure,
        "pair": same_pair,
    }
    # All three agree where one gold observation was predicted twice under another pairing: name the figure itself.
    return tuple(name for name, right in parts.items() if not right) or ("figure",)


def _reliability(outcomes: Sequence[tuple[float, bool, bool]]) -> list[ReliabilityBin]:
    bins = []
    for low, high in pairwise(RELIABILITY_EDGES):
        inside = [entry for entry in outcomes if low <= entry[0] < high or (entry[0] == high == 1.0)]
        mean = sum(entry[0] for entry in inside) / len(inside) if inside else 0.0
        bins.append(
            ReliabilityBin(
                low, high, len(inside), sum(entry[1] for entry in inside), sum(entry[2] for entry in inside), mean
            )
        )
    return bins
