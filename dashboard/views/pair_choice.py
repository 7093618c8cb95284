"""The filters of the pair page and the one frame that its charts, table and CSV are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, implied_rows, numbers, queries, session
from dashboard.filters import ALL, INDICATORS, MEASURES, STATUSES, TOTAL
from dashboard.queries import Wanted

if TYPE_CHECKING:
    from datetime import date

    from dashboard.labels import Labels

_MORE = ("product", "dir", "status", "who", "year", "implied", "official", "log", "zero")
MOST_NEAR = 4


@dataclass(frozen=True)
class Choice:
    """What the pair page shows.

    Attributes:
        pair: Both codes.
        indicator: Indicator.
        measure: Measure.
        unit: Unit of all shown values.
        frame: The shown claims.
        growth: Growth claims of the same pair, indicator and product.
        everything: All claims of pair and indicator, before measure, unit and product.
        official: What both sides' statistics say (period, side, value, unit); empty where they do not.
        day: The day as of which, or None.
        basis: Id of a shown implied value -> the claims that it follows from.
    """

    pair: str
    indicator: str
    measure: str
    unit: str
    frame: pd.DataFrame
    growth: pd.DataFrame
    everything: pd.DataFrame
    official: pd.DataFrame
    day: date | None
    basis: dict[str, tuple[str, ...]]


def choose() -> Choice | None:
    """Draw the title and the filters; None where nothing fits and the page has said so."""
    words = session.words()
    coverage = queries.coverage()
    pairs = list(coverage.index)
    default = pairs[0]
    asked = address.choice().pair or default
    pair_now = _sorted(asked) if _sorted(asked) in pairs else default
    st.title(numbers.pair_name(pair_now, words.code), anchor=False)
    top = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with top[0]:
        pair = controls.select(
            "pair",
            words("filter.pair"),
            pairs,
            lambda key: numbers.pair_name(key, words.code),
            default=default,
            labels=words,
        )
    row: pd.Series[int] = coverage.T[pair]
    with top[1]:
        indicator = _indicator(row, words)
    address.effective(pair=pair, ind=indicator)
    day = queries.as_day(address.choice().asof)
    everything = queries.without_rejected(queries.claims(Wanted(pair=pair, indicator=indicator, as_of=day), words.code))
    if everything.empty:
        _nothing_for_indicator(pair, indicator, row, words)
        return None
    with top[2]:
        measure = _measure(everything, words)
    measured = everything[everything["measure"] == measure]
    with top[3]:
        unit = choices.unit(measured, words)
    measured = measured[measured["unit"] == unit]
    address.effective(m=measure, unit=unit)
    frame, with_implied, with_official = _narrowed(measured, words, derived=measure == "level")
    if frame.empty:
        _nothing_with_filters(pair, indicator, len(everything), words)
        return None
    growth = everything[(everything["measure"] == "change_pct") & everything["product"].isin(frame["product"].unique())]
    if frame["product"].isna().any():
        growth = everything[(everything["measure"] == "change_pct") & (everything["product"].isna())]
    basis: dict[str, tuple[str, ...]] = {}
    if with_implied:
        frame, basis = _with_implied(frame, pair, indicator, unit, day, words)
    official = _official(frame, indicator, unit) if with_official else frame.iloc[:0]
    return Choice(pair, indicator, measure, unit, frame, growth, everything, official, day, basis)


def _with_implied(
    frame: pd.DataFrame, pair: str, indicator: str, unit: str, day: date | None, words: Labels
) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """The frame with the implied values of its directions and products added."""
    claims = queries.claims(Wanted(pair=pair, as_of=day), words.code)
    values = implied_rows.fitting(queries.implied(pair, day), indicator, unit, frozenset(claims["claim_id"]))
    directions = set(zip(frame["reporter"], frame["partner"], strict=True))
    products = {None if product != product else product for product in frame["product"].unique()}
    values = [value for value in values if (value.reporter, value.partner) in directions and value.product in products]
    more = implied_rows.rows(values, claims, frame)
    return pd.concat([frame, more], ignore_index=True), {implied_rows.identity(value): value.basis for value in values}


def _official(frame: pd.DataFrame, indicator: str, unit: str) -> pd.DataFrame:
    """Both sides' official values for the directions that are shown, where they are about the total and in the unit."""
    directions = sorted(set(zip(frame["reporter"], frame["partner"], strict=True)))
    if len(directions) > 1 or frame["product"].notna().any():
        return frame.iloc[:0]
    reporter, partner = directions[0]
    sides = queries.official_sides(str(reporter), str(partner), indicator)
    return sides[(sides["unit"] == unit) & (sides["period"].astype("str").str.len() == 4)]


def _sorted(pair: str) -> str:
    return "-".join(sorted(pair.split("-")))


