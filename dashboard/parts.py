"""Pieces that several pages share: the claim under a chart, the table of claims, downloads, empty states."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import address, marks, numbers, queries, session
from dashboard.endpoint_query import NAMES as DATA_NAMES
from dashboard.endpoints import ROOT
from dashboard.filters import ALL
from data.claims import CLAIM_COLUMNS, UNDIRECTED
from data.export import table_of, to_csv
from data.export_excel import excel_csv, excel_variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dashboard.labels import Labels
    from dashboard.slices import Slice
    from data.claim_rows import StoredClaim
    from extractors.records import Article

_LINE = 56  # characters of the small print under a chart that fit on a phone
TABLE_COLUMNS = (
    "pair",
    "value",  # a phone shows two columns: who with whom, and how much
    "indicator",
    "period",
    "status",
    "speaker",
    "published",
    "outlet",
    "quote",
    "product",
    "conflict_class",
    "review",
)


def heading(key: str, intro: str = "") -> None:
    """The title of a page with a short explanation.

    Args:
        key: Key of the page.
        intro: Explanation; the page's help text where it is empty.
    """
    words = session.words()
    st.title(words(f"page.{key}.title"), anchor=False)
    st.caption(intro or words(f"page.{key}.help"))


def shown(frame: pd.DataFrame, words: Labels) -> pd.DataFrame:
    """Claims as people read them: names, words and formatted values instead of codes.

    Args:
        frame: Claims with the columns of claims.csv.
        words: Catalogue of the reader's language.
    """
    rows = list(frame[list(_READ)].astype(object).itertuples(index=False))
    made = {name: [make(row, words) for row in rows] for name, make in _READABLE.items()}
    return pd.DataFrame(made, index=range(len(rows)))


def table(
    claims: Slice | pd.DataFrame,
    key: str,
    *,
    columns: Sequence[str] = TABLE_COLUMNS,
    height: int | None = None,
    alt: str = "",
) -> None:
    """A table of claims; choosing a row opens the claim.

    Args:
        claims: Claims in the order in which they are to stand.
        key: Key of the widget.
        columns: Which of the columns of `shown`, in order; those that are empty throughout are left out.
        height: Height in pixels.
        alt: What the table says, for readers who cannot see it.
    """
    words = session.words()
    frame = claims if isinstance(claims, pd.DataFrame) else claims.frame
    if isinstance(claims, pd.DataFrame):
        readable = _columns_of(frame, columns, words)
    else:
        readable = claims.drawn(("table", *columns), lambda: _columns_of(frame, columns, words))
    event = st.dataframe(
        readable,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={name: _column(name, words) for name in readable.columns},
        height=height or min(38 + 35 * len(readable), 560),
        alt=alt or words("claims.found", n=len(frame)),
    )
    rows = event["selection"]["rows"]
    if rows and rows[0] < len(frame):
        session.go("claim", id=str(frame.iloc[rows[0]]["claim_id"]))


def _columns_of(frame: pd.DataFrame, columns: Sequence[str], words: Labels) -> pd.DataFrame:
    """The readable columns without those that are empty throughout."""
    readable = shown(frame, words)
    return readable[
        [name for name in columns if not (readable[name].astype(str) == "").all() or name in {"value", "period"}]
    ]


def _column(name: str, words: Labels) -> Any:
    label = words(f"column.{name}")
    if name == "published":
        return st.column_config.DateColumn(label, format="YYYY-MM-DD", width=105)
    widths: dict[str, Any] = {"quote": "medium", "outlet": 120, "pair": 164, "period": 172, "value": 165}
    return st.column_config.TextColumn(label, width=widths.get(name))


def downloads(frame: pd.DataFrame | Callable[[], pd.DataFrame], stem: str, path: str, names: Iterable[str]) -> None:
    """CSV of exactly these claims, and the address of this view.

    Args:
        frame: The rows that chart and table show, or what makes them when a button is pressed.
        stem: Beginning of the file name.
        path: Path of the page.
        names: Names of the address bar that mean something on it.
    """

    def made() -> pd.DataFrame:
        return frame() if callable(frame) else frame

    downloads_of(
        lambda: to_csv(made()).encode("utf-8"),
        stem,
        path,
        names,
        excel=lambda: excel_csv(table_of(made()), CLAIM_COLUMNS),
        data=f"{ROOT}/claims.csv",
    )


def downloads_of(
    content: Callable[[], bytes],
    stem: str,
    path: str,
    names: Iterable[str],
    *,
    excel: Callable[[], bytes] | None = None,
    data: str = "",
) -> None:
    """The row of buttons under a page: CSV of what is shown, the link.

    Args:
        content: Writes the file when the button is pressed, not before; it runs outside of the page.
        stem: Beginning of the file name.
        path: Path of the page.
        names: Names of the address bar that mean something on it.
        excel: Writes the variant for spreadsheets; where it is None, that is made of the content.
        data: Path of the data address that gives the same rows.
    """
    words = session.words()
    chosen = address.with_effective(address.choice())
    day = chosen.asof or str(queries.newest_day() or "")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            words("download.csv"),
            data=content,
            file_name=f"ikili_{stem}_{day}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            help=words("download.csv_help"),
            key=f"csv_{stem}",
        )
        st.download_button(
            words("download.excel"),
            data=excel or (lambda: excel_variant(content().decode("utf-8"))),
            file_name=f"ikili_{stem}_{day}_excel.csv",
            mime="text/csv",
            icon=":material/table_view:",
            on_click="ignore",
            help=words("download.excel_help"),
            key=f"excel_{stem}",
        )
        place = st.popover(words("download.share"), icon=":material/link:", key=f"share_{stem}", on_change="rerun")
        if place.open:
            with place:
                _addresses(path, data, names)


def _addresses(path: str, data: str, names: Iterable[str]) -> None:
    """The address of a page as it is, and the one that gives its rows."""
    words = session.words()
    chosen = address.with_effective(address.choice())
    st.caption(words("download.share_hint"))
    st.code(address.link(path, chosen, ["lang", "asof", *names]), language=None, wrap_lines=True)
    if data:
        st.caption(f"{words('download.address')}: {words('download.address_help')}")
        asked = [name for name in ("asof", *names) if name in DATA_NAMES]
        st.code(address.link(data.lstrip("/"), chosen, asked), language=None, wrap_lines=True)


def chart_config() -> dict[str, Any]:
    """Settings of every chart: few buttons, and a sharp picture in the format that the reader chose."""
    chosen = address.with_effective(address.choice())
    named = [name for name in (chosen.pair, chosen.ind) if name and name != ALL]
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
        "toImageButtonOptions": {
            "format": "svg" if st.session_state.get("picture") == "svg" else "png",
            "scale": 2,
            "filename": "_".join(["ikili", *named]),
        },
    }


def claim_panel(claim_id: str) -> None:
    """The sentence of a claim, who said it, when and where, and the way to the whole article."""
    with st.container(border=True, key=f"claim_panel_{claim_id}"):
        st.markdown(f"**{session.words()('pair.claim_panel')}**")
        sentence_of(claim_id, key=f"panel_{claim_id}")


def sentence_of(claim_id: str, key: str) -> None:
    """The sentence around a figure with the figure marked, the facts about it, and a link to the article.

    Args:
        claim_id: Id of the claim; nothing is drawn for one that does not exist.
        key: Unlike any other on the page.
    """
    words = session.words()
    stored = queries.claim(claim_id)
    if stored is None:
        return
    article = queries.article_of(stored)
    with st.container(key=key):
        st.html(_sentence(stored, article, words))
        session.link_to("claim", words("pair.open_claim"), icon=":material/format_quote:", id=claim_id)


def _sentence(stored: StoredClaim, article: Article, words: Labels) -> str:
    """The sentence with its figure marked, and under it value, period, who said it when, and the outlet."""
    seen = stored.observation
    value = numbers.span(
        float(seen.value), None if seen.value_max is None else float(seen.value_max), seen.unit, words, seen.measure
    )
    who = seen.speaker or words("column.article_itself")
    facts = [
        numbers.bounded(value, seen.bound, words),
        numbers.period(seen.period, words.code),
        words("pair.value_said", who=who, day=numbers.day(seen.published, words)),
        article.outlet or "",
    ]
    text = getattr(article, seen.field) or seen.quote
    said = marks.excerpt(text, seen.start, seen.end, seen.lang) or marks.excerpt(
        seen.quote, 0, len(seen.quote), seen.lang
    )
    return f'{said}<div class="ikili-said">{escape(" · ".join(fact for fact in facts if fact))}</div>'


def empty_store() -> None:
    """What to do when there is nothing in the table yet."""
    words = session.words()
    st.subheader(words("overview.empty_title"), anchor=False)
    st.write(words("overview.empty_body"))
    st.code("ikili demo", language=None)
    if session.page("add") is not None and session.may_write():
        session.link_to("add", words("page.add.title"), icon=":material/note_add:")
    st.stop()


def source_line(shown: Slice, path: str, names: Iterable[str], *, what: str = "") -> str:
    """The line inside a picture of claims: how many from how many outlets, as of when, at which address."""
    outlets = shown.fact("outlets", lambda frame: frame["outlet"].nunique())
    return source_text(len(shown), path, names, outlets=outlets, what=what)


def source_text(claims: int, path: str, names: Iterable[str], *, outlets: int | None = None, what: str = "") -> str:
    """The lines inside a picture, from counts; without a number of outlets they are not named.

    Args:
        claims: How many claims are behind the picture.
        path: Path of the page.
        names: Names of the address bar that mean something on it.
        outlets: How many outlets they come from.
        what: What the picture is of, in words: a picture that was saved has no heading beside it.
    """
    words = session.words()
    chosen = address.choice()
    day = numbers.day(chosen.asof or queries.newest_day(), words)
    short = address.link(path, address.with_effective(chosen).with_values(id="", lang="", tab=""), list(names))
    if outlets is None:
        first = escape(words("chart.source_claims", n=claims, day=day))
    else:
        first = escape(words("chart.source_line", n=claims, outlets=words("chart.outlets", n=outlets), day=day))
    if what:
        first = f"<b>{escape(what)}</b><br>{first}"
    return f"{first}<br>{'<br>'.join(escape(line) for line in _lines(short.split('://')[-1]))}"


def _lines(address: str) -> list[str]:
    """An address in lines that a phone's width holds, broken before a parameter."""
    lines = [""]
    for piece in address.replace("&", "\n&").split("\n"):
        if lines[-1] and len(lines[-1]) + len(piece) > _LINE:
            lines.append(piece)
        else:
            lines[-1] += piece
    return lines


