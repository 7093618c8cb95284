"""Reading claims: the filter, the query, and the frame with exactly the columns of `claims.csv`."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, tuple_

from data.claims import AMOUNT_COLUMNS, CLAIM_COLUMNS, DATE_COLUMNS, INTEGER_COLUMNS, claim_link, pair_of
from data.period_columns import period_columns
from data.schema import articles, claim_state, claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import pandas as pd

    from data.country_names import Names
from data.inserting import chunks

_INDEXED = ("pair", "indicator", "measure", "period")  # the index that finds the claims of a key
_WIDE = 2_000  # more of these: read the whole table once instead of asking for each
_TOGETHER = 50
_PAGE = 200  # newest articles that are looked through at once


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; None asks nothing. Every given field must hold.

    Attributes:
        pair: Both codes in any order, "KGZ-RUS".
        as_of: What was known on that day: published then or before.
        history: Also claims that a review or a re-extraction took out (rejected, superseded, withdrawn).
        limit: At most so many, the newest first.
    """

    pair: str | None = None
    indicator: str | None = None
    measure: str | None = None
    reporter: str | None = None
    partner: str | None = None
    product: str | None = None
    period: str | None = None
    status: str | None = None
    unit: str | None = None
    speaker: str | None = None
    lang: str | None = None
    outlet: str | None = None
    review: str | None = None
    claim_key: str | None = None
    claim_ids: tuple[str, ...] | None = None
    article_id: str | None = None
    published_from: date | None = None
    as_of: date | None = None
    min_confidence: float | None = None
    history: bool = False
    limit: int | None = None

    def names_a_claim(self) -> bool:
        """Whether the filter says something about claims, and not only about their articles."""
        of_articles = {"lang", "outlet", "article_id", "published_from", "as_of", "history", "limit"}
        return any(getattr(self, f.name) is not None for f in fields(self) if f.name not in of_articles)

    def narrows_keys(self) -> bool:
        """Whether the filter may leave out claims of a key that it shows: then vintages need a second look."""
        whole = {"pair", "indicator", "measure", "reporter", "partner", "product", "period", "status", "unit",
                 "claim_key", "as_of", "history"}  # fmt: skip
        return any(getattr(self, f.name) is not None for f in fields(self) if f.name not in whole)


_c, _a, _s = claims.c, articles.c, claim_state.c
_REVIEW: ColumnElement[str] = func.coalesce(_s.review, "pending")
_CURRENT = func.coalesce(_s.is_current, 1) == 1
_JOINED = claims.join(articles, _c.article_no == _a.no).outerjoin(claim_state, _s.claim_id == _c.claim_id)

# What one row of the query holds, in this order.
_READ: dict[str, ColumnElement[Any]] = {
    "claim_id": _c.claim_id, "indicator": _c.indicator, "measure": _c.measure, "reporter": _c.reporter,
    "partner": _c.partner, "product": _c.product, "period": _c.period, "value": _c.value, "value_max": _c.value_max,
    "value_lo": _c.value_lo, "value_hi": _c.value_hi, "unit": _c.unit, "bound": _c.bound, "status": _c.status,
    "speaker": _c.speaker, "quote": _c.quote, "quote_start": _c.start, "quote_end": _c.end, "quote_field": _c.field,
    "lang": _a.lang, "published": _a.published, "title": _a.title, "url": _a.url, "outlet": _a.outlet,
    "source_id": _a.article_id, "first_seen": _c.first_seen, "superseded_on": _s.superseded_on,
    "claim_key": _c.claim_key, "rule": _c.rules, "confidence": _c.confidence, "review": _REVIEW,
    "reviewed_on": _s.reviewed_on, "extractor_version": _c.extractor_version, "pair": _c.pair,
}  # fmt: skip
_OF_CLAIM = (
    "indicator",
    "measure",
    "reporter",
    "partner",
    "product",
    "period",
    "status",
    "unit",
    "speaker",
    "claim_key",
)
_OF_ARTICLE = ("lang", "outlet", "article_id")
_AT = {name: position for position, name in enumerate(_READ)}


def conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on claims, articles and claim_state joined."""
    found: list[ColumnElement[bool]] = [] if wanted.history else [_CURRENT]
    if wanted.pair is not None:
        found.append(_c.pair == normal_pair(wanted.pair))
    for table, names in ((_c, _OF_CLAIM), (_a, _OF_ARTICLE)):
        asked = {name: getattr(wanted, name) for name in names}
        found.extend(table[name] == value for name, value in asked.items() if value is not None)
    if wanted.claim_ids is not None:
        found.append(_c.claim_id.in_(wanted.claim_ids))
    if wanted.review is not None:
        found.append(_REVIEW.in_((wanted.review,)))
    if wanted.published_from is not None:
        found.append(_a.published >= wanted.published_from.isoformat())
    if wanted.as_of is not None:
        found.append(_a.published <= wanted.as_of.isoformat())
    if wanted.min_confidence is not None:
        found.append(_c.confidence >= wanted.min_confidence)
    return found


def normal_pair(pair: str) -> str:
    """`RUS-KGZ` and `kgz-rus` as the store writes them: KGZ-RUS."""
    first, _, second = pair.upper().partition("-")
    return pair_of(first, second)


def ordered(query: Select[Any]) -> Select[Any]:
    """The fixed order of every export: by what the claim is about, then by when it was said."""
    return query.order_by(_c.pair, _c.indicator, _c.measure, _c.period.asc().nulls_first(), _a.published, _c.claim_id)


def read_rows(connection: Connection, wanted: ClaimFilter) -> Sequence[Row[Any]]:
    """The rows of the filter in fixed order; with a limit, of the newest articles."""
    query = select(*(column.label(name) for name, column in _READ.items())).select_from(_JOINED)
    query = query.where(*conditions(wanted))
    if wanted.limit is None:
        return connection.execute(ordered(query)).fetchall()
    newest = query.order_by(_a.published.desc(), _a.no.desc(), _c.start, _c.claim_id).limit(wanted.limit)
    if wanted.names_a_claim():
        return connection.execute(newest).fetchall()
    return _of_newest_articles(connection, newest, wanted)


def _of_newest_articles(connection: Connection, newest: Select[Any], wanted: ClaimFilter) -> Sequence[Row[Any]]:
    """The same rows, article by article from the newest on: a planner would read and sort the whole table."""
    found: list[Row[Any]] = []
    dated = conditions(replace(wanted, history=True))
    page = select(_a.no, _a.published).where(*dated).order_by(_a.published.desc(), _a.no.desc()).limit(_PAGE)
    after: tuple[str, int] | None = None
    while wanted.limit is not None and len(found) < wanted.limit:
        older = [] if after is None else [tuple_(_a.published, _a.no) < tuple_(*after)]
        articles_ = connection.execute(page.where(*older)).fetchall()
        if not articles_:
            break
        after = (articles_[-1].published, articles_[-1].no)
        found += connection.execute(newest.where(_a.no.in_([row.no for row in articles_]))).fetchall()
    return found[: wanted.limit]


def vintages(
    connection: Connection, rows: Sequence[Row[Any]], wanted: ClaimFilter
) -> dict[str, tuple[int, str | None]]:
    """For each claim its vintage rank and the day on which the same speaker gave a newer value."""
    key, status, speaker, published = (_AT[n] for n in ("claim_key", "status", "speaker", "published"))
    period, claim = _AT["period"], _AT["claim_id"]
    facts: Iterable[tuple[Any, ...]] = (
        (r[key], r[status], r[speaker], r[published], r[period], r[claim]) for r in rows
    )
    if wanted.narrows_keys():
        facts = _keys_in_full(connection, rows, wanted)
    days: dict[tuple[str, str], set[str]] = {}
    by_speaker: dict[tuple[str, str, str], set[str]] = {}
    kept = list(facts)
    for claim_key, state, who, day, about, _ in kept:
        days.setdefault((claim_key, state), set()).add(day)
        if who is not None and about is not None:
            by_speaker.setdefault((claim_key, state, who), set()).add(day)
    ranks = {k: {day: n for n, day in enumerate(sorted(v), 1)} for k, v in days.items()}
    following = {k: dict(zip(ordered_days := sorted(v), ordered_days[1:], strict=False)) for k, v in by_speaker.items()}
    return {
        claim_id: (ranks[claim_key, state][day], following.get((claim_key, state, who), {}).get(day))
        for claim_key, state, who, day, _, claim_id in kept
    }


def _keys_in_full(connection: Connection, rows: Sequence[Row[Any]], wanted: ClaimFilter) -> Iterable[tuple[Any, ...]]:
    """All claims of the keys in `rows`, also those that the filter leaves out."""
    keys = {r[_AT["claim_key"]] for r in rows}
    about = sorted({tuple(r[_AT[name]] for name in _INDEXED) for r in rows}, key=repr)
    query = select(_c.claim_key, _c.status, _c.speaker, _a.published, _c.period, _c.claim_id).select_from(_JOINED)
    query = query.where(*conditions(ClaimFilter(as_of=wanted.as_of, history=wanted.history)))
    if len(about) > _WIDE:
        queries = [query]
    else:
        queries = [
            query.where(or_(*(and_(*(_c[n] == v for n, v in zip(_INDEXED, one, strict=True))) for one in part)))
            for part in chunks(about, _TOGETHER)
        ]
    return (tuple(r) for one in queries for r in connection.execute(one) if r[0] in keys)


def dataset_version(ids_and_reviews: Iterable[tuple[str, str]]) -> str:
    """Hash of which claims in which review state a file or frame holds, whatever their order."""
    together = "".join(f"{claim}{review}" for claim, review in sorted(ids_and_reviews))
    return blake2b(together.encode(), digest_size=6).hexdigest()


def read_frame(connection: Connection, wanted: ClaimFilter, names: Names) -> pd.DataFrame:
    """The frame of the filter; see `records` for exact decimals instead of floats."""
    import numpy as np
    import pandas as pd

    table = columns_of(connection, wanted, names)
    size = len(table["claim_id"])
    series: dict[str, Any] = {}
    for name in CLAIM_COLUMNS:
        cells = table[name]
        if name in AMOUNT_COLUMNS:
            series[name] = np.fromiter((math.nan if v is None else float(v) for v in cells), np.float64, size)
        elif name in DATE_COLUMNS:
            series[name] = np.array([v or "NaT" for v in cells], dtype="datetime64[s]")
        elif name in INTEGER_COLUMNS:
            series[name] = np.fromiter(cells, np.int64, size)
        elif name == "implied":
            series[name] = np.zeros(size, dtype=bool)
        elif name == "confidence":
            series[name] = np.fromiter(cells, np.float64, size)
        else:
            series[name] = pd.array(cells, dtype="str")
    return pd.DataFrame(series, columns=list(CLAIM_COLUMNS))


def columns_of(connection: Connection, wanted: ClaimFilter, names: Names) -> dict[str, list[Any]]:
    """Cells of every column of `claims.csv`: text, exact decimals as text, days as ISO text, None where empty."""
    rows = read_rows(connection, wanted)
    table: dict[str, list[Any]] = {n: [r[i] for r in rows] for n, i in _AT.items() if n != "pair"}
    said = vintages(connection, rows, wanted)
    table["vintage_rank"] = [said[c][0] for c in table["claim_id"]]
    table["superseded_on"] = [
        _until(out or said[c][1], wanted.as_of)
        for c, out in zip(table["claim_id"], table["superseded_on"], strict=True)
    ]
    cached_names = {code: names(code) for code in {*table["reporter"], *table["partner"]}}
    table["reporter_name"] = [cached_names[code] for code in table["reporter"]]
    table["partner_name"] = [cached_names[code] for code in table["partner"]]
    spans = [period_columns(p) if p else None for p in table["period"]]
    table["period_start"] = [s and s.start.isoformat() for s in spans]
    table["period_end"] = [s and s.end.isoformat() for s in spans]
    table["freq"] = [s and s.freq for s in spans]
    table["time_period_sdmx"] = [s and s.sdmx for s in spans]
    table["first_seen"] = [seen[:10] for seen in table["first_seen"]]
    table["rule"] = [rule or None for rule in table["rule"]]
    nothing: list[Any] = [None] * len(rows)
    table.update(speaker_role=nothing, conflict_class=nothing, conflict_with=nothing)
    table["implied"] = [False] * len(rows)
    table["link"] = [claim_link(c) for c in table["claim_id"]]
    version = dataset_version(zip(table["claim_id"], table["review"], strict=True))
    table["dataset_version"] = [version] * len(rows)
    return {name: table[name] for name in CLAIM_COLUMNS}


def _until(day: str | None, as_of: date | None) -> str | None:
    return None if day is None or (as_of is not None and day > as_of.isoformat()) else day
