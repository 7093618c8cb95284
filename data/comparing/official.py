"""Both sides' official statistics as a band, and where a claim stands to it. There is no single truth.

The two sides never report one trade alike: exports are valued FOB and imports CIF, transit is counted by one and not
by the other. So a claim is inside, above or below the band between them, and agrees with this side's figure, that
side's, or neither's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.comparing.findings import Finding, StatementTable, gaps
from data.comparing.rows import Pair, split_pair
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Mapping

BAND_COLUMNS = ("period", "side", "reporter", "partner", "indicator", "value", "unit", "valuation", "source", "vintage")
COVERED = ("trade_turnover", "exports", "imports", "trade_balance")

# A claim agrees with a side's figure when its own interval, widened by this share, holds it.
AGREES_WITHIN = 0.01

_REFERENCE = ("reporter", "partner", "flow", "valuation", "period", "value", "unit", "source", "vintage")


def official_sides(reference: pd.DataFrame, pair: Pair, indicator: str) -> pd.DataFrame:
    """Return what each side's statistics say, one row a period and side, the newest vintage of each source.

    Args:
        reference: Rows as `data.reference.read_reference` or the store give them.
        pair: Reporter and partner; for exports, imports and balance the order matters.
        indicator: One of `COVERED`; others have no official counterpart here and yield no row.

    Returns:
        `BAND_COLUMNS`; `side` is the country whose statistics it is.
    """
    missing = [name for name in _REFERENCE if name not in reference.columns]
    if missing:
        raise IkiliError("reference", f"columns {missing} are missing", "pass rows of data.reference.read_reference")
    one, two = split_pair(pair)
    if indicator not in COVERED:
        return pd.DataFrame(columns=list(BAND_COLUMNS))
    chosen = reference[reference["reporter"].isin([one, two]) & reference["partner"].isin([one, two])]
    chosen = chosen[chosen["value"].notna()].sort_values(["vintage", "source"], kind="stable")
    chosen = chosen.drop_duplicates(["reporter", "partner", "flow", "period", "unit", "source"], keep="last")
    flows = {
        (str(row["reporter"]), str(row["flow"]), str(row["period"]), str(row["unit"]), str(row["source"])): row
        for row in chosen.to_dict("records")
    }
    rows = []
    for side, period, unit, source in sorted({(key[0], *key[2:]) for key in flows}):
        row = _side(flows, side, (period, unit, source), (one, two), indicator)
        if row is not None:
            rows.append(row)
    return pd.DataFrame(rows, columns=list(BAND_COLUMNS))


def _side(
    flows: Mapping[tuple[str, str, str, str, str], Mapping[Any, Any]],
    side: str,
    at: tuple[str, str, str],
    pair: tuple[str, str],
    indicator: str,
) -> dict[str, object] | None:
    """Return one side's figure for the indicator, seen from the pair's first side."""
    period, unit, source = at
    out, into = flows.get((side, "exports", *at)), flows.get((side, "imports", *at))
    own = side == pair[0]
    if indicator in {"exports", "imports"}:
        row = out if (indicator == "exports") == own else into
        parts = [row] if row is not None else []
        value = float(row["value"]) if row is not None else np.nan
    else:
        if out is None or into is None:
            return None
        parts = [out, into]
        value = float(out["value"]) + (1 if indicator == "trade_turnover" else -1) * float(into["value"])
        if indicator == "trade_balance" and not own:
            value = -value
    if not parts:
        return None
    return {
        "period": period, "side": side, "reporter": pair[0], "partner": pair[1], "indicator": indicator, "value": value,
        "unit": unit, "valuation": " + ".join(str(part["valuation"]) for part in parts if part["valuation"]),
        "source": source, "vintage": max(str(part["vintage"]) for part in parts),
    }  # fmt: skip


def official_band(reference: pd.DataFrame, pair: Pair, indicator: str) -> pd.DataFrame:
    """Return the band between both sides' statistics, one row a period and unit.

    Args:
        reference: Official values.
        pair: Reporter and partner.
        indicator: The indicator of the claims.

    Returns:
        `period, unit, low, high, sides, sources`; with one side known, both ends are its figure.
    """
    sides = official_sides(reference, pair, indicator)
    if sides.empty:
        return pd.DataFrame(columns=["period", "unit", "low", "high", "sides", "sources"])
    return (
        sides.groupby(["period", "unit"], sort=True)
        .agg(
            low=("value", "min"),
            high=("value", "max"),
            sides=("side", lambda names: tuple(sorted(set(names)))),
            sources=("source", lambda names: tuple(sorted(set(names)))),
        )
        .reset_index()
    )


def official_findings(statements: pd.DataFrame, table: StatementTable, reference: pd.DataFrame) -> list[Finding]:
    """Return, per statement of a level that has an official counterpart, where it stands to the band."""
    found: list[Finding] = []
    actual = statements["actual"] & (statements["measure"] == "level") & (statements["product"] == "")
    actual &= statements["indicator"].isin(COVERED) & ~statements["running"] & (statements["pkey"] != "")
    grouped = statements[actual].groupby(["from", "to", "indicator"], observed=True, sort=False)
    for (one, two, indicator), rows in grouped:
        sides = official_sides(reference, (str(one), str(two)), str(indicator))
        if sides.empty:
            continue
        for (period, unit), side in sides.groupby(["period", "unit"]):
            same = rows[(rows["pkey"] == period) & (rows["unit"] == unit)]
            found.extend(_against(int(at), table, side) for at in same.index)
    return found


def _against(at: int, table: StatementTable, sides: pd.DataFrame) -> Finding:
    """Return where one statement stands to the band of its period."""
    low, high = float(sides["value"].min()), float(sides["value"].max())
    least, most = float(table.cell("lo", at)), float(table.cell("hi", at))
    slack = AGREES_WITHIN * abs(float(table.cell("value", at)))
    if most + slack < low:
        verdict, distance = "below", float(gaps(False, np.array([most]), np.array([low]))[0])
    elif least - slack > high:
        verdict, distance = "above", float(gaps(False, np.array([least]), np.array([high]))[0])
    else:
        verdict, distance = "inside", 0.0
    agreed = sides[(sides["value"] >= least - slack) & (sides["value"] <= most + slack)]
    return Finding(
        kind="official",
        variant=verdict,
        indicator=table.cell("indicator", at),
        measure="level",
        product=None,
        reporter=table.cell("from", at),
        partner=table.cell("to", at),
        unit=table.cell("unit", at),
        period=str(table.cell("pkey", at)),
        size=distance,
        alarm=False,
        table=table,
        rows=(at,),
        facts={
            "about": table.cell("claim_id", at),
            "band_low": low,
            "band_high": high,
            "agrees_with": tuple((str(row["side"]), str(row["valuation"])) for row in agreed.to_dict("records")),
            "sides": tuple(
                (str(row["side"]), float(row["value"]), str(row["source"])) for row in sides.to_dict("records")
            ),
        },
    )
