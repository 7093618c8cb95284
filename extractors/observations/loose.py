"""Words that firms use as much as economies ("sales", "loan", "investment"): what a borrowed pair must show for them.

On raw news the number is right and the pair is not: "a 7.5 billion dollar loan to Mexico" in an article on American
banks is no loan of the United States. Where the verb comes last, endings say more, and `pairs.py` suffices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.support import OWN, Support, codes_of, pair_of
from extractors.observations.transfers import is_between_titles

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_GONE_ON = frozenset({"party.any.frame", "party.any.frame_view", "party.any.reverse"})
# a headline that names two countries and no other speaks of their dealings and projects
_STATED = frozenset({"dealings", "project", "project_number"})
_TOTALS = frozenset({"party.any.total", "party.any.whole_world", "party.any.all_visitors", "party.any.owner_before"})


def is_loose(draft: Draft, rule: str, evidence: Support) -> bool:
    """Whether a figure under a word that firms use took a country from elsewhere, and nothing near bears it out."""
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    if tape.verb_last or rule in OWN or rule in _TOTALS or rule in ("party.any.joint", "party.any.row"):
        return False
    if not (spec.weak or (spec.family == "tourist" and rule == "party.any.frame_view")):
        return False
    pointed = tape.speaks_of_a_pair or (tape.refers and pair_of(draft) in evidence.lead)
    if pointed or _names_both(draft) or is_between_titles(draft, evidence.title):
        return False
    if pair_of(draft) == evidence.title and (rule in _GONE_ON or spec.key in _STATED):
        return False  # the headline names the two, and no other
    if _names_one(draft, evidence):
        return False
    if draft.chained and draft.before is not None and pair_of(draft.before) == pair_of(draft):
        return draft.before.refused is not None
    source = draft.frame
    if source is None or source.refused is not None or source.spec is None or source.spec.family != spec.family:
        return True
    if spec.family == "capital":
        same = source.spec.indicator == spec.indicator
        whole = "WLD" in pair_of(source) and source.view in pair_of(draft)  # "investment abroad rose; in Spain it fell"
        return not same or not (rule in _GONE_ON or whole or pair_of(source) == pair_of(draft))
    return False


def _names_one(draft: Draft, evidence: Support) -> bool:
    """Whether the sentence names one of the two that the article is about, no third country, and no firm.

    "Investment from Uzbekistan totaled $9.7 m" under a headline of Kyrgyzstan and Uzbekistan.
    """
    tape, pair = draft.tape, pair_of(draft)
    if draft.indicator is None and draft.mention.kind == "money":
        return False  # a sum under no word of its own: "the sides agreed to provide 1 billion dollars"
    about = pair == evidence.title or (pair in evidence.lead and evidence.named <= pair)
    codes = set(codes_of(tape))
    return about and bool(codes) and codes <= pair and not tape.cue(tape.start, tape.end, "firm.")


def _names_both(draft: Draft) -> bool:
    """Whether the sentence names the two countries, no other, and no firm."""
    tape = draft.tape
    return set(codes_of(tape)) == set(pair_of(draft)) and not tape.cue(tape.start, tape.end, "firm.")
