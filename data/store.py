"""The store: articles and claims in, frames out. `open_store()` is the only way to one."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, func, select

from data import schema
from data.claim_queries import ClaimFilter, columns_of, read_frame
from data.claim_rows import StoredClaim, claim_row, observation_of
from data.claims import content_id, decimal_text
from data.country_names import Names, country_name
from data.engine import default_url, make_engine, shown, translated, writing
from data.extractor_version import extractor_version as current_version
from data.inserting import (
    adopt_imported,
    article_of,
    article_row,
    chunks,
    count_current,
    insert_articles,
    insert_rows,
)
from data.migrations import bring_up_to_date
from extractors.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from extractors.records import Article, Extraction


_BULK_ARTICLES = 1000


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one `Store.add` did: `new` holds the content ids that were stored, `known` counts those already there."""

    new: tuple[str, ...]
    known: int
    claims: int
    without_figures: int


def open_store(url: str | None = None) -> Store:
    """Open the store, make it if it is not there, and bring an old one up to date.

    Args:
        url: SQLAlchemy address; default is `IKILI_DB_URL` or an SQLite file in the user's data folder.

    Raises:
        StoreError: It cannot be opened; the message says why and what to do.
    """
    engine = make_engine(url or default_url())
    where = shown(engine.url)
    try:
        with translated(where):
            bring_up_to_date(engine, where)
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


