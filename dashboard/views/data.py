"""Data and method: downloads, data addresses, code, dictionary, rules, measured quality, licence."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import address, endpoints, numbers, parts, queries, session
from data.claims import ClaimRow
from data.export_parquet import plain_type
from data.intervals import RULES

if TYPE_CHECKING:
    from dashboard.labels import Labels


def main() -> None:
    """Draw the page."""
    words = session.words()
    parts.heading("data")
    root = f"{address.base()}{endpoints.ROOT}"
    query = address.choice().query(("asof",))
    tail = f"?{urlencode(query, doseq=True)}" if query else ""
    _downloads(root, query, words)
    _addresses(root, tail, words)
    _dictionary(words)
    _rules(words)
    _quality(words)
    _licence(words)


def _downloads(root: str, query: dict[str, str | list[str]], words: Labels) -> None:
    st.subheader(words("data.downloads"), anchor=False)
    st.caption(words("data.downloads_hint"))
    counts = queries.counts()
    excel = urlencode({**query, "format": "excel"}, doseq=True)
    plain = f"?{urlencode(query, doseq=True)}" if query else ""
    with st.container(horizontal=True):
        for label, path in (
            (f"{words('data.claims_csv')} ({numbers.decimal(counts['claims'], words, 0)})", f"/claims.csv{plain}"),
            (words("data.series_csv"), f"/series.csv{plain}"),
            ("sources.csv", f"/sources.csv{plain}"),
            (words("data.excel_csv"), f"/claims.csv?{excel}"),
            (words("data.zip"), f"/dataset.zip{plain}"),
        ):
            st.link_button(label, root + path, icon=":material/download:")


def _addresses(root: str, tail: str, words: Labels) -> None:
    st.subheader(words("data.addresses"), anchor=False)
    st.caption(words("data.addresses_hint"))
    pairs = list(queries.coverage().index)
    pair = str(pairs[0]) if pairs else "KGZ-RUS"
    st.code(
        "\n".join(
            (
                f"{root}/claims.csv{tail}",
                f"{root}/claims.metadata.json{tail}",
                f"{root}/{pair}/trade_turnover/claims.csv{tail}",
                f"{root}/{pair}/trade_turnover/series.csv{tail}",
                f"{root}/claims.csv?pair={pair}&status=actual&year=2018-2024",
            )
        ),
        language=None,
        wrap_lines=True,
    )
    st.markdown(f"**{words('data.code')}**")
    one = f"{root}/{pair}/trade_turnover/claims.csv"
    st.code(
        f'import pandas as pd\nclaims = pd.read_csv(\n    "{one}",\n'
        '    dtype={"period": str}, parse_dates=["published"], keep_default_na=False, na_values=[""],\n)',
        language=None,
    )
    st.code(f"curl --compressed -o claims.csv '{one}'", language=None, wrap_lines=True)
    st.code(
        f'claims <- readr::read_csv("{one}", na = "", col_types = readr::cols(period = "c"))',
        language=None,
        wrap_lines=True,
    )


def _dictionary(words: Labels) -> None:
    st.subheader(words("data.dictionary"), anchor=False)
    dictionary = pd.DataFrame(
        [
            {
                "column": name,
                "type": plain_type(field.annotation),
                "meaning": words.texts.get(f"dictionary.{name}", field.description or ""),
            }
            for name, field in ClaimRow.model_fields.items()
        ]
    )
    st.dataframe(
        dictionary,
        key="dictionary",
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(words(f"column.{name}")) for name in ("column", "type", "meaning")
        },
        alt=words("data.dictionary"),
    )


def _rules(words: Labels) -> None:
    st.subheader(words("data.rules"), anchor=False)
    shares = {
        "approx": numbers.amount(float(RULES.approx_share * 100), "percent", words),
        "drawn": numbers.amount(float(RULES.drawn_share * 100), "percent", words),
        "open": numbers.amount(float(RULES.open_share * 100), "percent", words),
    }
    st.markdown(f"**{words('data.rules_interval')}**  \n{words('data.rules_interval_body', **shares)}")
    for name in ("latest", "conflict"):
        st.markdown(f"**{words(f'data.rules_{name}')}**  \n{words(f'data.rules_{name}_body')}")


def _quality(words: Labels) -> None:
    st.subheader(words("data.quality"), anchor=False)
    st.caption(words("data.quality_hint"))
    measured = queries.quality()
    if measured is None:
        st.markdown(words("data.quality_none"))
        return
    table = pd.DataFrame(
        [
            {
                "lang": words.term("language_name", code),
                "n": tally.gold,
                "precision": round(tally.precision("full") * 100, 1),
                "recall": round(tally.recall("full") * 100, 1),
                "f1": round(tally.f1("full") * 100, 1),
                "core": round(tally.f1("core") * 100, 1),
            }
            for code, tally in measured.items()
        ]
    )
    names = {
        "lang": "column.lang",
        "n": "data.quality_n",
        "precision": "data.quality_precision",
        "recall": "data.quality_recall",
        "f1": "data.quality_f1",
        "core": "data.quality_core",
    }
    st.dataframe(
        table,
        key="quality",
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(words(label))
            if name == "lang"
            else st.column_config.NumberColumn(words(label), format="%d" if name == "n" else "%.1f")
            for name, label in names.items()
        },
        alt=words("data.quality"),
    )


def _licence(words: Labels) -> None:
    st.subheader(words("data.licence"), anchor=False)
    st.write(words("data.licence_body"))
    newest = queries.newest_day() or numbers.today()
    st.code(
        words("data.citation", year=newest.year, day=numbers.day(newest, words), address=address.base()),
        language=None,
        wrap_lines=True,
    )
    with st.expander(words("data.strings")):
        st.write(words("data.strings_body"))


if __name__ == "__main__":
    main()
