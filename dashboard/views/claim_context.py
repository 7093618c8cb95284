"""What stands around a claim: how often it was repeated, and what both sides' statistics say about its period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, echoes, numbers, queries, session

if TYPE_CHECKING:
    from data.claim_rows import StoredClaim


def repeated(stored: StoredClaim) -> str:
    """How often the statement was reported and when first, "" for one that stands alone."""
    words = session.words()
    seen = stored.observation
    pair = "-".join(sorted((seen.reporter, seen.partner)))
    echo = echoes.of_pair(pair, queries.as_day(address.choice().asof)).get(stored.claim_id)
    if echo is None or echo.claims < 2:
        return ""
    return words("claim.echoes", n=echo.claims, sources=echo.sources, day=numbers.day(echo.day, words))


def official(stored: StoredClaim) -> None:
    """Draw what both sides' statistics say about the same thing, and where the claim stands to them."""
    words = session.words()
    seen = stored.observation
    if seen.measure != "level" or seen.product or not seen.period:
        return
    sides = queries.official_sides(seen.reporter, seen.partner, seen.indicator)
    sides = sides[(sides["period"].astype("str") == seen.period) & (sides["unit"] == seen.unit)]
    if sides.empty:
        return
    pair = "-".join(sorted((seen.reporter, seen.partner)))
    st.subheader(words("claim.official"), anchor=False)
    verdicts = [
        one.variant
        for one in queries.official_findings(pair, queries.as_day(address.choice().asof))
        if any(stored.claim_id in (claim.claim_id, *claim.echoes) for claim in one.claims)
    ]
    if verdicts:
        st.markdown(f"**{words(f'verdict.{verdicts[0]}')}**")
    table = pd.DataFrame(
        {
            "side": [words("official.reporter_side", name=numbers.place(str(c), words.code)) for c in sides["side"]],
            "value": [numbers.amount(float(value), seen.unit, words) for value in sides["value"]],
            "valuation": list(sides["valuation"]),
            "source": [f"{row.source} ({row.vintage})" for row in sides.itertuples(index=False)],
        }
    )
    names = {"side": "column.reporter", "value": "column.value", "valuation": "official.valuation"}
    st.dataframe(
        table,
        key="claim_official",
        hide_index=True,
        column_config={name: words(names.get(name, "official.source")) for name in table.columns},
        alt=words("claim.official"),
    )
