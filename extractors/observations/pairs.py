"""Whether an article is about a pair: a figure without its own two countries needs one that the article has shown.

A pair is shown by the headline and the first sentences, or by a figure whose own window names both countries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.crowds import is_crowd, is_one_sided
from extractors.observations.firms import of_firms
from extractors.observations.goes_on import (
    goes_on_whole,
    goes_on_with,
    is_beside,
    is_doubtful,
    is_next_giver,
    is_unshown,
    rule_of,
)
from extractors.observations.loose import is_loose
from extractors.observations.successors import goes_on_from, is_next_buyer
from extractors.observations.support import OWN, Support, pair_of, support
from extractors.observations.totals import WHOLE, goes_elsewhere, is_owner, is_worldwide, owned_by_others
from extractors.observations.transfers import is_between_titles
from extractors.observations.windows import is_party
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_LEAD = 3
# how many sentences a pair goes on without being named
_FAR = 3
_PAIR = 2
_REACH = 25
_BORROWED_OR_HALF = frozenset(
    f"party.any.{name}" for name in ("frame", "frame_view", "half", "subject", "article_pair")
)
_LEANING = frozenset({"party.any.half", "party.any.frame"})
_OPEN = frozenset({"party.any.half", "party.any.new_partner", "party.any.subject", "party.any.home_country"})
_BORROWED = frozenset({"party.any.frame", "party.any.frame_view", "party.any.article_pair"})
_CARRIED = frozenset({"party.any.frame", "party.any.frame_view", "party.any.reverse"})
_TAKEN = frozenset(
    f"party.any.{name}" for name in ("half", "subject", "new_partner", "frame_view", "article_pair", "sentence_before")
)
_SURE = frozenset(
    f"party.any.{name}" for name in ("total", "all_visitors", "whole_world", "owner_before", "difference")
)


def check_pairs(drafts: list[Draft], tapes: list[Tape]) -> None:
    """Refuse the drafts whose pair nothing in the article supports; a lone country's trade is with the world."""
    evidence = support(drafts, tapes)
    shown = set(evidence.lead)
    if len(evidence.named) == _PAIR and any(evidence.named <= {p.value.code for p in tape.places} for tape in tapes):
        shown.add(evidence.named)  # a sentence names the two, and the text names no other country
    views = _owners(tapes) | (evidence.title if len(evidence.title) == 1 and len(evidence.lead) <= 1 else set())
    for draft in drafts:
        if rule_of(draft) in OWN and draft.places:
            shown.add(pair_of(draft))
            views.update(code for code in (draft.view,) if code)
        elif rule_of(draft) in _SURE and draft.view:
            views.add(draft.view)
    solid = {pair_of(d) for d in drafts if d.spec is not None and d.spec.family == "trade" and not d.spec.weak}
    if len(evidence.title) == _PAIR and evidence.title in evidence.spoken:
        solid.add(evidence.title)  # the headline itself speaks of the pair's trade
    for draft in drafts:
        if is_between_titles(draft, evidence.title):
            if (found := _left_out(draft, rule_of(draft), evidence)) is not None:
                draft.refuse(*found)
            continue
        _check_one(draft, evidence, shown, views, solid)


def _check_one(
    draft: Draft, evidence: Support, shown: set[frozenset[str]], views: set[str], solid: set[frozenset[str]]
) -> None:
    if draft.refused is None:
        _check(draft, shown, views)
    if draft.refused is None:
        _weigh(draft, evidence, views)
    if draft.refused is None and _is_borrowed(draft, solid):
        draft.refuse("pair_not_shown", "a word that firms use too, and the text speaks of no trade of this pair")


def _is_borrowed(draft: Draft, solid: set[frozenset[str]]) -> bool:
    """Whether a weak word got its pair from elsewhere, in a text that tells nothing of the pair's trade.

    Sales and purchases need a figure of trade as such of one of the two.
    """
    spec, rule = draft.spec, rule_of(draft)
    assert spec is not None
    before = draft.before
    goes_on = draft.chained and before is not None and before.refused is None
    goes_on = goes_on or (before is not None and before.refused is None and pair_of(before) == pair_of(draft))
    if not spec.weak or rule in OWN or goes_on or pair_of(draft) in solid:
        return False
    if rule == "party.any.new_partner" and is_next_buyer(draft):
        return False
    tape = draft.tape
    near = tape.places or tape.refers
    if spec.key in ("sales", "purchases", "sourcing") and not any(pair_of(draft) & pair for pair in solid):
        return True
    return rule in _BORROWED and not near


