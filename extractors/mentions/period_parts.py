"""Parts of a year: days, months, quarters, halves, "first nine months", "ten months to October", "the same period"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.period_patterns import CLOSING, PART, PART_STARTS
from extractors.mentions.period_patterns import MONTHS as MONTHS_ONLY
from extractors.mentions.period_phrase import GRAINS, MONTHS, STEPS, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from extractors.mentions.period_token import Token
    from extractors.mentions.period_tokens import Tape

_LAST_MONTH_BUT_ONE = 11
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}


def read_part(tape: Tape, at: int, published: date) -> Phrase | None:
    """Return the part of a year that begins at a symbol."""
    match = PART.match(tape.symbols, at) if tape.symbols[at : at + 1] in PART_STARTS else None
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule)
    inner = [token for token in tape.tokens[at : match.end()] if token]
    found = _READERS[rule](phrase, inner, match[0], tape, published)
    if found is None and rule == "day" and (match := MONTHS_ONLY.match(tape.symbols, at)):
        phrase = Phrase(at, match.end(), "months")
        inner = [token for token in tape.tokens[at : match.end()] if token]
        return _months(phrase, inner, match[0], tape, published)
    return found


def read_closing(tape: Tape, at: int) -> Phrase | None:
    """Return the last months, quarter or half of a year, for a place where a year is named beside it."""
    match = CLOSING.match(tape.symbols, at) if tape.symbols.startswith("R", at) else None
    if match is None:
        return None
    inner = [token for token in tape.tokens[at : match.end()] if token]
    if inner[0].key not in ("last", "past", "final"):
        return None
    count = inner[1].value if inner[1].symbol == "N" else 1
    unit = inner[-1].symbol
    length = count * MONTHS.get(unit, 0)
    if not 1 <= length <= 11:
        return None
    phrase = Phrase(at, match.end(), "closing", grain="part" if count > 1 else GRAINS[unit])
    phrase.months = (13 - length, 12)
    return phrase


def _day(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    month = next(token for token in inner if token.symbol == "M")
    named = [token for token in inner if token.symbol in "NOF"]
    days = [token.value for token in named]
    month_first = inner.index(month) < inner.index(named[0])
    if len(days) == 2 and month_first and (days[0] > days[1] or named[1].key):
        days, named = days[:1], named[:1]
        phrase.right = phrase.left + tape.tokens[phrase.left : phrase.right].index(named[0]) + 1
    if any(not 1 <= number <= 31 for number in days) or days[0] > days[-1]:
        return None
    if (
        month_first
        and not (tape.month_day or tape.lone)
        and not tape.symbols.startswith("Y", phrase.right)
        and not (month.marker == "of" and named[-1].stop > named[-1].end)
    ):
        return None
    if named[0].symbol == "F" and tape.month_day and not month_first and "o" not in symbols:
        return None
    if month.key == "doubtful" and named[0].symbol == "N" and named[0].key:
        return None  # "bir ara"
    phrase.day = (month.value, days[0], days[-1])
    phrase.grain = "day"
    if "&" in symbols and days[-1] != days[0] + 1:
        phrase.weak = "between"
    elif month.key in ("doubtful", "capital") and month_first and named[0].symbol == "N":
        phrase.weak = "capital"
    return phrase


def _ending(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    count = next((token.value for token in inner if token.symbol == "N"), 1)
    unit = next(token.symbol for token in inner if token.symbol in "ymqQhg")
    if unit not in "yqhg" and not any(token.symbol == "N" for token in inner):
        return None
    if inner.index(next(token for token in inner if token.symbol == unit)) < inner.index(
        next((token for token in inner if token.symbol == "N"), inner[0])
    ):
        count = 1
    length = 12 if unit == "y" else count * MONTHS[unit]
    month = next((token for token in inner if token.symbol == "M"), None)
    final = inner[-1]
    if month is not None:
        last = month.value
    elif final.symbol == "C":
        last = final.months[1] if final.months else 12
    else:
        last = 3 * inner[-2].value
    if not 0 < length <= 120 or not 1 <= last <= 12:
        return None
    phrase.months = (last - length + 1, last)
    if unit == "y" and month is not None and inner[0].symbol == "R" and inner[0].key in ("this", "last"):
        phrase.months = (1, last)  # "this year through October"
        phrase.year = published.year - (inner[0].key == "last")
    phrase.grain = "part"
    if final.symbol == "C" and final.year:
        phrase.year, phrase.anchor = final.year, "absolute"
    return phrase


def _relative_season(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    """Return "last summer", "this winter": the season as its months lie to the month of publication."""
    if inner[0].key in ("following", "final", "before_last"):
        return None
    phrase.grain, phrase.anchor = "part", "published"
    phrase.iso = _season_beside(_SEASONS[inner[1].key], STEPS[inner[0].key], published)
    return phrase


def _season_beside(months: tuple[int, int], step: int, published: date) -> str:
    """Return the last, the present or the next season of these months at publication."""
    first, last = months
    now, length = published.year * 12 + published.month, last - first
    starts = [(published.year + shift) * 12 + first for shift in (-2, -1, 0, 1)]
    if step < 0:
        start = max(start for start in starts if start + length < now)
    elif step > 0:
        start = min(start for start in starts if start > now)
    elif first > _LAST_MONTH_BUT_ONE:
        # in March "this winter" is the one just over, in November the next
        start = min(starts, key=lambda start: (not start <= now <= start + length, abs(start + 1 - now)))
    else:
        start = published.year * 12 + first
    month = (start - 1) % 12 + 1
    return calendar.months((start - 1) // 12, month, month + length)


def _relative_half(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    """Return "this half", "в прошлом полугодии"; "the last half hour" is none."""
    step = STEPS[inner[0].key]
    if inner[0].key in ("previous", "following", "final", "past") or inner[1].plural:
        return _same(phrase, inner, symbols, tape, published)
    if tape.counted_plural and inner[1].symbol == "g" and step < 0:
        return None
    phrase.grain = "half"
    _by_step(phrase, inner[1].symbol, step, published)
    return phrase


def _relative_month(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    if inner[0].key in ("following", "final"):
        return None
    step, number = STEPS[inner[0].key], inner[1].value
    year = published.year
    if step < 0 and number >= published.month:
        year -= 1
    elif step > 0 and number <= published.month:
        year += 1
    phrase.year, phrase.anchor, phrase.grain = year, "published", "month"
    phrase.weak = "named" if inner[1].key == "doubtful" else ""
    phrase.months = (number, number)
    days = [token.value for token in inner[2:] if token.symbol in "NO"]
    if days and tape.month_day and days[0] <= 31:
        phrase.day, phrase.months, phrase.grain = (number, days[0], days[0]), None, "day"
    elif days:
        phrase.right = phrase.left + 2
    return phrase


def _months(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    named = [token for token in inner if token.symbol == "M"]
    first, last = named[0].value, named[-1].value
    phrase.grain = "month" if len(named) == 1 else "part"
    phrase.months = (first, last) if first <= last else (first - 12, last)
    if "&" in symbols:
        phrase.weak = "" if last == first % 12 + 1 else "between"
    elif symbols == "M" and named[0].key in ("doubtful", "capital"):
        phrase.weak = named[0].key
    return phrase


def _code(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    token = inner[0]
    phrase.months = token.months
    phrase.grain = "part" if token.key == "months" else token.key
    if token.year:
        phrase.year, phrase.anchor = token.year, "absolute"
    return phrase


def _first(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    count = next(token.value for token in inner if token.symbol == "N")
    unit = next(token for token in inner if token.symbol in "mqQ")
    last = count * MONTHS[unit.symbol]
    if not 1 <= last <= 12 or (last == 1 and "F" not in symbols):
        return None
    phrase.grain = "part"
    phrase.months = (1, last)
    if "F" not in symbols:
        phrase.weak = "lasting"
        if tape.counted_plural and not unit.plural and count > 1 and "p" not in symbols:
            phrase.weak = "adjective"
    return phrase


def _block(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    """Return "the second six months": the months of a year counted in blocks."""
    number, size = inner[0].value, inner[1].value
    if size not in (2, 3, 4, 6) or number * size > 12:
        return None
    phrase.months, phrase.grain, phrase.weak = (size * (number - 1) + 1, size * number), "part", "lasting"
    return phrase


def _numbered(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    """Return "quarter 4 of 2008"."""
    number = inner[1].value
    if not 1 <= number <= 4 or inner[0].plural or inner[1].key:
        return None
    phrase.months, phrase.grain, phrase.weak = (3 * number - 2, 3 * number), "quarter", "needs_year"
    return phrase


def _quarter(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    numbers = [token for token in inner if token.symbol in "OFN"]
    if len(numbers) == 1 and numbers[0].symbol == "N" and (numbers[0].key or "Q" in symbols):
        if not 1 <= numbers[0].value <= 4:
            return None
        phrase.grain, phrase.months, phrase.weak = "part", (1, 3 * numbers[0].value), "lasting"
        return phrase
    first, last = numbers[0].value, numbers[-1].value
    if not 1 <= first <= last <= 4 or ("&" in symbols and last != first + 1):
        return None
    phrase.grain = "quarter" if first == last else "part"
    phrase.months = (3 * first - 2, 3 * last)
    return phrase


def _month_quarter(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    """Return "the June quarter": the three months that the month closes."""
    number = inner[0].value
    if number % 3 or inner[-1].plural:
        return None
    phrase.grain, phrase.months = "quarter", (number - 2, number)
    return phrase


def _half(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    number = inner[0].value if inner[0].symbol in "OFN" else 1
    if number not in (1, 2) or (inner[0].symbol == "N" and inner[0].key):
        return None
    phrase.grain = "half"
    phrase.months = (1, 6) if number == 1 else (7, 12)
    if symbols == "h":
        phrase.weak = "lasting"
    return phrase


def _nth(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    number = inner[0].value
    if not 1 <= number <= 12 or inner[1].plural:
        return None
    phrase.grain, phrase.months, phrase.weak = "month", (number, number), "needs_year"
    return phrase


def _season(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    phrase.grain = "part"
    phrase.months = _SEASONS[inner[0].key]
    phrase.weak = "needs_year"
    if tape.lone and tape.symbols == "J":
        phrase.weak, phrase.months, phrase.anchor = "", None, "published"
        phrase.iso = _season_beside(_SEASONS[inner[0].key], 0, published)
    return phrase


def _same(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    unit = next(token.symbol for token in reversed(inner) if token.symbol in GRAINS)
    relative = next((token for token in inner if token.symbol == "R"), None)
    phrase.grain = GRAINS[unit]
    phrase.same = True
    count = next((token.value for token in inner if token.symbol == "N"), 0)
    dated = next((token for token in inner if token.symbol == "Y"), None)
    if dated is not None:
        phrase.year, phrase.anchor = dated.value, "context"
    elif symbols == "p":
        phrase.weak = "inside"
    elif count and 1 < count * MONTHS.get(unit, 0) <= 12:
        phrase.same, phrase.that, phrase.grain, phrase.months = False, True, "part", (1, count * MONTHS[unit])
    elif any(token.symbol == "y" for token in inner):
        phrase.shift = -1
    elif inner[-1].symbol == "A":
        if inner[0].plural:
            return None
        phrase.shift_months = MONTHS[unit] * (1 if inner[-1].key in ("later", "hence") else -1)
    elif relative is not None:
        if relative.key == "previous" and "y" not in symbols:
            phrase.shift_months = -MONTHS.get(unit, 0)
            phrase.weak = "" if phrase.shift_months else "unknown"
        elif (unit != "p" and "y" not in symbols) or relative.key not in ("this", "current"):
            return None
    return phrase


def _relative(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    unit = inner[1].symbol
    step = STEPS[inner[0].key]
    if inner[1].plural or inner[0].key == "final":
        return None
    phrase.grain = GRAINS[unit]
    _by_step(phrase, unit, step, published)
    if inner[0].key in ("previous", "following"):
        phrase.same, phrase.shift_months = True, step * MONTHS[unit]
        phrase.anchor, phrase.year, phrase.months = "context", None, None
    return phrase


def _by_step(phrase: Phrase, unit: str, step: int, published: date) -> None:
    """Set the phrase to the unit that lies some steps from publication."""
    size = MONTHS[unit]
    first = (published.month - 1) // size * size + 1 + step * size
    phrase.anchor = "published"
    phrase.iso = calendar.months(published.year, first, first + size - 1)
    begin = calendar.ends(phrase.iso)[0]
    phrase.year, phrase.months = begin[0], (begin[1], begin[1] + size - 1)


def _idiom(phrase: Phrase, inner: list[Token], symbols: str, tape: Tape, published: date) -> Phrase | None:
    phrase.grain = "month"
    _by_step(phrase, "m", inner[0].value, published)
    return phrase


_READERS: dict[str, Callable[[Phrase, list[Token], str, Tape, date], Phrase | None]] = {
    "day": _day,
    "ending": _ending,
    "relative_season": _relative_season,
    "relative_half": _relative_half,
    "relative_month": _relative_month,
    "month_quarter": _month_quarter,
    "months": _months,
    "code": _code,
    "first": _first,
    "block": _block,
    "numbered": _numbered,
    "quarter": _quarter,
    "half": _half,
    "nth": _nth,
    "season": _season,
    "same": _same,
    "relative": _relative,
    "idiom": _idiom,
}
