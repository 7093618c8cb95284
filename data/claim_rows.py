"""Observations to rows of the table `claims`, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from data.claims import claim_id_of, claim_key_of, decimal_text, pair_of
from data.intervals import interval
from data.period_columns import period_columns
from extractors.records import Article, Evidence, Observation

Origin = Literal["extractor", "review", "import"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """One claim as the store keeps it: the observation, where it comes from, and what became of it."""

    claim_id: str
    claim_key: str
    content_id: str
    observation: Observation
    value_lo: Decimal | None
    value_hi: Decimal | None
    origin: Origin
    supersedes: str | None
    extractor_version: str
    first_seen: str
    review: str
    is_current: bool
    superseded_by: str | None


@lru_cache(maxsize=16_384)
def _opening(name: str, rule: str, field: str | None) -> str:
    """How the JSON of a piece of evidence begins; names and rule ids are few."""
    return f"[{json.dumps(name)},{json.dumps(rule)},{json.dumps(field)},"


def evidence_text(evidence: tuple[Evidence, ...]) -> str:
    """Evidence as compact JSON: one list [name, rule, field, start, end] each, null where there is no slice."""
    cells = [
        f"{_opening(e.name, e.rule, None)}null,null]"
        if e.field is None or (start := e.start) is None or (end := e.end) is None
        else f"{_opening(e.name, e.rule, e.field)}{start},{end}]"
        for e in evidence
    ]
    return f"[{','.join(cells)}]"


def evidence_of(text: str) -> tuple[Evidence, ...]:
    """The evidence that `evidence_text` wrote."""
    return tuple(
        Evidence(name=name, rule=rule, field=field, start=start, end=end)
        for name, rule, field, start, end in json.loads(text)
    )


def _optional(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


@lru_cache(maxsize=65_536)
def _ends(value: str, value_max: str | None, bound: str, unit: str, measure: str,
          quote: str) -> tuple[str | None, str | None]:  # fmt: skip
    """Both ends of the value's interval as text; the same figure in the same words comes again and again."""
    most = None if value_max is None else Decimal(value_max)
    low, high = interval(Decimal(value), most, bound, unit, measure, quote)
    return _optional(low), _optional(high)


def claim_row(observation: Observation, content: str, version: str, now: str, *, origin: Origin = "extractor",
              supersedes: str | None = None) -> Row:  # fmt: skip
    """The row of one observation, without `article_no`."""
    o = observation
    reporter, partner, period, quote, unit = o.reporter, o.partner, o.period, o.quote, o.unit
    indicator, measure, product, speaker = o.indicator, o.measure, o.product, o.speaker
    field, start, end, bound, status = o.field, o.start, o.end, o.bound, o.status
    if period is not None:
        period_columns(period)  # a period that cannot be read is refused here, not by every later reader
    value, value_max = decimal_text(o.value), _optional(o.value_max)
    low, high = _ends(value, value_max, bound, unit, measure, quote)
    claimed = (
        indicator, measure, value, value_max, unit, bound, reporter, partner, product, period, status, speaker,
    )  # fmt: skip
    return {
        "claim_id": claim_id_of(content, field, start, end, claimed),
        "origin": origin,
        "supersedes": supersedes,
        "pair": pair_of(reporter, partner),
        "indicator": indicator,
        "measure": measure,
        "reporter": reporter,
        "partner": partner,
        "product": product,
        "period": period,
        "value": value,
        "value_max": value_max,
        "value_lo": low,
        "value_hi": high,
        "unit": unit,
        "bound": bound,
        "status": status,
        "speaker": speaker,
        "quote": quote,
        "field": field,
        "start": start,
        "end": end,
        "claim_key": claim_key_of(reporter, partner, indicator, measure, product, period, unit),
        "confidence": o.confidence,
        "rules": " ".join(o.rules),
        "evidence": evidence_text(o.evidence),
        "extractor_version": version,
        "first_seen": now,
    }


def observation_of(row: Row, article: Article, lang: str) -> Observation:
    """The observation that a row was made from."""
    return Observation(
        article_id=article.id,
        lang=lang,
        published=article.published,
        indicator=row["indicator"],
        measure=row["measure"],
        value=Decimal(row["value"]),
        value_max=None if row["value_max"] is None else Decimal(row["value_max"]),
        unit=row["unit"],
        bound=row["bound"],
        reporter=row["reporter"],
        partner=row["partner"],
        product=row["product"],
        period=row["period"],
        status=row["status"],
        speaker=row["speaker"],
        quote=row["quote"],
        field=row["field"],
        start=row["start"],
        end=row["end"],
        confidence=row["confidence"],
        rules=tuple(row["rules"].split()),
        evidence=evidence_of(row["evidence"]),
    )
