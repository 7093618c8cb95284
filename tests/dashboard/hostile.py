"""A store whose every text field is hostile: script, Markdown, formulas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data.store import open_store
from extractors.records import Article, Evidence, Extraction, Observation

SCRIPT = '<script>window.hit=1</script><img src=x onerror="window.hit=2">'
MARKDOWN = "[click](javascript:window.hit=3) ![i](http://127.0.0.1:9/x.png) $\\href{javascript:1}{x}$ :red[x] **b**"
FORMULA = '=HYPERLINK("http://127.0.0.1:9")'
EVIL = f"{SCRIPT} {MARKDOWN}"


def fill(url: str) -> str:
    """Fill the store at an address and return the id of one claim."""
    items = []
    said = ((EVIL, "4.1e9"), (FORMULA, "5e9"), ("@SUM(1)", "4.3e9"))
    for number, (speaker, value) in enumerate(said):
        text = f"{EVIL} said trade reached 4.1 billion {EVIL}.\n{FORMULA}"
        article = Article(
            id=f"{number}-{EVIL}",
            lang="en",
            published=date(2025, 1, 1 + number),
            title=f"{EVIL} {FORMULA}",
            text=text,
            outlet=EVIL,
            url="javascript:window.hit=4",
        )
        start = text.index("4.1 billion")
        seen = Observation(
            article_id=article.id,
            lang="en",
            published=article.published,
            indicator="trade_turnover",
            measure="level",
            value=Decimal(value),
            unit="USD",
            reporter="KGZ",
            partner="RUS",
            period="2024",
            speaker=speaker,
            product=EVIL,
            quote="4.1 billion",
            field="text",
            start=start,
            end=start + 11,
            rules=(EVIL.replace(" ", ""),),
            evidence=(Evidence(name="value", rule=EVIL, field="text", start=0, end=len(EVIL)),),
        )
        items.append((article, Extraction(article_id=article.id, lang="en", observations=(seen,), rejected=())))
    with open_store(url) as store:
        store.add(items, extractor_version="test")
        return str(store.claims_frame()["claim_id"].iloc[0])
