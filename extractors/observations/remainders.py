"""What is left of a figure: "ithalat savaş öncesinin onda birine geriledi" is a tenth, not a fall by a tenth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

_HUNDRED = Decimal(100)


def fell_to_part(draft: Draft) -> bool:
    """Make a part in words, to which something fell, the ratio that it is; the verb comes last."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last or not mention.rule.endswith(".fraction") or draft.marker != "to":
        return False
    fallen = [c for c in tape.cue(mention.end, draft.right, "change.down") if tape.words(mention.end, c.start) <= 2]
    if not fallen or tape.cue(mention.end, fallen[0].start, "share."):
        return False
    draft.measure, draft.unit = "ratio", "ratio"
    draft.value = (abs(draft.quantity.value) / _HUNDRED).quantize(Decimal("0.001")).normalize()
    draft.note("measure", "measure.any.part_left", fallen[0])
    return True
