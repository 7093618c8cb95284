"""Reviews as TOML, so that a team keeps them in version control beside the articles.

[[review]]
claim_id = "bef49e33…"
verdict = "fix"
reviewer = "Ayşe"
at = "2026-11-24T07:05:55Z"
reason = "the year before"
changes = { period = "2023" }
clear = ["speaker"]
[review.expect]
quote = "4,1 milyar dolar"
…
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from data import schema
from data.reviews import BrokenGuard, Review, ReviewError, review_log, review_many

if TYPE_CHECKING:
    from data.store import Store
    from extractors.errors import IkiliError

_HEADER = "# Reviews of claims; written by `ikili`, read back with an import. One table a review, oldest first.\n"


@dataclass
class ReviewImport:
    """What an import of reviews did; every entry that could not be used is in `failures`."""

    applied: int = 0
    known: int = 0
    failures: list[IkiliError] = field(default_factory=list)


def reviews_toml(store: Store) -> str:
    """All reviews of a store as TOML."""
    parts = [_HEADER]
    for entry in review_log(store):
        changes = {name: value for name, value in entry["changes"].items() if value is not None}
        cleared = sorted(name for name, value in entry["changes"].items() if value is None)
        lines = ["[[review]]"]
        lines += [f"{name} = {_value(entry[name])}" for name in ("claim_id", "verdict", "reviewer", "at", "reason")]
        if changes:
            lines.append(f"changes = {{ {', '.join(f'{k} = {_value(v)}' for k, v in sorted(changes.items()))} }}")
        if cleared:
            lines.append(f"clear = [{', '.join(_value(name) for name in cleared)}]")
        lines.append("[review.expect]")
        lines += [f"{name} = {_value(value)}" for name, value in entry["expect"].items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _value(value: Any) -> str:
    """A TOML value; JSON strings are TOML basic strings except for DEL."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def import_reviews(store: Store, source: str | Path, *, where: str | None = None) -> ReviewImport:
    """Take in reviews from TOML (a path, or the text itself).

    An entry whose claim is not in the store is a failure that says why: its article was never ingested, or the
    extractor no longer says what was reviewed (the guard `expect`). The others are taken.

    Raises:
        ReviewError: The file is no such TOML; nothing was taken.
    """
    name = where or (str(source) if isinstance(source, Path) else "reviews")
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    try:
        entries = tomllib.loads(text).get("review", [])
    except tomllib.TOMLDecodeError as error:
        raise ReviewError(name, f"no TOML ({error})", "restore the file from version control") from error
    report = ReviewImport()
    seen = {(e["claim_id"], e["verdict"], e["at"], e["reviewer"]) for e in review_log(store)}
    for number, entry in enumerate(entries, 1):
        try:
            one = _entry(entry, f"{name}, review {number}")
            if (one.claim_id, one.verdict, one.at, one.reviewer) in seen:
                report.known += 1
                continue
            _guard(store, one)
            review_many(store, [one])
            report.applied += 1
        except ReviewError as error:
            report.failures.append(error)
    return report


def _entry(entry: Any, where: str) -> Review:
    needed = ("claim_id", "verdict", "reviewer", "at")
    if not isinstance(entry, dict) or any(not isinstance(entry.get(name), str) for name in needed):
        raise ReviewError(where, f"needs {', '.join(needed)} as strings", "restore the entry from version control")
    changes = dict(entry.get("changes", {})) | dict.fromkeys(entry.get("clear", []))
    return Review(
        claim_id=entry["claim_id"],
        verdict=entry["verdict"],
        reviewer=entry["reviewer"],
        reason=str(entry.get("reason", "")),
        changes=changes,
        at=entry["at"],
        expect=entry.get("expect", {}),
    )


def _guard(store: Store, one: Review) -> None:
    """Fail if the claim is not there, and say which of the two reasons it is."""
    expect = one.expect or {}
    with store.reading() as connection:
        claim = connection.execute(
            select(schema.claims.c.claim_id).where(schema.claims.c.claim_id == one.claim_id)
        ).first()
        if claim is not None:
            return
        article = connection.execute(
            select(schema.articles.c.no).where(schema.articles.c.content_id == expect.get("content_id", ""))
        ).first()
    if article is not None:
        article_id = str(expect.get("article_id", ""))
        raise BrokenGuard(one.claim_id, article_id, one.verdict, one.reason, one.reviewer, expect).error()
    what = f"its article {expect.get('article_id', '')} is not in the store"
    raise ReviewError(f"review of {one.claim_id}", what, "ingest the article first, then import again")
