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

from data.comparing.natures import EVENTS, MUTUAL, SIGNED_MIRRORS, STOCKS, UNDIRECTED, WORLD
from data.comparing.periods import PeriodFacts, read_period
from data.comparing.traces import SUM_OF_BOTH, apart
from data.intervals import RULES, interval
from data.speakers import side_of, voice
from extractors.errors import IkiliError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Day = date | str | pd.Timestamp
Pair = str | tuple[str, str]

NEEDED = (
    "claim_id", "indicator", "measure", "reporter", "partner", "product", "period", "value", "value_max", "unit",
    "bound", "status", "speaker", "published",
)  # fmt: skip
_HELPFUL = ("review", "source_id", "url", "outlet", "value_lo", "value_hi", "quote", "rule")
_TEXTS = ("indicator", "measure", "reporter", "partner", "product", "period", "unit", "bound", "status", "speaker")
_RUNNING = "~"
# States of review in which a claim no longer counts.
OUT = ("rejected", "superseded", "withdrawn")
# An interval edge that comes from rounding is open: [4.05, 4.15) does not meet [4.15, 4.25).
_NUDGE = 1e-6
# Codes are packed into one integer as long as they stay below this.
_WIDEST = 2**31


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
    places = _places(frame, pair, indicator, measure)
    days = _days(_taken(frame, "published", places))
    ids = pd.factorize(_taken(frame, "claim_id", places).array, sort=True)[0]
    value = _numbers(frame, "value", places)
    keep = (days != np.iinfo(np.int64).min) & np.isfinite(value)
    reviewed = "review" in frame.columns
    if reviewed:
        keep[np.isin(places, _where(frame, "review", places, *OUT), assume_unique=True)] = False
    if as_of is not None:
        keep &= days <= _ordinal(_day(as_of).date())
    order = np.lexsort((ids, days))
    order = order[keep[order]]
    _, first = np.unique(ids[order], return_index=True)
    order = order[np.sort(first)]
    kept, days = places[order], days[order]
    columns: dict[str, Any] = {name: _category(_taken(frame, name, kept).array) for name in _TEXTS}
    columns["claim_id"] = pd.Series(_taken(frame, "claim_id", kept).to_numpy(object), dtype=object)
    columns["id_rank"] = ids[order]
    columns["day"] = days.astype("datetime64[D]").astype("datetime64[s]")
    if reviewed:
        columns["review"] = _category(_taken(frame, "review", kept).array)
    columns["source"] = _first_of(frame, kept, ("source_id", "url", "outlet", "claim_id"))
    columns["outlet"] = _first_of(frame, kept, ("outlet", "source_id", "url", "claim_id"))
    columns["value"], columns["value_max"] = value[order], _numbers(frame, "value_max", kept)
    _add_intervals(columns, frame, kept)
    _add_periods(columns, days)
    _add_keys(columns)
    _add_offices(columns)
    _add_traces(columns, frame, kept)
    return pd.DataFrame(columns, copy=False)


def _taken(frame: pd.DataFrame, name: str, places: Ints) -> pd.Series[Any]:
    """Return the cells of one column at the places; other columns are not touched."""
    return pd.Series(frame[name].array.take(places))


def _places(frame: pd.DataFrame, pair: Pair | None, indicator: str | None, measure: str | None) -> Ints:
    """Return the places of the pair (either direction, and both sides' world totals), indicator and measure."""
    if pair is None:
        places = np.arange(len(frame))
    else:
        one, two = split_pair(pair)
        # undirected pairs are in alphabetical order, so the world comes first only before what follows it there
        first = [one, two, WORLD] if max(one, two) > WORLD else [one, two]
        places = np.flatnonzero(frame["reporter"].isin(first).to_numpy())
        places = places[_taken(frame, "partner", places).isin([one, two, WORLD]).to_numpy()]
        reporter, partner = (_taken(frame, name, places).to_numpy(object) for name in ("reporter", "partner"))
        places = places[reporter != partner]
    for name, wanted in (("indicator", indicator), ("measure", measure)):
        if wanted is not None:
            places = _where(frame, name, places, wanted)
    return places


