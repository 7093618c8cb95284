"""Travellers: who receives them, and whether a figure is of all of them, wherever they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft, Topic
    from extractors.records import Mention

# how many words a verb of travelling may stand behind the travellers, and one of receiving before them
_VERB = 3
# "Georgia, a country of 3.7 million, welcomed"
_ASIDE = 6
# fewer are a delegation
_CROWD = 1000


def of_nation(draft: Draft, carried: Topic | None) -> bool:
    """Whether a figure counts a nation that comes: "gelen Polonyalı sayısı 560 bin", "230 bin Faslı geldi".

    Args:
        draft: A number or a growth, where the verb comes last.
        carried: What the sentence before spoke of.
    """
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last or mention.kind not in ("number", "percent", "ratio"):
        return False
    if any(i.value == "other.people" for i in tape.indicators):
        return False
    goes_on = carried is not None and carried.spec is not None and carried.spec.family == "tourist"
    comes = goes_on or bool(tape.cue(tape.start, tape.end, "comes."))
    nations = [p for p in tape.places if p.value.form in ("people", "adjective")]
    if mention.kind == "number" and any(0 <= p.start - mention.end <= 1 for p in nations):
        return mention.value.value >= _CROWD and bool(tape.cue(mention.end, tape.end, "comes."))
    start = draft.left if draft.before is not None else tape.start
    numbers = [c for c in tape.cue(start, mention.start, "number.") if not tape.has_break(c.end, mention.start)]
    return comes and any(0 <= c.start - p.end <= 1 for p in nations for c in numbers)


def counts_nation(draft: Draft, found: list[Mention]) -> bool:
    """Whether a bare number counts what stands behind it: "number of", or a nation: "180 bin Türk ... ziyaret etti"."""
    tape, end = draft.tape, draft.mention.end
    if tape.cue(tape.start, tape.end, "number."):
        return True
    nation = any(0 <= p.start - end <= 1 and p.value.form in ("people", "adjective") for p in tape.places)
    return tape.verb_last and nation and bool(found) and found[0].value == "tourist"


def are_more(draft: Draft, word: Mention) -> bool:
    """Whether travellers themselves grow, where the verb comes last: "gelen Türk ziyaretçiler yüzde 43 çoğaldı"."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last or mention.kind not in ("percent", "ratio") or word.value != "tourist":
        return False
    if not draft.left <= word.start < mention.start or tape.has_comma(word.end, mention.start):
        return False
    times = sum(tape.words(p.start, p.end) for p in tape.periods if word.end <= p.start and p.end <= mention.start)
    if tape.words(word.end, mention.start) > times:
        return False  # "turistlerin alışverişi yüzde 40 azaldı"
    grown = tape.cue(mention.end, draft.right, "change.")
    return bool(grown) and not tape.cue(mention.end, grown[0].start, "share.") and draft.marker in ("", "adj")


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


def are_travellers(draft: Draft) -> bool:
    """Whether a number counts people of a nation that travel: "hosted 5 million Germans", "Poles will holiday in"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last or mention.kind != "number":
        return False
    people = [p for p in tape.places if p.value.form == "people" and 0 <= p.start - mention.end <= 1]
    if not people:
        return False
    end = people[0].end
    travel = [c for name in ("goto.", "travel.", "arrive.") for c in tape.cue(end, draft.right, name)]
    if any(tape.words(end, c.start) <= _VERB and not tape.has_break(end, c.start) for c in travel):
        return True
    hosts = tape.cue(draft.left, mention.start, "host.")
    return bool(hosts) and tape.words(hosts[-1].end, mention.start) <= _VERB and _is_named_host(draft, hosts[-1])


def _is_named_host(draft: Draft, verb: Mention) -> bool:
    """Whether a bare country stands before a verb of receiving: "Türkiye had hosted"."""
    tape = draft.tape
    near = [p for p in tape.places if p.end <= verb.start and not tape.has_break(p.end, verb.start)]
    return bool(near) and near[-1].value.marker == "" and tape.words(near[-1].end, verb.start) <= _VERB


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
