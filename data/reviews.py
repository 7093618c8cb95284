"""What people say about claims: accept, fix, reject, reopen; every review is a row that is added.

A fix adds a claim with the corrected fields that supersedes the one it was made on. It remembers what the extractor
said (`expect`); `broken_guards` names every fix or rejection whose claim the extractor no longer makes, because then
the correction may be needless or wrong.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import ValidationError
from sqlalchemy import select

from data import schema
from data.claim_rows import claim_row, observation_of
from data.claim_state import refresh
from data.claims import decimal_text
from data.inserting import article_of, chunks, insert_rows
from data.store import now_text
from extractors.errors import IkiliError
from extractors.records import Evidence, Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, RowMapping

    from data.store import Store

Verdict = Literal["accept", "fix", "reject", "reopen"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
AMOUNTS = ("value", "value_max")
FIXABLE = (
    "indicator",
    "measure",
    *AMOUNTS,
    "unit",
    "bound",
    "reporter",
    "partner",
    "product",
    "period",
    "status",
    "speaker",
)
FIX_RULE = "review.any.fix"
_MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d\d:\d\d:\d\dZ")


class ReviewError(IkiliError):
    """A review that cannot be taken."""


@dataclass(frozen=True, slots=True)
class Review:
    """One review to be written.

    Attributes:
        claim_id: The claim that was looked at.
        verdict: accept, fix, reject, or reopen (as if nobody had looked).
        reviewer: Who.
        reason: Why; a fix and a rejection need one.
        changes: Of a fix: field -> new value (None empties it).
        at: When, UTC; now unless given.
        expect: What the extractor said; taken from the claim unless given.
    """

    claim_id: str
    verdict: str
    reviewer: str
    reason: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    at: str | None = None
    expect: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class BrokenGuard:
    """A fix or rejection of something that the extractor no longer says."""

    claim_id: str
    article_id: str
    verdict: str
    reason: str
    reviewer: str
    expect: Mapping[str, Any]

    def error(self) -> ReviewError:
        """In words."""
        said = f"{self.expect.get('indicator')} {self.expect.get('value')} {self.expect.get('unit')}"
        return ReviewError(
            f"article {self.article_id}, claim {self.claim_id}",
            f"a {self.verdict} by {self.reviewer} expects {said} in {self.expect.get('quote')!r}, "
            "which the extractor no longer says",
            "look at the article again, then reopen or repeat the review",
        )


def review(store: Store, claim_id: str, verdict: str, *, reviewer: str, reason: str = "",
           changes: Mapping[str, Any] | None = None, at: str | None = None) -> str:  # fmt: skip
    """Write one review.

    Returns:
        The id of the claim that holds from now on: the corrected one of a fix, else the claim itself.

    Raises:
        ReviewError: No such claim, no such verdict, a missing reason, or a fix that is no claim.
        StoreError: It could not be written.
    """
    return review_many(store, [Review(claim_id, verdict, reviewer, reason, changes or {}, at)])[0]


def review_many(store: Store, reviews: Iterable[Review]) -> list[str]:
    """Write several reviews in one transaction: all or none. A review that is there already adds nothing."""
    given = list(reviews)
    for one in given:
        _check(one)
    with store.writing(durable=True) as connection:
        held = [_write(connection, one) for one in given]
        refresh(connection, {one.claim_id for one in given})
    return held


def _check(one: Review) -> None:
    where = f"review of {one.claim_id}"
    if one.verdict not in VERDICTS:
        raise ReviewError(where, f"verdict {one.verdict!r} is not known", f"use one of {', '.join(VERDICTS)}")
    if not one.reviewer.strip():
        raise ReviewError(where, "no reviewer", "say who looked at it")
    if one.verdict in ("fix", "reject") and not one.reason.strip():
        raise ReviewError(where, f"a {one.verdict} without a reason", "say what is wrong with the claim")
    if one.verdict == "fix" and not one.changes:
        raise ReviewError(where, "a fix that changes nothing", "give the corrected fields, or accept it")
    if one.verdict != "fix" and one.changes:
        raise ReviewError(where, f"a {one.verdict} with changes", "use the verdict fix")
    if one.at is not None and not _MOMENT.fullmatch(one.at):
        raise ReviewError(where, f"time {one.at!r} is none", "write it as 2026-11-24T07:05:55Z")
    if unknown := sorted(set(one.changes) - set(FIXABLE)):
        raise ReviewError(where, f"{', '.join(unknown)} cannot be fixed", f"a fix sets {', '.join(FIXABLE)}")


def _write(connection: Connection, one: Review) -> str:
    row = _claim(connection, one.claim_id)
    moment = one.at or now_text()
    changes = {name: _plain(value) for name, value in one.changes.items()}
    replacement = one.claim_id
    if one.verdict == "fix":
        replacement = _corrected(connection, row, changes, moment, one)
    expect = one.expect if one.expect is not None else expected(row)
    identity = blake2b(
        json.dumps([one.claim_id, one.verdict, one.reviewer, one.reason, changes, moment], sort_keys=True).encode(),
        digest_size=16,
    ).hexdigest()
    record = {
        "review_id": identity,
        "claim_id": one.claim_id,
        "verdict": one.verdict,
        "replacement_id": replacement if one.verdict == "fix" else None,
        "reason": one.reason,
        "reviewer": one.reviewer.strip(),
        "at": moment,
        "expect": json.dumps(expect, ensure_ascii=False, sort_keys=True),
        "changes": json.dumps(changes, ensure_ascii=False, sort_keys=True) if changes else None,
    }
    insert_rows(connection, schema.reviews, [record], ignore=True)
    return replacement


def _claim(connection: Connection, claim_id: str) -> RowMapping:
    c, a = schema.claims, schema.articles
    columns = [*c.c, *(column.label(f"a_{column.name}") for column in a.c)]
    found = connection.execute(select(*columns).join_from(c, a).where(c.c.claim_id == claim_id)).mappings().first()
    if found is None:
        raise ReviewError(f"review of {claim_id}", "there is no such claim", "take the id from the table of claims")
    return found


def _corrected(connection: Connection, row: RowMapping, changes: Mapping[str, Any], moment: str, one: Review) -> str:
    """Store the claim that the fix makes (unless it is there), and return its id."""
    article = {name.removeprefix("a_"): value for name, value in row.items() if name.startswith("a_")}
    before = observation_of(dict(row), article_of(article), article["lang"])
    where = f"review of {one.claim_id}"
    try:
        values: dict[str, Any] = {
            name: Decimal(value) if name in AMOUNTS and value is not None else value for name, value in changes.items()
        }
        kept = tuple(e for e in before.evidence if e.name not in changes)
        fixed = tuple(Evidence(name=name, rule=FIX_RULE) for name in changes)
        rules = (*before.rules, *([] if FIX_RULE in before.rules else [FIX_RULE]))
        after = Observation.model_validate(
            {**dict(before), **values, "confidence": 1.0, "rules": rules, "evidence": (*kept, *fixed)}
        )
        new = claim_row(after, article["content_id"], row["extractor_version"], moment, origin="review",
                        supersedes=one.claim_id)  # fmt: skip
    except (ValidationError, InvalidOperation) as error:
        what = str(error).replace("\n", " ")
        raise ReviewError(where, f"the corrected claim is none ({what})", "correct the fields") from error
    except IkiliError as error:
        raise ReviewError(where, error.what, error.remedy) from error
    claim_id = str(new["claim_id"])
    if claim_id == one.claim_id and one.expect is None:
        raise ReviewError(where, "a fix that changes nothing", "give the corrected fields, or accept it")
    c = schema.claims.c
    if connection.execute(select(c.claim_id).where(c.claim_id == claim_id)).first() is None:
        from data.inserting import count_current

        insert_rows(connection, schema.claims, [{**new, "article_no": row["article_no"]}])
        count_current(connection, {(new["pair"], new["indicator"]): 1})
    return claim_id


def expected(row: Mapping[Any, Any]) -> dict[str, Any]:
    """What the extractor said: enough to recognise it in another store, and to see that it no longer says so."""
    said = {"article_id": row["a_article_id"], "content_id": row["a_content_id"]}
    names = ("field", "start", "end", "quote", *FIXABLE)
    return said | {name: row[name] for name in names if row[name] is not None}


def _plain(value: Any) -> Any:
    return decimal_text(Decimal(str(value))) if isinstance(value, int | float | Decimal) else value


def review_log(store: Store, claim_id: str | None = None) -> list[dict[str, Any]]:
    """All reviews, or those of one claim, oldest first; JSON fields decoded."""
    r = schema.reviews
    query = select(r).order_by(r.c.at, r.c.no)
    if claim_id is not None:
        query = query.where(r.c.claim_id == claim_id)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [
        {**row, "expect": json.loads(row["expect"] or "{}"), "changes": json.loads(row["changes"] or "{}")}
        for row in rows
    ]


def broken_guards(store: Store) -> list[BrokenGuard]:
    """Every fix or rejection in force whose claim the extractor no longer makes."""
    newest = {entry["claim_id"]: entry for entry in review_log(store)}
    judged = {claim: entry for claim, entry in newest.items() if entry["verdict"] in ("fix", "reject")}
    gone: set[str] = set()
    e = schema.claim_events
    with store.reading() as connection:
        for part in chunks(sorted(judged)):
            query = select(e.c.claim_id, e.c.kind).where(e.c.claim_id.in_(part)).order_by(e.c.no)
            kinds = dict(connection.execute(query).all())
            gone |= {claim for claim, kind in kinds.items() if kind == "withdrawn"}
    return [
        BrokenGuard(claim, judged[claim]["expect"].get("article_id", ""), judged[claim]["verdict"],
                    judged[claim]["reason"], judged[claim]["reviewer"], judged[claim]["expect"])
        for claim in sorted(gone)
    ]  # fmt: skip