def _where(frame: pd.DataFrame, name: str, places: Ints, *texts: str) -> Ints:
    """Return those of the places at which the column is one of the texts."""
    return places[_taken(frame, name, places).isin(list(texts)).to_numpy(dtype=bool, na_value=False)]


def _numbers(frame: pd.DataFrame, name: str, places: Ints) -> Floats:
    return pd.to_numeric(_taken(frame, name, places)).to_numpy(dtype=float, na_value=np.nan).copy()


def _day(day: Day) -> pd.Timestamp:
    try:
        return pd.Timestamp(day)
    except ValueError as error:
        raise IkiliError(f"day {day!r}", "this is no date", "write it like 2025-11-26") from error


def _days(column: pd.Series[Any]) -> Ints:
    """Return the days as numbers; a missing one is the smallest."""
    try:
        return pd.to_datetime(column).to_numpy().astype("datetime64[D]").astype(np.int64)
    except (ValueError, TypeError) as error:
        raise IkiliError("claims, column published", str(error), "write days like 2025-11-26") from error


def _ordinal(day: date | None) -> int:
    return int(np.datetime64(day, "D").astype(np.int64)) if day else 0


def _category(column: Any) -> pd.Categorical:
    """Return the column as categories, with the empty text for what is missing."""
    places, names = pd.factorize(column, use_na_sentinel=True)
    texts: list[str] = np.asarray(names, dtype=object).tolist()
    if not isinstance(column.dtype, pd.StringDtype):
        texts = ["" if name is None or name != name else str(name) for name in texts]
    empty = texts.index("") if "" in texts else len(texts)
    if empty == len(texts):
        texts.append("")
    return pd.Categorical.from_codes(np.where(places < 0, empty, places), pd.Index(texts, dtype=object), validate=False)


def _first_of(frame: pd.DataFrame, places: Ints, names: tuple[str, ...]) -> pd.Categorical:
    """Return the first of the columns that says something, row by row."""
    found = np.full(len(places), None, dtype=object)
    unsaid = np.arange(len(places))
    for name in names:
        if name in frame.columns and len(unsaid):
            column = _category(_taken(frame, name, places[unsaid]).array)
            said = ~_is(column, "")
            if said.all() and len(unsaid) == len(places):
                return column
            found[unsaid[said]] = column.categories.to_numpy(object)[column.codes[said]]
            unsaid = unsaid[~said]
    return _category(found)


def _add_intervals(columns: dict[str, Any], frame: pd.DataFrame, kept: Ints) -> None:
    """Add the stated ends (`value_lo`, `value_hi`) and the closed ones that the test of conflict uses (`lo`, `hi`)."""
    for name in ("value_lo", "value_hi"):
        columns[name] = _numbers(frame, name, kept) if name in frame.columns else np.full(len(kept), np.nan)
    unknown = np.flatnonzero(np.isnan(columns["value_lo"]) & np.isnan(columns["value_hi"]))
    quotes = _taken(frame, "quote", kept[unknown]) if "quote" in frame.columns else pd.Series([""] * len(unknown))
    for place, quote in zip(unknown.tolist(), quotes.fillna("").tolist(), strict=True):
        value, most = float(columns["value"][place]), float(columns["value_max"][place])
        low, high = interval(
            Decimal(repr(value)), None if most != most else Decimal(repr(most)), columns["bound"][place] or "exact",
            columns["unit"][place], columns["measure"][place], str(quote),
        )  # fmt: skip
        columns["value_lo"][place] = np.nan if low is None else float(low)
        columns["value_hi"][place] = np.nan if high is None else float(high)
    rounded = _is(columns["bound"], "exact", "approx", "") & np.isnan(columns["value_max"])
    columns["lo"], columns["hi"] = closed_ends(
        columns["value_lo"], columns["value_hi"], rounded, _is(columns["unit"], "percent")
    )


def _is(column: pd.Categorical, *texts: str) -> Bools:
    """Return where the category is one of the texts."""
    wanted = np.array([name in texts for name in column.categories], dtype=bool)
    return np.asarray(wanted[column.codes], dtype=bool)


