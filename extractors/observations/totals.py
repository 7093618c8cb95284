"""Figures that are about more or less than a pair: totals of one country, several partners at once, joint ventures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from extractors.observations.members import is_among
from extractors.observations.parts import is_within_turnover
from extractors.observations.roles import goods_behind
from extractors.observations.windows import STRONG

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

_LIST_GAP = 12
_MANY = 3
_CONTINENTS = frozenset({"AFR", "LAC", "EU", "CAS", "ARAB", "ASEAN", "GCC"})
_WORD_REACH = 30
# what one country has with the whole world, and how many words before the trade word it may stand
WHOLE = frozenset({"exports", "imports", "trade_balance", "trade_turnover"})
_OWNER_WORDS = 4
_PART_WORDS = 7
_OWNER_GAP = 2
_JOINT = ("project", "project_number", "investment", "cargo", "company")


def is_total(draft: Draft) -> bool:
    """Whether the figure is a country's total: "toplam ihracat", "внешнеторговый оборот" of one country."""
    tape, indicator = draft.tape, draft.indicator
    if draft.spec is not None and draft.spec.key == "cargo":
        return False  # what is sent "for export" in a report on a border goes over that border
    if _is_of_pair_before(draft) or is_within_turnover(draft) or _is_pairs_capital(draft):
        return False
    if is_worldwide(draft) or _has_part(draft) or _is_entire(draft):
        return True
    if indicator is None:
        return bool(tape.cue(draft.left, min(draft.mention.end + 1, draft.right), "total.total"))
    start = draft.left if draft.places else indicator.start
    if indicator.start >= draft.left:
        start = max(draft.left, indicator.start - _WORD_REACH)
    limit = max(indicator.end, draft.mention.start)
    for cue in tape.cue(start, draft.right, "total.total"):
        if any(tape.words(c.end, cue.start) == 0 for c in tape.cue(start, cue.start, "share.")):
            continue  # "most of it fell to exports": no word for all that is exported
        if cue.start < limit or not tape.has_comma(draft.mention.end, cue.start):
            return True
    if _is_whole(draft, indicator):
        return True
    return bool(tape.cue(indicator.start, indicator.end, "total.foreign")) and _is_foreign(draft)


def _is_of_pair_before(draft: Draft) -> bool:
    """Whether a figure only goes on with one of a pair: "export earnings from Poland grew 29 % to $1.02 billion"."""
    tape, before = draft.tape, draft.before
    if not draft.chained or before is None or before.refused is not None or draft.places:
        return False
    if tape.verb_last and not before.old:
        return False
    if not before.reporter or "WLD" in (before.reporter, before.partner):
        return False
    return not tape.cue(before.mention.end, draft.right, "total.")


def _is_entire(draft: Draft) -> bool:
    """Whether "as a whole" stands right behind a country: "Germany as a whole imported goods worth 110 billion"."""
    cues = draft.tape.cue(draft.left, draft.mention.start, "entire.")
    return any(draft.tape.words(p.end, c.start) == 0 and p.end <= c.start for c in cues for p in draft.places)


def _is_pairs_capital(draft: Draft) -> bool:
    """Whether "total" capital of one country goes on with the dealings of two: "total Italian investment stands at"."""
    spec, frame, tape = draft.spec, draft.frame, draft.tape
    if spec is None or spec.family != "capital" or tape.verb_last or frame is None or frame.refused is not None:
        return False
    pair = {frame.reporter, frame.partner}
    named = {p.value.code for p in draft.places}
    if "WLD" in pair or not named or not named < pair:
        return False
    return not any(tape.cue(tape.start, tape.end, name) for name in ("abroad.", "world."))


def _has_part(draft: Draft) -> bool:
    """Whether a part of the amount is told behind it: "45 milyar metreküplük gazın yarısını", no "dolarlık kısmını"."""
    tape, end, spec = draft.tape, draft.mention.end, draft.spec
    if not tape.verb_last or draft.marker != "adj" or spec is None or spec.indicator not in ("exports", "imports"):
        return False
    parts = tape.cue(end, tape.end, "part.")
    return bool(parts) and 1 < tape.words(end, parts[0].start) <= _PART_WORDS


