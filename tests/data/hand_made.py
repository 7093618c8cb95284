# ruff: noqa: E501 - tables of facts
"""Claims typed by hand: frames with the columns of claims.csv from short rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from data.intervals import interval

_USUAL: dict[str, Any] = {
    "indicator": "trade_turnover", "measure": "level", "reporter": "KGZ", "partner": "RUS", "product": None, "period": None,
    "value_max": None, "unit": "USD", "bound": "exact", "status": "actual", "speaker": None, "speaker_role": None,
    "outlet": None, "url": None, "title": "", "lang": "en", "review": "pending", "rule": "", "confidence": 0.9,
}  # fmt: skip


def frame_of(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a frame of claims; `said` is the number as printed and `power` its scale, e.g. said="4.1", power=9."""
    made = []
    for place, row in enumerate(rows):
        cells = {**_USUAL, "claim_id": f"c{place:04d}", "source_id": f"article-{place:04d}", **row}
        said, power = str(cells.pop("said")), int(cells.pop("power", 0))
        most = cells.pop("said_max", None)
        value = Decimal(said.replace(",", "")).scaleb(power)
        value_max = None if most is None else Decimal(str(most)).scaleb(power)
        low, high = interval(
            abs(value) if cells.get("plain") else value,
            value_max,
            cells["bound"],
            cells["unit"],
            cells["measure"],
            said,
        )
        made.append(
            {
                **cells,
                "quote": said,
                "value": float(value),
                "value_max": None if value_max is None else float(value_max),
                "value_lo": None if low is None else float(low),
                "value_hi": None if high is None else float(high),
            }
        )
    frame = pd.DataFrame(made)
    for name in ("value_max", "value_lo", "value_hi"):
        frame[name] = frame[name].astype(float)
    frame["published"] = pd.to_datetime(frame["published"]).astype("datetime64[s]")
    return frame


def company(said: str, published: str, **more: Any) -> dict[str, Any]:
    """Return a claim about Russian companies in Kyrgyzstan."""
    about = {"indicator": "company_count", "reporter": "RUS", "partner": "KGZ", "unit": "count"}
    return {**about, "said": said, "published": published, **more}


def growth(said: str, published: str, **more: Any) -> dict[str, Any]:
    """Return a claim about growth in percent."""
    return {"measure": "change_pct", "unit": "percent", "said": said, "published": published, **more}


def billions(said: str, published: str, **more: Any) -> dict[str, Any]:
    """Return a claim in billions of dollars."""
    return {"said": said, "power": 9, "published": published, **more}
