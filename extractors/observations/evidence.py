"""What a figure must show of itself in an article that is about something else than trade.

A report on the trade of two countries tells little but their figures: there, what a figure leaves open is the pair
spoken of. In a text on a harvest, a firm or a currency, most numbers are of something else, and one that took its pair
from elsewhere stands only while all else about it is plain. Where something more is borrowed or weak (its word, its
time, whether it has happened at all), it is refused. Where the verb comes last, endings say more, and none of this is
asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, codes_of, pair_of, title_codes

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape

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
        "all_visitors",
        "owner_before",
        "reverse",
        "sentence_before",
    )
)
_GUESSED = frozenset(f"party.any.{name}" for name in ("half", "subject", "new_partner", "article_pair", "all_visitors"))
_TIMELESS = frozenset({"", "period.any.own", "period.any.frame"})
_CHANGES = frozenset({"measure.any.change_cue", "measure.any.change_amount"})


# figures of ours that a report tells at least, and their share of all that it tells
_REPORT = 4
_REPORT_SHARE = 0.5
# so few sentences are about one thing
_BRIEF = 4
# the word that is said of two economies only
_TURNOVER = "turnover"


def refuse_doubtful(made: list[Draft], refused: list[Draft], tapes: list[Tape]) -> None:
    """Refuse the drafts that borrow too much: the pair, and something else with it.

    Args:
        made: The drafts that became figures, in order of the text; some may be refused already.
        refused: The quantities of the article that became none before.
        tapes: The sentences of the article, its headline first.
    """
    for draft in made:
        if draft.refused is None and not draft.tape.verb_last and _is_hearsay(draft):
            draft.refuse("doubtful_forecast", "an expectation whose word and pair are another sentence's")
    if _is_report(made, refused, tapes):
        return
    heads = [tape for tape in tapes if tape.reading.name == "title"] or tapes[:1]
    titled = {str(i.value) for tape in heads for i in tape.indicators}
    for draft in made:
        if draft.refused is None and not draft.tape.verb_last:
            found = _doubt(draft, titled)
            if found is not None:
                draft.refuse(*found)
            elif _rule(draft, "period") == "period.any.frame":
                draft.period = None  # the time of another figure, of something else
                draft.rules.pop("period")


def _is_hearsay(draft: Draft) -> bool:
    """Whether an expectation names neither its thing nor a country: "It is expected to rise to 4.7 billion".

    Right behind the figure that it goes on with, "it" is that figure's trade.
    """
    frame = draft.frame
    if frame is not None and frame.tape is draft.tape.previous:
        return False
    borrowed = draft.carried is not None and _rule(draft, "parties") in _ELSEWHERE
    told = draft.measure == "level" and draft.status == "forecast"
    return borrowed and told and not draft.tape.places and not draft.tape.refers


def _is_report(made: list[Draft], refused: list[Draft], tapes: list[Tape]) -> bool:
    """Whether an article is about trade: it is brief, its figures are, or its headline names the two who trade."""
    ours = sum(draft.refused is None for draft in made)
    if len(tapes) <= _BRIEF or (ours >= _REPORT and ours >= _REPORT_SHARE * (len(made) + len(refused))):
        return True
    words = {str(word.value) for tape in tapes for word in tape.indicators}
    return len(title_codes(tapes) - {"WLD"}) == _PAIR and _TURNOVER in words


def _doubt(draft: Draft, titled: set[str]) -> tuple[str, str] | None:
    """Return (rule, reason) of what speaks against a draft, if anything does."""
    found = _doubt_of_word(draft, titled)
    if found is None and _rule(draft, "parties") in _ELSEWHERE:
        found = _doubt_of_pair(draft)
    return found or _doubt_of_fact(draft)


def _doubt_of_word(draft: Draft, titled: set[str]) -> tuple[str, str] | None:
    """Return what speaks against the word: one that firms use too stands with its two economies, or in the headline."""
    spec = draft.spec
    assert spec is not None
    if spec.key == _TURNOVER:
        return None
    if _is_weak(draft) and not _is_told(draft, _rule(draft, "parties")):
        return "doubtful_word", "a word that firms use too, and the figure names no two economies"
    if spec.weak and spec.family == "trade" and spec.key not in titled and not _names_ends(draft):
        return "doubtful_word", "a word that firms use too, and the headline tells of something else"
    if draft.carried is not None and _rule(draft, "parties") in _ELSEWHERE:
        return "doubtful_word", "neither the word nor the pair is in the sentence"
    return None


def _doubt_of_pair(draft: Draft) -> tuple[str, str] | None:
    """Return what speaks against a pair from elsewhere: a guess, another thing's time, or a change."""
    spec, rule, measure = draft.spec, _rule(draft, "parties"), _rule(draft, "measure")
    assert spec is not None
    if spec.key == _TURNOVER and rule != "party.any.article_pair":
        return None  # the word itself is said of two
    if rule in _GUESSED and not _is_spoken_of(draft, rule):
        return "doubtful_pair", "one economy is named, and nothing says that the other is the one before"
    if spec.kind == "flow" and _rule(draft, "period") in _TIMELESS:
        return "doubtful_time", "the pair is another figure's, and no time ties this one to it"
    named = pair_of(draft) & {p.value.code for p in draft.places}
    apart = rule == "party.any.frame_view" and measure in _CHANGES
    if measure == "measure.any.ratio" or apart or (measure == "measure.any.change_amount" and not named):
        return "doubtful_change", "a change, and the pair is another figure's"
    return None


