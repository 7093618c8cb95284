"""Reporter and partner of a linked quantity: places with their markers, read through the indicator's roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.records import Mention

_UNDIRECTED = {
    "of": "reporter",
    "adj": "reporter",
    "subject": "reporter",
    "from": "reporter",
    "with": "partner",
    "to": "partner",
    "in": "partner",
    "object": "partner",
}
_STRONG = frozenset({"name", "adjective", "people", "group"})
_TITLE_GAP = 2


def parties(draft: Draft, context: Context, last: Draft | None) -> None:
    """Set reporter and partner, or refuse where no pair can be told.

    Args:
        draft: A linked draft.
        context: The article's countries.
        last: The last draft with known parties: the pair that is being spoken of.
    """
    assert draft.spec is not None
    frame = draft.before if draft.before is not None and draft.before.reporter else last
    local = _local(draft)
    draft.places = local
    reporter, partner = _roles(draft, local)
    rule = "own" if reporter and partner else "half"
    if not reporter and not partner:
        rule = "frame"
        if _is_total(draft) and not local:
            reporter = frame.reporter if frame and frame.reporter else context.home
            partner = "WLD"
            rule = "total"
        elif frame is not None and frame.reporter:
            reporter, partner = frame.reporter, frame.partner
        else:
            reporter, partner = context.home, context.partner
            rule = "article_pair"
        if draft.tape.cue(draft.left, draft.mention.start, "reverse.") and rule == "frame":
            reporter, partner = partner, reporter
    elif not reporter or not partner:
        known = reporter or partner
        assert known is not None
        if _is_total(draft) and reporter:
            other: str | None = "WLD"
            rule = "total"
        elif frame is not None and known in (frame.reporter, frame.partner):
            other = frame.partner if known == frame.reporter else frame.reporter
        elif frame is not None and frame.reporter and frame.reporter != known and known != context.home:
            other = context.home if context.home in (frame.reporter, frame.partner) else frame.reporter
        else:
            other = context.other(known)
        if other == "WLD" and rule != "total":
            other = context.other(known) or other
        reporter, partner = (reporter, other) if reporter else (other, partner)
    if not reporter or not partner or reporter == partner:
        draft.refuse("no_pair", "no second economy in reach")
        return
    draft.reporter, draft.partner = reporter, partner
    draft.note("parties", f"party.any.{rule}", local[0] if local else None)


def _is_total(draft: Draft) -> bool:
    """Whether the window speaks of a country's total: "toplam ihracat", "внешнеторговый оборот"."""
    return bool(draft.tape.cue(draft.left, draft.mention.start, "total.") or (draft.indicator and draft.tape.cue(draft.indicator.start, draft.indicator.end, "total.")))


def _local(draft: Draft) -> list[Mention]:
    """Return the places that belong to this quantity: in its window, not in a speaker's title."""
    tape, mention = draft.tape, draft.mention
    start = draft.left if draft.before is not None else tape.start
    found = [p for p in tape.places if start <= p.start < mention.start and _is_party(draft, p)]
    inside = [p for p in tape.places if mention.start <= p.start < mention.end]
    behind = [p for p in tape.places if mention.end <= p.start and p.end <= draft.right and _is_party(draft, p)]
    verb_last = bool(tape.reading.pack.tables["language"].get("verb_last"))
    near = [p for p in behind if not tape.has_comma(mention.end, p.start)]
    if verb_last and draft.marker not in ("with", "adj") and (found or draft.before is not None):
        near = [p for p in near if draft.indicator is not None and p.start < draft.indicator.start]
    local = found + inside + near
    if not local and draft.before is None:
        local = behind
    strong = [p for p in local if p.value.form in _STRONG]  # type: ignore[attr-defined]
    if len({p.value.code for p in strong}) >= 2 or not local:  # type: ignore[attr-defined]
        return strong or local
    return strong + [p for p in local if p.value.form == "capital"]  # type: ignore[attr-defined]


def _is_party(draft: Draft, place: Mention) -> bool:
    """Whether a place may be a party: no leader, no region, not part of an office or institution name."""
    if place.value.form in ("leader", "region", "self"):  # type: ignore[attr-defined]
        return False
    tape = draft.tape
    for item in tape.items:
        if item.kind != "office":
            continue
        if item.start >= place.end and tape.words(place.end, item.start) <= _TITLE_GAP:
            if not tape.has_comma(place.end, item.start):
                return False
        elif item.end <= place.start and tape.words(item.end, place.start) <= 1:
            return False
    return True


def _roles(draft: Draft, places: list[Mention]) -> tuple[str | None, str | None]:
    """Return (reporter, partner) as far as the places and their markers say."""
    assert draft.spec is not None
    roles = draft.spec.roles if draft.spec.directed else _UNDIRECTED
    reporter: str | None = None
    partner: str | None = None
    loose: list[str] = []
    for place in places:
        code, marker = place.value.code, place.value.marker  # type: ignore[attr-defined]
        if marker == "adj" and _goods_behind(draft, place):
            marker = "from"
        role = roles.get(marker or "subject")
        if role == "reporter" and reporter in (None, code):
            reporter = code
        elif role == "partner" and partner in (None, code):
            partner = code
        else:
            loose.append(code)
    for code in loose:
        if code in (reporter, partner):
            continue
        if reporter is None:
            reporter = code
        elif partner is None:
            partner = code
    if reporter == partner:
        partner = None
    return reporter, partner


def _goods_behind(draft: Draft, place: Mention) -> bool:
    return any(
        draft.tape.words(place.end, c.start) <= 1 for c in draft.tape.cue(place.end, min(place.end + 40, draft.tape.end), "goods.") if c.start >= place.end
    )
