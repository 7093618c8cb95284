"""A draft: one quantity on its way to an observation, each field with the rule and slice that set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from extractors.mentions.places import Place
from extractors.observations.tape import Tape
from extractors.records import Mention, Quantity
from extractors.reference.indicators import Spec


@dataclass(slots=True)
class Topic:
    """What a sentence spoke of: its indicator, the product and whether it was a share; the next one may go on with it.

    `main` is what the sentence was about before it gave details, `whole` the undirected figure that parts add up to;
    `parts` is the larger amount where the sentence gave both directions of it; `trend` the sign of the percentages that
    an introduction announces ("artış oranları şöyle:"); `gain` the sign of what one country gained, where it was that.
    """

    spec: Spec | None
    indicator: Mention | None
    product: str | None = None
    unit: str = ""
    share: bool = False
    main: Topic | None = None
    parts: Decimal | None = None
    whole: Topic | None = None
    trend: int = 0
    gain: int = 0


@dataclass(slots=True)
class Draft:
    """What is known of one quantity so far.

    Attributes:
        tape: The sentence.
        mention: The quantity's mention; `quantity` is its value.
        left: Offset where its window begins: the end of the quantity before.
        right: Offset where its window ends: the start of the quantity behind.
        before: The draft of the quantity before, in the same sentence.
        frame: The draft whose pair was being spoken of.
        spec: The indicator; None while nothing is linked.
        indicator: The mention that named the indicator; None where a counted noun did.
        chained: The indicator was taken over from the quantity before.
        carried: What an earlier sentence spoke of, where the indicator was taken over from there.
        marker: "to", "from", "by" and so on: the ending or preposition of the quantity.
        share: A percentage that is a share.
        old: The old value of a change ("from 2.4 bn").
        detour: Its period leaves the text's frame as it was.
        forced: The place, product or period that "respectively" deals to it; `dealt` the series it was dealt from.
        tells: The form of the speaker (person, institution); `teller` the name, where the sentence itself names one.
        view: The country whose figures are told.
        frame_period: The period that the next figures go on with.
        refused: (rule, reason) of a rejected one.
        rules: The rule and the mention that set each field.
    """

    tape: Tape
    mention: Mention[Quantity]
    quantity: Quantity
    left: int
    right: int
    before: Draft | None = None
    frame: Draft | None = None
    spec: Spec | None = None
    indicator: Mention | None = None
    chained: bool = False
    carried: Topic | None = None
    measure: str = "level"
    value: Decimal | None = None
    unit: str = ""
    marker: str = ""
    share: bool = False
    old: bool = False
    detour: bool = False
    forced: Mention | None = None
    dealt: Sequence[Mention] = ()
    tells: str | None = None
    teller: str | None = None
    published: date = date.min
    places: list[Mention[Place]] = field(default_factory=list)
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
