"""The filters of the pair page and the one frame that its charts, table and CSV are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, echoes, implied_rows, numbers, queries, session
from dashboard.charts.hover import lean
from dashboard.filters import ALL, INDICATORS, MEASURES, STATUSES, TOTAL
from dashboard.queries import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dashboard.labels import Labels
    from dashboard.slices import Slice
    from data.comparing.findings import ImpliedValue

_MORE = ("product", "dir", "status", "who", "year", "implied", "once", "official", "log", "zero")
MOST_NEAR = 4


@dataclass(frozen=True)
class Choice:
    """What the pair page shows.

    Attributes:
        pair: Both codes.
        indicator: Indicator.
        measure: Measure.
        unit: Unit of all shown values.
        shown: The shown claims.
        growth: Growth claims of the same pair, indicator and product, with what follows from two levels if it is shown.
        everything: All claims of pair and indicator, before measure, unit and product.
        official: What both sides' statistics say (period, side, value, unit); empty where they do not.
        day: The day as of which, or None.
        basis: Id of a shown implied value -> the claims that it follows from.
        statements: How many different statements the claims make: one that five outlets repeat is one.
    """

    pair: str
    indicator: str
    measure: str
    unit: str
    shown: Slice
    growth: Slice
    everything: Slice
    official: pd.DataFrame
    day: date | None
    basis: dict[str, tuple[str, ...]]
    statements: int

    @property
    def frame(self) -> pd.DataFrame:
        """The shown claims as a table."""
        return self.shown.frame


def choose() -> Choice | None:
    """Draw the title and the filters; None where nothing fits and the page has said so."""
    words = session.words()
    pairs = queries.pairs()
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
    counts = queries.indicator_counts(pair)
    with top[1]:
        indicator = _indicator(counts, words)
    address.effective(pair=pair, ind=indicator)
    day = queries.as_day(address.choice().asof)
    everything = queries.counting(Wanted(pair=pair, indicator=indicator, as_of=day), words.code)
    if everything.empty:
        _nothing_for_indicator(pair, indicator, counts, words)
        return None
    with top[2]:
        measure = _measure(everything, words)
    measured = everything.step("measure", measure, lambda frame: frame[frame["measure"] == measure])
    with top[3]:
        unit = choices.unit(choices.counts(measured, "unit"), words)
    measured = measured.step("unit", unit, lambda frame: frame[frame["unit"] == unit])
    address.effective(m=measure, unit=unit)
    shown, with_implied, with_official = _narrowed(measured, pair, words, derived=measure == "level")
    if shown.empty:
        _nothing_with_filters(pair, indicator, len(everything), words)
        return None
    growth = shown.step("growth", "stated", lambda frame: lean(_growth(frame, everything.frame)))
    official = _official(shown, indicator, unit) if with_official else shown.frame.iloc[:0]
    basis: dict[str, tuple[str, ...]] = {}
    told = shown
    said = told.fact("said", lambda frame: echoes.said(frame, pair, day))
    if with_implied:
        values = shown.fact("implied", lambda frame: _following(frame, queries.implied(pair, day), pair, unit, day))
        claims = queries.claims(Wanted(pair=pair, as_of=day), words.code)
        shown, basis = _with_implied(shown, values, claims)
    if measure == "level" and unit != "percent":
        rates = told.fact("rates", lambda _: implied_rows.once(echoes.growth(said)))
        growth, grown = _with_implied(growth, rates, told.step("lean", "", lean).frame)
        basis = {**basis, **grown}
    return Choice(pair, indicator, measure, unit, shown, growth, everything, official, day, basis, len(said))


def _growth(frame: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """The growth claims about what a frame is about: the total where it has the total, else its products."""
    product = everything["product"]
    about = product.isna() if frame["product"].isna().any() else product.isin(frame["product"].unique())
    return everything[(everything["measure"] == "change_pct") & about]


def _following(
    frame: pd.DataFrame, values: Iterable[ImpliedValue], pair: str, unit: str, day: date | None
) -> list[ImpliedValue]:
    """The implied values about the indicator, directions and products that a frame is about."""
    known = frozenset(queries.claims(Wanted(pair=pair, as_of=day), "")["claim_id"])
    directions = set(zip(frame["reporter"], frame["partner"], strict=True))
    products = {None if product != product else product for product in frame["product"].unique()}
    return [
        value
        for value in implied_rows.fitting(values, str(frame["indicator"].iloc[0]), unit, known)
        if (value.reporter, value.partner) in directions and value.product in products
    ]


def _with_implied(
    shown: Slice, values: list[ImpliedValue], claims: pd.DataFrame
) -> tuple[Slice, dict[str, tuple[str, ...]]]:
    """The claims with implied values added, and what those follow from; `claims` holds what they follow from."""
    if not values:
        return shown, {}
    more = shown.step(
        "implied", "", lambda frame: pd.concat([frame, implied_rows.rows(values, claims, frame)], ignore_index=True)
    )
    return more, {implied_rows.identity(value): value.basis for value in values}


def _official(shown: Slice, indicator: str, unit: str) -> pd.DataFrame:
    """Both sides' official values for the directions that are shown, where they are about the total and in the unit."""

    def found(frame: pd.DataFrame) -> pd.DataFrame:
        directions = sorted(set(zip(frame["reporter"], frame["partner"], strict=True)))
        if len(directions) > 1 or frame["product"].notna().any():
            return frame.iloc[:0]
        reporter, partner = directions[0]
        sides = queries.official_sides(str(reporter), str(partner), indicator)
        return sides[(sides["unit"] == unit) & (sides["period"].astype("str").str.len() == 4)]

    return shown.fact("official", found)


