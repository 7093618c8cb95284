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
        rows["value_max"].fillna(-np.pi).to_numpy(), codes(rows["bound"]), undated, rows["apart"].to_numpy(),
        rows["actual"].to_numpy(),
    )  # fmt: skip
    _, first, same = np.unique(same, return_index=True, return_inverse=True)
    count = len(first)
    sources = np.unique(same * np.int64(len(rows["source"].cat.categories)) + codes(rows["source"]))
    last = np.full(count, np.iinfo(np.int64).min)
    np.maximum.at(last, same, rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64))
    echoes = np.empty(count, dtype=object)
    echoes[:] = [()] * count
    again = np.ones(len(rows), dtype=bool)
    again[first] = False
    for at, claim in zip(same[again].tolist(), rows["claim_id"].to_numpy()[again].tolist(), strict=True):
        echoes[at] += (claim,)
    offices = {}
    for name in ("by_from", "by_to"):
        named = np.zeros(count, dtype=bool)
        named[same[rows[name].to_numpy()]] = True
        offices[name] = named
    order = np.argsort(first)  # the rows are in order, so the places of the first claims are too
    return (
        rows.iloc[first[order]]
        .assign(
            n_sources=np.bincount(sources // len(rows["source"].cat.categories), minlength=count)[order],
            n_claims=np.bincount(same, minlength=count)[order],
            last_day=last[order].astype("datetime64[D]").astype("datetime64[s]"),
            echoes=echoes[order],
            **{name: named[order] for name, named in offices.items()},
        )
        .reset_index(drop=True)
    )


def codes_are_empty(rows: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return, per row, whether its compared period is empty (a flow without a stated period)."""
    return np.asarray((rows["pkey"] == "").to_numpy(), dtype=bool)
