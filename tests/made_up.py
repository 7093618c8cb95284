"""Gold and predictions made up for the tests of the evaluation and its gate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data import annotated, evaluation
from extractors.records import Article, Extraction, Observation, Rejected


def gold_observation(**changes: object) -> annotated.GoldObservation:
    fields: dict[str, object] = {
        "indicator": "exports",
        "measure": "level",
        "value": 4.1e9,
        "unit": "USD",
        "reporter": "TUR",
        "partner": "KGZ",
        "period": "2024",
        "speaker": "Putin",
        "quote": "4.1 billion",
    }
    return annotated.GoldObservation.model_validate(fields | changes)


def observation(
    article_id: str = "a", rules: tuple[str, ...] = ("link.any.made_up",), **changes: object
) -> Observation:
    fields: dict[str, object] = {
        "article_id": article_id,
        "lang": "en",
        "published": date(2025, 1, 1),
        "indicator": "exports",
        "measure": "level",
        "value": Decimal(4100000000),
        "unit": "USD",
        "reporter": "TUR",
        "partner": "KGZ",
        "period": "2024",
        "speaker": "Vladimir Putin",
        "quote": "4.1 billion",
        "field": "text",
        "start": 0,
        "end": 11,
        "confidence": 0.95,
        "rules": rules,
    }
    return Observation.model_validate(fields | changes)


def gold_article(
    *observations: annotated.GoldObservation, article_id: str = "a", lang: str = "en"
) -> annotated.GoldArticle:
    article = Article(id=article_id, published=date(2025, 1, 1), text="4.1 billion")
    return annotated.GoldArticle(article, lang, observations)


def extraction(*observations: Observation, article_id: str = "a", rejected: tuple[Rejected, ...] = ()) -> Extraction:
    return Extraction(article_id=article_id, lang="en", observations=observations, rejected=rejected)


def judge(gold: list[annotated.GoldObservation], predicted: list[Observation]) -> evaluation.Evaluation:
    return evaluation.evaluate([gold_article(*gold)], {"a": extraction(*predicted)})
