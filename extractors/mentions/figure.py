"""A figure while it is being read: a number with what was found around it so far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.numbers import Numeral
    from extractors.records import Bound

ONE = Decimal(1)


@dataclass(slots=True)
class Figure:
    """`start`..`end` is the mention, `stop` the end with endings; cues are looked for left of `start`, right of `right`.

    `plain` and `scale` are the value before and of its last scale, so that a range can hand its scale on; `owned` says
    that the unit stands behind the figure itself.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    kind: str = "number"
    unit: str | None = None
    rule: str = "digits"
    right: int = -1
    case: str = ""
    sign: int = 0
    value_max: Decimal | None = None
    plain: Decimal = ONE
    scale: Decimal = ONE
    owned: bool = False
    numeral: Numeral | None = None
    bound: Bound = "exact"
