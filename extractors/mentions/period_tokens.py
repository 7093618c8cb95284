"""Period words and digits of a text as one string of symbols, so that the shapes of periods are plain patterns.

Each word or number that can belong to a period is one symbol (see period_patterns), what stands between two of them is
"" (a space), a glue symbol ("o" of, "t" to, "-", "&", ",") or "|", which no period crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.mentions.period_grammar import KINDS, PLURALS, UNITS
from extractors.mentions.period_token import Token, joined_numbers

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar

_DIGITS = re.compile(r"\d+(?:[.,/:-]\d+)*")
_TAIL = re.compile(r"(['-]?)([^\W\d_]{1,6})(?![^\W_])")
_CODE = re.compile(r"(-?)([^\W\d_]{1,2})(\d{1,4})?(?![^\W_])")
_PREFIX = re.compile(r"(?<![^\W_])([^\W\d_]{1,2})-?$")
_PARTS = re.compile(r"[.,/:-]")
_MONEY = frozenset("$€£₽₺₹¥₴₸₩₦₫₪฿#№§@_&+~^")
_ROMAN = {"1": 1, "2": 2, "3": 3, "4": 4}
COUNTED = frozenset({"scale", "currency", "minor", "unit", "count", "half", "part"})
CODE_MONTHS = {"quarter": 3, "half": 6}


@dataclass(slots=True)
class Tape:
    """The symbols of a field; `tokens[i]` belongs to `symbols[i]`, None under glue."""

    symbols: str
    tokens: list[Token | None]
    month_day: bool


def tape(reading: Reading, words: Grammar) -> Tape:
    """Return the symbols of a field, left to right."""
    tokens = [token for hit in words.scan(reading.folded) if (token := _word(hit, reading, words))]
    starts = {token.start for token in tokens}
    stops = {token.stop for token in tokens if token.symbol == "M"}
    numbers = _numbers(reading, words, starts, stops)
    if numbers:
        tokens = sorted([*tokens, *numbers], key=lambda token: token.start)
    tokens = joined_numbers(reading.folded, tokens)
    symbols: list[str] = []
    row: list[Token | None] = []
    previous: Token | None = None
    for token in tokens:
        if previous is not None and token.start < previous.stop:
            if token.start > previous.start or token.stop <= previous.stop:
                continue
            symbols.pop()
            row.pop()
        elif previous is not None:
            between = _between(reading, previous, token, words)
            symbols.extend(between)
            row.extend([None] * len(between))
        symbols.append("")
        row.append(token)
        previous = token
    return Tape(
        "".join([token.symbol if token else sign for token, sign in zip(row, symbols, strict=True)]),
        row,
        words.month_day,
    )


def _between(reading: Reading, left: Token, right: Token, words: Grammar) -> str:
    """Return the symbols between two tokens."""
    folded = reading.folded
    gap = folded[left.stop : right.start]
    if gap == " ":
        if left.marker == "from" and left.symbol in "YMNO" and right.symbol in "YMNO":
            return ">"
        if left.marker == "with" and left.symbol == right.symbol == "M":
            return "&"
        if folded[left.stop - 1] == "." and reading.text[right.start].isupper() and left.symbol != "M":
            return "|"
        return ""
    if gap in (".", ". ") and left.symbol == "N" and left.value <= 31 and right.symbol in "qghmMxc":
        left.symbol = "O"
        return ""
    found = words.gap(gap)
    if found is None:
        return "|"
    if found == "" and folded[left.stop - 1] == "." and reading.text[right.start].isupper():
        return "|"
    return found


def _word(hit: Hit, reading: Reading, words: Grammar) -> Token | None:
    """Return the token of a lexicon hit."""
    folded = reading.folded
    symbol, value, key, dot = "", 0, "", False
    for entry in hit.entries:
        name = entry.kind
        if name == "short":
            dot = True
        elif not symbol or name == "month":
            key = entry.key
            symbol = UNITS[key] if name == "unit" else KINDS[name]
            if name in ("month_short", "month_capital"):
                key = "doubtful" if name == "month_short" else "capital"
                value = int(entry.key)
            else:
                value = int(key) if key.lstrip("-").isdigit() else 1
    if not symbol:
        return None
    start, end, stop = hit.start, hit.end, hit.stop
    tail = hit.tail
    if not tail and stop + 1 < len(folded) and folded[stop] == "'":
        match = _TAIL.match(folded, stop)
        if match and words.words.marker is not None and words.words.ends(match[2]):
            tail, stop = match[2], match.end()
    marker = ""
    if tail:
        if symbol in "yd" and tail in words.tails["adjective"]:
            return None
        marker = "lasting" if tail in words.tails["lasting"] else (words.words.marker or _no_marker)(tail) or ""
    if dot and stop < len(folded) and folded[stop] == "." and not tail:
        end = stop = stop + 1
    if symbol == "I":
        if not reading.text[hit.start].isupper():
            return None
        symbol = "O"
    plural = key in PLURALS or tail.startswith(words.plural)
    return Token(
        start, end, stop, symbol, value, key.removesuffix("s") if key in PLURALS else key, marker, plural=plural
    )


def _no_marker(tail: str) -> str | None:
    return None


def _numbers(reading: Reading, words: Grammar, starts: set[int], stops: set[int]) -> list[Token]:
    """Return the tokens of the digits that can belong to a date."""
    found: list[Token] = []
    folded = reading.folded
    skip = 0
    for match in _DIGITS.finditer(folded):
        start, stop = match.span()
        if start < skip or stop - start > 21:
            continue
        char = folded[start - 1] if start else " "
        if char in _MONEY:
            continue
        run = match[0]
        if char.isalpha() and start in stops:
            found.extend(_plain(reading, start, stop, run, words, starts))
            continue
        if char.isalpha() or (
            char == "-" and start > 1 and folded[start - 2].isalpha() and len(run) < 3 and start - 1 not in stops
        ):
            token = _lettered(folded, start, stop, run, words)
            if token:
                found.append(token)
            continue
        if stop < len(folded) and (folded[stop].isalpha() or folded[stop] == "-"):
            code = _coded(reading, start, stop, run, words)
            if code:
                found.append(code)
                skip = code.stop
                continue
        found.extend(_plain(reading, start, stop, run, words, starts))
    return found


def _lettered(folded: str, start: int, stop: int, run: str, words: Grammar) -> Token | None:
    """Return the token of a number behind letters: "Q1", "H2", "FY24", "FY2023-24"."""
    match = _PREFIX.search(folded, max(0, start - 4), start)
    name = words.codes.get(match[1]) if match else None
    if match is None or name is None:
        return None
    begin = match.start()
    if name == "fiscal":
        parts = run.split("-") if "-" in run else run.split("/")
        if not all(part.isdigit() for part in parts) or len(parts[0]) not in (2, 4):
            return None
        first = int(parts[0]) + (2000 if len(parts[0]) == 2 else 0)
        year = first if len(parts) == 2 else first - 1
        return Token(begin, stop, stop, "V", year, "fiscal", year=year + 1)
    if run.isdigit() and name != "months":
        return _code(begin, stop, name, int(run), 0)
    year = re.fullmatch(r"(\d)[/-](\d{4}|\d\d)", run)  # type: ignore[assignment]
    if year and name != "months":
        return _code(begin, stop, name, int(year[1]), _full(year[2]))  # type: ignore[index]
    return None


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
    if match is None or not run.isdigit() or len(run) not in (1, 2, 4):
        return None
    name = words.codes.get(match[2])
    if name is None or name == "fiscal":
        return None
    behind = match[3]
    if behind and len(run) >= 2 and len(behind) == 1:
        return _code(start, match.end(), name, int(behind), _full(run))
    if behind and (len(behind) not in (2, 4) or match[1]):
        return None
    letter = reading.text[match.start(2)]
    if not letter.isupper() or match[1]:
        return None
    if not behind:
        year = re.compile(r"[ '-]{1,2}(\d{4}|\d\d)(?![\d.,%])").match(folded, match.end())
        if name == "months" or not letter.isascii() or letter not in "QH":
            if year is None or len(year[1]) != 4:
                return None
            return _code(start, year.end(), name, int(run), _full(year[1]))
        return _code(start, match.end(), name, int(run), 0)
    return _code(start, match.end(), name, int(run), _full(behind))


def _plain(reading: Reading, start: int, stop: int, run: str, words: Grammar, starts: set[int]) -> list[Token]:
    """Return the tokens of digits without letters glued to them in front."""
    if not run.isdigit():
        return _compound(start, run, words.month_day, _endings(reading, stop, words, starts))
    if len(run) == 4 and "1500" <= run <= "2199":
        symbol = "Y"
    elif len(run) <= 2 and run not in ("0", "00") and not _counts(reading, stop):
        symbol = "N"
    else:
        return []
    token = Token(start, stop, stop, symbol, int(run))
    return [_ended(token, reading, stop, words, starts)]


def _counts(reading: Reading, stop: int) -> bool:
    """Whether digits count something that is no date: "5 billion", "12 %", "38 companies"."""
    behind = reading.folded[stop : stop + 2]
    if behind.lstrip()[:1] == "%":
        return True
    hit = reading.at.get(stop + 1 if behind[:1] in " -" else stop)
    return hit is not None and any(entry.kind in COUNTED for entry in hit.entries)


def _endings(reading: Reading, stop: int, words: Grammar, starts: set[int]) -> int:
    """Return where the letters of an ending behind digits stop."""
    match = _TAIL.match(reading.folded, stop)
    if match is None or match.start(2) in starts:
        return stop
    tail = match[2]
    known = tail in words.tails["ordinal"] or (match[1] != "-" and words.words.ends(tail))
    return match.end() if known else stop


def _ended(token: Token, reading: Reading, stop: int, words: Grammar, starts: set[int]) -> Token:
    """Return the token with the ending behind its digits read: an ordinal, a decade, or a case."""
    match = _TAIL.match(reading.folded, stop)
    if match is None or match.start(2) in starts:
        return token
    tail = match[2]
    tails = words.tails
    ordinal = tail in tails["ordinal"]
    if (
        tail in tails["decade"]
        and token.value % 10 == 0
        and (token.symbol == "Y" or (token.value > 10 and not ordinal))
    ):
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


def _compound(start: int, run: str, month_day: bool, stop: int) -> list[Token]:
    """Return the tokens of digits with separators: dates, ranges of years, "2022-23", "11.2025"."""
    parts = _PARTS.split(run)
    sign = run[len(parts[0])]
    end = start + len(run)
    sizes = tuple(map(len, parts))
    if len(parts) == 3 and run[len(run) - sizes[2] - 1] == sign and sign in "./-":
        iso = _date(parts, sizes, month_day and sign == "/")
        return [Token(start, end, stop, "D", iso=iso)] if iso else []
    if len(parts) != 2:
        return []
    left, right = parts
    if sizes == (4, 4) and sign in "-/" and "1500" <= left < right <= "2199":
        middle = start + 4
        return [Token(start, middle, middle, "Y", int(left)), Token(middle + 1, end, stop, "Y", int(right))]
    if sizes == (4, 1) and sign in "-/." and "1900" <= left <= "2100":
        return [Token(start, end, stop, "B", int(right), year=int(left))] if right != "0" else []
    if sizes == (4, 2) and sign in "-/" and "1900" <= left <= "2100":
        if int(right) == (int(left) + 1) % 100:
            return [Token(start, end, stop, "V", int(left), year=int(left) + 1)]
        if 1 <= int(right) <= 12:
            return [Token(start, end, stop, "B", int(right), year=int(left))]
        if int(right) > int(left) % 100 and int(right) > 12:
            last = int(left) // 100 * 100 + int(right)
            return [Token(start, start + 4, start + 4, "Y", int(left)), Token(start + 5, end, stop, "Y", last)]
        return []
    if sizes[1] == 4 and sizes[0] <= 2 and "1900" <= right <= "2100" and sign in "./-" and 1 <= int(left) <= 12:
        return [Token(start, end, stop, "B", int(left), year=int(right))]
    if sizes[0] <= 2 and sizes[1] <= 2 and sign == "-" and int(left) < int(right):
        middle = start + sizes[0]
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
    from extractors.mentions.calendar import day as calendar_day

    return calendar_day(year, month, day) or ""
