"""Who is reporter and who is partner, as far as the places of a window and their markers say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.observations.transfers import transfer
from extractors.observations.visitors import is_host

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_UNDIRECTED = {
    "of": "reporter",
    "adj": "reporter",
    "from": "reporter",
    "with": "partner",
    "to": "partner",
    "in": "partner",
    "object": "partner",
}
_GOODS_REACH = 40
_NOUN_REACH = 25
# between direction words and other owners
_OWNER = 0.5


@dataclass(slots=True)
class Roles:
    """The roles found.

    `loose` says that the only place known had none, `marked` that a marker gave one; `ordered` is False for "between
    A and B".
    """

    reporter: str | None = None
    partner: str | None = None
    loose: bool = False
    marked: bool = False
    ordered: bool = True
    unmarked: list[str] = field(default_factory=list)

    def fill(self) -> None:
        """Give the places without a role the roles that are left, in order."""
        for code in self.unmarked:
            if self.reporter is None:
                self.reporter = code
            elif self.partner is None:
                self.partner = code


def read_roles(draft: Draft, places: list[Mention[Place]]) -> Roles:
    """Return the roles of the places: by marker through the indicator's table, then by order."""
    assert draft.spec is not None
    between = [p.value.code for p in places if p.value.marker == "between"]
    if len(set(between)) > 1 and not draft.spec.directed:
        return Roles(between[0], next(code for code in between if code != between[0]), marked=True, ordered=False)
    handed = transfer(draft, places)
    if handed is not None and any(handed):
        return _handed(draft, places, handed)
    roles = _by_marker(draft, places)
    ahead = bool(places) and places[-1].start < draft.mention.end
    at_figure = ahead and draft.tape.words(places[-1].end, draft.mention.start) <= 1
    if len(roles.unmarked) > 1 and draft.marker in ("with", "from", "of", "at") and at_figure:
        roles.unmarked.reverse()  # "after Italy with $3.17 billion": the place at the figure is the one meant
    gives = draft.spec.key in ("financing", "investment")
    sure = ("from", "of") if draft.tape.verb_last else ("from",)  # "Rusya'nın İran'daki ..." says who gives
    sent = any(p.value.marker in sure and p.value.code == roles.reporter for p in places)
    if roles.unmarked and roles.reporter and not roles.partner and gives and not sent and _stands_ahead(roles, places):
        # who gives is the subject: "Россия предоставила египетской стороне кредит"
        roles.reporter, roles.partner = roles.unmarked[0], roles.reporter
    elif roles.reporter is None and roles.partner is None and len(roles.unmarked) == 1 and _is_for(draft, places):
        roles.partner, roles.unmarked, roles.marked = roles.unmarked[0], [], True
    elif roles.reporter is None and roles.partner is None and len(roles.unmarked) == 1:
        roles.reporter, roles.loose = roles.unmarked[0], True
    else:
        roles.fill()
    return roles


def _handed(draft: Draft, places: list[Mention[Place]], handed: tuple[str | None, str | None]) -> Roles:
    """Return the roles of a verb of giving or getting, the rest filled by the markers of the other places."""
    giver, taker = handed
    rest = [p for p in places if p.value.code not in handed and p.value.marker]
    roles = _by_marker(draft, rest)
    roles.reporter = giver or (roles.reporter if roles.reporter != taker else None)
    roles.partner = taker or (roles.partner if roles.partner != giver else None)
    roles.unmarked = []
    roles.marked = True
    return roles


def _is_for(draft: Draft, places: list[Mention[Place]]) -> bool:
    """Whether a bare name one word behind a loan or aid is who it is for: "military aid for Ukraine"."""
    tape, indicator, spec = draft.tape, draft.indicator, draft.spec
    if spec is None or spec.key != "financing" or tape.verb_last or indicator is None:
        return False
    behind = [p for p in places if p.value.marker == "" and p.start >= indicator.end]
    return any(tape.words(indicator.end, p.start) == 1 and not tape.has_comma(indicator.end, p.start) for p in behind)


def _stands_ahead(roles: Roles, places: list[Mention[Place]]) -> bool:
    """Whether the place without a role opens: "Россия предоставила египетской стороне", no "Japanese loan for ..."."""
    first = next(p for p in places if p.value.code == roles.unmarked[0])
    marked = next(p for p in places if p.value.code == roles.reporter)
    return first.start < marked.start


