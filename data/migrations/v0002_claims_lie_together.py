"""Schema 2: a claim's id begins with its article's, and evidence is stored as short lists.

Ids of version 1 were random over the whole index, so that a batch rewrote most of it. The new id is the old one with
the first ten digits of the article's content id in front; everything that points to a claim follows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_BATCH = 2_000
_NEW_ID = "substr(a.content_id, 1, 10) || substr(c.claim_id, 11)"
_OLD = "substr(c.claim_id, 1, 10) <> substr(a.content_id, 1, 10)"
_COPIED = (
    "article_no", "origin", "pair", "indicator", "measure", "reporter", "partner", "product", "period", "value",
    "value_max", "value_lo", "value_hi", "unit", "bound", "status", "speaker", "quote", "field", "start", "end",
    "claim_key", "confidence", "rules", "evidence", "extractor_version", "first_seen",
)  # fmt: skip
# Table and column of everything that names a claim.
_POINTERS = (
    ("reviews", "claim_id"), ("reviews", "replacement_id"), ("claim_events", "claim_id"), ("claim_state", "claim_id"),
    ("claim_state", "superseded_by"),
)  # fmt: skip


def upgrade(connection: Connection) -> None:
    """Take a store of version 1 to version 2."""
    columns = ", ".join(f'"{name}"' for name in _COPIED)
    copied = ", ".join(f'c."{name}"' for name in _COPIED)
    followed = _followed("c.supersedes")
    connection.execute(
        text(
            f"INSERT INTO claims (claim_id, supersedes, {columns}) SELECT {_NEW_ID}, {followed}, {copied} "
            f"FROM claims c JOIN articles a ON a.no = c.article_no WHERE {_OLD}"
        )
    )
    for table, column in _POINTERS:
        new = _followed(f"{table}.{column}")
        connection.execute(text(f"UPDATE {table} SET {column} = {new} WHERE {column} IS NOT NULL"))
    connection.execute(
        text(f"DELETE FROM claims WHERE claim_id IN "
             f"(SELECT c.claim_id FROM claims c JOIN articles a ON a.no = c.article_no WHERE {_OLD})")
    )  # fmt: skip
    for batch in _evidence(connection):
        connection.execute(text("UPDATE claims SET evidence = :evidence WHERE claim_id = :claim_id"), batch)


def _followed(pointer: str) -> str:
    """SQL for the new id of the claim that a column names; the column itself if that claim is gone or new already."""
    return (
        f"coalesce((SELECT substr(a2.content_id, 1, 10) || substr(c2.claim_id, 11) FROM claims c2 "
        f"JOIN articles a2 ON a2.no = c2.article_no WHERE c2.claim_id = {pointer}), {pointer})"
    )


def _evidence(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    last = ""
    while True:
        rows = connection.execute(
            text("SELECT claim_id, evidence FROM claims WHERE claim_id > :last ORDER BY claim_id LIMIT :size"),
            {"last": last, "size": _BATCH},
        ).all()
        if not rows:
            return
        last = rows[-1][0]
        yield [{"claim_id": claim_id, "evidence": _short(evidence)} for claim_id, evidence in rows]


def _short(evidence: str) -> str:
    lists = [
        [e["name"], e["rule"], e["field"], e["start"], e["end"]] if isinstance(e, dict) else e
        for e in json.loads(evidence)
    ]
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":"))
