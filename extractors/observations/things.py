"""Money and shares that are of a thing, and of no trade: "a 7 billion dollar fund", "a third of U.S. output"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.products import is_part_of_trade

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

# words between an amount and what it is of: "Australia's 850 mln dollar a year sugar industry"
_NOUN = 4
# sentences back that a bare "deficit" may take its account from
_BACK = 6
_ONE = 1
_TWO = 2
_MONTH = len("2025-08")
_PARTS = frozenset({"part_of_month", "rate", "one_place", "part_of_trade"})
# words between "each" and its amount: "each worth"
_NEXT = 1


def of_thing(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) where an amount is of a market, a fund or a budget, or guarantees a credit."""
    tape, spec = draft.tape, draft.spec
    if tape.verb_last or spec is None or draft.mention.kind not in ("money", "percent", "ratio"):
        return None
    if draft.mention.kind == "money" and _is_of_noun(draft):
        return "thing", "what a market, a fund or a plan is worth"
    if draft.mention.kind == "money" and _is_guarantee(draft):
        return "guarantee", "a guarantee for a loan, no money lent"
    if _is_refused_share(draft):
        return "share_within_pair", "a share of a product in other words"
    if _is_limit(draft):
        return "limit", "a limit that is set, no trade"
    if _is_of_budget(draft):
        return "other_account", "a deficit in a text on a budget"
    return None


def screen_part(draft: Draft) -> None:
    """Refuse figures of a part: some days of a month, each month of several, one port, one industry."""
    if draft.tape.verb_last:
        return
    before = draft.before
    if _is_of_days(draft):
        draft.refuse("part_of_month", "some days of a month, and no month's figure")
    elif _is_rate(draft):
        draft.refuse("rate", "what each month of several brings, no period's figure")
    elif "WLD" in (draft.reporter, draft.partner) and _is_of_place(draft):
        draft.refuse("one_place", "what goes through one port or is of one industry")
    elif draft.product is None and draft.partner == "WLD" and is_part_of_trade(draft):
        draft.refuse("part_of_trade", "a part of a country's trade, and nothing says which")
    elif _is_whole_of_partner(draft):
        draft.refuse("pair_not_shown", "the total that a partner has a part of, and nothing says whose it is")
    elif draft.chained and before is not None and before.refused is not None:
        rule, reason = before.refused
        if rule.rpartition(".")[2] in _PARTS:
            draft.refuse(rule.rpartition(".")[2], reason)


def _is_whole_of_partner(draft: Draft) -> bool:
    """Whether a total goes on with what one partner has of it: "1.3 million tonnes of U.S. corn out of a total of"."""
    before, spec = draft.before, draft.spec
    whole = draft.tape.cue(draft.left, draft.mention.start, "out_of.")
    if draft.chained and any(draft.tape.words(c.end, draft.mention.start) == 0 for c in whole):
        return draft.partner != "WLD"
    if not draft.chained or before is None or before.refused is not None or draft.partner != "WLD":
        return False
    if spec is None or spec.family != "trade" or not spec.directed:
        return False
    return before.partner not in ("WLD", None) and draft.reporter == before.partner


def _is_of_days(draft: Draft) -> bool:
    """Whether some days of a month are the time of a figure: "in the first ten days of June", "interim"."""
    tape, word, (rule, period) = draft.tape, draft.indicator, draft.rules.get("period", ("", None))
    ends = [period.start] if period is not None else []
    ends += [word.start] if word is not None and tape.start <= word.start < tape.end else []
    if any(tape.words(c.end, end) == 0 for end in ends for c in tape.cue(tape.start, end, "partly.")):
        return True
    # "exports in the first ten days of June rose to ..., and imports to ..."
    goes_on = rule in ("", "period.any.goes_on") and not (period is not None and period.start >= draft.left)
    cues = tape.cue(tape.start, draft.left, "partly.") if goes_on else []
    return any(0 <= p.start - c.end <= 1 for c in cues for p in tape.periods)


def _is_rate(draft: Draft) -> bool:
    """Whether an amount is what each of several months brings: "a monthly surplus of", "should average 3 billion"."""
    tape, word, start, end = draft.tape, draft.indicator, draft.mention.start, draft.mention.end
    if draft.measure != "level" or draft.mention.kind not in ("money", "tonne"):
        return False
    month = draft.period is not None and len(draft.period) == _MONTH  # "the monthly trade surplus fell to ... in May"
    before = [c for c in tape.cue(draft.left, start, "rate.") if not (month and str(c.value).endswith(".one"))]
    if word is not None and word.end <= start and any(tape.words(c.end, word.start) <= 1 for c in before):
        return True
    if any(tape.words(c.end, start) <= 1 for c in before):
        return True
    behind = [c for c in tape.cue(end, draft.right, "rate.") if tape.words(end, c.start) == 0]
    return any(
        not any(p.start < c.end and c.start < p.end for p in tape.periods) for c in behind
    )  # "80,000 a month ago"


