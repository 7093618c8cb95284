"""A draft: one quantity on its way to an observation, each field with the rule and slice that set it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity
    from extractors.reference.indicators import Spec


@dataclass(slots=True)
class Draft:
    """What is known of one quantity so far.

    `left` and `right` are the offsets of its window: the end of the quantity before, the start of the one behind.
    `chained` says that the indicator was taken over from the quantity before (`before`), `carried` that it was taken
    over from an earlier sentence. `view` is the country whose figures are told, `frame_period` the period that the next
    figures go on with (not the old one of "from X"). `refused` is (rule, reason) of a rejected one.
    """

    tape: Tape
    mention: Mention
    quantity: Quantity
    left: int
    right: int
    before: Draft | None = None
    spec: Spec | None = None
    indicator: Mention | None = None
    chained: bool = False
    carried: bool = False
    measure: str = "level"
    value: Decimal | None = None
    unit: str = ""
    marker: str = ""
    share: bool = False
    old: bool = False
    places: list[Mention] = field(default_factory=list)
    reporter: str | None = None
    partner: str | None = None
    view: str | None = None
    product: str | None = None
    period: str | None = None
    frame_period: str | None = None
    status: str = "actual"
    speaker: str | None = None
    refused: tuple[str, str] | None = None
    rules: dict[str, tuple[str, Mention | None]] = field(default_factory=dict)

    def note(self, name: str, rule: str, mention: Mention | None = None) -> None:
        """Record the rule (and the mention) that set a field."""
        self.rules[name] = (rule, mention)

    def refuse(self, rule: str, reason: str) -> None:
        """Reject the quantity, with the rule and the reason in words."""
        self.refused = (f"reject.any.{rule}", reason)
