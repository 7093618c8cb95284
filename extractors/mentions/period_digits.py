"""Digits that can belong to a date: years, days, "24.11.2025", "2022-23", "Q3", "1H25", "2015-м", "1990s"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.period_token import Token

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar

_DIGITS = re.compile(r"\d+(?:[.,/:-]\d+)*")
TAIL = re.compile(r"(['-]?)([^\W\d_]{1,8})(?![^\W_])")
_CODE = re.compile(r"(-?)([^\W\d_]{1,2})(\d{1,4})?(?![^\W_])")
_CODE_YEAR = re.compile(r"[ '-]{1,2}(\d{4}|\d\d)(?!\d|[.,]\d|%)")
# nothing that could be counted follows: "$124 bln in 11M - Customs Service"
_CLOSED = re.compile(r"\s*(?:$|[.,;:)\n]|[-\u2013\u2014] )")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d $")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_PREFIX = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2})-?$")
_NUMBER_YEAR = re.compile(r"(\d)[/-](\d{4}|\d\d)")
_YEAR_NUMBER = re.compile(r"((?:19|20)\d\d)[/-](\d)")
# a date that can only begin with its day
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}/(?:\d{4}|\d\d)(?!\d)")
_PARTS = re.compile(r"[.,/:-]")
# three digits, five and more, groups, decimals: nothing of a date
_NO_DATE = re.compile(r"\d{3}|\d{5,}|.*[,:].*|\d+\.\d{1,3}|\d{3,}\.\d+")
_LONGEST_RUN = 21
_LONGEST_DATE = 10
_MONEY = frozenset("$€£₽₺₹¥₴₸₩₦₫₪฿#№§@_&+~^")
MEASURES = frozenset({"scale", "currency", "minor", "unit"})
COUNTED = MEASURES | {"count"}
CODE_MONTHS = {"quarter": 3, "half": 6}


def numbers(reading: Reading, words: Grammar, starts: set[int], stops: set[int]) -> list[Token]:
    """Return the tokens of the digits that can belong to a date."""
    found: list[Token] = []
    folded = reading.folded
    month_day = words.month_day and not ("/" in folded and _DAY_FIRST.search(folded))
    skip = 0
    for match in _DIGITS.finditer(folded):
        start, stop = match.span()
        if start < skip < stop - 1:
            start = skip + 1  # "1Ç25-3Ç25": the second code
        if start < skip or stop - start > _LONGEST_RUN:
            continue
        run = folded[start:stop]
        char = folded[start - 1] if start else " "
        if char in _MONEY and not (char == "~" and folded[start - 2 : start - 1].isdigit()):
            continue
        if _NO_DATE.fullmatch(run) and not (char.isalpha() and len(run) in (3, 5)):
            continue
        if char == "'" and len(run) == 2 and start:
            decade = _ended(Token(start, stop, stop, "N", int(run)), reading, stop, words, starts)
            found.append(decade if decade.symbol == "G" else Token(start, stop, stop, "Y", _full(run), "short"))
            continue
        joined = char == "-" and found and found[-1].stop == start - 1  # "1Q-3Q"
        if start not in stops and not joined and _is_lettered(folded, start, run, char) and start - 1 not in stops:
            token = _lettered(folded, start, stop, run, words)
            if token:
                found.append(token)
            continue
        code = _coded(reading, start, stop, run, words) if _has_letter(folded, stop) else None
        if code:
            found.append(code)
            skip = code.stop
            continue
        found.extend(_plain(reading, start, stop, run, words, starts, month_day))
    return found


def _is_lettered(folded: str, start: int, run: str, char: str) -> bool:
    """Whether letters are glued to the front of digits: "Q1", "Covid-19"."""
    return char.isalpha() or (char == "-" and start > 1 and folded[start - 2].isalpha() and len(run) < 3)


def _has_letter(folded: str, stop: int) -> bool:
    return stop < len(folded) and (folded[stop].isalpha() or folded[stop] == "-")


def _lettered(folded: str, start: int, stop: int, run: str, words: Grammar) -> Token | None:
    """Return the token of a number behind letters: "Q1", "H2", "FY24", "FY2023-24"."""
    match = _PREFIX.search(folded, max(0, start - 4), start)
    name = words.codes.get(match[1]) if match else None
    if match is None or name is None:
        return None
    begin = match.start()
    if name == "calendar" and run.isdigit() and len(run) in (2, 4):
        return Token(begin, stop, stop, "Y", _full(run), "calendar")
    if name == "fiscal":
        parts = run.split("-") if "-" in run else run.split("/")
        if not all(part.isdigit() for part in parts) or len(parts[0]) not in (2, 4):
            return None
        first = int(parts[0]) + (2000 if len(parts[0]) == 2 else 0)
        year = first if len(parts) == 2 else first - 1
        return Token(begin, stop, stop, "V", year, "fiscal" if len(parts) == 2 else "fiscal_single", year=year + 1)
    if run.isdigit() and name in CODE_MONTHS and _holds_year(run, name):
        return _code(begin, stop, name, int(run[0]), _full(run[1:]))  # "Q320", "H22020"
    if run.isdigit() and name != "months":
        return _code(begin, stop, name, int(run), 0)
    dated = _NUMBER_YEAR.fullmatch(run)
    if dated and name != "months":
        return _code(begin, stop, name, int(dated[1]), _full(dated[2]))
    return None


def _holds_year(run: str, name: str) -> bool:
    """Whether a quarter or a half has its year written on: "Q320", "Q32020", "H22020"; "H125" is a helicopter."""
    return (len(run) == 5 and run[1:3] in ("19", "20")) or (len(run) == 3 and name == "quarter" and run[1:] <= "30")


def _full(digits: str) -> int:
    """Return a year of two or four digits in full."""
    return int(digits) + (0 if len(digits) == 4 else 2000 if int(digits) < 70 else 1900)


def _code(start: int, stop: int, name: str, number: int, year: int) -> Token | None:
    """Return the token of a quarter, half or number of months with an optional year."""
    if name == "months":
        if not 1 <= number <= 12:
            return None
        months = (1, number)
    else:
        size = CODE_MONTHS[name]
        if not 1 <= number <= 12 // size:
            return None
        months = (size * (number - 1) + 1, size * number)
    return Token(start, stop, stop, "C", number, name, months=months, year=year)


def _coded(reading: Reading, start: int, stop: int, run: str, words: Grammar) -> Token | None:
    """Return the token of a number before code letters: "1H25", "4Q", "9M24", "2018Q4", "18q4"."""
    folded = reading.folded
    match = _CODE.match(folded, stop)
    name = words.codes.get(match[2]) if match is not None else None
    if match is None or name is None or name in ("fiscal", "calendar"):
        return None
    if not run.isdigit() or len(run) not in (1, 2, 4):
        return _dated_code(start, run, match, name)
    behind = match[3]
    if behind and len(run) >= 2 and len(behind) == 1:
        return _code(start, match.end(), name, int(behind), _full(run))
    if behind and (len(behind) not in (2, 4) or match[1]):
        return None
    letter = reading.text[match.start(2)]
    if match[1] or not (letter.isupper() or len(behind or "") == 4 or (behind and len(match[2]) == 2)):
        return None
    if behind:
        return _code(start, match.end(), name, int(run), _full(behind))
    if name != "months" and letter in ("Q", "H"):
        return _code(start, match.end(), name, int(run), 0)
    year = _CODE_YEAR.match(folded, match.end())
    if year is not None and (len(year[1]) == 4 or folded[match.end()] == "'"):
        return _code(start, year.end(), name, int(run), _full(year[1]))
    closed = _YEAR_BEFORE.search(folded, max(0, start - 6), start) is not None  # "2019 3Ç"
    closed = closed or folded.startswith(f"-{_next_digit(folded, match.end() + 1)}{match[2]}", match.end())  # "1Ç-3Ç"
    closed = closed or (name == "months" and letter.isascii() and _is_led_in(folded, start, match.end(), words))
    return _code(start, match.end(), name, int(run), 0) if closed else None


def _next_digit(folded: str, at: int) -> str:
    return folded[at : at + 1] if folded[at : at + 1].isdecimal() else "?"


def _dated_code(start: int, run: str, match: re.Match[str], name: str) -> Token | None:
    """Return the token of a quarter or half whose year stands before a bar: "2020/3Ç"."""
    dated = _YEAR_NUMBER.fullmatch(run)
    if dated is None or name not in CODE_MONTHS or match[1] or match[3]:
        return None
    return _code(start, match.end(), name, int(dated[2]), int(dated[1]))


def _is_led_in(folded: str, start: int, stop: int, words: Grammar) -> bool:
    """Whether a word that leads periods in stands before and nothing that could be counted behind: "in 11M"."""
    before = _WORD_BEFORE.search(folded, max(0, start - 12), start)
    return before is not None and before[1] in words.leading and _CLOSED.match(folded, stop) is not None


def _plain(
    reading: Reading, start: int, stop: int, run: str, words: Grammar, starts: set[int], month_day: bool
) -> list[Token]:
    """Return the tokens of digits without letters glued to them in front."""
    if not run.isdigit():
        return _compound(start, run, month_day, _endings(reading, stop, words, starts))
    if len(run) == 4 and "1500" <= run <= "2199":
        symbol = "Y"
    elif len(run) <= 2 and run not in ("0", "00") and not _counts(reading, stop, words.tails["ordinal"], starts):
        symbol = "N"
    else:
        return []
    token = Token(start, stop, stop, symbol, int(run))
    return [_ended(token, reading, stop, words, starts)]


def _counts(reading: Reading, stop: int, ordinals: frozenset[str], starts: set[int]) -> bool:
    """Whether digits count something that is no date: "5 billion", "12 %", "38 companies"."""
    behind = reading.folded[stop : stop + 2]
    if behind[:1] == "-" and (match := TAIL.match(reading.folded, stop)) and match[2] in ordinals:
        return False
    if behind.lstrip()[:1] == "%":
        return True
    follows = stop + 1 if behind[:1] in (" ", "-") else stop
    if follows in starts:
        return False
    hit = reading.at.get(follows)
    return hit is not None and any(entry.kind in COUNTED for entry in hit.entries)


def _endings(reading: Reading, stop: int, words: Grammar, starts: set[int]) -> int:
    """Return where the letters of an ending behind digits stop."""
    match = TAIL.match(reading.folded, stop)
    if match is None or match.start(2) in starts:
        return stop
    tail = match[2]
    known = tail in words.tails["ordinal"] or (match[1] != "-" and words.words.ends(tail))
    return match.end() if known else stop


def _ended(token: Token, reading: Reading, stop: int, words: Grammar, starts: set[int]) -> Token:
    """Return the token with the ending behind its digits read: an ordinal, a decade, or a case."""
    match = TAIL.match(reading.folded, stop)
    if match is None or match.start(2) in starts:
        return token
    tail = match[2]
    tails = words.tails
    ordinal = tail in tails["ordinal"]
    owner = match[1] == "'" and words.decade_article != "" and match.end() + 1 in starts  # "2020's third quarter"
    if not owner and tail in tails["decade"] and _names_decade(token, reading, ordinal, words, match[1] == "'"):
        token.symbol = "G"
        token.end = token.stop = match.end()
        token.value = token.value if token.value > 99 else 1900 + token.value
    elif ordinal:
        token.stop = match.end()
        if token.symbol == "N":
            token.symbol = "O"
            token.end = token.stop
    elif match[1] != "-" and words.words.marker is not None:
        marker = words.words.marker(tail)
        if marker is not None:
            token.stop = match.end()
            token.marker = marker
    return token


def _names_decade(token: Token, reading: Reading, ordinal: bool, words: Grammar, apostrophe: bool) -> bool:
    """Whether digits with the ending of decades are one: "1990s", "the 60s", "in 70's"."""
    article = words.decade_article
    if token.value % 10:
        return False
    before = reading.folded[max(0, token.start - 8) : token.start]
    last = before.split()[-1:]
    if token.symbol == "Y":
        # "2020's exports" are those of a year, "the 1980's" and "in 1980's" a decade
        alone = not token.start and len(reading.folded) - token.stop < 4
        named = last == [article] or bool(last and last[0] in words.last_words)
        return named or alone or not (apostrophe and article)
    named = (
        not article
        or last == [article]
        or before.endswith("'")
        or (apostrophe and bool(last) and last[0] in words.last_words)
    )
    return token.value > 10 and not ordinal and named


def _compound(start: int, run: str, month_day: bool, stop: int) -> list[Token]:
    """Return the tokens of digits with separators: dates, ranges of years, "2022-23", "11.2025"."""
    if "-" in run and len(run) > _LONGEST_DATE:
        left, _, right = run.partition("-")
        middle = start + len(left)
        ends = (start, middle, middle, left), (middle + 1, start + len(run), stop, right)
        dates = [Token(a, b, c, "D", iso=_compound_date(text, month_day)) for a, b, c, text in ends]
        return dates if all(date.iso for date in dates) else []
    parts = _PARTS.split(run)
    sign = run[len(parts[0])]
    end = start + len(run)
    sizes = tuple(map(len, parts))
    if len(parts) == 3 and run[len(run) - sizes[2] - 1] == sign and sign in "./-":
        iso = _date(parts, sizes, month_day and sign == "/")
        return [Token(start, end, stop, "D", iso=iso)] if iso else []
    if len(parts) != 2:
        return []
    return _year_first(start, end, stop, parts, sign) or _small_first(start, end, stop, parts, sign)


def _compound_date(run: str, month_day: bool) -> str:
    """Return one of two dates that a dash joins ("03.02.2021-09.02.2021") in ISO form, or "" where it is none."""
    parts, sign = _PARTS.split(run), "/" if "/" in run else "."
    if len(parts) != 3 or run.count(sign) != 2:
        return ""
    return _date(parts, tuple(map(len, parts)), month_day and sign == "/")


def _year_first(start: int, end: int, stop: int, parts: list[str], sign: str) -> list[Token]:
    """Return "2015-2025", "2022-23", "2022/3", "2014-18" and "2015-3"."""
    left, right = parts
    size = len(right)
    if len(left) != 4 or sign not in "-/" or not "1500" <= left <= "2199":
        return []
    first, last = int(left), int(right)
    middle = start + 4
    if size == 4:
        pair = [Token(start, middle, middle, "Y", first), Token(middle + 1, end, stop, "Y", last)]
        return pair if left < right <= "2199" else []
    if size > 2 or not "1900" <= left <= "2100" or not last:
        return []
    if last == (first + 1) % (100 if size == 2 else 10) and (size == 2 or sign == "/"):
        return [Token(start, end, stop, "V", first, "season" if sign == "/" else "", year=first + 1)]
    if last <= 12:
        return [Token(start, end, stop, "B", last, year=first)]
    if last > first % 100:
        century = first // 100 * 100
        return [Token(start, middle, middle, "Y", first), Token(middle + 1, end, stop, "Y", century + last)]
    return []


def _small_first(start: int, end: int, stop: int, parts: list[str], sign: str) -> list[Token]:
    """Return "11.2025" and "27-28"."""
    left, right = parts
    if len(left) > 2 or left[0] > "9":
        return []
    if len(right) == 4 and "1900" <= right <= "2100" and sign in "./-" and 1 <= int(left) <= 12:
        return [Token(start, end, stop, "B", int(left), year=int(right))]
    if len(right) <= 2 and sign == "-" and int(left) < int(right):
        middle = start + len(left)
        return [Token(start, middle, middle, "N", int(left)), Token(middle + 1, end, stop, "N", int(right))]
    return []


def _date(parts: list[str], sizes: tuple[int, ...], month_first: bool) -> str:
    """Return a numeric date in ISO form, or "" where it is none."""
    if sizes[0] == 4 and sizes[1] <= 2 and sizes[2] <= 2:
        year, month, day = (int(part) for part in parts)
    elif sizes[0] <= 2 and sizes[1] <= 2 and sizes[2] in (2, 4):
        day, month, year = int(parts[0]), int(parts[1]), _full(parts[2])
        if (month_first and day <= 12) or month > 12:
            day, month = month, day
    else:
        return ""
    if not 1500 <= year <= 2199:
        return ""
    return calendar.day(year, month, day) or ""