def _check(draft: Draft, shown: set[frozenset[str]], views: set[str]) -> None:
    rule, spec = rule_of(draft), draft.spec
    assert spec is not None
    source = draft.before or draft.frame
    if rule == "party.any.row" and source is not None:
        _follow(draft, source, shown)
        return
    if rule in _SURE or (rule in OWN and draft.places):
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
    if rule == "party.any.half" and (goes_on_from(draft) or is_next_giver(draft)):
        shown.add(pair)
        return
    draft.refuse("pair_not_shown", "nothing in the article says that the figure is about this pair")


def _follow(draft: Draft, before: Draft, shown: set[frozenset[str]]) -> None:
    """Accept the next of a row where the one before it was accepted."""
    if before.refused is None:
        shown.add(pair_of(draft))
    else:
        draft.refuse("pair_not_shown", "the next of a row whose first figure is of no pair")


def _is_loose(draft: Draft, rule: str, pair: frozenset[str]) -> bool:
    """Whether a word that firms use too ("sales", "loan") has no country with it, or is a total of one country."""
    tape = draft.tape
    if is_worldwide(draft) or goes_on_whole(draft) or (tape.verb_last and goes_on_with(draft, pair)):
        return False
    if (
        "WLD" in pair
        and draft.spec is not None
        and draft.spec.indicator not in ("investment_stock", "exports", "imports")
    ):
        return True
    if tape.cue(tape.start, tape.end, "firm.") and rule not in OWN:
        return True
    if (
        draft.spec is not None
        and draft.spec.key in ("company", "project", "financing")
        and rule.endswith("article_pair")
    ):
        return not tape.refers
    if draft.spec is not None and draft.spec.key in ("supply", "intake") and rule == "party.any.article_pair":
        return not any(p.value.marker in ("to", "from") for p in tape.places)  # "Türkiye üzerinden gelen gaz"
    if rule == "party.any.article_pair":
        return not tape.refers and not tape.places
    goes_on = draft.chained and goes_on_with(draft, pair) and not tape.verb_last
    return "WLD" in pair and not draft.places and not goes_on


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
        found.update(str(cue.value).partition(".")[2] for cue in tape.cue(tape.start, tape.end, "native."))
        ours = [i for i in tape.indicators if not str(i.value).startswith("other.") and not specs()[str(i.value)].weak]
        for place in tape.places:
            if place.value.marker in ("of", "adj") and any(0 <= i.start - place.end <= _REACH for i in ours):
                found.add(place.value.code)
    return found


def _weigh(draft: Draft, evidence: Support, views: set[str]) -> None:
    """Refuse a figure with a borrowed pair where the article as a whole does not speak of that pair's trade."""
    rule = rule_of(draft)
    found = _left_out(draft, rule, evidence)
    if found is not None:
        draft.refuse(*found)
        return
    if rule in OWN or rule in ("party.any.joint", "party.any.row") or rule in _SURE or "WLD" in pair_of(draft):
        return
    if not _is_borne_out(draft, rule, evidence, views):
        draft.refuse("pair_not_shown", "the pair is another sentence's, and the article does not tell of its trade")


def _left_out(draft: Draft, rule: str, evidence: Support) -> tuple[str, str] | None:
    """Return (rule, reason) where a figure is a firm's, a region's, or has a side that is no economy of ours."""
    if (found := of_firms(draft, rule)) is not None:
        return found
    if evidence.regional and "WLD" in pair_of(draft) and all(p.value.marker == "in" for p in draft.places):
        return "sub_national", "the text is about one region"
    if _is_one_project(draft, rule):
        return "one_project", "what one project costs"
    if draft.share and _is_own_share(draft, rule):
        return "share_within_pair", "a share of one country's trade that no country has"
    if owned_by_others(draft):
        return "no_economy", "the owner of the figure is no economy of ours"
    if _is_ranking(draft, rule):
        return "pair_not_shown", "a ranking of countries, no figure of a pair"
    if ("WLD" in pair_of(draft) and _is_loose_total(draft)) or is_loose(draft, rule, evidence):
        return "pair_not_shown", "a word that firms use too, and nothing near says whose figure it is"
    if is_crowd(draft, rule, evidence) or is_one_sided(draft, rule):
        return "pair_not_shown", "travellers or payments, and nothing says between which two"
    if rule in _BORROWED_OR_HALF and "WLD" not in pair_of(draft) and goes_elsewhere(draft):
        return "pair_not_shown", "the other side is no economy of ours"
    return None


