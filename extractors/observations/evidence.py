"""What a figure must show of itself in an article that is about something else than trade.

A report on the trade of two countries tells little but their figures: there, what a figure leaves open is the pair
spoken of. In a text on a harvest, a firm or a currency, most numbers are of something else, and one that took its pair
from elsewhere stands only while all else about it is plain. Where something more is borrowed or weak (its word, its
time, whether it has happened at all), it is refused. Where the verb comes last, endings say more, and none of this is
asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, codes_of, pair_of

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_PAIR = 2
_ELSEWHERE = frozenset(
    f"party.any.{name}"
    for name in (
        "frame",
        "frame_view",
        "article_pair",
        "half",
        "subject",
        "new_partner",
        "total",
        "owner_before",
        "reverse",
        "sentence_before",
    )
)
_TIMELESS = frozenset({"", "period.any.own"})
_CHANGES = frozenset({"measure.any.change_cue", "measure.any.change_amount"})


# figures of ours that a report tells at least, but in a few sentences; and their share of all that it tells
_REPORT = 4
_BRIEF = 4
_REPORT_SHARE = 0.5


def refuse_doubtful(made: list[Draft], refused: list[Draft], sentences: int) -> None:
    """Refuse the drafts that borrow too much: the pair, and something else with it.

    Args:
        made: The drafts that became figures, in order of the text; some may be refused already.
        refused: The quantities of the article that became none before.
        sentences: How many sentences the article has, its headline included.
    """
    ours = sum(draft.refused is None for draft in made)
    enough = ours >= _REPORT or sentences <= _BRIEF
    if enough and ours >= _REPORT_SHARE * (len(made) + len(refused)):
        return
    for draft in made:
        if draft.refused is None and not draft.tape.verb_last and (found := _doubt(draft)) is not None:
            draft.refuse(*found)


def _doubt(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) of what speaks against a draft, if anything does."""
    spec, rule = draft.spec, _rule(draft, "parties")
    assert spec is not None
    borrowed = rule in _ELSEWHERE
    named = len(pair_of(draft) & {p.value.code for p in draft.places})
    if (spec.weak or spec.key == "receipts") and named < _PAIR and not _is_told(draft, rule):
        return "doubtful_word", "a word that firms use too, and the figure names no two economies"
    if not borrowed:
        return None
    if draft.status != "actual" and not named and not draft.tape.refers:
        return "doubtful_forecast", "an expectation that names no economy"
    if spec.kind == "flow" and _rule(draft, "period") in _TIMELESS:
        return "doubtful_time", "the pair is another figure's, and no time ties this one to it"
    measure = _rule(draft, "measure")
    if measure == "measure.any.ratio":
        return "doubtful_change", "so many times of something, and the pair is another figure's"
    if measure == "measure.any.change_amount" and not named:
        return "doubtful_change", "by how much something changed, and the pair is another figure's"
    if rule in ("party.any.subject", "party.any.all_visitors"):
        return "doubtful_pair", "one economy is named, and nothing says that the other is the one before"
    if measure in _CHANGES and rule == "party.any.frame_view":
        return "doubtful_change", "a change of something else than the figure before speaks of"
    return None


def _is_told(draft: Draft, rule: str) -> bool:
    """Whether the sentence tells the pair of a weak word: it names the two alone and says to or from whom.

    So does the figure before, where this one only goes on with it. Money of investors and projects is often a firm's.
    """
    spec, before = draft.spec, draft.before
    if rule == "party.any.joint" or rule in OWN:
        return True
    if spec is None or spec.key in ("investment", "project"):
        return False
    if draft.chained and before is not None:
        return before.refused is None and _rule(before, "parties") in OWN and pair_of(before) == pair_of(draft)
    marked = any(p.value.marker in ("to", "from") for p in draft.places)
    return marked and set(codes_of(draft.tape)) == pair_of(draft)


def _rule(draft: Draft, name: str) -> str:
    return draft.rules.get(name, ("",))[0]
