"""What a period's words say, before the publication date and the context put it on the calendar."""

from __future__ import annotations

from dataclasses import dataclass

# how far a relative word moves the unit behind it
STEPS = {
    "last": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "before_last": -2,
    "past": -1,
    "coming": 1,
    "previous": -1,
    "final": -1,
    "following": 1,
}
GRAINS = {"m": "month", "q": "quarter", "Q": "quarter", "g": "half", "h": "half", "p": "part", "y": "year"}
MONTHS = {"m": 1, "q": 3, "Q": 3, "g": 6, "h": 6}


@dataclass(slots=True)
class Phrase:
    """A period as its words give it.

    Attributes:
        left: Index of its first symbol.
        right: Index behind its last symbol.
        rule: Name of the pattern.
        grain: See `calendar.Period`.
        anchor: See `calendar.Period`.
        year: The year, None where the context has it.
        months: First and last month in that year.
        day: Month, first and last day.
        iso: The period itself, where nothing else is needed.
        shift: Years to add to the context.
        shift_months: Months to add to the context.
        same: Months or days are those of the context.
        that: The year is that of the context.
        weak: Why the phrase needs evidence around it, "" where it does not.
        until: It lies ahead.
        base: It can only be the base of a comparison.
        back: Length in years of a span that ends now; steps from the present fiscal year.
        edge: "start", "middle" or "end" of the period.
        lone: Nothing else stands in the field, so no sentence says whether it lies behind or ahead.
    """

    left: int
    right: int
    rule: str
    grain: str = "year"
    anchor: str = "context"
    year: int | None = None
    months: tuple[int, int] | None = None
    day: tuple[int, int, int] | None = None
    iso: str | None = None
    shift: int = 0
    shift_months: int = 0
    same: bool = False
    that: bool = False
    weak: str = ""
    until: bool = False
    base: bool = False
    back: int = 0
    edge: str = ""
    lone: bool = False
