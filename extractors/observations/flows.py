"""One flow of goods told from both of its ends: who sends it in one sentence, who takes it in the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.observations.roles import read_roles
from extractors.observations.windows import STRONG, is_party
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_PAIR = 2
# letters between the halves of a pair: "German-Polish", "Chile and Peru"
_JOINED = 5
# trade words for the same direction of goods
_SAME = frozenset({("sales", "exports"), ("exports", "sales"), ("purchases", "imports"), ("imports", "purchases")})


def is_retold(draft: Draft, frame: Draft) -> bool:
    """Whether a word for deliveries tells a flow from its other end: "China bought in ...; deliveries of beef ..."."""
    assert draft.spec is not None
    assert frame.spec is not None
    first = frame
    while first.chained and first.before is not None and first.before.reporter:
        first = first.before
    apart = frame.tape is not draft.tape and (
        bool(draft.product) or (draft.mention.kind in ("percent", "ratio") and not draft.tape.places)
    )
    named = first.rules["parties"][0] == "party.any.own" and (apart or _is_its_level(draft, frame))
    return named and (draft.spec.key, frame.spec.indicator) in (("sales", "imports"), ("purchases", "exports"))


def _is_its_level(draft: Draft, frame: Draft) -> bool:
    """Whether deliveries behind a growth of imports are their level: "импорт вырос впятеро, поставки составили 5 т"."""
    grown = frame.measure in ("ratio", "change_pct") and draft.measure == "level"
    return grown and not draft.places and not draft.tape.verb_last and draft.tape is frame.tape


def is_same_supply(draft: Draft, frame: Draft) -> bool:
    """Whether goods by weight reach one buyer from elsewhere: "Algeria sent Italy 11 bcm. Imports from Libya ..."."""
    spec, former = draft.spec, frame.spec
    if spec is None or former is None or draft.tape.verb_last or frame.tape is draft.tape:
        return False
    ways = {spec.indicator, former.indicator} == {"exports", "imports"}
    weighed = draft.mention.kind == frame.mention.kind and draft.mention.kind in ("tonne", "m3", "barrel")
    goods = {p.value for p in draft.tape.products if draft.left <= p.start < draft.mention.start}
    return ways and weighed and frame.product is not None and goods <= {frame.product}


def half_before(draft: Draft, pair: set[str | None]) -> tuple[str | None, str | None] | None:
    """Return the article's pair turned as the sentence before says: "ограничение поставок газа в Белоруссию"."""
    tape, spec = draft.tape.previous, draft.spec
    if tape is None or spec is None or not spec.directed or spec.family != "trade" or len(pair) != len(pair - {None}):
        return None
    if not any(str(m.value) == spec.key or (str(m.value), spec.key) in _SAME for m in tape.indicators):
        return None
    role = {spec.roles.get(p.value.marker) for p in tape.places if p.value.marker in ("to", "from")}
    codes = {p.value.code for p in tape.places if p.value.marker in ("to", "from")}
    if len(codes) != 1 or len(role) != 1 or not codes < pair:
        return None
    (known,), (part,) = codes, role
    (other,) = pair - codes
    return (known, other) if part == "reporter" else (other, known)


def seller_to(draft: Draft, frame: Draft) -> str | None:
    """Return who sells to a bare country beside a verb of buying: "second by purchases is Egypt"."""
    if (
        draft.spec is None
        or draft.spec.key not in ("purchases", "intake")
        or frame.spec is None
        or draft.tape.verb_last
    ):
        return None
    if frame.spec.indicator == "exports":
        return frame.reporter if frame.tape is not draft.tape else None
    return frame.partner if frame.spec.key in ("purchases", "imports") and frame.share is False else None


def pair_before(draft: Draft) -> tuple[str, str] | None:
    """Return the pair that the sentence before names with roles, for an indicator with directions of its own."""
    tape = draft.tape.previous
    if tape is None or draft.spec is None or not draft.spec.directed:
        return None
    if not any(not str(m.value).startswith("other.") for m in tape.indicators):
        return None
    places = [p for p in tape.places if p.value.form in STRONG and is_party(draft, p, tape) and p.value.code != "WLD"]
    roles = read_roles(draft, places)
    return (roles.reporter, roles.partner) if roles.reporter and roles.partner else None


