"""What the pages read, cached once for all sessions.

A frame is shared between sessions and never changed: pages filter and copy. Every entry hangs on the store's version
(the newest row numbers), so that an ingest or a review shows on the next click and nothing else empties the cache.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import func, select

from dashboard import numbers
from dashboard.memory import remembered
from dashboard.slices import Slice
from data import comparison, schema
from data import reference as data_reference
from data import series as data_series
from data.claims import UNDIRECTED
from data.engine import default_url
from data.reviews import review_log
from data.store import Store, open_store

if TYPE_CHECKING:
    from data.claim_rows import StoredClaim
    from data.comparing.findings import Finding, ImpliedValue
    from data.evaluation import Tally
    from extractors.records import Article

MOST_LISTED = 50_000  # a page never holds more claims than this; the data addresses give all of them
MOST_HELD = 150_000  # rows of claims that one kind of result keeps at hand, about 150 MB


def store() -> Store:
    """The store of this server, opened once."""
    return _store(default_url())


@remembered(entries=4)
def _store(url: str) -> Store:
    return open_store(url)


class _Run(threading.local):
    """What one run of a page knows already; other threads (data addresses, downloads) ask the store each time."""

    in_run: bool = False
    version: str = ""


_run = _Run()


def begin_run() -> None:
    """A page begins: look at the store anew, once."""
    _run.in_run, _run.version = True, ""


def version() -> str:
    """A text that changes whenever something in the store does."""
    if not _run.in_run:
        return _version()
    if not _run.version:
        _run.version = _version()
    return _run.version


def _version() -> str:
    tables = (schema.articles, schema.reviews, schema.claim_events, schema.reference_series, schema.runs)
    asked = select(*(select(func.max(table.c.no)).scalar_subquery() for table in tables))
    with store().reading() as connection:
        newest = connection.execute(asked).one()
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
        language: Code of the interface language, for the names of places; "" leaves them English.
    """
    return _claims(version(), wanted, language)


@remembered(entries=512, rows=MOST_HELD)
def _claims(version: str, wanted: Wanted, language: str) -> pd.DataFrame:
    asked: dict[str, Any] = {name: value for name, value in vars(wanted).items() if value is not None}
    names = (lambda code: numbers.place(code, language)) if language else None
    return store().claims_frame(names=names, **asked)


def coverage() -> pd.DataFrame:
    """Claims by pair (rows, most claims first) and indicator (columns)."""
    return _coverage(version())


@remembered(entries=4)
def _coverage(version: str) -> pd.DataFrame:
    return store().coverage()


def pairs() -> tuple[str, ...]:
    """All pairs, those with most claims first."""
    return _pairs(version())


@remembered(entries=4)
def _pairs(version: str) -> tuple[str, ...]:
    return tuple(str(pair) for pair in _coverage(version).index)


def indicator_counts(pair: str) -> dict[str, int]:
    """How many claims a pair has by indicator."""
    return _indicator_counts(version(), pair)


@remembered(entries=1_024)
def _indicator_counts(version: str, pair: str) -> dict[str, int]:
    row: pd.Series[int] = _coverage(version).T[pair]
    return {str(name): int(number) for name, number in row.items()}


def counts() -> dict[str, int]:
    """Articles, claims, pairs, reviews waiting."""
    return _counts(version())


@remembered(entries=4)
def _counts(version: str) -> dict[str, int]:
    return store().counts()


def newest_day() -> date | None:
    """Day of the newest article: what "data as of" means."""
    return _days(version())[1]


def first_day() -> date | None:
    """Day of the oldest article."""
    return _days(version())[0]


@remembered(entries=4)
def _days(version: str) -> tuple[date | None, date | None]:
    published = schema.articles.c.published
    with store().reading() as connection:
        first, last = connection.execute(select(func.min(published), func.max(published))).one()
    return numbers.as_date(first), numbers.as_date(last)


def claim(claim_id: str) -> StoredClaim | None:
    """One claim with its evidence; None where there is none with this id."""
    return _claim(version(), claim_id)


@remembered(entries=5_000)
def _claim(version: str, claim_id: str) -> StoredClaim | None:
    from extractors.errors import StoreError

    try:
        return store().claim(claim_id)
    except StoreError:
        return None


def article_of(stored: StoredClaim) -> Article:
    """The article that a claim stands in."""
    return _article(store().where, stored.content_id)


@remembered(entries=2_000)
def _article(where: str, content_id: str) -> Article:
    return store().article(content_id)


def claims_of_article(article_id: str, language: str) -> pd.DataFrame:
    """All current claims of one article, in the order of the text."""
    frame = claims(Wanted(article_id=article_id), language)
    return frame.sort_values(["quote_field", "quote_start"], ascending=[False, True])


