"""Script, Markdown and formula injections planted in every field of an article: no page lets one through."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.pages import built
from data.claims import CLAIM_COLUMNS
from data.export import table_of
from data.export_excel import excel_csv
from data.store import open_store
from extractors.records import Article, Evidence, Extraction, Observation
from tests.dashboard.conftest import open_page

SCRIPT = '<script>window.hit=1</script><img src=x onerror="window.hit=2">'
MARKDOWN = "[click](javascript:window.hit=3) ![i](http://127.0.0.1:9/x.png) $\\href{javascript:1}{x}$ :red[x] **b**"
FORMULA = '=HYPERLINK("http://127.0.0.1:9")'
EVIL = f"{SCRIPT} {MARKDOWN}"


@pytest.fixture
def evil_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store whose every text field is hostile; returns the id of one claim."""
    url = f"sqlite:///{tmp_path / 'evil.db'}"
    monkeypatch.setenv("IKILI_DB_URL", url)
    items = []
    said = ((EVIL, "4.1e9"), (FORMULA, "5e9"), ("@SUM(1)", "4.3e9"))
    for number, (speaker, value) in enumerate(said):
        text = f"{EVIL} said trade reached 4.1 billion {EVIL}.\n{FORMULA}"
        article = Article(
            id=f"{number}-{EVIL}", lang="en", published=date(2025, 1, 1 + number), title=f"{EVIL} {FORMULA}", text=text,
            outlet=EVIL, url="javascript:window.hit=4",
        )  # fmt: skip
        start = text.index("4.1 billion")
        seen = Observation(
            article_id=article.id, lang="en", published=article.published, indicator="trade_turnover", measure="level",
            value=Decimal(value), unit="USD", reporter="KGZ", partner="RUS", period="2024", speaker=speaker, product=EVIL,
            quote="4.1 billion", field="text", start=start, end=start + 11, rules=(EVIL.replace(" ", ""),),
            evidence=(Evidence(name="value", rule=EVIL, field="text", start=0, end=len(EVIL)),),
        )  # fmt: skip
        items.append((article, Extraction(article_id=article.id, lang="en", observations=(seen,), rejected=())))
    with open_store(url) as store:
        store.add(items, extractor_version="test")
        return str(store.claims_frame()["claim_id"].iloc[0])


@pytest.mark.parametrize("view", [page.key for page in built()])
def test_no_page_writes_a_foreign_tag_or_link(view: str, evil_claim: str) -> None:
    at = open_page(view, lang="en", pair="KGZ-RUS", id=evil_claim if view in {"claim", "pair"} else "")
    for element in at.get("html"):
        tags = set(re.findall(r"<\s*(\w+)", str(element.value)))
        assert tags <= {"style", "strong", "article", "h3", "p", "br", "mark", "a", "div", "table", "tr", "th", "td"}, (
            tags
        )
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
