"""The record that comparison yields: a class, its size, the claims in it, and a sentence in every language.

A finding points at rows of one shared table and builds its claims and sentences when they are asked for, so that all
findings of a million claims stay affordable.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from data.comparing import wording
from data.comparing.groups import cut, in_order, starts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from data.comparing.rows import Bools, Floats, Ints

# The classes, most telling first; the order breaks ties between findings of one size.
CLASSES = (
    "disagreement", "revision", "growth_mismatch", "mirror", "implied", "period_unclear", "official", "target",
    "rounding",
)  # fmt: skip

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_PERCENT_POINTS = 100.0


class ClaimRef(NamedTuple):
    """A claim in a finding. `echoes` are the ids of claims that repeat it; `role` says what it does there."""

    claim_id: str
    value: float
    unit: str
    speaker: str | None
    published: date
    value_max: float | None
    bound: str
    indicator: str
    measure: str
    reporter: str
    partner: str
    period: str | None
    status: str
    outlet: str
    n_sources: int
    echoes: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the claim as `ikili compare --format json` prints it."""
        return {
            "claim_id": self.claim_id,
            "value": json_number(self.value),
            "unit": self.unit,
            "speaker": self.speaker,
            "published": self.published.isoformat(),
            "value_max": None if self.value_max is None else json_number(self.value_max),
            "bound": self.bound,
            "indicator": self.indicator,
            "measure": self.measure,
            "reporter": self.reporter,
            "partner": self.partner,
            "period": self.period,
            "status": self.status,
            "n_sources": self.n_sources,
            "echoes": list(self.echoes),
        }


class ImpliedValue(NamedTuple):
    """A value that nobody stated: it follows from the claims in `basis` by the rule."""

    rule: str
    indicator: str
    reporter: str
    partner: str
    product: str | None
    period: str | None
    unit: str
    value: float | None
    low: float | None
    high: float | None
    basis: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the value as plain JSON types."""
        numbers = {
            name: None if end is None else json_number(end)
            for name, end in (("value", self.value), ("low", self.low), ("high", self.high))
        }
        return {**self._asdict(), **numbers, "basis": list(self.basis)}


def json_number(value: float) -> int | float:
    """Return the number as JSON prints it best: whole values as integers."""
    return int(value) if float(value).is_integer() else float(value)


class StatementTable:
    """Statements as columns of plain Python values, decoded at first use and shared by all findings."""

    def __init__(self, statements: pd.DataFrame) -> None:
        self._statements = statements
        self._columns: dict[str, list[Any]] = {}

    def column(self, name: str) -> list[Any]:
        """Return one column as a list."""
        if name not in self._columns:
            column = self._statements[name]
            if column.dtype.kind == "M":
                values = column.to_numpy().astype("datetime64[D]")
            elif column.dtype == "category":
                values = column.cat.categories.to_numpy(object)[column.cat.codes.to_numpy()]
            else:
                values = column.to_numpy()
            self._columns[name] = values.tolist()
        return self._columns[name]

    def with_column(self, name: str, values: list[Any]) -> StatementTable:
        """Return the same table with another column; what is decoded already is shared."""
        other = StatementTable(self._statements)
        other._columns = {**self._columns, name: values}
        return other

    def over(self, statements: pd.DataFrame, *other: str) -> StatementTable:
        """Return the table over statements that differ in some columns only; of the rest, what is decoded is shared."""
        table = StatementTable(statements)
        table._columns = {name: column for name, column in self._columns.items() if name not in other}
        return table

    def cell(self, name: str, row: int) -> Any:
        """Return one value."""
        column = self._columns.get(name)
        return (self.column(name) if column is None else column)[row]

    def cells(self, name: str, rows: list[int]) -> list[Any]:
        """Return the values of several rows."""
        column = self.column(name)
        return [column[row] for row in rows]

    def claim(self, row: int) -> ClaimRef:
        """Return the statement in a row as a claim."""
        cell = self.cell
        widest = cell("value_max", row)
        return ClaimRef(
            claim_id=cell("claim_id", row),
            value=cell("value", row),
            unit=cell("unit", row),
            speaker=cell("speaker", row) or None,
            published=cell("day", row),
            value_max=None if widest != widest else widest,
            bound=cell("bound", row) or "exact",
            indicator=cell("indicator", row),
            measure=cell("measure", row),
            reporter=cell("reporter", row),
            partner=cell("partner", row),
            period=cell("period", row) or None,
            status=cell("status", row),
            outlet=cell("outlet", row),
            n_sources=cell("n_sources", row),
            echoes=cell("echoes", row),
        )


@dataclass(eq=False)
class Finding:
    """One result of comparison. Nothing changes it; it is not frozen, since freezing doubles what making one costs.

    Attributes:
        kind: The class, one of `CLASSES`.
        variant: What kind of it, e.g. `reached` of a target or the rule of an implied value; else empty.
        indicator: What it is about; so are `measure`, `product`, `reporter`, `partner`, `unit` and `period`.
        size: How far apart, as a share of the larger value (levels) or in percentage points / 100.
        alarm: False where the difference has a harmless explanation that the claims themselves give.
        facts: More about it: the state of a target, the official band.
        table: The statements it points at.
        rows: Where its claims stand in the table.
        derive: Works out the values that follow from its claims.
    """

    kind: str
    variant: str
    indicator: str
    measure: str
    product: str | None
    reporter: str
    partner: str
    unit: str
    period: str | None
    size: float
    alarm: bool
    table: StatementTable = field(repr=False)
    rows: tuple[int, ...] = field(repr=False)
    derive: Callable[[], tuple[ImpliedValue, ...]] | None = field(default=None, repr=False)
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @cached_property
    def claims(self) -> tuple[ClaimRef, ...]:
        """The statements in it, by day and id; each stands for its echoes."""
        return tuple(
            sorted((self.table.claim(row) for row in self.rows), key=lambda one: (one.published, one.claim_id))
        )

    @cached_property
    def implied(self) -> tuple[ImpliedValue, ...]:
        """Values that nobody stated: they follow from claims in it."""
        return self.derive() if self.derive is not None else ()

    @property
    def pair(self) -> str:
        """Both sides in alphabetical order, as in an address."""
        return "-".join(sorted((self.reporter, self.partner)))

    @property
    def claim_ids(self) -> frozenset[str]:
        """The ids of all claims in it, echoes included."""
        return frozenset(name for claim in self.claims for name in (claim.claim_id, *claim.echoes))

    @property
    def identity(self) -> tuple[str, ...]:
        """What the finding is about; stays the same when more claims join it."""
        about = (self.kind, self.variant, self.reporter, self.partner, self.indicator, self.measure)
        return (*about, self.product or "", self.unit, self.period or "", str(self.facts.get("about", "")))

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Language -> the sentence that says it plainly."""
        return {language: wording.sentence(self, language) for language in wording.languages()}

    def sentence(self, language: str) -> str:
        """Return the sentence in one language."""
        return wording.sentence(self, language)

    def to_dict(self) -> dict[str, object]:
        """Return the finding as `ikili compare --format json` prints it."""
        return {
            "class": self.kind,
            "variant": self.variant or None,
            "indicator": self.indicator,
            "measure": self.measure,
            "product": self.product,
            "reporter": self.reporter,
            "partner": self.partner,
            "pair": self.pair,
            "period": self.period,
            "unit": self.unit,
            "size": round(self.size, 6),
            "alarm": self.alarm,
            "claims": [claim.to_dict() for claim in self.claims],
            "implied": [value.to_dict() for value in self.implied],
            "facts": {name: _json(value) for name, value in self.facts.items()},
            "sentences": self.sentences,
        }