def without_rejected(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims that count: what a person rejected or replaced is left out."""
    return frame[~frame["review"].isin(["rejected", "superseded", "withdrawn"])]


def counting(wanted: Wanted, language: str) -> Slice:
    """The claims that count, as the first slice of a page."""
    return Slice(claims(wanted, language), (version(), wanted, language)).step("counting", "", without_rejected)


def listed(wanted: Wanted, language: str, *, marked: bool) -> Slice:
    """All claims, also rejected ones, as the first slice of a page; on wish with what is known of each."""
    first = Slice(claims(wanted, language), (version(), wanted, language))
    return first.step("marked", "", lambda frame: with_marks(frame, wanted.pair, wanted.as_of)) if marked else first


# -- comparison ----------------------------------------------------------------------------------------------------


def marks(pair: str | None, as_of: date | None) -> pd.DataFrame:
    """Conflict class, the claims it is with, and the speaker's role, by claim id; of one pair or of all.

    Args:
        pair: Both codes, or None for every pair (only where the table is small enough to list).
        as_of: The day as of which is judged.
    """
    return _marks(version(), pair, as_of)


@remembered(entries=512, rows=MOST_HELD)
def _marks(version: str, pair: str | None, as_of: date | None) -> pd.DataFrame:
    frame = _claims(version, Wanted(pair=pair, as_of=as_of), "")
    found = comparison.marks(frame, as_of)
    found.index = frame["claim_id"].astype(object)
    return found


def with_marks(frame: pd.DataFrame, pair: str | None, as_of: date | None) -> pd.DataFrame:
    """The claims with `conflict_class`, `conflict_with` and `speaker_role` filled in."""
    if frame.empty:
        return frame
    found = marks(pair, as_of).reindex(frame["claim_id"].astype(object))
    return frame.assign(**{name: pd.array(found[name].to_numpy(), dtype="str") for name in found.columns})


def small_enough() -> bool:
    """Whether the whole table can be judged at once within a page's time."""
    return counts()["claims"] <= MOST_LISTED


def findings(pair: str | None, as_of: date | None) -> tuple[Finding, ...]:
    """All findings of one pair or, where the table is small enough, of all."""
    return _findings(version(), pair, as_of)


@remembered(entries=48)
def _findings(version: str, pair: str | None, as_of: date | None) -> tuple[Finding, ...]:
    frame = _claims(version, Wanted(pair=pair, as_of=as_of), "")
    found = comparison.all_findings(frame, as_of) if pair is None else comparison.compare(frame, pair, None, as_of)
    return tuple(found)


def implied(pair: str, as_of: date | None) -> tuple[ImpliedValue, ...]:
    """Every value of a pair that nobody stated but that follows from claims."""
    return _implied(version(), pair, as_of)


@remembered(entries=48)
def _implied(version: str, pair: str, as_of: date | None) -> tuple[ImpliedValue, ...]:
    return comparison.implied(_claims(version, Wanted(pair=pair, as_of=as_of), ""), pair, as_of)


def series(pair: str, indicator: str, measure: str, as_of: date | None) -> pd.DataFrame:
    """The series of a pair, both directions, all units and the total only: one row a period."""
    return _series(version(), pair, indicator, measure, as_of)


@remembered(entries=48)
def _series(version: str, pair: str, indicator: str, measure: str, as_of: date | None) -> pd.DataFrame:
    frame = _claims(version, Wanted(pair=pair, indicator=indicator, as_of=as_of), "")
    one, two = pair.split("-")
    tables = [data_series.series(frame, (a, b), indicator, measure, as_of) for a, b in ((one, two), (two, one))]
    if indicator in UNDIRECTED:
        tables = tables[:1]
    filled = [table for table in tables if not table.empty]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


def reference() -> pd.DataFrame:
    """Official values: those that come with the project and those loaded into the store."""
    return _reference(version())


@remembered(entries=2)
def _reference(version: str) -> pd.DataFrame:
    bundled = data_reference.reference_frame(data_reference.bundled_reference().values)
    loaded = store().reference_frame()
    return pd.concat([bundled, loaded], ignore_index=True) if not loaded.empty else bundled


def official_sides(reporter: str, partner: str, indicator: str) -> pd.DataFrame:
    """What each side's statistics say about a pair; the order matters where the indicator has a direction."""
    return _official_sides(version(), reporter, partner, indicator)


@remembered(entries=256)
def _official_sides(version: str, reporter: str, partner: str, indicator: str) -> pd.DataFrame:
    return comparison.official_sides(_reference(version), (reporter, partner), indicator)


def official_findings(pair: str, as_of: date | None) -> tuple[Finding, ...]:
    """Where each claim of a pair stands to the band between both sides' statistics."""
    return _official_findings(version(), pair, as_of)


@remembered(entries=48)
def _official_findings(version: str, pair: str, as_of: date | None) -> tuple[Finding, ...]:
    frame = _claims(version, Wanted(pair=pair, as_of=as_of), "")
    found = comparison.compare(frame, pair, None, as_of, reference=_reference(version))
    return tuple(one for one in found if one.kind == "official")


# -- reviews -------------------------------------------------------------------------------------------------------


def last_reviews() -> dict[str, dict[str, Any]]:
    """The newest review of every claim that has one."""
    return _last_reviews(version())


@remembered(entries=2)
def _last_reviews(version: str) -> dict[str, dict[str, Any]]:
    return {entry["claim_id"]: entry for entry in review_log(store())}


def reported() -> frozenset[str]:
    """Claims of which somebody said that they are wrong, and nobody has looked since."""
    return frozenset(
        claim for claim, entry in last_reviews().items() if entry["verdict"] == "reopen" and entry["reason"]
    )


EXPLAINED = "explained: "


def explanation(finding: Finding) -> str:
    """Why a finding is no conflict, where somebody has said so for all of its claims; else ""."""
    notes = last_reviews()
    reasons = [str(notes[claim.claim_id]["reason"]) if claim.claim_id in notes else "" for claim in finding.claims]
    return (
        reasons[0].removeprefix(EXPLAINED)
        if reasons and all(reason.startswith(EXPLAINED) for reason in reasons)
        else ""
    )


# -- quality -------------------------------------------------------------------------------------------------------


@remembered(entries=1)
def quality() -> dict[str, Tally] | None:
    """How well the installed extractor reads the annotated articles, by language; None where they are not bundled."""
    from data import annotated, evaluation
    from extractors import extract

    files = annotated.gold_files()
    if not files:
        return None
    gold = annotated.load_gold(files)
    return dict(evaluation.evaluate(gold, evaluation.extract_all(gold, extract)).languages)
