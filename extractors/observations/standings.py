"""Figures beside one country that stands in a row or has all of a flow: "Rusya 7. sırada", "ülkeye gelen para"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.roles import Roles


def in_row(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[tuple[str | None, str | None], str] | None:
    """Return (pair, rule) of a figure beside one country that has all of a flow, or holds a place among partners."""
    if (stream := whole_stream(draft, frame, roles)) is not None:
        return stream, "total"
    if (part := part_of_stream(draft, frame, roles) or next_destination(draft, frame, roles)) is not None:
        return part, "row"
    if (member := next_of_row(draft, frame, roles) or _next_placed(draft, frame)) is not None:
        return member, "row"
    row = ranked_partner(draft, frame, roles)
    if row is None or draft.spec is None:
        return None
    return (row if draft.spec.view == "reporter" else row[::-1]), "new_partner"


def part_of_stream(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return the pair of what one country sends of a flow just told from the whole world: "bunun 2 milyarı ABD'den"."""
    spec = draft.spec
    if not draft.tape.verb_last or frame is None or frame.spec is None or spec is None or frame.partner is None:
        return None
    sender = roles.reporter if not roles.loose and not roles.partner else None
    same = frame.spec.family == spec.family and spec.family in ("capital", "remittance", "tourist")
    if not same or frame.reporter != "WLD" or sender in (None, frame.partner):
        return None
    sent = any(p.value.marker == "from" and p.value.code == sender for p in draft.places)
    return (sender, frame.partner) if sent and sender is not None else None


def next_destination(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return the pair of the next country that travellers go to: "в Турцию - 2,4 млн, в Таиланд - 687 тыс."."""
    spec, goal = draft.spec, roles.partner
    if draft.tape.verb_last or frame is None or frame.tape is not draft.tape or spec is None or frame.spec is None:
        return None
    if not spec.family == frame.spec.family == "tourist" or goal is None or roles.reporter or frame.reporter is None:
        return None
    here = any(p.value.marker == "to" and p.value.code == goal for p in draft.places)
    there = any(p.value.marker in ("to", "in") and p.value.code == frame.partner for p in frame.places)
    return (frame.reporter, goal) if here and there and goal != frame.reporter else None


def next_of_row(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str | None, str | None] | None:
    """Return the pair of the figure before with its country changed for the next of a row.

    "En çok yatırım 2,4 milyar dolarla Hollanda'dan geldi; Kazakistan 1,5 milyar dolarla ikinci sırada yer aldı."
    """
    tape, known = draft.tape, roles.reporter
    before = draft.before if draft.before is not None else frame if draft.carried is not None else None
    if not tape.verb_last or not roles.loose or known is None or before is None or before.reporter is None:
        return None
    end = draft.mention.end
    row = tape.cue(end, tape.end, "follow.") or tape.cue(end, tape.end, "standing.standing")
    row = row or [c for c in tape.cue(end, draft.right, "standing.ordinal") if tape.words(end, c.start) <= 1]
    spec, former = draft.spec, before.spec
    if not row or draft.share or spec is None or former is None or not spec.directed or spec.family != former.family:
        return None
    pair = {before.reporter, before.partner}
    named = {"WLD"} if "WLD" in pair else {p.value.code for p in before.places} & pair
    if known in pair or len(named) != 1:
        return None
    return (known, before.partner) if before.reporter in named else (before.reporter, known)


def whole_stream(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return the pair of all money sent into or out of the one country named: "ülkeye gelen işçi dövizleri".

    A figure of money that goes on with one of a pair is left to that pair.
    """
    spec, tape = draft.spec, draft.tape
    if spec is None or not tape.verb_last or tape.speaks_of_a_pair:
        return None
    if spec.key != "remittance" and not (spec.key == "investment" and tape.cue(draft.left, tape.end, "inflow.")):
        return None
    ways = {p.value.marker for p in draft.places}
    known = frame is not None and frame.spec is not None and frame.spec.family == spec.family
    again = frame is not None and frame.reporter == "WLD" and frame.partner == roles.partner
    if known and not again and frame is not None and frame.rules["parties"][0] != "party.any.article_pair":
        return None
    if roles.partner and not roles.reporter and ways == {"to"}:
        return "WLD", roles.partner
    if spec.key == "investment":
        return None
    return (roles.reporter, "WLD") if roles.reporter and not roles.partner and ways == {"from"} else None


def _next_placed(draft: Draft, frame: Draft | None) -> tuple[str | None, str | None] | None:
    """Return the pair of a country that holds the next place among the partners: "следом идет Бангладеш - 1 млн"."""
    tape, spec, places = draft.tape, draft.spec, draft.places
    if tape.verb_last or frame is None or frame.spec is None or spec is None or len(places) != 1:
        return None
    if spec.family != "trade" or not spec.directed or frame.spec.indicator != spec.indicator or draft.share:
        return None
    place, pair = places[0], (frame.reporter, frame.partner)
    ranked = any(tape.words(c.end, place.start) <= 1 for c in tape.cue(tape.start, place.start, "place."))
    if not ranked or place.value.marker not in ("", "of") or place.value.code in pair or frame.view not in pair:
        return None
    return (frame.view, place.value.code) if spec.view == "reporter" else (place.value.code, frame.view)


def ranked_partner(draft: Draft, frame: Draft | None, roles: Roles) -> tuple[str, str] | None:
    """Return (view, partner) where a bare country only holds a place among the partners of the one spoken of.

    Args:
        draft: A figure of exports or imports with one country in its window.
        frame: The figure whose pair was being spoken of.
        roles: What the places of the window say.
    """
    tape, spec, known = draft.tape, draft.spec, roles.reporter
    if not tape.verb_last or not roles.loose or known is None or frame is None or frame.view is None:
        return None
    if spec is None or spec.family != "trade" or not spec.directed or draft.share or frame.view == known:
        return None
    if any(place.value.marker for place in draft.places):
        return None
    stands = tape.cue(draft.mention.end, tape.end, "standing.standing")
    # "Türkiye, 15 milyar dolarlık ihracatıyla ilk sırada" may rank exporters; a partner already told is no exporter
    pair = {frame.reporter, frame.partner}
    return (frame.view, known) if stands and (known in pair or "WLD" not in pair) else None


def is_same_end(draft: Draft, known: str, other: str | None) -> bool:
    """Whether two countries of a sentence are both whence or both whither: "from Germany 6.6m, from Britain 4.4m"."""
    ways: dict[str, set[str]] = {known: set(), other or "": set()}
    for place in draft.tape.places:
        if place.value.code in ways:
            ways[place.value.code].add(place.value.marker)
    return other is not None and ways[known] == ways[other] and ways[known] in ({"from"}, {"to"})


def is_abroad(draft: Draft) -> bool:
    """Whether projects in many countries only name where they began: "Libya ile yurt dışına açılan ... 138 ülkede"."""
    spec = draft.spec
    if spec is None or not spec.key.startswith("project") or not draft.tape.verb_last:
        return False
    begun = [p for p in draft.places if p.value.code != "WLD"]
    abroad = len(begun) < len(draft.places) or bool(draft.tape.cue(draft.left, draft.mention.start, "world.many"))
    return bool(begun) and abroad and all(p.value.marker == "with" for p in begun)
