"""Targets and forecasts against what became of them: who set what for when, moved, reached, missed, open.

A goal is reached when an actual value, for a period that ends after the goal was first stated and not after its date,
comes up to it. After its date it is missed where the figure of that date is known and smaller, or where the nearest
figures before and after are both smaller. Where nothing tells, it is unknown, never guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from data.comparing.choice import first_of
from data.comparing.findings import Finding, StatementTable, json_number
from data.comparing.implied import REST_OF_YEAR
from data.comparing.natures import ADDITIVE, SIZES, STOCKS
from data.comparing.periods import read_period
from data.comparing.rows import codes, combined
from data.speakers import voice

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

_GOALS = ("target", "forecast")
_CHOSEN_BY = ["bound", "value_max", "hi", "lo", "value", "day", "id_rank", "status", "speaker", "pkey", "running"]


@dataclass(frozen=True, slots=True)
class _Goal:
    """Statements that set one value for one date."""

    base: int
    status: str
    value: float
    due: str
    rows: tuple[int, ...]
    first_said: date
    voices: frozenset[str]
    most: float | None
    bound: str

    @property
    def due_end(self) -> date | None:
        return read_period(self.due).end if self.due else None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An actual value with the end of what it is about. `whole` says that it covers the year (or is a stock)."""

    row: int
    value: float
    bound: str
    period: str
    end: date
    whole: bool
    months: int


class _Known:
    """The outcomes of one thing by their ends; `whole` are those of full years that are over."""

    def __init__(self, outcomes: list[_Outcome], today: date) -> None:
        self.outcomes = outcomes
        self.whole = [one for one in outcomes if one.whole and one.end <= today]
        self._ends = [one.end for one in outcomes]

    def hit(self, goal: _Goal) -> _Outcome | None:
        """Return the first outcome since the year in which the goal was set that comes up to it.

        A part of a year does not reach what the whole year fell short of.
        """
        short: set[int] | None = None
        for at in range(bisect_left(self._ends, goal.first_said.replace(month=1, day=1)), len(self.outcomes)):
            one = self.outcomes[at]
            if not _comes_up(one, goal.value):
                continue
            if not one.whole and short is None:
                short = {other.end.year for other in self.outcomes if other.whole and not _comes_up(other, goal.value)}
            if one.whole or short is None or one.end.year not in short:
                return one
        return None


def goal_findings(statements: pd.DataFrame, table: StatementTable, today: date | None = None) -> list[Finding]:
    """Return one finding per goal: class `target`, variant reached, missed, open or unknown.

    Args:
        statements: One row a statement.
        table: The table over the same rows.
        today: The day on which a date counts as passed; the newest claim's day where it is not given.
    """
    if statements.empty:
        return []
    day = today or statements["day"].max().date()
    base = combined(codes(statements["from"]), codes(statements["to"]), codes(statements["indicator"]),
                    codes(statements["product"]), codes(statements["unit"]))  # fmt: skip
    goals = _goals(statements, base, table)
    outcomes = _outcomes(statements, base, table, {goal.base for goal in goals})
    siblings: dict[int, list[_Goal]] = {}
    for goal in goals:
        siblings.setdefault(goal.base, []).append(goal)
    known = {about: _Known(outcomes.get(about, []), day) for about in siblings}
    courses = {about: _Course(same) for about, same in siblings.items()}
    return [_judged(goal, known[goal.base], courses[goal.base], table, day) for goal in goals]


def _goals(rows: pd.DataFrame, base: np.ndarray[Any, Any], table: StatementTable) -> list[_Goal]:
    """Return the goals, statements of one value for one date together."""
    mask = rows["status"].isin(_GOALS) & (rows["measure"] == "level") & (rows["value"] > 0)
    together: dict[tuple[int, str, float, float | None, str], list[int]] = {}
    places = np.flatnonzero(mask.to_numpy())
    cells = [table.cells(name, places.tolist()) for name in ("status", "value", "value_max", "period")]
    for at, about, status, value, most, period in zip(places.tolist(), base[places].tolist(), *cells, strict=True):
        key = (about, status, value, most if most == most else None, read_period(period).text)
        together.setdefault(key, []).append(at)
    days, voices, bounds = table.column("day"), table.column("voice_name"), table.column("bound")
    made = [
        _Goal(
            key, status, value, due, tuple(found), min(days[at] for at in found), frozenset(voices[at] for at in found),
            most, bounds[found[0]] if len({bounds[at] for at in found}) == 1 else "exact",
        )
        for (key, status, value, most, due), found in together.items()
    ]  # fmt: skip
    # "Will have been about 65 billion in 2022", said in 2024, looks back: it set nothing.
    return [goal for goal in made if goal.due_end is None or goal.due_end >= goal.first_said]


