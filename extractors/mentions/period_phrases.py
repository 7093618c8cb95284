"""One period phrase, read from the symbols of a field: a year, a part of a year, both in either order, or a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions import calendar
from extractors.mentions.period_parts import read_closing, read_part
from extractors.mentions.period_patterns import EDGE, EDGE_BEHIND, GLUE, YEAR, YEAR_STARTS
from extractors.mentions.period_phrase import STEPS, Phrase
from extractors.mentions.period_spans import next_week, read_span

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from extractors.mentions.period_token import Token
    from extractors.mentions.period_tokens import Tape

# a part in one of these cases is complete: "eylülde geçen yıla göre" is no September of last year
_CASES = frozenset({"in", "to", "from", "of"})
# a comma may stand between these and the year: "September, 2012", "Q3, 2019"
_DATED = frozenset({"months", "code", "numbered"})
_PARTS_BEHIND = (",M", ",C", ",O", ",F")
_UNITS = tuple(f"R{unit}" for unit in "ymqQpNwdxghMLW")


def read_phrase(tape: Tape, at: int, published: date) -> Phrase | None:
    """Return the longest phrase that begins at a symbol."""
    start, edge = _edge_before(tape, at)
    if start < 0:
        return None
    best = None
    for reader in (_part_and_year, _year_and_part, read_span):
        found = reader(tape, start, published)
        if found is not None and (best is None or found.right > best.right):
            best = found
    if best is None or best.weak == "needs_year":
        return None
    best.left, best.edge, best.lone = at, edge or best.edge, tape.lone
    if not edge:
        _edge_behind(tape, best)
    if tape.lone and best.rule == "weekday" and best.iso and tape.symbols[at] == "L":
        best.iso = next_week(best.iso, published)
    return None if best.weak == "bare" and not best.edge else best


def _edge_before(tape: Tape, at: int) -> tuple[int, str]:
    """Return where the period begins behind "end of" and which edge that is; -1 where nothing follows."""
    symbols = tape.symbols
    if symbols[at] == "E" and not tape.edge_first and (token := tape.tokens[at]) and token.key != "year_end":
        return -1, ""
    if not tape.edge_first or (symbols[at] != "E" and not symbols.startswith("y-E", at)):
        return at, ""
    match = EDGE.match(symbols, at)
    token = tape.tokens[symbols.index("E", at)]
    if match and token and match.end() < len(symbols) and symbols[match.end()] != "|":
        return match.end(), token.key
    return (-1, "") if symbols[at] == "E" and token and token.key != "year_end" else (at, "")


def _edge_behind(tape: Tape, phrase: Phrase) -> None:
    """Take "end" behind a period into it, unless it belongs to a year that follows."""
    match = EDGE_BEHIND.match(tape.symbols, phrase.right)
    token = tape.tokens[match.end() - 1] if match else None
    if match and token and not tape.symbols.startswith(("Y", "oY", "Ry", "oRy"), match.end()):
        phrase.edge, phrase.right = token.key, match.end()


def _part_and_year(tape: Tape, at: int, published: date) -> Phrase | None:
    """Read a part of a year, with the year behind it where there is one."""
    part = read_part(tape, at, published)
    closing = read_closing(tape, at)
    if closing is not None:
        year = _year_behind(tape, closing, published)
        if year is not None and year.rule != "ago":
            return _joined(closing, year, year.right)
    if part is None:
        return closing if closing is not None and tape.tokens[at].key == "final" else None  # type: ignore[union-attr]
    year = None
    if part.year is None and part.iso is None:
        year = _year_behind(tape, part, published)
    if year is not None:
        return _joined(part, year, year.right)
    short = _two_digit_year(tape, part) or _short_year(tape, part)
    if short is not None:
        return short
    _this_alone(tape, part, published)
    return part


def _year_behind(tape: Tape, part: Phrase, published: date) -> Phrase | None:
    """Return the year behind a part, if only "of", a comma of a date or a bracket stands between."""
    match = GLUE.match(tape.symbols, part.right)
    stop = match.end() if match else part.right
    glue = tape.symbols[part.right : stop]
    dated = part.day is not None or part.rule == "ending"
    if "," in glue and not dated and not (part.rule in _DATED and tape.symbols.startswith("Y", stop)):
        return None
    if "-" in glue and part.day is None and part.rule != "code":
        return None
    last = tape.tokens[part.right - 1]
    if last is not None and last.marker in _CASES:
        return None
    year = _year(tape, stop, published)
    if year is not None and tape.symbols.startswith("S", year.right):
        return None
    if year is not None and glue and (year.weak == "bare" and glue != "o"):
        return None
    return year


def _two_digit_year(tape: Tape, part: Phrase) -> Phrase | None:
    """Read "31-Oct-74": a day with a year of two digits behind a second dash."""
    token = tape.tokens[part.right + 1] if part.right + 1 < len(tape.tokens) else None
    if part.day is None or token is None or tape.symbols[part.right] != "-" or token.symbol != "N":
        return None
    if "-" not in tape.symbols[part.left : part.right] or token.end - token.start != 2:
        return None
    year = token.value + (2000 if token.value < 70 else 1900)
    part.iso = calendar.day(year, part.day[0], part.day[1])
    part.right += 2
    part.anchor = "absolute"
    return part if part.iso else None


def _short_year(tape: Tape, part: Phrase) -> Phrase | None:
    """Read "August 99", "April of 87", "в августе 99-го": no day, so the year of the last century."""
    at = part.right + 1 if tape.symbols.startswith("o", part.right) else part.right
    token = tape.tokens[at] if at < len(tape.tokens) else None
    if part.rule != "months" or token is None or token.symbol not in "NO" or not 70 <= token.value <= 99:
        return None
    if token.key or tape.symbols[at + 1 : at + 2] not in ("", "|", "y", ","):
        return None
    part.year, part.right, part.anchor = 1900 + token.value, at + 1, "absolute"
    part.weak = "short_year" if token.symbol == "N" else ""
    return part


def _this_alone(tape: Tape, part: Phrase, published: date) -> None:
    """Take "текущего" behind a part without the word year."""
    if tape.symbols.startswith("R", part.right) and not tape.symbols.startswith(_UNITS, part.right):
        token = tape.tokens[part.right]
        if token and token.key == "current" and part.months and part.year is None:
            part.right += 1
            part.year, part.anchor = published.year, "published"


def _year_and_part(tape: Tape, at: int, published: date) -> Phrase | None:
    """Read a year, with a part of it behind where there is one."""
    symbols = tape.symbols
    year = _year(tape, at, published)
    if year is None:
        return None
    stop = year.right + 1 if symbols.startswith("-", year.right) else year.right
    if year.rule == "absolute" and _takes_comma(tape, year):
        stop += 1
    part = read_closing(tape, stop) or read_part(tape, stop, published)
    if part is None or part.year is not None or part.iso is not None or part.rule == "ending":
        return year
    if symbols.startswith("-", year.right) and part.rule != "code":
        return year
    if part.weak == "doubtful" and year.weak == "bare":
        return year
    return _joined(part, year, part.right)


def _takes_comma(tape: Tape, year: Phrase) -> bool:
    """Whether a part of a year may stand behind a comma: "2016, Nov" and nothing else, "2019 г., II квартал"."""
    if tape.lone:
        return tape.symbols.startswith(_PARTS_BEHIND, year.right)
    last = tape.tokens[year.right - 1]
    abbreviated = last is not None and last.symbol == "y" and last.stop - last.start < 3
    return abbreviated and tape.symbols.startswith((",Oq", ",Oh"), year.right)


def _joined(part: Phrase, year: Phrase, right: int) -> Phrase:
    """Return the part put on the year."""
    part.right = right
    if part.weak in ("doubtful", "capital", "needs_year", "lasting"):
        part.weak = ""
    part.rule = f"{year.rule}_{part.rule}"
    part.anchor = "context" if part.same else year.anchor
    part.shift += year.shift
    part.year = year.year
    part.that = year.that
    if year.grain == "fiscal" and year.year is not None and part.rule.endswith("_months") and part.months:
        # named months lie where the calendar has them: April-December of 2023-24 is in 2023
        part.year = year.year - (part.months[0] >= calendar.INDIA)
    elif year.grain == "fiscal" and year.year is not None:
        part.grain = "fiscal"
        if part.months is not None:
            moved = calendar.INDIA - 1
            part.iso = calendar.months(year.year - 1, part.months[0] + moved, part.months[1] + moved)
    return part


def _year(tape: Tape, at: int, published: date) -> Phrase | None:
    match = YEAR.match(tape.symbols, at) if tape.symbols[at : at + 1] in YEAR_STARTS else None
    if match is None:
        return None
    rule = match.lastgroup or ""
    phrase = Phrase(at, match.end(), rule)
    inner = [token for token in tape.tokens[at : match.end()] if token]
    if rule == "absolute":
        phrase.year = next(token.value for token in inner if token.symbol == "Y")
        phrase.anchor = "absolute"
        phrase.weak = "digits" if match[0] == "Y" else ""
    elif match[0] == "V" and tape.lone and not inner[0].key and inner[0].year % 100 <= 12:
        phrase.year, phrase.months, phrase.grain = inner[0].value, (inner[0].year % 100,) * 2, "month"
        phrase.rule, phrase.anchor = "month", "absolute"  # "2007-08" and nothing else is a month of ISO 8601
    elif rule in _YEARS:
        found = _YEARS[rule](phrase, inner, published)
        return _alone(tape, at) if found is None and rule == "beside" else found
    elif rule == "that":
        if inner[-1].symbol == "f" and inner[-1].key != "alone":
            return None
        phrase.that = True
    elif rule == "idiom":
        phrase.year, phrase.anchor = published.year + inner[0].value, "published"
    else:
        if any(token.plural for token in inner):
            return None
        phrase.weak = "whole" if "W" in match[0] else "bare"
    return phrase


def _alone(tape: Tape, at: int) -> Phrase | None:
    """Return a year whose neighbour stands for itself: "2024'te bir önceki yıla göre" is about 2024."""
    token = tape.tokens[at]
    if token is None or token.symbol != "Y":
        return None
    phrase = Phrase(at, at + 1, "absolute")
    phrase.year, phrase.anchor, phrase.weak = token.value, "absolute", "digits"
    return phrase


def _relative_year(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    key = next(token.key for token in inner if token.symbol == "R")
    if (inner[-1].symbol == "f" and inner[-1].key != "alone") or (
        inner[-1].symbol == "E" and inner[-1].key != "year_end"
    ):
        return None
    if key == "final" or any(token.plural and token.symbol == "y" for token in inner):
        return None
    if key in ("previous", "following"):
        phrase.shift = STEPS[key]
    else:
        phrase.year, phrase.anchor = published.year + STEPS[key], "published"
        if any(token.symbol == "f" for token in inner):
            phrase.grain, phrase.rule, phrase.back = "fiscal", "fiscal_relative", STEPS[key]
            phrase.year += published.month >= calendar.INDIA
    return phrase


def _beside(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    """Return "the year before 2015", "2015'ten sonraki yıl"."""
    named = next(token for token in inner if token.symbol == "Y")
    key = next(token.key for token in inner if token.symbol in "AR")
    step = {"earlier": -1, "previous": -1, "following": 1, "later": 1, "next": 1}.get(key, 0)
    if not step or any(token.plural for token in inner) or (inner[0] is named and named.marker != "from"):
        return None
    phrase.year, phrase.anchor, phrase.rule = named.value + step, "absolute", "beside"
    return phrase


def _fiscal(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    phrase.grain, phrase.anchor = "fiscal", "absolute"
    years = [token.value for token in inner if token.symbol == "Y"]
    pair = [token for token in inner if token.symbol == "V"]
    if pair:
        phrase.year = pair[0].year
        phrase.iso = calendar.fiscal(phrase.year - 1)
        if pair[0].key == "fiscal_single":
            phrase.iso, phrase.rule = None, "fiscal_single"
        elif pair[0].key == "season" and not any(token.symbol == "f" for token in inner):
            # "the 2022/23 season" is no budget year
            phrase.iso, phrase.grain = f"{phrase.year - 1}/{phrase.year}", "span"
    elif len(years) == 2:
        if years[1] != years[0] + 1:
            return None
        phrase.year = years[1]
    else:
        phrase.year, phrase.rule = years[0], "fiscal_single"
    return phrase


def _years_ago(phrase: Phrase, inner: list[Token], published: date) -> Phrase | None:
    numbers = [token.value for token in inner if token.symbol == "N"]
    count = numbers[0] if numbers else 1
    if not count or (not numbers and any(token.plural for token in inner)):
        return None
    key = next(token.key for token in inner if token.symbol in "AX")
    if key == "hence":
        phrase.year, phrase.anchor, phrase.until = published.year + count, "published", True
    elif key == "later":
        phrase.shift = count
    elif count == 1 or key == "earlier":
        phrase.shift = -count
    else:
        phrase.year, phrase.anchor = published.year - count, "published"
    return phrase


_YEARS: dict[str, Callable[[Phrase, list[Token], date], Phrase | None]] = {
    "fiscal": _fiscal,
    "relative": _relative_year,
    "beside": _beside,
    "ago": _years_ago,
}
