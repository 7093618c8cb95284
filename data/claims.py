"""What a claim is outside the extractor: its ids, its key, and the row that everybody reads.

`ClaimRow` is the contract of `claims.csv` and of every frame of claims: column order, types and meanings. Data package,
SDMX and the data dictionary are generated from it.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from pydantic import Field

from extractors.records import Article, Bound, FieldName, Indicator, Measure, Record, Status

_ARTICLE_DIGITS = 10

# The order of the two sides says nothing: both codes are written sorted.
UNDIRECTED: frozenset[str] = frozenset({"trade_turnover", "national_currency_share", "agreement_value"})

Review = Literal["pending", "accepted", "fixed", "rejected", "superseded", "withdrawn"]
Frequency = Literal["A", "H", "Q", "M", "D", "C", "X"]


class ClaimRow(Record):
    """One row of `claims.csv`: who said which value about which period, on which day, in which words."""

    claim_id: str = Field(description="Hash of the article's content, the span and everything that is claimed")
    indicator: Indicator = Field(description="What is measured")
    measure: Measure = Field(description="level, signed change in percent or units, or times")
    reporter: str = Field(description="ISO 3166-1 alpha-3, WLD or a group code; sorted where order does not matter")
    partner: str = Field(description="The other side")
    reporter_name: str = Field(description="Name of the reporter in the language of the download")
    partner_name: str = Field(description="Name of the partner in the language of the download")
    product: str | None = Field(description="Empty for the total")
    period: str | None = Field(description="2024, 2025-08, 2025-01/2025-09, 2023/2024, 2025-11-26; empty: not stated")
    period_start: date | None = Field(description="First day of the period")
    period_end: date | None = Field(description="Last day of the period, inclusive")
    freq: Frequency | None = Field(description="A year, H half, Q quarter, M month, D day, C to date, X other span")
    time_period_sdmx: str | None = Field(description="The period as SDMX writes it, such as 2025-01-01/P9M")
    value: Decimal = Field(description="Full scale: 4.1 billion is 4100000000; percent in points")
    value_max: Decimal | None = Field(description="Upper end of a stated range")
    value_lo: Decimal | None = Field(description="Lowest amount that the wording allows; empty: open")
    value_hi: Decimal | None = Field(description="Highest amount that the wording allows; empty: open")
    unit: str = Field(description="ISO 4217 code, percent, ratio, count, tonne, m3 or barrel")
    bound: Bound = Field(description="exact, about, more than, less than")
    status: Status = Field(description="actual, target or forecast")
    speaker: str | None = Field(description="Who states it; empty: the article itself")
    speaker_role: str | None = Field(description="What kind of speaker")
    quote: str = Field(description="The words that carry value and unit")
    quote_start: int = Field(description="Offset of the quote in its field, in code points")
    quote_end: int = Field(description="End of the quote, exclusive")
    quote_field: FieldName = Field(description="title or text")
    lang: str = Field(description="Language of the article, ISO 639-1")
    published: date = Field(description="Day of publication: from then on the value was known")
    title: str = Field(description="Headline of the article")
    url: str | None = Field(description="Address of the article")
    outlet: str | None = Field(description="Who published it")
    source_id: str = Field(description="The article's own id, key of sources.csv")
    first_seen: date = Field(description="Day on which this store got the claim")
    superseded_on: date | None = Field(
        description="Day on which the same speaker gave a newer value or a review replaced it"
    )
    vintage_rank: int = Field(description="1: said on the first day that anything was said for this key")
    claim_key: str = Field(
        description="Equal for claims with the same sides, indicator, measure, product, period, unit"
    )
    conflict_class: str | None = Field(description="How the claim stands against others of its key")
    conflict_with: str | None = Field(description="Ids of those others, blank between them")
    implied: bool = Field(description="true: computed from other claims, not stated")
    rule: str | None = Field(description="Ids of the rules that fired, blank between them")
    confidence: float = Field(description="0 to 1")
    review: Review = Field(description="What a person said about it")
    reviewed_on: date | None = Field(description="Day of that review")
    link: str = Field(description="Address of the claim's page, relative to the dashboard")
    extractor_version: str = Field(description="Version of the rules that read it")
    dataset_version: str = Field(description="Hash of the ids and review states in this file")


CLAIM_COLUMNS: tuple[str, ...] = tuple(ClaimRow.model_fields)
DATE_COLUMNS: tuple[str, ...] = (
    "period_start", "period_end", "published", "first_seen", "superseded_on", "reviewed_on",
)  # fmt: skip
AMOUNT_COLUMNS: tuple[str, ...] = ("value", "value_max", "value_lo", "value_hi")
INTEGER_COLUMNS: tuple[str, ...] = ("quote_start", "quote_end", "vintage_rank")
TEXT_COLUMNS: tuple[str, ...] = tuple(
    name
    for name in CLAIM_COLUMNS
    if name not in {*DATE_COLUMNS, *AMOUNT_COLUMNS, *INTEGER_COLUMNS, "implied", "confidence"}
)


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def content_id(article: Article) -> str:
    """Id of an article by what it says and where it was published, not by the name somebody gave it.

    Case counts, blanks do not; the same words in another outlet or on another day are another article.
    """
    return _digest(
        article.published.isoformat(),
        _plain(article.title),
        _plain(article.text),
        article.outlet or "",
        article.url or "",
    )


def _plain(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def decimal_text(value: Decimal) -> str:
    """The exact value in plain digits, without trailing zeros: 4.10E+9 is 4100000000."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def pair_of(reporter: str, partner: str) -> str:
    """Both codes, sorted: the name of the pair whatever the direction."""
    return f"{reporter}-{partner}" if reporter <= partner else f"{partner}-{reporter}"


def claim_id_of(content: str, field: str, start: int, end: int, claimed: tuple[str | None, ...]) -> str:
    """Id of a claim: article content, span and the typed tuple; never rule, confidence or version.

    The first ten digits are those of the article, the rest are of the hash: the claims of an article lie together in
    the index, which a batch of random ids would have to rewrite almost as a whole.
    """
    said = "\x1f".join([part or "" for part in claimed])
    hashed = blake2b(f"{content}\x1f{field}\x1f{start}\x1f{end}\x1f{said}".encode(), digest_size=16).hexdigest()
    return content[:_ARTICLE_DIGITS] + hashed[_ARTICLE_DIGITS:]


@lru_cache(maxsize=65_536)
def claim_key_of(reporter: str, partner: str, indicator: str, measure: str, product: str | None, period: str | None,
                 unit: str) -> str:  # fmt: skip
    """Key of the thing that a claim is about, equal whatever the value and whoever says it."""
    if indicator in UNDIRECTED and partner < reporter:
        reporter, partner = partner, reporter
    return _digest(reporter, partner, indicator, measure, product or "", period or "", unit)


def claim_link(claim_id: str) -> str:
    """Address of the claim's page, relative to the dashboard."""
    return f"/iddia?id={claim_id}"
