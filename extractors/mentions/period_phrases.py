"""One period phrase, read from the symbols of a field: a year, a part of a year, both in either order, or a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.period_patterns import EDGE, EDGE_BEHIND, GLUE, PART, SPAN, YEAR

if TYPE_CHECKING:
    import re

    from extractors.mentions.period_tokens import Tape, Token

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_YEARS = {"last": -1, "this": 0, "next": 1, "before_last": -2, "past": -1, "coming": 1}
_GRAIN = {"m": "month", "q": "quarter", "Q": "quarter", "g": "half", "h": "half", "p": "part", "y": "year"}
_SIZE = {"m": 1, "q": 3, "Q": 3, "g": 6, "h": 6}


@dataclass(slots=True)
class Phrase:
    """A period as its words give it, before publication date and context put it on the calendar.

    `left`..`right` are symbol indices. `year` is known, or None with `anchor` "context"; `iso` is set where the
    phrase needs nothing else.
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
    weak: str = ""
    until: bool = False
    base: bool = False
    back: int = 0
    edge: str = ""


def read_phrase(tape: Tape, at: int, published: date) -> Phrase | None:
    """Return the longest phrase that begins at a symbol."""
    symbols = tape.symbols
    start = at
    edge = ""
    if symbols[at] == "E":
        match = EDGE.match(symbols, at)
        if match is None:
            return None
        token = tape.tokens[at]
        edge = token.key if token else ""
        start = match.end()
        if start >= len(symbols):
            return None
    best = None
    for reader in (_part_and_year, _year_and_part, _span):
        found = reader(tape, start, published)
        if found is not None and (best is None or found.right > best.right):
            best = found
    if best is None:
        return None
    best.left = at
    best.edge = edge
    if not edge:
        match = EDGE_BEHIND.match(symbols, best.right)
        if match:
            token = tape.tokens[match.end() - 1]
            best.edge = token.key if token else ""
            best.right = match.end()
    if best.weak == "bare" and not best.edge and best.months is None:
        return None
    return best


def _part_and_year(tape: Tape, at: int, published: date) -> Phrase | None:
    """Read a part of a year, with the year behind it where there is one."""
    symbols = tape.symbols
    part = _part(tape, at, published)
    if part is None:
        return None
    behind = GLUE.match(symbols, part.right)
    stop = behind.end() if behind else part.right
    if "," in symbols[part.right : stop] and part.day is None:
        return part
    year = _year(tape, stop, published) if part.year is None and part.iso is None else None
    if year is None:
        if symbols.startswith("R", part.right) and not symbols.startswith(("Ry", "Rm", "Rq", "Rp", "RN"), part.right):
            token = tape.tokens[part.right]
            if token and token.key == "this" and part.months:
                part.right += 1
                part.year, part.anchor = published.year, "published"
        return part
    return _joined(part, year, year.right)


def _year_and_part(tape: Tape, at: int, published: date) -> Phrase | None:
    """Read a year, with a part of it behind where there is one."""
    symbols = tape.symbols
    year = _year(tape, at, published)
    if year is None:
        return None
    stop = year.right
    if symbols.startswith(("o", "-"), stop):
        stop += 1
    part = _part(tape, stop, published)
    if part is None or part.year is not None or part.iso is not None or part.rule == "ending":
        return year
    if symbols.startswith("-", year.right) and part.rule != "code":
        return year
    if part.weak == "doubtful" and year.weak == "bare":
        return year
    return _joined(part, year, part.right)


def _joined(part: Phrase, year: Phrase, right: int) -> Phrase:
    """Return the part put on the year."""
    part.right = right
    if part.weak == "doubtful":
        part.weak = ""
    part.rule = f"{year.rule}_{part.rule}"
    part.anchor = year.anchor
    part.shift += year.shift
    part.year = year.year
    if year.weak == "bare":
        part.weak = "the_year"
    if year.grain == "fiscal":
        part.grain = "fiscal"
        part.iso = (
            None
            if part.months is None
            else calendar.months(
                (year.year or 0) - 1, part.months[0] + calendar.INDIA - 1, part.months[1] + calendar.INDIA - 1
            )
        )
    if part.same:
        part.anchor = "context"
    return part


