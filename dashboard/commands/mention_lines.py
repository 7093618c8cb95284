"""A mention as one JSON line, the same fields for every kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from extractors.mentions.calendar import Period
from extractors.mentions.places import Place
from extractors.mentions.speakers import Speaker
from extractors.records import Quantity

if TYPE_CHECKING:
    from decimal import Decimal

    from extractors.records import Article, Mention


def as_json(article: Article, mention: Mention) -> str:
    """Return the line of a mention; `value` is an amount, a place code, an ISO period, a name, or a lexicon key."""
    record: dict[str, object] = {
        "article_id": article.id,
        "kind": mention.kind,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "text": getattr(article, mention.field)[mention.start : mention.end],
        "value": _value(mention.value),
        "value_max": None,
        "unit": None,
        "bound": None,
    }
    if isinstance(mention.value, Quantity):
        record |= {
            "value_max": _number(mention.value.value_max),
            "unit": mention.value.unit,
            "bound": mention.value.bound,
        }
    return json.dumps(record, ensure_ascii=False)


def _value(value: object) -> int | float | str | None:
    if isinstance(value, Quantity):
        return _number(value.value)
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Period):
        return value.iso
    if isinstance(value, Speaker):
        return value.name
    return None if value is None else str(value)


def _number(value: Decimal | None) -> int | float | None:
    """A Decimal as the JSON number that prints it, as observations have it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
