"""Paths that no page has: a page of ours in the reader's language, and deep addresses that lead to one."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.deep_paths import DeepPaths
from dashboard.pages import PAGES, alike, unknown_path

ROOT = "http://127.0.0.1:8501"
BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_is_known(path: str) -> None:
    assert unknown_path(f"{ROOT}/{path}?lang=en") == ""
    assert unknown_path(f"{ROOT}/{path}/") == ""
    assert unknown_path(f"{ROOT}/below/{path}", "below") == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [("nowhere", "nowhere"), ("nowhere/?a=b/c", "nowhere"), ("%C3%A7ift", "çift"), ("a%20b", "a b"), ("", "")],
)
def test_an_unknown_path_is_named_as_it_was_meant(path: str, expected: str) -> None:
    assert unknown_path(f"{ROOT}/{path}") == expected


def test_pages_with_names_alike_are_suggested() -> None:
    assert alike("comparee") == ["compare"]
    assert alike("Hedefler2") == ["targets"]
    assert alike("zzzz") == []


@pytest.fixture
def client() -> TestClient:
    def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.path)

    app = Starlette(routes=[Route("/{rest:path}", answer)], middleware=[Middleware(DeepPaths)])
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/en/ikili?pair=KGZ-RUS", "/ikili?pair=KGZ-RUS"),
        ("/a/b/c/", "/c"),
        ("/a/%5Cevil.example", "/%5Cevil.example"),
        ("/a//evil.example", "/evil.example"),
    ],
)
def test_a_deep_address_leads_to_its_last_step(path: str, place: str, client: TestClient) -> None:
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (307, place)


@pytest.mark.parametrize("path", ["/", "/ikili", "/data/v1/claims.csv", "/_stcore/health", "/static/js/index.js"])
def test_everything_else_passes(path: str, client: TestClient) -> None:
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.text) == (200, path)


def test_programs_are_not_led_away(client: TestClient) -> None:
    assert client.get("/a/b", headers={"accept": "*/*"}).status_code == 200
    assert client.post("/a/b", headers=BROWSER).status_code == 405