def among(rows: pd.DataFrame, name: str, *texts: str) -> Bools:
    """Return where a category column of working rows is one of the texts."""
    return _is(rows[name].array, *texts)


def closed_ends(low: Floats, high: Floats, rounded: Bools, percent: Bools) -> tuple[Floats, Floats]:
    """Return the ends with open ones closed at `RULES.open_share` and rounding edges drawn in by a hair."""
    share, ceiling = float(RULES.open_share), float(RULES.share_ceiling)
    lo = np.where(np.isnan(low), high - share * np.abs(high), low)
    hi = np.where(np.isnan(high), low + share * np.abs(low), high)
    capped = percent & np.isnan(high) & (low <= ceiling) & (low >= 0)
    hi = np.where(capped, np.minimum(hi, ceiling), hi)
    hair = np.where(rounded, _NUDGE * (hi - lo), 0.0)
    return lo + hair, hi - hair


def _add_periods(columns: dict[str, Any], days: Ints) -> None:
    """Add the facts of the period and `pkey`, the period as it is compared.

    A stock without a period speaks of the year in which it was said; a one-off event is compared within its day; a year
    that was still running when the claim was made is kept apart from the full year ("2025~").
    """
    facts = [read_period(str(text)) for text in columns["period"].categories]
    at = columns["period"].codes
    ends = np.array([_ordinal(fact.end) for fact in facts], dtype=np.int64)[at]
    freqs = np.array([fact.freq for fact in facts], dtype=object)
    columns["freq"] = _category(freqs[at])
    columns["year"] = np.array([fact.year for fact in facts], dtype=np.int64)[at]
    columns["said"] = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    natures = np.array([_nature(str(name)) for name in columns["indicator"].categories], dtype=np.int64)
    nature = natures[columns["indicator"].codes]
    starts = np.array([_ordinal(fact.start) for fact in facts], dtype=np.int64)[at]
    # What is said to have happened in a period that had not begun is a slip of the text or of the reading.
    columns["actual"] = _is(columns["status"], "actual") & (starts <= days)
    happened = columns["actual"] & (nature == _FLOW)
    nature = np.where(_is(columns["measure"], "level") | (nature == _EVENT), nature, _FLOW)
    columns["running"] = happened & (ends > days) & _is(columns["freq"], "A")
    columns["moment"] = np.where(_is(columns["freq"], ""), days, np.minimum(ends, days))
    when = np.where(nature == _EVENT, days, np.where(nature == _STOCK, columns["said"], 0))
    group = combined(at, columns["running"], nature, when)
    _, first = np.unique(group, return_index=True)
    names = [
        _period_key(facts[at[place]], bool(columns["running"][place]), int(nature[place]), int(when[place]))
        for place in first.tolist()
    ]
    columns["pkey"] = _category(np.array(names, dtype=object)[group] if names else np.array([], dtype=object))


_FLOW, _STOCK, _EVENT = 0, 1, 2
_YEAR = 12


def _nature(indicator: str) -> int:
    return _STOCK if indicator in STOCKS else _EVENT if indicator in EVENTS else _FLOW


def _period_key(fact: PeriodFacts, running: bool, nature: int, when: int) -> str:
    """Return the period as it is compared; empty where nothing can be said."""
    if nature == _EVENT:
        return f"{fact.text}@{np.datetime64(when, 'D')}"
    if nature == _STOCK:
        if not fact.text:
            return str(when)
        # "in seven months 147 firms were set up" is what was added in a span, and no size of the whole
        return fact.text if fact.freq == "X" or 1 < fact.months < _YEAR else str(fact.year)
    return fact.text + _RUNNING if running else fact.text


