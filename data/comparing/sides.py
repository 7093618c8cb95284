"""From which side a statement is told, and whose statistics it is.

The surplus of one side is the deficit of the other, so balances are compared as seen from the first side in the
alphabet; exports of A to B are imports of B from A.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.comparing.natures import SIGNED_MIRRORS
from data.comparing.rows import Ints, codes, combined
from data.speakers import side_of

# The columns in which `one_sided` differs from the statements.
TURNED = ("from", "to", "lo", "hi", "key", "by_from", "by_to")


def flow_sides(rows: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return whence and whither goods go, as country codes: exports of A to B are imports of B from A."""
    turned = (rows["indicator"] == "imports").to_numpy()
    left, right = codes(rows["from"]), codes(rows["to"])
    return np.where(turned, right, left), np.where(turned, left, right)


def one_sided(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the statements with all balances seen from one side, the first in the alphabet.

    The level turns its sign, a change does not: it speaks of the size of the gap. `canon` is what is compared,
    `least` and `most` are its ends where it is a range.
    `side` says whose statistics it is: the country of the office where it is known ("China's surplus, by the U.S.
    Department of Commerce"), else the reporter. `lent` is the same, but what an article says in its own name beside one
    side's office only is that side's. The key parts what only looks alike (`apart` of the rows).
    """
    rows = statements.assign(canon=statements["value"], side=np.int64(0), lent=np.int64(0))
    sign = np.ones(len(rows))
    balance = rows["indicator"].isin(SIGNED_MIRRORS).to_numpy()
    if balance.any():
        left, right = codes(rows["from"]), codes(rows["to"])
        swap = balance & (left > right)
        turned = swap & (rows["measure"] == "level").to_numpy()
        names = rows["from"].cat.categories
        rows["from"] = pd.Categorical.from_codes(np.where(swap, right, left), names)
        rows["to"] = pd.Categorical.from_codes(np.where(swap, left, right), names)
        low, high = rows["lo"].to_numpy(), rows["hi"].to_numpy()
        rows["lo"], rows["hi"] = np.where(turned, -high, low), np.where(turned, -low, high)
        sign = np.where(turned, -1.0, 1.0)
        rows["canon"] = sign * rows["value"]
        place = {name: code for code, name in enumerate(names)}
        names_of = rows["voice_name"].cat.categories
        offices = [place.get(side_of(name), -1) if name[:1] != "~" else -1 for name in names_of]
        office = np.array(offices, dtype=np.int64)[codes(rows["voice_name"])]
        known = (office == left) | (office == right)
        rows["side"] = np.where(balance, np.where(known, office, left), 0)
        mine, theirs = rows["by_from"].to_numpy(), rows["by_to"].to_numpy()
        lent = np.where(mine & ~theirs, left, np.where(theirs & ~mine, right, rows["side"].to_numpy()))
        rows["lent"] = np.where(balance, lent, 0)
        rows["by_from"], rows["by_to"] = np.where(swap, theirs, mine), np.where(swap, mine, theirs)
    other = sign * rows["value_max"].fillna(rows["value"]).to_numpy()
    rows["least"], rows["most"] = np.minimum(rows["canon"], other), np.maximum(rows["canon"], other)
    rows["key"] = combined(
        codes(rows["from"]), codes(rows["to"]), codes(rows["indicator"]), codes(rows["measure"]),
        codes(rows["product"]), codes(rows["unit"]), rows["apart"].to_numpy(),
    )  # fmt: skip
    return rows
