"""The places that belong to a quantity: in its window, not in a speaker's title, not said of its neighbour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from extractors.observations.conversions import behind_conversion
from extractors.observations.passed import behind_those, without_formers

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.mentions.speakers import Speaker
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# which markers a place may have whose preposition stood with the one before it in a list
_LISTED = {"from": ("of",), "to": ("", "object"), "in": ("in",)}
STRONG = frozenset({"name", "adjective", "people", "group"})
# letters between the end of a place and the name behind it: "'s "
_MARK_GAP = 3
_TITLE_GAP = 2
# letters between a figure and its own place behind it
_SERIES = 25
_OFFICE_REACH = 40
_GOODS = ("tonne", "m3", "barrel", "count")
# "of ground coffee worth"
_WORTH = 4


def local_places(draft: Draft) -> list[Mention[Place]]:
    """Return the places of a quantity in order: before it, inside it, and right behind it.

    Two countries named as such suffice; with fewer, a capital may stand for one.
    """
    tape, mention = draft.tape, draft.mention
    start = _window_start(draft)
    found = [p for p in tape.places if start <= p.start < mention.start and is_party(draft, p)]
    if tape.verb_last and tape.cue(mention.end, tape.end, "follow."):
        found = [p for p in found if p.value.marker != "object"]  # "Almanya'yı 1,4 milyar dolarla ABD izledi"
    inside = [p for p in tape.places if mention.start <= p.start < mention.end]
    end = _reach(draft)
    behind = [p for p in tape.places if mention.end <= p.start and p.end <= end and is_party(draft, p)]
    begin = behind_particle(draft) if tape.verb_last else behind_conversion(draft)
    near = [p for p in behind if not tape.has_comma(begin, p.start) or _is_dashed(draft, p)]
    if mention.kind in ("number", "count") and near and near[0].value.form == "people" and not tape.verb_last:
        # "the operators of Russia predict that 2 million Russians will holiday in": whose people, told by themselves
        found = [p for p in found if p.value.code != near[0].value.code]
    if not tape.verb_last:
        # "exports to the United States shrank to $2.7 bn as Washington's tariffs bit"
        named: set[str | None] = {p.value.code for p in found}
        named |= {draft.before.reporter, draft.before.partner} if draft.chained and draft.before is not None else set()
        near = [p for p in near if p.value.form != "capital" or p.value.code not in named]
    if _is_neighbours(draft, found, near):
        found = []
    found = [p for p in behind_those(draft, without_formers(draft, found)) if not _is_of_share_before(draft, p)]
    if not (found or inside or near) and (owner := _bracketed(draft)) is not None:
        found = [owner]
    found, near = _verb_last(draft, found, near)
    if inside and near and mention.kind == "count" and not tape.verb_last:
        return inside + near
    local = _behind_break(draft, found) + inside + near
    if not local and draft.before is None and not tape.cue(start, mention.start, "pair."):
        weak = draft.spec is not None and draft.spec.key == "investment"
        # "we invested more than 3 billion - without what we paid to a Swedish firm": the firm's country is no party
        local = [p for p in behind if not (weak and p.value.form == "adjective") and not _is_reason(draft, p)]
        local = [p for p in local if not _is_of_next(draft, p)]
    strong = [p for p in local if p.value.form in STRONG]
    if len({p.value.code for p in strong}) > 1:
        return strong
    trade = draft.spec is not None and draft.spec.family == "trade"
    capitals = [p for p in local if p.value.form == "capital" and not (trade and p.value.marker in ("in", "at"))]
    return sorted(strong + capitals, key=lambda p: p.start)


def go_on(draft: Draft, places: list[Mention[Place]]) -> list[Mention[Place]]:
    """Hand the preposition of a list on to a country that leaves it out: "из Киргизии - 3 млн, Казахстана - 2 млн"."""
    before, tape = draft.before, draft.tape
    if before is None or tape.verb_last or len(places) != 1 or len(before.places) == 0:
        return places
    place, former = places[0], before.places[-1]
    case = _LISTED.get(former.value.marker)
    if case is None or place.value.marker not in case or before.spec is not draft.spec:
        return places
    if any(p.value.marker == place.value.marker for p in before.places):
        return places  # "Нидерланды вложили в экономику Узбекистана 1,1 млрд, Германия - 800 млн"
    between = tape.text(before.mention.end, place.start).strip(" .")
    close = place.end <= draft.mention.start and tape.words(place.end, draft.mention.start) <= _TITLE_GAP
    if not close or not (between.startswith(",") or between == ";") or len(between.split()) > 1:
        return places
    return [replace(place, value=replace(place.value, marker=former.value.marker))]


def undealt(draft: Draft) -> list[Mention[Place]]:
    """Return the places that "respectively" deals to no figure, without the group they belong to.

    "To markets in the EU such as Spain, France and Italy".
    """
    dealt = {(m.start, m.end) for m in draft.dealt}
    left = [p for p in draft.places if (p.start, p.end) not in dealt]
    if draft.tape.verb_last or draft.forced is None:
        return left
    return [p for p in left if p.value.form != "group" or p.start > draft.forced.start]


def _window_start(draft: Draft) -> int:
    """Return where the places of a quantity begin: behind the quantity before, unless that one said nothing itself.

    "В Узбекистан переведена треть этой суммы, почти $4 млрд": the third is refused, its country is the sum's.
    """
    start, before = draft.left, draft.before
    if before is not None and _is_rate_of(draft, before):
        start, before = before.left, before.before
    while draft.chained and before is not None and before.refused is not None:
        if not before.refused[0].endswith(("percent_without_direction", "small_amount")):
            break
        start, before = before.left, before.before
    if before is not None and _stands_before_other(draft, before):
        return draft.tape.start
    if before is not None and (subject := _over_aside(draft)) is not None:
        return subject.start
    return draft.tape.start if before is None else start


def _is_rate_of(draft: Draft, before: Draft) -> bool:
    """Whether a refused percentage is joined to a count of one country: "Rusya yüzde 12 ve 4,48 milyon kişi ile"."""
    joined = draft.tape.words(before.mention.end, draft.mention.start) <= 1
    rate = before.mention.kind == "percent" and before.refused is not None and draft.mention.kind == "count"
    return draft.tape.verb_last and rate and joined


def _stands_before_other(draft: Draft, before: Draft) -> bool:
    """Whether the trade word stands before a figure of another matter: "sales, hit by tariffs of 218 %, jumped to"."""
    word = draft.indicator
    other = before.spec is not None and before.spec.reason is not None and not draft.tape.verb_last
    return other and word is not None and word.end <= before.mention.start


def _over_aside(draft: Draft) -> Mention[Place] | None:
    """Return the subject that an aside with a figure parts from its verb.

    "Turkmenistan, whose reserves are put at 13.6 trillion cubic metres, sold 35 bcm to China".
    """
    tape, before, word = draft.tape, draft.before, draft.indicator
    if tape.verb_last or before is None or before.spec is not None or word is None or before.before is not None:
        return None
    if not before.mention.end <= word.start < draft.mention.start:
        return None
    commas = [at for at in tape.commas if before.mention.end <= at < word.start]
    if not commas or tape.words(commas[-1], word.start) > _TITLE_GAP:
        return None
    asides = [p for p in tape.places if p.end < before.mention.start and tape.text(p.end, p.end + 1) == ","]
    return asides[0] if asides and not asides[0].value.marker else None


def _bracketed(draft: Draft) -> Mention[Place] | None:
    """Return the place right before the bracket that a figure stands in: "Германия (142 тыс., рост на 2%)"."""
    opened = draft.tape.bracket(draft.mention.start)
    return next((p for p in draft.tape.places if 0 <= opened - p.end <= 1), None) if opened >= 0 else None


def _is_of_next(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a place behind a comma stands right before the next figure: "357 млн, Кыргызстана - 39 млн"."""
    tape = draft.tape
    if tape.verb_last or draft.right == tape.end or tape.words(place.end, draft.right) > _TITLE_GAP:
        return False
    return tape.has_comma(draft.mention.end, place.start)


