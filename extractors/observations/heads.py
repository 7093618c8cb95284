"""Which of several trade words before a quantity it belongs to: the head noun, the word of trade proper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

HEADS = frozenset({"deficit", "surplus", "balance"})
# words between a number of things and what they are worth
_THINGS = 8
# what a contract may be for
_DELIVERY = ("sales", "exports", "purchases", "imports")


def head_of(draft: Draft, found: list[Mention]) -> Mention | None:
    """The head of "deficit of its trade balance" is the deficit: a head noun stands before what it governs."""
    tape = draft.tape
    if tape.verb_last or len(found) < 2:
        return None
    head, last = found[-2], found[-1]
    if head.value == "agreement" and last.value == "project" and draft.mention.kind == "money":
        signed = not tape.has_comma(head.end, last.start) and tape.words(head.end, last.start) <= 2
        return head if signed else None  # "подписаны соглашения по новым проектам на сумму"
    if head.value == "agreement" and last.value in _DELIVERY and draft.mention.kind == "money":
        return head if _is_for_delivery(draft, head, last) else None
    if head.value not in HEADS or head.value == last.value or tape.has_comma(head.end, last.start):
        return None
    foreign = str(last.value).startswith("other.")  # "the surplus has boosted foreign exchange reserves"
    if tape.words(head.end, last.start) <= (1 if foreign else 2):
        return head
    # "a surplus for Russia in trade with India": nothing between but whose it is and where
    governed = last.value == "turnover" and not tape.cue(head.end, last.start, "change.")
    return head if governed and tape.words(head.end, last.start) <= 6 else None


def _is_for_delivery(draft: Draft, head: Mention, last: Mention) -> bool:
    """Whether a contract is for a delivery: "контракты на поставку мяса на 300 млн долларов"."""
    tape = draft.tape
    limit = 1 if tape.verb_last else 2  # "contract for the delivery"
    beside = tape.words(head.end, last.start) <= limit and not tape.has_comma(head.end, last.start)
    return beside and not tape.has_comma(last.end, draft.mention.start)


def is_part_signed(draft: Draft, word: Mention) -> bool:
    """Whether an amount is a part of the contracts before it: "на $17 млн, в том числе на поставку - на 9"."""
    before, tape = draft.before, draft.tape
    if before is None or before.spec is None or before.spec.key != "agreement" or tape.verb_last:
        return False
    return word.value in _DELIVERY and bool(tape.cue(before.mention.end, word.start, "split."))


def balance_behind(draft: Draft) -> Mention | None:
    """Return the deficit or surplus right behind its amount, where the verb comes last: "3 milyar dolar açık"."""
    tape, end = draft.tape, draft.mention.end
    if not tape.verb_last or draft.mention.kind != "money" or draft.marker:
        return None
    behind = next((i for i in tape.indicators if i.start >= end), None)
    beside = behind is not None and tape.words(end, behind.start) == 0 and not tape.has_comma(end, behind.start)
    return behind if beside and behind is not None and behind.value in ("deficit", "surplus") else None


def twin_of(draft: Draft, found: list[Mention]) -> Mention | None:
    """Return the word of trade proper that stands beside a verb firms use too: "на экспорт отправлено"."""
    if len(found) < 2 or any(str(m.value).startswith("other.") for m in found[-2:]):
        return None
    first, last = specs()[str(found[-2].value)], specs()[str(found[-1].value)]
    beside = draft.tape.words(found[-2].end, found[-1].start) <= 1
    return found[-2] if last.weak and not first.weak and first.indicator == last.indicator and beside else None


def is_aside(draft: Draft, other: Mention, wanted: Mention) -> bool:
    """Whether the foreign topic stands in a clause of its own, between commas, behind the indicator."""
    tape = draft.tape
    return tape.has_comma(wanted.end, other.start) and tape.has_comma(other.end, draft.mention.start)


def is_worth_of_things(draft: Draft, before: Draft) -> bool:
    """Whether an amount is what a plain number of things is worth: "контракт на 200 автобусов на сумму 30 млн"."""
    tape = draft.tape
    near = tape.words(before.mention.end, draft.mention.start) <= _THINGS
    counted = before.mention.kind in ("number", "count") and draft.mention.kind == "money"
    return counted and near and not tape.verb_last and not tape.has_comma(before.mention.end, draft.mention.start)


def gap_word(draft: Draft, before: Draft) -> Mention | None:
    """Return a bare "deficit" or "surplus" beside an amount that follows figures of trade; alone it says less."""
    if draft.mention.kind != "money" or before.spec is None or before.spec.family != "trade":
        return None
    tape = draft.tape
    cues = tape.cue(before.mention.end, draft.mention.start, "gap.")
    near = [
        c for c in cues if tape.words(c.end, draft.mention.start) <= 1 and tape.has_comma(before.mention.end, c.start)
    ]
    return near[-1] if near else None


def tells_budget(draft: Draft) -> bool:
    """Whether a budget or current account has the deficit: "the capital account swung to a 1.3 billion deficit"."""
    tape, before = draft.tape, draft.before
    if before is not None and before.spec is not None and before.spec.key == "other.budget":
        return True
    named = [m for m in tape.indicators if m.value == "other.budget" and draft.left <= m.start < draft.mention.start]
    return bool(named) and not tape.has_break(named[-1].end, draft.mention.start)
