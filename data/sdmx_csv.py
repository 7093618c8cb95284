"""SDMX-CSV 2.0: claims under the names that statistical offices use.

Dimensions are FREQ, REF_AREA, COUNTERPART_AREA, INDICATOR, MEASURE, PRODUCT, UNIT_MEASURE, CLAIM and TIME_PERIOD: two
speakers may say two values, so the claim is part of the key. A claim without a period has no TIME_PERIOD and therefore
no place in SDMX; `left_out` counts those.
"""

from __future__ import annotations

from typing import Any

STRUCTURE_ID = "IKILI:CLAIMS(1.0)"
COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION",
    "FREQ", "REF_AREA", "COUNTERPART_AREA", "INDICATOR", "MEASURE", "PRODUCT", "UNIT_MEASURE", "CLAIM", "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS", "CLAIM_STATUS", "BOUND", "VALUE_MAX", "VALUE_LO", "VALUE_HI", "SPEAKER", "PUBLISHED", "SOURCE",
    "CONF_REVIEW",
)  # fmt: skip
TOTAL = "_T"
# SDMX calls half-years S (its H is hourly); spans that are none of its frequencies are "other".
_FREQ = {"A": "A", "H": "S", "Q": "Q", "M": "M", "D": "D"}
_OTHER = "_O"
_OBS_STATUS = {"actual": "A", "forecast": "F", "target": "F"}
_UNITS = {"percent": "PT", "ratio": "RATIO", "count": "NR", "tonne": "T", "m3": "M3", "barrel": "BARREL"}

Table = dict[str, list[Any]]


def left_out(claims: Table) -> int:
    """How many claims have no period."""
    return sum(period is None for period in claims["time_period_sdmx"])


def sdmx_csv(claims: Table) -> str:
    """The claims that have a period, as an SDMX-CSV 2.0 data message."""
    from data.export import csv_of

    rows = [_row({name: cells[i] for name, cells in claims.items()}) for i in range(len(claims["claim_id"]))
            if claims["time_period_sdmx"][i] is not None]  # fmt: skip
    return csv_of({name: [row[name] for row in rows] for name in COLUMNS}, COLUMNS)


def _row(claim: dict[str, Any]) -> dict[str, Any]:
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": STRUCTURE_ID,
        "ACTION": "I",
        "FREQ": _FREQ.get(claim["freq"], _OTHER),
        "REF_AREA": claim["reporter"],
        "COUNTERPART_AREA": claim["partner"],
        "INDICATOR": claim["indicator"].upper(),
        "MEASURE": claim["measure"].upper(),
        "PRODUCT": claim["product"] or TOTAL,
        "UNIT_MEASURE": _UNITS.get(claim["unit"], claim["unit"]),
        "CLAIM": claim["claim_id"],
        "TIME_PERIOD": claim["time_period_sdmx"],
        "OBS_VALUE": claim["value"],
        "OBS_STATUS": _OBS_STATUS[claim["status"]],
        "CLAIM_STATUS": claim["status"],
        "BOUND": claim["bound"],
        "VALUE_MAX": claim["value_max"],
        "VALUE_LO": claim["value_lo"],
        "VALUE_HI": claim["value_hi"],
        "SPEAKER": claim["speaker"],
        "PUBLISHED": claim["published"],
        "SOURCE": claim["url"] or claim["source_id"],
        "CONF_REVIEW": claim["review"],
    }
