"""Reporter and partner of a linked quantity: places with their markers, read through the indicator's roles.

What a window leaves open is filled from the frame: the pair that is being spoken of, and the country whose figures
are told (`view`). A new country beside the view replaces the old partner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.context import Context
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
_STRONG = frozenset({"name", "adjective", "people", "group"})
_TITLE_GAP = 2
_GOODS_REACH = 40
_LIST_GAP = 12


def parties(draft: Draft, context: Context, last: Draft | None) -> None:
    """Set reporter, partner and view, or refuse where no pair can be told.

    Args:
        draft: A linked draft.
        context: The article's countries.
        last: The last draft with known parties: the pair that is being spoken of.
    """
    assert draft.spec is not None
    before = draft.before
    frame = before if before is not None and before.reporter else last
    draft.places = _local(draft)
    if _is_several(draft):
        draft.refuse("several_partners", "one figure for several partners together")
        return
    if draft.forced is not None and draft.forced.kind == "place":
        draft.places = [draft.forced]
    reporter, partner = _share_roles(draft) if draft.share else _roles(draft, draft.places)
    if reporter and partner:
        rule = (
            "own"
            if draft.rules.pop("marked", None) is not None or not draft.spec.directed or draft.share
            else "unmarked"
        )
    elif reporter or partner:
        reporter, partner, rule = _half(draft, context, frame, reporter, partner)
    else:
        reporter, partner, rule = _none(draft, context, frame)
    if not reporter or not partner or reporter == partner:
        draft.refuse("no_pair", "no second economy in reach")
        return
    if _is_joint(draft, frame, rule):
        reporter, partner = sorted((reporter, partner))
        rule = "joint"
    draft.reporter, draft.partner = reporter, partner
    draft.note("parties", f"party.any.{rule}", draft.places[0] if draft.places else None)
    draft.view = _view(draft, context, frame)
    if draft.spec.family == "capital" and draft.spec.directed and rule != "joint":
        context.capital = (reporter, partner)


def _is_several(draft: Draft) -> bool:
    """Whether two or more places in one list have the same role: "exports to China, India and Japan"."""
    if draft.forced is not None:
        return False
    if draft.tape.cue(draft.left, draft.mention.start, "several."):
        return True
    for first, second in zip(draft.places, draft.places[1:], strict=False):
        a, b = first.value, second.value
        gap = draft.tape.text(first.end, second.start)
        near = second.start - first.end < _LIST_GAP and draft.tape.has_comma(first.end, second.start)
        if (
            near
            and a.code != b.code
            and a.marker == b.marker
            and a.marker in ("to", "from", "with")
            and not any(c.isdigit() for c in gap)
        ):  # type: ignore[attr-defined]
            return True
    return False


def _view(draft: Draft, context: Context, frame: Draft | None) -> str | None:
    """Return the country whose figures are told: it stays while partners change."""
    pair = (draft.reporter, draft.partner)
    assert draft.spec is not None
    told = draft.spec.directed and draft.spec.family == "trade" and not draft.share
    if told and draft.rules.get("parties", ("",))[0] == "party.any.own":
        return draft.reporter
    if frame is not None and frame.view in pair:
        return frame.view
    if draft.spec.directed and not draft.share:
        return draft.partner if draft.spec.view == "partner" else draft.reporter
    if draft.share:
        return draft.reporter
    if draft.rules.get("ordered") is None and context.home in pair:
        return context.home
    return draft.reporter


def _none(draft: Draft, context: Context, frame: Draft | None) -> tuple[str | None, str | None, str]:
    """No place in the window: a total, the frame's pair, or the article's main pair."""
    assert draft.spec is not None
    own = _own_country(draft, context)
    if total(draft) and not draft.share:
        view = own or (frame.view if frame is not None and frame.view else context.home)
        return (view, "WLD", "total") if draft.spec.view == "reporter" else ("WLD", view, "total")
    if frame is not None and frame.reporter and frame.partner:
        reporter, partner = frame.reporter, frame.partner
        if draft.share:
            if frame.share or frame.view is None:
                return reporter, partner, "frame"
            return frame.view, (partner if frame.view == reporter else reporter), "frame_view"
        assert frame.spec is not None
        if draft.tape.cue(draft.left, draft.mention.start, "reverse."):
            turned = {frame.spec.indicator, draft.spec.indicator} == {"exports", "imports"}
            return (reporter, partner, "reverse") if turned else (partner, reporter, "reverse")
        if (
            draft.spec.family == "capital"
            and frame.spec.family != "capital"
            and context.capital is not None
            and set(context.capital) == {reporter, partner}
        ):
            return (*context.capital, "frame")
        if draft.spec.directed and draft.spec.key != frame.spec.key:
            return (*_turn(draft, frame, own), "frame_view")
        return reporter, partner, "frame"
    if (told := _before(draft)) is not None:
        return (*told, "sentence_before")
    first, second = context.home, context.partner
    if own is not None and own != first:
        first, second = own, context.other(own)
    return (first, second, "article_pair") if draft.spec.view == "reporter" else (second, first, "article_pair")


def _before(draft: Draft) -> tuple[str, str] | None:
    """Return the pair that the sentence before names with roles, for an indicator with directions of its own."""
    tape = draft.tape.previous
    if tape is None or draft.spec is None or not draft.spec.directed:
        return None
    places = [p for p in tape.places if p.value.form in _STRONG and is_party(draft, p, tape)]  # type: ignore[attr-defined]
    reporter, partner = _roles(draft, places)
    draft.rules.pop("loose", None)
    return (reporter, partner) if reporter and partner else None


def _turn(draft: Draft, frame: Draft, own: str | None) -> tuple[str | None, str | None]:
    """The frame's pair seen from its view, for another indicator: the view reports."""
    assert draft.spec is not None
    assert frame.spec is not None
    pair = [frame.reporter, frame.partner]
    view = own if own in pair else frame.view
    same_family = frame.spec.directed and frame.spec.family == draft.spec.family and not frame.share
    if same_family and own is None:
        view = frame.reporter if frame.spec.view == "reporter" else frame.partner
    other = pair[1] if view == pair[0] else pair[0]
    return (view, other) if draft.spec.view == "reporter" else (other, view)


