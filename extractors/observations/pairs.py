"""Whether an article is about a pair: a figure without its own two countries needs one that the article has shown.

A pair is shown by the headline and the first sentences, or by a figure whose own window names both countries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.totals import WHOLE, is_owner
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_LEAD = 3
_REACH = 25
_OWN = frozenset({"party.any.own", "party.any.own_country"})
_OPEN = frozenset({"party.any.half", "party.any.new_partner", "party.any.subject", "party.any.home_country"})
_BORROWED = frozenset({"party.any.frame", "party.any.frame_view", "party.any.article_pair"})
_SURE = frozenset({"party.any.total", "party.any.all_visitors", "party.any.whole_world"})


def check_pairs(drafts: list[Draft], tapes: list[Tape]) -> None:
    """Refuse the drafts whose pair nothing in the article supports; a lone country's trade is with the world."""
    shown = _lead_pairs(tapes)
    views = _owners(tapes)
    for draft in drafts:
        if _rule(draft) in _OWN and draft.places:
            shown.add(_pair(draft))
            views.update(code for code in (draft.view,) if code)
        elif _rule(draft) in _SURE and draft.view:
            views.add(draft.view)
    solid = {_pair(d) for d in drafts if d.spec is not None and d.spec.family == "trade" and not d.spec.weak}
    for draft in drafts:
        if draft.refused is None:
            _check(draft, shown, views)
        if draft.refused is None and _is_borrowed(draft, solid):
            draft.refuse("pair_not_shown", "a word that firms use too, and the text speaks of no trade of this pair")


def _is_borrowed(draft: Draft, solid: set[frozenset[str]]) -> bool:
    """Whether a weak word got its pair from elsewhere, in a text that tells nothing of the pair's trade.

    Sales and purchases need a figure of trade as such of one of the two.
    """
    spec, rule = draft.spec, _rule(draft)
    assert spec is not None
    before = draft.before
    goes_on = draft.chained and before is not None and before.refused is None
    if not spec.weak or rule in _OWN or goes_on or _pair(draft) in solid:
        return False
    tape = draft.tape
    near = tape.places or tape.cue(tape.start, tape.end, "pair.") or tape.cue(tape.start, tape.end, "anaphor.")
    if spec.key in ("sales", "purchases") and not any(_pair(draft) & pair for pair in solid):
        return True
    return rule in _BORROWED and not near


def _pair(draft: Draft) -> frozenset[str]:
    return frozenset((draft.reporter or "", draft.partner or ""))


def _check(draft: Draft, shown: set[frozenset[str]], views: set[str]) -> None:
    rule, spec = _rule(draft), draft.spec
    assert spec is not None
    if rule in _SURE or (rule in _OWN and draft.places):
        return
    pair = frozenset((draft.reporter or "", draft.partner or ""))
    if spec.weak and _is_loose(draft, rule, pair):
        draft.refuse("pair_not_shown", "nothing in the sentence says that the figure is about this pair")
        return
    if pair in shown:
        return
    if "WLD" in pair and pair & views:
        return
    named = {p.value.code for p in draft.places}
    if rule in _OPEN and (pair - named) & views:
        shown.add(pair)
        return
    if (
        rule in _OPEN
        and draft.reporter in named
        and spec.indicator in WHOLE
        and not spec.weak
        and not draft.share
        and is_owner(draft)
    ):
        draft.partner = "WLD"
        draft.note("parties", "party.any.whole_world", draft.places[0])
        return
    draft.refuse("pair_not_shown", "nothing in the article says that the figure is about this pair")


def _is_loose(draft: Draft, rule: str, pair: frozenset[str]) -> bool:
    """Whether a word that firms use too ("sales", "loan") has no country with it, or is a total of one country."""
    tape = draft.tape
    if (
        "WLD" in pair
        and draft.spec is not None
        and draft.spec.indicator not in ("investment_stock", "exports", "imports")
    ):
        return True
    if tape.cue(tape.start, tape.end, "firm.") and rule not in _OWN:
        return True
    if draft.spec is not None and draft.spec.key in ("company", "project") and rule == "party.any.article_pair":
        return not tape.cue(tape.start, tape.end, "pair.") and not tape.cue(tape.start, tape.end, "anaphor.")
    if rule == "party.any.article_pair":
        return (
            not tape.cue(tape.start, tape.end, "pair.")
            and not tape.cue(tape.start, tape.end, "anaphor.")
            and not tape.places
        )
    return "WLD" in pair and not draft.places


def _owners(tapes: list[Tape]) -> set[str]:
    """Return the countries that own a trade figure in the headline or the first sentences: "Türkiye'nin ihracatı".

    So does the country of an institution that speaks: "..., the Romanian statistics office said".
    """
    found = {
        place.value.code
        for tape in tapes
        for speaker in tape.items
        if speaker.kind == "speaker"
        for place in tape.places
        if place.value.marker in ("of", "adj")
        and (abs(place.start - speaker.end) <= 1 or speaker.start - _REACH <= place.end <= speaker.end)
    }
    for tape in [t for t in tapes if t.reading.name == "title"] + [t for t in tapes if t.reading.name == "text"][
        :_LEAD
    ]:
        ours = [i for i in tape.indicators if not str(i.value).startswith("other.") and not specs()[str(i.value)].weak]
        for place in tape.places:
            if place.value.marker in ("of", "adj") and any(0 <= i.start - place.end <= _REACH for i in ours):
                found.add(place.value.code)
    return found


def _rule(draft: Draft) -> str:
    return draft.rules.get("parties", ("",))[0]


def _lead_pairs(tapes: list[Tape]) -> set[frozenset[str]]:
    """Return the pair of the headline and of the first sentences, where each names exactly two economies."""
    found: set[frozenset[str]] = set()
    title = {code for tape in tapes if tape.reading.name == "title" for code in _codes(tape)}
    body = [tape for tape in tapes if tape.reading.name == "text"]
    lead = {code for tape in body[:_LEAD] for code in _codes(tape)}
    for codes in (title, lead, title | lead, *({*_codes(tape)} for tape in body[:_LEAD])):
        if len(codes) == 2:
            found.add(frozenset(codes))
    if len(title) == 1 and lead > title:
        for tape in body[:_LEAD]:
            codes = {*_codes(tape)}
            found.update(frozenset((*title, code)) for code in codes - title if codes & title)
    return found


def _codes(tape: Tape) -> list[str]:
    return [p.value.code for p in tape.places if p.value.form not in ("region", "self") and p.value.code != "WLD"]