def _outcomes(
    rows: pd.DataFrame, base: np.ndarray[Any, Any], table: StatementTable, wanted: set[int]
) -> dict[int, list[_Outcome]]:
    """Return, per base, the actual values by end of period; of several for one period the one that the series takes."""
    mask = rows["actual"] & (rows["measure"] == "level") & (rows["value"] > 0) & np.isin(base, list(wanted))
    at = np.flatnonzero(mask.to_numpy())
    if not len(at):
        return {}
    chosen = rows[["review"] * ("review" in rows.columns) + _CHOSEN_BY].iloc[at]
    dated = np.where((chosen["pkey"] == "").to_numpy() | chosen["running"].to_numpy(), at, -1)
    kept = at[first_of(chosen, combined(base[at], codes(chosen["pkey"]), dated))]
    columns = [table.cells(name, kept.tolist()) for name in ("indicator", "period", "day", "value", "bound", "running")]
    found: dict[int, list[_Outcome]] = {}
    for about, row, *cells in zip(base[kept].tolist(), kept.tolist(), *columns, strict=True):
        outcome = _outcome(row, *cells)
        if outcome is not None:
            found.setdefault(about, []).append(outcome)
    for outcomes in found.values():
        outcomes.sort(key=lambda one: (one.end, one.whole, one.months, one.row))
    return found


def _outcome(
    row: int, indicator: str, period: str, said: date, value: float, bound: str, running: bool
) -> _Outcome | None:
    """Return one actual statement as an outcome; None for a span that is no year or part of one."""
    fact = read_period(period)
    if indicator in STOCKS:
        if indicator in SIZES and fact.freq != "A" and fact.months > 1:
            return None  # what was added in a span, no size of the whole
        end = min(fact.end, said) if fact.end else said
        return _Outcome(row, value, bound, fact.text or said.isoformat(), end, True, 12)
    if fact.end is None:
        return None
    if running:
        return _Outcome(row, value, bound, fact.text, said, False, said.month)
    if fact.freq not in {"A", "M", "Q", "H", "C"} or (fact.freq != "A" and indicator not in ADDITIVE):
        return None
    return _Outcome(row, value, bound, fact.text, fact.end, fact.freq == "A", fact.months)


def _comes_up(outcome: _Outcome, value: float) -> bool:
    return outcome.value > value or (outcome.value == value and outcome.bound != "below")


def _judged(goal: _Goal, known: _Known, course: _Course, table: StatementTable, today: date) -> Finding:
    """Return the finding of one goal."""
    due, whole = goal.due_end, known.whole
    hit = known.hit(goal)
    state: str
    outcome: _Outcome | None
    if hit is not None and (due is None or hit.end <= due):
        state, outcome = "reached", hit
    elif due is None or due >= today:
        state, outcome = "open", whole[-1] if whole else None
    else:
        state, outcome = _after_its_date(goal, due, known.outcomes, whole)
    return _finding(goal, state, outcome, hit, course, table)


def _after_its_date(
    goal: _Goal, due: date, outcomes: list[_Outcome], whole: list[_Outcome]
) -> tuple[str, _Outcome | None]:
    """Return `missed` with the figure that shows it, or `unknown` with the latest one."""
    in_year = [one for one in outcomes if one.end.year == due.year and one.end <= due]
    full = [one for one in in_year if one.whole]
    if full:
        return "missed", full[-1]
    for part in reversed(in_year):
        if part.value * (1 + REST_OF_YEAR * (12 - part.months) / max(part.months, 1)) < goal.value:
            return "missed", part
    before = [one for one in whole if one.end <= due]
    later = [one for one in whole if one.end > due]
    if before and later and later[0].value < goal.value:
        return "missed", later[0]
    return "unknown", next(iter(before[-1:] or later[:1]), None)