def _half(
    draft: Draft, context: Context, frame: Draft | None, reporter: str | None, partner: str | None
) -> tuple[str | None, str | None, str]:
    """One place with a role: the other is the total, the frame's view, or the article's other country."""
    assert draft.spec is not None
    known = reporter or partner
    assert known is not None
    if known == "WLD":
        view = frame.view if frame is not None and frame.view else context.home
        draft.rules.pop("loose", None)
        return (view, "WLD", "total") if draft.spec.view == "reporter" else ("WLD", view, "total")
    loose = draft.rules.pop("loose", None) is not None
    if total(draft) and not draft.share and (reporter or loose):
        return (known, "WLD", "total") if draft.spec.view == "reporter" else ("WLD", known, "total")
    if (
        draft.spec.view == "partner"
        and partner
        and not loose
        and (frame is None or frame.spec is None or frame.spec.family != draft.spec.family)
    ):
        return "WLD", partner, "all_visitors"
    own = _own_country(draft, context)
    if own is not None and own != known:
        return (own, known, "own_country") if not reporter or loose else (known, own, "own_country")
    if frame is not None and known in (frame.reporter, frame.partner) and frame.spec is not None:
        other = frame.partner if known == frame.reporter else frame.reporter
        if other == "WLD" or other is None:
            other = context.other(known)
            if loose and other is not None:
                return other, known, "half"
        elif loose and not draft.spec.directed:
            return frame.reporter, frame.partner, "frame"
        elif loose and draft.spec.view == "partner":
            return (known, frame.view, "half") if known != frame.view else (frame.reporter, frame.partner, "frame")
        elif loose and draft.spec.family and not _is_attribute(draft):
            return (*_turn(draft, frame, known), "subject")
        elif loose:
            return frame.reporter, frame.partner, "frame"
    elif frame is not None and frame.view is not None and frame.view != known:
        other = frame.view
        if loose:
            return (other, known, "new_partner") if draft.spec.view == "reporter" else (known, other, "new_partner")
    else:
        other = context.other(known)
        if other is None and context.own is not None and context.own != known:
            return (context.own, known, "home_country") if loose or partner else (known, context.own, "home_country")
        if loose:
            if known == context.home:
                known, other = other or "", known
            first, second = other, known
            return (first, second, "half") if draft.spec.view == "reporter" else (second, first, "half")
    return (reporter, other, "half") if reporter else (other, partner, "half")


def _is_attribute(draft: Draft) -> bool:
    """Whether the only place is part of the indicator's name ("Romanya ticaretinde"), no subject."""
    return any(0 <= i.start - p.end <= 1 for p in draft.places for i in draft.tape.indicators)


def _own_country(draft: Draft, context: Context) -> str | None:
    """Return the country of "our exports", where the window says so and the article knows it."""
    tape, indicator = draft.tape, draft.indicator
    cues = tape.cue(draft.left, draft.mention.start, "anaphor.self")
    ours = bool(cues) or (indicator is not None and tape.is_ours(indicator))
    return context.own if ours and context.own in context.ranked else None


