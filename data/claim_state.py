"""What reviews and re-extraction events add up to, for each claim that they touch.

`claim_state` holds nothing of its own: `refresh` derives it from the two logs inside the transaction that writes to one
of them, and keeps the counts of current claims in step. A claim without a row is pending and current.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from data import schema
from data.inserting import chunks, count_current, insert_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, RowMapping, Table


@dataclass(frozen=True, slots=True)
class State:
    """Where a claim stands."""

    review: str
    reviewed_on: str | None
    is_current: bool
    superseded_on: str | None
    superseded_by: str | None


PENDING = State("pending", None, True, None, None)


def derive(
    claim_id: str, origin: str, own: RowMapping | None, makers: Sequence[RowMapping], event: RowMapping | None
) -> State:
    """The state of one claim.

    Args:
        claim_id: The claim.
        origin: extractor, review or import.
        own: The newest review of the claim itself.
        makers: The newest review of every other claim that a fix once turned into this one.
        event: The newest withdrawal or restoration of the claim.
    """
    if own is not None and own["verdict"] != "reopen":
        return _judged(claim_id, own)
    fixes = [r for r in makers if r["verdict"] == "fix" and r["replacement_id"] == claim_id]
    if fixes:
        return State("fixed", _day(max(r["at"] for r in fixes)), True, None, None)
    if origin == "review":  # the fix that made it was taken back
        return State("superseded", None, False, _day(max((r["at"] for r in makers), default="")) or None, None)
    if event is not None and event["kind"] == "withdrawn":
        return State("withdrawn", None, False, _day(event["at"]), None)
    return PENDING


def _judged(claim_id: str, own: RowMapping) -> State:
    day = _day(own["at"])
    if own["verdict"] == "reject":
        return State("rejected", day, False, day, None)
    if own["verdict"] == "accept":
        return State("accepted", day, True, None, None)
    if own["replacement_id"] == claim_id:
        return State("fixed", day, True, None, None)
    return State("superseded", day, False, day, own["replacement_id"])


def _day(moment: str) -> str:
    return moment[:10]


def refresh(connection: Connection, claim_ids: Iterable[str]) -> None:
    """Derive the state of these claims, and of those that their reviews made, anew."""
    asked = sorted(set(claim_ids))
    own_log = _rows(connection, schema.reviews, "claim_id", asked)
    ids = sorted({*asked, *(r["replacement_id"] for r in own_log if r["replacement_id"])})
    made_by = _rows(connection, schema.reviews, "replacement_id", ids)
    reviewed = sorted({*ids, *(r["claim_id"] for r in made_by)})
    newest = {r["claim_id"]: r for r in _rows(connection, schema.reviews, "claim_id", reviewed)}
    events = {r["claim_id"]: r for r in _rows(connection, schema.claim_events, "claim_id", ids)}
    makers: dict[str, set[str]] = {}
    for r in made_by:
        if r["claim_id"] != r["replacement_id"]:
            makers.setdefault(r["replacement_id"], set()).add(r["claim_id"])
    before = {r["claim_id"]: bool(r["is_current"]) for r in _rows(connection, schema.claim_state, "claim_id", ids)}
    changes: Counter[tuple[str, str]] = Counter()
    states: dict[str, State] = {}
    for claim in _rows(connection, schema.claims, "claim_id", ids):
        claim_id = claim["claim_id"]
        parents = [newest[p] for p in sorted(makers.get(claim_id, ())) if p in newest]
        state = derive(claim_id, claim["origin"], newest.get(claim_id), parents, events.get(claim_id))
        states[claim_id] = state
        changes[claim["pair"], claim["indicator"]] += int(state.is_current) - int(before.get(claim_id, True))
    _replace(connection, states)
    count_current(connection, changes)


def _replace(connection: Connection, states: dict[str, State]) -> None:
    s = schema.claim_state
    for part in chunks(list(states)):
        connection.execute(delete(s).where(s.c.claim_id.in_(part)))
    changed = {claim_id: state for claim_id, state in states.items() if state != PENDING}
    rows = [{"claim_id": claim_id, **asdict(state)} for claim_id, state in changed.items()]
    insert_rows(connection, s, [{**row, "is_current": int(row["is_current"])} for row in rows])


def _rows(connection: Connection, table: Table, column: str, values: Sequence[str]) -> list[RowMapping]:
    """Rows whose column is one of the values, in the order in which they were said."""
    found: list[RowMapping] = []
    for part in chunks(values):
        query = select(table).where(table.c[column].in_(part))
        found += connection.execute(query).mappings()
    order = [name for name in ("at", "no", "claim_id") if name in table.c]
    return sorted(found, key=lambda row: tuple(row[name] for name in order))


def rebuild(connection: Connection) -> None:
    """Derive every state and every count anew, as if neither table were there."""
    from sqlalchemy import func

    connection.execute(delete(schema.claim_state))
    connection.execute(delete(schema.coverage))
    c = schema.claims.c
    counted = connection.execute(select(c.pair, c.indicator, func.count()).group_by(c.pair, c.indicator)).all()
    count_current(connection, {(pair, indicator): n for pair, indicator, n in counted})
    touched = {
        *connection.execute(select(schema.reviews.c.claim_id)).scalars(),
        *connection.execute(select(schema.claim_events.c.claim_id)).scalars(),
    }
    refresh(connection, touched)
