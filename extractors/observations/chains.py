"""Chains of values: an elided currency or weight, and series that "respectively" deals out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from extractors.observations.marks import quantity_marker
from extractors.observations.parallel import complete
from extractors.observations.series import share_scale
from extractors.records import Quantity
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_LEAST = 1_000_000
_SERIES = 45
# "from", and "an estimated"
_MOVE_WORDS = 3
# "exports to and imports"
_JOINED = 2
_TURNED = {"from": "to", "to": "from"}


def elide(tapes: list[Tape]) -> None:
    """Give a scaled number the unit it leaves out: "12,4 млрд долларов ... 6 млрд", "с 1 млрд до 2 млрд долларов"."""
    currency: str | None = None
    since = 0
    for tape in tapes:
        since += 1
        _share_percent(tape)
        share_scale(tape)
        complete(tape)
        for index, mention in enumerate(tape.quantities):
            value = mention.value
            assert isinstance(value, Quantity)
            if mention.kind == "money":
                currency, since = value.unit, 0
            elif mention.kind == "number" and (behind := _other_end(tape, index)) is not None:
                unit = cast("Quantity", behind.value).unit
                tape.quantities[index] = replace(
                    mention, kind=behind.kind, value=replace(value, unit=unit), rule=f"{behind.kind}.any.elided"
                )
            elif mention.kind == "number" and (former := _goes_on(tape, index)) is not None:
                unit = cast("Quantity", former.value).unit
                rule = former.rule if former.kind == "count" else f"{former.kind}.any.elided"
                tape.quantities[index] = replace(mention, kind=former.kind, value=replace(value, unit=unit), rule=rule)
            elif mention.kind == "number" and (_counts_on(tape, index) or _counts_travellers(tape, mention)):
                pass  # "4.7 million Russians came, and Ankara hopes for 6 million": no sum of money
            elif mention.kind == "number" and currency is not None and since <= 2 and _is_scaled(tape, index):
                tape.quantities[index] = replace(
                    mention, kind="money", value=replace(value, unit=currency), rule="money.any.elided"
                )


def _counts_on(tape: Tape, index: int) -> bool:
    """Whether a number behind a count may count on; behind projects or contracts a large one is what they cost."""
    before = tape.quantities[index - 1] if index else None
    return (
        before is not None
        and before.kind in ("number", "count")
        and not before.rule.endswith((".project", ".contract"))
    )


def _counts_travellers(tape: Tape, mention: Mention) -> bool:
    """Whether a verb of travelling stands right before a number: "из России приехало 6,7 млн"."""
    before = [i for i in tape.indicators if i.end <= mention.start]
    if not before or tape.verb_last:
        return False
    close = tape.words(before[-1].end, mention.start) <= 1 and str(before[-1].value).startswith("tourist")
    numbered = [
        c for c in tape.cue(tape.start, before[-1].start, "number.") if not tape.has_comma(c.end, before[-1].start)
    ]
    return close or before[-1].value == "tourist_number" or (before[-1].value == "tourist" and bool(numbered))


def _share_percent(tape: Tape) -> None:
    """Make figures of the bare numbers in "by 12 and 7 percent, respectively"."""
    if not any(c.value == "respectively.respectively" for c in tape.cues):
        return
    for other in reversed(tape.others):
        behind = next((q for q in tape.quantities if q.start >= other.end), None)
        if behind is None or behind.kind != "percent" or other.kind != "number":
            continue
        if len(tape.text(other.end, behind.start).split()) <= 1 and tape.has_comma(other.end, behind.start):
            quantity = replace(other.value, unit="percent")
            figure = replace(other, kind="percent", value=quantity, rule="percent.any.elided")
            tape.quantities.insert(tape.quantities.index(behind), figure)


def _other_end(tape: Tape, index: int) -> Mention | None:
    """Return the quantity with a unit that "from" a scaled number leads to."""
    here = tape.quantities[index]
    if index + 1 == len(tape.quantities):
        return None
    behind = tape.quantities[index + 1]
    if _is_pair(tape, here, behind, behind):
        return behind
    if not _is_scaled(tape, index):
        return None
    fits = behind.kind in ("money", "tonne", "m3", "barrel") and tape.words(here.end, behind.start) <= 2
    if not fits or tape.has_comma(here.end, behind.start):
        return None
    return behind if quantity_marker(tape.reading, here) == "from" else None


def _goes_on(tape: Tape, index: int) -> Mention | None:
    """Return the weight or count that a number goes on with: "3.8 mln tonnes, 2.9 mln", "92 cars against 71"."""
    if not index:
        return None
    here, before = tape.quantities[index], tape.quantities[index - 1]
    if before.kind == "count":
        cues = tape.cue(before.end, here.start, "against.")
        if cues and tape.words(cues[-1].end, here.start) <= 1:
            return before
        return before if _is_listed(tape, before, here) else None
    if _is_pair(tape, before, here, here) and _stands_alone(tape, here):
        return before
    if before.kind not in ("tonne", "m3", "barrel") or not (_is_scaled(tape, index) or _is_worded(tape, here)):
        return None
    alone = tape.text(here.end, here.end + 2).strip()[:1] in ("", ",", ".", ";", ")")
    against = tape.cue(before.end, here.start, "against.")
    moved = quantity_marker(tape.reading, here) == "from" and _stands_alone(tape, here)
    return before if alone or against or moved else None


def _is_listed(tape: Tape, before: Mention, here: Mention) -> bool:
    """Whether a bare number counts the people before for the next country: "1.5 mln people, from China - 0.8 mln"."""
    if tape.verb_last or not before.rule.endswith((".tourist", ".person")) or not _stands_alone(tape, here):
        return False
    there = [p for p in tape.places if before.end <= p.start and p.end <= here.start]
    scaled = any(char.isalpha() for char in tape.text(here.start, here.end))
    return len(there) == 1 and scaled and tape.words(there[0].end, here.start) <= 2


def _is_pair(tape: Tape, first: Mention, second: Mention, moved: Mention) -> bool:
    """Whether two figures are the ends of one move and share a weight: "to 6,211 from 6,293 tonnes".

    Args:
        tape: The sentence.
        first: The figure in front.
        second: The one behind.
        moved: Which of them the preposition stands at.
    """
    weight = "tonne" in (first.kind, second.kind) or "barrel" in (first.kind, second.kind)
    if tape.verb_last or not weight or first.kind == second.kind or tape.has_comma(first.end, second.start):
        return False
    close = tape.words(first.end, second.start) <= _MOVE_WORDS
    return close and quantity_marker(tape.reading, moved) in ("from", "to")


def _stands_alone(tape: Tape, here: Mention) -> bool:
    """Whether nothing is counted behind a number: a comma, a time or the end of the clause follows."""
    end = here.end
    if tape.text(end, end + 1) in ("", ",", ".", ";", ")") or tape.has_comma(end, end + 2):
        return True
    return any(end <= p.start and tape.words(end, p.start) <= 1 for p in tape.periods)


def _is_scaled(tape: Tape, index: int) -> bool:
    mention = tape.quantities[index]
    value = mention.value
    assert isinstance(value, Quantity)
    text = tape.text(mention.start, mention.end)
    return value.value >= _LEAST and not _counts_people(tape, mention) and any(char.isalpha() for char in text)


def _is_worded(tape: Tape, here: Mention) -> bool:
    """Whether a number is printed with the word for its scale: "70 тыс."."""
    text = tape.text(here.start, here.end)
    return any(char.isalpha() for char in text) and any(char.isdigit() for char in text)


def _counts_people(tape: Tape, mention: Mention) -> bool:
    """Whether a people or a counted noun stands right behind the number ("3.5 million Indians")."""
    for item in tape.items:
        if item.kind == "indicator" and item.start >= mention.end and not tape.text(mention.end, item.start).strip():
            spec = specs().get(str(item.value))
            if spec is None or "count" in spec.units:
                return True  # "свыше 8,5 млрд прямых инвестиций" is money
    return any(p.value.form == "people" and mention.end <= p.start <= mention.end + 2 for p in tape.places)


def respectively(tape: Tape, drafts: list[Draft]) -> None:
    """Deal a series of places or products to a series of figures: "with A and B by 21 % and 11 %, respectively".

    A second "respectively" without names of its own deals those of the first one once more.
    """
    cues = [c for c in tape.cues if c.value == "respectively.respectively"]
    if _deal_both_ways(tape, drafts) or not cues or len(drafts) < 2:
        return
    names = _deal_one(tape, _dealt_to(tape, drafts, cues[0]), cues[0], drafts)
    for cue, following in pairwise(cues):
        again = [d for d in drafts if cue.end <= d.mention.start and d.mention.end <= following.start]
        kinds = {d.mention.kind for d in again}
        if names and names[0].kind == "place" and len(again) == len(names) and len(kinds) == 1:
            _deal(again, [replace(name, value=replace(name.value, marker="")) for name in _places(names)])


def _places(names: Sequence[Mention]) -> Sequence[Mention[Place]]:
    return cast("Sequence[Mention[Place]]", names)


def _deal_one(tape: Tape, series: list[Draft], cue: Mention, drafts: list[Draft]) -> Sequence[Mention]:
    """Deal the names that fit one "respectively"; return them, or nothing."""
    ours = [m for m in tape.indicators if not str(m.value).startswith("other.")]
    pools: tuple[Sequence[Mention], ...] = (tape.products, tape.places, ours, tape.periods)
    for pool in pools:
        for size in range(len(series), 1, -1):
            chosen = series[:size] if tape.verb_last else series[-size:]
            names = [m for m in pool if m.end <= chosen[0].mention.start][-size:]
            if len(names) < size and not tape.verb_last:
                names = [m for m in pool if chosen[-1].mention.end <= m.start and m.end <= cue.start][-size:]
            if len(names) == size and _is_series(tape, names) and not _is_split(chosen, pool):
                _deal(chosen, names)
                _deal_before(tape, drafts, chosen, names)
                return names
    return ()


def _deal_both_ways(tape: Tape, drafts: list[Draft]) -> bool:
    """Deal two joined words of trade to two joined figures: "exports to and imports from China were 15 and 18 bn"."""
    for first, second in pairwise(drafts):
        words = [m for m in tape.indicators if first.left <= m.start and m.end <= first.mention.start]
        named = words[-2:]
        ways = {specs()[str(m.value)].indicator for m in named if not str(m.value).startswith("other.")}
        if ways != {"exports", "imports"} or first.mention.kind != second.mention.kind:
            continue
        joined = tape.has_comma(named[0].end, named[1].start) and tape.words(named[0].end, named[1].start) <= _JOINED
        if joined and tape.has_comma(first.mention.end, second.mention.start):
            if tape.words(first.mention.end, second.mention.start) > 1:
                continue
            _deal([first, second], named)
            _turn_shared(first, named)
            return True
    return False


def _turn_shared(first: Draft, named: Sequence[Mention]) -> None:
    """Give the first of two words of trade its own preposition at their one partner: "exports to and imports from"."""
    tape = first.tape
    shared = [p for p in tape.places if named[1].end <= p.start < first.mention.start and p.value.marker in _TURNED]
    open_end = not any(named[0].end <= p.start < named[1].start for p in tape.places)
    if len(shared) == 1 and open_end and not tape.verb_last and tape.words(named[1].end, shared[0].start) <= _JOINED:
        place = shared[0]
        first.forced = replace(place, value=replace(place.value, marker=_TURNED[place.value.marker]))
        first.dealt = shared


def _dealt_to(tape: Tape, drafts: list[Draft], cue: Mention) -> list[Draft]:
    """Return the figures of one kind before "respectively", or behind it where the verb comes last."""
    if tape.verb_last:
        group = [d for d in drafts if d.mention.start >= cue.end]
        kind = group[0].mention.kind if group else ""
    else:
        group = [d for d in drafts if d.mention.end <= cue.start]
        if len(group) < 2:
            group = [d for d in drafts if d.mention.start >= cue.end]
        kind = group[-1].mention.kind if group else ""
        while len(group) > 1 and group[0].mention.kind != kind:
            group = group[1:]
    return [d for d in group if d.mention.kind == kind]


def _deal_before(tape: Tape, drafts: list[Draft], chosen: list[Draft], names: Sequence[Mention]) -> None:
    """Deal the names to a series of another kind before: "reached $475 m and $129 m, with 30 % and 15 % growth"."""
    at, size = drafts.index(chosen[0]), len(chosen)
    former = drafts[max(0, at - size) : at]
    kinds = {d.mention.kind for d in former}
    if tape.verb_last or len(former) < size or len(kinds) != 1 or kinds == {chosen[0].mention.kind}:
        return
    if names[-1].end <= former[0].mention.start:
        _deal(former, names)


def _deal(drafts: list[Draft], names: Sequence[Mention]) -> None:
    """Give each figure its name of the series; the marker of the last place holds for all of them."""
    for draft, name in zip(drafts, names, strict=True):
        if name.kind == "indicator":
            draft.spec, draft.indicator, draft.chained = specs()[str(name.value)], name, False
            draft.note("indicator", "link.any.respectively", name)
            continue
        draft.forced, draft.dealt = name, names
        if name.kind == "place":
            last = cast("Mention[Place]", names[-1]).value
            place = cast("Mention[Place]", name).value
            draft.forced = replace(name, value=replace(place, marker=place.marker or last.marker))


def _is_series(tape: Tape, names: Sequence[Mention]) -> bool:
    """Whether the names stand close behind each other, as in a list; a figure with each is a list too."""
    close = all(b.start - a.end < _SERIES for a, b in pairwise(names))
    if names[0].kind == "place":
        markers = [cast("Mention[Place]", name).value.marker for name in names]
        close = close and all(marker in ("", markers[-1]) for marker in markers)
    return close and not tape.has_break(names[0].end, names[-1].start)


def _is_split(drafts: list[Draft], pool: Sequence[Mention]) -> bool:
    return any(drafts[0].mention.end <= m.start < drafts[-1].mention.start for m in pool)