def _year(tape: Tape, at: int, published: date) -> Phrase | None:
    match = YEAR.match(tape.symbols, at)
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule)
    inner = [token for token in tape.tokens[at : match.end()] if token]
    if rule == "absolute":
        token = next(token for token in inner if token.symbol == "Y")
        phrase.year, phrase.anchor = token.value, "absolute"
        if match[0] == "Y":
            phrase.weak = "digits"
    elif rule == "fiscal":
        return _fiscal(phrase, inner)
    elif rule == "relative":
        token = next(token for token in inner if token.symbol == "R")
        if token.key == "previous":
            phrase.shift = -1
        else:
            phrase.year, phrase.anchor = published.year + _YEARS[token.key], "published"
    elif rule == "that":
        token = next(token for token in inner if token.symbol in "STR")
        if token.symbol == "R":
            return None
    elif rule == "ago":
        _ago_years(phrase, inner, published)
    else:
        phrase.weak = "whole" if "W" in match[0] else "bare"
    return phrase


def _fiscal(phrase: Phrase, inner: list[Token]) -> Phrase | None:
    phrase.grain, phrase.anchor = "fiscal", "absolute"
    years = [token.value for token in inner if token.symbol in "YV"]
    pair = [token for token in inner if token.symbol == "V"]
    if pair:
        phrase.year = pair[0].year
    elif len(years) == 2:
        if years[1] != years[0] + 1:
            return None
        phrase.year = years[1]
    else:
        phrase.year = years[0]
        phrase.grain = "year"
        phrase.rule = "fiscal_year"
        return phrase
    phrase.iso = calendar.fiscal(phrase.year - 1)
    return phrase


def _ago_years(phrase: Phrase, inner: list[Token], published: date) -> None:
    count = next((token.value for token in inner if token.symbol == "N"), 1)
    key = next(token.key for token in inner if token.symbol in "AX")
    if key == "later":
        phrase.year, phrase.anchor, phrase.until = published.year + count, "published", True
    elif count == 1 or key == "earlier":
        phrase.shift = -count
    else:
        phrase.year, phrase.anchor = published.year - count, "published"


def _part(tape: Tape, at: int, published: date) -> Phrase | None:
    match = PART.match(tape.symbols, at)
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule)
    inner = [token for token in tape.tokens[at : match.end()] if token]
    return _PARTS[rule](phrase, inner, match, published)