def _indicator(row: pd.Series[int], words: Labels) -> str:
    """All indicators, those with data first; the others stay choosable and say that they are empty."""
    counts = {name: int(row.get(name, 0)) for name in INDICATORS}
    order = sorted(INDICATORS, key=lambda name: (-counts[name], INDICATORS.index(name)))
    return controls.select(
        "ind",
        words("filter.ind"),
        order,
        lambda key: f"{words.term('indicator', key)} ({counts[key]})",
        default=order[0],
        labels=words,
    )


def _measure(frame: pd.DataFrame, words: Labels) -> str:
    there = frame["measure"].value_counts()
    options = [name for name in MEASURES if name in there.index]
    return controls.select(
        "m",
        words("filter.m"),
        options,
        lambda key: f"{words.term('measure', key)} ({there[key]})",
        default=options[0],
        labels=words,
    )


def _narrowed(frame: pd.DataFrame, words: Labels, *, derived: bool) -> tuple[pd.DataFrame, bool, bool]:
    """The less used filters, behind one button; also whether implied and official values are wanted."""
    implied = official = False
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(words("filter.more"), icon=":material/tune:"):
            frame = _product(frame, words)
            frame = _direction(frame, words)
            frame = _by_words(frame, words)
            if derived:
                implied = controls.toggle("implied", words("filter.implied"), help=words("filter.implied_help"))
                official = controls.toggle("official", words("filter.official"), default=True)
            controls.toggle("zero", words("filter.zero"))
            controls.toggle("log", words("filter.scale_log"))
        controls.reset(_MORE, words("filter.reset"))
    return frame, implied, official


def _product(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    counts = frame["product"].value_counts()
    total = int(frame["product"].isna().sum())
    options = ([TOTAL] if total else []) + [str(name) for name in counts.index] + ([ALL] if len(counts) else [])
    if len(options) < 2 and not address.choice().product:
        address.effective(product=options[0])
        return frame
    picked = controls.select(
        "product",
        words("filter.product"),
        options,
        lambda key: {TOTAL: words("filter.product_total"), ALL: words("filter.product_all")}.get(key, key),
        default=options[0],
        labels=words,
    )
    address.effective(product=picked)
    if picked == ALL:
        return frame
    return frame[frame["product"].isna()] if picked == TOTAL else frame[frame["product"] == picked]


def _direction(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    there = frame["reporter"].astype("str") + "-" + frame["partner"].astype("str")
    options = sorted(there.unique())
    if len(options) < 2:
        return frame
    picked = controls.select(
        "dir",
        words("filter.dir"),
        [ALL, *options],
        lambda key: words("filter.dir_both") if key == ALL else _arrow(key, words),
        default=ALL,
        labels=words,
        empty=ALL,
    )
    return frame if picked == ALL else frame[there == picked]


def _arrow(key: str, words: Labels) -> str:
    a, b = key.split("-")
    return words("pair.direction", a=numbers.place(a, words.code), b=numbers.place(b, words.code))


def _by_words(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    statuses = [name for name in STATUSES if (frame["status"] == name).any()]
    if len(statuses) > 1 or address.choice().status:
        picked = controls.many(
            "status", words("filter.status"), statuses, lambda key: words.term("status", key), labels=words
        )
        frame = frame[frame["status"].isin(picked)] if picked else frame
    speakers = [str(name) for name in frame["speaker"].dropna().value_counts().index]
    chosen = controls.many("who", words("filter.who"), speakers, str, labels=words)
    frame = frame[frame["speaker"].isin(chosen)] if chosen else frame
    years = frame["period_start"].dt.year.dropna()
    if not years.empty:
        first, last = int(years.min()), int(years.max())
        low, high = controls.year_range("year", words("filter.year"), first, last)
        if (low, high) != (first, last):
            frame = frame[frame["period_start"].dt.year.between(low, high)]
    return frame


def _nothing_for_indicator(pair: str, indicator: str, row: pd.Series[int], words: Labels) -> None:
    st.subheader(words("pair.no_match_title"), anchor=False)
    st.write(
        words(
            "pair.no_pair_body", pair=numbers.pair_name(pair, words.code), indicator=words.term("indicator", indicator)
        )
    )
    with st.container(horizontal=True):
        for name, count in row[row > 0].sort_values(ascending=False).head(MOST_NEAR).items():
            st.button(
                words("pair.use_this", what=words.term("indicator", str(name)), n=int(count)),
                key=f"near_{name}",
                on_click=address.put,
                kwargs={"ind": str(name), "m": "", "unit": ""},
            )


def _nothing_with_filters(pair: str, indicator: str, count: int, words: Labels) -> None:
    st.subheader(words("pair.no_match_title"), anchor=False)
    name = words.term("indicator", indicator)
    st.write(words("pair.no_match_body", pair=numbers.pair_name(pair, words.code), indicator=name, n=count))
    st.button(words("pair.use_this", what=name, n=count), on_click=controls.clear, args=(("m", "unit", *_MORE),))