def clicked(key: str) -> None:
    """Choose the claim of the dot that was clicked (the callback of charts); an emptied selection changes nothing."""
    points = st.session_state[key]["selection"]["points"]
    data = points[0].get("customdata") if points else None
    if isinstance(data, dict):
        data = list(data.values())
    found = data[0] if isinstance(data, list | tuple) and data else data
    if found and found != address.choice().id:
        address.put(id=str(found))


def sides_text(reporter: str, partner: str, indicator: str, words: Labels) -> str:
    """Both sides in words, with an arrow where the indicator has a direction."""
    a, b = numbers.place(reporter, words.code), numbers.place(partner, words.code)
    return words("pair.heading" if indicator in UNDIRECTED else "pair.direction", a=a, b=b)


_READABLE: dict[str, Callable[[Any, Labels], Any]] = {
    "pair": lambda row, words: sides_text(str(row.reporter), str(row.partner), str(row.indicator), words),
    "indicator": lambda row, words: _what(row, words),
    "period": lambda row, words: numbers.period(_text(row.period), words.code),
    "value": numbers.claimed,
    "status": lambda row, words: words.term("status", "implied" if row.implied else str(row.status)),
    "speaker": lambda row, words: _text(row.speaker) or words("column.article_itself"),
    "published": lambda row, words: numbers.as_date(row.published),
    "outlet": lambda row, words: _text(row.outlet) or "",
    "quote": lambda row, words: str(row.quote),
    "product": lambda row, words: _text(row.product) or "",
    "conflict_class": lambda row, words: words.term("conflict", _text(row.conflict_class)),
    "review": lambda row, words: words.term("review", str(row.review)),
}
_READ = (
    *("reporter", "partner", "indicator", "measure", "period", "value", "value_max", "unit", "bound", "status"),
    *("implied", "speaker", "published", "outlet", "quote", "product", "conflict_class", "review"),
)


def _what(row: Any, words: Labels) -> str:
    name = words.term("indicator", str(row.indicator))
    return name if row.measure == "level" else f"{name} · {words.term('measure', str(row.measure))}"


def _text(value: Any) -> str | None:
    return None if value is None or value != value or value == "" else str(value)