def now_text() -> str:
    """The present moment as the store writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """Articles and claims in one database. Claims are only ever added; see `data.reviews` for what a person changes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.where = shown(engine.url)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for one consistent look at the store."""
        with translated(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False, bulk: bool = False) -> Iterator[Connection]:
        """A connection whose whole block is one transaction: all of it is stored, or nothing.

        There is one writer at a time: others wait, readers do not.

        Args:
            durable: Safe from a power cut once the block ends. Without it a power cut (not a crash of the program) may
                take the newest transactions of an SQLite file, which an ingest simply repeats.
            bulk: Thousands of rows: worth much memory for as long as it lasts.
        """
        with translated(self.where), writing(self.engine, durable=durable, bulk=bulk) as connection:
            yield connection

    # -- in ------------------------------------------------------------------------------------------------------

    def known(self, content_ids: Sequence[str]) -> set[str]:
        """Which of these articles are stored."""
        column = schema.articles.c.content_id
        with self.reading() as connection:
            return {
                found
                for part in chunks(content_ids)
                for found in connection.execute(select(column).where(column.in_(part))).scalars()
            }

    def add(self, items: Iterable[tuple[Article, Extraction]], *, extractor_version: str | None = None,
            now: str | None = None) -> AddReport:  # fmt: skip
        """Store articles with what was extracted from them, in one transaction.

        An article whose content is stored already adds nothing, whatever its claims (that is `data.reextract`). The
        same article id with other content is another article; `versions` lists both.

        Raises:
            StoreError: Nothing of the batch was stored.
            IkiliError: An observation cannot be a claim (a period that is none).
        """
        version, moment = extractor_version or current_version(), now or now_text()
        batch: dict[str, tuple[Article, Extraction]] = {}
        total = 0
        for article, extraction in items:
            total += 1
            batch.setdefault(content_id(article), (article, extraction))
        prepared = {
            content: [claim_row(o, content, version, moment) for o in extraction.observations]
            for content, (_, extraction) in batch.items()
        }
        with self.writing(bulk=len(batch) >= _BULK_ARTICLES) as connection:
            numbers = insert_articles(connection, [article_row(c, a, e.lang, moment) for c, (a, e) in batch.items()])
            rows = []
            for content, number in numbers.items():
                for row in {r["claim_id"]: r for r in prepared[content]}.values():
                    row["article_no"] = number
                    rows.append(row)
            if insert_rows(connection, schema.claims, rows, ignore=True) != len(rows):
                rows = adopt_imported(connection, rows)
            count_current(connection, Counter(map(itemgetter("pair", "indicator"), rows)))
            insert_rows(connection, schema.extractions, [
                {"article_no": n, "extractor_version": version, "at": moment, "claims": len(prepared[c]),
                 "rejected": len(batch[c][1].rejected)}
                for c, n in numbers.items()
            ])  # fmt: skip
        empty = sum(1 for content in numbers if not prepared[content])
        return AddReport(tuple(numbers), total - len(numbers), len(rows), empty)

    # -- claims out ----------------------------------------------------------------------------------------------

    def claims_frame(
        self, wanted: ClaimFilter | None = None, *, names: Names | None = None, **fields: Any
    ) -> pd.DataFrame:
        """Claims as a frame with exactly the columns of `claims.csv` (`data.claims.CLAIM_COLUMNS`), in fixed order.

        Amounts are float64, days datetime64[s], text `str` with NaN where empty. The filter is a `ClaimFilter`, its
        fields as keywords, or both: `store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover")`.

        Args:
            wanted: The filter.
            names: From a country code to its name; default is the English name.
            **fields: Fields of `ClaimFilter`.
        """
        with self.reading() as connection:
            return read_frame(connection, replace(wanted or ClaimFilter(), **fields), names or country_name)

    def claims_table(
        self, wanted: ClaimFilter | None = None, *, names: Names | None = None, **fields: Any
    ) -> dict[str, list[Any]]:
        """The same cells as plain lists: amounts and days as exact text, None where empty."""
        with self.reading() as connection:
            return columns_of(connection, replace(wanted or ClaimFilter(), **fields), names or country_name)

    def newest(self, limit: int = 20, *, names: Names | None = None) -> pd.DataFrame:
        """Claims of the newest articles, newest first."""
        return self.claims_frame(limit=limit, names=names)

    def claim(self, claim_id: str) -> StoredClaim:
        """One claim with evidence and rules.

        Raises:
            StoreError: There is no such claim.
        """
        c, a, s = schema.claims.c, schema.articles, schema.claim_state.c
        joined = schema.claims.join(a).outerjoin(schema.claim_state, s.claim_id == c.claim_id)
        columns = [*c, *(a.c[n].label(f"a_{n}") for n in a.c.keys()), s.review, s.is_current, s.superseded_by]  # noqa: SIM118
        with self.reading() as connection:
            row = (
                connection.execute(select(*columns).select_from(joined).where(c.claim_id == claim_id))
                .mappings()
                .first()
            )
        if row is None:
            raise StoreError(self.where, f"no claim {claim_id}", "take the id from the table of claims")
        article = {name.removeprefix("a_"): value for name, value in row.items() if name.startswith("a_")}
        return StoredClaim(
            claim_id=claim_id,
            claim_key=row["claim_key"],
            content_id=article["content_id"],
            observation=observation_of(dict(row), article_of(article), article["lang"]),
            value_lo=_decimal(row["value_lo"]),
            value_hi=_decimal(row["value_hi"]),
            origin=row["origin"],
            supersedes=row["supersedes"],
            extractor_version=row["extractor_version"],
            first_seen=row["first_seen"],
            review=row["review"] or "pending",
            is_current=row["is_current"] in (None, 1),
            superseded_by=row["superseded_by"],
        )

    # -- articles out --------------------------------------------------------------------------------------------

    def article(self, identity: str) -> Article:
        """One article by its content id, or by its own id (then its newest version).

        Raises:
            StoreError: There is no such article.
        """
        a = schema.articles.c
        query = (
            select(schema.articles).where((a.content_id == identity) | (a.article_id == identity)).order_by(a.no.desc())
        )
        with self.reading() as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        if row is None:
            raise StoreError(self.where, f"no article {identity}", "take the id from the table of sources")
        return article_of(row)

    def article_of_claim(self, claim_id: str) -> Article:
        """The article that a claim stands in."""
        return self.article(self.claim(claim_id).content_id)

    def versions(self, article_id: str) -> list[str]:
        """Content ids of all that was ever stored under an article id, oldest first."""
        a = schema.articles.c
        with self.reading() as connection:
            return list(
                connection.execute(select(a.content_id).where(a.article_id == article_id).order_by(a.no)).scalars()
            )

    # -- counts --------------------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """Articles, claims (current), pairs, indicators, reviewed claims, reference values."""
        c, s = schema.coverage.c, schema.claim_state.c
        with self.reading() as connection:
            claims_, pairs, indicators = connection.execute(
                select(func.coalesce(func.sum(c.claims), 0), func.count(func.distinct(c.pair)),
                       func.count(func.distinct(c.indicator))).where(c.claims > 0)
            ).one()  # fmt: skip
            reviewed = select(func.count()).where(s.review.in_(("accepted", "fixed")), s.is_current == 1)
            return {
                "articles": _count(connection, schema.articles),
                "claims": int(claims_),
                "pairs": int(pairs),
                "indicators": int(indicators),
                "reviewed": int(connection.execute(reviewed).scalar_one()),
                "pending": int(claims_) - int(connection.execute(reviewed).scalar_one()),
                "reference": _count(connection, schema.reference_series),
            }

    def coverage(self) -> pd.DataFrame:
        """Current claims by pair (index, most claims first) and indicator (columns)."""
        import numpy as np
        import pandas as pd

        c = schema.coverage.c
        with self.reading() as connection:
            rows = connection.execute(select(c.pair, c.indicator, c.claims).where(c.claims > 0)).fetchall()
        totals: Counter[str] = Counter()
        for pair, _, number in rows:
            totals[pair] += number
        pairs = sorted(totals, key=lambda pair: (-totals[pair], pair))
        indicators = sorted({indicator for _, indicator, _ in rows})
        at, across = ({name: n for n, name in enumerate(names)} for names in (pairs, indicators))
        matrix = np.zeros((len(pairs), len(indicators)), dtype=np.int64)
        for pair, indicator, number in rows:
            matrix[at[pair], across[indicator]] = number
        return pd.DataFrame(
            matrix,
            index=pd.Index(pairs, name="pair", dtype="str"),
            columns=pd.Index(indicators, name="indicator", dtype="str"),
        )

    def pairs(self) -> list[str]:
        """All pairs with a current claim, most claims first."""
        return [str(pair) for pair in self.coverage().index]

    # -- official statistics -------------------------------------------------------------------------------------

    def add_reference(self, rows: Iterable[Mapping[str, Any]], *, now: str | None = None) -> int:
        """Store official values; one that is there already (same vintage and source) adds nothing.

        Args:
            rows: reporter, partner, flow, valuation, period, value (Decimal), unit, source, vintage, file_sha256.
            now: The moment to write down.

        Returns:
            How many were new.
        """
        moment = now or now_text()
        values = [{**row, "value": _exact(row["value"]), "loaded_at": moment} for row in rows]
        with self.writing() as connection:
            before = _count(connection, schema.reference_series)
            insert_rows(connection, schema.reference_series, values, ignore=True)
            return _count(connection, schema.reference_series) - before

    def reference_frame(self, *, reporter: str | None = None, partner: str | None = None, pair: str | None = None,
                        flow: str | None = None, period: str | None = None) -> pd.DataFrame:  # fmt: skip
        """Official values: the columns of `reference_series`, value as float64."""
        import pandas as pd

        t = schema.reference_series
        query = select(*(c for c in t.c if c.name not in ("no", "loaded_at")))
        for column, wanted in (
            (t.c.reporter, reporter),
            (t.c.partner, partner),
            (t.c.flow, flow),
            (t.c.period, period),
        ):
            if wanted is not None:
                query = query.where(column == wanted)
        if pair is not None:
            first, _, second = pair.upper().partition("-")
            query = query.where(t.c.reporter.in_((first, second)), t.c.partner.in_((first, second)))
        with self.reading() as connection:
            result = connection.execute(query.order_by(t.c.reporter, t.c.partner, t.c.flow, t.c.period, t.c.vintage))
            frame = pd.DataFrame(result.fetchall(), columns=list(result.keys()))
        return frame.assign(value=frame["value"].astype("float64"))

    def log_run(
        self, kind: str, started: str, summary: Mapping[str, Any], *, extractor_version: str | None = None
    ) -> None:
        """Write down what an ingest, re-extraction or import did."""
        row = {
            "kind": kind,
            "started": started,
            "finished": now_text(),
            "summary": json.dumps(summary, ensure_ascii=False),
            "extractor_version": extractor_version or current_version(),
        }
        with self.writing() as connection:
            insert_rows(connection, schema.runs, [row])


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _exact(value: Decimal | int | float | str) -> str:
    return decimal_text(value if isinstance(value, Decimal) else Decimal(str(value)))
