"""Countries that are not named: "the country" of an institution, and "his country" of a minister who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# words between a country and the office of its officer: "Lübnan Ekonomi ve Ticaret Bakanı"
_TITLE_WORDS = 3


def homes(tape: Tape) -> list[Mention[Place]]:
    """Return "the country" as a place where only an institution that speaks tells which: "Gürcistan Ulusal Bankası"."""
    cues = [cue for cue in tape.cues if str(cue.value).startswith("home.")]
    offices = [i for i in tape.items if i.kind == "office" and i.value == "institution"]
    if not cues or not offices or not tape.places:
        return []
    place, *others = tape.places
    if any(other.value.marker not in ("", "adj", "from") for other in others):
        return []
    near = offices[0].start >= place.end and tape.words(place.end, offices[0].start) <= 2
    if not near or any(cue.start < offices[0].end for cue in cues):
        return []
    return [_at(place, cue) for cue in cues]


def theirs(tape: Tape) -> list[Mention[Place]]:
    """Return "his country" as the country of the officer named before it: "Lübnan Ekonomi Bakanı ..., ülkesinin"."""
    made = []
    for cue in tape.cues:
        beside = any(cue.start - p.end >= 0 and tape.words(p.end, cue.start) == 0 for p in tape.places)
        if str(cue.value).startswith("theirs.") and (place := _officers(tape, cue.start)) is not None and not beside:
            made.append(_at(place, cue))  # not "AB ülkesinden", "üç Afrika ülkesine"
    return made


def _at(place: Mention[Place], cue: Mention) -> Mention[Place]:
    """Return a country at a word that stands for it, with the marker that the word has."""
    marker = str(cue.value).partition(".")[2]
    value = replace(place.value, form="name", marker="" if marker == "bare" else marker)
    return replace(place, start=cue.start, end=cue.end, value=value)


def _officers(tape: Tape, end: int) -> Mention[Place] | None:
    """Return the country whose minister or envoy is named before an offset, where it is one."""
    offices = [i for i in tape.items if i.kind == "office" and i.value == "office" and i.start < end]
    near = [
        place
        for place in tape.places
        for office in offices
        if office.start - place.end >= 0
        and tape.words(place.end, office.start) <= _TITLE_WORDS
        and not tape.has_comma(place.end, office.start)
        and place.value.marker in ("", "of", "adj")
        and place.value.form in ("name", "adjective")
    ]
    senders = [place for place in near if place.value.marker == "of"]  # "Türkiye'nin Fas Büyükelçisi"
    found = senders or near
    return found[0] if len({place.value.code for place in found}) == 1 else None
