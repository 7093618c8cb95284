"""Figures of firms: their own trade and investments, firms that are only in the news."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from extractors.observations.inflows import is_listed
from extractors.observations.reject import operates
from extractors.observations.support import OWN, pair_of

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

_NAME = re.compile(r"[^\W\d_][\w&.\-]*")
# how many words behind an office the name of a person may reach
_OFFICE = 3
_FEW = 10
_OPEN = frozenset({"party.any.half", "party.any.new_partner", "party.any.subject", "party.any.home_country"})


def of_firms(draft: Draft, rule: str) -> tuple[str, str] | None:
    """Return (rule, reason) where a figure with a pair is a firm's own, or counts firms that are only in the news."""
    if _is_firms(draft, rule) or _is_firms_investment(draft, rule):
        return "firm", "a firm's own trade"
    if _is_news_of_firms(draft) or _is_number_of_firms(draft) or _is_few_projects(draft, rule):
        return "companies_in_the_news", "firms that do something, no count of those in a country"
    return None


def _is_news_of_firms(draft: Draft) -> bool:
    """Whether counted firms are only in the news: no word says where they work, no second country stands by.

    "23 Chinese companies on a list": the count of one country's firms in another names both
    in its sentence, or says that they operate, or points at the two.
    """
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    if spec.key != "company" or draft.mention.kind != "count" or draft.chained or is_listed(draft):
        return False
    if draft.mention.start in draft.tape.nations:
        return False
    if draft.tape.refers or draft.rules["parties"][0] in ("party.any.joint", "party.any.own_country"):
        return False
    both = pair_of(draft) <= {p.value.code for p in tape.places}
    works = operates(draft)
    there = any(p.value.marker in ("in", "at") for p in draft.places)
    return not (works or there) if both or "WLD" in pair_of(draft) else not works


def _is_few_projects(draft: Draft, rule: str) -> bool:
    """Whether a handful of projects has its pair from elsewhere: "iki proje" is in the news, not in the statistics."""
    spec = draft.spec
    if spec is None or spec.key != "project" or draft.mention.kind != "count" or not draft.tape.verb_last:
        return False
    return draft.quantity.value < _FEW and rule not in OWN and rule != "party.any.joint" and not draft.tape.refers


def _is_number_of_firms(draft: Draft) -> bool:
    """Whether a number of firms hangs on nothing: no country in its sentence, no capital of the pair before it."""
    spec, frame = draft.spec, draft.frame
    if spec is None or spec.key != "company_number" or draft.chained or draft.tape.places or draft.tape.refers:
        return False
    return frame is None or frame.refused is not None or frame.spec is None or frame.spec.family != "capital"


def _is_firms(draft: Draft, rule: str) -> bool:
    """Whether the sentence tells of a firm and names no country: "Toyota Motor Corp said its exports fell"."""
    tape = draft.tape
    return rule not in OWN and not tape.places and bool(tape.cue(tape.start, tape.end, "firm."))


def _is_firms_investment(draft: Draft, rule: str) -> bool:
    """Whether a firm is named as the one who invests, and the country it comes from is not in its sentence."""
    assert draft.spec is not None
    tape, places = draft.tape, draft.places
    apart = len(places) > 1 and places[0].value.form == "adjective" and tape.has_comma(places[0].end, places[-1].start)
    if not tape.verb_last or draft.spec.key != "investment" or draft.chained or not (rule in _OPEN or apart):
        return False
    ours = tape.cue(tape.start, tape.end, "pair.") or tape.cue(draft.left, draft.right, "anaphor.self")
    ours = ours or tape.cue(draft.left, draft.right, "anaphor.theirs")
    return not ours and names_firm(draft)


def names_firm(draft: Draft) -> bool:
    """Whether a name that is no place, person or office stands with the figure: "Google, İngiltere'ye 5 milyar ...".

    The first word of a sentence counts only where a comma or an apostrophe shows that it is a name.
    """
    tape = draft.tape
    text = tape.reading.text
    start = draft.left if draft.before is not None else tape.start
    for match in _NAME.finditer(text, start, draft.right):
        if not match[0][0].isupper() or _is_known(tape, match.start()):
            continue
        if match.start() == tape.start and text[match.end() : match.end() + 1] not in (",", "'", "’"):
            continue
        return True
    return False


def _is_known(tape: Tape, start: int) -> bool:
    """Whether a word of the lexicon, a speaker or a person behind an office stands at an offset."""
    hits = tape.reading.hits
    index = bisect_right(hits, start, key=lambda hit: hit.start) - 1
    if any(hit.start <= start < hit.stop for hit in hits[max(0, index - 1) : index + 1]):
        return True
    return any(
        (item.kind in ("speaker", "period", "place") and item.start <= start < item.end)
        or (item.kind == "office" and item.end <= start and tape.words(item.end, start) < _OFFICE)
        for item in tape.items
    )
