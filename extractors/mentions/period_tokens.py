"""Period words and digits of a text as one string of symbols, so that the shapes of periods are plain patterns.

Each word or number that can belong to a period is one symbol (see period_patterns), what stands between two of them is
"" (a space), a glue symbol ("o" of, "t" to, "-", "&", ",") or "|", which no period crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.mentions.numbers import joined_value
from extractors.mentions.period_digits import TAIL, numbers
from extractors.mentions.period_grammar import KINDS, LONGEST_GAP, PLURALS, UNITS
from extractors.mentions.period_token import Token, joined_numbers

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar

_EARLIEST, _LATEST = 1500, 2199
_LONGEST_ALONE = 60
_MOST_MEANINGS = 5000
# from the first to the second by their endings: "2015'ten 2020'ye", "2015 yılından 2020 yılına"
_RANGES = {"Y": "YMNO", "M": "YMNO", "N": "YMNO", "O": "YMNO", "y": "YM", "m": "YM", "q": "YOF"}
# a word that is a verb too is a season right before a year: "fall 2020"
_YEAR_BEHIND = re.compile(r"[ -](?:19|20)\d\d(?!\d|[.,]\d)")
_DOUBTS = {"month_short": "doubtful", "month_capital": "capital"}


@dataclass(slots=True)
class Tape:
    """The symbols of a field; `tokens[i]` belongs to `symbols[i]`, None under glue."""

    symbols: str
    tokens: list[Token | None]
    month_day: bool
    edge_first: bool
    counted_plural: bool
    lone: bool = False


def tape(reading: Reading, words: Grammar) -> Tape:
    """Return the symbols of a field, left to right."""
    tokens = [token for hit in words.scan(reading) if (token := _word(hit, reading, words))]
    starts = {token.start for token in tokens}
    stops = {token.stop for token in tokens if token.symbol == "M"}
    digits = numbers(reading, words, starts, stops)
    if digits:
        tokens = sorted([*tokens, *digits], key=lambda token: token.start)
    tokens = joined_numbers(reading.folded, tokens)
    tokens = _with_written_years(reading, tokens)
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
            between = "|" if token.start - previous.stop > LONGEST_GAP else _between(reading, previous, token, words)
            if between:
                symbols.extend(between)
                row.extend([None] * len(between))
        symbols.append("")
        row.append(token)
        previous = token
    chain = "".join([token.symbol if token else sign for token, sign in zip(row, symbols, strict=True)])
    lone = "|" not in chain and bool(tokens) and words.are_glue(_outside(reading.folded, tokens))
    return Tape(chain, row, words.month_day, words.edge_first, words.counted_plural, lone)


def _with_written_years(reading: Reading, tokens: list[Token]) -> list[Token]:
    """Add the years whose number words are written as one, before the word for year: "ikibinyirmi yılında"."""
    added: list[Token] = []
    for token in tokens:
        hit = reading.ending.get(token.start - 1) if token.symbol == "y" else None
        if hit is None or hit.get("num_joined") is None:
            continue
        year = joined_value(reading, hit)
        if year is not None and _EARLIEST <= year <= _LATEST:
            added.append(Token(hit.start, hit.stop, hit.stop, "Y", year, "words"))
    return sorted([*tokens, *added], key=lambda token: token.start) if added else tokens


def _outside(folded: str, tokens: list[Token]) -> str:
    """Return what stands before the first and behind the last period word of a short text."""
    if len(folded) > _LONGEST_ALONE:
        return folded
    return f"{folded[: tokens[0].start]} {folded[tokens[-1].stop :]}"


def _between(reading: Reading, left: Token, right: Token, words: Grammar) -> str:
    """Return the symbols between two tokens."""
    folded = reading.folded
    gap = folded[left.stop : right.start]
    if gap == " ":
        if left.marker == "from" and right.symbol in _RANGES.get(left.symbol, ""):
            return ">"
        if left.marker == "with" and left.symbol == right.symbol == "M":
            return "&"
        if folded[left.stop - 1] == "." and reading.text[right.start].isupper() and left.symbol != "M":
            return "|"
        return ""
    if gap in (".", ". ") and left.symbol == "N" and left.value <= 31 and right.symbol in "qghmMxc":
        left.symbol = "O"
        return ""
    if gap in (".", ". ") and left.key == "roman" and right.symbol in "qghc":
        return ""  # "III. çeyrek"
    found = words.gap(gap)
    if found is None:
        return "|"
    if found == "" and left.symbol in "TRS" and gap.strip(" '\n"):
        return "|"
    if found == "" and folded[left.stop - 1] == "." and reading.text[right.start].isupper():
        return "|"
    return found


def _word(hit: Hit, reading: Reading, words: Grammar) -> Token | None:
    """Return the token of a lexicon hit."""
    symbol, value, key, dot = _meaning(hit.entries, words)
    if not symbol or (symbol == "I" and not reading.text[hit.start].isupper()):
        return None
    folded = reading.folded
    if hit.get("season_short") is not None and _YEAR_BEHIND.match(folded, hit.stop) is None:
        return None
    end, stop, tail = hit.end, hit.stop, hit.tail
    if not tail and folded.startswith("'", stop):
        match = TAIL.match(folded, stop)
        if match and words.words.marker is not None and words.words.ends(match[2]):
            tail, stop = match[2], match.end()
    marker = ""
    if tail:
        if symbol in "yd" and tail in words.tails["adjective"]:
            return None
        marker = _marker(tail, words)
    elif dot and folded.startswith(".", stop):
        end = stop = stop + 1
    if symbol == "I":
        ending = TAIL.match(folded, stop)
        if ending is not None and ending[2] in words.tails["ordinal"]:
            stop = ending.end()  # "II-й"
        return Token(hit.start, end, stop, "O", value, "roman", marker)
    plural = key in PLURALS or tail.startswith(words.plural)
    key = key.removesuffix("s") if key in PLURALS else key
    return Token(hit.start, end, stop, symbol, value, key, marker, plural=plural)


def _marker(tail: str, words: Grammar) -> str:
    for name in ("lasting", "adjective"):
        if tail in words.tails[name]:
            return name
    return words.marker(tail)


def _meaning(entries: tuple[Entry, ...], words: Grammar) -> tuple[str, int, str, bool]:
    """Return symbol, value and key of a word, and whether a full stop belongs to it."""
    known = words.meanings.get(id(entries))
    if known is not None and known[0] is entries:
        return known[1]
    symbol, value, key, dot = "", 0, "", False
    for entry in entries:
        name = entry.kind
        if name == "short":
            dot = True
        elif name == "none":
            symbol, key = KINDS[name], ""
            break
        elif not symbol or name == "month":
            key = entry.key
            symbol = UNITS[key] if name == "unit" else KINDS[name]
            value = int(key) if key.lstrip("-").isdigit() else 1
            key = _DOUBTS.get(name, key)
    meaning = (symbol, value, key, dot)
    if len(words.meanings) < _MOST_MEANINGS:
        words.meanings[id(entries)] = (entries, meaning)
    return meaning