def is_worldwide(draft: Draft) -> bool:
    """Whether a figure of projects is about many countries: "Türk müteahhitler 137 ülkede 12 bin proje", and so on.

    Firms and provinces, too, export to fifty countries: of trade it says nothing.
    """
    tape = draft.tape
    if draft.spec is not None and draft.spec.family == "trade" and tape.verb_last:
        return _is_countrys(draft)
    if draft.spec is None or not draft.spec.key.startswith("project"):
        return False
    abroad = tape.verb_last and any(p.value.code == "WLD" and p.start < draft.mention.start for p in draft.places)
    frame = draft.frame
    if abroad and frame is not None and frame.refused is None and "WLD" in (frame.reporter, frame.partner):
        return True
    if abroad or tape.cue(draft.left, draft.mention.start, "world.many"):
        return any(place.value.code != "WLD" for place in draft.tape.places)
    before = draft.before
    goes_on = before is not None and before.rules.get("parties", ("",))[0] == "party.any.total" and not draft.places
    return goes_on and before is not None and before.spec is not None and is_worldwide(before)


def _is_countrys(draft: Draft) -> bool:
    """Whether a country sends goods to many others: "Türkiye, 111 ülkeye 274 bin ton fındık ihraç etti"."""
    tape = draft.tape
    many = tape.cue(draft.left, draft.mention.start, "world.many")
    named = {place.value.code for place in draft.places} - {"WLD"}
    regional = any(place.value.form == "region" for place in tape.places)
    return bool(many) and len(named) == 1 and not regional


def _is_whole(draft: Draft, indicator: Mention) -> bool:
    """Whether "overall" stands before the noun and its owner, and no partner: "the overall U.S. goods deficit"."""
    tape = draft.tape
    if len({p.value.code for p in draft.places}) > 1 or (tape.verb_last and not draft.places):
        return False
    cues = tape.cue(max(draft.left, indicator.start - _WORD_REACH), indicator.start, "total.whole")
    if not tape.verb_last and not draft.places:
        goods = sum(
            tape.words(p.start, p.end) for p in tape.products if cues and cues[-1].end <= p.start < indicator.start
        )
        return bool(cues) and tape.words(cues[-1].end, indicator.start) == goods > 0  # "overall auto shipments"
    for cue in cues:
        within = [p for p in draft.places if cue.end <= p.start and p.end <= indicator.start]
        owned = all(p.value.marker in ("of", "adj") or p in within for p in draft.places)
        near = tape.words(cue.end, indicator.start) <= _OWNER_WORDS and not tape.has_comma(cue.end, indicator.start)
        if owned and near:
            return True
    return False


def _is_foreign(draft: Draft) -> bool:
    """Whether "foreign trade" means the total: one country stands with it, or the total was spoken of before."""
    strong = {p.value.code for p in draft.places if p.value.form in STRONG}
    if draft.tape.verb_last and any(p.value.marker in ("to", "with", "from") for p in draft.places):
        return False  # "Çin'e karşı dış ticaret açığı" names the other side
    if draft.spec is not None and draft.spec.indicator == "trade_balance" and not strong:
        return True
    if not strong and _is_of_the_country(draft):
        return True
    return len(strong) == 1 or (draft.chained and draft.before is not None and draft.before.partner == "WLD")


def _is_of_the_country(draft: Draft) -> bool:
    """Whether "of the republic" stands right behind the trade word: the total of the country spoken of."""
    tape, indicator = draft.tape, draft.indicator
    if indicator is None or tape.cue(tape.start, tape.end, "pair."):
        return False
    there = tape.cue(indicator.end, draft.mention.start, "anaphor.there")
    return bool(there) and tape.words(indicator.end, there[0].start) == 0


def is_several(draft: Draft) -> bool:
    """Whether two or more places in one list have the same role: "exports to China, India and Japan"."""
    tape = draft.tape
    if draft.forced is not None:
        return False
    if tape.cue(draft.left, draft.mention.start, "several.") or _goes_to_several(draft):
        return True
    before = draft.before
    if before is not None and before.refused is not None and before.refused[0].endswith("several_partners"):
        again = draft.share and _is_told_again(draft, before)  # "which is 12 percent of overall exports"
        if again or (draft.chained and not draft.places):
            return True
    if _is_list(draft) or _goes_on_behind(draft):
        return True
    for first, second in pairwise(draft.places):
        one, other = first.value, second.value
        same = one.code != other.code and one.marker == other.marker and one.marker in ("to", "from", "with")
        bare = one.code != other.code and one.marker == other.marker == "" and second.end <= draft.mention.start
        third = {p.value.code for p in draft.places} - {one.code, other.code}
        same = same or (bare and bool(third) and draft.spec is not None and draft.spec.family == "capital")
        listed = second.start - first.end < _LIST_GAP and tape.has_comma(first.end, second.start)
        if same and listed and not any(char.isdigit() for char in tape.text(first.end, second.start)):
            return True
    return False


def _is_told_again(draft: Draft, before: Draft) -> bool:
    tape, start = draft.tape, before.mention.end
    return not tape.verb_last and tape.words(start, draft.mention.start) <= _MANY and draft.mention.kind == "percent"


