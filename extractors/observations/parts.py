"""A part of a country's trade that goes one way: "83 % of its exports go to the US", "a third of imports come from"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.naming import SHARES
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

RULE = "measure.any.part_of_trade"

# words between a percentage and what it is a part of ("of Mexico's total"), between that and its verb, around the verb
_WHOLE, _BEHIND, _BEFORE = 5, 3, 3
# letters behind the whole in which its owner may begin ("of the exports of Poland")
_NEAR = 12
# words between a part and where it goes: its ending
_OWN_END = 1
# whose trade it is and who has the parts of it
_BOTH = 2
_ENDS = frozenset({"to", "from", "in"})


def is_part(draft: Draft) -> bool:
    """Make a percentage the share that it is, where a word says which way the part goes."""
    verb = part_of_trade(draft)
    if verb is None:
        return False
    whole = whole_of(draft)
    if whole is not None and whole is not draft.indicator:
        draft.indicator, draft.spec = whole, specs()[str(whole.value)]
        draft.note("indicator", "link.any.whole", whole)
    draft.share = True
    draft.note("measure", RULE, verb)
    return True


def part_of_trade(draft: Draft) -> Mention | None:
    """Return the word that makes a percentage a part of the trade it stands with; None where nothing does.

    The verb says where the part goes and stands between the whole and the place ("exports go to"), or before the
    percentage ("sends 83 % of its exports to"); in a language whose verb comes last the percentage is its object.
    """
    tape, mention, whole = draft.tape, draft.mention, whole_of(draft)
    if draft.spec is None or draft.spec.indicator not in SHARES or whole is None or mention.kind != "percent":
        return None
    if tape.verb_last:
        beside = whole.end <= mention.start and tape.words(whole.end, mention.start) == 0
        ends = any(mention.end <= p.start and p.value.marker in _ENDS for p in tape.places)
        return whole if beside and ends and draft.marker == "object" else _dealt_out(draft)
    if whole.start < mention.end or tape.words(mention.end, whole.start) > _WHOLE:
        return None
    if tape.has_comma(mention.end, whole.start) or any(mention.end <= q.start < whole.start for q in tape.quantities):
        return None
    return _goes(draft, whole) or _sent(draft, whole) or _taken(draft, whole)


def _dealt_out(draft: Draft) -> Mention | None:
    """Return the verb that closes a series of parts: "bunun yüzde 60'ı Çin'e, yüzde 20'si Türkiye'ye yapıldı"."""
    tape, end = draft.tape, draft.mention.end
    goes = [p for p in tape.places if p.start >= end and p.value.marker in ("to", "from", "with")]
    verbs = tape.cue(end, tape.end, "share.share")
    if not verbs:
        return None
    directed = bool(goes) and tape.words(end, goes[0].start) <= _OWN_END and not tape.has_comma(end, goes[0].start)
    if not directed and draft.marker != "object":
        return None  # "ithalatın yüzde 21'ini, ihracatın yüzde 8'ini oluşturuyor"
    between = [q for q in tape.quantities if end <= q.start < verbs[0].start]
    if not directed and (not between or len({p.value.code for p in tape.places}) < _BOTH):
        return None  # "ihracatın yüzde 58'ini tüketim malları oluşturuyor"
    if any(q.kind != "percent" for q in between) or tape.cue(end, verbs[0].start, "change."):
        return None
    return verbs[0] if not directed or goes[0].start < verbs[0].start else None


def whole_of(draft: Draft) -> Mention | None:
    """Return the trade word; behind the percentage where the one before is only a verb: "sends 83 % of its exports"."""
    tape, word = draft.tape, draft.indicator
    if word is None or tape.verb_last or word.start >= draft.mention.end:
        return word
    behind = next((i for i in tape.indicators if i.start >= draft.mention.end), None)
    if behind is None or not tape.cue(word.start, word.end, "part.sends"):
        return word
    known = specs().get(str(behind.value))
    return behind if known is not None and known.indicator in SHARES else word


def _goes(draft: Draft, whole: Mention) -> Mention | None:
    """Return the verb between the whole and where it goes to or comes from."""
    tape = draft.tape
    for verb in tape.cue(whole.end, tape.end, "part.goes"):
        if tape.words(whole.end, verb.start) > _BEHIND or tape.has_comma(whole.end, verb.start):
            return None
        ends = (place for place in tape.places if place.start >= verb.end and place.value.marker in _ENDS)
        place = next(ends, None)
        if place is not None and tape.words(verb.end, place.start) <= _BEHIND:
            return verb
    return None


def _taken(draft: Draft, whole: Mention) -> Mention | None:
    """Return the verb whose subject takes or gives the part: "Germany receives 30 % of Polish exports"."""
    tape = draft.tape
    verbs = tape.cue(draft.left, draft.mention.start, "part.takes")
    if not verbs or tape.words(verbs[-1].end, draft.mention.start) > _BEFORE:
        return None
    subject = any(p.end <= verbs[-1].start and tape.words(p.end, verbs[-1].start) == 0 for p in tape.places)
    if not subject and tape.places and tape.has_comma(verbs[-1].start - 2, verbs[-1].start):
        opening = tape.places[0]  # "China remains Australia's largest partner, taking a third of Australian exports"
        subject = opening.end <= verbs[-1].start and opening.value.marker == "" and opening.value.form == "name"
    owner = any(
        draft.mention.end <= p.start < whole.end + _NEAR and p.value.marker in ("of", "adj") for p in tape.places
    )
    return verbs[-1] if subject and owner else None


def _sent(draft: Draft, whole: Mention) -> Mention | None:
    """Return the verb before the percentage, where a place says to whom or from whom."""
    tape = draft.tape
    verbs = tape.cue(draft.left, draft.mention.start, "part.sends")
    if not verbs or tape.has_comma(verbs[-1].end, draft.mention.start):
        return None
    verb = verbs[-1]
    if tape.words(verb.end, draft.mention.start) > _BEFORE:
        return None
    near = (
        place.value.marker in _ENDS and (place.start >= whole.end or verb.end <= place.start < draft.mention.start)
        for place in tape.places
    )
    return verb if any(near) else None


def is_within_turnover(draft: Draft) -> bool:
    """Whether "total exports" are less than the trade of a pair told right before: they are exports of the pair."""
    frame, spec = draft.frame, draft.spec
    if frame is None or frame.spec is None or spec is None or draft.places or "WLD" in (frame.reporter, frame.partner):
        return False
    if frame.tape is not draft.tape.previous or frame.spec.indicator != "trade_turnover" or frame.refused is not None:
        return False
    flow = spec.indicator in ("exports", "imports") and draft.mention.kind == "money"
    whole: Draft | None = frame
    while whole is not None and whole.measure != "level":
        whole = whole.before
    alike = whole is not None and whole.unit == draft.unit
    return flow and alike and whole is not None and draft.quantity.value < whole.quantity.value
