"""Boxes that hold nothing until somebody opens them: explaining a conflict, further filters, addresses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from data.reviews import review_log
from data.store import open_store
from tests.browser.conftest import Server, pick, settle, visit

pytestmark = pytest.mark.browser


def test_an_explanation_takes_a_conflict_off_the_list(own_server: Server, page: Page) -> None:
    visit(page, f"{own_server.base}/celiskiler?lang=en&pair=KGZ-RUS")
    buttons = page.get_by_role("button", name="Mark as explained")
    before = buttons.count()
    assert before
    assert page.get_by_label("Reason").count() == 0
    buttons.first.click()
    settle(page)
    page.get_by_label("Your name").fill("Ayşe")
    page.get_by_label("Reason").fill("two methods of counting")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Mark as explained").click()
    expect(buttons).to_have_count(before - 1)
    with open_store(own_server.database) as store:
        assert {(entry["verdict"], entry["reviewer"]) for entry in review_log(store)} == {("accept", "Ayşe")}


def test_further_filters_come_on_opening_and_stay_in_the_address(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/iddialar?lang=en")
    assert page.get_by_role("combobox", name="Measure").count() == 0
    page.get_by_role("button", name="More filters").click()
    settle(page)
    pick(page, "Measure", "Change, %")
    expect(page).to_have_url(re.compile("m=change_pct"))
    visit(page, page.url)
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()
    with open_store(hand_server.database) as store:
        count = int((store.claims_frame()["measure"] == "change_pct").sum())
    expect(page.get_by_text(f"{count} claims", exact=True)).to_be_visible()


def test_statements_are_folded_on_wish(sample_server: Server, page: Page) -> None:
    visit(page, f"{sample_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover")
    shown = page.get_by_test_id("stMetric").filter(has_text="Claims shown").get_by_test_id("stMetricValue")
    before = int(shown.inner_text())
    page.get_by_role("button", name="More filters").click()
    page.get_by_text("Each statement once").click()
    expect(page).to_have_url(re.compile("once=1"))
    settle(page)
    assert 0 < int(shown.inner_text()) < before
