"""What a person waits for in a real Chromium: the first chart after a cold open, and after a change of pair."""

from __future__ import annotations

import os
import shutil
import statistics
import time

from playwright.sync_api import Page, sync_playwright

from dashboard import numbers
from tests.bench.dashboard_server import load_now, server
from tests.browser.conftest import FLAGS

FIRST_CHART = 3.0
CHANGE_OF_PAIR = 1.0
OPENS = 3
CHANGES = 8
_DRAWN = """name => {
  const title = document.querySelector('h1');
  const app = document.querySelector('[data-testid=stApp]');
  return title && title.innerText.trim() === name
    && document.querySelector('.js-plotly-plot .scatterlayer .point, .js-plotly-plot .gl-canvas')
    && !document.querySelector('[data-testid=stPlotlyChart][data-stale=true]')
    && app.getAttribute('data-test-script-state') === 'notRunning';
}"""


def in_browser(url: str, pairs: list[str]) -> list[str]:
    """Measure, print, and return the limits that were broken."""
    names = {pair: numbers.pair_name(pair, "en") for pair in pairs}
    with server(url) as (port, _), sync_playwright() as playwright:
        base = f"http://127.0.0.1:{port}/ikili?lang=en&pair="
        opened = []
        for number in range(OPENS):  # a new browser each time: nothing of the pages is at hand yet
            chrome = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
            page = chrome.new_page(viewport={"width": 1280, "height": 1400}, locale="en-US")
            start = time.perf_counter()
            page.goto(base + pairs[number], wait_until="commit")
            page.wait_for_function(_DRAWN, arg=names[pairs[number]], timeout=30_000, polling="raf")
            opened.append(time.perf_counter() - start)
            changed = [_change(page, names[pair]) for pair in pairs[5 : 5 + CHANGES]] if number == OPENS - 1 else []
            chrome.close()
    middle = statistics.median(changed)
    print(
        f"Chromium: first chart after a cold open {opened[0]:.2f} s (server just started), then "
        f"{', '.join(f'{one:.2f}' for one in opened[1:])} s; after a change of pair {middle:.2f} s "
        f"(slowest {max(changed):.2f} s) {load_now()}",
        flush=True,
    )
    broken = []
    if max(opened) > FIRST_CHART:
        broken.append(f"first chart {max(opened):.2f} s, limit {FIRST_CHART:g} s")
    if middle > CHANGE_OF_PAIR:
        broken.append(f"change of pair in the browser {middle:.2f} s, limit {CHANGE_OF_PAIR:g} s")
    return broken


def _chromium() -> str:
    named = [os.environ.get("IKILI_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    found = next((path for path in named if path), None)
    if found is None:
        raise SystemExit("no Chromium: install it or set IKILI_CHROMIUM=/path/to/chromium")
    return found


def _change(page: Page, name: str) -> float:
    """Seconds from choosing a pair in the box until its chart stands there."""
    box = page.get_by_role("combobox", name="Country pair")
    box.click()
    box.press("Control+a")
    box.type(name)
    option = page.get_by_role("option").first
    option.wait_for()
    start = time.perf_counter()
    option.click()
    page.wait_for_function(_DRAWN, arg=name, timeout=30_000, polling="raf")
    return time.perf_counter() - start
