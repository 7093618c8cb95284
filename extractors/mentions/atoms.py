"""Atoms: the pieces that numbers are made of - digits, numerals, scales."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# ranks, in the order in which a number names its parts
DIGITS, UNIT, TEEN, TENS, HUNDREDS, SCALE, HALF, POINT, WHOLE, PART = range(10)


@dataclass(slots=True)
class Atom:
    """One piece of a number: `end` without an ending, `stop` with it.

    `value` reads digits with the marks of the language, `scaled` before a scale word ("1.254 milyar" is 1.254 billion,
    "1.254" alone 1254); `alone` says that a scale may stand for one of itself ("свыше миллиарда").
    """

    start: int
    end: int
    stop: int
    rank: int
    value: Decimal
    scaled: Decimal
    alone: bool = False
    tail: str = ""