def _by_marker(draft: Draft, places: list[Mention[Place]]) -> Roles:
    assert draft.spec is not None
    table = draft.spec.roles if draft.spec.directed else _UNDIRECTED
    roles = Roles()
    ordered = _last_first(draft, places)
    for place in sorted(ordered, key=lambda p: -1 if _is_inside(draft, p) else _rank_in(draft, p)):
        code = place.value.code
        role = table.get(place.value.form) or table.get(_marker(draft, place))
        if place.value.marker == "in" and draft.spec.indicator == "trade_balance" and len(places) == 1:
            role = "reporter"  # "в Японии торговый дефицит вырос"
        if _is_at_home(draft, place, places):
            role = "reporter"
        roles.marked = roles.marked or role is not None
        if role == "reporter" and roles.reporter in (None, code) and code != roles.partner:
            roles.reporter = code
        elif role == "partner" and roles.partner in (None, code) and code != roles.reporter:
            roles.partner = code
        elif code not in roles.unmarked and (role is None or not draft.spec.directed):
            roles.unmarked.append(code)
    roles.unmarked = [code for code in roles.unmarked if code not in (roles.reporter, roles.partner)]
    return roles


def _last_first(draft: Draft, places: list[Mention[Place]]) -> list[Mention[Place]]:
    """Return the places with the one nearest to the figure first among those with one direction.

    "Mısır'a heyet gönderdi, Cezayir'e 190 milyon dolarlık ihracat yaptı": where the verb comes last, each direction
    belongs to the verb behind it.
    """
    if not draft.tape.verb_last:
        return places
    ahead = [p for p in places if p.end <= draft.mention.start and p.value.marker in ("to", "from")]
    return [*reversed(ahead), *(p for p in places if p not in ahead)]


def _is_at_home(draft: Draft, place: Mention[Place], places: list[Mention[Place]]) -> bool:
    """Whether a sentence opens with where it happens: "в Молдове экспорт сахара снизился на 40 %"."""
    spec, tape, word = draft.spec, draft.tape, draft.indicator
    if spec is None or spec.key != "exports" or place.value.marker != "in" or tape.verb_last or word is None:
        return False
    front = tape.words(tape.start, place.start)
    return len({p.value.code for p in places}) == 1 and place.end <= word.start and front <= 1


def _marker(draft: Draft, place: Mention[Place]) -> str:
    """Return the marker of a place; the country of goods is where they come from, its "side" is the country itself."""
    marker = place.value.marker
    if marker == "adj":
        if side_behind(draft, place):
            return ""
        return _of_adjective(draft, place)
    weighed = draft.mention.kind in ("tonne", "m3", "barrel") and draft.tape.words(draft.mention.end, place.start) <= 1
    behind = not draft.tape.verb_last and place.start >= draft.mention.end
    if marker == "of" and behind and (weighed or goods_behind(draft, place)):
        return "from"  # "300,000 tonnes of U.S. durum wheat"
    people = [i.end for i in draft.tape.indicators if i.value == "other.people"]
    travels = draft.spec is not None and draft.spec.family == "tourist"
    if marker == "of" and travels and any(0 <= place.start - end <= 1 for end in people):
        return "from"  # "граждане РФ совершили 21 млн поездок"
    if marker == "of" and draft.mention.kind == "count" and 0 <= place.start - draft.mention.end <= 1:
        return "from"  # "2,1 млн граждан Киргизии": the owner of counted people is where they come from
    if marker == "" and draft.mention.start <= place.start < draft.mention.end:
        return "adj"  # "500 Hollanda firması": a name inside the count says whose they are
    if marker == "" and draft.tape.verb_last and goods_behind(draft, place, 0):
        return "from"
    if draft.spec is not None and draft.spec.family == "tourist" and marker in ("", "in") and _is_market(draft, place):
        return "from"
    if travels and marker == "" and is_host(draft, place):
        return "in"
    return marker


def _of_adjective(draft: Draft, place: Mention[Place]) -> str:
    if _is_recipient(draft, place):
        return "to"
    return "from" if goods_behind(draft, place) or _is_of_weight(draft, place) else "adj"


def _is_recipient(draft: Draft, place: Mention[Place]) -> bool:
    """Whether an adjective of who gets a loan stands with its noun in the dative: "выделило сербским аграриям"."""
    pack, spec = draft.tape.reading.pack, draft.spec
    ends = pack.tables["language"].get("recipients", ())
    if not ends or spec is None or spec.key != "financing":
        return False
    first, *behind = draft.tape.text(place.start, place.end + _NOUN_REACH).split()[:2]
    return bool(behind) and any(first.endswith(one) and behind[0].rstrip(",.;").endswith(other) for one, other in ends)


def _is_of_weight(draft: Draft, place: Mention[Place]) -> bool:
    """Whether an adjective stands right behind a weight and says where goods are from: "tonnes of Brazilian beans"."""
    weight = draft.mention.kind in ("tonne", "m3", "barrel") and not draft.tape.verb_last
    return weight and place.start >= draft.mention.end and draft.tape.words(draft.mention.end, place.start) == 1


