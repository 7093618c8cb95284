"""Travellers: who receives them, and whether a figure is of all of them, wherever they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# "Georgia, a country of 3.7 million, welcomed"
_ASIDE = 6


def is_host(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a verb makes a bare name the host: "Georgia welcomed 5 million", "5 million visited Georgia"."""
    tape, start = draft.tape, draft.mention.start
    if tape.verb_last:
        # "Türkiye 8 ayda 36 milyon ziyaretçi ağırladı"
        hosts = tape.cue(draft.mention.end, tape.end, "host.")
        return place.end <= start and bool(hosts) and not tape.has_comma(draft.mention.end, hosts[0].start)
    if place.end <= start:
        hosts = [c for c in tape.cue(place.end, start, "host.") if not tape.has_break(place.end, c.start)]
        if hosts and tape.words(place.end, hosts[0].start) <= _ASIDE:
            return True
    return any(tape.words(c.end, place.start) <= 1 for c in tape.cue(tape.start, place.start, "goto."))


def is_trip(draft: Draft) -> bool:
    """Whether trips to a country are counted, which somebody makes who is named elsewhere: "число поездок в Турцию"."""
    word = draft.indicator
    return word is not None and bool(draft.tape.cue(word.start, word.end, "trip."))


def are_all(draft: Draft, frame: Draft | None, host: str | None) -> bool:
    """Whether a figure that names only the host is of all visitors, though others were spoken of before.

    Where the verb comes last, the figure must be larger than the last one, or the last one of all, too; elsewhere
    a counted noun of its own ("tourists") that points at nobody says so.
    """
    tape = draft.tape
    if frame is None or draft.measure != "level":
        return False
    everyone = frame.reporter == "WLD"
    if not tape.verb_last and draft.mention.kind == "count":
        pointed = tape.cue(draft.left, draft.mention.end, "this.") or tape.cue(draft.left, draft.mention.end, "that.")
        return not pointed and _is_named(draft, host) and (everyone or frame.tape is not tape)
    if frame.tape is tape or tape.previous is None:
        return False
    if everyone:
        return frame.partner == host
    if draft.mention.kind != "count" or frame.mention.kind != "count":
        return False
    return draft.quantity.value > frame.quantity.value


def _is_named(draft: Draft, host: str | None) -> bool:
    """Whether the host stands in the figure's own window as a goal; people need a verb of visiting."""
    hosts = [p for p in draft.places if p.value.code == host and p.value.marker in ("", "to", "in", "at", "object")]
    if not draft.mention.rule.endswith(".person"):
        return bool(hosts)
    return any(is_host(draft, place) for place in hosts)
