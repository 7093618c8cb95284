"""Who may write where an identity provider is set up, from signing in to signing out; and a read-only server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.reviews import review_log
from data.store import open_store
from tests.browser import oidc
from tests.browser.conftest import Server, free_address, serve, settle, visit
from tests.dashboard import handmade

pytestmark = pytest.mark.browser
SECRETS = """[auth]
redirect_uri = "{base}/oauth2callback"
cookie_secret = "for these tests only"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
NEWS = "Trade turnover between Russia and Kyrgyzstan reached $4.1 billion in 2024, Putin said."


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Server]:
    """A dashboard with an identity provider: nobody may write without signing in, on this machine neither."""
    handmade.filled(tmp_path).close()
    port = free_address()
    with oidc.provider() as provider:
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "secrets.toml").write_text(
            SECRETS.format(
                base=f"http://127.0.0.1:{port}", client=oidc.CLIENT, secret=oidc.SECRET, provider=provider.base
            ),
            encoding="utf-8",
        )
        yield from serve(f"sqlite:///{tmp_path / 'hand.db'}", tmp_path, port=port)


def articles(server: Server) -> int:
    with open_store(server.database) as store:
        return store.counts()["articles"]


def reviews(server: Server) -> list[tuple[str, str]]:
    with open_store(server.database) as store:
        return [(entry["verdict"], entry["reviewer"]) for entry in review_log(store)]


def sign_in(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Continue as Ayşe Demir").click()
    page.wait_for_url("**/127.0.0.1:*/**")
    settle(page)


def menu(page: Page) -> list[str]:
    return page.get_by_test_id("stSidebarNav").get_by_role("link").all_inner_texts()


def test_reading_is_open_and_writing_says_what_to_do(guarded: Server, page: Page) -> None:
    visit(page, f"{guarded.base}/ikili?lang=en&pair=KGZ-RUS&ind=trade_turnover")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert "Review" not in menu(page)
    assert "Add an article" not in menu(page)
    for path in ("inceleme", "haber-ekle"):
        visit(page, f"{guarded.base}/{path}?lang=en")
        main = page.get_by_test_id("stMain")
        expect(main.get_by_text("sign in first")).to_be_visible()
        expect(main.get_by_role("button", name="Sign in")).to_be_visible()
        assert main.get_by_role("button").count() == 1
        assert main.get_by_role("textbox").count() == 0
    visit(page, f"{guarded.base}/celiskiler?lang=en&pair=KGZ-RUS")
    assert page.get_by_role("button", name="Mark as explained").count() == 0


def test_who_signs_in_writes_under_their_own_name_until_they_sign_out(guarded: Server, page: Page) -> None:
    visit(page, f"{guarded.base}/inceleme?lang=en")
    sign_in(page)
    visit(page, f"{guarded.base}/inceleme?lang=en")
    expect(page.get_by_test_id("stSidebar").get_by_text("Signed in: Ayşe Demir")).to_be_visible()
    assert "Review" in menu(page)
    assert page.get_by_label("Your name").count() == 0
    page.locator(".st-key-review_accept button").click()
    settle(page)
    assert reviews(guarded) == [("accept", "Ayşe Demir")]

    before = articles(guarded)
    visit(page, f"{guarded.base}/haber-ekle?lang=en")
    page.get_by_label("Headline").fill("Trade")
    page.get_by_role("textbox", name="Text").fill(NEWS)
    page.get_by_role("button", name="Read the figures").click()
    settle(page)
    page.get_by_role("button", name="Save to the review queue").click()
    settle(page)
    assert articles(guarded) == before + 1

    with page.expect_navigation(timeout=60_000):
        page.get_by_role("button", name="Sign out").click()
    settle(page)
    visit(page, f"{guarded.base}/inceleme?lang=en")
    expect(page.get_by_test_id("stMain").get_by_text("sign in first")).to_be_visible()
    assert reviews(guarded) == [("accept", "Ayşe Demir")]


def test_an_invented_cookie_signs_nobody_in(guarded: Server, page: Page) -> None:
    page.context.add_cookies(
        [{"name": "_streamlit_user", "value": '{"name": "Mallory", "is_logged_in": true}', "url": guarded.base}]
    )
    visit(page, f"{guarded.base}/inceleme?lang=en")
    expect(page.get_by_test_id("stMain").get_by_text("sign in first")).to_be_visible()


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Server]:
    """A read-only server."""
    handmade.filled(tmp_path).close()
    yield from serve(f"sqlite:///{tmp_path / 'hand.db'}", tmp_path, IKILI_READ_ONLY="1")


def test_a_read_only_server_shows_no_way_to_write(closed: Server, page: Page) -> None:
    for path in ("inceleme", "haber-ekle"):
        visit(page, f"{closed.base}/{path}?lang=en")
        main = page.get_by_test_id("stMain")
        expect(main.get_by_text("Read-only: nothing can be added or changed here.")).to_be_visible()
        assert main.get_by_role("button").count() == 0
        assert main.get_by_role("textbox").count() == 0
    assert {"Review", "Add an article"}.isdisjoint(menu(page))
    visit(page, f"{closed.base}/celiskiler?lang=en&pair=KGZ-RUS")
    assert page.get_by_role("button", name="Mark as explained").count() == 0
    assert page.get_by_role("button", name="Sign in").count() == 0
