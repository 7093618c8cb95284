"""A figure while it is being read: a number with what was found around it so far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.records import Bound

ONE = Decimal(1)


def trimmed(value: Decimal) -> Decimal:
    """Return a whole value without decimals, so that 2.4 billion prints as 2400000000."""
    whole = value.to_integral_value() + Decimal(0)  # without an exponent: 1.5E+10
    return whole if whole == value else value


@dataclass(slots=True)
class Figure:
    """A number and its unit; `start`..`end` is the mention, `stop` its end with endings.

    Attributes:
        plain: The value before its last scale, so that a range can hand its scale on.
        scale: The last scale, 1 where none.
        tail: The ending of the last word, `case` its marker ("bare" for an ending without a role).
        digits: It ends in digits.
        short: It ends in an abbreviation, so that a full stop may follow.
        part: It is a part word alone ("half").
        owned: The unit stands behind the figure itself.
        right: Where cues behind the figure are looked for; -1 means `stop`.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    kind: str = "number"
    unit: str | None = None
    rule: str = "digits"
    plain: Decimal = ONE
    scale: Decimal = ONE
    tail: str = ""
    case: str = ""
    digits: bool = False
    short: bool = False
    part: bool = False
    owned: bool = False
    right: int = -1
    sign: int = 0
    value_max: Decimal | None = None
    bound: Bound = "exact"

    def is_whole(self) -> bool:
        """Whether it is a whole number without a scale word."""
        return self.scale == ONE and self.value == self.value.to_integral_value()
