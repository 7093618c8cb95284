"""A claim's value as an interval: what its printed digits, its bound word and its range allow.

"4,1 milyar dolar" is not 4,100,000,000: it is anything that a writer would round to it, [4.05, 4.15) billion. Two
claims contradict each other only where their intervals do not meet, so everything in the comparison rests on this file.
No language is asked: the place of the last printed digit follows from the value and from the digits in the quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.errors import IkiliError


@dataclass(frozen=True, slots=True)
class IntervalRules:
    """The constants of the interval rule, all in one place; the data page prints them.

    Attributes:
        printed_half: An exact value reaches this part of a unit of its last printed digit to each side.
        approx_share: "About" reaches at least this share of the value to each side.
        range_share: "About" before a range widens it at each end by this share of its width.
        open_share: Where two claims are tested for conflict, an open end ("more than 30") is closed at this share of
            the value; otherwise "nearly 2 billion" would agree with any small number.
        drawn_share: Charts draw an open end this far, with an arrow.
        share_ceiling: A share of a whole cannot exceed this (percent levels only).
    """

    printed_half: Decimal = Decimal("0.5")
    approx_share: Decimal = Decimal("0.05")
    range_share: Decimal = Decimal("0.5")
    open_share: Decimal = Decimal("0.25")
    drawn_share: Decimal = Decimal("0.10")
    share_ceiling: Decimal = Decimal(100)


RULES = IntervalRules()

Ends = tuple[Decimal | None, Decimal | None]

# Digits as printed: "1.253,4", "4’100", "3 964 661" (a blank groups only where exactly three digits follow).
_PRINTED = re.compile(r"\d+(?:[.,'’]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
_NOT_DIGIT = re.compile(r"\D")


def interval(value: Decimal, value_max: Decimal | None, bound: str, unit: str, measure: str, quote: str) -> Ends:
    """Return the lowest and highest amount that the wording allows; None is an open end.

    A bound word of a negative value speaks of its size: "fell by more than a third" is (open, -33.3].

    Args:
        value: The stated value, scale applied.
        value_max: The other end of a stated range, or None.
        bound: `exact`, `approx`, `above` or `below`.
        unit: Unit of the value; counts printed to the unit are exact, shares end at 100.
        measure: `level`, `change_pct`, `change_abs` or `ratio`.
        quote: The words that carry the value.

    Returns:
        The two ends, lower first.

    Raises:
        IkiliError: The bound is none of the four.

    Example:
        >>> interval(Decimal("4.1E9"), None, "exact", "USD", "level", "4,1 milyar dolar")
        (Decimal('4050000000'), Decimal('4150000000'))
        >>> interval(Decimal(30), None, "above", "percent", "change_pct", "свыше 30 %")
        (Decimal('30'), None)
    """
    if bound not in {"exact", "approx", "above", "below"}:
        raise IkiliError("interval", f"bound {bound!r} is not known", "use exact, approx, above or below")
    size, other = abs(value), abs(value if value_max is None else value_max)
    least, most = min(size, other), max(size, other)
    low: Decimal | None
    high: Decimal | None
    if bound == "above":
        low, high = least, None
    elif bound == "below":
        low, high = None, most
    else:
        low, high = _two_sided(least, most, bound, unit, quote)
    if value < 0 or (value == 0 and value_max is not None and value_max < 0):
        return _plain(high, -1), _plain(low, -1)
    if unit == "percent" and measure == "level" and high is not None:
        high = max(most, min(high, RULES.share_ceiling))
    return _plain(low), _plain(high)


def _two_sided(least: Decimal, most: Decimal, bound: str, unit: str, quote: str) -> tuple[Decimal, Decimal]:
    """Return both ends of an exact or approximate size; a range is its own width, half of it more with "about"."""
    width = Decimal(0)
    if least == most:
        place = printed_place(least, quote)
        if not (unit == "count" and place <= 1):
            width = place * RULES.printed_half
    if bound != "approx":
        return least - width, most + width
    if least != most:
        reach = (most - least) * RULES.range_share  # "about 64-65" says how far it reaches
        return least - reach, most + reach
    return least - max(width, least * RULES.approx_share), most + max(width, most * RULES.approx_share)


def printed_place(value: Decimal, quote: str) -> Decimal:
    """Return the weight of the last printed digit of `value` in `quote`: 1E8 for "4,1 milyar".

    The digits of the number are looked up in the value: "700" of "bin 700" ends 1700, so its last digit counts ones.
    The printed zeros count ("4,10 milyar" is finer than "4,1"). A number in words has the weight of its leading scale
    word ("шести тысяч": thousands) or, where it is no whole multiple of that, of its last digit that is not zero.
    """
    size = abs(value)
    if size == 0:
        return _place_of_zero(quote)
    significant, exponent = _significant(size)
    whole: Decimal | None = None
    ending: Decimal | None = None
    for token in _PRINTED.findall(quote):
        digits = str(int(_NOT_DIGIT.sub("", token)))
        bare = digits.rstrip("0")
        if not bare or not significant.endswith(bare):
            continue
        place = Decimal(1).scaleb(exponent - (len(digits) - len(bare)))
        ending = place
        if bare == significant:
            whole = place
    if whole is not None:
        return whole
    return ending if ending is not None else _place_of_words(size, exponent)


def _significant(size: Decimal) -> tuple[str, int]:
    """Return the digits of a positive number without outer zeros, and the power of ten of the last of them."""
    _, digits, exponent = size.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    bare = text.rstrip("0")
    return bare, int(exponent) + len(text) - len(bare)


def _place_of_words(size: Decimal, exponent: int) -> Decimal:
    """Return the weight of the last digit of a number that is written without digits."""
    lead = Decimal(1).scaleb(max(0, size.adjusted() // 3) * 3)
    return lead if size % lead == 0 else Decimal(1).scaleb(exponent)


def _place_of_zero(quote: str) -> Decimal:
    """Return the weight of the last digit of a printed zero: "0,0 %" is finer than "0 %"."""
    for token in _PRINTED.findall(quote):
        if not int(_NOT_DIGIT.sub("", token)):
            decimals = re.split(r"[.,]", token)[1:]
            return Decimal(1).scaleb(-len(decimals[0])) if decimals else Decimal(1)
    return Decimal(1)


def _plain(end: Decimal | None, sign: int = 1) -> Decimal | None:
    """Return the end in plain notation (no exponent above zero), so that it prints as a number."""
    if end is None:
        return None
    plain = Decimal(format(end * sign, "f"))
    return plain or abs(plain)


def closed(low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
    """Return the interval with an open end closed at `RULES.open_share`, as the test for conflict needs it.

    Raises:
        IkiliError: Both ends are open.
    """
    if low is not None and high is not None:
        return low, high
    if low is not None:
        return low, low + abs(low) * RULES.open_share
    if high is not None:
        return high - abs(high) * RULES.open_share, high
    raise IkiliError("interval", "both ends are open", "pass an interval of a value that was stated")
