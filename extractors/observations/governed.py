"""Trade words that are not what the figure is of: governed by another topic, explained in a bracket, with a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.marks import quantity_marker

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# topics that take a trade word as their object: "tariffs on imports", "the price of gas imports", "a quota for exports"
_GOVERNING = frozenset({"other.tariff", "other.inflation", "other.penalty", "other.capacity", "other.lending"})
_LINK_WORDS = 2
# words between the comma that closes an aside and the figure: ", jumped to about"
_VERB = 4


def governing(draft: Draft, found: list[Mention]) -> Mention | None:
    """Return the foreign topic that the nearest trade word belongs to, or None.

    "Tariffs on Chinese imports worth $200 billion" and "the price of gas imports rose 17 percent" tell of tariffs and
    prices; places and products between the two do not count as words.

    Args:
        draft: A quantity.
        found: The indicators that stand before it in its window, in order.
    """
    if draft.tape.verb_last or len(found) < 2:
        return None
    head, last = found[-2], found[-1]
    if head.value not in _GOVERNING or str(last.value).startswith("other."):
        return None
    return head if _leads_to(draft, head, last.start) else None


def taxed(draft: Draft, found: list[Mention]) -> Mention | None:
    """Return the topic right before an amount that stands before its trade word: "tariffs on $50 billion imports"."""
    if draft.tape.verb_last or not found or found[-1].value not in _GOVERNING:
        return None
    return found[-1] if _leads_to(draft, found[-1], draft.mention.start) else None


def _leads_to(draft: Draft, head: Mention, start: int) -> bool:
    """Whether only a preposition, places and products stand between a topic and an offset."""
    tape = draft.tape
    if (
        not tape.text(head.end, head.end + 1).isspace()
        or tape.has_comma(head.end, start)
        or tape.cue(head.end, start, "change.")
    ):
        return False
    between = [m for m in (*tape.places, *tape.products) if head.end <= m.start and m.end <= start]
    own = sum(tape.words(m.start, m.end) for m in between)
    least = 0 if head.value == "other.penalty" else 1  # "a case of transfers worth", "дело о переводе"
    return least <= tape.words(head.end, start) - own <= _LINK_WORDS


def outside_bracket(draft: Draft, found: list[Mention]) -> list[Mention]:
    """Return the indicators without those of a closed bracket, which only explain one before it.

    "Total trade in goods and services (exports plus imports) was 7.9 billion".
    """
    tape = draft.tape
    kept = [m for m in found if not _is_closed(tape.text(m.end, draft.mention.start))]
    return kept or found


def _is_closed(text: str) -> bool:
    """Whether a bracket that was open at the start of the text closes in it."""
    closing = text.find(")")
    return closing >= 0 and "(" not in text[:closing]


def has_own_figure(draft: Draft, indicator: Mention) -> bool:
    """Whether an indicator behind a figure leads on to the next: "to 14.6 billion for a deficit of 2.3 billion"."""
    tape = draft.tape
    following = next((q for q in tape.quantities if q.start >= indicator.end), None)
    if tape.verb_last or following is None or following.kind != draft.mention.kind:
        return False
    adjacent = tape.words(indicator.end, following.start) == 1 and not tape.has_comma(indicator.end, following.start)
    return (
        adjacent
        and tape.words(draft.mention.end, indicator.start) > 0
        and (quantity_marker(tape.reading, following) == "of")
    )


def over_aside(draft: Draft) -> Mention | None:
    """Return the trade word that an aside with a figure of another matter parts from its verb.

    "Wine sales to China, which resumed once tariffs of up to 218 percent were lifted, jumped to 392 million dollars".
    """
    tape, before = draft.tape, draft.before
    if tape.verb_last or before is None or before.spec is None or before.spec.reason is None:
        return None
    start, end = before.mention.end, draft.mention.start
    commas = [at for at in tape.commas if start <= at < end]
    if not commas or tape.words(commas[-1], end) > _VERB or any(start <= i.start < end for i in tape.indicators):
        return None
    moved = tape.cue(commas[-1], end, "change.") or tape.cue(commas[-1], end, "level.")
    words = [i for i in tape.indicators if i.end <= before.mention.start and not str(i.value).startswith("other.")]
    if not moved or not words or before.indicator is None:
        return None
    return words[0] if tape.has_comma(words[0].end, before.indicator.start) else None
