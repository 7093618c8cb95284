"""A real server on a free port and a real Chromium; both are stopped by the test session that started them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from data.store import open_store
from tests.dashboard import handmade, hostile

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address and the store it shows."""

    base: str
    database: str


def free_address() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(database: str, folder: Path, *, port: int = 0, **environment: str) -> Iterator[Server]:
    """Run the dashboard in a process of its own, from a folder that is not the project's."""
    port = port or free_address()
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", f"from dashboard.serve import run; run(port={port})"],
        cwd=folder,
        env={**os.environ, "IKILI_DB_URL": database, **environment},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, process, folder / "server.log")
        yield Server(base, database)
    finally:
        process.terminate()
        process.wait(timeout=15)
        log.close()


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def hand_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the hand-made store."""
    folder = tmp_path_factory.mktemp("hand")
    handmade.filled(folder).close()
    yield from serve(f"sqlite:///{folder / 'hand.db'}", folder)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A dashboard of one test's own, for tests that change something."""
    handmade.filled(tmp_path).close()
    yield from serve(f"sqlite:///{tmp_path / 'hand.db'}", tmp_path)


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on a store whose every text field is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.fill(f"sqlite:///{folder / 'evil.db'}")
    yield from serve(f"sqlite:///{folder / 'evil.db'}", folder)


@pytest.fixture(scope="session")
def sample_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the bundled sample, loaded through the real pipeline."""
    from data.ingest import ingest

    folder = tmp_path_factory.mktemp("sample")
    database = f"sqlite:///{folder / 'sample.db'}"
    with open_store(database) as store:
        report = ingest(ROOT / "data" / "sample" / "articles.jsonl", store)
        assert report.failed == 0, report.failures
    yield from serve(database, folder)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, in Turkish, light."""
    made = browser.new_context(
        viewport={"width": 1280, "height": 1400}, locale="tr-TR", color_scheme="light", accept_downloads=True
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()


_QUIET = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const busy = !app || app.getAttribute('data-test-script-state') !== 'notRunning'
    || document.querySelector('[data-stale=true]') || document.querySelector('[data-testid=stSkeleton]');
  window.quietChecks = busy ? 0 : (window.quietChecks || 0) + 1;
  return window.quietChecks >= 6;
}"""


def settle(page: Page) -> None:
    """Wait until the page has stopped running and all is drawn: six looks in a row, a tenth of a second apart."""
    page.wait_for_timeout(100)
    page.wait_for_load_state()
    page.evaluate("() => { window.quietChecks = 0 }")
    page.wait_for_function(_QUIET, timeout=30_000, polling=100)


def visit(page: Page, address: str) -> None:
    """Open an address and wait until it is drawn."""
    page.goto(address)
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by typing, as a person does."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.press("Control+a")
    box.type(option)
    page.get_by_role("option").first.click()
    settle(page)


def click_dot(page: Page, claim_id: str) -> None:
    """Click the dot of a claim where plotly has drawn it."""
    spot = page.locator(".js-plotly-plot").first.evaluate(
        """(chart, id) => {
            for (const [n, trace] of chart._fullData.entries()) {
                const at = (trace.customdata || []).findIndex(c => (Array.isArray(c) ? c[0] : c) === id);
                if (at < 0) continue;
                const full = chart._fullLayout, box = chart.getBoundingClientRect();
                return {
                    x: box.x + full.xaxis._offset + full.xaxis.c2p(trace.x[at]),
                    y: box.y + full.yaxis._offset + full.yaxis.c2p(trace.y[at]),
                };
            }
            return null;
        }""",
        claim_id,
    )
    assert spot, f"claim {claim_id} is not in the chart"
    page.mouse.move(spot["x"], spot["y"])
    page.wait_for_timeout(300)
    page.mouse.click(spot["x"], spot["y"])
    settle(page)
