"""Whatever claims hold, they leave and come back as the same bytes, and a spreadsheet finds no formula in them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.claim_import import import_claims
from data.claims import CLAIM_COLUMNS
from data.export import claims_table, csv_of
from data.export_excel import NUMBERS, excel_csv
from data.store import Store, open_store
from extractors.records import Observation
from tests.data.store_articles import article, extraction, observation

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
TRICKY = st.sampled_from(
    ['"', '""', ",", ";", "\r", "\n", "\r\n", "=1+1", "-5", "+", "@", "\t", " x ", "NA", "null", "'", "\ufeff"]
)
WORDS = st.one_of(TEXT, TRICKY)
AMOUNT = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, str | None, list[dict[str, object]]]:
    made = [
        {
            "value": draw(AMOUNT), "value_max": draw(st.none() | AMOUNT), "product": draw(st.none() | WORDS) or None,
            "speaker": draw(st.none() | WORDS) or None, "confidence": draw(st.floats(0, 1)),
            "period": draw(st.sampled_from([None, "2024", "2025-01/2025-09", "2023/2024", "2025-11-26"])),
            "status": draw(st.sampled_from(["actual", "target", "forecast"])),
            "bound": draw(st.sampled_from(["exact", "approx", "above", "below"])),
            "indicator": draw(st.sampled_from(["exports", "imports", "trade_turnover"])),
        }
        for _ in range(draw(st.integers(1, 5)))
    ]  # fmt: skip
    return draw(WORDS), draw(st.none() | WORDS), made


def fill(store: Store, title: str, outlet: str | None, made: list[dict[str, object]]) -> None:
    of = article("p", title=title, outlet=outlet or None, published=date(2025, 1, 2))
    found: list[Observation] = [observation(of, **changes) for changes in made]
    store.add([(of, extraction(of, *found))], extractor_version="1", now="2026-01-01T00:00:00Z")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=claims())
def test_round_trip(tmp_path: Path, content: tuple[str, str | None, list[dict[str, object]]]) -> None:
    with open_store("sqlite://") as store, open_store("sqlite://") as copy:
        fill(store, *content)
        table = claims_table(None, store=store)
        first = csv_of(table, CLAIM_COLUMNS)
        assert import_claims(copy, first.encode()).failures == []
        assert csv_of(claims_table(None, store=copy), CLAIM_COLUMNS) == first
        exact = {Decimal(row["value"]) for row in csv.DictReader(io.StringIO(first, newline=""))}
        assert exact == {Decimal(str(changes["value"])) for changes in content[2]}
        _no_formula(excel_csv(table, CLAIM_COLUMNS))


def _no_formula(content: bytes) -> None:
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        for name, cell in row.items():
            assert name in NUMBERS or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (name, cell)