def _sorted(pair: str) -> str:
    return "-".join(sorted(pair.split("-")))


def _indicator(counts: dict[str, int], words: Labels) -> str:
    """All indicators, those with data first; the others stay choosable and say that they are empty."""
    order = sorted(INDICATORS, key=lambda name: (-counts.get(name, 0), INDICATORS.index(name)))
    return choices.with_counts("ind", order, counts, lambda key: words.term("indicator", key), words)


def _measure(everything: Slice, words: Labels) -> str:
    there = choices.counts(everything, "measure")
    options = [name for name in MEASURES if name in there]
    return choices.with_counts("m", options, there, lambda key: words.term("measure", key), words)


def _narrowed(shown: Slice, pair: str, words: Labels, *, derived: bool) -> tuple[Slice, bool, bool]:
    """The less used filters, behind one button; also whether implied and official values are wanted."""
    implied = official = False
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(words("filter.more"), icon=":material/tune:"):
            shown = _product(shown, words)
            shown = _direction(shown, words)
            shown = _by_words(shown, words)
            if controls.toggle("once", words("filter.once"), help=words("filter.once_help")):
                shown = _said_once(shown, pair)
            if derived:
                implied = controls.toggle("implied", words("filter.implied"), help=words("filter.implied_help"))
                official = controls.toggle("official", words("filter.official"), default=True)
            controls.toggle("zero", words("filter.zero"))
            controls.toggle("log", words("filter.scale_log"))
        controls.reset(_MORE, words("filter.reset"))
    return shown, implied, official


def _said_once(shown: Slice, pair: str) -> Slice:
    """Of each statement the claim that was said first among the shown ones."""
    day = queries.as_day(address.choice().asof)

    def narrowed(frame: pd.DataFrame) -> pd.DataFrame:
        told = frame.assign(_said=echoes.firsts(frame["claim_id"], pair, day)).sort_values(["published", "claim_id"])
        return frame[frame["claim_id"].isin(told.drop_duplicates("_said")["claim_id"])]

    return shown.step("once", str(day), narrowed)


def _product(shown: Slice, words: Labels) -> Slice:
    counts = choices.counts(shown, "product")
    total = len(shown) > sum(counts.values())
    options = ([TOTAL] if total else []) + list(counts) + ([ALL] if counts else [])
    if len(options) < 2 and not address.choice().product:
        address.effective(product=options[0])
        return shown
    picked = controls.select(
        "product",
        words("filter.product"),
        options,
        lambda key: {TOTAL: words("filter.product_total"), ALL: words("filter.product_all")}.get(key, key),
        default=options[0],
        labels=words,
    )
    address.effective(product=picked)
    return choices.of_product(shown, picked)


def _direction(shown: Slice, words: Labels) -> Slice:
    def keys(frame: pd.DataFrame) -> pd.Series[str]:
        return frame["reporter"].astype("str") + "-" + frame["partner"].astype("str")

    options = shown.fact("directions", lambda frame: sorted(keys(frame).unique()))
    if len(options) < 2:
        return shown
    picked = controls.select(
        "dir",
        words("filter.dir"),
        [ALL, *options],
        lambda key: words("filter.dir_both") if key == ALL else _arrow(key, words),
        default=ALL,
        labels=words,
        empty=ALL,
    )
    return shown if picked == ALL else shown.step("dir", picked, lambda frame: frame[keys(frame) == picked])


def _arrow(key: str, words: Labels) -> str:
    a, b = key.split("-")
    return words("pair.direction", a=numbers.place(a, words.code), b=numbers.place(b, words.code))


def _by_words(shown: Slice, words: Labels) -> Slice:
    there = choices.counts(shown, "status")
    statuses = [name for name in STATUSES if name in there]
    if len(statuses) > 1 or address.choice().status:
        picked = controls.many(
            "status", words("filter.status"), statuses, lambda key: words.term("status", key), labels=words
        )
        shown = choices.among(shown, "status", picked)
    return choices.years(choices.speakers(shown, words), words)


def _nothing_for_indicator(pair: str, indicator: str, counts: dict[str, int], words: Labels) -> None:
    st.subheader(words("pair.no_match_title"), anchor=False)
    st.write(
        words(
            "pair.no_pair_body", pair=numbers.pair_name(pair, words.code), indicator=words.term("indicator", indicator)
        )
    )
    with st.container(horizontal=True):
        for name in sorted(counts, key=lambda name: -counts[name])[:MOST_NEAR]:
            if counts[name]:
                st.button(
                    words("pair.use_this", what=words.term("indicator", name), n=counts[name]),
                    key=f"near_{name}",
                    on_click=address.put,
                    kwargs={"ind": name, "m": "", "unit": ""},
                )


def _nothing_with_filters(pair: str, indicator: str, count: int, words: Labels) -> None:
    st.subheader(words("pair.no_match_title"), anchor=False)
    name = words.term("indicator", indicator)
    st.write(words("pair.no_match_body", pair=numbers.pair_name(pair, words.code), indicator=name, n=count))
    st.button(words("pair.use_this", what=name, n=count), on_click=controls.clear, args=(("m", "unit", *_MORE),))