def _is_of_place(draft: Draft) -> bool:
    """Whether a country's trade is that of a port or an industry: "exports through the port of", "for the sector"."""
    tape, word, start = draft.tape, draft.indicator, draft.mention.start
    if word is None or word.end > start:
        return False
    if draft.product is None and any(
        tape.words(word.end, c.start) <= _TWO for c in tape.cue(word.end, start, "thing.")
    ):
        return True
    return bool(tape.cue(word.end, start, "port."))


def _is_of_noun(draft: Draft) -> bool:
    """Whether a noun that money is of stands behind an amount, and nothing but its name between."""
    tape, end = draft.tape, draft.mention.end
    for cue in tape.cue(end, draft.right, "thing."):
        if tape.words(end, cue.start) > _NOUN or tape.has_comma(end, cue.start):
            return False
        between = [i for i in tape.items if end <= i.start < cue.start and i.kind in ("cue", "indicator", "speech")]
        return not between and not _is_led(draft, cue.start)
    return False


def _is_led(draft: Draft, stop: int) -> bool:
    """Whether a preposition stands between the amount and the noun: "5 billion dollars of goods to the market"."""
    tape, at = draft.tape, draft.mention.end
    while at < stop:
        hit = tape.reading.at.get(at)
        if hit is not None and hit.get("qmark") is not None:
            return True
        at += 1
    return False


def _is_refused_share(draft: Draft) -> bool:
    """Whether an amount is another word for a share that was left out: "a third of exports, or about 1.5 billion"."""
    before, tape = draft.before, draft.tape
    if before is None or before.refused is None or draft.mention.kind != "money":
        return False
    cues = tape.cue(before.mention.end, draft.mention.start, "or.")
    return before.mention.kind == "percent" and bool(cues) and tape.words(cues[-1].end, draft.mention.start) <= 1


def _is_limit(draft: Draft) -> bool:
    """Whether "limited to" stands right before a figure."""
    tape, start = draft.tape, draft.mention.start
    return any(tape.words(c.end, start) == 0 for c in tape.cue(draft.left, start, "limit."))


def _is_guarantee(draft: Draft) -> bool:
    tape, end = draft.tape, draft.mention.end
    cues = tape.cue(end, draft.right, "debt.guarantee")
    return bool(cues) and tape.words(end, cues[0].start) <= _NOUN and not tape.has_comma(end, cues[0].start)


def _is_of_budget(draft: Draft) -> bool:
    """Whether a bare "deficit" or "surplus" goes on with a budget: the account named last before it is no trade."""
    tape, word = draft.tape, draft.indicator
    bare = word is not None and str(word.value) in ("deficit", "surplus") and tape.words(word.start, word.end) == _ONE
    if not bare or word is None:
        return False
    steps = tape if tape.start <= word.start < tape.end else None
    before = word.start
    for _ in range(_BACK):
        if steps is None:
            return False
        for item in reversed([i for i in steps.indicators if i.end <= before or steps is not tape]):
            if item is word:
                continue
            key = str(item.value)
            if key == "other.budget":
                return True
            if not key.startswith("other.") and (
                key not in ("deficit", "surplus") or steps.words(item.start, item.end) > _ONE
            ):
                return False
        steps = steps.previous
    return False


def is_each(draft: Draft) -> bool:
    """Whether an amount is that of each of several things: "each worth 25 million", "25 million apiece"."""
    tape, start, end = draft.tape, draft.mention.start, draft.mention.end
    before = any(tape.words(c.end, start) <= _NEXT for c in tape.cue(draft.left, start, "each."))
    return before or any(tape.words(end, c.start) == 0 for c in tape.cue(end, draft.right, "each."))


def is_shipload(draft: Draft) -> bool:
    """Whether the word stands right behind a weight: "a 27,000-tonne cargo of soybeans"."""
    tape, word, end = draft.tape, draft.indicator, draft.mention.end
    if tape.verb_last or word is None or word.start < end or draft.mention.kind != "tonne":
        return False
    return tape.words(end, word.start) == 0
