"""Implied values as rows of the claims table, marked `implied`, so that chart, table and CSV show the same."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pandas as pd

from data.claims import claim_key_of
from data.comparing.growth import RULE as GROWTH
from data.period_columns import period_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.comparing.findings import ImpliedValue

PREFIX = "implied-"


def identity(value: ImpliedValue) -> str:
    """A stable id of an implied value: its rule and the claims it rests on."""
    parts = "|".join((value.rule, value.indicator, value.period or "", value.unit, *value.basis))
    return PREFIX + blake2b(parts.encode(), digest_size=10).hexdigest()


def fitting(values: Iterable[ImpliedValue], indicator: str, unit: str, known: frozenset[str]) -> list[ImpliedValue]:
    """The values of an indicator that can be drawn: with a middle, a period, the unit, and a basis that is at hand."""
    return [
        value
        for value in values
        if value.indicator == indicator
        and value.unit == unit
        and value.value is not None
        and value.period
        and set(value.basis) <= known
    ]


def once(values: Iterable[ImpliedValue]) -> list[ImpliedValue]:
    """Of values that round to the same for the same period only the first: one level is said by many articles."""
    found: dict[tuple[object, ...], ImpliedValue] = {}
    for value in values:
        assert value.value is not None
        key = (value.rule, value.reporter, value.partner, value.product, value.period, round(value.value, 1))
        found.setdefault(key, value)
    return list(found.values())


def rows(values: Iterable[ImpliedValue], claims: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """The values as claims.

    Args:
        values: Implied values with period and middle.
        claims: Claims among which the basis is, with the columns of `like`.
        like: A frame whose columns and types the rows take: those of claims.csv, or fewer.
    """
    values = list(values)
    needed = {claim for value in values for claim in value.basis}
    names = list(like.columns)
    basis = claims.loc[claims["claim_id"].isin(needed), names].astype(object)
    by_id = {str(record["claim_id"]): record for record in basis.to_dict("records")}
    made = [_row(value, [by_id[claim] for claim in value.basis]) for value in values]
    if not made:
        return like.iloc[:0]
    frame = pd.DataFrame(made).reindex(columns=names)
    return frame.astype({name: like[name].dtype for name in names})


def _row(value: ImpliedValue, basis: list[dict[Any, Any]]) -> dict[str, Any]:
    newest = max(basis, key=lambda claim: (claim["published"], claim["claim_id"]))
    span = period_columns(value.period) if value.period else None
    measure = "change_pct" if value.rule == GROWTH else "level"
    row: dict[str, Any] = dict(newest)
    row.update(
        claim_id=identity(value),
        indicator=value.indicator,
        measure=measure,
        reporter=value.reporter,
        partner=value.partner,
        product=value.product,
        period=value.period,
        value=value.value,
        value_max=None,
        value_lo=value.low,
        value_hi=value.high,
        unit=value.unit,
        bound="exact",
        status="actual",
        implied=True,
        rule=f"implied.any.{value.rule}",
        confidence=min(float(claim.get("confidence", 1)) for claim in basis),
        review="pending",
        link="",
        vintage_rank=1,
        claim_key=claim_key_of(
            value.reporter, value.partner, value.indicator, measure, value.product, value.period, value.unit
        ),
        conflict_class=None,
        conflict_with=" ".join(value.basis),
        superseded_on=None,
        reviewed_on=None,
        reporter_name=_name(newest, value.reporter),
        partner_name=_name(newest, value.partner),
    )
    if span is not None:
        row.update(period_start=span.start, period_end=span.end, freq=span.freq, time_period_sdmx=span.sdmx)
    return row


def _name(claim: dict[Any, Any], code: str) -> str:
    """The place's name as the basis spells it."""
    for side in ("reporter", "partner"):
        if claim[side] == code:
            return str(claim.get(f"{side}_name", code))
    return code
