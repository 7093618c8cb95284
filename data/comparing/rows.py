"""Claims as working rows: chosen by pair and day, put in order, with keys as integers and closed intervals.

Everything downstream works on these rows with numpy, for one pair and for the whole store alike.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.comparing.natures import EVENTS, STOCKS, UNDIRECTED, WORLD
from data.comparing.periods import PeriodFacts, read_period
from data.intervals import RULES, interval
from data.speakers import voice
from extractors.errors import IkiliError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Day = date | str | pd.Timestamp
Pair = str | tuple[str, str]

NEEDED = (
    "claim_id", "indicator", "measure", "reporter", "partner", "product", "period", "value", "value_max", "unit",
    "bound", "status", "speaker", "published",
)  # fmt: skip
_TEXTS = ("indicator", "measure", "reporter", "partner", "product", "period", "unit", "bound", "status", "speaker")
_RUNNING = "~"
# An interval edge that comes from rounding is open: [4.05, 4.15) does not meet [4.15, 4.25).
_NUDGE = 1e-6


def split_pair(pair: Pair) -> tuple[str, str]:
    """Return the two sides of "KGZ-RUS" or of a tuple.

    Raises:
        IkiliError: It does not name two different sides.
    """
    sides = tuple(pair.split("-")) if isinstance(pair, str) else tuple(pair)
    if len(sides) != 2 or not all(sides) or sides[0] == sides[1]:
        raise IkiliError(f"pair {pair!r}", "two different codes are needed", "write it like KGZ-RUS")
    return sides[0], sides[1]


def working_rows(
    frame: pd.DataFrame,
    pair: Pair | None = None,
    indicator: str | None = None,
    as_of: Day | None = None,
    measure: str | None = None,
) -> pd.DataFrame:
    """Return the claims that count, ordered by day and id, with the columns that comparison needs.

    Rejected claims and those published after `as_of` are left out. With a pair, the total trade of both sides with the
    world stays in, since shares refer to it.

    Args:
        frame: Rows of claims.csv.
        pair: Both directions of this pair, or None for all.
        indicator: This indicator only, or None.
        as_of: What was known on this day, or None for today.
        measure: This measure only, or None.

    Returns:
        Texts as categories, `lo` and `hi` closed for the test of conflict, `voice`, `key` (what the claim is about,
        without its period), `pkey` (the period as it is compared) and facts of the period.

    Raises:
        IkiliError: A column is missing or a day cannot be read.
    """
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise IkiliError("claims", f"columns {missing} are missing", "pass a frame with the columns of claims.csv")
    chosen = _chosen(frame, pair, indicator, measure).reset_index(drop=True)
    rows = pd.DataFrame({"claim_id": chosen["claim_id"].astype(object), "day": _days(chosen["published"])})
    for name in _TEXTS:
        rows[name] = _category(chosen[name])
    if "review" in chosen.columns:
        rows["review"] = chosen["review"].astype(object)
    rows["source"] = _category(_first_of(chosen, ("source_id", "url", "outlet", "claim_id")))
    rows["outlet"] = _category(_first_of(chosen, ("outlet", "source_id", "url", "claim_id")))
    for name in ("value", "value_max"):
        rows[name] = pd.to_numeric(chosen[name]).astype(float)
    _add_intervals(rows, chosen)
    keep = rows["day"].notna() & np.isfinite(rows["value"])
    if "review" in chosen.columns:
        keep &= (chosen["review"] != "rejected").fillna(True).astype(bool)
    if as_of is not None:
        keep &= rows["day"] <= _day(as_of)
    ordered: pd.DataFrame = rows[keep].sort_values(["day", "claim_id"], kind="stable")
    rows = ordered.drop_duplicates("claim_id").reset_index(drop=True)
    _add_periods(rows)
    _add_keys(rows)
    return rows


def _chosen(frame: pd.DataFrame, pair: Pair | None, indicator: str | None, measure: str | None) -> pd.DataFrame:
    """Return the rows of the pair (either direction, and both sides' world totals) and of the indicator."""
    mask = None
    if pair is not None:
        one, two = split_pair(pair)
        reporter, partner = frame["reporter"], frame["partner"]
        one_reports, two_reports = reporter == one, reporter == two
        mask = (one_reports & (partner == two)) | (two_reports & (partner == one))
        mask |= (one_reports | two_reports) & (partner == WORLD)
    for name, wanted in (("indicator", indicator), ("measure", measure)):
        if wanted is not None:
            only = frame[name] == wanted
            mask = only if mask is None else mask & only
    chosen: pd.DataFrame = frame if mask is None else frame[mask.fillna(False).astype(bool)]
    return chosen


def _day(day: Day) -> pd.Timestamp:
    try:
        return pd.Timestamp(day)
    except ValueError as error:
        raise IkiliError(f"day {day!r}", "this is no date", "write it like 2025-11-26") from error


def _days(column: pd.Series[Any]) -> pd.Series[Any]:
    try:
        return pd.to_datetime(column).astype("datetime64[s]").dt.floor("D")
    except (ValueError, TypeError) as error:
        raise IkiliError("claims, column published", str(error), "write days like 2025-11-26") from error


def _category(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return the column as categories, with the empty text for what is missing."""
    codes, names = pd.factorize(column, use_na_sentinel=True)
    texts = ["" if name is None or name != name else str(name) for name in list(names)]
    empty = texts.index("") if "" in texts else len(texts)
    if empty == len(texts):
        texts.append("")
    codes = np.where(codes < 0, empty, codes)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(texts, dtype=object)), index=column.index)


def _first_of(frame: pd.DataFrame, names: tuple[str, ...]) -> pd.Series[Any]:
    """Return the first of the columns that says something, row by row."""
    found: pd.Series[Any] | None = None
    for name in names:
        if name not in frame.columns:
            continue
        column = frame[name].astype(object)
        column = column.where(column.notna() & (column != ""))
        found = column if found is None else found.where(found.notna(), column)
    if found is None:
        raise IkiliError("claims", "no claim_id", "pass a frame with the columns of claims.csv")
    return found


def _add_intervals(rows: pd.DataFrame, chosen: pd.DataFrame) -> None:
    """Add the stated ends (`value_lo`, `value_hi`) and the closed ones that the test of conflict uses (`lo`, `hi`)."""
    for name in ("value_lo", "value_hi"):
        rows[name] = pd.to_numeric(chosen[name]).astype(float) if name in chosen.columns else np.nan
    unknown = rows["value_lo"].isna() & rows["value_hi"].isna() & np.isfinite(rows["value"])
    if unknown.any():
        quotes = chosen["quote"].fillna("") if "quote" in chosen.columns else pd.Series("", index=chosen.index)
        ends = [
            interval(Decimal(repr(value)), None if most != most else Decimal(repr(most)),
                     str(bound) or "exact", str(unit), str(measure), str(quote))
            for value, most, bound, unit, measure, quote in zip(
                *(rows.loc[unknown, name] for name in ("value", "value_max", "bound", "unit", "measure")),
                quotes[unknown], strict=True)
        ]  # fmt: skip
        rows.loc[unknown, "value_lo"] = [np.nan if low is None else float(low) for low, _ in ends]
        rows.loc[unknown, "value_hi"] = [np.nan if high is None else float(high) for _, high in ends]
    rounded = (rows["bound"].isin(["exact", "approx", ""]) & rows["value_max"].isna()).to_numpy()
    rows["lo"], rows["hi"] = closed_ends(
        rows["value_lo"].to_numpy(), rows["value_hi"].to_numpy(), rounded, (rows["unit"] == "percent").to_numpy()
    )


def closed_ends(low: Floats, high: Floats, rounded: Bools, percent: Bools | None = None) -> tuple[Floats, Floats]:
    """Return the ends with open ones closed at `RULES.open_share` and rounding edges drawn in by a hair."""
    share = float(RULES.open_share)
    lo = np.where(np.isnan(low), high - share * np.abs(high), low)
    hi = np.where(np.isnan(high), low + share * np.abs(low), high)
    if percent is not None:
        ceiling = float(RULES.share_ceiling)
        hi = np.where(
            percent & np.isnan(high) & (low <= ceiling) & (low >= 0), np.minimum(hi, np.maximum(ceiling, low)), hi
        )
    hair = np.where(rounded, _NUDGE * (hi - lo), 0.0)
    return lo + hair, hi - hair


def _add_periods(rows: pd.DataFrame) -> None:
    """Add the facts of the period and `pkey`, the period as it is compared.

    A stock without a period speaks of the year in which it was said; a one-off event is compared within its day; a year
    that was still running when the claim was made is kept apart from the full year ("2025~").
    """
    facts = [read_period(str(text)) for text in rows["period"].cat.categories]
    codes = rows["period"].cat.codes.to_numpy()
    ends = np.array([_ordinal(fact.end) for fact in facts], dtype=np.int64)[codes]
    freqs = np.array([fact.freq for fact in facts], dtype=object)[codes]
    days = rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    rows["freq"] = pd.Categorical(freqs)
    rows["year"] = np.array([fact.year for fact in facts], dtype=np.int64)[codes]
    rows["said"] = rows["day"].dt.year.astype(np.int64)
    natures = np.array([_nature(str(name)) for name in rows["indicator"].cat.categories])[rows["indicator"].cat.codes]
    level = (rows["measure"] == "level").to_numpy()
    nature = np.where(level | (natures == "event"), natures, "flow")
    happened = (rows["status"] == "actual").to_numpy()
    rows["running"] = happened & (ends > days) & (freqs == "A") & (natures == "flow")
    when = np.where(nature == "event", days, rows["said"].to_numpy())
    mixed = pd.DataFrame({"p": codes, "r": rows["running"], "n": nature, "w": when})
    group = mixed.groupby(["p", "r", "n", "w"], sort=False)
    names = [_period_key(facts[p], bool(r), str(n), int(w)) for p, r, n, w in group.size().index]
    rows["pkey"] = _category(
        pd.Series(np.array(names, dtype=object)[group.ngroup()] if len(rows) else [], dtype=object)
    )


def _ordinal(day: date | None) -> int:
    return int(np.datetime64(day, "D").astype(np.int64)) if day else 0


def _nature(indicator: str) -> str:
    return "stock" if indicator in STOCKS else "event" if indicator in EVENTS else "flow"


def _period_key(fact: PeriodFacts, running: bool, nature: str, when: int) -> str:
    """Return the period as it is compared; empty where nothing can be said."""
    if nature == "event":
        return f"{fact.text}@{np.datetime64(when, 'D')}"
    if nature == "stock":
        return (fact.text if fact.freq == "X" else str(fact.year)) if fact.text else str(when)
    return fact.text + _RUNNING if running else fact.text


def _add_keys(rows: pd.DataFrame) -> None:
    """Add `voice`, `key` (sides, indicator, measure, product, unit) and both sides in comparing order."""
    names = list(dict.fromkeys([*rows["reporter"].cat.categories, *rows["partner"].cat.categories]))
    names.sort()
    place = {name: code for code, name in enumerate(names)}
    left = np.array([place[name] for name in rows["reporter"].cat.categories])[rows["reporter"].cat.codes]
    right = np.array([place[name] for name in rows["partner"].cat.categories])[rows["partner"].cat.codes]
    undirected = rows["indicator"].isin(UNDIRECTED).to_numpy()
    swap = undirected & (left > right)
    sides = pd.Index(names, dtype=object)
    rows["from"] = pd.Categorical.from_codes(np.where(swap, right, left), sides)
    rows["to"] = pd.Categorical.from_codes(np.where(swap, left, right), sides)
    voices = np.array([voice(str(name)) for name in rows["speaker"].cat.categories], dtype=object)
    said = voices[rows["speaker"].cat.codes]
    silent = said == ""
    outlets = np.array([f"~{name}" for name in rows["outlet"].cat.categories], dtype=object)[rows["outlet"].cat.codes]
    rows["silent"] = silent
    rows["voice_name"] = _category(pd.Series(np.where(silent, outlets, said), dtype=object))
    rows["voice"] = codes(rows["voice_name"])
    rows["key"] = combined(
        codes(rows["from"]), codes(rows["to"]), codes(rows["indicator"]), codes(rows["measure"]),
        codes(rows["product"]), codes(rows["unit"]),
    )  # fmt: skip


def codes(column: pd.Series[Any]) -> Ints:
    """Return the integer codes of a category column."""
    return column.cat.codes.to_numpy().astype(np.int64)


def combined(*parts: npt.NDArray[Any]) -> Ints:
    """Return one dense integer per distinct combination of the parts."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        dense, names = pd.factorize(part)
        key = pd.factorize(key * np.int64(len(names) + 1) + dense)[0].astype(np.int64)
    return key
