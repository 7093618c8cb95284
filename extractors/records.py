"""The records that cross room borders: articles in, observations with evidence out.

Everything here is frozen. Pydantic models are the public surface; a `Mention` and its `Quantity` are plain slotted
dataclasses because an article makes a hundred of them, and stand in a file of their own that can be compiled.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from extractors.mention import Bound as Bound
from extractors.mention import FieldName as FieldName
from extractors.mention import Mention as Mention
from extractors.mention import Quantity as Quantity

Indicator = Literal[
    "trade_turnover",
    "exports",
    "imports",
    "trade_balance",
    "investment_stock",
    "investment_flow",
    "company_count",
    "project_count",
    "project_value",
    "agreement_value",
    "financing",
    "national_currency_share",
    "trade_share",
    "export_share",
    "import_share",
    "remittances",
    "tourist_arrivals",
    "freight_volume",
]
Measure = Literal["level", "change_pct", "change_abs", "ratio"]
Status = Literal["actual", "target", "forecast"]
MentionKind = Literal[
    "number",
    "money",
    "percent",
    "ratio",
    "count",
    "tonne",
    "m3",
    "barrel",
    "place",
    "period",
    "indicator",
    "product",
    "speaker",
    "cue",
]
QUANTITY_KINDS: frozenset[str] = frozenset({"number", "money", "percent", "ratio", "count", "tonne", "m3", "barrel"})


def _json_number(value: Decimal) -> int | float:
    """A Decimal as the JSON number that prints it: whole values as integers."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_json_number, return_type=int | float, when_used="json")]


class Record(BaseModel):
    """Base of the public records: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Record):
    """One news article. `text` is the body, `title` its headline; offsets always refer to these two strings.

    `lang` is an ISO 639-1 code or None (then it is detected); `published` is the day every relative period
    ("last year") hangs on, and `date_is_weak` says that it was taken from weak evidence.
    """

    id: str
    published: date
    title: str = ""
    text: str
    lang: str | None = None
    updated: date | None = None
    outlet: str | None = None
    url: str | None = None
    date_is_weak: bool = False


class Evidence(Record):
    """Why one field of an observation has its value: the slice that said so and the rule that read it.

    `start` and `end` are None where no slice exists (a default, or a conclusion from the whole article).
    """

    name: str
    rule: str
    field: FieldName | None = None
    start: int | None = None
    end: int | None = None


class Observation(Record):
    """One statement of a value, as the annotation guide defines it (see extractors/README.md).

    `value` is in full units (4.1 billion dollars = 4100000000 USD; percent in points); `quote` is exactly
    `getattr(article, field)[start:end]`.
    """

    article_id: str
    lang: str
    published: date
    indicator: Indicator
    measure: Measure
    value: Number
    value_max: Number | None = None
    unit: str
    bound: Bound = "exact"
    reporter: str
    partner: str
    product: str | None = None
    period: str | None = None
    status: Status = "actual"
    speaker: str | None = None
    quote: str
    field: FieldName
    start: int
    end: int
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Rejected(Record):
    """A quantity that was seen and not used, with the rule that refused it and its reason in words."""

    field: FieldName
    start: int
    end: int
    quote: str
    unit: str | None
    value: Number
    rule: str
    reason: str


class Extraction(Record):
    """What `extract` returns for one article."""

    article_id: str
    lang: str
    observations: tuple[Observation, ...]
    rejected: tuple[Rejected, ...]
