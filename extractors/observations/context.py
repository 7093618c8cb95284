"""What the whole article says about its countries: the main pair, and whose view the article takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from extractors.observations.draft import Draft
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_WEIGHT = {"name": 3.0, "adjective": 2.5, "people": 2.0, "group": 0.4, "capital": 1.5, "leader": 1.0, "self": 2.0}
# whose figures are told tends to be named as an owner, the partner with a direction
_MARKER = {"of": 1.4, "adj": 1.2, "to": 0.8, "from": 0.8, "in": 0.8, "with": 0.8, "object": 0.8}
_ALPHA3 = 3
_TWO = 2
# how many sentences of the text open it
_LEAD = 3
_GROUPS = frozenset({"CIS", "OTS", "GCC", "SCO", "AFR", "CAS", "LAC"})
_NAMED = frozenset({"name", "adjective", "people", "group"})
_OWNER = 4.0
# letters around "our country" in which its partners stand
_NEAR = 60
_OWNER_REACH = 25
_OWNING = frozenset({"", "of", "adj"})


@dataclass(slots=True)
class Context:
    """The article's countries by weight, its home (the country whose figures it tells) and its main partner.

    `own` is the country of "our" in the language of the article; `capital` the direction in which capital was last
    said to flow; `named` are the economies that the article names, not only as a place of speaking or a wide group;
    `title` those of the headline, `headline` without its leaders, `owners` those that own a trade word ("Danish
    trade"); `titled` are those of the headline without the goals in it;
    `alone` is the one country whose trade the headline tells, where it names no other; `told` are the pairs
    that a figure has named so far, `levels` the last exports and imports, `partners` with whom each country
    traded, `native` the country whose national bodies give the figures.
    """

    published: date
    ranked: list[str]
    home: str | None
    partner: str | None
    own: str | None = None
    capital: tuple[str, str] | None = None
    named: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    alone: str | None = None
    titled: frozenset[str] = frozenset()
    told: set[frozenset[str]] = field(default_factory=set)
    native: str | None = None
    levels: dict[str, Draft] = field(default_factory=dict)
    partners: dict[str, set[str]] = field(default_factory=dict)

    def hear(self, draft: Draft, rule: str) -> None:
        """Remember the pair of a figure: those that a window names, and with whom a country's trade was told."""
        reporter, partner = draft.reporter, draft.partner
        assert reporter is not None
        assert partner is not None
        if rule == "own":
            self.told.add(frozenset((reporter, partner)))
        if draft.spec is not None and draft.spec.family == "trade" and draft.spec.directed:
            self.partners.setdefault(reporter, set()).add(partner)

    def is_wide(self, code: str | None) -> bool:
        """Whether a country's trade was told with the world and with two partners at least."""
        partners = self.partners.get(code or "", set())
        return "WLD" in partners and len(partners) > _TWO

    def has_several(self, code: str | None) -> bool:
        """Whether a country's exports to two others, or imports from them, were told: it is the one spoken of."""
        return len(self.partners.get(code or "", set()) - {"WLD"}) >= _TWO

    def other(self, code: str) -> str | None:
        """Return the article's other main country, seen from a code."""
        if code == self.home:
            return self.partner
        return self.home


def gather(tapes: list[Tape], published: date, first_text_end: int, own: str | None) -> Context:
    """Return the context of an article from its tapes; title, first sentence and owners of figures weigh most."""
    places = [place for tape in tapes for place in tape.places]
    owners = {id(place) for tape in tapes for place in tape.places if _owns(tape, place)}
    seen: Counter[str] = Counter()
    weight: defaultdict[str, float] = defaultdict(float)
    lead: dict[str, float] = {}
    for mention in places:
        place = mention.value
        code = place.code
        form = place.form
        if form == "self":
            code = own or ""
        if form not in _WEIGHT or not code or code in ("WLD", "self") or place.marker == "aside":
            continue
        if form == "leader" and not _in_office(place, published):
            continue
        factor = 3.0 if mention.field == "title" else 2.0 if mention.start < first_text_end else 1.0
        seen[code] += factor == 1.0
        factor = 1.0 / seen[code] if factor == 1.0 else factor
        form = "group" if len(code) != _ALPHA3 or code in _GROUPS else form
        weight[code] += _WEIGHT[form] * factor * _MARKER.get(place.marker, 1.0)
        if id(mention) in owners:
            weight[code] += _OWNER
        lead.setdefault(code, len(lead))
    ranked = sorted(weight, key=lambda c: (-weight[c], lead[c]))
    if own and (real := _our_country(places, own, ranked)) != own:
        own, ranked = real, [code for code in ranked if code != own]
    native = native_of(tapes)
    if native is not None and not {p.value.code for p in places if id(p) in owners} - {native}:
        ranked = [native, *(code for code in ranked if code != native)]
    home = ranked[0] if ranked else None
    partner = ranked[1] if len(ranked) > 1 else None
    named = frozenset(
        p.value.code
        for p in places
        if p.value.form in _NAMED and p.value.code not in _GROUPS and p.value.marker != "aside"
    )
    title = frozenset(p.value.code for p in places if p.field == "title")
    headline = frozenset(p.value.code for p in places if p.field == "title" and p.value.form != "leader")
    titled = title - {p.value.code for p in places if p.field == "title" and p.value.marker == "to"} - {"WLD"}
    owning = frozenset(p.value.code for p in places if id(p) in owners)
    alone = _alone([tape for tape in tapes if tape.reading.name == "title"])
    return Context(
        published,
        ranked,
        home,
        partner,
        own,
        named=named,
        title=title,
        headline=headline,
        owners=owning,
        alone=alone,
        native=native,
        titled=titled,
    )


def _our_country(places: list[Mention[Place]], own: str, ranked: list[str]) -> str | None:
    """Return whose "our country" is: another one's where the text names two others, and never the language's own.

    "Торговля нашей страны с соседним Узбекистаном" in a text with a Kazakh ministry.
    """
    named = {p.value.code for p in places if p.value.form != "self"}
    ours = [p for p in places if p.value.form == "self"]
    if own in named or not ours:
        return own
    near = {
        p.value.code
        for p in places
        for o in ours
        if p is not o and p.field == o.field and abs(p.start - o.start) < _NEAR
    }
    left = [code for code in ranked if code in named and len(code) == _ALPHA3 and code not in near | _GROUPS]
    return left[0] if left and near else own


def native_of(tapes: list[Tape]) -> str | None:
    """Return the country whose national bodies give the figures, as the headline or the first sentences say."""
    titles = [tape for tape in tapes if tape.reading.name == "title"]
    body = [tape for tape in tapes if tape.reading.name == "text"][:_LEAD]
    found = {
        str(c.value).partition(".")[2] for tape in (*titles, *body) for c in tape.cue(tape.start, tape.end, "native.")
    }
    return next(iter(found)) if len(found) == 1 else None


def _alone(titles: list[Tape]) -> str | None:
    """Return the one country whose trade the headline tells: "U.S. trade gap hits record"."""
    places = [place for tape in titles for place in tape.places if place.value.form in _NAMED]
    if len({p.value.code for p in places}) != 1 or any(p.value.marker not in _OWNING for p in places):
        return None
    known = specs()
    ours = [m for tape in titles for m in tape.indicators if not str(m.value).startswith("other.")]
    trade = any(known[str(m.value)].family == "trade" and not known[str(m.value)].weak for m in ours)
    return places[0].value.code if trade and not any(tape.refers for tape in titles) else None


def _owns(tape: Tape, place: Mention[Place]) -> bool:
    """Whether a place is the owner of an indicator beside it: "Türkiye'nin ihracatı", "торговля Дании"."""
    if not tape.verb_last and place.value.marker == "" and place.value.form == "name":
        # "the U.S. trade deficit", "China exports"
        return any(0 <= i.start - place.end <= 1 and not str(i.value).startswith("other.") for i in tape.indicators)
    if place.value.marker not in ("of", "adj"):
        return False
    return any(
        (0 <= i.start - place.end <= _OWNER_REACH or (place.value.marker == "of" and 0 <= place.start - i.end <= 1))
        and not str(i.value).startswith("other.")
        for i in tape.indicators
    )


def _in_office(place: object, published: date) -> bool:
    since, until = getattr(place, "since", None), getattr(place, "until", None)
    return (since is None or published.year >= since) and (until is None or published.year <= until)
