"""Which of several trade words before a quantity it belongs to: the head noun, the word of trade proper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

HEADS = frozenset({"deficit", "surplus", "balance"})


def head_of(draft: Draft, found: list[Mention]) -> Mention | None:
    """The head of "deficit of its trade balance" is the deficit: a head noun stands before what it governs."""
    tape = draft.tape
    if tape.verb_last or len(found) < 2:
        return None
    head, last = found[-2], found[-1]
    if head.value == "agreement" and last.value == "project" and draft.mention.kind == "money":
        signed = not tape.has_comma(head.end, last.start) and tape.words(head.end, last.start) <= 2
        return head if signed else None  # "подписаны соглашения по новым проектам на сумму"
    if head.value not in HEADS or head.value == last.value or tape.has_comma(head.end, last.start):
        return None
    foreign = str(last.value).startswith("other.")  # "the surplus has boosted foreign exchange reserves"
    if tape.words(head.end, last.start) <= (1 if foreign else 2):
        return head
    # "a surplus for Russia in trade with India": nothing between but whose it is and where
    governed = last.value == "turnover" and not tape.cue(head.end, last.start, "change.")
    return head if governed and tape.words(head.end, last.start) <= 6 else None


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