def _is_of_share_before(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a place stands with the trade word behind the share before: "27 % of Kazakh exports, 32 % of imports"."""
    before = draft.before
    if before is None or not (draft.share and before.share) or before.indicator is None:
        return False
    word, tape = before.indicator, draft.tape
    if before.mention.end <= place.start < word.end:
        return True
    owner = word.start >= before.mention.end and word.end <= place.start and tape.words(word.end, place.start) == 0
    return owner and place.value.marker == "of" and tape.has_comma(place.end, draft.mention.start)


def _is_dashed(draft: Draft, place: Mention[Place]) -> bool:
    """Whether only a dash for the noun parts a figure of a series from its place: "318 тыс. - из Германии"."""
    tape, end = draft.tape, draft.mention.end
    if draft.before is None or place.value.marker not in ("from", "to", "with", "in"):
        return False
    gap = tape.text(end, place.start).lstrip(".").split()  # behind an abbreviation
    return gap[:1] == ["-"] and len(gap) <= _TITLE_GAP


def _reach(draft: Draft) -> int:
    """Return where the places of a figure end: behind its worth, where that follows ("9,000 tonnes worth $4 m to")."""
    tape, mention = draft.tape, draft.mention
    following = [q for q in tape.quantities if q.start >= mention.end][:2]
    if tape.verb_last or mention.kind not in _GOODS or not following or following[0].kind != "money":
        return draft.right
    worth = following[0]
    apart = tape.has_comma(mention.end, worth.start) or tape.words(mention.end, worth.start) > _WORTH
    if apart or not tape.cue(mention.end, worth.start, "level."):
        return draft.right
    return following[1].start if len(following) > 1 else tape.end


def _is_reason(draft: Draft, place: Mention[Place]) -> bool:
    """Whether a place without a direction stands in another clause behind a figure of trade.

    "Gazprom cut exports by 15 %, as the Belarusian side had not paid": why, not whose.
    """
    assert draft.spec is not None
    apart = draft.tape.has_comma(draft.mention.end, place.start)
    return apart and draft.spec.directed and draft.spec.family == "trade" and place.value.marker in ("", "adj")


def _is_neighbours(draft: Draft, found: list[Mention[Place]], near: list[Mention[Place]]) -> bool:
    """Whether the only place before the quantity was said of the quantity before.

    "$25.9bn for Australia and $22.2bn for the EU"; "exported goods worth $451bn to the US and imported goods worth
    $134bn".
    """
    tape, before = draft.tape, draft.before
    if before is None or tape.verb_last:
        return False
    if _is_of_list(draft, found, near):
        return True
    if len(found) != 1 or found[0].start < before.mention.start:
        return False
    dashed = tape.text(before.mention.end, found[0].start).lstrip(".").startswith(" - ")
    if tape.has_comma(before.mention.end, found[0].start) and not (dashed and near):
        return False
    owner = found[0].value.marker == "of" and before.mention.end <= found[0].start
    counted = draft.chained and not near and before.mention.kind == "count" and owner
    if counted and found[0].value.code in (before.reporter, before.partner):
        # "1.4 million citizens of China, 2 % more": the owner of what was counted before is no side of its own
        beside = tape.words(before.mention.end, found[0].start) <= 1
        if beside and tape.has_comma(found[0].end, draft.mention.start):
            return True
    alike = bool(near) and found[0].value.marker == near[0].value.marker in ("to", "from") and not dashed
    if alike and tape.has_comma(found[0].end, draft.mention.start) and found[0].start - before.mention.end < _SERIES:
        return True  # "€1.7bn went to the Netherlands, €1.4bn went to Belgium"
    indicator = draft.indicator
    apart = indicator is not None and tape.has_comma(found[0].end, max(found[0].end, indicator.start))
    if near:
        words = [word for word in tape.text(before.mention.end, found[0].start).split() if word[0].isalnum()]
        return apart or len(words) <= _TITLE_GAP
    return apart and not draft.chained and before.reporter is not None


def _is_of_list(draft: Draft, found: list[Mention[Place]], near: list[Mention[Place]]) -> bool:
    """Whether goods and their country stand behind the figure before, and others behind this one.

    "20,000 tonnes of Canadian wheat to Jordan, 30,000 tonnes of barley to Iraq".
    """
    tape, before = draft.tape, draft.before
    led = [p for p in found if p.value.marker in ("to", "from")]
    if before is None or not near or len(led) != 1 or near[0].value.marker != led[0].value.marker:
        return False
    goods = [p for p in tape.products if before.mention.end <= p.start and p.end <= led[0].start]
    own = [p for p in tape.products if draft.mention.end <= p.start and p.end <= near[0].start]
    joined = tape.words(led[0].end, draft.mention.start) <= 1
    return bool(goods) and bool(own) and joined and not tape.has_comma(before.mention.end, led[0].start)


def _verb_last(
    draft: Draft, found: list[Mention[Place]], near: list[Mention[Place]]
) -> tuple[list[Mention[Place]], list[Mention[Place]]]:
    """Where the verb comes last, a place behind belongs to "with N" or to the indicator that it stands before."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last:
        return found, near
    if (portion := _portion(draft, near)) is not None:
        return ([p for p in found if draft.before is None and draft.share], portion)
    near = [p for p in near if not found or not tape.has_break(behind_particle(draft), p.start)]
    before = draft.before
    if before is not None and before.marker in ("with", "of", "at") and len(found) > 1:
        # "2,1 milyar dolarla Hollanda'dan geldi, Almanya 700 milyon dolarla ...": the first is the figure's before
        kept = [p for p in found if p not in before.places or not tape.has_comma(p.end, mention.start)]
        found = kept or ([] if near else found)
    if draft.marker == "with":
        kept = [p for p in found if not tape.has_comma(p.end, mention.start)] if near else found
        return kept, near
    if found or draft.before is not None:
        part = not found and tape.cue(draft.left, mention.start, "this.")  # "bunun 9,6 milyar doları AB'ye yapıldı"
        near = [
            p
            for p in near
            if (draft.indicator is not None and p.start < draft.indicator.start)
            or (part and p.value.marker in ("to", "from"))
            or (
                p.value.form in ("people", "adjective") and mention.kind == "number" and 0 <= p.start - mention.end <= 1
            )
            or (draft.share and draft.marker in ("of", "object") and p.value.marker in ("to", "from", "with"))
        ]
    return found, near


def _portion(draft: Draft, near: list[Mention[Place]]) -> list[Mention[Place]] | None:
    """Return where a part of what was told goes: "bunun 3,9 milyar metreküpü Türkiye'ye, 1 milyarı X'e gitti"."""
    tape, end = draft.tape, draft.mention.end
    first = tape.quantities[0].start
    owned = draft.marker in ("", "object") and tape.text(end, end + 1).strip(" ,.;:)")  # an ending stands there
    if not owned or not (draft.share or tape.cue(tape.start, first, "this.")):
        return None
    right = behind_particle(draft)
    goes = [p for p in near if p.value.marker in ("to", "from", "with") and tape.words(right, p.start) <= 1]
    return goes[:1] if goes and not tape.has_comma(right, goes[0].start) else None


def _behind_break(draft: Draft, found: list[Mention[Place]]) -> list[Mention[Place]]:
    """Leave out what stands before a strong break, where something stands behind it."""
    if draft.chained or draft.indicator is None:
        return found
    return [p for p in found if not draft.tape.has_break(_behind_topic(draft.tape, p), draft.mention.start)] or found


def _behind_topic(tape: Tape, place: Mention[Place]) -> int:
    """Return where the clause of a place goes on: a "while" right behind it only makes it the topic ("Çin ise ...")."""
    if not tape.verb_last or place.value.marker:
        return place.end
    behind = next((offset for offset in tape.breaks if offset >= place.end), tape.end)
    hit = tape.reading.at.get(behind)
    topic = hit is not None and hit.get("particle") is not None and not tape.text(place.end, behind).strip()
    return behind + 1 if topic else place.end


def is_party(draft: Draft, place: Mention[Place], tape: Tape | None = None) -> bool:
    """Whether a place may be a party: no leader, no region, no cause or way, not part of an institution's name."""
    if place.value.form in ("leader", "region", "self") or place.value.marker == "aside":
        return False
    tape = tape or draft.tape
    if _is_persons(draft, place, tape) or _is_in_name(place, tape):
        return False
    return not any(
        item.kind == "office" and item.start <= place.end + _OFFICE_REACH and _is_title(tape, place, item)
        for item in tape.items
    )


def _is_in_name(place: Mention[Place], tape: Tape) -> bool:
    """Whether a place closes the name of a body that speaks: "International Enterprise Singapore said"."""
    if tape.verb_last or place.value.marker:
        return False
    return any(i.kind == "speaker" and i.start < place.start and place.end <= i.end for i in tape.items)


def _is_persons(draft: Draft, place: Mention[Place], tape: Tape) -> bool:
    """Whether a place only says whose person speaks and another owner follows: "Chad's Itno said Kenyan firms"."""
    if place.value.marker != "of":
        return False
    near = [i for i in tape.items if i.kind == "speaker" and 0 <= i.start - place.end <= _MARK_GAP]
    voices = [voice for voice in near if cast("Speaker", voice.value).form == "person"]
    return any(
        voice.end <= other.start < draft.mention.start and other.value.marker in ("", "of", "adj")
        for voice in voices
        for other in tape.places
    )


def _is_title(tape: Tape, place: Mention[Place], office: Mention) -> bool:
    """Whether a place is part of an office's or an institution's name: "Rusya Devlet Başkanı", "Bank of Russia"."""
    if office.start >= place.end:
        gap = tape.words(place.end, office.start)
        return gap <= _TITLE_GAP and not tape.has_comma(place.end, office.start)
    if office.end <= place.start:
        words = tape.text(office.end, place.start).split()
        if place.value.marker == "of" and office.value == "institution" and len(words) <= _TITLE_GAP:
            return not tape.has_comma(office.end, place.start) and not any(
                office.end <= i.start < place.start for i in tape.indicators
            )  # "the association of tour operators of Russia"
        return not tape.verb_last and (not words or words in (["of"], ["of", "the"]))
    return True


def behind_particle(draft: Draft) -> int:
    """Return where the text goes on behind "while" at an amount: "6 milyar dolarının ise ... ithalattan oluştuğunu"."""
    tape, end = draft.tape, draft.mention.end
    if not tape.verb_last:
        return end
    behind = next((offset for offset in tape.breaks if offset >= end), tape.end)
    hit = tape.reading.at.get(behind)
    close = hit is not None and hit.get("particle") is not None and tape.words(end, behind) <= 1
    return hit.stop if hit is not None and close and tape.text(end, end + 1) != " " else end


def is_attribute(draft: Draft) -> bool:
    """Whether the only place is part of the indicator's name ("Romanya ticaretinde"), no subject."""
    return any(0 <= i.start - p.end <= 1 for p in draft.places for i in draft.tape.indicators)
