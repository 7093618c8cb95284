"""The primary interaction of each page, and each download against the store."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.reviews import review_log
from data.store import open_store
from tests.browser.conftest import Server, click_dot, pick, settle, visit

pytestmark = pytest.mark.browser
NEWS = (
    b'{"id": "n1", "published": "2025-11-27", "title": "t", '
    b'"text": "Trade turnover between Russia and Kyrgyzstan reached $4.1 billion in 2024."}\n'
)


def download(page: Page, label: str) -> list[dict[str, str]]:
    with page.expect_download() as caught:
        page.get_by_role("button", name=label).first.click()
    text = Path(caught.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if text.split("\n")[0].count(";") > 5 else ","))


def click_cell(page: Page, table: int, x: float, row: int) -> None:
    """Click into a grid: x from its left edge, row from 0."""
    grid = page.locator("[data-testid=stDataFrame]").nth(table)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + 36 + 35 * row + 17)
    settle(page)


def test_a_cell_of_the_coverage_opens_the_pair(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/?lang=en")
    click_cell(page, 0, 270, 1)
    expect(page.locator("h1").first).to_have_text("China – Russia")
    assert "pair=CHN-RUS" in page.url


def test_a_row_opens_the_claim_and_figures_can_be_leafed(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/iddialar?lang=en&q=bin 700")
    click_cell(page, 0, 17, 0)
    expect(page.locator("h1").first).to_have_text("1,700")
    page.get_by_role("button", name="Next figure").click()
    settle(page)
    expect(page.locator("h1").first).to_have_text("1,800")
    expect(page.locator("article mark.ikili-chosen")).to_have_text("bin 800")


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        ("iddialar?lang=en", {}),
        ("iddialar?lang=en&pair=KGZ-RUS&ind=company_count", {"pair": "KGZ-RUS", "indicator": "company_count"}),
        ("ikili?lang=en&pair=KGZ-RUS&ind=company_count&m=level", {"pair": "KGZ-RUS", "indicator": "company_count"}),
        ("ikili?lang=en&pair=CHN-RUS&ind=exports&unit=tonne", {"pair": "CHN-RUS", "indicator": "exports"}),
    ],
)
def test_a_download_is_what_the_store_holds(
    path: str, filters: dict[str, str], hand_server: Server, page: Page
) -> None:
    visit(page, f"{hand_server.base}/{path}")
    found = download(page, "CSV of what is shown")
    with open_store(hand_server.database) as store:
        wanted = store.claims_frame(**filters)
    assert {row["claim_id"] for row in found} == set(wanted["claim_id"])
    values = dict(zip(wanted["claim_id"], wanted["value"], strict=True))
    assert all(float(row["value"]) == values[row["claim_id"]] for row in found)
    excel = download(page, "For Excel")
    assert [row["claim_id"] for row in excel] == [row["claim_id"] for row in found]


@pytest.mark.parametrize(
    "path", ["celiskiler?lang=en", "hedefler?lang=en", "karsilastir?lang=en", "resmi?lang=en&pair=KGZ-RUS"]
)
def test_other_downloads_name_claims_of_the_store(path: str, hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/{path}")
    found = download(page, "CSV of what is shown")
    assert found
    with open_store(hand_server.database) as store:
        known = set(store.claims_frame()["claim_id"])
    assert {row["claim_id"] for row in found if "claim_id" in row} <= known
    excel = download(page, "For Excel")
    plain = [{name: cell.replace(",", ".").lstrip("'") for name, cell in row.items()} for row in excel]
    assert plain == [{name: cell.replace(",", ".").lstrip("'") for name, cell in row.items()} for row in found]


def test_as_of_goes_back_in_time(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover")
    slider = page.get_by_test_id("stSidebar").get_by_role("slider")
    slider.focus()
    slider.press("Home")
    settle(page)
    assert "asof=2023-04-30" in page.url
    expect(page.get_by_text("You are looking at what was known on 30 Apr 2023.")).to_be_visible()


def test_an_implied_value_shows_what_it_rests_on(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover")
    page.get_by_role("button", name="More filters").click()
    page.get_by_text("Implied values", exact=True).click()
    page.keyboard.press("Escape")
    settle(page)
    assert "implied=1" in page.url
    symbols = page.locator(".js-plotly-plot").first.evaluate(
        "chart => chart._fullData.map(trace => trace.marker && trace.marker.symbol)"
    )
    assert "circle-open" in symbols


def test_both_sentences_of_a_conflict_stand_side_by_side(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/celiskiler?lang=en&pair=KGZ-RUS")
    card = page.locator(".st-key-finding_0")
    expect(card.locator("mark.ikili-chosen")).to_have_count(2)
    boxes = [card.locator("mark.ikili-chosen").nth(n).bounding_box() for n in (0, 1)]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 80
    assert boxes[0]["x"] != boxes[1]["x"]


def test_a_target_opens_its_sentence(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/hedefler?lang=en&pair=KGZ-RUS")
    click_cell(page, 0, 17, 0)
    expect(page.locator("[class*=st-key-claim_panel] mark.ikili-chosen").first).to_have_text("$5 billion")


COMPARED = "karsilastir?lang=en&ind=trade_turnover"
LINES = (
    "chart => chart._fullData.filter(trace => trace.mode === 'lines+markers')"
    ".map(trace => [trace.name, Array.from(trace.x), Array.from(trace.y)])"
)


def test_compare_draws_every_pair_in_one_chart_as_in_table_and_file(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/{COMPARED}")
    chart = page.locator(".js-plotly-plot")
    expect(chart).to_have_count(1)
    drawn = chart.evaluate(LINES)
    rows = download(page, "CSV of what is shown")
    points = sorted(y for _, _, values in drawn for y in values if y is not None)
    assert points == pytest.approx(sorted(float(row["value"]) / 1e9 for row in rows))
    with open_store(hand_server.database) as store:
        values = dict(zip(*(store.claims_frame()[name] for name in ("claim_id", "value")), strict=True))
    assert all(values[row["claim_id"]] == float(row["value"]) for row in rows)


def test_compare_shows_an_index_to_a_chosen_year(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/{COMPARED}")
    page.get_by_text("Index (to 100)").click()
    settle(page)
    assert "mode=index" in page.url
    assert "base=2022" in page.url
    pick(page, "Year that is 100", "2023")
    assert "base=2023" in page.url
    [name, years, values] = page.locator(".js-plotly-plot").first.evaluate(LINES)[0]
    assert name == "Kyrgyzstan – Russia"
    assert values[years.index(2023)] == 100
    rows = download(page, "CSV of what is shown")
    assert [float(row["index"]) for row in rows] == pytest.approx(values)
    assert {row["index_base"] for row in rows} == {"2023"}


def test_compare_opens_the_sentence_of_a_dot(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/{COMPARED}")
    with open_store(hand_server.database) as store:
        frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level", period="2022")
    shown = page.locator(".js-plotly-plot").first.evaluate("chart => chart._fullData.flatMap(t => t.customdata || [])")
    drawn = {str(claim) for [claim] in shown}
    click_dot(page, next(str(claim) for claim in frame["claim_id"] if claim in drawn))
    expect(page.locator("[class*=st-key-claim_panel] mark.ikili-chosen")).to_have_count(1)
    assert "id=" in page.url


def test_compare_side_by_side_is_in_the_address(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/karsilastir?lang=en&ind=exports")
    lines = len(page.locator(".js-plotly-plot").evaluate(LINES))
    assert lines > 1
    page.get_by_text("Side by side", exact=True).click()
    settle(page)
    assert "view=each" in page.url
    expect(page.locator(".js-plotly-plot")).to_have_count(lines)
    visit(page, page.url)
    expect(page.locator(".js-plotly-plot")).to_have_count(lines)


def test_paste_read_and_save(own_server: Server, page: Page) -> None:
    visit(page, f"{own_server.base}/haber-ekle?lang=en")
    page.get_by_role("textbox", name="Headline").fill("Ticaret arttı")
    page.get_by_role("textbox", name="Text", exact=True).fill(
        "Kırgızistan ile Rusya arasındaki ticaret hacmi 2024'te 4,1 milyar dolara ulaştı."
    )
    page.get_by_role("textbox", name="Published on").fill("2025-11-27")
    page.get_by_role("button", name="Read the figures").click()
    settle(page)
    expect(page.locator("article mark.ikili-chosen")).to_have_text("4,1 milyar dolar")
    page.get_by_role("button", name="Save to the review queue").click()
    settle(page)
    expect(page.get_by_text("1 new")).to_be_visible()
    with open_store(own_server.database) as store:
        assert "Ticaret arttı" in set(store.claims_frame()["title"])


def test_upload_names_the_bad_file(own_server: Server, page: Page) -> None:
    visit(page, f"{own_server.base}/haber-ekle?lang=en")
    page.get_by_text("Upload files").click()
    settle(page)
    page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "news.jsonl",
                "mimeType": "application/x-ndjson",
                "buffer": NEWS,
            },
            {"name": "broken.jsonl", "mimeType": "application/x-ndjson", "buffer": b'{"id": \n'},
        ]
    )
    settle(page)
    page.get_by_role("button", name="Read the figures").click()
    settle(page)
    expect(page.locator("article mark.ikili-chosen")).to_have_text("$4.1 billion")


def test_review_by_keyboard(own_server: Server, page: Page) -> None:
    visit(page, f"{own_server.base}/inceleme?lang=en")
    name = page.get_by_role("textbox", name="Your name")
    name.fill("Ayşe")
    name.press("Enter")
    settle(page)
    page.locator("h1").first.click()
    page.keyboard.press("a")
    settle(page)
    expect(page.get_by_text("Saved: accepted.")).to_be_visible()
    page.keyboard.press("z")
    settle(page)
    with open_store(own_server.database) as store:
        assert [(entry["verdict"], entry["reviewer"]) for entry in review_log(store)] == [
            ("accept", "Ayşe"),
            ("reopen", "Ayşe"),
        ]


@pytest.fixture
def read_only_server(tmp_path: Path) -> Iterator[Server]:
    """A server that refuses every change."""
    from tests.browser.conftest import serve
    from tests.dashboard import handmade

    handmade.filled(tmp_path).close()
    yield from serve(f"sqlite:///{tmp_path / 'hand.db'}", tmp_path, IKILI_READ_ONLY="1")


def test_a_read_only_server_says_so(read_only_server: Server, page: Page) -> None:
    visit(page, f"{read_only_server.base}/inceleme?lang=en")
    expect(page.get_by_test_id("stMain").get_by_text("Read-only")).to_be_visible()
    assert page.get_by_role("button", name="Accept").count() == 0


def test_the_data_address_of_a_view_gives_its_rows(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=company_count")
    shown = {row["claim_id"] for row in download(page, "CSV of what is shown")}
    page.get_by_role("button", name="Link").click()
    settle(page)
    address = page.locator("[data-testid=stCode]").filter(has_text="/data/v1/").first.inner_text().strip()
    answer = page.request.get(address.replace("\n", ""))
    assert answer.ok
    assert {row["claim_id"] for row in csv.DictReader(io.StringIO(answer.text()))} == shown


def test_a_picture_carries_its_source(hand_server: Server, page: Page) -> None:
    visit(page, f"{hand_server.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover")
    page.get_by_test_id("stSidebar").get_by_text("SVG").click()
    settle(page)
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as caught:
        page.locator(".modebar-btn[data-title*='ownload'], .modebar-btn[aria-label*='ownload']").first.click()
    picture = Path(caught.value.path()).read_text(encoding="utf-8")
    assert caught.value.suggested_filename.endswith(".svg")
    assert "/ikili?pair=KGZ-RUS" in picture.replace("&amp;", "&")
    assert "as of 14 Jan 2026" in picture


OFFICIAL = (
    "Dış ticaret, bin ABD doları\n\nÜlke;Yıl;İhracat;İthalat\nRusya Federasyonu;2024;8.557.123;44.018.004\n"
    "![x](http://127.0.0.1:9/x.png);2024;1;2\n"
)


def test_an_official_table_is_loaded_once_its_columns_are_named(own_server: Server, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ":9/" in request.url else None)
    visit(page, f"{own_server.base}/resmi?lang=en&pair=KGZ-RUS")
    page.locator("[data-testid=stExpander] summary").click()
    file = {"name": "table.csv", "mimeType": "text/csv", "buffer": OFFICIAL.encode()}
    page.locator("input[type=file]").set_input_files([file])
    settle(page)
    expect(page.get_by_text("Choose whose statistics these are")).to_be_visible()
    expect(page.get_by_role("button", name="Load into the table")).to_have_count(0)
    pick(page, "Whose statistics, for all rows", "Türkiye")
    expect(page.get_by_text("Values read: 2")).to_be_visible()
    expect(page.get_by_text("2: unknown place: '![x](http://127.0.0.1:9/x.png)'")).to_be_visible()
    page.get_by_role("button", name="Load into the table").click()
    settle(page)
    expect(page.get_by_text("2 official values loaded.")).to_be_visible()
    with open_store(own_server.database) as store:
        frame = store.reference_frame(pair="TUR-RUS")
    assert dict(zip(frame["flow"], frame["value"], strict=True)) == {"exports": 8557123000, "imports": 44018004000}
    assert set(frame["source"]) == {"table.csv"}
    assert asked == []


def test_an_official_table_with_unclear_numbers_asks_for_the_decimal_sign(own_server: Server, page: Page) -> None:
    visit(page, f"{own_server.base}/resmi?lang=en&pair=KGZ-RUS")
    page.locator("[data-testid=stExpander] summary").click()
    table = b"reporter;partner;year;flow;value;currency\nTUR;RUS;2024;X;1.234;USD\n"
    page.locator("input[type=file]").set_input_files([{"name": "t.csv", "mimeType": "text/csv", "buffer": table}])
    settle(page)
    expect(page.get_by_text("can be read in two ways: 1.234")).to_be_visible()
    expect(page.get_by_role("button", name="Load into the table")).to_have_count(0)
    pick(page, "Decimal sign", "1234,5")
    expect(page.get_by_text("Values read: 1")).to_be_visible()
