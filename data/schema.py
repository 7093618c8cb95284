"""The tables of the store, in SQLAlchemy Core.

    articles ──< claims ──< reviews           a person's verdict on a claim
       │            ├────< claim_events      re-extraction withdrew or restored it
       │            └────  claim_state       what reviews and events add up to (derived; only where not pending)
       ├──< extractions                      which version of the extractor has read the article
       └──── stories, shingles               the same agency story in several outlets
    coverage                                 current claims by pair and indicator (derived, kept in each transaction)
    reference_series                         official statistics, one row a vintage
    runs                                     what ingest, re-extraction and import did

Claims, reviews and events are only ever added. Days and times are ISO text and amounts are decimal text: exact and
equal in every database. Text compares by code point (`COLLATE "C"` where the server would not).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

SCHEMA_VERSION = 2

metadata = MetaData()


def _text() -> TypeEngine[str]:
    return Text().with_variant(Text(collation="C"), "postgresql")


def _code(length: int) -> TypeEngine[str]:
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def _number() -> TypeEngine[int]:
    """A row number that SQLite makes an alias of its own row id."""
    return BigInteger().with_variant(Integer(), "sqlite")


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

articles = Table(
    "articles",
    metadata,
    Column("no", _number(), primary_key=True, autoincrement=False),  # given out by the one writer
    Column("content_id", _code(32), nullable=False, unique=True),
    Column("article_id", _text(), nullable=False, index=True),
    Column("lang", _code(8)),  # as found by the extractor
    Column("lang_given", _code(8)),  # as the source declared it
    Column("published", _code(10), nullable=False, index=True),
    Column("updated", _code(10)),
    Column("date_is_weak", SmallInteger, nullable=False, default=0),
    Column("title", _text(), nullable=False),
    Column("text", _text()),  # None: known only through imported claims
    Column("outlet", _text()),
    Column("url", _text()),
    Column("first_seen", _code(20), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("claim_id", _code(32), primary_key=True),
    Column("article_no", _number(), ForeignKey("articles.no"), nullable=False, index=True),
    Column("origin", _code(10), nullable=False),  # extractor, review, import
    Column("supersedes", _code(32)),  # of a fix: the claim it corrects
    Column("pair", _text(), nullable=False),  # both codes, sorted
    Column("indicator", _text(), nullable=False),
    Column("measure", _code(16), nullable=False),
    Column("reporter", _code(16), nullable=False),
    Column("partner", _code(16), nullable=False),
    Column("product", _text()),
    Column("period", _code(32)),
    Column("value", _text(), nullable=False),
    Column("value_max", _text()),
    Column("value_lo", _text()),
    Column("value_hi", _text()),
    Column("unit", _code(16), nullable=False),
    Column("bound", _code(8), nullable=False),
    Column("status", _code(10), nullable=False),
    Column("speaker", _text()),
    Column("quote", _text(), nullable=False),
    Column("field", _code(8), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("claim_key", _code(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rules", _text(), nullable=False),  # rule ids, blank between them
    Column("evidence", _text(), nullable=False),  # JSON
    Column("extractor_version", _text(), nullable=False),
    Column("first_seen", _code(20), nullable=False),
    Index("ix_claims_pair", "pair", "indicator", "measure", "period"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("no", _number(), primary_key=True, autoincrement=True),
    Column("review_id", _code(32), nullable=False, unique=True),
    Column("claim_id", _code(32), ForeignKey("claims.claim_id"), nullable=False, index=True),
    Column("verdict", _code(8), nullable=False),  # accept, fix, reject, reopen
    Column("replacement_id", _code(32), index=True),
    Column("reason", _text(), nullable=False),
    Column("reviewer", _text(), nullable=False),
    Column("at", _code(20), nullable=False),
    Column("expect", _text()),  # JSON: what the extractor said when this was written
    Column("changes", _text()),  # JSON: the fields that a fix sets
)

claim_events = Table(
    "claim_events",
    metadata,
    Column("no", _number(), primary_key=True, autoincrement=True),
    Column("claim_id", _code(32), ForeignKey("claims.claim_id"), nullable=False, index=True),
    Column("kind", _code(10), nullable=False),  # withdrawn, restored
    Column("at", _code(20), nullable=False),
    Column("extractor_version", _text(), nullable=False),
)

claim_state = Table(
    "claim_state",
    metadata,
    Column("claim_id", _code(32), ForeignKey("claims.claim_id"), primary_key=True),
    Column("review", _code(10), nullable=False),
    Column("reviewed_on", _code(10)),
    Column("is_current", SmallInteger, nullable=False),
    Column("superseded_on", _code(10)),
    Column("superseded_by", _code(32)),
)

extractions = Table(
    "extractions",
    metadata,
    Column("article_no", _number(), ForeignKey("articles.no"), primary_key=True, autoincrement=False),
    Column("extractor_version", _text(), primary_key=True),
    Column("at", _code(20), nullable=False),
    Column("claims", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
)

coverage = Table(
    "coverage",
    metadata,
    Column("pair", _text(), primary_key=True),
    Column("indicator", _text(), primary_key=True),
    Column("claims", Integer, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("article_no", _number(), ForeignKey("articles.no"), primary_key=True, autoincrement=False),
    Column("story_no", _number(), ForeignKey("articles.no"), nullable=False, index=True),  # its first article
    Column("similarity", Float, nullable=False),
)

shingles = Table(
    "shingles",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_no", _number(), ForeignKey("articles.no"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

reference_series = Table(
    "reference_series",
    metadata,
    Column("no", _number(), primary_key=True, autoincrement=True),
    Column("reporter", _code(16), nullable=False),
    Column("partner", _code(16), nullable=False),
    Column("flow", _code(8), nullable=False),  # exports, imports
    Column("valuation", _code(8), nullable=False),  # FOB, CIF, or empty where the file does not say
    Column("period", _code(32), nullable=False),
    Column("value", _text(), nullable=False),
    Column("unit", _code(16), nullable=False),
    Column("source", _text(), nullable=False),
    Column("vintage", _text(), nullable=False),
    Column("file_sha256", _code(64), nullable=False),
    Column("loaded_at", _code(20), nullable=False),
    UniqueConstraint(
        "reporter", "partner", "flow", "valuation", "period", "unit", "source", "vintage", name="uq_reference_series"
    ),
)

runs = Table(
    "runs",
    metadata,
    Column("no", _number(), primary_key=True, autoincrement=True),
    Column("kind", _code(16), nullable=False),
    Column("started", _code(20), nullable=False),
    Column("finished", _code(20)),
    Column("extractor_version", _text(), nullable=False),
    Column("summary", _text(), nullable=False),  # JSON
)
