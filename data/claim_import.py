"""An exported dataset back into a store: `claims.csv`, or the zip that holds it.

Ids, days, rules and review states are taken as they are, so that an export of the result is byte for byte the file that
was read. The texts of the articles are not in a dataset: their claims stand in a known title, day and address until the
article itself is ingested.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from data import schema
from data.claim_cells import AMOUNTS, Cells, amount, check, table_rows
from data.claim_state import refresh
from data.claims import claim_key_of, pair_of
from data.inserting import chunks, count_current, insert_articles, insert_rows
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from data.store import Store

BATCH_CLAIMS = 5_000
REVIEWER = "import"
_MAX_UNPACKED = 4_000_000_000
_VERDICTS = {"accepted": "accept", "fixed": "fix", "rejected": "reject"}


@dataclass
class ImportReport:
    """What an import did; every row that could not be used is in `failures`."""

    read: int = 0
    new: int = 0
    known: int = 0
    failures: list[IkiliError] = field(default_factory=list)

    def summary(self) -> str:
        """One line."""
        return f"read {self.read}, new {self.new}, known {self.known}, failed {len(self.failures)}"


def import_claims(store: Store, source: str | Path | bytes, *, name: str | None = None) -> ImportReport:
    """Add the claims of an exported file; those that are there already are left as they are.

    Args:
        store: Where to.
        source: `claims.csv` or the zip, as a path or as bytes.
        name: What messages call it.

    Raises:
        IkiliError: It is no such file; nothing was stored.
    """
    from data.store import now_text

    started = now_text()
    where = name or (str(source) if isinstance(source, str | Path) else "claims")
    content = Path(source).read_bytes() if isinstance(source, str | Path) else source
    report = ImportReport()
    batch: dict[str, tuple[Cells, dict[str, Any]]] = {}
    for line, row in table_rows(_claims_csv(content, where), where):
        report.read += 1
        try:
            if isinstance(row, IkiliError):
                raise row
            check(row, f"{where}:{line}")
        except IkiliError as error:
            report.failures.append(error)
            continue
        batch.setdefault(str(row["claim_id"]), (row, _claim(row)))
        if len(batch) >= BATCH_CLAIMS:
            _add(store, batch, report)
            batch = {}
    _add(store, batch, report)
    report.known = report.read - report.new - len(report.failures)
    if report.new or report.failures:
        counts = {"read": report.read, "new": report.new, "known": report.known, "failed": len(report.failures)}
        store.log_run("import", started, counts)
    return report


def _claims_csv(content: bytes, where: str) -> str:
    if zipfile.is_zipfile(io.BytesIO(content)):
        content = _unpacked(content, where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8 (byte {error.start})"
        raise IkiliError(f"{where}:{line}", what, "give the canonical claims.csv as it was exported") from error


def _unpacked(content: bytes, where: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "claims.csv" not in archive.namelist():
                raise IkiliError(where, "a zip without claims.csv", "give a zip that this program exported")
            if archive.getinfo("claims.csv").file_size > _MAX_UNPACKED:
                raise IkiliError(where, "claims.csv in it is larger than 4 GB", "unpack it and import it in parts")
            return archive.read("claims.csv")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise IkiliError(where, f"a damaged or locked zip ({error})", "export it again") from error


def _claim(cells: Cells) -> dict[str, Any]:
    """The row of `claims`, of cells that passed the check."""
    need: dict[str, Any] = cells
    parties = (need["reporter"], need["partner"])
    return {
        "claim_id": need["claim_id"],
        "origin": "import",
        "supersedes": None,
        "pair": pair_of(*parties),
        **{name: cells[name] for name in ("indicator", "measure", "reporter", "partner", "product", "period", "unit",
                                          "bound", "status", "speaker", "quote", "extractor_version")},
        **{name: amount(cells[name]) for name in AMOUNTS},
        "field": cells["quote_field"],
        "start": int(need["quote_start"]),
        "end": int(need["quote_end"]),
        "claim_key": claim_key_of(*parties, need["indicator"], need["measure"], cells["product"], cells["period"],
                                  need["unit"]),
        "confidence": float(need["confidence"]),
        "rules": cells["rule"] or "",
        "evidence": "[]",
        "first_seen": f"{cells['first_seen']}T00:00:00Z",
    }  # fmt: skip


def _add(store: Store, batch: dict[str, tuple[Cells, dict[str, Any]]], report: ImportReport) -> None:
    if not batch:
        return
    c = schema.claims.c
    with store.writing(bulk=len(batch) >= BATCH_CLAIMS) as connection:
        known = {
            found
            for part in chunks(list(batch))
            for found in connection.execute(select(c.claim_id).where(c.claim_id.in_(part))).scalars()
        }
        new = {claim: both for claim, both in batch.items() if claim not in known}
        stubs = {stub["content_id"]: stub for stub in (_stub(cells) for cells, _ in new.values())}
        insert_articles(connection, list(stubs.values()))
        a = schema.articles.c
        numbers: dict[str, int] = {}
        for part in chunks(list(stubs)):
            query = select(a.content_id, a.no).where(a.content_id.in_(part))
            numbers |= dict(connection.execute(query).all())
        rows = [{**row, "article_no": numbers[_stub(cells)["content_id"]]} for cells, row in new.values()]
        insert_rows(connection, schema.claims, rows)
        count_current(connection, Counter((row["pair"], row["indicator"]) for row in rows))
        _judge(connection, {claim: cells for claim, (cells, _) in new.items()})
    report.new += len(new)


def _stub(cells: Cells) -> dict[str, Any]:
    """The article of an imported claim: all but its text."""
    facts = [cells[name] or "" for name in ("source_id", "published", "title", "url", "outlet", "lang")]
    return {
        "content_id": blake2b("\x1f".join(["import", *facts]).encode(), digest_size=16).hexdigest(),
        "article_id": cells["source_id"],
        "lang": cells["lang"],
        "lang_given": cells["lang"],
        "published": cells["published"],
        "updated": None,
        "date_is_weak": 0,
        "title": cells["title"] or "",
        "text": None,
        "outlet": cells["outlet"],
        "url": cells["url"],
        "first_seen": f"{cells['first_seen']}T00:00:00Z",
    }


def _judge(connection: Any, claims: dict[str, Cells]) -> None:
    """Reviews and withdrawals that give each claim the state that its row says."""
    reviews: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for claim, cells in claims.items():
        state, day = cells["review"], cells["reviewed_on"] or cells["superseded_on"] or cells["first_seen"]
        if state in _VERDICTS:
            identity = blake2b(f"{REVIEWER}\x1f{claim}\x1f{state}\x1f{day}".encode(), digest_size=16).hexdigest()
            reviews.append(
                {"review_id": identity, "claim_id": claim, "verdict": _VERDICTS[str(state)],
                 "replacement_id": claim if state == "fixed" else None, "reason": f"{state} in the imported file",
                 "reviewer": REVIEWER, "at": f"{day}T00:00:00Z", "expect": None, "changes": None}
            )  # fmt: skip
        elif state in ("superseded", "withdrawn"):
            events.append({"claim_id": claim, "kind": "withdrawn", "at": f"{day}T00:00:00Z",
                           "extractor_version": cells["extractor_version"]})  # fmt: skip
    insert_rows(connection, schema.reviews, reviews)
    insert_rows(connection, schema.claim_events, events)
    refresh(connection, [row["claim_id"] for row in (*reviews, *events)])
