"""Comparison: who said what when, and can it be true. Pure functions on a frame with the columns of claims.csv.

`compare` gives the findings of a pair, `all_findings` those of the whole frame, `targets` the ledger of goals,
`official_band` what both sides' statistics say. Nothing here reads a store, a clock or the order of the rows. How
each class is defined stands in `data/comparing/`.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pandas as pd

from data.comparing.derived import derived_findings
from data.comparing.direct import direct_findings
from data.comparing.echoes import statements
from data.comparing.facts import facts_of
from data.comparing.findings import CLASSES, ClaimRef, Finding, ImpliedValue, StatementTable, ordered
from data.comparing.goals import goal_findings
from data.comparing.growth import growth_records
from data.comparing.implied import implied_levels, implied_records
from data.comparing.official import official_band, official_findings, official_sides
from data.comparing.rows import Day, Pair, split_pair, working_rows
from data.comparing.sides import TURNED, one_sided
from data.comparing.wording import languages
from data.speakers import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = [
    "CLASSES", "ClaimRef", "Finding", "ImpliedValue", "all_findings", "compare", "findings_csv", "findings_json",
    "implied", "implied_growth", "marks", "official_band", "official_sides", "targets",
]  # fmt: skip

# One claim can be in several findings; its column in claims.csv names the first of these.
_MARKED = ("disagreement", "revision", "growth_mismatch", "mirror", "period_unclear", "rounding")


def compare(
    frame: pd.DataFrame,
    pair: Pair,
    indicator: str | None = None,
    as_of: Day | None = None,
    reference: pd.DataFrame | None = None,
) -> list[Finding]:
    """Return all findings of a pair, both directions, alarms first and the largest first.

    Args:
        frame: Rows of claims.csv.
        pair: "KGZ-RUS" or a tuple; the order does not matter.
        indicator: Findings about this indicator only. Other indicators still count where it follows from them.
        as_of: Only what was published up to this day is used.
        reference: Official values; with them each comparable claim gets a finding of class `official`.

    Returns:
        The findings; none for a pair without claims.
    """
    sides = frozenset(split_pair(pair))
    found = _findings(working_rows(frame, pair, None, as_of), as_of, reference)
    return ordered(
        one
        for one in found
        if {one.reporter, one.partner} == sides
        and (indicator in {None, one.indicator} or indicator in _other_name(one))
    )


def _other_name(finding: Finding) -> frozenset[str]:
    """Return all indicators of a mirror finding: it is about exports of one side and imports of the other."""
    return frozenset(claim.indicator for claim in finding.claims) if finding.kind == "mirror" else frozenset()


def all_findings(frame: pd.DataFrame, as_of: Day | None = None, reference: pd.DataFrame | None = None) -> list[Finding]:
    """Return the findings of every pair in the frame, in the order of `compare`."""
    return ordered(_findings(working_rows(frame, None, None, as_of), as_of, reference))


def _findings(rows: pd.DataFrame, as_of: Day | None, reference: pd.DataFrame | None) -> list[Finding]:
    """Return the findings of working rows, unordered."""
    said = statements(rows)
    if said.empty:
        return []
    turned = one_sided(said)
    sided = StatementTable(turned)
    found = [*direct_findings(turned, sided), *derived_findings(turned, sided)]
    table = sided.over(said, *TURNED)
    found += goal_findings(said, table, _today(as_of))
    return found if reference is None else [*found, *official_findings(said, table, reference)]


def _today(as_of: Day | None) -> date | None:
    return None if as_of is None else pd.Timestamp(as_of).date()


def targets(
    frame: pd.DataFrame, pair: Pair | None = None, indicator: str | None = None, as_of: Day | None = None
) -> list[Finding]:
    """Return the ledger of goals: who set what for when, and what became of it, by date of setting.

    Args:
        frame: Rows of claims.csv.
        pair: This pair only, or None for all.
        indicator: This indicator only, or None.
        as_of: What was known on this day; without it a date counts as passed once the newest claim is later.

    Returns:
        Findings of class `target`; `facts` holds state, target, due, setters, first_said, outcome, distance,
        needed_growth, moved_from and reached_later.
    """
    said = statements(working_rows(frame, pair, indicator, as_of))
    found = goal_findings(said, StatementTable(said), _today(as_of))
    if pair is not None:
        sides = frozenset(split_pair(pair))
        found = [one for one in found if {one.reporter, one.partner} == sides]
    return sorted(found, key=lambda one: (one.pair, one.indicator, one.facts["first_said"], one.identity))


def implied(frame: pd.DataFrame, pair: Pair, as_of: Day | None = None) -> tuple[ImpliedValue, ...]:
    """Return every value of a pair that nobody stated but that follows from claims, with its interval and basis."""
    sides = frozenset(split_pair(pair))
    said = statements(working_rows(frame, pair, None, as_of))
    if said.empty:
        return ()
    facts = facts_of(said)
    values = implied_records(implied_levels(facts), facts, StatementTable(said))
    return tuple(value for value in values if {value.reporter, value.partner} == sides)


def implied_growth(frame: pd.DataFrame, pair: Pair, as_of: Day | None = None) -> tuple[ImpliedValue, ...]:
    """Return every growth rate of a pair that follows from two levels a year apart, with its interval and basis."""
    sides = frozenset(split_pair(pair))
    said = statements(working_rows(frame, pair, None, as_of))
    if said.empty:
        return ()
    values = growth_records(facts_of(said), StatementTable(said))
    return tuple(value for value in values if {value.reporter, value.partner} == sides)


def marks(frame: pd.DataFrame, as_of: Day | None = None) -> pd.DataFrame:
    """Return per claim what the columns of claims.csv say: `conflict_class`, `conflict_with`, `speaker_role`.

    A claim that is in several findings shows the first of disagreement, revision, growth mismatch, mirror, period
    unclear, rounding; an echo shows what its statement shows. `conflict_with` lists the other statements, separated
    by blanks.
    """
    rank = {kind: place for place, kind in enumerate(_MARKED)}
    best: dict[str, tuple[int, str, set[str]]] = {}
    for finding in all_findings(frame, as_of):
        if finding.kind not in rank or not (finding.alarm or finding.kind == "rounding"):
            continue
        claims = finding.claims
        ids = {claim.claim_id for claim in claims}
        for claim in claims:
            for name in (claim.claim_id, *claim.echoes):
                place, _, others = best.get(name, (len(rank), "", set()))
                if rank[finding.kind] < place:
                    best[name] = (rank[finding.kind], finding.kind, ids - {claim.claim_id})
                elif rank[finding.kind] == place:
                    others |= ids - {claim.claim_id}
    found = [best.get(str(name)) for name in frame["claim_id"]]
    roles = [kind_of("" if pd.isna(name) else str(name)) for name in frame["speaker"]]
    return pd.DataFrame(
        {
            "conflict_class": [one[1] if one else None for one in found],
            "conflict_with": [" ".join(sorted(one[2])) if one and one[2] else None for one in found],
            "speaker_role": [role if role != "article" else None for role in roles],
        },
        index=frame.index,
        dtype=object,
    )


def findings_json(findings: Iterable[Finding]) -> str:
    """Return findings as one JSON list, as `ikili compare --format json` prints them."""
    return json.dumps([one.to_dict() for one in findings], ensure_ascii=False, indent=1)


def findings_csv(findings: Iterable[Finding]) -> str:
    """Return findings as CSV: one row a finding and claim, sentences in a column per language.

    `implied_low` and `implied_high` are the outermost ends of what follows from the claims; empty is an open end.
    """
    out = io.StringIO()
    names = [*_FINDING_CELLS, *(f"sentence_{one}" for one in languages()), *_MORE_CELLS]
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    for place, finding in enumerate(findings):
        said = {f"sentence_{language}": text for language, text in finding.sentences.items()}
        about = {
            "finding": place + 1, "class": finding.kind, "variant": finding.variant, "alarm": finding.alarm,
            "size": round(finding.size, 6), "pair": finding.pair, "indicator": finding.indicator,
            "measure": finding.measure, "product": finding.product or "", "period": finding.period or "",
        }  # fmt: skip
        follows = _ends(finding)
        for claim in finding.claims:
            cells = claim.to_dict()
            own = {f"claim_{name}": cells[name] for name in ("indicator", "measure", "period")}
            writer.writerow({**about, **said, **own, **{name: cells[name] for name in _CLAIM_CELLS}, **follows})
    return out.getvalue()


_FINDING_CELLS = (
    "finding", "class", "variant", "alarm", "size", "pair", "indicator", "measure", "product", "period", "claim_id",
    "value", "unit", "speaker", "published",
)  # fmt: skip
_MORE_CELLS = (
    "claim_indicator", "claim_measure", "claim_period", "reporter", "partner", "value_max", "bound", "status",
    "n_sources", "implied_low", "implied_high",
)  # fmt: skip
_CLAIM_CELLS = (
    "claim_id", "value", "unit", "speaker", "published", "reporter", "partner", "value_max", "bound", "status",
    "n_sources",
)  # fmt: skip


def _ends(finding: Finding) -> dict[str, float | None]:
    """Return the outermost ends of the implied values, nothing where one of them is open."""
    low, high = [one.low for one in finding.implied], [one.high for one in finding.implied]
    return {
        "implied_low": min((end for end in low if end is not None), default=None) if None not in low else None,
        "implied_high": max((end for end in high if end is not None), default=None) if None not in high else None,
    }
