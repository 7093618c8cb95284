"""Script, Markdown and formula injections planted in every field of an article: no page lets one through."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from dashboard.pages import built
from data.claims import CLAIM_COLUMNS
from data.export import table_of
from data.export_excel import excel_csv
from data.store import open_store
from tests.dashboard import hostile
from tests.dashboard.conftest import open_page


@pytest.fixture
def evil_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The hostile store as the default store; returns the id of one claim."""
    url = f"sqlite:///{tmp_path / 'evil.db'}"
    monkeypatch.setenv("IKILI_DB_URL", url)
    return hostile.fill(url)


@pytest.mark.parametrize("view", [page.key for page in built()])
def test_no_page_writes_a_foreign_tag_or_link(view: str, evil_claim: str) -> None:
    at = open_page(view, lang="en", pair="KGZ-RUS", id=evil_claim if view in {"claim", "pair"} else "")
    for element in at.get("html"):
        tags = set(re.findall(r"<\s*(\w+)", str(element.value)))
        known = {"style", "strong", "article", "h3", "p", "br", "mark", "a", "div", "span", "table", "tr", "th", "td"}
        assert tags <= known, tags
        assert "javascript:" not in str(re.findall(r'href="([^"]*)"', str(element.value)))
    for kind in ("markdown", "caption", "subheader", "title", "info", "warning", "success"):
        for element in at.get(kind):
            text = str(element.value)
            assert "<script" not in text
            assert "](javascript:" not in text
            assert "](http" not in text
    for element in at.get("link_button"):
        assert "javascript:" not in str(element.proto)


def test_charts_escape_what_articles_say(evil_claim: str) -> None:
    at = open_page("pair", lang="en", pair="KGZ-RUS", product="all")
    for chart in at.get("plotly_chart"):
        spec = chart.proto.spec if hasattr(chart.proto, "spec") else str(chart.proto)
        assert "<script" not in str(spec)
        assert "<img" not in str(spec)


def test_the_spreadsheet_file_holds_no_formula(evil_claim: str) -> None:
    import os

    with open_store(os.environ["IKILI_DB_URL"]) as store:
        content = excel_csv(table_of(store.claims_frame()), CLAIM_COLUMNS).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(content), delimiter=";"):
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@")), name
            assert not (cell.startswith("-") and not re.fullmatch(r"-[\d,]+", cell)), name


@pytest.mark.parametrize("name", ["pair", "who", "q", "unknown", "product", "id"])
def test_an_address_cannot_plant_markdown(name: str, evil_claim: str) -> None:
    at = open_page("pair", lang="en", **{name: "[click](http://127.0.0.1:9) ![x](http://127.0.0.1:9/x.png)"})
    for kind in ("warning", "markdown", "caption", "title"):
        for element in at.get(kind):
            assert "](http" not in str(element.value)
