"""The main job in a real browser, on the bundled sample read by the real pipeline."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.claims import CLAIM_COLUMNS
from data.export import to_csv
from data.store import open_store
from tests.browser.conftest import Server, click_dot, pick, settle, visit

pytestmark = pytest.mark.browser

POINTS = """chart => chart._fullData.flatMap(trace => (trace.customdata || []).map((id, at) => ({
    id: Array.isArray(id) ? id[0] : id, x: trace.x[at], y: trace.y[at], name: trace.name, text: trace.hovertext[at]
})))"""


def points(page: Page, chart: int = 0) -> list[dict[str, object]]:
    """The dots of a chart as plotly has drawn them."""
    found: list[dict[str, object]] = page.locator(".js-plotly-plot").nth(chart).evaluate(POINTS)
    return found


def test_pair_point_evidence_and_csv(sample_server: Server, page: Page) -> None:
    visit(page, f"{sample_server.base}/ikili?lang=en")
    pick(page, "Country pair", "Kyrgyzstan – Russia")
    pick(page, "Indicator", "Trade turnover")
    assert "pair=KGZ-RUS" in page.url
    assert (
        "ind=trade_turnover" in page.url
    )  # written although it was the default: the address must mean the same tomorrow

    of_2024 = [p for p in points(page) if 2024 <= float(str(p["x"])) < 2025 and p["y"] == 4.1]
    assert of_2024, "the 2024 point of 4.1 billion dollars is not drawn"
    assert any("$4.1 billion" in str(p["text"]) for p in of_2024)

    click_dot(page, str(of_2024[0]["id"]))
    panel = page.locator("[class*=st-key-claim_panel]")
    expect(panel.locator("mark.ikili-chosen")).to_have_count(1)
    assert f"id={of_2024[0]['id']}" in page.url

    panel.get_by_role("link", name="Open the article at this figure").click()
    expect(page.locator("article mark.ikili-chosen")).to_have_count(1)
    settle(page)
    assert "/iddia" in page.url
    expect(page.get_by_text("Why: the words and the rule of each field")).to_be_visible()


def test_two_company_counts(sample_server: Server, page: Page) -> None:
    visit(page, f"{sample_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=company_count")
    said = [str(p["text"]) for chart in range(page.locator(".js-plotly-plot").count()) for p in points(page, chart)]
    assert any(
        ("<b>1,700</b>" in text and "Putin" in text) or ("<b>1,700</b>" in text and "Путин" in text) for text in said
    ), said
    assert any(
        "<b>1,800</b>" in text and any(name in text for name in ("Japarov", "Caparov", "Жапаров")) for text in said
    ), said


def test_the_csv_is_the_store_row_by_row(sample_server: Server, page: Page) -> None:
    visit(page, f"{sample_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover&m=level&unit=USD")
    with page.expect_download() as caught:
        page.get_by_role("button", name="CSV of what is shown").click()
    text = Path(caught.value.path()).read_bytes().decode("utf-8")
    assert caught.value.suggested_filename.startswith("ikili_KGZ-RUS_trade_turnover_")
    rows = list(csv.DictReader(io.StringIO(text)))
    with open_store(sample_server.database) as store:
        frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level", unit="USD")
        wanted = list(csv.DictReader(io.StringIO(to_csv(frame[frame["product"].isna()]))))
    assert list(rows[0]) == list(CLAIM_COLUMNS)
    assert len(rows) == len(wanted) > 10
    shared = [
        name
        for name in CLAIM_COLUMNS
        if name
        not in {"reporter_name", "partner_name", "conflict_class", "conflict_with", "speaker_role", "dataset_version"}
    ]
    for found, stored in zip(rows, wanted, strict=True):
        assert {name: found[name] for name in shared} == {name: stored[name] for name in shared}
    drawn = {str(p["id"]) for chart in range(page.locator(".js-plotly-plot").count()) for p in points(page, chart)}
    assert {row["claim_id"] for row in rows} <= drawn
