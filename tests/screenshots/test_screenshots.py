"""Pictures of every page in three languages, light, dark and narrow, to be looked at one by one.

    IKILI_SCREENSHOTS=1 .venv/bin/python -m pytest tests/screenshots

They come from the bundled sample and land in tests/screenshots/out/ (not committed). Without the variable nothing is
made: a picture proves nothing until somebody has looked at it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from dashboard import labels
from dashboard.pages import PAGES, entry
from data.ingest import ingest
from data.store import open_store
from tests.browser.conftest import FLAGS, ROOT, Server, serve, settle, visit

OUT = Path(__file__).parent / "out"
LOOKS = {"light": (1280, 1700), "dark": (1280, 1700), "narrow": (390, 1900)}
PAIR = "&pair=KGZ-RUS&ind=trade_turnover"
# Name of the picture -> path and query: every page, and the tabs and forms that a page has beside its first look.
PICTURES = {page.key: (page.path, "") for page in PAGES} | {
    "pair": (entry("pair").path, PAIR),
    "pair_table": (entry("pair").path, f"{PAIR}&tab=table"),
    "pair_sources": (entry("pair").path, f"{PAIR}&tab=sources"),
    "pair_vintage": (entry("pair").path, f"{PAIR}&tab=vintage"),
    "compare_each": (entry("compare").path, "&ind=trade_turnover&view=each"),
    "compare_index": (entry("compare").path, "&ind=trade_turnover&mode=index"),
    "conflicts_pair": (entry("conflicts").path, f"{PAIR}&cls=revision"),
    "targets": (entry("targets").path, "&pair=KGZ-RUS"),
    "official": (entry("official").path, "&pair=RUS-TUR"),
    "missing": ("comparee", ""),
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.environ.get("IKILI_SCREENSHOTS"), reason="pictures are made on request: IKILI_SCREENSHOTS=1"
    ),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the bundled sample."""
    folder = tmp_path_factory.mktemp("pictures")
    database = f"sqlite:///{folder / 'sample.db'}"
    with open_store(database) as store:
        ingest(ROOT / "data" / "sample" / "articles.jsonl", store)
    yield from serve(database, folder)


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    """One Chromium for all pictures."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", labels.codes())
@pytest.mark.parametrize("key", PICTURES)
def test_picture(key: str, language: str, look: str, server: Server, chrome: Browser) -> None:
    path, query = PICTURES[key]
    width, height = LOOKS[look]
    context = chrome.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light" if look == "light" else "dark",
        device_scale_factor=1,
    )
    page = context.new_page()
    if key == "claim":
        with open_store(server.database) as store:
            frame = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover", measure="level", period="2024")
        query = f"&id={frame['claim_id'].iloc[0]}"
    visit(page, f"{server.base}/{path}?lang={language}{query}")
    settle(page)
    OUT.mkdir(exist_ok=True)
    target = OUT / f"{key}-{language}-{look}.png"
    page.screenshot(path=target)
    context.close()
    assert target.stat().st_size > 20_000
