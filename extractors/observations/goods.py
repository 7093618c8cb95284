"""Goods that are not named beside the figure: a topic put in front, behind a pronoun, in the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# words between a topic and its goods ("what concerns the Russian aluminium")
_TOPIC = 2
# words between a trade word and its goods in the sentence before
_BESIDE = 1


def told_elsewhere(draft: Draft) -> tuple[str, Mention] | None:
    """Return (rule, product) of a trade figure whose own window names no goods, or None."""
    if (found := _topic(draft)) is not None:
        return "topic", found
    if (found := _behind_pronoun(draft)) is not None:
        return "pronoun", found
    if (found := _sentence_before(draft)) is not None:
        return "sentence_before", found
    return None


def _topic(draft: Draft) -> Mention | None:
    """Return the only goods of a sentence that opens with them: "as for aluminium, we supplied 15 percent"."""
    tape, start = draft.tape, draft.mention.start
    early = [p for p in tape.products if p.start < start]
    if len(early) != 1:
        return None
    goods = early[0]
    for cue in tape.cue(tape.start, start, "topic."):
        gap = tape.words(goods.end, cue.start) if tape.verb_last else tape.words(cue.end, goods.start)
        ordered = goods.end <= cue.start if tape.verb_last else cue.end <= goods.start
        if ordered and gap <= _TOPIC:
            return goods
    return None


def _behind_pronoun(draft: Draft) -> Mention | None:
    """Return the goods that "its" before the trade word means: "урожай риса велик, страна сократит его импорт".

    A subject between the two owns nothing by that pronoun (its own would be "свой"), so that the goods are left.
    """
    tape, word = draft.tape, draft.indicator
    if word is None or draft.chained or not tape.start <= word.start < draft.mention.start:
        return None
    cues = [c for c in tape.cue(tape.start, word.start, "its.") if tape.words(c.end, word.start) == 0]
    goods = [p for p in tape.products if cues and p.end <= cues[-1].start]
    if not goods:
        return None
    subjects = [p for p in tape.places if goods[-1].end <= p.start and p.end <= cues[-1].start and not p.value.marker]
    return goods[-1] if subjects else None


def _sentence_before(draft: Draft) -> Mention | None:
    """Return the goods whose trade the sentence before told: "gas supplies were limited. It cut exports by 15 %"."""
    tape, spec, before = draft.tape, draft.spec, draft.tape.previous
    if before is None or spec is None or not spec.directed or spec.family != "trade" or draft.measure == "level":
        return None
    named = [p for p in tape.places if p.value.form != "leader"]
    if draft.share or tape.verb_last or tape.products or named or tape.sentence.break_before or before.quantities:
        return None
    if any(tape.cue(tape.start, tape.end, name) for name in ("total.", "goods.")):
        return None
    kinds = {str(p.value) for p in before.products}
    return before.products[-1] if len(kinds) == 1 and _is_traded(before, spec.indicator) else None


def _is_traded(before: Tape, flow: str) -> bool:
    """Whether the goods of a sentence stand right behind a word for their trade in the same direction."""
    same = {flow, "sales"} if flow == "exports" else {flow, "purchases"}
    return any(
        str(word.value) in same and word.end <= goods.start and before.words(word.end, goods.start) <= _BESIDE
        for word in before.indicators
        for goods in before.products
    )


def of_sum(draft: Draft) -> str | None:
    """Return the goods by weight whose worth an amount is, in one sentence: "for 248,000 tonnes it earned $574 m"."""
    before, tape = draft.before, draft.tape
    if before is None or before.refused is not None or before.unit not in ("tonne", "m3", "barrel"):
        return None
    if draft.mention.kind != "money" or before.spec is None or draft.spec is None:
        return None
    same = before.spec.indicator == draft.spec.indicator and before.partner == draft.partner
    others = any(before.mention.end <= p.start < draft.mention.start for p in tape.products)
    return before.product if same and not others and before.reporter == draft.reporter else None


def of_percentage(draft: Draft) -> Mention | None:
    """Return the goods right behind a share of payments: "pays for 25 percent of Russian gas in roubles"."""
    tape, end = draft.tape, draft.mention.end
    goods = next((p for p in tape.products if p.start >= end), None)
    if goods is None or draft.mention.kind != "percent":
        return None
    own = sum(tape.words(p.start, p.end) for p in tape.places if end <= p.start and p.end <= goods.start)
    return goods if tape.words(end, goods.start) - own <= 1 and not tape.has_comma(end, goods.start) else None


def before_noun(draft: Draft) -> list[Mention]:
    """Return the goods right before the trade word that an amount leads to: "96 milyon dolar olan fıstık ihracatı"."""
    tape, word, end = draft.tape, draft.indicator, draft.mention.end
    if not tape.verb_last or word is None or word.start < end:
        return []
    found = [p for p in tape.products if end <= p.start and p.end <= word.start and tape.words(p.end, word.start) == 0]
    return found[-1:]


def only_goods(draft: Draft) -> Mention | None:
    """Return the only goods that a sentence names before its first figure: "покупатель пшеницы - Египет, куда ..."."""
    early = [p for p in draft.tape.products if p.start < draft.mention.start]
    return early[-1] if draft.before is None and len({str(p.value) for p in early}) == 1 else None
