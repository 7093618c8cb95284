"""Official data: claims against both sides' statistics; files of Comtrade, the IMF and others can be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import address, choices, controls, numbers, parts, queries, session
from dashboard.charts.groups import with_groups
from dashboard.charts.official import band
from dashboard.pages import entry
from dashboard.queries import Wanted
from dashboard.views import official_upload
from data.comparing.official import COVERED
from data.speakers import voice

if TYPE_CHECKING:
    from dashboard.labels import Labels
    from data.comparing.findings import Finding


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("official", words("official.intro"))
    if not queries.counts()["claims"]:
        parts.empty_store()
    reporter, partner, indicator = _choose(words)
    sides = queries.official_sides(reporter, partner, indicator)
    sides = sides[sides["period"].astype("str").str.fullmatch(r"\d{4}")]
    if sides.empty:
        _nothing(words)
    else:
        _compared(reporter, partner, indicator, sides, words)
    official_upload.draw(words)


def _choose(words: Labels) -> tuple[str, str, str]:
    reference = queries.reference()
    known = set(zip(reference["reporter"], reference["partner"], strict=True))
    pairs = [str(pair) for pair in queries.coverage().index]
    with_data = [pair for pair in pairs if tuple(pair.split("-")) in known or tuple(pair.split("-")[::-1]) in known]
    options = with_data + [pair for pair in pairs if pair not in with_data]
    columns = st.columns(2)
    with columns[0]:
        pair = controls.select(
            "pair",
            words("filter.pair"),
            options,
            lambda key: numbers.pair_name(key, words.code),
            default=options[0],
            labels=words,
        )
    one, two = pair.split("-")
    directed = [(name, a, b) for name in COVERED if name != "trade_turnover" for a, b in ((one, two), (two, one))]
    sorts = {"trade_turnover": ("trade_turnover", one, two)} | {f"{name}.{a}": (name, a, b) for name, a, b in directed}
    chosen = address.choice()
    with columns[1]:
        key = controls.select(
            "dir",
            words("filter.ind"),
            list(sorts),
            lambda key: _named(*sorts[key], words),
            default=chosen.ind if chosen.ind in sorts else "trade_turnover",
            labels=words,
        )
    address.effective(pair=pair)
    name, reporter, partner = sorts[key]
    return reporter, partner, name


def _named(indicator: str, reporter: str, partner: str, words: Labels) -> str:
    return f"{words.term('indicator', indicator)} · {parts.sides_text(reporter, partner, indicator, words)}"


def _compared(reporter: str, partner: str, indicator: str, sides: pd.DataFrame, words: Labels) -> None:
    item = entry("official")
    units = choices.counted(sides["unit"])
    unit = next(iter(units)) if len(units) == 1 else choices.unit(units, words)
    sides = sides[sides["unit"] == unit]
    pair = "-".join(sorted((reporter, partner)))
    day = queries.as_day(address.choice().asof)
    claims = queries.without_rejected(queries.claims(Wanted(pair=pair, indicator=indicator, as_of=day), words.code))
    claims = claims[
        (claims["measure"] == "level")
        & (claims["unit"] == unit)
        & claims["product"].isna()
        & (claims["status"] == "actual")
        & (claims["freq"].astype("str") == "A")
        & (claims["reporter"] == reporter)
        & (claims["partner"] == partner)
    ]
    grouped = with_groups(claims, words, voice) if not claims.empty else claims
    style = session.style(
        source=parts.source_text(
            len(claims),
            item.path,
            item.names,
            outlets=claims["outlet"].nunique(),
            what=_named(indicator, reporter, partner, words),
        ),
        chosen=address.choice().id,
    )
    title = words("chart.official")
    st.subheader(title, anchor=False, help=words("official.intro"))
    found = _findings(pair, reporter, partner, indicator, unit)
    periods = sides["period"].astype("str")
    alt = words(
        "chart.alt_official",
        title=f"{title}, {_named(indicator, reporter, partner, words)}",
        first=periods.min(),
        last=periods.max(),
        **{variant: sum(one.variant == variant for one in found) for variant in ("inside", "above", "below")},
    )
    st.plotly_chart(
        band(grouped, sides, style, unit),
        key="chart_official",
        theme=None,
        config=parts.chart_config(),
        alt=alt,
        selection_mode="points",
        on_select=lambda: parts.clicked("chart_official"),
    )
    if address.choice().id in set(claims["claim_id"]):
        parts.claim_panel(address.choice().id)
    _verdicts(found, unit, words)
    _sides_table(sides, unit, words)
    csv = sides.copy()
    parts.downloads_of(lambda: csv.to_csv(index=False).encode("utf-8"), f"official_{pair}", item.path, item.names)


def _findings(pair: str, reporter: str, partner: str, indicator: str, unit: str) -> list[Finding]:
    """Where each claim of this choice stands to the official band."""
    return [
        one
        for one in queries.official_findings(pair, queries.as_day(address.choice().asof))
        if (one.reporter, one.partner, one.indicator, one.unit) == (reporter, partner, indicator, unit)
    ]


def _verdicts(found: list[Finding], unit: str, words: Labels) -> None:
    if not found:
        return
    st.subheader(words("official.verdicts"), anchor=False)
    rows = []
    for one in sorted(found, key=lambda one: (one.period or "", one.claims[0].published), reverse=True):
        claim = one.claims[0]
        rows.append(
            {
                "period": numbers.period(one.period, words.code),
                "value": numbers.bounded(
                    numbers.span(claim.value, claim.value_max, claim.unit, words), claim.bound, words
                ),
                "verdict": words(f"verdict.{one.variant}"),
                "band": words(
                    "number.range",
                    a=numbers.amount(one.facts["band_low"], unit, words),
                    b=numbers.amount(one.facts["band_high"], unit, words),
                ),
                "speaker": claim.speaker or words("column.article_itself"),
                "published": claim.published,
                "agrees": ", ".join(
                    f"{numbers.place(side, words.code)} {valuation}".strip()
                    for side, valuation in one.facts["agrees_with"]
                ),
            }
        )
    names = {"verdict": "official.verdict", "band": "official.band", "agrees": "official.agrees"}
    st.dataframe(
        pd.DataFrame(rows),
        key="verdicts",
        hide_index=True,
        column_config={
            name: st.column_config.DateColumn(words("column.published"), format="YYYY-MM-DD")
            if name == "published"
            else words(names.get(name, f"column.{name}"))
            for name in rows[0]
        },
        alt=words("official.verdicts"),
    )


def _sides_table(sides: pd.DataFrame, unit: str, words: Labels) -> None:
    st.subheader(words("official.sides"), anchor=False)
    wide = sides.pivot_table(index="period", columns=["side", "source"], values="value", aggfunc="last").sort_index(
        ascending=False
    )
    readable = wide.map(lambda value: "" if pd.isna(value) else numbers.amount(float(value), unit, words))
    several = sides["source"].nunique() > 1
    named = [
        (words("official.reporter_side", name=numbers.place(str(row.side), words.code)), str(row.source))
        for row in wide.columns.to_frame(index=False).itertuples(index=False)
    ]
    readable.columns = pd.Index([f"{name} · {source}" if several else name for name, source in named])
    st.dataframe(
        readable, key="official_table", column_config={"_index": words("official.period")}, alt=words("official.sides")
    )
    sources = sides[["source", "vintage"]].drop_duplicates()
    st.caption(
        f"{words('official.source')}: "
        + "; ".join(f"{row.source} ({row.vintage})" for row in sources.itertuples(index=False))
    )


def _nothing(words: Labels) -> None:
    reference = queries.reference()
    periods = reference["period"].astype("str")
    st.subheader(words("official.none_title"), anchor=False)
    st.write(
        words("official.none_body", n=reference["reporter"].nunique(), first=periods.min()[:4], last=periods.max()[:4])
    )


if __name__ == "__main__":
    main()
