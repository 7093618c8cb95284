"""Days as pages write them: ISO, numbers with the day first, and month names of every language that is read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLDEST = date(1990, 1, 1)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_MOMENT = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970
_IN_URL = re.compile(r"(?:^|[/_-])((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_IN_URL_REVERSED = re.compile(r"/(0[1-9]|[12]\d|3[01])[/_-](0[1-9]|1[0-2])[/_-]((?:19|20)\d\d)(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day found in text, with its place in the folded text."""

    day: date
    start: int
    end: int
    ambiguous: bool = False


def fold_words(text: str) -> str:
    """Lower case in which Turkish and English spellings of i are one letter; for matching labels, never for quotes."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("\u0307", "").replace("\xa0", " ")


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """The tables of dates.toml."""
    with Path(__file__).with_name("dates.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _months() -> dict[str, int]:
    return {fold_words(name): int(number) for number, names in words()["months"].items() for name in names}


@cache
def _named() -> re.Pattern[str]:
    """`26 november 2025` and `november 26, 2025`, in the folded text."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s,/-]*(?P<month>{names})\b\.?[\s,/-]*(?P<year>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<month2>{names})\b\.?\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year2>(?:19|20)\d\d)(?!\d)"
    )


def dates_in(text: str, latest: date) -> Iterator[WrittenDate]:
    """Every plausible day that is written in the folded text, in order of place.

    Args:
        text: Text after `fold_words`.
        latest: Days after this one are no publication days.
    """
    found: list[WrittenDate] = []
    for match in _ISO.finditer(text):
        _keep(found, match, match[1], match[2], match[3])
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if second > 12 >= first and match[2] != ".":
            _keep(found, match, match[4], match[1], match[3])
        else:
            ambiguous = match[2] == "/" and first <= 12 and first != second
            _keep(found, match, match[4], match[3], match[1], ambiguous=ambiguous)
    for match in _named().finditer(text):
        month = match["month"] or match["month2"]
        _keep(found, match, match["year"] or match["year2"], str(_months()[month]), match["day"] or match["day2"])
    yield from sorted((hit for hit in found if _OLDEST <= hit.day <= latest), key=lambda hit: hit.start)


def _keep(
    found: list[WrittenDate], match: re.Match[str], year: str, month: str, day: str, *, ambiguous: bool = False
) -> None:
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return
    found.append(WrittenDate(when, match.start(), match.end(), ambiguous))


@cache
def _dateline_words() -> re.Pattern[str]:
    tables = [*words()["labels"].values(), *words()["datelines"].values()]
    labels = {fold_words(form) for forms in tables for form in forms}
    forms = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)|\d{{1,2}}[:.]\d\d(?::\d\d)?|\W+")


def is_dateline(line: str, latest: date) -> bool:
    """Whether a line is only a day, or a label of one, with weekday and hour: no sentence of the article."""
    if len(line) > 160:
        return False
    text = fold_words(line)
    for hit in reversed(list(dates_in(text, latest))):
        text = text[: hit.start] + " " + text[hit.end :]
    return not _dateline_words().sub("", text)


def machine_date(value: object, latest: date) -> date | None:
    """The day of a value meant for machines (`datePublished`, `datetime=`): ISO, RFC 2822, or any written form."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    if _MOMENT.fullmatch(text):
        text = datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    compact = _COMPACT.match(text)
    if compact:
        text = f"{compact[1]}-{compact[2]}-{compact[3]}"
    try:
        day: date | None = datetime.fromisoformat(text).date()
    except ValueError:
        day = next((hit.day for hit in dates_in(fold_words(text), latest)), None)
    return day if day is not None and _OLDEST <= day <= latest else None


def url_date(url: str | None, latest: date) -> date | None:
    """The day in an address such as `/2025/11/26/` or `-20251126`."""
    if not url:
        return None
    for pattern, order in ((_IN_URL, (1, 2, 3)), (_IN_URL_REVERSED, (3, 2, 1))):
        for match in pattern.finditer(url.partition("?")[0]):
            year, month, day = (int(match[number]) for number in order)
            try:
                when = date(year, month, day)
            except ValueError:
                continue
            if _OLDEST <= when <= latest:
                return when
    return None


def tomorrow() -> date:
    """The last day that can be a publication day now, anywhere on earth."""
    return date.today() + timedelta(days=1)