def _part_day(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    month = next(token for token in inner if token.symbol == "M")
    days = [token.value for token in inner if token.symbol in "NOF"]
    if match[0] == "N-M-N":
        iso = calendar.day(days[1] + (2000 if days[1] < 70 else 1900), month.value, days[0])
        phrase.iso, phrase.grain, phrase.anchor = iso, "day", "absolute"
        return phrase if iso else None
    if any(not 1 <= number <= 31 for number in days):
        return None
    phrase.day = (month.value, days[0], days[-1])
    phrase.grain = "day"
    phrase.weak = "month_day" if match[0][0] == "M" else ""
    return phrase


def _part_ending(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    count = next((token.value for token in inner if token.symbol == "N"), 1)
    unit = next(token.symbol for token in inner if token.symbol in "ymqQ")
    length = 12 if unit == "y" else count * _SIZE[unit]
    final = inner[-1]
    if final.symbol == "M":
        last = final.value
    elif final.symbol == "C":
        last = final.months[1] if final.months else 12
    else:
        last = 3 * (inner[-2].value if inner[-2].symbol in "OF" else 1)
    if not 0 < length <= 120 or not 1 <= last <= 12:
        return None
    phrase.months = (last - length + 1, last)
    phrase.grain = "part"
    if final.symbol == "C" and final.year:
        phrase.year, phrase.anchor = final.year, "absolute"
    return phrase


def _part_months(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    named = [token for token in inner if token.symbol == "M"]
    first, last = named[0].value, named[-1].value
    phrase.grain = "month" if first == last else "part"
    phrase.months = (first, last) if first <= last else (first - 12, last)
    if "&" in match[0]:
        phrase.weak = "" if last == first + 1 else "between"
    elif match[0] == "M" and named[0].key == "doubtful":
        phrase.weak = "doubtful"
    return phrase


def _part_code(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    token = inner[0]
    phrase.months = token.months
    phrase.grain = "part" if token.key == "months" else token.key
    if token.year:
        phrase.year, phrase.anchor = token.year, "absolute"
    return phrase


def _part_first(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    count = next(token.value for token in inner if token.symbol == "N")
    unit = next(token for token in inner if token.symbol in "mqQ")
    last = count * _SIZE[unit.symbol]
    if not 1 <= last <= 12:
        return None
    phrase.grain = "part"
    phrase.months = (1, last)
    if "F" not in match[0]:
        phrase.weak = "lasting"
    return phrase


def _part_quarter(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    numbers = [token for token in inner if token.symbol in "OFN"]
    if len(numbers) == 1 and numbers[0].symbol == "N" and numbers[0].key:
        if not 1 <= numbers[0].value <= 4:
            return None
        phrase.grain, phrase.months, phrase.weak = "part", (1, 3 * numbers[0].value), "lasting"
        return phrase
    first, last = numbers[0].value, numbers[-1].value
    if not 1 <= first <= last <= 4:
        return None
    phrase.grain = "quarter" if first == last else "part"
    phrase.months = (3 * first - 2, 3 * last)
    return phrase


def _part_half(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    number = inner[0].value if inner[0].symbol in "OFN" else 1
    if number not in (1, 2):
        return None
    phrase.grain = "half"
    phrase.months = (1, 6) if number == 1 else (7, 12)
    if match[0] == "h":
        phrase.weak = "lasting"
    return phrase


def _part_season(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    phrase.grain = "part"
    phrase.months = _SEASONS[inner[0].key]
    phrase.weak = "season"
    return phrase


def _part_same(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    unit = next(token.symbol for token in inner if token.symbol in _GRAIN)
    relative = next((token for token in inner if token.symbol == "R"), None)
    phrase.grain = _GRAIN[unit]
    phrase.same = True
    if inner[0].symbol == "y":
        phrase.shift = -1
        unit = inner[-1].symbol
        phrase.grain = _GRAIN[unit]
    if relative is not None:
        if relative.key == "previous":
            phrase.shift_months = -_SIZE.get(unit, 0)
            phrase.weak = "" if phrase.shift_months else "unknown"
        elif unit != "p" or relative.key != "this":
            return None
    return phrase


def _part_relative(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    unit = next(token.symbol for token in inner if token.symbol in "mq")
    size = _SIZE[unit]
    phrase.grain = _GRAIN[unit]
    if match[0][0] == "R" and inner[0].key != "previous":
        current = (published.month - 1) // size * size + 1 + _YEARS[inner[0].key] * size
        phrase.year, phrase.anchor = published.year, "published"
        phrase.months = (current, current + size - 1)
        phrase.iso = calendar.months(published.year, *phrase.months)
        return phrase
    phrase.same = True
    phrase.shift_months = -size if match[0][0] == "R" or inner[-1].key != "later" else size
    return phrase


def _part_last(phrase: Phrase, inner: list[Token], match: re.Match[str], published: date) -> Phrase | None:
    return None


_PARTS = {
    "day": _part_day,
    "ending": _part_ending,
    "months": _part_months,
    "code": _part_code,
    "first": _part_first,
    "quarter": _part_quarter,
    "half": _part_half,
    "season": _part_season,
    "same": _part_same,
    "relative": _part_relative,
    "last": _part_last,
}


def _span(tape: Tape, at: int, published: date) -> Phrase | None:
    match = SPAN.match(tape.symbols, at)
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule, grain="span", anchor="published")
    inner = [token for token in tape.tokens[at : match.end()] if token]
    count = next((token.value for token in inner if token.symbol == "N"), 1)
    key = next((token.key for token in inner if token.symbol in "RAX"), "")
    unit = next((token for token in inner if token.symbol in "ymqQwdxhg"), None)
    if rule in ("date", "decade", "month", "today"):
        return _fixed(phrase, rule, inner[0], published)
    if rule == "todate":
        phrase.year, phrase.grain = published.year, "year"
    elif rule == "base":
        phrase.base, phrase.grain = True, "year"
    elif unit is not None and unit.symbol in "wd":
        _days(phrase, rule, unit.symbol, count, key, published)
    elif unit is not None and unit.symbol in "yx":
        length = count * (10 if unit.key == "decade" else 5 if unit.key == "lustrum" else 1)
        _many_years(phrase, rule, length, key, published)
    elif unit is not None:
        _many_months(phrase, rule, count * _SIZE[unit.symbol], key, published)
    if rule == "lasting":
        phrase.weak = "lasting" if inner[-1].marker != "lasting" else ""
        phrase.anchor = "context"
    return phrase if phrase.iso or phrase.year or phrase.base or phrase.shift_months else None


def _fixed(phrase: Phrase, rule: str, token: Token, published: date) -> Phrase | None:
    if rule == "date":
        phrase.iso, phrase.grain, phrase.anchor = token.iso, "day", "absolute"
    elif rule == "decade":
        phrase.iso, phrase.grain, phrase.anchor = calendar.years(token.value, token.value + 9), "decade", "absolute"
    elif rule == "month":
        phrase.year, phrase.grain, phrase.anchor = token.year, "month", "absolute"
        phrase.months = (token.value, token.value)
    else:
        phrase.iso, phrase.grain = (published + timedelta(days=token.value)).isoformat(), "day"
    return phrase


def _days(phrase: Phrase, rule: str, unit: str, count: int, key: str, published: date) -> None:
    if key == "previous":
        return
    step = 7 if unit == "w" else 1
    sign = 1 if key in ("next", "coming", "later") else 0 if key == "this" else -1
    if rule == "ago":
        phrase.iso = (published + timedelta(days=sign * step * count)).isoformat()
        phrase.grain = "day"
        return
    if unit == "w" and rule == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * sign)
        phrase.iso = f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
        phrase.grain = "week"
    elif rule == "back":
        ends = sorted((published + timedelta(days=sign), published + timedelta(days=sign * step * count)))
        phrase.iso = "/".join(end.isoformat() for end in ends)


def _many_years(phrase: Phrase, rule: str, length: int, key: str, published: date) -> None:
    year = published.year
    if not 0 < length < 500:
        return
    if rule == "ago":
        phrase.grain = "year"
        phrase.year = year + length if key == "later" else year - length
        phrase.until = key == "later"
    elif key in ("next", "coming"):
        phrase.grain, phrase.year, phrase.until = "year", year + length, True
    else:
        phrase.iso = calendar.years(year - length, year)
        phrase.back = length


def _many_months(phrase: Phrase, rule: str, length: int, key: str, published: date) -> None:
    current = published.month
    if key == "previous":
        phrase.shift_months = -length
        phrase.anchor = "context"
        phrase.same = True
        return
    if rule == "ago":
        phrase.grain = "month"
        phrase.iso = calendar.month(published.year, current + (length if key == "later" else -length))
    elif key in ("next", "coming"):
        phrase.iso, phrase.until = calendar.months(published.year, current + 1, current + length), True
    else:
        phrase.iso = calendar.months(published.year, current - length, current - 1)
