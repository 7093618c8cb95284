"""One word or number of a period, and number words put together to days and years."""

from __future__ import annotations

from dataclasses import dataclass

_HUNDREDS = frozenset(range(200, 1000, 100))
_TENS = frozenset({10, 20, 30, 40, 50, 60, 70, 80, 90})
_GAPS = frozenset({" ", "-", " and "})
_EARLIEST, _LATEST = 1500, 2199


@dataclass(slots=True)
class Token:
    """One symbol's words: `start`..`end` without case endings, `stop` with them."""

    start: int
    end: int
    stop: int
    symbol: str
    value: int = 0
    key: str = ""
    marker: str = ""
    months: tuple[int, int] | None = None
    year: int = 0
    iso: str = ""
    plural: bool = False


def joined_numbers(folded: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens with chains of number words as one: "yirmi bir" is 21, "nineteen ninety nine" a year."""
    if not any(token.symbol in "NP" and token.key and token.value > 9 for token in tokens):
        return tokens
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        stop = at
        while _is_word(tokens[stop]) and stop + 1 < len(tokens) and _follows(folded, tokens[stop], tokens[stop + 1]):
            stop += 1
        chain = tokens[at : stop + 1]
        behind = tokens[stop + 1] if stop + 1 < len(tokens) else None
        named = behind is not None and behind.symbol == "y" and behind.start - chain[-1].stop < 2
        joined.extend(_one(chain, named) if len(chain) > 1 else chain)
        at = stop + 1
    return [token for token in joined if token.symbol != "P"]


def _is_word(token: Token) -> bool:
    return bool(token.key) and token.symbol in "NP"


def _follows(folded: str, left: Token, right: Token) -> bool:
    return (
        bool(right.key) and right.symbol in "NOP" and left.end == left.stop and folded[left.stop : right.start] in _GAPS
    )


def _one(chain: list[Token], named: bool) -> list[Token]:
    """Return a chain of number words as one token where it makes a number, else as it is.

    `named`: the word for year follows, so that a round number may be one: "iki bin yılında".
    """
    values = [token.value for token in chain]
    number = _spelled(values)
    if number is None and 17 <= values[0] <= 20:
        rest = _spelled(values[1:])
        number = 100 * values[0] + rest if rest is not None and 10 <= rest < 100 else None
    if number is None:
        return chain
    last = chain[-1]
    is_year = _EARLIEST <= number <= _LATEST and (number % 100 or named or last.symbol == "O")
    symbol = "Y" if is_year else last.symbol
    if symbol == "P" or (number > 99 and symbol != "Y"):
        return []
    return [Token(chain[0].start, last.end, last.stop, symbol, number, "words", last.marker)]


def _spelled(values: list[int]) -> int | None:
    """Return the number of number words, None where they make none: 2 1000 18 is 2018, 20 1 is 21, 9 100 90 is 990."""
    total, group, room = 0, 0, 1000
    for value in values:
        if value == 1000:
            if total:
                return None
            total, group, room = 1000 * (group or 1), 0, 1000
        elif value == 100 or value in _HUNDREDS:
            if group > (9 if value == 100 else 0):
                return None
            group, room = value * (group or 1), 100
        elif value < room and value < 100:
            group += value
            room = 10 if value in _TENS else 0 if value else room
            if room == 0 and value < 10:
                room = 1 if group % 100 == value and group < 10 else 0
        elif value in (100, 1000):
            return None
        else:
            return None
    return total + group
