"""The address bar as one typed record: what is chosen, from a query and back to one.

Values in the address are codes (KGZ-RUS, trade_turnover), never words of the interface, so that an address means the
same in every language and after every change of a label. Streamlit's own `bind="query-params"` writes the visible
words of an option and replaces the history entry; that is why `dashboard.address` does this work instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from extractors.records import Bound, Indicator, Measure, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL = "all"
TOTAL = "total"
OWN_BASE = "own"  # an index whose lines each begin at 100
STATUSES: tuple[str, ...] = get_args(Status)
BOUNDS: tuple[str, ...] = get_args(Bound)
MEASURES: tuple[str, ...] = get_args(Measure)
INDICATORS: tuple[str, ...] = get_args(Indicator)
CONFLICTS = ("disagreement", "revision", "growth_mismatch", "period_unclear", "mirror", "rounding")
_PAIR = re.compile(r"^[A-Z]{2,8}-[A-Z]{2,8}$")
_YEAR = re.compile(r"^\d{4}$")
_YEARS = re.compile(r"^(\d{4})-(\d{4})$")
_WORD = re.compile(r"^[\w./:+-]{1,80}$")
_LONGEST = 200


@dataclass(frozen=True)
class Filter:
    """Everything a page can be asked to show.

    Field names are the public names in the address bar: they are never renamed. An empty value means "not asked for"
    and stays out of the address.
    """

    lang: str = ""
    asof: str = ""
    pair: str = ""
    ind: str = ""
    m: str = ""
    unit: str = ""
    product: str = ""
    dir: str = ""
    status: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    src: str = ""
    review: str = ""
    year: str = ""
    q: str = ""
    id: str = ""
    tab: str = ""
    period: str = ""
    pairs: tuple[str, ...] = ()
    mode: str = ""
    view: str = ""
    base: str = ""
    log: str = ""
    zero: str = ""
    shared: str = ""
    implied: str = ""
    once: str = ""
    official: str = ""
    cls: str = ""
    state: str = ""
    sort: str = ""
    page: str = ""

    def with_values(self, **values: Any) -> Filter:
        """The same choice with some values changed."""
        return replace(self, **values)

    def query(self, only: Iterable[str] | None = None) -> dict[str, str | list[str]]:
        """The choice as a query: what was asked for, nothing else, in a fixed order.

        Args:
            only: Names of the fields that count; all where None.
        """
        wanted = None if only is None else set(only)
        found: dict[str, str | list[str]] = {}
        for name in NAMES:
            value = getattr(self, name)
            if value and (wanted is None or name in wanted):
                found[name] = list(value) if isinstance(value, tuple) else value
        return found


NAMES: tuple[str, ...] = tuple(f.name for f in fields(Filter))
MANY: frozenset[str] = frozenset(f.name for f in fields(Filter) if f.default == () and f.type == "tuple[str, ...]")
EVERYWHERE: tuple[str, ...] = ("lang", "asof")


@dataclass(frozen=True)
class Reading:
    """A query read: the choice and what in it could not be understood.

    Attributes:
        choice: The values that are well formed.
        refused: Name and value of those that are not.
    """

    choice: Filter
    refused: tuple[tuple[str, str], ...] = field(default=())


def read(query: Mapping[str, list[str]], languages: Iterable[str]) -> Reading:
    """Read a query string's values; whatever is malformed is left out and named.

    Args:
        query: Every parameter with its values.
        languages: Codes of the interface languages.

    Returns:
        The choice and the refused values. Names that no page knows are refused too.
    """
    chosen: dict[str, Any] = {}
    refused: list[tuple[str, str]] = []
    known = frozenset(languages)
    for name, values in query.items():
        if name not in NAMES:
            if name != "embed" and name != "embed_options":
                refused.append((name, ", ".join(values)[:_LONGEST]))
            continue
        good = [value for value in values if _sound(name, value, known)]
        refused += [(name, value[:_LONGEST]) for value in values if value and value not in good]
        if good:
            chosen[name] = tuple(dict.fromkeys(good)) if name in MANY else good[-1]
    return Reading(Filter(**chosen), tuple(refused))


def years(text: str) -> tuple[int, int] | None:
    """The two years of a year filter ("2018-2024"), or None."""
    match = _YEARS.match(text)
    return (int(match[1]), int(match[2])) if match else None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10


def _sound(name: str, value: str, languages: frozenset[str]) -> bool:
    """Whether a value of the address is well formed for its name."""
    closed: dict[str, Iterable[str]] = {
        "lang": languages,
        "ind": (*INDICATORS, ALL),
        "m": (*MEASURES, ALL),
        "status": STATUSES,
        "bound": BOUNDS,
        "review": ("pending", "accepted", "fixed", "rejected"),
        "tab": ("chart", "table", "sources", "vintage"),
        "mode": ("level", "growth", "index"),
        "view": ("one", "each"),
        "cls": CONFLICTS,
        "state": ("reached", "missed", "open", "unknown"),
        "sort": ("newest", "oldest", "value", "confidence", "conflict", "first", "name", "count"),
    }
    if name in closed:
        return value in closed[name]
    if name in {"log", "zero", "shared", "implied", "once", "official"}:
        return value in {"0", "1"}
    if name == "asof":
        return _is_day(value)
    if name in {"pair", "pairs"}:
        return bool(_PAIR.match(value))
    if name == "year":
        return bool(_YEARS.match(value))
    if name == "base":
        return value == OWN_BASE or bool(_YEAR.match(value))
    if name == "page":
        return value.isdigit() and len(value) <= 7
    if name in {"unit", "src", "id"}:
        return bool(_WORD.match(value))
    return 0 < len(value) <= _LONGEST and value.isprintable()
