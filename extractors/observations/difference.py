"""A trade balance that is the difference of the exports and imports told before it is theirs, not a total."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft

_CLOSE = Decimal("0.03")


def difference(draft: Draft, context: Context) -> tuple[str, str] | None:
    """Return (reporter, partner) of the exports and imports whose difference the balance is, or None.

    "Exports to Qatar were 1.43 billion, imports 590 million. Thus Türkiye had a surplus of 840 million."
    """
    spec, exports, imports = draft.spec, context.levels.get("exports"), context.levels.get("imports")
    if spec is None or spec.indicator != "trade_balance" or draft.measure != "level" or not exports or not imports:
        return None
    pair = (exports.reporter, exports.partner)
    if pair != (imports.reporter, imports.partner) or len({exports.unit, imports.unit, draft.unit}) != 1:
        return None
    gap = abs((exports.value or Decimal(0)) - (imports.value or Decimal(0)))
    if not gap or abs(gap - abs(draft.quantity.value)) > gap * _CLOSE or pair[0] is None or pair[1] is None:
        return None
    return pair[0], pair[1]
