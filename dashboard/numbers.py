"""Numbers, dates, periods and names of places as people of each language write them.

Streamlit and plotly format for the browser or in English; these functions format for the chosen language
(dashboard labels) with the tables of Babel. Nothing here computes: a value goes in, a text comes out.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from dashboard.labels import Labels

_STEPS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_WORDLESS = frozenset({"percent", "ratio", "count"})
NOTHING = "–"


def decimal(value: float, labels: Labels, digits: int = 3) -> str:
    """A plain number with the signs of the language: 1.700 in Turkish, 1 700 in Russian.

    Args:
        value: Number.
        labels: Catalogue of the language.
        digits: At most so many digits after the decimal sign.
    """
    return _decimal(float(value), labels.locale, digits)


@lru_cache(maxsize=16_384)
def _decimal(value: float, locale: str, digits: int) -> str:
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return str(format_decimal(value, format=pattern, locale=locale))


def short(value: float, labels: Labels) -> str:
    """A large number in words: 4.1 billion; below a million the digits themselves."""
    size = abs(value)
    for step, word in _STEPS:
        if size >= step:
            return labels(f"number.{word}").replace("{}", decimal(value / step, labels, 3))
    return decimal(value, labels, 3 if size < 1000 else 0)


def amount(value: float, unit: str, labels: Labels, measure: str = "level") -> str:
    """A value with its unit: "4,1 milyar dolar", "$4.1 billion", "%13,6", "1.700".

    Args:
        value: Number in full units.
        unit: Unit code of the claim.
        labels: Catalogue of the language.
        measure: Measure of the claim; changes carry their sign.
    """
    if value is None or math.isnan(value):
        return NOTHING
    sign = "" if measure != "change_pct" or value <= 0 else labels("number.signed_plus")
    if unit == "percent":
        return _signed(labels("number.percent"), value, sign, decimal(abs(value), labels, 2))
    if unit == "ratio":
        return labels("number.ratio").replace("{}", decimal(value, labels, 2))
    if unit == "count":
        return short(value, labels)
    pattern = labels.texts.get(f"unit.{unit}", "{} " + unit)
    return _signed(pattern, value, "", short(abs(value), labels))


def span(value: float, value_max: float | None, unit: str, labels: Labels, measure: str = "level") -> str:
    """A value or a range with its unit."""
    if value_max is None or math.isnan(value_max):
        return amount(value, unit, labels, measure)
    return labels("number.range", a=amount(value, unit, labels, measure), b=amount(value_max, unit, labels, measure))


def claimed(row: Any, labels: Labels) -> str:
    """The value of a claim with the word that bounds it: "neredeyse 2 milyar dolar".

    Args:
        row: A claim, as a row of the claims table (attributes value, value_max, unit, measure, bound).
        labels: Catalogue of the language.
    """
    text = span(row.value, row.value_max, row.unit, labels, row.measure)
    return bounded(text, str(row.bound), labels)


def bounded(text: str, bound: str, labels: Labels) -> str:
    """A value's text with its bound word where the language puts it."""
    return labels.texts.get(f"bounded.{bound}", "{}").replace("{}", text)


def unit_name(unit: str, labels: Labels) -> str:
    """Name of a unit for a selector: "USD · $", "%", "tonne"."""
    text = labels.texts.get(f"unit.{unit}", "").replace("{}", "").strip()
    return text if unit in _WORDLESS or not unit.isupper() else (f"{unit} · {text}" if text and text != unit else unit)


def day(value: object, labels: Labels) -> str:
    """A day as the language writes it in short: "26 Kas 2025"."""
    found = as_date(value)
    return NOTHING if found is None else _day(found, labels.locale)


@lru_cache(maxsize=16_384)
def _day(found: date, locale: str) -> str:
    return str(format_date(found, format="d MMM y", locale=locale))


def today() -> date:
    """Today, as a first value for a date to be typed."""
    return date.today()


def as_date(value: object) -> date | None:
    """A date from a date, a timestamp or ISO text; None for anything that is none."""
    if value is None or value != value:  # NaT and NaN differ from themselves
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def period(text: str | None, labels_code: str) -> str:
    """A period of the guide's notation in words: "2025-01/2025-09" is "Ocak – Eylül 2025" in Turkish.

    Args:
        text: Period; None or empty where the text of the article states none.
        labels_code: Code of the language.
    """
    from dashboard import labels as catalogue  # a cached function needs a hashable argument, not the catalogue

    labels = catalogue.load(labels_code)
    if not text:
        return labels("column.no_period")
    if "/" not in text:
        return _point(text, labels)
    first, last = text.split("/", 1)
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        named = _months_of_a_year(first, last, labels)
        if named:
            return named
    return labels("period.span", a=_point(first, labels), b=_point(last, labels))


@lru_cache(maxsize=4096)
def place(code: str, labels_code: str) -> str:
    """Name of an economy or a group of economies in the language, or its code where nobody has a name for it."""
    from dashboard import labels as catalogue

    labels = catalogue.load(labels_code)
    group = labels.texts.get(f"group.{code}")
    if group:
        return group
    short_code = (get_global("territory_aliases").get(code) or [code])[0]
    return str(Locale.parse(labels.locale).territories.get(short_code, code))


@lru_cache(maxsize=8192)
def pair_name(pair: str, labels_code: str) -> str:
    """Name of a pair: "Kırgızistan – Rusya"."""
    return " – ".join(place(code, labels_code) for code in pair.split("-"))


def _point(text: str, labels: Labels) -> str:
    """A year, a month or a day in words."""
    try:
        if len(text) == 7:
            return str(format_date(date(int(text[:4]), int(text[5:7]), 1), format="LLLL y", locale=labels.locale))
        if len(text) == 10:
            return day(text, labels)
    except ValueError:
        return text
    return text


def _months_of_a_year(first: str, last: str, labels: Labels) -> str:
    """A half, a quarter or a run of months of one year; "" where the notation is not one."""
    year, start, end = first[:4], first[5:7], last[5:7]
    try:
        a, b = int(start), int(end)
        if b - a == 5 and a in (1, 7):
            return labels("period.half", year=year, n=1 if a == 1 else 2)
        if b - a == 2 and a % 3 == 1:
            return labels("period.quarter", year=year, n=(a + 2) // 3)
        names = Locale.parse(labels.locale).months["stand-alone"]["wide"]
        return labels("period.span", a=names[a], b=f"{names[b]} {year}")
    except (KeyError, ValueError):
        return ""


def _signed(pattern: str, value: float, plus: str, text: str) -> str:
    """A pattern filled, the sign before the whole where the language writes the mark first."""
    sign = "−" if value < 0 else plus
    return sign + pattern.replace("{}", text)
