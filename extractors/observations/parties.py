"""Reporter and partner of a linked quantity.

What the places of its window leave open is filled from the frame: the pair that is being spoken of, and the country
whose figures are told (`view`). A new country beside the view replaces the old partner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from extractors.observations.context import Context
from extractors.observations.difference import difference
from extractors.observations.draft import Draft
from extractors.observations.flows import (
    back_to_title,
    buys,
    contractor,
    ends_before,
    is_retold,
    is_same_supply,
    pair_before,
    seller_to,
    strays,
    streamed,
    turned_round,
)
from extractors.observations.inflows import from_abroad, host_before, listed_pair
from extractors.observations.nations import nation_pair
from extractors.observations.owners import (
    alone_again,
    is_subject,
    only_owner,
    own_country,
    speaker_country,
    with_world,
)
from extractors.observations.roles import Roles, read_roles, share_roles
from extractors.observations.shares import same_owner
from extractors.observations.standings import in_row, is_abroad, is_same_end
from extractors.observations.successors import is_next_host, is_next_partner, next_of_row
from extractors.observations.sums import are_joined, is_sum
from extractors.observations.support import OWN
from extractors.observations.totals import goes_on_without, is_joint, is_total, of_several
from extractors.observations.views import view_of
from extractors.observations.visitors import are_all, is_trip
from extractors.observations.windows import go_on, is_attribute, local_places, undealt
from extractors.reference.countries import is_reported
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.records import Mention

_Pair = tuple[str | None, str | None]


def parties(draft: Draft, context: Context, last: Draft | None) -> None:
    """Set reporter, partner and view, or refuse where no pair can be told.

    Args:
        draft: A linked draft.
        context: The article's countries.
        last: The last draft with known parties: the pair that is being spoken of.
    """
    spec = draft.spec
    assert spec is not None
    frame = draft.before if draft.before is not None and draft.before.reporter else last
    draft.frame = frame
    draft.places = go_on(draft, local_places(draft))
    if (together := of_several(draft)) is not None:
        draft.refuse(*together)
        return
    if draft.forced is not None and draft.forced.kind == "place":
        draft.places = [*undealt(draft), cast("Mention[Place]", draft.forced)]
    roles = share_roles(draft) if draft.share else read_roles(draft, draft.places)
    ordered = roles.ordered and roles.reporter is not None and roles.partner is not None
    pair, rule = _Filling(draft, context, frame, roles).fill()
    found = with_world(draft, context, roles, pair, rule)
    if found is None:
        draft.refuse("pair_not_shown", "nothing says whom the country trades with")
        return
    reporter, partner, rule = found
    if not reporter or not partner or reporter == partner or goes_on_without(draft):
        draft.refuse("no_pair", "no second economy in reach")
        return
    if not (is_reported(reporter) and is_reported(partner)) or (reporter == "WLD" and _is_trade(draft)):
        draft.refuse("no_economy", "not the trade of an economy of today")
        return
    if rule == "unmarked" and are_joined(draft):
        draft.refuse("several_partners", "what two countries sent or bought together")
        return
    if is_joint(draft, frame, rule):
        reporter, partner = sorted((reporter, partner))
        rule = "joint"
    draft.reporter, draft.partner = reporter, partner
    context.hear(draft, rule)
    draft.note("parties", f"party.any.{rule}", draft.places[0] if draft.places else None)
    draft.view = view_of(draft, context, frame, ordered)
    if spec.indicator in ("exports", "imports") and draft.measure == "level" and draft.mention.kind == "money":
        context.levels[spec.indicator] = draft
    if spec.family == "capital" and spec.directed and rule != "joint":
        context.capital = (reporter, partner)


def _is_trade(draft: Draft) -> bool:
    spec = draft.spec
    return spec is not None and spec.family == "trade" and spec.directed


@dataclass(slots=True)
class _Filling:
    """The steps that fill what the window leaves open; each returns a pair and the name of the rule."""

    draft: Draft
    context: Context
    frame: Draft | None
    roles: Roles

    def fill(self) -> tuple[_Pair, str]:
        """Return (reporter, partner) and the rule that found them."""
        roles, spec = self.roles, self.draft.spec
        assert spec is not None
        if (sent := nation_pair(self.draft, self.context) or listed_pair(self.draft)) is not None:
            return sent, "own"
        if is_abroad(self.draft):
            return self._seen(self._told(), "WLD"), "total"
        if roles.reporter and roles.partner:
            sure = roles.marked or not spec.directed or self.draft.share
            return (roles.reporter, roles.partner), "own" if sure else "unmarked"
        if roles.reporter or roles.partner:
            shared = same_owner(self.draft)
            return self._half() if shared is None else (shared, "frame")
        return self._none()

    def _seen(self, view: str | None, other: str | None) -> _Pair:
        """Return the pair with the view in the role in which the indicator tells it."""
        assert self.draft.spec is not None
        return (view, other) if self.draft.spec.view == "reporter" else (other, view)

    def _told(self) -> str | None:
        return self.frame.view if self.frame is not None and self.frame.view else self.context.home

    def _whose(self) -> str | None:
        """Return whose total goes on: the view, else the article's home, if it has any trade of its own there."""
        told, context = self._told(), self.context
        if self.draft.tape.verb_last or (self.frame is not None and self.frame.view):
            return told
        return told if told in context.owners | context.title else None

    def _none(self) -> tuple[_Pair, str]:
        """No place in the window: a total, the frame's pair, the sentence before's, or the article's main pair."""
        draft, context = self.draft, self.context
        own = own_country(draft, context)
        if (found := self._told_whole()) is not None:
            return found
        if (streams := draft.tape.cue(draft.left, draft.mention.start, "stream.")) and self._sends():
            return streamed(self.frame, str(streams[-1].value)), "total"
        if is_total(draft) and not draft.share:
            return self._seen(host_before(draft) or own or self._whose(), "WLD"), "total"
        if (owner := alone_again(draft, context, self.frame)) is not None:
            return self._seen(owner, "WLD"), "owner_before"
        if self.frame is not None and self.frame.reporter and not strays(draft, self.frame, context.title):
            return back_to_title(draft, self.frame, context.title) or self._from_frame(self.frame, own)
        if (told := pair_before(draft)) is not None:
            return told, "sentence_before"
        if (owner := only_owner(draft, context)) is not None:
            return self._seen(owner, "WLD"), "owner_before"
        first, second = context.home, context.partner
        if (ends := ends_before(draft, {first, second})) is not None:
            return ends
        if own is not None and own != first:
            first, second = own, context.other(own)
        return self._seen(first, second), "article_pair"

    def _told_whole(self) -> tuple[_Pair, str] | None:
        """The gap of two figures, or capital from abroad."""
        if (gap := difference(self.draft, self.context)) is not None:
            return gap, "difference"
        abroad = from_abroad(self.draft, self.context, self.roles)
        return (abroad, "total") if abroad is not None else None

    def _sends(self) -> bool:
        return self.draft.spec is not None and self.draft.spec.family == "remittance"

    def _from_frame(self, frame: Draft, own: str | None) -> tuple[_Pair, str]:
        draft, context = self.draft, self.context
        assert draft.spec is not None
        assert frame.spec is not None
        reporter, partner = frame.reporter, frame.partner
        if draft.share:
            if frame.share or frame.view is None:
                return (reporter, partner), "frame"
            if frame.spec.key == "purchases" and frame.view == partner:
                draft.spec = specs()["exports"]  # "the Philippines bought 2.6 million, or 37 % of the total"
            return (frame.view, partner if frame.view == reporter else reporter), "frame_view"
        if (turned := turned_round(draft, frame)) is not None:
            return turned, "reverse"
        if (built := contractor(draft, frame)) is not None:
            return built, "sentence_before"
        capital = context.capital
        if draft.spec.family == "capital" != frame.spec.family and capital and set(capital) == {reporter, partner}:
            return capital, "frame"
        if is_retold(draft, frame):
            return (partner, reporter), "frame"
        if draft.spec.directed and draft.spec.key != frame.spec.key:
            return self._turn(frame, own), "frame_view"
        return (reporter, partner), "frame"

    def _turn(self, frame: Draft, view: str | None) -> _Pair:
        """The frame's pair seen from its view, for another indicator: the view reports."""
        assert self.draft.spec is not None
        assert frame.spec is not None
        pair = (frame.reporter, frame.partner)
        if view not in pair and frame.spec.family == "capital" and self.draft.spec.family == "trade":
            view = self.context.own  # whose capital it is tells nothing of whose exports are meant
        if view not in pair:
            view = frame.view
            if frame.spec.directed and frame.spec.family == self.draft.spec.family and not frame.share:
                view = frame.reporter if frame.spec.view == "reporter" else frame.partner
            elif (told := speaker_country(self.draft)) in pair:
                view = told
        return self._seen(view, pair[1] if view == pair[0] else pair[0])

    def _half(self) -> tuple[_Pair, str]:
        """One place with a role: the other is the total, the frame's view, or the article's other country."""
        draft, context, frame, roles = self.draft, self.context, self.frame, self.roles
        assert draft.spec is not None
        known = roles.reporter or roles.partner
        assert known is not None
        if known == "WLD":
            return self._with_world(), "total"
        if (found := self._told_whole()) is not None and known in found[0]:
            return found
        if not draft.share and roles.reporter and (is_total(draft) or is_sum(draft, context.named)):
            return (self._seen(known, "WLD") if roles.loose else (known, "WLD")), "total"
        if is_total(draft) and draft.spec.view == "partner" and roles.partner:
            return ("WLD", known), "total"  # "всего Турцию посетили 41,8 млн иностранных туристов"
        family = frame.spec.family if frame is not None and frame.spec is not None else None
        if (
            draft.spec.view == "partner"
            and roles.partner
            and not is_trip(draft)
            and (family != draft.spec.family or are_all(draft, frame, roles.partner))
        ):
            return ("WLD", known), "all_visitors"
        if (found := in_row(draft, frame, roles)) is not None:
            return found
        own = own_country(draft, context)
        if own is not None and own != known:
            mine = draft.indicator is None or not draft.share or draft.tape.is_ours(draft.indicator)
            # "ihracatımızdaki payı", but "bizim AB'deki payımız"
            mine = mine and (not roles.reporter or roles.loose) and draft.spec.view == "reporter"
            return ((own, known) if mine else (known, own)), "own_country"
        if frame is not None and frame.spec is not None and known in (frame.reporter, frame.partner):
            return self._in_frame(frame, known)
        if frame is not None and frame.view is not None and frame.view != known:
            return self._beside_view(frame, known)
        return self._in_article(known)

    def _with_world(self) -> _Pair:
        """Return the pair of a figure whose only place is "abroad": money from there goes to who got the last sum."""
        frame = self.frame
        if self.roles.reporter and self._sends() and frame is not None and frame.partner != "WLD":
            return "WLD", frame.partner
        return self._seen(self._told(), "WLD")

    def _beside_view(self, frame: Draft, known: str) -> tuple[_Pair, str]:
        """A new country beside the one whose figures are told: the other end of the same flow, or a new partner."""
        draft, roles = self.draft, self.roles
        if (other := self._parallel(frame)) is not None:
            return self._complete(other), "own"
        if (other := self._other_end(frame)) is not None:
            return self._complete(other), "half"
        if roles.loose:
            if (row := next_of_row(draft, frame, known)) is not None:
                return row, "row"
            if (seller := seller_to(draft, frame)) not in (None, known):
                return (known, seller), "half"
            if self._is_rival(frame):
                return (known, frame.partner), "half"
            if is_next_host(draft, frame, self.context.told):
                return (frame.reporter, known), "half"
            return self._seen(self._teller(frame), known), "new_partner"
        return self._complete(self._teller(frame)), "half"

    def _teller(self, frame: Draft) -> str | None:
        """Return whose figures go on: the headline's only country comes back after a partner's own figure.

        "Thai rubber exports rise. ... Japan imported 384,622 tonnes of Thai rubber. Exports to France rose ..."
        """
        title = (self.context.title - {"WLD"}) if self.draft.tape.verb_last else self.context.titled
        if self.context.has_several(frame.view):
            return frame.view
        return next(iter(title)) if len(title) == 1 and title <= {frame.reporter, frame.partner} else frame.view

    def _is_rival(self, frame: Draft) -> bool:
        """Whether a bare country takes the place of the reporter: the article is rather about the frame's partner.

        "ЕС ... российского газа. Франция закупила ..., следом идут Испания с 232 млн" in a text on Russia's gas.
        """
        spec, former, ranked = self.draft.spec, frame.spec, self.context.ranked
        assert spec is not None
        if former is None or spec.indicator != former.indicator or not spec.directed or self.draft.share:
            return False
        if self.draft.forced is not None or self.context.has_several(frame.reporter):
            return False  # one of a series of partners of one country
        if spec.family != "trade" or frame.partner not in ranked or frame.reporter not in ranked:
            return False
        return frame.view == frame.reporter and ranked.index(frame.partner) < ranked.index(frame.reporter)

    def _complete(self, other: str | None) -> _Pair:
        return (self.roles.reporter, other) if self.roles.reporter else (other, self.roles.partner)

    def _parallel(self, frame: Draft) -> str | None:
        """Return the other country where the place takes over a role: "из Нидерландов в Узбекистан, из Кипра - ..."."""
        draft, roles = self.draft, self.roles
        if frame is not draft.before or frame.spec is not draft.spec or draft.share:
            return None
        if draft.tape.verb_last:
            return self._same_side(frame)
        if frame.rules["parties"][0] != "party.any.own" or draft.spec is None or not draft.spec.directed:
            return None
        if not roles.loose:
            return frame.partner if roles.reporter else frame.reporter
        if is_next_partner(draft, frame):
            return None
        bare = {p.value.code for p in frame.places if not p.value.marker}
        here = {p.value.code for p in draft.places if not p.value.marker}
        return frame.partner if frame.reporter in bare and frame.partner not in bare and here else None

    def _other_end(self, frame: Draft) -> str | None:
        """Return the frame's country at the other end of a flow: "из России поступило ..., из США - ..."."""
        spec, former, roles = self.draft.spec, frame.spec, self.roles
        assert spec is not None
        if former is None or roles.loose or not spec.directed or not former.directed or self.draft.share:
            return None
        lent = spec.key == former.key == "financing" and self.draft.tape.verb_last
        if lent or spec.family == former.family in ("remittance", "tourist"):
            return frame.partner if roles.reporter else frame.reporter
        if spec.key == former.key == "sales" and roles.partner:
            return frame.reporter
        if is_retold(self.draft, frame):  # "Китай закупил в России ... Поставки в Индию ..."
            return frame.reporter if roles.reporter else frame.partner
        return frame.partner if is_same_supply(self.draft, frame) else None

    def _same_side(self, frame: Draft) -> str | None:
        """Return the other country where a place takes the frame's role: "A'dan C'ye ..., B'den ..."."""
        if self.roles.loose or frame.rules["parties"][0] not in OWN:
            return None
        here = {p.value.marker for p in self.draft.places}
        side = "reporter" if self.roles.reporter else "partner"
        alike = ("from", "to", "of") if frame.rules["parties"][0] == "party.any.own_country" else ("from", "to")
        same = {p.value.code for p in frame.places if p.value.marker in here and p.value.marker in alike}
        other = frame.partner if side == "reporter" else frame.reporter
        return other if (frame.reporter if side == "reporter" else frame.partner) in same else None

    def _in_frame(self, frame: Draft, known: str) -> tuple[_Pair, str]:
        """The place is one of the frame's pair."""
        draft, roles = self.draft, self.roles
        assert draft.spec is not None
        other = frame.partner if known == frame.reporter else frame.reporter
        if other == "WLD" and draft.chained and frame is draft.before and draft.measure != "level":
            return (frame.reporter, frame.partner), "frame"  # "646,092 tourists visited it, a 20 percent rise"
        if other in ("WLD", None):
            total = frame.spec is not None and frame.spec.family == draft.spec.family == "trade" and not frame.share
            if total and other == "WLD" and roles.reporter == known == frame.reporter and not draft.share:
                return (known, "WLD"), "frame"  # "its foreign trade was ... Exports from the country rose 24 %"
            other = self.context.other(known)
            if roles.loose and other is not None:
                return (other, known), "half"
            return self._complete(other), "half"
        if not roles.loose:
            return self._complete(other), "half"
        if draft.chained and draft.spec.view == "partner":
            return (frame.reporter, frame.partner), "frame"
        if draft.spec.directed and draft.spec.view == "partner" and known != frame.view:
            return (known, frame.view), "half"
        gap = draft.spec.indicator == "trade_balance" and not draft.tape.verb_last
        owner = gap or not is_attribute(draft)
        if draft.spec.directed and draft.spec.view == "reporter" and draft.spec.family and owner:
            return self._turn(frame, known), "subject"
        return (frame.reporter, frame.partner), "frame"

    def _in_article(self, known: str) -> tuple[_Pair, str]:
        """Nothing was spoken of yet: the article's main countries tell the other."""
        context, roles = self.context, self.roles
        other = context.other(known)
        other = None if is_same_end(self.draft, known, other) else other
        if other is None and context.own is not None and context.own != known:
            return ((context.own, known) if roles.loose or roles.partner else (known, context.own)), "home_country"
        if not roles.loose:
            return self._complete(other), "half"
        if known == context.home or is_subject(self.draft) or buys(self.draft):
            return self._seen(known, other), "half"
        return self._seen(other, known), "half"
