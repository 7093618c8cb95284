"""Vintages: what each voice said about a period, from which day, and until which day it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.comparing.findings import shown_period
from data.comparing.rows import codes, combined, split_pair, working_rows

if TYPE_CHECKING:
    from data.comparing.rows import Day, Pair

COLUMNS = (
    "claim_id", "reporter", "partner", "indicator", "measure", "product", "unit", "period", "status", "speaker",
    "voice", "value", "value_max", "value_lo", "value_hi", "bound", "valid_from", "superseded_on", "superseded_by",
    "rank", "voice_rank", "n_claims", "n_sources", "first_value", "latest_value",
)  # fmt: skip


def vintages(
    frame: pd.DataFrame,
    pair: Pair,
    indicator: str,
    measure: str = "level",
    period: str | None = None,
    as_of: Day | None = None,
) -> pd.DataFrame:
    """Return one row per value that a voice held about a period, in the order in which they were said.

    A repetition is not a vintage: it adds to `n_claims` and `n_sources`. A voice that goes back to an old value makes
    a new vintage. Silent articles are the voice of their outlet.

    Args:
        frame: Rows of claims.csv.
        pair: The pair; both directions are returned.
        indicator: The indicator.
        measure: `level` or one of the changes.
        period: Only this period, or None for all.
        as_of: What was known on this day; later supersessions are then not known either.

    Returns:
        `COLUMNS`; `valid_from` is the day it was said, `superseded_on` the day the voice said otherwise (empty: it
        stands), `rank` counts the values said about the period (1 = first release), `voice_rank` those of the voice,
        `first_value` and `latest_value` are those of the voice.
    """
    rows = working_rows(frame, pair, indicator, as_of)
    sides = set(split_pair(pair))
    mine = rows["from"].isin(sides) & rows["to"].isin(sides) & (rows["measure"] == measure)
    rows = rows[mine].reset_index(drop=True)
    if period is not None:
        rows = rows[rows["pkey"].astype(str).str.rstrip("~") == period].reset_index(drop=True)
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    about = combined(rows["key"].to_numpy(), codes(rows["pkey"]), codes(rows["status"]))
    lane = combined(about, codes(rows["voice_name"]))
    order = np.lexsort((np.arange(len(rows)), lane))
    value, most = rows["value"].to_numpy()[order], rows["value_max"].fillna(-np.pi).to_numpy()[order]
    bound, lanes = codes(rows["bound"])[order], lane[order]
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (
        (lanes[1:] != lanes[:-1]) | (value[1:] != value[:-1]) | (most[1:] != most[:-1]) | (bound[1:] != bound[:-1])
    )
    run = np.cumsum(fresh) - 1
    kept = rows.iloc[order[fresh]].copy()
    kept["n_claims"] = np.bincount(run)
    sources = np.unique(np.stack([run, codes(rows["source"])[order]]), axis=1)
    kept["n_sources"] = np.bincount(sources[0])
    kept["lane"], kept["about"] = lanes[fresh], about[order][fresh]
    by_lane = kept.groupby("lane", sort=False)
    kept["superseded_on"] = by_lane["day"].shift(-1)
    kept["superseded_by"] = by_lane["claim_id"].shift(-1)
    kept["voice_rank"] = by_lane.cumcount() + 1
    kept["first_value"], kept["latest_value"] = by_lane["value"].transform("first"), by_lane["value"].transform("last")
    kept = kept.sort_values(["day", "claim_id"], kind="stable")
    kept["rank"] = kept.groupby("about", sort=False).cumcount() + 1
    return _shown(kept)


def _shown(kept: pd.DataFrame) -> pd.DataFrame:
    """Return the rows under their public names."""
    shown = kept.drop(columns=["reporter", "partner", "voice"]).rename(
        columns={"from": "reporter", "to": "partner", "day": "valid_from", "voice_name": "voice"}
    )
    shown["period"] = [shown_period(str(key)) for key in shown["pkey"]]
    for name in ("product", "speaker"):
        shown[name] = shown[name].astype(object).replace("", None)
    return shown[list(COLUMNS)].reset_index(drop=True)
