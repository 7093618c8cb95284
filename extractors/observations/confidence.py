"""The confidence of an observation: the product of how far the rules that made it are trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.confidence import trust

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_WEAK = 0.97
_ELIDED = 0.97


def confidence(draft: Draft) -> float:
    """Return the confidence of a finished draft, between 0 and 1, to three decimals.

    A field that no rule set counts as `missing`; a word that firms use too, and a currency taken from the figure
    before, cost a little more.
    """
    product, rules = 1.0, draft.rules
    for field, table in trust().items():
        rule = rules.get(field)
        if rule is None or not rule[0]:
            product *= table.get("missing", 1.0)
        else:
            product *= table.get(rule[0].rpartition(".")[2], table.get("other", 1.0))
    if draft.spec is not None and draft.spec.weak:
        product *= _WEAK
    if draft.mention.rule.endswith(".elided"):
        product *= _ELIDED
    return round(product, 3)