def _is_borne_out(draft: Draft, rule: str, evidence: Support, views: set[str]) -> bool:
    """Whether the article bears out a pair that the figure took from elsewhere."""
    source = draft.before if draft.chained else draft.frame
    if rule in _CARRIED and source is not None and is_doubtful(source) and pair_of(source) == pair_of(draft):
        spec, former = draft.spec, source.spec
        apart = not draft.chained and draft.carried is None and former is not None and spec is not None
        if not (apart and former is not None and former.weak and spec is not None and not spec.weak):
            return False
    if rule == "party.any.new_partner" and draft.chained and draft.tape.verb_last and is_unshown(source):
        return False  # whose figures are told is what the figure before did not know
    assert draft.spec is not None
    if draft.tape.verb_last and (is_beside(draft, draft.before) or is_next_giver(draft)):
        return True
    loose = draft.spec.weak and draft.tape.verb_last and source is not None and source.refused is not None
    if (draft.chained and not loose) or _goes_on_about(draft, source, evidence):
        return True
    named = {p.value.code for p in draft.places}
    if rule in _OPEN and named & pair_of(draft) and (pair_of(draft) - named) & views:
        return True  # the country that was taken from elsewhere is the one whose trade the article tells
    return _stands_weak(draft, evidence) if draft.spec.weak else _stands(draft, evidence)


def _goes_on_about(draft: Draft, source: Draft | None, evidence: Support) -> bool:
    """Whether a figure goes on with one of trade, in an article about the pair alone or with it in the headline."""
    pair = pair_of(draft)
    if pair not in evidence.lead or not (pair <= evidence.title or evidence.named <= pair):
        return False
    if draft.carried is not None and pair <= evidence.title:
        return True
    if source is None or source.refused is not None or pair_of(source) != pair or rule_of(draft) not in _CARRIED:
        return False
    return source.spec is not None and source.spec.family == "trade"


def _is_loose_total(draft: Draft) -> bool:
    """Whether a total hangs on a word that firms use too and no country stands near: "a bank raised $400 m abroad"."""
    spec = draft.spec
    assert spec is not None
    if not spec.weak or is_worldwide(draft) or goes_on_whole(draft):
        return False
    named = any(p.value.code != "WLD" for p in draft.places)
    if draft.tape.verb_last and not draft.chained and (not named or draft.carried is not None):
        return True
    return spec.family == "capital" and (spec.key != "investment" or not (_near(draft) - {"WLD"}))


def _is_ranking(draft: Draft, rule: str) -> bool:
    """Whether the amount stands with one country of a row: "en çok yatırım yapan 6 milyar dolarla Brezilya"."""
    assert draft.spec is not None
    if not draft.spec.weak or not draft.tape.verb_last or draft.marker != "with" or rule == "party.any.row":
        return False
    if any(p.value.marker in ("from", "to") and p.start >= draft.mention.end for p in draft.places):
        return False  # "en çok yatırım 2,4 milyar dolarla Hollanda'dan geldi"
    return rule in _OPEN or {p.value.marker for p in draft.places} == {""}


def _is_one_project(draft: Draft, rule: str) -> bool:
    """Whether money is what a project costs, and not what a country's projects in another are worth."""
    spec, before = draft.spec, draft.before
    assert spec is not None
    if spec.key != "project" or draft.mention.kind != "money" or rule not in _TAKEN or draft.tape.refers:
        return False
    if any(q.kind == "count" and q.rule.endswith(".project") for q in draft.tape.quantities):
        return False  # "400 milyon dolar tutarında 200 proje"
    sources = (before, draft.frame if rule == "party.any.frame_view" else None)
    return not any(s is not None and s.refused is None and pair_of(s) == pair_of(draft) for s in sources)