def _add_keys(columns: dict[str, Any]) -> None:
    """Add `voice`, `key` (sides, indicator, measure, product, unit) and both sides in comparing order."""
    reporter, partner = columns["reporter"], columns["partner"]
    countries = sorted({*reporter.categories, *partner.categories})
    place = {name: code for code, name in enumerate(countries)}
    left = np.array([place[name] for name in reporter.categories], dtype=np.int64)[reporter.codes]
    right = np.array([place[name] for name in partner.categories], dtype=np.int64)[partner.codes]
    swap = _is(columns["indicator"], *UNDIRECTED) & (left > right)
    sides = pd.Index(countries, dtype=object)
    columns["from"] = pd.Categorical.from_codes(np.where(swap, right, left), sides)
    columns["to"] = pd.Categorical.from_codes(np.where(swap, left, right), sides)
    speaker, source = columns["speaker"], columns["source"]
    voices, of_speaker = np.unique([voice(str(name)) for name in speaker.categories], return_inverse=True)
    said = of_speaker[speaker.codes]
    silent = (voices == "")[said]
    columns["silent"] = silent
    mixed = np.where(silent, len(voices) + source.codes.astype(np.int64), said)
    used, number = np.unique(mixed, return_inverse=True)
    articles = source.categories.to_numpy(object)
    names = [str(voices[one]) if one < len(voices) else f"~{articles[one - len(voices)]}" for one in used.tolist()]
    columns["voice_name"] = pd.Categorical.from_codes(number, pd.Index(names, dtype=object))
    columns["voice"] = columns["voice_name"].codes.astype(np.int64)
    columns["key"] = combined(
        columns["from"].codes, columns["to"].codes, columns["indicator"].codes, columns["measure"].codes,
        columns["product"].codes, columns["unit"].codes,
    )  # fmt: skip


def _add_offices(columns: dict[str, Any]) -> None:
    """Add, for balances that an article gives in its own name, whether it names an office of one side or the other."""
    bare = columns["silent"] & _is(columns["indicator"], *SIGNED_MIRRORS)
    columns["by_from"], columns["by_to"] = np.zeros(len(bare), dtype=bool), np.zeros(len(bare), dtype=bool)
    if not bare.any():
        return
    sides = columns["from"].categories
    place = {name: code for code, name in enumerate(sides)}
    voices = columns["voice_name"]
    sides_of = [place.get(side_of(name), -1) if name[:1] != "~" else -1 for name in voices.categories]
    office = np.array(sides_of, dtype=np.int64)[voices.codes]
    source, width = columns["source"].codes.astype(np.int64), np.int64(len(sides))
    known = (source * width + office)[office >= 0]
    for name, side in (("by_from", columns["from"].codes), ("by_to", columns["to"].codes)):
        columns[name] = bare & np.isin(source * width + side, known)


def _add_traces(columns: dict[str, Any], frame: pd.DataFrame, kept: Ints) -> None:
    """Add `apart`, which is not zero where the rules of a claim say that it is not about what its fields alone say."""
    columns["apart"] = np.zeros(len(kept), dtype=np.int64)
    if "rule" in frame.columns:
        rules = _category(_taken(frame, "rule", kept).array)
        traced = [apart(str(text)) for text in rules.categories]
        columns["apart"] = np.array(traced, dtype=np.int64)[rules.codes]
        columns["apart"][~_is(columns["indicator"], *MUTUAL) & (columns["apart"] == SUM_OF_BOTH)] = 0


def codes(column: pd.Series[Any]) -> Ints:
    """Return the integer codes of a category column."""
    return column.array.codes.astype(np.int64)  # type: ignore[no-any-return]


def combined(*parts: npt.NDArray[Any]) -> Ints:
    """Return one dense integer per distinct combination of the parts, in the order of first appearance."""
    key, room = np.zeros(len(parts[0]), dtype=np.int64), 1
    if not len(key):
        return key
    for part in parts:
        dense, width = (part, int(part.max()) + 1) if part.dtype.kind in "iub" and part.min() >= 0 else (part, _WIDEST)
        if width >= _WIDEST:  # no small codes yet
            dense, names = pd.factorize(part)
            width = len(names) + 1
        if room * width >= _WIDEST:
            key, seen = pd.factorize(key)
            room = len(seen)
        key, room = key.astype(np.int64) * np.int64(width) + dense, room * width
    return pd.factorize(key)[0].astype(np.int64)
