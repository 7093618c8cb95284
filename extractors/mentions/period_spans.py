"""Spans and single dates that are no part of a named year: "last five years", "20 yıl önce", "1990s", "yesterday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.period_patterns import SPAN, SPAN_STARTS
from extractors.mentions.period_phrase import MONTHS, STEPS, Phrase

if TYPE_CHECKING:
    from extractors.mentions.period_token import Token
    from extractors.mentions.period_tokens import Tape

_LENGTH = {"decade": 10, "lustrum": 5}
_MOST_DAYS = 4000
_MOST_YEARS = 500


def read_span(tape: Tape, at: int, published: date) -> Phrase | None:
    """Return the span or date that begins at a symbol."""
    match = SPAN.match(tape.symbols, at) if tape.symbols[at] in SPAN_STARTS else None
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule, grain="span", anchor="published")
    inner = [token for token in tape.tokens[at : match.end()] if token]
    if rule == "base":
        phrase.base, phrase.grain = True, "year"
        return phrase
    reader = _ALONE.get(rule)
    if reader is not None:
        return reader(phrase, inner, published)
    if rule == "day_of_week":
        return _day_of_week(phrase, inner, published)
    if rule in _FIXED:
        return _fixed(phrase, rule, inner, published)
    unit = next(token for token in inner if token.symbol in "ymqQwdxhg")
    key = _direction(inner, rule, unit)
    if key is None or not _count(inner):
        return None
    _measure(phrase, rule, unit, _count(inner), key, published)
    if rule == "lasting":
        phrase.anchor, phrase.weak = "context", _doubt(inner, unit, match[0], tape.counted_plural)
    return phrase if phrase.iso or phrase.year or phrase.shift_months else None


def _doubt(inner: list[Token], unit: Token, symbols: str, counted_plural: bool) -> str:
    """Return the doubt about a bare number of years: "17-year" is an adjective where numbers take the plural."""
    number = next((token.value for token in inner if token.symbol == "N"), 0)
    if number and counted_plural and not unit.plural:
        return "adjective" if number > 1 or "-" in symbols else "lasting"
    return "" if inner[-1].marker == "lasting" else "lasting"


def _up_to(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return "the ten years to 2023"."""
    last = next(token.value for token in inner if token.symbol == "Y")
    length = _count(inner) * _LENGTH.get(inner[0].key, 1)
    phrase.iso, phrase.anchor = calendar.years(last - length, last), "absolute"
    return phrase if 0 < length < _MOST_YEARS else None