def _is_own_share(draft: Draft, rule: str) -> bool:
    """Whether a share names only whose trade it is: "oil accounts for two thirds of Ecuador's export earnings"."""
    tape, end = draft.tape, max(draft.mention.end, draft.indicator.end if draft.indicator is not None else 0)
    pointing = any(tape.cue(tape.start, end, name) for name in ("pair.", "anaphor.", "this."))
    if rule != "party.any.half" or pointing:
        return False
    named = {p.value.code for p in draft.places}
    before = draft.before
    if before is not None and before.refused is None and pair_of(before) == pair_of(draft):
        return False
    there = {p.value.code for p in draft.tape.places} if draft.tape.verb_last else named
    return draft.reporter in named and draft.partner not in there


def _stands_weak(draft: Draft, evidence: Support) -> bool:
    """Whether a word that firms use too may take its pair from elsewhere."""
    rule, pair, spec = rule_of(draft), pair_of(draft), draft.spec
    assert spec is not None
    if spec.key == "dealings" and rule == "party.any.half" and not draft.tape.refers:
        return False  # a firm's turnover
    if evidence.own[pair]:
        return pair in evidence.lead and (bool(pair & _near(draft)) or draft.tape.refers or pair <= evidence.title)
    both = pair <= _near(draft)
    if _names_just(draft, pair):
        return True
    if not evidence.trade:
        return False
    if rule == "party.any.new_partner":
        return True
    if pair not in evidence.lead or not (rule in _LEANING or (_points(draft) and rule in _BORROWED_OR_HALF)):
        return False
    return (both and spec.key != "financing") or draft.tape.refers


def _points(draft: Draft) -> bool:
    """Whether the sentence points at two countries spoken of; a loan needs to name them."""
    return draft.tape.refers and draft.spec is not None and draft.spec.key != "financing"


def _stands(draft: Draft, evidence: Support) -> bool:
    """Whether a figure of trade may take its pair from elsewhere."""
    rule, pair, spec = rule_of(draft), pair_of(draft), draft.spec
    assert spec is not None
    in_title = pair <= evidence.title
    if rule == "party.any.article_pair" and spec.directed and spec.family == "trade":
        before = draft.tape.previous
        told = before is not None and before.reading is draft.tape.reading and bool(before.indicators)
        alone = in_title and evidence.named == pair and spec.indicator == "trade_balance" and not draft.tape.verb_last
        return alone or _names_just(draft, pair) or (told and _near(draft) == pair)
    known = bool(evidence.told[pair]) or pair in evidence.spoken or _names_just(draft, pair)
    if rule == "party.any.half" and draft.frame is None:
        partner_of = pair in evidence.lead and any(p.value.marker == "with" for p in draft.places)
        return in_title or known or partner_of
    if rule in ("party.any.frame", "party.any.frame_view"):
        if not in_title and _is_far(draft):
            return False
        near = len(pair & _near(draft))
        if pair not in evidence.lead:
            ours = draft.indicator is not None and draft.tape.is_ours(draft.indicator) and evidence.named <= pair
            return near == len(pair) or draft.tape.refers or ours  # "ticaretimiz" in a text on two countries
        return in_title or known or draft.tape.refers or near == len(pair)
    return True


def _is_far(draft: Draft) -> bool:
    """Whether the pair that goes on was last spoken of sentences before, and this one names and points at nobody."""
    tape, frame = draft.tape, draft.frame
    if frame is None or tape.verb_last or tape.refers or tape.places or draft.carried is not None:
        return False
    steps: Tape | None = tape
    for _ in range(_FAR):
        if steps is None or steps is frame.tape:
            return False
        steps = steps.previous
    return True


def _near(draft: Draft) -> set[str]:
    """Return the economies of the sentence and of the one before."""
    tape = draft.tape
    places = [*tape.places, *(tape.previous.places if tape.previous is not None else ())]
    return {p.value.code for p in places}


def _names_just(draft: Draft, pair: frozenset[str]) -> bool:
    """Whether the sentence names these two economies, no other, and no firm; a leader is no investor."""
    tape = draft.tape
    invested = draft.spec is not None and draft.spec.key == "investment"
    codes = {p.value.code for p in tape.places if not invested or is_party(draft, p)}
    return codes == pair and not tape.cue(tape.start, tape.end, "firm.")
