"""Capital from abroad with its host alone, and lists that tell of each country how many firms or visitors it sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.observations.roles import Roles
    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity

_RULE = "count.list."
_COUNTED = ("company", "tourist")
# the signs that may stand between a country and its number, and behind that
_OPEN = frozenset({"(", "-", ":", ""})
_CLOSE = frozenset({")", ",", ";", ".", ""})
_FEWEST = 2
# how many sentences back the host may have been named
_BACK = 4
# "граждан России среди них было 183 тыс."; letters between the country of a list and its number
_VERB_WORDS, _LIST_GAP = 3, 4


def from_abroad(draft: Draft, context: Context, roles: Roles) -> tuple[str, str] | None:
    """Return (world, host) where foreign capital as such is told: "в республику привлечено 14,5 млрд долларов ПИИ"."""
    spec, tape = draft.spec, draft.tape
    if spec is not None and spec.family == "remittance" and not tape.verb_last:
        return _from_workers(draft, context)
    if spec is None or spec.family != "capital" or spec.key.startswith("project") or tape.verb_last:
        return None
    start = tape.start if draft.before is None else draft.left
    if not tape.cue(start, draft.right, "abroad.") or tape.speaks_of_a_pair:
        return None
    here = {p.value.code for p in draft.places} - {"WLD"}
    if len(here) > 1 or (roles.reporter and not roles.loose):
        return None
    frame = draft.frame
    capital = frame is not None and frame.spec is not None and frame.spec.family == "capital"
    goes_on = frame is not None and (capital or frame.reporter == "WLD") and frame.partner
    host = next(iter(here), None) or (frame.partner if goes_on and frame is not None else context.home)
    return ("WLD", host) if host and host != "WLD" else None


def _from_workers(draft: Draft, context: Context) -> tuple[str, str] | None:
    """Return (world, home) where money sent has no country and the headline names one alone: "OFWs sent home 3 bn"."""
    frame, spec = draft.frame, draft.spec
    goes_on = frame is not None and frame.spec is not None and spec is not None and frame.spec.family == spec.family
    if draft.places or goes_on or draft.carried is not None or draft.tape.places or draft.tape.speaks_of_a_pair:
        return None
    named = context.headline - {"WLD"}
    return ("WLD", next(iter(named))) if len(named) == 1 else None


def host_before(draft: Draft) -> str | None:
    """Return where all travellers went: "страну посетили 42 млн" is the one that somebody was said to visit before."""
    tape: Tape | None = draft.tape
    if draft.spec is None or draft.spec.family != "tourist" or draft.tape.verb_last:
        return None
    for _ in range(_BACK):
        if tape is None:
            return None
        end = draft.right if tape is draft.tape else tape.end  # "of the 5 million foreigners who visited Georgia"
        found = [p.value.code for p in tape.places if p.value.marker in ("object", "to", "in") and p.end <= end]
        if found:
            return found[-1]
        tape = tape.previous
    return None


def is_listed(draft: Draft) -> bool:
    """Whether a list of countries gives the number of each: "лидируют Россия (2335), Китай (1942)"."""
    return draft.mention.rule.startswith(_RULE) and draft.mention.kind == "count"


def listed_pair(draft: Draft) -> tuple[str, str] | None:
    """Return (sender, host) of a number in a list: the host is the one spoken of."""
    place = next((p for p in reversed(draft.places) if p.end <= draft.mention.start), None)
    if not is_listed(draft) or place is None:
        return None
    frame, known = draft.frame, place.value.code
    if place.value.marker in ("to", "in"):
        # "в Турцию - 2,4 млн, в Таиланд - 687 тыс.": where the same travellers went next
        goes_on = frame is not None and frame.spec is not None and frame.spec.family == "tourist"
        sender = frame.reporter if goes_on and frame is not None else None
        return (sender, known) if sender and sender != known else None
    host = frame.partner if frame is not None and _lists_visitors(frame) else _host(draft, known)
    return (known, host) if host and host != known else None


def _lists_visitors(frame: Draft) -> bool:
    """Whether the figure before is of all visitors of a country, or one of the same list of visitors."""
    tourists = frame.spec is not None and frame.spec.family == "tourist"
    return tourists and (frame.reporter == "WLD" or is_listed(frame))


def _host(draft: Draft, known: str) -> str | None:
    """Return the country that the list is about: the last one named before it as a place, else as an owner."""
    for markers in (("in", "to", "object"), ("of",)):
        tape: Tape | None = draft.tape
        end = draft.mention.start
        for _ in range(_BACK):
            if tape is None:
                break
            usable = [p for p in tape.places if p.end <= end and p.value.marker in markers]
            found = [p.value.code for p in usable if not _is_senders(tape, p)]
            found = [code for code in found if code not in (known, "WLD")]
            if found:
                return found[-1]
            tape = tape.previous
            end = tape.end if tape is not None else 0
    return None


def _is_senders(tape: Tape, place: Mention[Place]) -> bool:
    """Whether a place only says whose people are counted: "россиян", "граждан Турции", or the next one of the list."""
    if place.value.form == "people" or any(0 <= place.start - end <= 1 for end in _people(tape)):
        return True
    listed = any(m.rule.startswith(_RULE) and 0 <= m.start - place.end <= _LIST_GAP for m in tape.quantities)
    return listed and place.value.marker == "of"


def _people(tape: Tape) -> list[int]:
    return [i.end for i in tape.indicators if i.value == "other.people"]


def count_listed(tapes: list[Tape]) -> None:
    """Make counts of the bare numbers behind the countries of a list, where firms or visitors are spoken of."""
    topic = ""
    for tape in tapes:
        if tape.verb_last:
            return
        if tape.sentence.break_before and tape.reading.name == "title":
            topic = ""
        own = _topic(tape)
        listed = _numbers(tape)
        if len(listed) >= _FEWEST and (own or topic):
            counted = [replace(m, kind="count", value=replace(m.value, unit="count"), rule=f"{_RULE}{own or topic}")
                       for m in listed]  # fmt: skip
            kept = [q for q in tape.quantities if q not in listed]
            tape.quantities = sorted([*kept, *counted], key=lambda m: m.start)
        topic = own or (topic if all(i.value == "other.people" for i in tape.indicators) else "")


def _topic(tape: Tape) -> str:
    """Return what the sentence counts: firms with capital of another country, or visitors."""
    for mention in tape.quantities:
        noun = mention.rule.rpartition(".")[2]
        if mention.kind == "count" and noun in _COUNTED:
            return noun
    if any(m.rule.endswith(".person") for m in tape.quantities) and any(m.value == "tourist" for m in tape.indicators):
        return "tourist"
    if any(m.value == "company" for m in tape.indicators) and tape.cue(tape.start, tape.end, "number."):
        return "company"
    return "tourist" if any(m.value == "tourist_number" for m in tape.indicators) else ""


def _numbers(tape: Tape) -> list[Mention[Quantity]]:
    """Return the whole numbers that stand alone behind a country."""
    found = []
    for mention in sorted([*tape.quantities, *tape.others], key=lambda m: m.start):
        if mention.kind != "number" or mention.rule.endswith(".points"):
            continue
        behind = tape.text(mention.end, mention.end + 2).strip()[:1]
        place = next((p for p in reversed(tape.places) if p.end <= mention.start), None)
        if place is None or behind not in _CLOSE or mention.value.value != int(mention.value.value):
            continue
        between = tape.text(place.end, mention.start)
        owned = any(0 <= place.start - end <= 1 for end in _people(tape)) and len(between.split()) <= _VERB_WORDS
        if between.strip(" .") in _OPEN - {""} or (owned and not tape.has_comma(place.end, mention.start)):
            found.append(mention)
    return found