def _json(value: object) -> object:
    """Return a fact as a plain JSON value."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return json_number(value) if isinstance(value, float) else value


def gap(measure: str, unit: str, one: float, two: float) -> float:
    """Return how far two values are apart: percentage points / 100 for percent, else the share of the larger.

    Example:
        >>> round(gap("level", "count", 1700, 1800), 4)
        0.0556
    """
    return float(
        gaps((measure != "level" and unit == "percent") or unit == "percent", np.array([one]), np.array([two]))[0]
    )


def gaps(percent: Bools | bool, one: Floats, two: Floats) -> Floats:
    """Return the gap of many pairs of values at once."""
    far = np.abs(one - two)
    larger = np.maximum(np.abs(one), np.abs(two))
    share = np.divide(far, larger, out=np.zeros_like(far), where=larger > 0)
    return np.where(percent, far / _PERCENT_POINTS, share)


def emitted(
    kind: str,
    variant: str,
    statements: pd.DataFrame,
    table: StatementTable,
    mask: Bools,
    group: Ints,
    *,
    alarm: bool = True,
    worth: float = 0.0,
    about: str = "",
) -> list[Finding]:
    """Return one finding per group that has marked rows, its size the distance of the extreme values.

    Args:
        kind: The class.
        variant: The variant, or empty.
        statements: The table's frame; `least` and `most` are the ends of the value that is compared.
        table: The table itself.
        mask: The rows that are in a finding.
        group: A code per row; rows of one code make one finding.
        alarm: Whether these findings are alarms.
        worth: The size from which on they are.
        about: Column whose value tells apart findings that are otherwise about the same (the voice of a revision).
    """
    places = np.flatnonzero(mask)
    if not len(places):
        return []
    places = places[in_order(group[places])]
    starts = starts_of(group[places])
    least, most = statements["least"].to_numpy()[places], statements["most"].to_numpy()[places]
    percent = (statements["unit"] == "percent").to_numpy()[places[starts]]
    highest, lowest = np.maximum.reduceat(least, starts), np.minimum.reduceat(most, starts)
    sizes = np.where(highest > lowest, gaps(percent, highest, lowest), 0.0)
    slices = map(tuple, cut(places.tolist(), starts))
    firsts = places[starts].tolist()
    cells = {name: table.cells(name, firsts) for name in _ABOUT}
    facts = [{"about": str(one)} for one in table.cells(about, firsts)] if about else [_NOTHING] * len(firsts)
    return [
        Finding(
            kind, variant, indicator, measure, product or None, reporter, partner, unit, shown_period(period), size,
            alarm and size >= worth, table, rows, None, fact,
        )
        for indicator, measure, product, reporter, partner, unit, period, size, rows, fact in zip(
            *cells.values(), sizes.tolist(), slices, facts, strict=True
        )
    ]  # fmt: skip


# What a finding is about is read from the first of its rows.
_ABOUT = ("indicator", "measure", "product", "from", "to", "unit", "pkey")


@lru_cache(maxsize=65536)
def shown_period(key: str) -> str | None:
    """Return the period of a compared key as it is shown: without the mark of a running year or the day of an event."""
    text, at, day = key.partition("@")
    return text.rstrip("~") or (day if at else None) or None


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, alarms first, the largest first, and in a fixed order among equals."""
    rank = {kind: place for place, kind in enumerate(CLASSES)}
    found = list(findings)
    keys = [(not one.alarm, -round(one.size, 9), rank[one.kind]) for one in found]
    order = sorted(range(len(found)), key=keys.__getitem__)
    placed: list[Finding] = []
    for _, alike in groupby(order, key=keys.__getitem__):
        same = [found[at] for at in alike]
        placed += sorted(same, key=lambda one: (one.identity, one.rows)) if len(same) > 1 else same
    return placed
