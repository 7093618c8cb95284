"""Better rules over the articles that are stored: what is gained, what is lost, nothing erased.

A claim that the new rules no longer make is withdrawn by an event and keeps its row; one that they make again is
restored. What a person accepted or fixed stands, and `guards` names what must be looked at again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import and_, func, select

from data import schema
from data.claim_rows import claim_row
from data.claim_state import refresh
from data.extractor_version import extractor_version
from data.inserting import article_of, chunks, count_current, insert_rows
from data.reviews import BrokenGuard, broken_guards
from data.store import now_text
from extractors.errors import ArticleError, IkiliError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, RowMapping

    from data.claim_rows import Row
    from data.ingest import Extract
    from data.store import Store

BATCH_ARTICLES = 200


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim that a re-extraction gained or lost."""

    kind: Literal["gained", "lost"]
    claim_id: str
    article_id: str
    pair: str
    indicator: str
    measure: str
    value: str
    unit: str
    period: str | None
    speaker: str | None
    quote: str
    rules: str

    def line(self) -> str:
        """As one line of a report: + gained, - lost."""
        sign = "+" if self.kind == "gained" else "-"
        return (
            f"{sign} {self.article_id} {self.pair} {self.indicator} {self.measure} {self.value} {self.unit} "
            f"{self.period or 'no period'} {self.speaker or 'the article'}: {self.quote!r} [{self.rules}]"
        )


@dataclass
class ReextractReport:
    """What a re-extraction changed.

    Attributes:
        articles: Articles that were read again.
        unchanged: Claims that both versions make.
        gained: Claims that only the new version makes.
        lost: Claims that only the old version made.
        guards: Fixes and rejections of claims that are no longer made.
        failures: Articles that the extractor failed on; they keep what they had.
    """

    articles: int = 0
    unchanged: int = 0
    gained: list[ClaimChange] = field(default_factory=list)
    lost: list[ClaimChange] = field(default_factory=list)
    guards: list[BrokenGuard] = field(default_factory=list)
    failures: list[ArticleError] = field(default_factory=list)

    def summary(self) -> str:
        """One line."""
        return (
            f"articles {self.articles}, unchanged {self.unchanged}, gained {len(self.gained)}, lost {len(self.lost)}, "
            f"guards broken {len(self.guards)}, failed {len(self.failures)}"
        )


def waiting(store: Store, version: str | None = None) -> int:
    """How many stored articles this version of the extractor has not read."""
    with store.reading() as connection:
        return int(connection.execute(_unread(version or extractor_version(), func.count())).scalar_one())


def reextract(store: Store, *, extract: Extract | None = None, version: str | None = None, dry_run: bool = False,
              progress: Callable[[int, int], None] | None = None) -> ReextractReport:  # fmt: skip
    """Read every article again that this version has not read; each batch is one transaction.

    Args:
        store: The store.
        extract: The extractor, if not the installed one.
        version: Its version.
        dry_run: Report what would change, change nothing.
        progress: Called after each batch with articles done and articles in all.
    """
    if extract is None:
        from extractors import extract as installed

        extract = installed
    now, version = now_text(), version or extractor_version()
    report = ReextractReport()
    total, after = waiting(store, version), 0
    while True:
        with store.reading() as connection:
            a = schema.articles
            query = _unread(version, a).where(a.c.no > after).order_by(a.c.no).limit(BATCH_ARTICLES)
            articles = connection.execute(query).mappings().all()
        if not articles:
            break
        after = int(articles[-1]["no"])
        made = {int(row["no"]): m for row in articles if (m := _made(row, extract, version, now, report)) is not None}
        numbered = {int(row["no"]): row for row in articles if row["no"] in made}
        if dry_run:
            with store.reading() as connection:
                _compare(connection, numbered, made, report)
        else:
            with store.writing() as connection:
                _store(connection, numbered, made, report, version, now)
        report.articles += len(numbered)
        if progress is not None:
            progress(report.articles, total)
    report.guards = broken_guards(store)
    if report.articles and not dry_run:
        counts = {"articles": report.articles, "gained": len(report.gained), "lost": len(report.lost)}
        store.log_run("reextract", now, counts, extractor_version=version)
    return report


