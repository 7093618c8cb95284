"""Which claims repeat one statement: the same voice, value and period, in other outlets or other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard import numbers, queries
from dashboard.memory import remembered
from data.comparing.echoes import statements
from data.comparing.facts import facts_of
from data.comparing.findings import StatementTable
from data.comparing.growth import growth_records
from data.comparing.rows import working_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from data.comparing.findings import ImpliedValue


@dataclass(frozen=True)
class Echo:
    """One statement, however often it is repeated.

    Attributes:
        first: Id of the claim that was said first.
        day: Day of that claim.
        claims: How many claims say it.
        sources: In how many articles.
    """

    first: str
    day: date | None
    claims: int
    sources: int


def of_pair(pair: str, as_of: date | None) -> dict[str, Echo]:
    """The statement that each claim of a pair makes, by claim id."""
    return _of_pair(queries.version(), pair, as_of)


def firsts(claims: Iterable[str], pair: str, as_of: date | None) -> list[str]:
    """For each claim the id of the one that said it first."""
    known = of_pair(pair, as_of)
    return [known[claim].first if claim in known else claim for claim in claims]


def said(frame: pd.DataFrame, pair: str, as_of: date | None) -> pd.DataFrame:
    """The different statements that the claims of a frame make, one row each."""
    return statements(working_rows(frame, pair, None, as_of))


def growth(told: pd.DataFrame) -> tuple[ImpliedValue, ...]:
    """The growth rates that follow from statements (as `said` gives them)."""
    return () if told.empty else growth_records(facts_of(told), StatementTable(told))


@remembered(entries=256, rows=queries.MOST_HELD)
def _of_pair(version: str, pair: str, as_of: date | None) -> dict[str, Echo]:
    frame = queries.claims(queries.Wanted(pair=pair, as_of=as_of), "")
    told = said(frame, pair, as_of)
    found: dict[str, Echo] = {}
    for first, others, day, claims, sources in zip(
        told["claim_id"], told["echoes"], told["day"], told["n_claims"], told["n_sources"], strict=True
    ):
        one = Echo(str(first), numbers.as_date(day), int(claims), int(sources))
        found[one.first] = one
        found |= dict.fromkeys(others or (), one)
    return found
