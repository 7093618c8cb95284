"""Calendar periods of a field as mentions: years, parts of years, days, spans.

`find_periods` reads the tape of symbols (period_tokens) phrase by phrase (period_phrases), joins two phrases to a
range, looks at the words around ("since", "by", "compared with"), and resolves what is relative (period_resolution)
against the day of publication and against the main period named before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.calendar import FISCAL_START, PAIRED_START, Period
from extractors.mentions.period_evidence import credible, ends_here
from extractors.mentions.period_grammar import grammar
from extractors.mentions.period_phrases import read_phrase
from extractors.mentions.period_resolution import on_year, plain, resolved
from extractors.mentions.period_tokens import tape
from extractors.records import Mention

if TYPE_CHECKING:
    from datetime import date

    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar
    from extractors.mentions.period_phrase import Phrase
    from extractors.mentions.period_token import Token
    from extractors.mentions.period_tokens import Tape

# letters in which a percentage and a preposition fit
_WINDOW = 24
_STARTS = frozenset("YNOFMJCDBVGRSTEWXHKZULfyqhAmxwdp")
# these say nothing where no other symbol stands beside them
_LONELY = frozenset("NOFRSTWXfyqAmwd")
_CONTEXTS = frozenset({"year", "half", "quarter", "month", "part", "fiscal"})
_NO_RANGE = frozenset({"span", "week", "decade"})
_DAY = 10
_MONTH = 7
_SENTENCE_END = (". ", "! ", "? ", "\n", '." ', ".” ")


def find_periods(reading: Reading, published: date) -> list[Mention]:
    """Return the periods of a field in order, resolved against the day of publication; the value is a `Period`."""
    words = grammar(reading.pack)
    if words is None:
        return []
    row = tape(reading, words)
    symbols = row.symbols
    mentions: list[Mention] = []
    context: Mention | None = None
    at, size = 0, len(symbols)
    while at < size:
        symbol = symbols[at]
        lonely = symbol in _LONELY and symbols[at + 1 : at + 2] in ("", "|")
        phrase = None if lonely or symbol not in _STARTS else read_phrase(row, at, published)
        mention = _mention(reading, row, phrase, published, words, context) if phrase else None
        if mention is None or phrase is None:
            at += 1
            continue
        at = phrase.right
        mentions.append(mention)
        if _is_context(mention):
            context = mention
    return mentions


def _is_context(mention: Mention) -> bool:
    """Whether later words ("the same period") refer to this period."""
    value = mention.value
    return (
        isinstance(value, Period)
        and (value.grain in _CONTEXTS or mention.rule.endswith("range"))
        and value.iso is not None
        and not (value.base or value.until or value.shift or value.shift_months)
    )


def _mention(
    reading: Reading, row: Tape, phrase: Phrase, published: date, words: Grammar, context: Mention | None
) -> Mention | None:
    """Return the mention of a phrase, extended to a range where one follows; None where its evidence is too weak."""
    first = row.tokens[phrase.left]
    if first is None:
        return None
    before = words.role_before(reading.folded, first.start)
    _extend(row, phrase, published, before, reading, words)
    last = row.tokens[phrase.right - 1]
    if last is None:
        return None
    roles = f"{before} {words.role_after(reading.folded, last.stop)}".split()
    roles = _measured(roles, reading, first.start, phrase.year, published)
    if phrase.weak == "between" and "between" not in roles and phrase.months and not phrase.edge:
        last = _first_month(phrase, first)
    if phrase.weak == "numeric" and first.symbol == "Y" and not ends_here(reading, last.stop):
        phrase.right, phrase.months, phrase.grain, phrase.weak, last = phrase.left + 1, None, "year", "digits", first
        phrase.rule = "absolute"
    if phrase.weak == "short_year" and not ends_here(reading, last.stop):
        last = _first_month(phrase, first)
    if not credible(reading, first, last, phrase, roles, words):
        return None
    near, value = False, None
    if context is not None and isinstance(context.value, Period):
        value = context.value
        near = phrase.rule == "lasting" and not _ends_sentence(reading.text[context.end : first.start])
    start = 0
    if phrase.grain == "fiscal":
        start = _fiscal_start(reading, first.start, FISCAL_START if "single" in phrase.rule else PAIRED_START)
    _year_to_date(phrase, roles, published)
    period = resolved(phrase, roles, published, value, near, start)
    if period is None:
        return None
    return Mention("period", first.start, last.end, reading.name, period, f"period.any.{phrase.rule}")


def _measured(roles: list[str], reading: Reading, start: int, year: int | None, published: date) -> list[str]:
    """Return the roles of a period that a percentage right before its one preposition is measured from.

    "Снизился на 2,5% к июлю"; a year to come is what it lasts until: "на 20% к 2030 году".
    """
    if "until" not in roles or "base_if_year" not in roles or (year is not None and year >= published.year):
        return roles
    window = reading.folded[max(0, start - _WINDOW) : start]
    left = window.rstrip().rpartition(" ")[0].rstrip()
    hit = reading.ending.get(start - len(window) + len(left))
    percent = left.endswith("%") or (hit is not None and hit.get("percent") is not None)
    return ["base", *(role for role in roles if role != "until")] if percent else roles


def _year_to_date(phrase: Phrase, roles: list[str], published: date) -> None:
    """Read "through September" as the months of the year so far, and mark the state of a day ("as of November")."""
    if phrase.months and phrase.grain in ("month", "quarter") and phrase.months[0] > 0 and not phrase.same:
        if "through" in roles and not (phrase.year is None and "until" in roles and phrase.months[1] > published.month):
            phrase.months, phrase.grain, phrase.iso = (1, phrase.months[1]), "part", None
            phrase.rule = f"through_{phrase.rule}"
        elif "as_of" in roles or (phrase.edge == "end" and "until" in roles):
            phrase.rule = f"as_of_{phrase.rule}"


def _first_month(phrase: Phrase, first: Token) -> Token:
    """Cut "March and June" down to the first month; the second is a period of its own."""
    phrase.right, phrase.months, phrase.grain = phrase.left + 1, (first.value, first.value), "month"
    if phrase.weak == "short_year":
        phrase.year, phrase.anchor = None, "context"
    phrase.weak = ""
    return first


def _ends_sentence(between: str) -> bool:
    return any(mark in between for mark in _SENTENCE_END)


def _extend(row: Tape, phrase: Phrase, published: date, before: str, reading: Reading, words: Grammar) -> None:
    """Extend a phrase to a range where "-", "to" or "and" and a second phrase follow."""
    sign = row.symbols[phrase.right : phrase.right + 1]
    if (
        sign not in ("-", "t", "&", ">")
        or phrase.grain in _NO_RANGE
        or phrase.base
        or phrase.weak == "lasting"
        or phrase.right + 1 >= len(row.symbols)
    ):
        return
    other = read_phrase(row, phrase.right + 1, published)
    if other is None or other.base or other.grain in _NO_RANGE or other.same or other.that or other.weak == "bare":
        return
    last = row.tokens[other.right - 1]
    if last is None or (sign == "&" and "between" not in f"{before} {words.role_after(reading.folded, last.stop)}"):
        return
    if sign == ">" and last.marker != "to":
        return
    joined = _dashed_month(phrase, other, sign) or _range(phrase, other, published, sign)
    if joined is None:
        return
    phrase.iso, phrase.right, phrase.rule = joined, other.right, "range"
    grains = {phrase.grain, other.grain}
    phrase.grain = _grain_of(joined, grains)
    phrase.anchor = other.anchor if other.year is not None or other.anchor == "absolute" else phrase.anchor
    phrase.year, phrase.months, phrase.day = other.year, None, None
    phrase.weak, phrase.shift, phrase.that = "", 0, False


def _grain_of(iso: str, grains: set[str]) -> str:
    """Return the grain of a range of two phrases."""
    if len(iso) == _MONTH:
        return "month"
    return "span" if grains == {"year"} else "day" if "day" in grains else "part"


def _dashed_month(left: Phrase, right: Phrase, sign: str) -> str | None:
    """Return "Mar-2024": months with the year behind a dash."""
    lacks_year = left.year is None and left.iso is None and not (left.same or left.that or left.shift)
    if sign != "-" or not left.months or not lacks_year:
        return None
    if right.year is None or right.rule not in ("absolute", "fiscal_single"):
        return None
    return calendar.months(right.year, *left.months)


def _range(left: Phrase, right: Phrase, published: date, sign: str) -> str | None:
    """Return the stretch from one phrase to another, None where they do not fit."""
    if left.year is not None and right.year is None and right.iso is None:
        return None
    end = plain(right, published)
    if end is None or left.shift or left.same or left.that or right.shift:
        return None
    begin = plain(left, published)
    if left.year is None and left.iso is None:
        if left.months is None and left.day is None:
            return None
        begin = on_year(left, int(end[:4]))
        if begin is not None and begin > end:
            begin = on_year(left, int(end[:4]) - 1)
    if begin is None or (left.grain == "day" and len(begin) > _DAY) or (right.grain == "day" and len(end) > _DAY):
        return None
    if left.grain == right.grain == "day":
        return f"{begin}/{end}" if begin < end else None
    if "day" in (left.grain, right.grain):
        if sign == "-":
            return None
        begin = begin if left.grain == "day" else f"{calendar.first_day(begin)}"
        end = end if right.grain == "day" else f"{calendar.last_day(end)}"
        return f"{begin}/{end}" if begin < end else None
    return calendar.between(calendar.ends(begin)[0], calendar.ends(end)[1])


def _fiscal_start(reading: Reading, start: int, starts: dict[str, int]) -> int:
    """Return the first month of the fiscal year of the country named first in the sentence, else last before it.

    Where none stands before, the first one behind counts; 0 for none at all.
    """
    found = 0
    sentence = max(reading.folded.rfind(". ", 0, start), reading.folded.rfind("\n", 0, start))
    for hit in reading.hits:
        if hit.start > start and found:
            break
        for entry in hit.entries:
            if entry.key[:3] in starts and entry.kind in ("place", "adjective", "capital", "people"):
                found = starts[entry.key[:3]]
                if hit.start > sentence:
                    return found
    return found