def _unread(version: str, *columns: Any) -> Any:
    a, e = schema.articles, schema.extractions
    read = and_(e.c.article_no == a.c.no, e.c.extractor_version == version)
    joined = a.outerjoin(e, read)
    return select(*columns).select_from(joined).where(e.c.article_no.is_(None), a.c.text.is_not(None))


class _Made(NamedTuple):
    rows: dict[str, Row]
    rejected: int


def _made(row: RowMapping, extract: Extract, version: str, now: str, report: ReextractReport) -> _Made | None:
    """The claims that the extractor makes of a stored article; None if it fails, which is reported."""
    article = article_of(row)
    try:
        extraction = extract(article)
        rows = [claim_row(o, row["content_id"], version, now) for o in extraction.observations]
    except Exception as error:  # whatever it is, the article keeps its claims and the others go on
        what = (
            error.what if isinstance(error, IkiliError) else f"the extractor failed ({type(error).__name__}: {error})"
        )
        report.failures.append(ArticleError(f"article {article.id}", what, "report it with the article"))
        return None
    return _Made({r["claim_id"]: {**r, "article_no": row["no"]} for r in rows}, len(extraction.rejected))


def _compare(connection: Connection, articles: dict[int, RowMapping], made: dict[int, _Made],
             report: ReextractReport) -> tuple[list[Row], list[str], list[str]]:  # fmt: skip
    """Note gains and losses; return new rows, ids to restore and ids to withdraw."""
    c, e = schema.claims, schema.claim_events
    stored: dict[int, dict[str, RowMapping]] = {number: {} for number in articles}
    withdrawn: dict[str, bool] = {}
    numbers = list(articles)
    for part in chunks(numbers):
        for found in connection.execute(select(c).where(c.c.article_no.in_(part))).mappings():
            stored[int(found["article_no"])][found["claim_id"]] = found
        events = select(e.c.claim_id, e.c.kind).join_from(e, c, e.c.claim_id == c.c.claim_id)
        for claim_id, kind in connection.execute(events.where(c.c.article_no.in_(part)).order_by(e.c.no)):
            withdrawn[claim_id] = kind == "withdrawn"
    new: list[Row] = []
    restored: list[str] = []
    lost: list[str] = []
    for number, article in articles.items():
        have = stored[number]
        for claim_id, row in made[number].rows.items():
            if claim_id not in have:
                new.append(row)
            elif withdrawn.get(claim_id):
                restored.append(claim_id)
            else:
                report.unchanged += 1
                continue
            report.gained.append(_change("gained", row, article["article_id"]))
        for claim_id, old in have.items():
            if claim_id not in made[number].rows and old["origin"] != "review" and not withdrawn.get(claim_id):
                lost.append(claim_id)
                report.lost.append(_change("lost", old, article["article_id"]))
    return new, restored, lost


def _store(connection: Connection, articles: dict[int, RowMapping], made: dict[int, _Made],
           report: ReextractReport, version: str, now: str) -> None:  # fmt: skip
    e = schema.extractions.c
    query = select(e.article_no).where(e.extractor_version == version, e.article_no.in_(list(articles)))
    for number in connection.execute(query).scalars().all():  # another program was faster
        del articles[number]
    new, restored, lost = _compare(connection, articles, made, report)
    insert_rows(connection, schema.claims, new)
    count_current(connection, Counter((row["pair"], row["indicator"]) for row in new))
    events = [("restored", claim_id) for claim_id in restored] + [("withdrawn", claim_id) for claim_id in lost]
    insert_rows(connection, schema.claim_events, [
        {"claim_id": claim_id, "kind": kind, "at": now, "extractor_version": version} for kind, claim_id in events
    ])  # fmt: skip
    refresh(connection, [claim_id for _, claim_id in events])
    insert_rows(connection, schema.extractions, [
        {"article_no": number, "extractor_version": version, "at": now, "claims": len(made[number].rows),
         "rejected": made[number].rejected}
        for number in articles
    ])  # fmt: skip


def _change(kind: Literal["gained", "lost"], row: Row | RowMapping, article_id: str) -> ClaimChange:
    names: Sequence[str] = (
        "claim_id",
        "pair",
        "indicator",
        "measure",
        "value",
        "unit",
        "period",
        "speaker",
        "quote",
        "rules",
    )
    return ClaimChange(kind=kind, article_id=article_id, **{name: row[name] for name in names})
