"""Calendar periods of a field as mentions: years, parts of years, days and spans, put on the calendar.

`find_periods` reads the tape of symbols (period_tokens) phrase by phrase (period_phrases), joins two phrases to a range,
looks at the words around ("since", "by", "compared with"), and resolves what is relative against the day of
publication and against the period named before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.calendar import Period
from extractors.mentions.period_grammar import grammar
from extractors.mentions.period_phrases import Phrase, read_phrase
from extractors.mentions.period_tokens import tape
from extractors.records import Mention

if TYPE_CHECKING:
    from datetime import date

    from extractors.mentions.lexicon import Reading
    from extractors.mentions.period_grammar import Grammar
    from extractors.mentions.period_tokens import Tape

_STARTS = frozenset("YNOFMJCDBVGRSTEWXHKZfyqhAm")


def find_periods(reading: Reading, published: date) -> list[Mention]:
    """Return the periods of a field in order, resolved against the day of publication; the value is a `Period`."""
    words = grammar(reading.pack)
    row = tape(reading, words)
    symbols = row.symbols
    mentions: list[Mention] = []
    context: Period | None = None
    at, size = 0, len(symbols)
    while at < size:
        if symbols[at] not in _STARTS:
            at += 1
            continue
        phrase = read_phrase(row, at, published)
        if phrase is None:
            at += 1
            continue
        mention = _mention(reading, row, phrase, published, words, context)
        if mention is None:
            at += 1
            continue
        at = max(phrase.right, at + 1)
        mentions.append(mention)
        value = mention.value
        if isinstance(value, Period) and not value.base and value.iso and value.grain != "day":
            context = value
    return mentions


def _mention(
    reading: Reading, row: Tape, phrase: Phrase, published: date, words: Grammar, context: Period | None
) -> Mention | None:
    """Return the mention of a phrase, extended to a range where one follows; None where its evidence is too weak."""
    first = row.tokens[phrase.left]
    if first is None:
        return None
    role = words.role_before(reading.folded, first.start)[0]
    role = _second(row, phrase, published, role, reading, words)
    last = row.tokens[phrase.right - 1]
    if last is None:
        return None
    after = words.role_after(reading.folded, last.stop)
    roles = f"{role} {after}".split()
    if not _credible(reading, row, phrase, roles):
        return None
    period = _resolved(phrase, roles, published, context)
    if period is None:
        return None
    start, end = first.start, last.end
    return Mention("period", start, end, reading.name, period, f"period.any.{phrase.rule}")


def _second(row: Tape, phrase: Phrase, published: date, role: str, reading: Reading, words: Grammar) -> str:
    """Extend a phrase by a second one behind "-", "to" or "and"; return the role of the words in front."""
    symbols = row.symbols
    sign = symbols[phrase.right : phrase.right + 1]
    if sign not in ("-", "t", "&") or phrase.grain in ("span", "week") or phrase.base:
        return role
    other = read_phrase(row, phrase.right + 1, published)
    if other is None or other.base or other.grain in ("span", "week") or other.same:
        return role
    if sign == "&":
        last = row.tokens[other.right - 1]
        after = words.role_after(reading.folded, last.stop) if last else ""
        if "between" not in f"{role} {after}":
            return role
    joined = _range(phrase, other, published)
    if joined is None:
        return role
    phrase.iso, phrase.right, phrase.rule = joined, other.right, "range"
    phrase.grain = "span" if phrase.grain == other.grain == "year" else "day" if phrase.grain == "day" else "part"
    phrase.anchor = other.anchor if other.year is not None or other.anchor == "absolute" else phrase.anchor
    phrase.year, phrase.months, phrase.weak, phrase.day, phrase.shift = other.year, None, "", None, 0
    return role


def _range(left: Phrase, right: Phrase, published: date) -> str | None:
    """Return the stretch from one phrase to another, None where they do not fit."""
    end = right.iso or _plain(right, published)
    if end is None:
        return None
    if left.year is None and left.iso is None:
        if left.shift or left.same or (left.months is None and left.day is None):
            return None
        year = int(end[:4])
        begin = _on_year(left, year)
        if begin is not None and begin > end:
            begin = _on_year(left, year - 1)
    else:
        begin = left.iso or _plain(left, published)
    if begin is None:
        return None
    if len(begin) == 10 and len(end) == 10:
        return f"{begin}/{end}" if begin < end else None
    if len(begin) == 10 or len(end) == 10:
        return None
    return calendar.between(calendar.ends(begin)[0], calendar.ends(end)[1])


def _on_year(phrase: Phrase, year: int) -> str | None:
    """Return the part or day of a phrase in a year."""
    if phrase.day:
        number, first, last = phrase.day
        begin, end = calendar.day(year, number, first), calendar.day(year, number, last)
        return begin if begin == end or begin is None or end is None else f"{begin}/{end}"
    if phrase.months:
        return calendar.months(year, *phrase.months)
    return f"{year:04d}" if 0 < year < 10000 else None


def _plain(phrase: Phrase, published: date) -> str | None:
    """Return a phrase on the calendar, without context."""
    if phrase.iso:
        return phrase.iso
    if phrase.year is not None:
        return _on_year(phrase, phrase.year)
    if phrase.day:
        return calendar.nearest_day(published, phrase.day[0], phrase.day[1])
    if phrase.months:
        return _on_year(phrase, calendar.latest_year(published, *phrase.months))
    return None


def _credible(reading: Reading, row: Tape, phrase: Phrase, roles: list[str]) -> bool:
    """Whether a phrase that could be something else has evidence around it."""
    weak = phrase.weak
    if weak == "doubtful" or weak == "season":
        return bool(roles) and (weak == "doubtful" or "lead" in roles)
    if weak == "between":
        return "between" in roles
    if weak == "lasting":
        last = row.tokens[phrase.right - 1]
        marker = last.marker if last else ""
        return "span" in roles or marker in ("in", "lasting") or _bracketed(reading, row, phrase)
    if weak == "digits":
        return _year_like(reading, row, phrase, roles)
    if weak == "unknown":
        return False
    return True


def _bracketed(reading: Reading, row: Tape, phrase: Phrase) -> bool:
    first, last = row.tokens[phrase.left], row.tokens[phrase.right - 1]
    if first is None or last is None:
        return False
    return reading.folded[first.start - 1 : first.start] == "(" and reading.folded[last.stop : last.stop + 1] == ")"


def _year_like(reading: Reading, row: Tape, phrase: Phrase, roles: list[str]) -> bool:
    """Whether four digits alone are a year."""
    token = row.tokens[phrase.right - 1]
    if token is None:
        return False
    if token.stop > token.end or roles:
        return True
    return 1900 <= token.value <= 2099


def _resolved(phrase: Phrase, roles: list[str], published: date, context: Period | None) -> Period | None:
    """Return the phrase as a period on the calendar."""
    grain, anchor = phrase.grain, phrase.anchor
    months = phrase.months
    iso = phrase.iso
    year = phrase.year
    base = phrase.base
    if iso is None and not base:
        iso, year, anchor = _placed(phrase, published, context, roles)
    if "since" in roles and iso and not phrase.same and phrase.rule != "range":
        since = _since(iso, grain, phrase, published)
        if since:
            iso, grain, months = since, "span", None
    base = base or _is_base(phrase, roles, iso, published)
    until = _is_until(phrase, roles, iso, published)
    return Period(iso, grain, anchor, phrase.shift, months, base, until, year, phrase.shift_months)


def _placed(
    phrase: Phrase, published: date, context: Period | None, roles: list[str]
) -> tuple[str | None, int | None, str]:
    """Return iso, year and anchor of a phrase that has no iso of its own."""
    known = context.iso if context else None
    if phrase.same or phrase.shift or phrase.shift_months:
        if phrase.year is not None:
            if known and phrase.grain != "year":
                return calendar.moved_to(known, phrase.year), phrase.year, phrase.anchor
            if phrase.months or phrase.day:
                return _on_year(phrase, phrase.year), phrase.year, phrase.anchor
            return f"{phrase.year:04d}", phrase.year, phrase.anchor
        if phrase.months or phrase.day:
            on = int(known[:4]) if known else published.year
            return _on_year(phrase, on + phrase.shift), None, "context"
        if known:
            return calendar.shifted(known, phrase.shift, phrase.shift_months), None, "context"
        if phrase.shift and not phrase.same:
            return f"{published.year + phrase.shift:04d}", None, "context"
        return None, None, "context"
    if phrase.year is not None:
        return _on_year(phrase, phrase.year), phrase.year, phrase.anchor
    if phrase.weak == "whole" or (phrase.weak == "" and phrase.months is None and phrase.day is None):
        on = calendar.ends(known)[1][0] if known else published.year
        return f"{on:04d}", None, "context"
    if phrase.weak == "bare":
        return f"{published.year:04d}", published.year, "published"
    return _plain(phrase, published), None, "context"


def _since(iso: str, grain: str, phrase: Phrase, published: date) -> str | None:
    """Return the span from a period to the publication, in the period's own grain."""
    if phrase.edge == "start" and phrase.months is None and iso == f"{published.year:04d}":
        return None
    begin = iso.split("/")[0]
    if len(begin) == 4:
        return calendar.years(int(begin), published.year) if int(begin) < published.year else None
    if len(begin) == 7:
        return calendar.between(calendar.ends(iso)[0], (published.year, published.month))
    return f"{begin}/{published.isoformat()}" if begin < published.isoformat() else None


def _is_base(phrase: Phrase, roles: list[str], iso: str | None, published: date) -> bool:
    if phrase.grain == "day" or not roles:
        return False
    if "until" in roles and iso and int(iso[-4:] if len(iso) == 9 else iso[:4]) >= published.year:
        return False
    if "base" in roles:
        return True
    return "base_if_year" in roles and (phrase.year is not None or bool(phrase.shift or phrase.shift_months))


def _is_until(phrase: Phrase, roles: list[str], iso: str | None, published: date) -> bool:
    if phrase.until:
        return True
    if "until" not in roles or not iso:
        return False
    return calendar.ends(iso)[1] >= (published.year, published.month)