def _is_inside(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a place stands inside the count: "150 южнокорейских предприятий" says whose they are."""
    return draft.mention.kind == "count" and draft.mention.start <= place.start < draft.mention.end


def _is_market(draft: Draft, place: Mention[Place]) -> bool:
    """Whether "market" stands right behind a place: "Rusya pazarındaki ziyaretçi sayısı"."""
    tape = draft.tape
    cues = tape.cue(place.end, min(place.end + _GOODS_REACH, tape.end), "market.")
    return any(tape.words(place.end, cue.start) == 0 for cue in cues)


def _rank_in(draft: Draft, place: Mention[Place]) -> float:
    """Return the rank of a place; the owner right before the trade word comes before one elsewhere.

    "Tilted in Turkey's favour: Ethiopian exports stood at $50 million".
    """
    word = draft.indicator
    beside = word is not None and 0 <= word.start - place.end <= 1 and place.value.marker in ("of", "adj")
    return _OWNER if beside and not draft.tape.verb_last else _rank(place)


def _rank(place: Mention[Place]) -> int:
    """Direction words say more than owners, owners more than adjectives."""
    marker = place.value.marker
    return 0 if marker in ("to", "from") else 1 if marker in ("of", "with", "in", "object") else 2


def share_roles(draft: Draft) -> Roles:
    """A share: the reporter is whose trade it is (beside the trade word), the partner has the share."""
    tape, indicator = draft.tape, draft.indicator
    codes: list[str] = []
    reporter: str | None = None
    best = _GOODS_REACH
    for place in draft.places:
        code, marker = place.value.code, place.value.marker
        if code == "WLD":
            continue
        codes.append(code)
        if indicator is None or not (marker in ("of", "adj", "in") or 0 <= indicator.start - place.end <= 1):
            continue
        if any(tape.words(c.end, place.start) == 0 for c in tape.cue(tape.start, place.start, "falls.")):
            continue  # "на долю России пришлась треть экспорта": who has the share
        if marker == "of" and tape.cue(indicator.start, indicator.end, "bare."):
            continue  # "AB'nin ihracattaki payı": whose exports they are is not said
        if not tape.verb_last and (_is_of_goods(draft, place) or (marker == "of" and _has_share(tape, place))):
            continue  # "the share of Iran in the trade of the republic"
        if tape.verb_last and place.start > indicator.start and marker == "of":
            continue  # "ihracatında Çin'in payı": who stands behind the trade word owns the share
        gap = indicator.start - place.end if place.start < indicator.start else place.start - indicator.end
        if gap < best and not tape.has_comma(min(place.end, indicator.end), max(place.start, indicator.start)):
            best, reporter = gap, code
    sent = [p.value.code for p in draft.places if p.value.marker in ("to", "from", "with") and p.value.code != "WLD"]
    if reporter is None and sent and len(set(codes)) == 2:
        reporter = next(code for code in codes if code != sent[0])  # "Mongolia's exports to China are 92 % of its ..."
    partner = next((code for code in codes if code != reporter), None)
    return Roles(reporter, partner, marked=True)


def _is_of_goods(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a place says whose goods are imported, not whose imports they are: "imports of Russian oil by the EU"."""
    imported = draft.spec is not None and draft.spec.indicator == "imports"
    return imported and place.value.marker == "adj" and goods_behind(draft, place)


def _has_share(tape: Tape, place: Mention[Place]) -> bool:
    """Whether the word for a share stands right at a place: "the share of Iran", "Iran's share"."""
    cues = tape.cue(tape.start, tape.end, "share.share")
    behind = any(c.end <= place.start and not tape.text(c.end, place.start).strip(" ") for c in cues)
    return behind or any(place.end <= c.start and tape.words(place.end, c.start) == 0 for c in cues)


def side_behind(draft: Draft, place: Mention[Place]) -> bool:
    """Whether "side" stands behind an adjective: "туркменская сторона" is the country itself."""
    cues = draft.tape.cue(place.end, min(place.end + _GOODS_REACH, draft.tape.end), "pair.")
    return any(draft.tape.words(place.end, cue.start) == 0 for cue in cues)


def goods_behind(draft: Draft, place: Mention[Place], reach: int = 1) -> bool:
    """Whether goods or a product stand right behind a place: "Turkish goods", "российского СПГ"."""
    tape = draft.tape
    end = min(place.end + _GOODS_REACH, tape.end)
    goods = tape.cue(place.end, end, "goods.") + [p for p in tape.products if place.end <= p.start < end]
    return any(tape.words(place.end, item.start) <= reach for item in goods)