def _finding(
    goal: _Goal,
    state: str,
    outcome: _Outcome | None,
    hit: _Outcome | None,
    course: _Course,
    table: StatementTable,
) -> Finding:
    first = goal.rows[0]
    missing = goal.value - outcome.value if outcome else None
    late = hit if hit is not None and state != "reached" else None
    setters = tuple(sorted({table.cell("speaker", at) for at in goal.rows if table.cell("speaker", at)}))
    rows = {*goal.rows, *(one.row for one in (outcome, late) if one is not None)}
    facts: dict[str, Any] = {
        "about": f"{json_number(goal.value)}|{goal.due}|{goal.status}" + (f"|{goal.most:g}" if goal.most else ""),
        "state": state,
        "goal": goal.status,
        "target": goal.value,
        "target_max": goal.most,
        "target_bound": goal.bound or "exact",
        "due": goal.due or None,
        "setters": setters,
        "first_said": goal.first_said,
        "last_said": max(table.cell("last_day", at) for at in goal.rows),
        "outcome": outcome.value if outcome else None,
        "outcome_bound": outcome.bound if outcome else None,
        "outcome_period": outcome.period if outcome else None,
        "outcome_claim": table.cell("claim_id", outcome.row) if outcome else None,
        "distance": missing,
        "needed_growth": _needed(goal, outcome) if state == "open" else None,
        "reached_later": late.period if late else None,
        "moved_from": course.before(goal),
        "moved_to": course.after(goal),
    }
    return Finding(
        kind="target",
        variant=state,
        indicator=table.cell("indicator", first),
        measure="level",
        product=table.cell("product", first) or None,
        reporter=table.cell("from", first),
        partner=table.cell("to", first),
        unit=table.cell("unit", first),
        period=goal.due or None,
        size=max(0.0, missing / goal.value) if missing is not None else 0.0,
        alarm=False,
        table=table,
        rows=tuple(sorted(rows)),
        facts=facts,
    )


def _needed(goal: _Goal, outcome: _Outcome | None) -> float | None:
    """Return the yearly growth in percent from the latest full year to the goal's year."""
    due = goal.due_end
    if outcome is None or due is None or due.year <= outcome.end.year or outcome.value >= goal.value:
        return None
    return round(float(((goal.value / outcome.value) ** (1 / (due.year - outcome.end.year)) - 1) * 100), 2)


class _Course:
    """How the goals of one thing were moved: what each replaced, at once and by the way of others."""

    def __init__(self, goals: list[_Goal]) -> None:
        targets = sorted((one for one in goals if one.status == "target"), key=lambda one: (one.first_said, one.due))
        self._replaced = {id(one): [other for other in targets if _replaces(one, other)] for one in targets}
        self._goals = targets

    def before(self, goal: _Goal) -> tuple[tuple[float, str], ...]:
        """Return the goals that this one replaces, and those that replaced them before, in the order of setting."""
        direct = self._replaced.get(id(goal), [])
        if not direct:
            return ()
        found = {id(one) for one in direct}
        between = [one for one in self._goals if one.first_said < goal.first_said]
        found |= {id(one) for one in between if any(id(other) in found for other in self._replaced[id(one)])}
        return tuple(dict.fromkeys((one.value, one.due) for one in between if id(one) in found))

    def after(self, goal: _Goal) -> tuple[tuple[float, str], ...]:
        """Return the same goal for later dates, in the order of setting."""
        same = [one for one in self._goals if one.value == goal.value and one is not goal]
        later = (one for one in same if any(other is goal for other in self._replaced[id(one)]))
        return tuple(dict.fromkeys((one.value, one.due) for one in later))


def _replaces(goal: _Goal, one: _Goal) -> bool:
    """Whether a goal replaces an earlier one at once: the same value for a later date, or more of one voice."""
    if one.first_said >= goal.first_said:
        return False
    if one.value == goal.value and one.due and (not goal.due or _later(goal.due, one.due)):
        return True
    return one.value < goal.value and _shared(one, goal)


def _later(due: str, than: str) -> bool:
    one, two = read_period(due).end, read_period(than).end
    return one is not None and two is not None and one > two


@cache
def _named(name: str) -> bool:
    return not name.startswith("~") and bool(voice(name) or name)


def _shared(one: _Goal, two: _Goal) -> bool:
    """Return whether a named voice set both."""
    return any(_named(name) for name in one.voices & two.voices)
