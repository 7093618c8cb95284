"""Every page in a real browser: three languages, a phone, no barrier, nothing harmful; addresses carry it all."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard import labels
from dashboard.pages import PAGES
from data.store import open_store
from tests.browser.conftest import Server, pick, settle, visit

pytestmark = pytest.mark.browser

SHOWN = [page for page in PAGES if not page.hidden]


def claim_of(server: Server) -> str:
    with open_store(server.database) as store:
        frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level")
    return str(frame[frame["period"] == "2024"]["claim_id"].iloc[0])


def address(server: Server, path: str, language: str) -> str:
    query = f"?lang={language}"
    if path in {"ikili", "hedefler", "resmi", "celiskiler"}:
        query += "&pair=KGZ-RUS"
    if path == "iddia":
        query += f"&id={claim_of(server)}"
    return f"{server.base}/{path}{query}"


def faults(page: Page) -> list[str]:
    return page.locator("[data-testid=stAlertContentError], [data-testid=stException]").all_text_contents()


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_draws_in_every_language(path: str, hand_server: Server, page: Page) -> None:
    for language in labels.codes():
        visit(page, address(hand_server, path, language))
        assert faults(page) == []
        expect(page.locator("h1").first).to_be_visible()
        key = next(entry.key for entry in PAGES if entry.path == path)
        if key not in {"pair", "claim"}:
            expect(page.locator("h1").first).to_have_text(labels.load(language)(f"page.{key}.title"))


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_fits_a_phone(path: str, hand_server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", locale="tr-TR")
    page = context.new_page()
    visit(page, address(hand_server, path, labels.codes()[0]))
    assert faults(page) == []
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.offsetParent"
        " && !e.closest('[data-testid=stDataFrame]') && !e.closest('pre') && !e.closest('.modebar')"
        " && getComputedStyle(e).position !== 'absolute')"
        ".map(e => e.tagName + '.' + e.className).slice(0, 5)"
    )
    assert wide == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*(page.path for page in PAGES), "nowhere"])
def test_a_page_has_no_serious_barrier_of_ours(path: str, scheme: str, hand_server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1400}, locale="tr-TR", color_scheme=scheme)
    page = context.new_page()
    visit(page, address(hand_server, path, labels.codes()[0]))
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}})
    ours = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"} and one["id"] not in STREAMLIT_OWN
    ]
    assert ours == []
    context.close()


# Findings in the markup that Streamlit itself draws (menu lists, grids), with no setting for it.
STREAMLIT_OWN = frozenset(
    {
        "html-has-lang",
        "html-lang-valid",
        "list",
        "listitem",
        "nested-interactive",
        "scrollable-region-focusable",
        "aria-required-children",
    }
)


def test_a_copied_address_opens_the_same_view_in_a_new_browser(
    hand_server: Server, page: Page, browser: Browser
) -> None:
    visit(page, f"{hand_server.base}/ikili")
    pick(page, "Ülke çifti", "Türkiye – Özbekistan")
    expect(page).to_have_url(re.compile("pair=TUR-UZB"))
    page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(page).to_have_url(re.compile("lang=en"))
    settle(page)
    copied = page.url
    other = browser.new_context(viewport={"width": 1280, "height": 1400}, locale="ru-RU")
    second = other.new_page()
    visit(second, copied)
    assert second.locator("h1").first.inner_text() == page.locator("h1").first.inner_text() == "Türkiye – Uzbekistan"
    drawn = "chart => chart._fullData.map(trace => [trace.name, Array.from(trace.y)])"
    first_chart, second_chart = (one.locator(".js-plotly-plot").first.evaluate(drawn) for one in (page, second))
    assert first_chart == second_chart
    other.close()


def test_back_and_forward(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?pair=KGZ-RUS&ind=trade_turnover")
    pick(page, "Ülke çifti", "Çin – Rusya")
    expect(page.locator("h1").first).to_have_text("Çin – Rusya")
    page.go_back()
    settle(page)
    expect(page.locator("h1").first).to_have_text("Kırgızistan – Rusya")
    page.go_forward()
    settle(page)
    expect(page.locator("h1").first).to_have_text("Çin – Rusya")


def test_the_menu_keeps_language_and_brings_choices_back(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/iddialar?lang=en&q=Kasymaliev")
    page.get_by_role("link", name="Overview", exact=True).click()
    settle(page)
    expect(page.locator("h1").first).to_have_text("Overview")
    page.get_by_role("link", name="Claims", exact=True).click()
    settle(page)
    expect(page.get_by_text("3 claims")).to_be_visible()


def test_an_unknown_value_falls_back_with_a_notice(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?lang=en&pair=AAA-BBB&asof=never")
    notices = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    assert "AAA-BBB" in notices
    assert "never" in notices
    expect(page.locator("h1").first).to_have_text("Kyrgyzstan – Russia")


@pytest.mark.parametrize("path", ["nowhere", "a/b", "%3Cimg%20src=x%20onerror=alert(1)%3E"])
def test_an_unknown_path_is_a_page_of_ours_in_every_language(path: str, hand_server: Server, page: Page) -> None:
    for language in labels.codes():
        visit(page, f"{hand_server.base}/{path}?lang={language}")
        words = labels.load(language)
        expect(page.locator("h1").first).to_have_text(words("page.missing.title"))
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.title().startswith(words("page.missing.title"))
    page.get_by_test_id("stMain").get_by_role("link", name=words("page.targets.title")).click()
    settle(page)
    expect(page.locator("h1").first).to_have_text(words("page.targets.title"))
    page.go_back()
    settle(page)
    expect(page.locator("h1").first).to_have_text(words("page.missing.title"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_dark_follows_the_system(hand_server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    visit(page, f"{hand_server.base}/ikili?pair=KGZ-RUS")
    paper = page.locator(".js-plotly-plot").first.evaluate("chart => chart._fullLayout.paper_bgcolor")
    assert paper.lower() == "#0e1117"
    context.close()


def test_nothing_leaves_this_machine(hand_server: Server, context: BrowserContext) -> None:
    outside: list[str] = []
    page = context.new_page()
    page.on(
        "request",
        lambda request: (
            None
            if "127.0.0.1" in request.url or request.url.startswith(("data:", "blob:"))
            else outside.append(request.url)
        ),
    )
    for entry in PAGES:
        visit(page, address(hand_server, entry.path, "en"))
    assert outside == []


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_hostile_articles_run_nothing(path: str, hostile_server: Server, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ":9/" in request.url else None)
    visit(page, address(hostile_server, path, "en"))
    assert faults(page) == []
    assert page.evaluate("() => window.hit") is None
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.locator("[data-testid=stMain] img[src='x'], [data-testid=stMain] script").count() == 0
    assert asked == []