def total(draft: Draft) -> bool:
    """Whether the figure is a country's total: "toplam ihracat", "внешнеторговый оборот" of one country."""
    tape, indicator = draft.tape, draft.indicator
    if indicator is None:
        return False
    start = max(draft.left, indicator.start - 30) if indicator.start >= draft.left else indicator.start
    found = tape.cue(start, draft.right, "total.total")
    if any(
        cue.start < max(indicator.end, draft.mention.start) or not tape.has_comma(draft.mention.end, cue.start)
        for cue in found
    ):
        return True
    if not tape.cue(indicator.start, indicator.end, "total.foreign"):
        return False
    strong = {p.value.code for p in draft.places if p.value.form in _STRONG}  # type: ignore[attr-defined]
    if draft.spec is not None and draft.spec.indicator == "trade_balance" and not strong:
        return True
    return len(strong) == 1 or (draft.chained and draft.before is not None and draft.before.partner == "WLD")


def _is_joint(draft: Draft, frame: Draft | None, rule: str) -> bool:
    """Joint projects and mutual investments have no direction, nor cargo without a sender (guide)."""
    spec = draft.spec
    assert spec is not None
    if spec.key not in ("project", "project_number", "investment", "cargo", "company"):
        return False
    if spec.key == "cargo":
        directed = any(p.value.marker in ("from", "to", "of", "adj") for p in draft.places)  # type: ignore[attr-defined]
        return not directed and rule != "frame" and rule != "reverse"
    tape, mention = draft.tape, draft.mention
    start = draft.indicator.start - 30 if draft.indicator is not None and not draft.chained else mention.start - 30
    if tape.cue(max(tape.start, min(start, mention.start)), mention.end, "joint."):
        ahead = [p for p in draft.places if p.start < mention.end]
        return not any(p.value.marker in ("from", "to", "in", "adj") for p in ahead)  # type: ignore[attr-defined]
    undirected_frame = frame is not None and frame.spec is not None and not frame.spec.directed
    joint_frame = frame is not None and frame.rules.get("parties", ("",))[0] == "party.any.joint"
    return (
        spec.key.startswith("project") and rule.startswith(("frame", "article")) and (undirected_frame or joint_frame)
    )


def _local(draft: Draft) -> list[Mention]:
    """Return the places that belong to this quantity: in its window, not in a speaker's title."""
    tape, mention = draft.tape, draft.mention
    start = draft.left if draft.before is not None else tape.start
    found = [p for p in tape.places if start <= p.start < mention.start and is_party(draft, p)]
    inside = [p for p in tape.places if mention.start <= p.start < mention.end]
    behind = [p for p in tape.places if mention.end <= p.start and p.end <= draft.right and is_party(draft, p)]
    near = [p for p in behind if not tape.has_comma(mention.end, p.start)]
    if draft.before is not None and not tape.verb_last and near and len(found) == 1:
        # "$25.9bn for Australia and $22.2bn for the EU": the place right behind a figure is that figure's
        gap = tape.words(draft.before.mention.end, found[0].start)
        joined = not tape.has_comma(draft.before.mention.end, found[0].start)
        apart = draft.indicator is not None and tape.has_comma(found[0].end, max(found[0].end, draft.indicator.start))
        if joined and (gap <= 2 or apart):
            found = []
    elif (
        draft.before is not None
        and not tape.verb_last
        and len(found) == 1
        and draft.indicator is not None
        and not draft.chained
    ):
        # "exported goods worth $451bn to the US and imported goods worth $134bn": the US is said of the first figure
        before_it = not tape.has_comma(draft.before.mention.end, found[0].start)
        if (
            before_it
            and tape.has_comma(found[0].end, max(found[0].end, draft.indicator.start))
            and draft.before.reporter
        ):
            found = []
    if tape.verb_last and draft.marker == "with" and near:
        found = [p for p in found if not tape.has_comma(p.end, mention.start)]
    if tape.verb_last and draft.marker != "with" and (found or draft.before is not None):
        near = [p for p in near if draft.indicator is not None and p.start < draft.indicator.start]
    local = found + inside + near
    if inside and near and draft.mention.kind == "count" and not tape.verb_last:
        return inside + near
    if not local and draft.before is None and not tape.cue(start, mention.start, "pair."):
        local = behind
    if found and draft.before is not None and not draft.chained and draft.indicator is not None:
        after_break = [p for p in found if not tape.has_break(p.end, mention.start)]
        local = (after_break or found) + inside + near
    strong = [p for p in local if p.value.form in _STRONG]  # type: ignore[attr-defined]
    if len({p.value.code for p in strong}) >= 2:  # type: ignore[attr-defined]
        return strong
    return sorted(strong + [p for p in local if p.value.form == "capital"], key=lambda p: p.start)  # type: ignore[attr-defined]


