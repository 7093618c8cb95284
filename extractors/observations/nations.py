"""Series of counts by nation that share a noun or a verb: "3,030 Russian companies, 3,650 Chinese, 2,100 Turkish"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.observations.marks import noun_of

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention, Quantity

_RULE = "count.nation."
_NATION = frozenset({"adjective", "people"})
_COUNTED = ("company", "tourist", "project")
_HOST = ("in", "to", "object", "at")
_FEWEST = 2
# words that may stand between a number and its nation ("with", "граждан"), and between a nation and the next number
_BEFORE, _BEHIND = 2, 4
# how many sentences back the host may have been named
_BACK = 3
# verbs that people and goods share: "geldi", "gitti"
_VERBS = frozenset({"intake", "supply"})
# so many who came are travellers, not a delegation
_MANY = 10_000


def count_nations(tapes: list[Tape]) -> None:
    """Make counts of the bare numbers of each series by nation, and note whose each number is."""
    for tape in tapes:
        series = _series(tape)
        noun = _noun(tape, [m for m, _ in series]) if len(series) >= _FEWEST else ""
        if not noun:
            continue
        tape.nations = {m.start: place for m, place in series}
        bare = {m.start for m, _ in series if m.kind == "number"}
        counted = [
            replace(m, kind="count", value=replace(m.value, unit="count"), rule=_RULE + noun)
            for m, _ in series
            if m.start in bare
        ]
        kept = [q for q in tape.quantities if q.start not in bare]
        tape.others = [q for q in tape.others if q.start not in bare]
        tape.quantities = sorted([*kept, *counted], key=lambda m: m.start)


def nation_pair(draft: Draft, context: Context) -> tuple[str, str] | None:
    """Return (sender, host) of a number in a series: the host stands outside the series, here or before.

    Args:
        draft: A draft of any kind; None is returned for one that is in no series.
        context: The article's countries: its home is the host where no sentence near names one.
    """
    nation = draft.tape.nations.get(draft.mention.start)
    if nation is None or draft.mention.kind != "count":
        return None
    sent = {place.value.code for place in draft.tape.nations.values()}
    host = _host(draft.tape, sent) or next((c for c in (context.home, context.partner) if c and c not in sent), None)
    return (nation.value.code, host) if host else None


def _host(tape: Tape, sent: set[str]) -> str | None:
    spans = {(p.start, p.end) for p in tape.nations.values()}
    here = [p for p in tape.places if (p.start, p.end) not in spans and p.value.code not in sent | {"WLD"}]
    marked = [p for p in here if p.value.marker in _HOST] or [p for p in here if p.value.form in ("name", "self")]
    if marked:
        return marked[0].value.code
    before = tape.previous
    for _ in range(_BACK):
        if before is None:
            return None
        found = [p.value.code for p in before.places if p.value.marker in _HOST and p.value.code not in sent | {"WLD"}]
        if found:
            return found[-1]
        before = before.previous
    return None


def _series(tape: Tape) -> list[tuple[Mention[Quantity], Mention[Place]]]:
    """Return the longest run of numbers that each have a nation of their own."""
    best: list[tuple[Mention[Quantity], Mention[Place]]] = []
    run: list[tuple[Mention[Quantity], Mention[Place]]] = []
    numbers = sorted([*tape.quantities, *tape.others], key=lambda m: m.start)
    for index, mention in enumerate(numbers):
        following = numbers[index + 1].start if index + 1 < len(numbers) else tape.end
        nation = _nation(tape, mention, following)
        if nation is None:
            run = []
            continue
        if run and not _goes_on(tape, run, mention, nation):
            run = []
        run.append((mention, nation))
        best = max(best, list(run), key=len)
    return best


def _nation(tape: Tape, mention: Mention[Quantity], following: int) -> Mention[Place] | None:
    """Return the nation inside a count or right behind a number."""
    if mention.kind not in ("count", "number") or mention.value.value != int(mention.value.value):
        return None
    for place in tape.places:
        if place.start < mention.start or place.start >= following:
            continue
        near = place.start < mention.end or tape.words(mention.end, place.start) <= _BEFORE
        apart = place.start > mention.end and tape.has_comma(mention.end, place.start) and not _is_dash(tape, mention)
        return place if near and not apart and _is_nation(tape, mention, place) else None
    return None


def _is_nation(tape: Tape, mention: Mention[Quantity], place: Mention[Place]) -> bool:
    """Whether a place is an adjective or a people, or a bare name used as one: "3 bin 650 Çin"."""
    if place.value.form in _NATION:
        return True
    bare = place.value.form == "name" and not place.value.marker and tape.verb_last
    return bare and not tape.text(mention.end, max(mention.end, place.start)).strip()


def _is_dash(tape: Tape, mention: Mention[Quantity]) -> bool:
    """Whether a dash stands right behind a number: "3 650 - с китайским"."""
    return tape.text(mention.end, mention.end + 3).strip().startswith("-")


def _goes_on(
    tape: Tape,
    run: list[tuple[Mention[Quantity], Mention[Place]]],
    mention: Mention[Quantity],
    nation: Mention[Place],
) -> bool:
    """Whether a number joins a run: little stands between, a comma or "and", and the nation is a new one."""
    last, place = run[-1]
    end = max(last.end, place.end)
    joined = tape.has_comma(end, mention.start) and tape.words(end, mention.start) <= _BEHIND
    return joined and nation.value.code not in {p.value.code for _, p in run}


def _noun(tape: Tape, series: list[Mention[Quantity]]) -> str:
    """Return what a series counts: the noun that one of its numbers has, or visitors where a verb says so."""
    if any(str(m.value).startswith("other.") for m in tape.indicators):
        return ""
    nouns = {noun_of(m) for m in series if m.kind == "count"}
    if len(nouns) == 1 and (noun := next(iter(nouns))) in _COUNTED:
        return noun
    if not nouns <= {"person", "tourist"}:
        return ""
    travels = any(str(m.value).startswith("tourist") for m in tape.indicators)
    arrived = bool(tape.cue(tape.start, tape.end, "arrive.")) and max(m.value.value for m in series) >= _MANY
    others = [m for m in tape.indicators if m.value not in _VERBS]
    return "tourist" if travels or (arrived and not others) else ""