def strays(draft: Draft, frame: Draft, title: frozenset[str]) -> bool:
    """Whether trade goes back to the headline's pair behind projects elsewhere: "Afrika'da 17 proje. Ticaret arttı"."""
    spec, former = draft.spec, frame.spec
    if spec is None or former is None or not draft.tape.verb_last or spec.weak or spec.family != "trade":
        return False
    pair = {frame.reporter, frame.partner}
    return former.family == "capital" and len(title) == _PAIR and pair != title and bool(pair & title)


def contractor(draft: Draft, frame: Draft) -> tuple[str, str] | None:
    """Return (builder, host) of projects that go on with a pair's trade, as the sentence before says who builds where.

    "Türk müteahhitler ilk işlerini Libya'da yaptı. Bugüne kadar 641 proje tamamlandı."
    """
    if draft.spec is None or draft.spec.key != "project" or not draft.tape.verb_last:
        return None
    if frame.spec is None or frame.spec.directed or (told := pair_before(draft)) is None:
        return None
    return told if set(told) == {frame.reporter, frame.partner} else None


def two_before(draft: Draft) -> tuple[str, str] | None:
    """Return the only two economies of the sentence before, for one that points at them: "the two countries"."""
    tape, spec = draft.tape, draft.spec
    before = tape.previous
    if before is None or spec is None or spec.directed or not tape.refers or before.reading is not tape.reading:
        return None
    strong = [p for p in before.places if p.value.form in STRONG]
    joined = any(0 <= b.start - a.end <= _JOINED and a.value.code != b.value.code for a, b in pairwise(strong))
    codes = list(dict.fromkeys(p.value.code for p in strong))
    return (codes[0], codes[1]) if joined and len(codes) == _PAIR else None


def ends_before(draft: Draft, pair: set[str | None]) -> tuple[tuple[str | None, str | None], str] | None:
    """Return what the sentence before says of a pair where the article's would be meant, and the rule's name."""
    two = two_before(draft)
    if two is not None and set(two) != pair:
        return two, "sentence_before"
    half = half_before(draft, pair)
    return None if half is None else (half, "article_pair")


def turned_round(draft: Draft, frame: Draft) -> tuple[str | None, str | None] | None:
    """Return the pair of what goes the other way: "встречный поток"; against imports goes what the importer sells."""
    spec, former = draft.spec, frame.spec
    assert spec is not None
    assert former is not None
    if frame is draft.before and frame.rules["parties"][0] == "party.any.reverse" and draft.chained:
        draft.spec = former if draft.indicator is frame.indicator else spec
    if not draft.tape.cue(draft.left, draft.mention.start, "reverse."):
        return None
    if spec.indicator == "imports" and (draft.chained or draft.carried is not None):
        draft.spec = specs()["exports"]
        return frame.reporter, frame.partner
    turned = {former.indicator, spec.indicator} == {"exports", "imports"}
    return (frame.reporter, frame.partner) if turned else (frame.partner, frame.reporter)


def buys(draft: Draft) -> bool:
    """Whether a bare country before a word for purchases buys: "Турция, которая уже закупила 3,3 млн тонн"."""
    word = draft.indicator
    bought = draft.spec is not None and draft.spec.key in ("purchases", "intake")
    if not bought or word is None or draft.tape.verb_last:
        return False
    return any(p.value.marker == "" and p.end <= word.start for p in draft.places)


def back_to_title(draft: Draft, frame: Draft, title: frozenset[str]) -> tuple[tuple[str, str], str] | None:
    """Return the headline's two countries, where "two-way trade" comes behind figures of a partner passed by.

    "Iran became its third supplier after Kuwait (159 million). Two-way trade had peaked in 2011 at $17 billion."
    """
    spec, tape = draft.spec, draft.tape
    if spec is None or spec.directed or spec.family != "trade" or tape.verb_last or tape.places:
        return None
    pair = {frame.reporter, frame.partner}
    if frame.tape is tape or len(title) != _PAIR or title <= pair or not tape.speaks_of_a_pair:
        return None
    first, second = sorted(title)
    return (first, second), "article_pair"


def streamed(frame: Draft | None, stream: str) -> tuple[str | None, str | None]:
    """Return the pair of all money sent into or out of the country spoken of: "приток переводов в республику".

    Args:
        frame: The figure before; its receiver, else its sender, is the country where it told of money sent, too.
        stream: The cue, "in" or "out".
    """
    same = frame is not None and frame.spec is not None and frame.spec.family == "remittance"
    told = (frame.partner if frame.partner != "WLD" else frame.reporter) if frame is not None else None
    host = told if same else None
    return ("WLD", host) if stream.endswith(".in") else (host, "WLD")
