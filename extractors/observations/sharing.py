"""Periods that figures share: one behind the last of several, one that closes a sentence, a span of two years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from extractors.observations.conversions import is_conversion
from extractors.observations.seasons import is_owner_of

if TYPE_CHECKING:
    from extractors.mentions.calendar import Period
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# how many words may follow a period that closes a sentence
_CLOSING = 1
# "double bilateral trade to"
_LEADS = 5
_YEAR = len("2025")


def share_behind(drafts: list[Draft]) -> None:
    """A period behind the last of several chained figures is theirs too: "rose 26 % to 2.6 billion in 2013"."""
    for draft, following in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if _is_converted(draft):
            continue
        following = _new_value(draft, following, drafts)
        if draft.refused is not None or following.refused is not None or following.old:
            continue
        if draft.status != following.status and draft.measure == following.measure == "level":
            continue  # "now at $4 billion, is to reach $10 billion by 2030"
        if not following.chained and not _is_doubled_to(draft, following):
            continue
        rule, mention = following.rules.get("period", ("", None))
        own = draft.rules.get("period", ("",))[0]
        if mention is not None and draft.tape.bracket(mention.start) > draft.mention.end:
            continue  # "3 percent less than last year ($205 million in 2023)"
        if mention is None or mention.start < following.mention.end or own.startswith("period.any.own"):
            continue
        if _is_part(draft, following) or (following.marker == "from" and not draft.tape.verb_last):
            continue  # "up 5 % from $20 bn in 2018": the year is that of the old value
        if not draft.old and not (own == "period.any.goes_on" and following.measure != "level"):
            draft.period = draft.frame_period = following.period
            draft.note("period", rule, mention)


def _is_part(draft: Draft, following: Draft) -> bool:
    """Whether the figure behind is only a part, with a time of its own: "3,400, of which 1,100 opened last year"."""
    counted = draft.spec is not None and draft.spec.family == "capital"
    return counted and bool(draft.tape.cue(draft.mention.end, following.mention.start, "split."))


def _new_value(draft: Draft, following: Draft, drafts: list[Draft]) -> Draft:
    """Return the new value that a growth leads to over an old one: "rose 7.5 % from $11 bn in 2017 to $12 bn"."""
    at = drafts.index(following)
    if draft.measure != "change_pct" or draft.tape.verb_last:
        return following
    while following.chained and at + 1 < len(drafts) and (following.old or _is_converted(following)):
        at += 1
        following = drafts[at]
    return following


def _is_converted(draft: Draft) -> bool:
    return draft.before is not None and draft.before.old and is_conversion(draft, draft.before)


def _is_doubled_to(draft: Draft, following: Draft) -> bool:
    """Whether a ratio and the level that it leads to are one goal: "to double trade to $2 billion by 2030"."""
    near = draft.tape.words(draft.mention.end, following.mention.start) <= _LEADS
    return draft.measure == "ratio" and following.spec is draft.spec and following.status == draft.status and near


def share_closing(drafts: list[Draft]) -> None:
    """A period that closes a sentence holds for all its flows: "exports were $5bn and imports $3bn in 2023"."""
    if len(drafts) < 2 or drafts[0].tape.verb_last:
        return
    last, tape = drafts[-1], drafts[-1].tape
    rule, mention = last.rules.get("period", ("", None))
    if last.refused is not None or last.old or mention is None or mention.start < last.mention.end:
        return
    if tape.words(mention.end, tape.end) > _CLOSING or not rule.endswith("own_flow"):
        return
    if any(p.start < last.mention.start for p in tape.periods) or tape.has_break(drafts[0].mention.end, mention.start):
        return
    since = drafts[-2].mention.end
    if tape.cue(since, last.mention.start, "against.") or tape.cue(since, last.mention.start, "previous."):
        return
    for draft in drafts[:-1]:
        older = draft.period is None or (
            draft.rules.get("period", ("",))[0].endswith(".frame") and draft.period < (last.period or "")
        )
        if draft.refused is None and not draft.old and older and _is_like(draft, last):
            draft.period = draft.frame_period = last.period
            draft.note("period", rule, mention)


def _is_like(draft: Draft, last: Draft) -> bool:
    """Whether both figures are sums of a period, of one family and one status."""
    assert draft.spec is not None
    assert last.spec is not None
    same = draft.status == last.status and draft.spec.family == last.spec.family
    return same and draft.spec.kind == last.spec.kind == "flow"


def span_of(drafts: list[Draft]) -> str | None:
    """Return the span of the years in which a sentence gives levels of one thing, where they are years apart."""
    for first, second in pairwise([d for d in drafts if d.measure == "level" and d.status == "actual"]):
        years = sorted(d.period for d in (first, second) if d.period is not None and len(d.period) == _YEAR)
        if first.spec is second.spec and len(years) == 2 and int(years[1]) - int(years[0]) > 1:
            return f"{years[0]}/{years[1]}"
    return None


def latest(periods: list[Mention[Period]]) -> Mention[Period]:
    """Return what a sentence speaks of: its last period, but not the one it goes back to for a comparison.

    "A surplus of 35 mln in February compared with 68 mln in January and 355 mln in February last year".
    """
    last = periods[-1]
    alike = [p for p in periods if p.value.grain == last.value.grain and p.value.iso]
    return max(alike, key=lambda p: (p.value.iso or "").rsplit("/", maxsplit=1)[-1]) if len(alike) > 1 else last


def time_of_new(draft: Draft, period: Mention[Period]) -> str | None:
    """Return the time of the new value where the old one has its own: "ocakta geçen yılın ocağındaki X'ten Y'ye"."""
    tape, iso = draft.tape, period.value.iso
    if not tape.verb_last or draft.marker != "from" or iso is None or period.start > draft.mention.start:
        return None
    ahead = [p.value.iso for p in tape.periods if p.end <= period.start and not p.value.base and p.value.iso]
    alike = [told for told in ahead if len(told) == len(iso) and told > iso]
    return alike[-1] if alike else None


def is_at(period: Mention[Period], draft: Draft) -> bool:
    """Whether a period stands with an old value: behind it and before the next figure, or as its owner ("May's")."""
    behind = draft.old and draft.mention.end <= period.start < draft.right
    return behind or is_owner_of(draft.tape, period, draft.mention.start)


def is_year_before(iso: str | None, spoken: str | None) -> bool:
    """Whether a month or part of a year is that of the year before the one spoken of: what it is compared with."""
    if iso is None or spoken is None or len(iso) == _YEAR or len(iso) != len(spoken):
        return False
    return shifted(iso, 1) == spoken


def shifted(iso: str, years: int) -> str:
    """Return a period moved by whole years.

    >>> shifted("2025-01/2025-09", -1)
    '2024-01/2024-09'
    """
    return "/".join(f"{int(part[:_YEAR]) + years:04d}{part[_YEAR:]}" for part in iso.split("/"))


def dealt_period(draft: Draft, usable: list[Mention[Period]]) -> Mention[Period] | None:
    """Return the period that "respectively" deals to a figure, or the only one of a series it deals places to."""
    if draft.forced is None:
        return None
    if draft.forced.kind == "period":
        return cast("Mention[Period]", draft.forced)
    return usable[0] if len(usable) == 1 and not draft.tape.verb_last else None
