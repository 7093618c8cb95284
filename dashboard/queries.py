"""What the pages read, cached once for all sessions.

A frame is shared between sessions and never changed: pages filter and copy. Every entry hangs on the store's version (the newest
row numbers), so that an ingest or a review shows on the next click and nothing else empties the cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st
from sqlalchemy import func, select

from dashboard import numbers
from data import schema
from data.engine import default_url
from data.store import Store, open_store

if TYPE_CHECKING:
    import pandas as pd

    from data.claim_rows import StoredClaim
    from extractors.records import Article

MOST_LISTED = 50_000  # a page never holds more claims than this; the data addresses give all of them


def store() -> Store:
    """The store of this server, opened once."""
    return _store(default_url())


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


def version() -> str:
    """A text that changes whenever something in the store does."""
    with store().reading() as connection:
        newest = [
            connection.execute(select(func.max(table.c.no))).scalar_one()
            for table in (schema.articles, schema.reviews, schema.claim_events, schema.reference_series, schema.runs)
        ]
    return "-".join([store().where, *(str(number or 0) for number in newest)])


def as_day(text: str) -> date | None:
    """The as-of day of the address, or None for today."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Wanted:
    """Which claims a page asks the store for; the rest is filtered in the frame."""

    pair: str | None = None
    indicator: str | None = None
    as_of: date | None = None
    article_id: str | None = None
    claim_key: str | None = None
    limit: int | None = None


def claims(wanted: Wanted, language: str) -> pd.DataFrame:
    """Claims as a frame with the columns of claims.csv, names in the reader's language. Never change it: copy first.

    Args:
        wanted: Filter that the store applies.
        language: Code of the interface language, for the names of places.
    """
    return _claims(version(), wanted, language)


@st.cache_resource(max_entries=64, show_spinner=False)
def _claims(version: str, wanted: Wanted, language: str) -> pd.DataFrame:
    asked: dict[str, Any] = {name: value for name, value in vars(wanted).items() if value is not None}
    return store().claims_frame(names=lambda code: numbers.place(code, language), **asked)


def coverage() -> pd.DataFrame:
    """Claims by pair (rows, most claims first) and indicator (columns)."""
    return _coverage(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _coverage(version: str) -> pd.DataFrame:
    return store().coverage()


def counts() -> dict[str, int]:
    """Articles, claims, pairs, reviews waiting."""
    return _counts(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _counts(version: str) -> dict[str, int]:
    return store().counts()


def newest_day() -> date | None:
    """Day of the newest article: what "data as of" means."""
    return _days(version())[1]


def first_day() -> date | None:
    """Day of the oldest article."""
    return _days(version())[0]


@st.cache_resource(max_entries=4, show_spinner=False)
def _days(version: str) -> tuple[date | None, date | None]:
    published = schema.articles.c.published
    with store().reading() as connection:
        first, last = connection.execute(select(func.min(published), func.max(published))).one()
    return numbers.as_date(first), numbers.as_date(last)


def claim(claim_id: str) -> StoredClaim | None:
    """One claim with its evidence; None where there is none with this id."""
    from extractors.errors import StoreError

    try:
        return store().claim(claim_id)
    except StoreError:
        return None


def article_of(stored: StoredClaim) -> Article:
    """The article that a claim stands in."""
    return store().article(stored.content_id)


def claims_of_article(article_id: str, language: str) -> pd.DataFrame:
    """All current claims of one article, in the order of the text."""
    frame = claims(Wanted(article_id=article_id), language)
    return frame.sort_values(["quote_field", "quote_start"], ascending=[False, True])


def without_rejected(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims that count: what a person rejected or replaced is left out."""
    return frame[~frame["review"].isin(["rejected", "superseded", "withdrawn"])]