def _goes_on_behind(draft: Draft) -> bool:
    """Whether the place behind the figure is the first of a list: "7 million barrels from the UAE, Brazil, Angola"."""
    tape, last = draft.tape, draft.places[-1] if draft.places else None
    if last is None or tape.verb_last or last.start < draft.mention.end or last.value.marker not in ("to", "from"):
        return False
    behind = next((p for p in tape.places if p.start >= last.end), None)
    if behind is None or behind.end > draft.right or behind.value.code == last.value.code:
        return False
    gap = tape.text(last.end, behind.start)
    return behind.value.marker == last.value.marker and gap.strip() == ","


def _goes_to_several(draft: Draft) -> bool:
    """Whether a wide group stands right behind the figure: "284,000 tonnes to third countries"."""
    tape, end = draft.tape, draft.mention.end
    found = [] if tape.verb_last else tape.cue(end, draft.right, "several.")
    if not found or tape.has_comma(end, found[0].start) or tape.words(end, found[0].start) > _OWNER_WORDS:
        return False
    hit = tape.reading.ending.get(found[0].start - 1)
    entry = hit.get("qmark") if hit is not None else None
    return entry is not None and entry.key in ("to", "from", "with")


def _is_list(draft: Draft) -> bool:
    """Whether three or more bare names, or two of continents, stand in a row: "A, B, C gibi ülkeler"."""
    tape = draft.tape
    run = 1
    for first, second in pairwise(draft.places):
        between = tape.text(first.end, second.start)
        near = second.start - first.end < _LIST_GAP and tape.has_comma(first.end, second.start)
        bare = first.value.marker == "" and not any(char.isdigit() for char in between)
        run = run + 1 if near and bare and first.value.code != second.value.code else 1
        codes = {first.value.code, second.value.code}
        continents = len(codes) > 1 and codes <= _CONTINENTS and first.value.marker == second.value.marker
        if run >= _MANY or (near and continents):
            return True
    return False


def of_several(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) where a figure is of several partners at once or of one group's members."""
    if is_several(draft):
        return "several_partners", "one figure for several partners together"
    return ("no_pair", "what the members of one group have with each other") if is_among(draft) else None


def is_joint(draft: Draft, frame: Draft | None, rule: str) -> bool:
    """Joint projects and mutual investments have no direction, nor cargo without a sender (guide)."""
    spec = draft.spec
    assert spec is not None
    if spec.key not in _JOINT:
        return False
    if spec.key == "cargo":
        directed = any(p.value.marker in ("from", "to", "of", "adj") for p in draft.places)
        return not directed and rule not in ("frame", "reverse")
    tape, mention = draft.tape, draft.mention
    if _are_hyphened(draft):
        return True
    word = draft.indicator.start if draft.indicator is not None and not draft.chained else mention.start
    if tape.cue(max(tape.start, min(word - _WORD_REACH, mention.start)), mention.end, "joint."):
        ahead = [p for p in draft.places if p.start < mention.end]
        return not any(p.value.marker in ("from", "to", "in", "adj") for p in ahead)
    if tape.verb_last and tape.cue(tape.start, mention.start, "scope.") and tape.cue(mention.end, tape.end, "joint."):
        return True  # "iki ülke arasında 80 projenin ortak geliştirildiğini"
    return spec.key.startswith("project") and rule.startswith(("frame", "article")) and _is_undirected(frame)


def _are_hyphened(draft: Draft) -> bool:
    """Whether two adjectives with a hyphen stand inside the count: "38 польско-литовских проектов"."""
    inside = [p for p in draft.places if draft.mention.start <= p.start < draft.mention.end]
    return draft.mention.kind == "count" and any(b.start - a.end == 1 for a, b in pairwise(inside))


def _is_undirected(frame: Draft | None) -> bool:
    if frame is None or frame.spec is None:
        return False
    return not frame.spec.directed or frame.rules.get("parties", ("",))[0] == "party.any.joint"


def is_owner(draft: Draft) -> bool:
    """Whether a place of the window stands close before the indicator, as its owner or subject."""
    indicator = draft.indicator
    if indicator is None or goes_elsewhere(draft):
        return False
    tape = draft.tape
    sent = draft.spec is not None and draft.spec.key == "exports"
    return any(
        _stands_behind(draft, indicator, place)
        or (sent and place.value.marker == "from" and 0 <= tape.words(indicator.end, place.start) <= 2)
        or (sent and place.value.marker == "adj" and _is_of_goods(draft, indicator, place))
        or (sent and place.value.marker == "in" and not tape.verb_last and tape.words(tape.start, place.start) <= 1)
        or (
            place.end <= indicator.start
            and _between(tape, place, indicator) <= _OWNER_WORDS
            and not tape.has_comma(place.end, indicator.start)
        )
        for place in draft.places
    )


