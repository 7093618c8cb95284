"""The same figure stated twice about the same thing is one observation (guide)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.naming import final_indicator

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


# a headline leaves out the time that makes capital a flow
_CAPITAL = {"investment_stock": "investment", "investment_flow": "investment"}


def merge(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without repetitions; the fuller statement stays, at the place of the first in the body."""
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        pair = frozenset((draft.reporter, draft.partner))
        key = (
            _CAPITAL.get(final_indicator(draft), final_indicator(draft)),
            draft.measure,
            draft.value,
            draft.quantity.value_max,
            draft.unit or "count",
            pair,
        )
        other = kept.get(key)
        if other is None or not _same(other, draft):
            kept[key if other is None else (*key, id(draft))] = draft
            continue
        if _fullness(draft) > _fullness(other):
            kept[key] = draft
    return list(kept.values())


def _same(first: Draft, second: Draft) -> bool:
    """Whether nothing that both state differs."""
    if first.tape.reading.name != second.tape.reading.name:
        return True
    if final_indicator(first) != final_indicator(second):
        return False
    if first.period and second.period and first.period != second.period:
        return False
    if bool(first.product) != bool(second.product):
        return False
    return first.status == second.status


def _fullness(draft: Draft) -> tuple[bool, bool, bool, bool]:
    return (
        draft.tape.reading.name == "text",
        draft.period is not None,
        draft.speaker is not None,
        draft.rules.get("parties", ("",))[0] == "party.any.own",
    )