def _onward(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return "three years from 2018 on"."""
    first = inner[0].value
    phrase.iso, phrase.anchor = calendar.years(first, first + inner[-2].value - 1), "absolute"
    return phrase


def _year_end(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return the year of publication for a word that means the end of the year by itself."""
    phrase.year, phrase.grain, phrase.edge = published.year, "year", "end"
    return phrase if inner[0].key == "year_end" else None


def _unit_now(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return the month or quarter of publication, for "at the end of the month"."""
    unit = inner[0]
    size = MONTHS[unit.symbol]
    first = (published.month - 1) // size * size + 1
    phrase.iso, phrase.grain, phrase.weak = calendar.months(published.year, first, first + size - 1), "month", "bare"
    return None if unit.plural else phrase


def _numeric(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return "2016 - 11": a year and a month of two digits."""
    year = next(token for token in inner if token.symbol == "Y")
    number = next(token for token in inner if token.symbol == "N")
    if number.end - number.start != 2 or number.key or not 1 <= number.value <= 12:
        return None
    phrase.year, phrase.months, phrase.grain = year.value, (number.value, number.value), "month"
    phrase.anchor, phrase.weak = "absolute", "numeric"
    return phrase


def _count(inner: list[Token]) -> int:
    """Return how many units a span has."""
    count = 1
    for token in inner:
        if token.symbol in "NF":
            count *= token.value
    return count


def _direction(inner: list[Token], rule: str, unit: Token) -> str | None:
    """Return the key of the word that says where a span lies, None where the words are no span."""
    counted = any(token.symbol in "NF" for token in inner)
    if unit.plural and not counted:
        return None
    if rule == "back" and inner[0].symbol == "N" and not unit.plural:
        return None
    key = next((token.key for token in inner if token.symbol in "RAX"), "")
    if key == "final" or (key in ("this", "current") and counted and unit.symbol in "ymqQ"):
        return None
    if rule == "ago" and inner[-1].symbol == "R":
        return {"next": "hence", "previous": "ago"}.get(key)
    return "hence" if key == "later" else key


def _measure(phrase: Phrase, rule: str, unit: Token, count: int, key: str, published: date) -> None:
    """Set the span to so many units in the direction of the key."""
    if unit.symbol in "wd":
        _days(phrase, rule, unit.symbol, count, key, published)
    elif unit.symbol in "yx":
        _many_years(phrase, rule, count * _LENGTH.get(unit.key, 1), key, published)
    else:
        _many_months(phrase, rule, count, MONTHS[unit.symbol], key, published)


def _fixed(phrase: Phrase, rule: str, inner: list[Token], published: date) -> Phrase | None:
    token = inner[0]
    phrase.grain, phrase.anchor = "day", "absolute"
    if rule == "date":
        phrase.iso = token.iso
    elif rule == "decade":
        return _decade(phrase, inner)
    elif rule == "century":
        phrase.iso, phrase.grain = calendar.years(100 * (token.value - 1), 100 * token.value - 1), "span"
        return phrase if 10 <= token.value <= 21 else None
    elif rule == "month":
        phrase.year, phrase.grain, phrase.months = token.year, "month", (token.value, token.value)
    elif rule == "month_day":
        return _month_day(phrase, inner, published)
    else:
        phrase.anchor = "published"
        days = token.value if rule == "today" else _to_weekday(inner, published)
        phrase.iso = (published + timedelta(days=days)).isoformat()
    return phrase


def _decade(phrase: Phrase, inner: list[Token]) -> Phrase | None:
    """Return "1990s" or "90-е годы"."""
    first = inner[0].value
    if inner[0].symbol == "O":
        if first % 10 or not 20 <= first <= 90 or not inner[1].plural:
            return None
        first += 1900
    phrase.iso, phrase.grain = calendar.years(first, first + 9), "decade"
    return phrase


def next_week(iso: str, published: date) -> str:
    """Return the day a week later where it is not after publication: a weekday alone is the coming one."""
    day = date.fromisoformat(iso)
    return iso if day > published else (day + timedelta(days=7)).isoformat()


def _to_weekday(inner: list[Token], published: date) -> int:
    """Return the days from publication to the weekday that is meant: the latest one, unless the words look ahead."""
    key = inner[0].key if inner[0].symbol == "R" else ""
    back = (published.weekday() - inner[-1].value) % 7
    step = STEPS.get(key, 0)
    if step > 0:
        return 7 - published.weekday() + inner[-1].value
    if key in ("this", "current"):
        return inner[-1].value - published.weekday()
    return -7 if step < 0 and back == 0 else -back


def _day_of_week(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return "Tuesday of next week", "gelecek hafta salı"."""
    weekday = next(token for token in inner if token.symbol == "L")
    relative = next(token for token in inner if token.symbol == "R")
    step = STEPS.get(relative.key)
    if step is None or any(token.plural for token in inner):
        return None
    monday = published - timedelta(days=published.weekday())
    phrase.iso, phrase.grain = (monday + timedelta(days=7 * step + weekday.value)).isoformat(), "day"
    return phrase


def _month_day(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    number = next(token for token in inner if token.symbol in "NO")
    relative = next(token for token in inner if token.symbol == "R")
    if inner[-1] is number and number.stop == number.end:
        return None
    name = calendar.month(published.year, published.month + STEPS[relative.key])
    phrase.iso, phrase.anchor = calendar.day(int(name[:4]), int(name[5:]), number.value), "published"
    return phrase if phrase.iso else None


def _days(phrase: Phrase, rule: str, unit: str, count: int, key: str, published: date) -> None:
    step = (7 if unit == "w" else 1) * count
    sign = 1 if key == "hence" else STEPS.get(key, -1)
    if step > _MOST_DAYS or published.year < 20:
        return
    if rule == "ago":
        phrase.iso, phrase.grain = (published + timedelta(days=sign * step)).isoformat(), "day"
    elif rule == "week" and unit == "d":
        phrase.iso, phrase.grain = (published + timedelta(days=sign)).isoformat(), "day"
    elif unit == "w":
        monday = published - timedelta(days=published.weekday())
        first = monday + timedelta(days=7 * sign if sign >= 0 else -7 * count)
        last = first + timedelta(days=7 * (count if sign else 1) - 1)
        phrase.iso, phrase.grain = f"{first.isoformat()}/{last.isoformat()}", "week"
    elif sign:
        ends = sorted((published + timedelta(days=sign), published + timedelta(days=sign * step)))
        phrase.iso = "/".join(end.isoformat() for end in ends)


def _many_years(phrase: Phrase, rule: str, length: int, key: str, published: date) -> None:
    year = published.year
    if not 0 < length < _MOST_YEARS:
        return
    if rule == "ago":
        phrase.grain = "year"
        phrase.year = year + length if key == "hence" else year - length
        phrase.until = key == "hence"
    elif rule == "back" and key in ("this", "current"):
        first = year - year % length
        phrase.iso, phrase.grain = calendar.years(first, first + length - 1), "decade"
    elif STEPS.get(key, 0) > 0:
        phrase.grain, phrase.year, phrase.until = "year", year + length, True
    else:
        phrase.iso = calendar.years(year - length, year)
        phrase.back = length


def _many_months(phrase: Phrase, rule: str, count: int, size: int, key: str, published: date) -> None:
    length = count * size
    current = (published.month - 1) // size * size + 1
    if not 0 < length < 600:
        return
    if key in ("previous", "following"):
        phrase.shift_months = STEPS[key] * length
        if count > 1:  # without a context the words lean on the day of publication
            first = current - length if STEPS[key] < 0 else current + size
            phrase.iso = calendar.months(published.year, first, first + length - 1)
        phrase.anchor = "context"
        phrase.same = True
    elif rule == "ago":
        phrase.grain = "month"
        phrase.iso = calendar.month(published.year, published.month + (length if key == "hence" else -length))
    elif STEPS.get(key, -1) > 0:
        phrase.iso, phrase.until = calendar.months(published.year, current + size, current + size + length - 1), True
    else:
        phrase.iso = calendar.months(published.year, current - length, current - 1)


_FIXED = frozenset({"date", "decade", "century", "month", "today", "weekday", "month_day"})
_ALONE = {"year_end": _year_end, "bare": _unit_now, "numeric": _numeric, "up_to": _up_to, "onward": _onward}