def _doubt_of_fact(draft: Draft) -> tuple[str, str] | None:
    """Return what speaks against an expectation or a change: whose it is, of which time."""
    spec, pair = draft.spec, pair_of(draft)
    assert spec is not None
    named = pair & {p.value.code for p in draft.places}
    before = draft.before
    goes_on = draft.chained and before is not None and before.refused is None and before.status == draft.status
    if draft.status != "actual" and not goes_on and ("WLD" not in pair or not (named or draft.tape.refers)):
        return "doubtful_forecast", "an expectation in a text about something else"
    if draft.measure != "level" and spec.kind == "flow" and not _rule(draft, "period"):
        return "doubtful_change", "a change, and nothing says of which time"
    return None


def _names_ends(draft: Draft) -> bool:
    """Whether goods are told with both ends of their way: "Финляндия поставила в Россию алюминий на €22 млн"."""
    marked = any(p.value.marker in ("to", "from") for p in draft.places)
    named = pair_of(draft) == {p.value.code for p in draft.places}
    return draft.product is not None and marked and named and _rule(draft, "parties") in OWN


def _is_spoken_of(draft: Draft, rule: str) -> bool:
    """Whether the sentence, with the one before it, names the two economies and no other."""
    pair, here = pair_of(draft), set(codes_of(draft.tape))
    if rule == "party.any.half" and here == pair:
        return True
    before = draft.tape.previous
    near = set(codes_of(before)) if before is not None else set()
    turnover = draft.spec is not None and draft.spec.key == _TURNOVER
    return (turnover or (rule == "party.any.half" and bool(here))) and here <= pair and here | near == pair


def _is_weak(draft: Draft) -> bool:
    """Whether a figure hangs on a word that says nothing of two economies: sales, investments, receipts, cargo."""
    spec = draft.spec
    assert spec is not None
    worth = spec.key == "project" and draft.mention.kind == "money"
    return worth or (spec.weak and spec.key != "project") or spec.key == "receipts" or spec.family == "cargo"


def _is_told(draft: Draft, rule: str) -> bool:
    """Whether the sentence tells the pair of a weak word: it names the two alone and says to or from whom.

    So does the figure before, where this one only goes on with it. Money of investors and projects is often a firm's.
    """
    spec, before = draft.spec, draft.before
    if spec is None or spec.key == "project":
        return False
    named = len(pair_of(draft) & {p.value.code for p in draft.places})
    if named == _PAIR or rule in OWN or (rule == "party.any.joint" and spec.family != "cargo"):
        return True
    if spec.key == "investment":
        return False
    if draft.chained and before is not None:
        return before.refused is None and _rule(before, "parties") in OWN and pair_of(before) == pair_of(draft)
    marked = any(p.value.marker in ("to", "from") for p in draft.places)
    return marked and set(codes_of(draft.tape)) == pair_of(draft)


def _rule(draft: Draft, name: str) -> str:
    return draft.rules.get(name, ("",))[0]
