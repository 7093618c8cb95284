"""Echoes: one statement that several outlets carry, in whatever language, is one statement with n sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.comparing.rows import codes, combined

if TYPE_CHECKING:
    import pandas as pd


def statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per statement: the earliest claim, with `n_sources`, `n_claims`, `last_day` and `echoes`.

    The same voice with the same value, bound and period is one statement; figures that articles give in their own name
    are one statement where the value is the same. `echoes` holds the ids of the other claims.

    Args:
        rows: Working rows, ordered by day and id.
    """
    if rows.empty:
        return rows.assign(n_sources=0, n_claims=0, last_day=rows["day"], echoes=None)
    voice = np.where(rows["silent"].to_numpy(), -1, rows["voice"].to_numpy())
    undated = np.where(codes_are_empty(rows), rows["said"].to_numpy(), 0)
    same = combined(
        rows["key"].to_numpy(), codes(rows["pkey"]), codes(rows["status"]), voice, rows["value"].to_numpy(),
        rows["value_max"].fillna(-np.pi).to_numpy(), codes(rows["bound"]), undated,
    )  # fmt: skip
    _, first = np.unique(same, return_index=True)
    kept = rows.iloc[first].copy()
    kept["n_claims"] = np.bincount(same)
    pairs = np.unique(np.stack([same, codes(rows["source"])]), axis=1)
    kept["n_sources"] = np.bincount(pairs[0])
    last = np.zeros(len(first), dtype=np.int64)
    np.maximum.at(last, same, rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64))
    kept["last_day"] = last.astype("datetime64[D]").astype("datetime64[s]")
    echoes = np.empty(len(first), dtype=object)
    echoes[:] = [()] * len(first)
    again = np.ones(len(rows), dtype=bool)
    again[first] = False
    for at, claim in zip(same[again].tolist(), rows["claim_id"].to_numpy()[again].tolist(), strict=True):
        echoes[at] += (claim,)
    kept["echoes"] = echoes
    return kept.sort_values(["day", "claim_id"], kind="stable").reset_index(drop=True)


def codes_are_empty(rows: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return, per row, whether its compared period is empty (a flow without a stated period)."""
    return np.asarray((rows["pkey"] == "").to_numpy(), dtype=bool)
