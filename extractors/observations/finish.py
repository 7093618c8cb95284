"""Finished drafts as public records."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from extractors.observations.confidence import confidence
from extractors.observations.naming import final_indicator
from extractors.records import Article, Observation, Rejected

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Evidence, Mention

_UNDIRECTED = frozenset({"trade_turnover", "national_currency_share", "agreement_value"})


def observation(draft: Draft, article: Article, lang: str) -> Observation:
    """Return the observation of a finished draft."""
    mention, field = draft.mention, draft.tape.reading.name
    reporter, partner = draft.reporter, draft.partner
    assert reporter is not None
    assert partner is not None
    assert draft.value is not None
    indicator = final_indicator(draft)
    if indicator in _UNDIRECTED and partner < reporter:
        reporter, partner = partner, reporter
    noted = [(name, rule, at) for name, (rule, at) in draft.rules.items() if rule]
    value_max = draft.quantity.value_max
    if value_max is not None and draft.value < 0 < value_max:
        value_max = -value_max  # the other end of a fall falls too
    return Observation(
        article_id=article.id,
        lang=lang,
        published=article.published,
        indicator=indicator,  # type: ignore[arg-type]
        measure=draft.measure,  # type: ignore[arg-type]
        value=draft.value,
        value_max=value_max,
        unit=draft.unit or "count",
        bound=draft.quantity.bound,
        reporter=reporter,
        partner=partner,
        product=draft.product,
        period=draft.period,
        status=draft.status,  # type: ignore[arg-type]
        speaker=draft.speaker,
        quote=draft.tape.reading.text[mention.start : mention.end],
        field=field,
        start=mention.start,
        end=mention.end,
        confidence=confidence(draft),
        rules=(mention.rule, *[rule for _, rule, _ in noted]),
        evidence=tuple([_evidence(name, rule, at) for name, rule, at in noted]),
    )


def _evidence(name: str, rule: str, at: Mention | None) -> Evidence:
    """Return evidence as plain fields: the observation checks them and makes the records, all at once."""
    found: dict[str, object] = {"name": name, "rule": rule, "field": None, "start": None, "end": None}
    if at is not None:
        found["field"], found["start"], found["end"] = at.field, at.start, at.end
    return cast("Evidence", found)


def rejection(draft: Draft) -> Rejected:
    """Return the rejected entry of a refused draft."""
    assert draft.refused is not None
    mention = draft.mention
    return Rejected(
        field=draft.tape.reading.name,
        start=mention.start,
        end=mention.end,
        quote=draft.tape.reading.text[mention.start : mention.end],
        unit=draft.quantity.unit,
        value=draft.quantity.value,
        rule=draft.refused[0],
        reason=draft.refused[1],
    )
