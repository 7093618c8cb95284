"""The guide's name of what a finished draft tells: its indicator, or the share, flow or value variant of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

SHARES = {"trade_turnover": "trade_share", "exports": "export_share", "imports": "import_share"}


def final_indicator(draft: Draft) -> str:
    """Return the guide's indicator of a finished draft: its share, flow or value variant where it is one."""
    spec = draft.spec
    assert spec is not None
    if draft.share:
        return share_indicator(draft)
    if spec.value is not None and draft.mention.kind == "money":
        return spec.value
    if spec.flow is not None and _is_flow(draft):
        return spec.flow
    return spec.indicator


def share_indicator(draft: Draft) -> str:
    """Return the guide's name of a share: of trade, exports or imports."""
    assert draft.spec is not None
    return SHARES[draft.spec.indicator]


def _will_invest(draft: Draft, verb: Mention) -> bool:
    """Whether the amount is the object of the verb: "will invest $5 billion", "5 milyar dolar yatırım yapacak"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        return mention.end <= verb.start and tape.words(mention.end, verb.start) <= 1
    return verb.end <= mention.start and tape.words(verb.end, mention.start) == 0


def _is_flow(draft: Draft) -> bool:
    """Whether capital is a period's sum: a stated period and no word of a stock ("stood at", "accumulated")."""
    if draft.status in ("forecast", "target") and draft.indicator is not None and _will_invest(draft, draft.indicator):
        return True
    if draft.tape.verb_last and draft.measure != "level" and draft.tape.cue(draft.left, draft.right, "inflow."):
        return True  # "ülkeye gelen yatırım yüzde 35 azaldı"
    if draft.period is None or not draft.rules.get("period", ("",))[0].endswith(("own_flow", "goes_on")):
        return False
    tape, word = draft.tape, draft.indicator
    if any(p.value.grain == "day" and p.start >= draft.mention.end for p in tape.periods):
        return False  # "2011'de 1 milyon dolar olan yatırımlar bugün 400 milyon dolar": what there was then and is now
    gathered = tape.cue(tape.start, word.start, "stock.accumulated") if word is not None else []
    if word is not None and gathered and tape.words(gathered[-1].end, word.start) <= 1:
        return False  # "за десять лет накопленные инвестиции достигли"
    if len(draft.period) == 4 or draft.measure == "change_pct":
        return not tape.cue(tape.start, draft.right, "stock.")
    return True


def known(key: str) -> bool:
    """Whether an indicator key is one of ours, not a topic that is left out."""
    return not key.startswith("other.") and key in specs()
