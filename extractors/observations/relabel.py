"""Linked figures that are something else beside their neighbours: a sum of exports and imports, cargo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft, Topic
    from extractors.observations.tape import Tape

# "with a total", "with combined"
_HEAD = 2


def relabel(draft: Draft, carried: Topic | None) -> None:
    """Give a linked figure the indicator that its neighbours make of it."""
    _as_total(draft)
    _as_cargo(draft, carried)
    _as_remittance(draft, carried)
    _as_worth(draft)
    _as_same_flow(draft, carried)


def _as_total(draft: Draft) -> None:
    """A sum of exports and imports, and "the figure" of a sentence on turnover, is the turnover."""
    tape, before = draft.tape, draft.before
    if draft.spec is None or before is None or before.spec is None or draft.spec.family != "trade":
        return
    first = before
    while first.before is not None and first.before.spec is not None:
        first = first.before
    assert first.spec is not None
    start = draft.indicator.end if draft.indicator is not None and draft.indicator.start > draft.left else draft.left
    total = [
        c for c in tape.cue(draft.left, draft.mention.start, "sum.") if tape.words(c.end, draft.mention.start) <= 1
    ]
    names = {
        before.spec.indicator,
        before.before.spec.indicator if before.before is not None and before.before.spec else "",
    }
    parts = names == {"exports", "imports"}
    figure = tape.cue(start, draft.mention.start, "this.this") and not first.spec.directed
    if (total and parts) or (figure and first.spec.indicator == "trade_turnover"):
        draft.spec = specs()["turnover"]
        draft.note("indicator", "link.any.sum" if total else "link.any.the_figure", first.indicator)


def _as_cargo(draft: Draft, carried: Topic | None) -> None:
    """In a report on transport, tonnes sent and received are cargo (guide, rulings)."""
    frame = draft.before if draft.before is not None and draft.before.spec is not None else carried
    if draft.spec is None or frame is None or frame.spec is None or frame.spec.key != "cargo":
        return
    behind = next((q for q in draft.tape.quantities if q.start >= draft.mention.end), None)
    if draft.mention.kind != "tonne" and behind is not None and behind.kind == "money":
        return  # "grew 9 % to $742 m"
    if draft.spec.indicator in ("exports", "imports") and draft.mention.kind in ("tonne", "percent", "ratio"):
        draft.spec = specs()["cargo"]
        draft.note("indicator", "link.any.cargo_report", draft.indicator)


def _as_remittance(draft: Draft, carried: Topic | None) -> None:
    """Money that people send is a remittance, not a sale: "Almanya'daki Ukraynalılar ... 1 milyar avro gönderdi"."""
    tape, indicator = draft.tape, draft.indicator
    if draft.spec is None or draft.spec.key != "sales" or draft.mention.kind != "money" or indicator is None:
        return
    sent = tape.cue(indicator.start, indicator.end, "sent.")
    people = any(p.value.form == "people" and p.start < draft.mention.start for p in tape.places)
    former = draft.before.spec if draft.before is not None else carried.spec if carried is not None else None
    goes_on = former is not None and former.family == "remittance" and not _is_of_goods(tape)
    if sent and (people or goes_on or tape.cue(tape.start, draft.mention.start, "worker.")):
        draft.spec = specs()["remittance"]
        draft.note("indicator", "link.any.sent_home", indicator)


def _is_of_goods(tape: Tape) -> bool:
    """Whether a sentence names goods, so that what is sent is no money."""
    return bool(tape.products or tape.cue(tape.start, tape.end, "goods."))


def _as_worth(draft: Draft) -> None:
    """Capital that counted projects are "with" is what they are worth: "28 projects with total investment of 300 m"."""
    tape, word, before = draft.tape, draft.indicator, draft.before
    if draft.spec is None or draft.spec.key != "investment" or draft.mention.kind != "money" or word is None:
        return
    counted = before is not None and before.spec is not None and before.spec.key == "project"
    if not counted or before is None or before.mention.kind != "count" or word.start < before.mention.end:
        return
    if tape.cue(word.start, word.end, "stock."):
        return  # "4,459 projects with registered capital of $39 bn"
    joined = [
        c for c in tape.cue(before.mention.end, word.start, "involving.") if tape.words(c.end, word.start) <= _HEAD
    ]
    if joined and not tape.has_break(before.mention.end, draft.mention.start):
        draft.spec = specs()["project"]
        draft.note("indicator", "link.any.projects_worth", word)


def _as_same_flow(draft: Draft, carried: Topic | None) -> None:
    """A "volume" by weight goes on with the exports or imports before: "söz konusu hacmin 22 milyar metreküpe ..."."""
    if draft.spec is None or draft.spec.key != "volume" or draft.mention.kind not in ("tonne", "m3", "barrel"):
        return
    before = draft.before
    if before is not None and before.spec is not None and before.unit == draft.unit:
        source = before.spec
    elif carried is not None and carried.spec is not None and carried.unit == draft.unit:
        source = carried.spec
    else:
        return
    if source.directed and source.family == "trade":
        draft.spec = source
        draft.chained = before is not None
        draft.carried = None if before is not None else carried
        draft.note("indicator", "link.any.same_flow", draft.indicator)
