"""The query of a data address: the names of the address bar, and plain words about what is wrong with a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard import filters, labels
from dashboard.filters import ALL, TOTAL, Filter, years
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

NAMES = (
    "lang",
    "asof",
    "pair",
    "ind",
    "m",
    "unit",
    "product",
    "dir",
    "status",
    "who",
    "bound",
    "src",
    "review",
    "year",
    "q",
    "period",
    "implied",
)
FORMS = ("csv", "excel")
LONGEST = 4_000


class QueryError(IkiliError):
    """A data address that asks for something that does not exist."""


@dataclass(frozen=True)
class DataQuery:
    """What a data address asks for.

    Attributes:
        choice: The filters.
        form: "csv", or "excel" for semicolons and decimal commas.
    """

    choice: Filter
    form: str = "csv"

    @property
    def as_of(self) -> date | None:
        """The day as of which, or None."""
        return date.fromisoformat(self.choice.asof) if self.choice.asof else None


def parse(query: Mapping[str, list[str]], length: int) -> DataQuery:
    """Read the query of a data address.

    Args:
        query: Every parameter with its values.
        length: Length of the query string.

    Raises:
        QueryError: A name or value is not known; the message says which are.
    """
    if length > LONGEST:
        raise QueryError("query", f"{length} characters", f"stay below {LONGEST}")
    rest = dict(query)
    form = (rest.pop("format", None) or ["csv"])[-1]
    if form not in FORMS:
        raise QueryError("format", f"{form!r} is not known", "use one of " + ", ".join(FORMS))
    for name in rest:
        if name not in NAMES:
            raise QueryError(name, "no filter has this name", "use some of " + ", ".join((*NAMES, "format")))
    reading = filters.read(rest, labels.codes())
    if reading.refused:
        name, value = reading.refused[0]
        raise QueryError(name, f"{value!r} is not a value of this filter", _hint(name))
    return DataQuery(reading.choice, form)


def _hint(name: str) -> str:
    """What to write instead."""
    hints = {
        "pair": "write two codes such as KGZ-RUS",
        "asof": "write a day such as 2025-11-26",
        "year": "write two years such as 2018-2024",
        "ind": "use one of " + ", ".join(filters.INDICATORS),
        "m": "use one of " + ", ".join(filters.MEASURES),
        "status": "use one of " + ", ".join(filters.STATUSES),
        "bound": "use one of " + ", ".join(filters.BOUNDS),
        "lang": "use one of " + ", ".join(labels.codes()),
    }
    return hints.get(name, "look at the page Data and method")


def narrowed(frame: pd.DataFrame, choice: Filter) -> pd.DataFrame:
    """The claims of one pair that the query asks for, beyond pair and as-of day."""
    for column, value in (
        ("indicator", choice.ind),
        ("measure", choice.m),
        ("unit", choice.unit),
        ("lang", choice.src),
        ("review", choice.review),
        ("period", choice.period),
    ):
        if value and value != ALL:
            frame = frame[frame[column] == value]
    for column, values in (("status", choice.status), ("speaker", choice.who), ("bound", choice.bound)):
        if values:
            frame = frame[frame[column].isin(values)]
    frame = _of_product(frame, choice.product)
    if choice.dir and choice.dir != ALL:
        frame = frame[(frame["reporter"].astype("str") + "-" + frame["partner"].astype("str")) == choice.dir]
    span = years(choice.year)
    if span is not None:
        frame = frame[frame["period_start"].dt.year.between(*span)]
    return frame[mentions(frame, choice.q)] if choice.q else frame


def mentions(frame: pd.DataFrame, needle: str) -> pd.Series[bool]:
    """Whether the words stand in quote, speaker, title, outlet or product of a claim."""
    found = frame["quote"].str.contains(needle, case=False, regex=False, na=False)
    for column in ("speaker", "title", "outlet", "product"):
        found |= frame[column].astype("str").str.contains(needle, case=False, regex=False, na=False)
    return found


def _of_product(frame: pd.DataFrame, product: str) -> pd.DataFrame:
    """The claims about the total, about one product, or all."""
    if product == TOTAL:
        return frame[frame["product"].isna()]
    return frame if not product or product == ALL else frame[frame["product"] == product]