def _between(tape: Tape, place: Mention[Place], indicator: Mention) -> int:
    """Return how many words part an owner from its trade word; the goods count as one: "Türkiye'nin kuru üzüm ...".

    Where the verb comes last, an amount and its time stand between: "Türkiye'nin 2023'te 5 milyar dolar olan ihracatı".
    """
    goods = [p for p in tape.products if place.end <= p.start and p.end <= indicator.start]
    gap = tape.words(place.end, indicator.start) - sum(tape.words(p.start, p.end) - 1 for p in goods)
    if not tape.verb_last or place.value.marker != "of":
        return gap
    levels = tape.cue(place.end, indicator.start, "level.")
    inside = [m for m in (*tape.quantities, *tape.periods) if place.end <= m.start and m.end <= indicator.start]
    if not inside or not levels or tape.words(levels[-1].end, indicator.start) > 1 + len(goods):
        return gap
    return gap - sum(tape.words(m.start, m.end) for m in (*inside, *levels))


def _is_of_goods(draft: Draft, indicator: Mention, place: Mention[Place]) -> bool:
    """Whether the exports are of a country's goods: "exports of Russian grain", "экспорт российского зерна"."""
    tape = draft.tape
    if place.start < indicator.end or tape.words(indicator.end, place.start) > 1:
        return False
    return not tape.has_comma(indicator.end, place.start) and goods_behind(draft, place)


def _stands_behind(draft: Draft, indicator: Mention, place: Mention[Place]) -> bool:
    """Whether an owner stands right behind the trade word: "экспорт Турции", "the trade deficit of New Zealand"."""
    tape, end = draft.tape, indicator.end
    if place.value.marker != "of" or place.start < end or tape.has_comma(end, place.start):
        return False
    if place.start - end <= 1:
        return True
    assert draft.spec is not None
    if tape.verb_last or draft.spec.key == "receipts":
        return False  # "receipts of U.K. building societies"
    return tape.words(end, place.start) <= 1 and not goods_behind(draft, place)


def goes_elsewhere(draft: Draft) -> bool:
    """Whether a place that is no economy of ours stands there as the other side: "gas exports to Europe"."""
    if _points_elsewhere(draft):
        return True
    known = {(p.start, p.end) for p in draft.tape.places}
    end = draft.mention.end
    return any(
        item.kind == "place"
        and draft.left <= item.start < draft.right
        and (item.start, item.end) not in known
        and cast("Mention[Place]", item).value.marker in ("to", "from", "with")
        and (draft.tape.verb_last or item.start < end or not draft.tape.has_comma(end, item.start))
        for item in draft.tape.items
    )


def _points_elsewhere(draft: Draft) -> bool:
    """Whether "there" at a figure means a place that is not of its pair: it means the one named last."""
    tape, end = draft.tape, draft.mention.end
    cues = [
        c
        for c in tape.cue(draft.left, draft.right, "anaphor.thither")
        if c.start < end or tape.verb_last or not tape.has_comma(end, c.start)
    ]
    if not cues or tape.verb_last:
        return bool(cues)
    before = tape.previous.items if tape.previous is not None else []
    named = [i for i in tape.items if i.kind == "place" and i.end <= cues[0].start]
    named = named or [i for i in before if i.kind == "place"]
    return not named or cast("Mention[Place]", named[-1]).value.code not in (draft.reporter, draft.partner)


def owned_by_others(draft: Draft) -> bool:
    """Whether a place that is no economy of ours stands right before the trade word: "Southeast Asia's exports"."""
    tape, indicator = draft.tape, draft.indicator
    if indicator is None or tape.verb_last or draft.spec is None or draft.spec.family != "trade":
        return False
    known = {(p.start, p.end) for p in tape.places}
    return any(
        item.kind == "place"
        and item.end <= indicator.start
        and (item.start, item.end) not in known
        and cast("Mention[Place]", item).value.marker in ("of", "adj", "")
        and cast("Mention[Place]", item).value.form not in ("leader", "self", "capital")
        and tape.words(item.end, indicator.start) <= _OWNER_GAP
        and not tape.cue(item.end, min(item.end + _LIST_GAP, tape.end), "anaphor.there")
        and not tape.has_comma(item.end, indicator.start)
        and not any(item.end <= p.start < indicator.start for p in tape.places)
        for item in tape.items
    )


def goes_on_without(draft: Draft) -> bool:
    """Whether a figure without places goes on with one that has no pair, as of a former state."""
    before = draft.before
    return (
        draft.chained
        and before is not None
        and not draft.places
        and before.refused is not None
        and before.refused[0].endswith(("no_pair", "several_partners", "no_economy", "pair_not_shown"))
    )
