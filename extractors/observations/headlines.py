"""What the body says of the figures of a headline: their time, and the country that the headline leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft


_GUESSED = frozenset({"party.any.all_visitors", "party.any.whole_world", "party.any.total"})


def complete_titles(drafts: list[Draft]) -> None:
    """A headline's figure with the whole world is the body's with a partner, where value and country are the same.

    A headline that names no country has the body's two.
    """
    for draft in drafts:
        if draft.tape.reading.name != "title" or draft.rules.get("parties", ("",))[0] not in _GUESSED:
            continue
        for other in drafts:
            same = (other.spec, other.measure, other.value, other.unit) == (
                draft.spec, draft.measure, draft.value, draft.unit
            )  # fmt: skip
            if not same or other.tape.reading.name != "text":
                continue
            role = other.reporter == draft.reporter or other.partner == draft.partner
            if not draft.tape.places or (role and "WLD" not in (other.reporter, other.partner)):
                draft.reporter, draft.partner = other.reporter, other.partner
                draft.note("parties", "party.any.body", None)
                break


def date_titles(drafts: list[Draft]) -> None:
    """A headline's figure without a period is about the period of the body's first figure of the same thing."""
    for draft in drafts:
        if draft.tape.reading.name != "title" or draft.period is not None or draft.status != "actual":
            continue
        assert draft.spec is not None
        if draft.spec.kind != "flow":
            continue
        pair = {draft.reporter, draft.partner}
        for other in drafts:
            alike = other.spec is not None and other.spec.indicator == draft.spec.indicator
            same = alike and {other.reporter, other.partner} == pair
            if same and other.tape.reading.name == "text" and other.period is not None and other.status == "actual":
                draft.period = other.period
                draft.note("period", "period.any.body", None)
                break
