"""What the finders hand on, part of `extractors.records`: a mention, and the value of one that is a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal

from typing_extensions import TypeVar

Bound = Literal["exact", "approx", "above", "below"]
FieldName = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """The value of a quantity mention: `value` (and `value_max` of a range) with scale applied.

    `unit` is an ISO 4217 code, `percent`, `ratio`, `count`, `tonne`, `m3`, `barrel`, or None for a bare number;
    `sign` is -1 where the text itself prints a minus, +1 where it prints a plus, else 0.
    """

    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    bound: Bound = "exact"
    sign: int = 0


Value = TypeVar("Value", default=object, covariant=True)


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """A span of title or text that names something, normalised and language-free.

    `start` and `end` are half-open offsets into the field; `value` depends on the kind: a `Quantity`, a place code,
    an indicator or product key, a period, a cue; `rule` is the id of the rule that made the mention.
    """

    kind: str
    start: int
    end: int
    field: FieldName
    value: Value
    rule: str
