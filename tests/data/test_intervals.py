"""A value's interval from digits, bound words and ranges, in three languages without asking which."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intervals import closed, interval, printed_place
from extractors.errors import IkiliError


@pytest.mark.parametrize(
    ("quote", "value", "place"),
    [
        ("4,1 milyar dolar", "4.1E9", "1E8"),
        ("$4.1 bln", "4100000000", "1E8"),
        ("4,10 milyar dolar", "4.1E9", "1E7"),
        ("4 milyar 964 milyon 661 bin 123 dolar", "4964661123", "1"),
        ("1,700 companies", "1700", "1"),
        ("1.700 şirket", "1700", "1"),
        ("bin 700 Rus sermayeli şirket", "1700", "1"),
        ("3 bin 200 şirket", "3200", "1"),
        ("3 bin şirket", "3000", "1E3"),
        ("шести тысяч", "6000", "1E3"),
        ("один миллиард долларов", "1E9", "1E9"),
        ("yüz milyar dolar", "100E9", "1E9"),
        ("полтора миллиарда", "1.5E9", "1E8"),
        ("bir buçuk milyar", "1500000000", "1E8"),
        ("100 млрд долларов", "100E9", "1E9"),
        ("3 964 661 тонна", "3964661", "1"),
        ("3\u00a0964\u00a0661 т", "3964661", "1"),
        ("yüzde 13,6", "13.6", "0.1"),
        ("13.6%", "-13.6", "0.1"),
        ("97 %", "97", "1"),
        ("100%", "100", "1"),
        ("1 trilyon 500 milyar", "1.5E12", "1E9"),
        ("в 4 раза до 4,4 млрд", "4.4E9", "1E8"),
        ("2024: 4 bn", "4E9", "1E9"),
        ("doubled", "2", "1"),
        ("вдвое меньше", "0.5", "0.1"),
        ("1,253 млрд", "1253000000", "1E6"),
        ("0,0 %", "0", "0.1"),
        ("0 %", "0", "1"),
    ],
)
def test_place_of_the_last_printed_digit(quote: str, value: str, place: str) -> None:
    assert printed_place(Decimal(value), quote) == Decimal(place)


@pytest.mark.parametrize(
    ("value", "value_max", "bound", "unit", "measure", "quote", "low", "high"),
    [
        ("4.1E9", None, "exact", "USD", "level", "4,1 milyar dolar", "4.05E9", "4.15E9"),
        ("4964661123", None, "exact", "USD", "level", "964 milyon 661 bin 123", "4964661122.5", "4964661123.5"),
        ("2E9", None, "below", "USD", "level", "neredeyse 2 milyar dolar", None, "2E9"),
        ("30", None, "above", "percent", "change_pct", "свыше 30 %", "30", None),
        ("1700", None, "exact", "count", "level", "bin 700", "1700", "1700"),
        ("3000", None, "exact", "count", "level", "3 bin", "2500", "3500"),
        ("1700", None, "above", "count", "level", "more than 1,700", "1700", None),
        ("4E9", None, "approx", "USD", "level", "about $4 bn", "3.5E9", "4.5E9"),
        ("4.10E9", None, "approx", "USD", "level", "about $4.10 bn", "3.895E9", "4.305E9"),
        ("220E9", "240E9", "exact", "USD", "level", "$220-240 bn", "220E9", "240E9"),
        ("-38", "-40", "exact", "percent", "change_pct", "на 38-40 %", "-40", "-38"),
        ("-33.3", None, "above", "percent", "change_pct", "by more than a third", None, "-33.3"),
        ("-25", None, "below", "percent", "change_pct", "почти на 25 %", "-25", None),
        ("-300E9", None, "above", "USD", "level", "deficit of over $300 bn", None, "-300E9"),
        ("97", None, "approx", "percent", "level", "yaklaşık yüzde 97", "92.15", "100"),
        ("4E9", "5E9", "above", "USD", "level", "more than 4-5 bn", "4E9", None),
        ("4E9", "5E9", "below", "USD", "level", "up to 4-5 bn", None, "5E9"),
    ],
)
def test_interval(
    value: str,
    value_max: str | None,
    bound: str,
    unit: str,
    measure: str,
    quote: str,
    low: str | None,
    high: str | None,
) -> None:
    found = interval(Decimal(value), None if value_max is None else Decimal(value_max), bound, unit, measure, quote)
    assert found == (None if low is None else Decimal(low), None if high is None else Decimal(high))


def test_ends_print_without_exponent() -> None:
    low, high = interval(Decimal("4E9"), Decimal("5E9"), "exact", "USD", "level", "4-5 bn")
    assert (str(low), str(high)) == ("4000000000", "5000000000")


def test_closed_ends() -> None:
    assert closed(Decimal(1700), None) == (Decimal(1700), Decimal(2125))
    assert closed(None, Decimal(2)) == (Decimal("1.5"), Decimal(2))
    assert closed(None, Decimal(-40)) == (Decimal(-50), Decimal(-40))
    assert closed(Decimal(-40), None) == (Decimal(-40), Decimal(-30))
    with pytest.raises(IkiliError):
        closed(None, None)


def test_unknown_bound_is_named() -> None:
    with pytest.raises(IkiliError, match="'at least'"):
        interval(Decimal(1), None, "at least", "USD", "level", "1")


@given(
    digits=st.integers(min_value=1, max_value=10**12),
    power=st.integers(min_value=-3, max_value=12),
    bound=st.sampled_from(["exact", "approx", "above", "below"]),
    sign=st.sampled_from([1, -1]),
)
def test_value_lies_in_its_interval(digits: int, power: int, bound: str, sign: int) -> None:
    value = Decimal(digits).scaleb(power) * sign
    low, high = interval(value, None, bound, "USD", "level", f"{digits} units")
    assert low is None or low <= value
    assert high is None or value <= high
    assert (low is None) or (high is None) or low < high or bound in {"above", "below"}


@given(digits=st.integers(min_value=1, max_value=10**9), power=st.integers(min_value=0, max_value=9))
def test_finer_digits_narrow(digits: int, power: int) -> None:
    value = Decimal(digits).scaleb(power)
    coarse = printed_place(value, f"{digits}")
    fine = printed_place(value, f"{digits}0")
    assert coarse == Decimal(1).scaleb(power)
    assert fine == coarse / 10
