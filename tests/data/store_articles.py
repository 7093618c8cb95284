"""Articles and extractions made up for the tests of the store, with a small extractor of their own."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.records import Article, Evidence, Extraction, Observation, Rejected

TEXT = "Rusya ile ticaret hacmi yüzde 13,6 artarak 4,1 milyar dolar oldu. Şirket sayısı bin 700."


def article(identity: str = "a1", text: str = TEXT, **changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": identity, "published": date(2025, 11, 26), "title": f"Başlık {identity}", "text": text, "lang": "tr",
        "outlet": "Ajans", "url": f"https://example.org/{identity}",
    }  # fmt: skip
    return Article(**(fields | changes))


def observation(of: Article, quote: str = "4,1 milyar dolar", **changes: Any) -> Observation:
    start = of.text.index(quote)
    fields: dict[str, Any] = {
        "article_id": of.id, "lang": of.lang or "tr", "published": of.published, "indicator": "trade_turnover",
        "measure": "level", "value": Decimal("4.1E+9"), "unit": "USD", "reporter": "KGZ", "partner": "RUS",
        "period": "2024", "speaker": "Putin", "quote": quote, "field": "text", "start": start,
        "end": start + len(quote), "confidence": 0.9, "rules": ("quantity.tr.scale", "link.any.nearest"),
        "evidence": (
            Evidence(name="value", rule="quantity.tr.scale", field="text", start=start, end=start + len(quote)),
            Evidence(name="reporter", rule="party.any.article_pair"),
        ),
    }  # fmt: skip
    return Observation(**(fields | changes))


def extraction(of: Article, *observations: Observation) -> Extraction:
    return Extraction(article_id=of.id, lang=of.lang or "tr", observations=observations, rejected=())


def stored(identity: str = "a1", **changes: Any) -> tuple[Article, Extraction]:
    """An article with one claim; changes are of the claim."""
    made = article(identity)
    return made, extraction(made, observation(made, **changes))


_FIGURE = re.compile(r"(\d+(?:,\d+)?) milyar dolar")


def figures(of: Article) -> Extraction:
    """A small honest extractor: every "N milyar dolar" is a turnover of KGZ and RUS in the year before."""
    found = [
        observation(
            of, value=Decimal(match[1].replace(",", ".")) * 10**9, quote=match[0], start=match.start(), end=match.end(),
            period=str(of.published.year - 1),
        )
        for match in _FIGURE.finditer(of.text)
    ]  # fmt: skip
    seen = [
        Rejected(field="text", start=m.start(), end=m.end(), quote=m[0], unit=None, value=Decimal(m[0]),
                 rule="reject.any.bare", reason="a bare number")
        for m in re.finditer(r"(?<![\d,])\d+(?![\d,]|,\d| milyar)", of.text)
    ]  # fmt: skip
    return Extraction(article_id=of.id, lang="tr", observations=tuple(found), rejected=tuple(seen))


def many(count: int, start: int = 0) -> list[tuple[Article, Extraction]]:
    """Articles that differ in everything, one claim each."""
    made = []
    for number in range(start, start + count):
        of = article(f"n{number}", text=f"Yıl {number}: ticaret hacmi {number},5 milyar dolar oldu.")
        made.append((of, figures(of)))
    return made