def is_party(draft: Draft, place: Mention, tape: Tape | None = None) -> bool:
    """Whether a place may be a party: no leader, no region, not part of an office or institution name."""
    if place.value.form in ("leader", "region", "self"):  # type: ignore[attr-defined]
        return False
    tape = tape or draft.tape
    for item in tape.items:
        if item.kind != "office" or item.start > place.end + _GOODS_REACH:
            continue
        if item.start >= place.end:
            if tape.words(place.end, item.start) <= _TITLE_GAP and not tape.has_comma(place.end, item.start):
                return False
        elif item.end <= place.start and not tape.verb_last:
            gap = tape.text(item.end, place.start).split()
            if not gap or gap == ["of"] or gap == ["of", "the"]:
                return False
        elif item.end <= place.start:
            continue
        else:
            return False
    return True


def _roles(draft: Draft, places: list[Mention]) -> tuple[str | None, str | None]:
    """Return (reporter, partner) as far as the places and their markers say."""
    assert draft.spec is not None
    roles = draft.spec.roles if draft.spec.directed else _UNDIRECTED
    reporter: str | None = None
    partner: str | None = None
    loose: list[str] = []
    between = [p.value.code for p in places if p.value.marker == "between"]  # type: ignore[attr-defined]
    if len(set(between)) == 2 and not draft.spec.directed:
        return between[0], next(code for code in between if code != between[0])
    for place in sorted(places, key=_rank):
        code, marker = place.value.code, place.value.marker  # type: ignore[attr-defined]
        if marker == "" and draft.tape.verb_last and _goods_behind(draft, place, 0):
            marker = "from"
        if marker == "adj" and _side_behind(draft, place):
            marker = ""
        elif marker == "adj" and _goods_behind(draft, place):
            marker = "from"
        role = roles.get(marker) or roles.get(place.value.form)  # type: ignore[attr-defined]
        if role is not None:
            draft.rules["marked"] = ("", None)
        if role == "reporter" and reporter in (None, code) and code != partner:
            reporter = code
        elif role == "partner" and partner in (None, code) and code != reporter:
            partner = code
        elif code not in loose and (role is None or not draft.spec.directed):
            loose.append(code)
    loose = [code for code in loose if code not in (reporter, partner)]
    if (
        len(loose) > 1
        and draft.marker in ("with", "from", "of")
        and draft.tape.words(places[-1].end, draft.mention.start) <= 1
    ):
        loose.reverse()  # "after Italy with $3.17 billion": the place at the figure is the one meant
    if loose and reporter and not partner and draft.spec.key in ("financing", "investment"):
        return loose[0], reporter  # who gives is the subject: "Россия предоставила египетской стороне кредит"
    if reporter is None and partner is None and len(loose) == 1:
        draft.rules["loose"] = ("", None)
        return loose[0], None
    for code in loose:
        if reporter is None:
            reporter = code
        elif partner is None:
            partner = code
    if reporter and partner:
        draft.rules["ordered"] = ("", None)
    return reporter, partner


def _rank(place: Mention) -> int:
    """Direction words say more than owners, owners more than adjectives."""
    marker = place.value.marker  # type: ignore[attr-defined]
    return 0 if marker in ("to", "from") else 1 if marker in ("of", "with", "in", "object") else 2


def _share_roles(draft: Draft) -> tuple[str | None, str | None]:
    """A share: the reporter is whose trade it is (beside the trade word), the partner has the share."""
    tape, indicator = draft.tape, draft.indicator
    codes: list[str] = []
    reporter: str | None = None
    best = _GOODS_REACH
    for place in draft.places:
        code, marker = place.value.code, place.value.marker  # type: ignore[attr-defined]
        if code == "WLD":
            continue
        codes.append(code)
        if indicator is None or not (marker in ("of", "adj", "in") or 0 <= indicator.start - place.end <= 1):
            continue
        gap = indicator.start - place.end if place.start < indicator.start else place.start - indicator.end
        if gap < best and not tape.has_comma(min(place.end, indicator.end), max(place.start, indicator.start)):
            best, reporter = gap, code
    partner = next((code for code in codes if code != reporter), None)
    return reporter, partner


def _side_behind(draft: Draft, place: Mention) -> bool:
    """Whether "side" stands behind an adjective: "туркменская сторона" is the country itself."""
    cues = draft.tape.cue(place.end, min(place.end + _GOODS_REACH, draft.tape.end), "pair.")
    return any(draft.tape.words(place.end, cue.start) == 0 for cue in cues)


def _goods_behind(draft: Draft, place: Mention, reach: int = 1) -> bool:
    """Whether goods or a product stand right behind a place: "Turkish goods", "российского СПГ"."""
    tape = draft.tape
    end = min(place.end + _GOODS_REACH, tape.end)
    goods = tape.cue(place.end, end, "goods.") + [p for p in tape.products if place.end <= p.start < end]
    return any(tape.words(place.end, item.start) <= reach for item in goods)
