# ruff: noqa: E501 - a table of sentences
"""Claims typed by hand from real published figures (see data/sample/README.md), with the sentence that carries each.

The tests of the dashboard use these, so that they stand on known claims and not on what the extractor finds today.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from data.store import Store, open_store
from extractors.records import Article, Evidence, Extraction, Observation, Rejected

if TYPE_CHECKING:
    from pathlib import Path

# article id, lang, published, outlet, title, sentences
_ARTICLES: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "kgz-rus-20251126-1",
        "tr",
        "2025-11-26",
        "Deneme Ajansı",
        "Putin ve Caparov Bişkek'te görüştü",
        "Putin, geçen yıl ticaret hacminin yüzde 13,6 artarak 4,1 milyar dolara ulaştığını söyledi. Bu yılın ocak-eylül "
        "aylarında ise yüzde 17 daha artış kaydedildi.\n\nPutin, yatırımların neredeyse 2 milyar dolara ulaştığını belirtti. "
        "Ödemelerin yaklaşık yüzde 97'si ulusal para birimiyle yapılıyor. Kırgızistan'da bin 700 Rus sermayeli şirket var.\n\n"
        "Caparov, Rus şirket sayısının 2025'te bin 800'e çıktığını kaydetti.",
    ),
    (
        "kgz-rus-20251124-1",
        "ru",
        "2025-11-24",
        "Пробное агентство",
        "Ушаков рассказал о визите",
        "Товарооборот в 2024 году вырос на 13,6% до 4,1 млрд долларов. Работает более 1700 компаний с российским капиталом.",
    ),
    (
        "kgz-rus-20250814-2",
        "en",
        "2025-08-14",
        "Trial Wire",
        "Kasymaliev on trade with Russia",
        "Kasymaliev said that trade turnover reached $3.9 billion in 2024. The sides want to bring it to $5 billion by 2025.",
    ),
    (
        "kgz-rus-20231012-1",
        "en",
        "2023-10-12",
        "Trial Wire",
        "Putin in Bishkek",
        "Putin said trade between the countries grew by 37% to $3.5 billion in 2022.",
    ),
    (
        "kgz-rus-20230507-1",
        "en",
        "2023-05-07",
        "Trial Wire",
        "Japarov before the talks",
        "Japarov said that the turnover exceeded more than $3 billion in 2022.",
    ),
    (
        "kgz-rus-20240517-1",
        "en",
        "2024-05-17",
        "Trial Wire",
        "Cabinet on trade",
        "Kasymaliev put the turnover of 2023 at $2.9 billion.",
    ),
    (
        "kgz-rus-20240912-1",
        "en",
        "2024-09-12",
        "Trial Wire",
        "Akylbek Japarov on trade",
        "Akylbek Japarov said trade in 2023 was more than $3 billion.",
    ),
    (
        "tur-uzb-20230414-1",
        "en",
        "2023-04-14",
        "Trial Wire",
        "Turkey and Uzbekistan",
        "Turkish exports to Uzbekistan were $1.7 billion to $1.9 billion in 2022, Uzbek exports to Turkey $1.5 billion.",
    ),
    (
        "tur-wld-20250103-1",
        "tr",
        "2025-01-03",
        "Deneme Ajansı",
        "İhracat açıklandı",
        "Türkiye'nin ihracatı 2024'te 262 milyar dolar oldu. Türk devletleriyle ticaret 12 milyar doları buldu.",
    ),
    (
        "chn-rus-20260114-1",
        "en",
        "2026-01-14",
        "Trial Wire",
        "Chinese customs",
        "Trade fell 6.5% to 1.63 trillion yuan in 2025. Crude oil supplies reached 107 million tonnes.",
    ),
)

# article id, quote, indicator, measure, value, unit, bound, reporter, partner, period, speaker, more
_CLAIMS: tuple[tuple[Any, ...], ...] = (
    (
        "kgz-rus-20251126-1",
        "yüzde 13,6",
        "trade_turnover",
        "change_pct",
        "13.6",
        "percent",
        "exact",
        "KGZ",
        "RUS",
        "2024",
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "4,1 milyar dolar",
        "trade_turnover",
        "level",
        "4.1e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2024",
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "yüzde 17",
        "trade_turnover",
        "change_pct",
        "17",
        "percent",
        "exact",
        "KGZ",
        "RUS",
        "2025-01/2025-09",
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "2 milyar dolar",
        "investment_stock",
        "level",
        "2e9",
        "USD",
        "below",
        "RUS",
        "KGZ",
        None,
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "yüzde 97",
        "national_currency_share",
        "level",
        "97",
        "percent",
        "approx",
        "KGZ",
        "RUS",
        None,
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "bin 700",
        "company_count",
        "level",
        "1700",
        "count",
        "exact",
        "RUS",
        "KGZ",
        None,
        "Putin",
        {},
    ),
    (
        "kgz-rus-20251126-1",
        "bin 800",
        "company_count",
        "level",
        "1800",
        "count",
        "exact",
        "RUS",
        "KGZ",
        "2025",
        "Caparov",
        {},
    ),
    (
        "kgz-rus-20251124-1",
        "13,6%",
        "trade_turnover",
        "change_pct",
        "13.6",
        "percent",
        "exact",
        "KGZ",
        "RUS",
        "2024",
        "Ушаков",
        {},
    ),
    (
        "kgz-rus-20251124-1",
        "4,1 млрд долларов",
        "trade_turnover",
        "level",
        "4.1e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2024",
        "Ушаков",
        {},
    ),
    (
        "kgz-rus-20251124-1",
        "1700",
        "company_count",
        "level",
        "1700",
        "count",
        "above",
        "RUS",
        "KGZ",
        None,
        "Ушаков",
        {},
    ),
    (
        "kgz-rus-20250814-2",
        "$3.9 billion",
        "trade_turnover",
        "level",
        "3.9e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2024",
        "Kasymaliev",
        {},
    ),
    (
        "kgz-rus-20250814-2",
        "$5 billion",
        "trade_turnover",
        "level",
        "5e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2025",
        None,
        {"status": "target"},
    ),
    (
        "kgz-rus-20231012-1",
        "37%",
        "trade_turnover",
        "change_pct",
        "37",
        "percent",
        "exact",
        "KGZ",
        "RUS",
        "2022",
        "Putin",
        {},
    ),
    (
        "kgz-rus-20231012-1",
        "$3.5 billion",
        "trade_turnover",
        "level",
        "3.5e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2022",
        "Putin",
        {},
    ),
    (
        "kgz-rus-20230507-1",
        "$3 billion",
        "trade_turnover",
        "level",
        "3e9",
        "USD",
        "above",
        "KGZ",
        "RUS",
        "2022",
        "Japarov",
        {},
    ),
    (
        "kgz-rus-20240517-1",
        "$2.9 billion",
        "trade_turnover",
        "level",
        "2.9e9",
        "USD",
        "exact",
        "KGZ",
        "RUS",
        "2023",
        "Kasymaliev",
        {},
    ),
    (
        "kgz-rus-20240912-1",
        "$3 billion",
        "trade_turnover",
        "level",
        "3e9",
        "USD",
        "above",
        "KGZ",
        "RUS",
        "2023",
        "Akylbek Japarov",
        {},
    ),
    (
        "tur-uzb-20230414-1",
        "$1.7 billion to $1.9 billion",
        "exports",
        "level",
        "1.7e9",
        "USD",
        "exact",
        "TUR",
        "UZB",
        "2022",
        None,
        {"value_max": Decimal("1.9e9")},
    ),
    ("tur-uzb-20230414-1", "$1.5 billion", "exports", "level", "1.5e9", "USD", "exact", "UZB", "TUR", "2022", None, {}),
    (
        "tur-wld-20250103-1",
        "262 milyar dolar",
        "exports",
        "level",
        "262e9",
        "USD",
        "exact",
        "TUR",
        "WLD",
        "2024",
        None,
        {},
    ),
    (
        "tur-wld-20250103-1",
        "12 milyar dolar",
        "trade_turnover",
        "level",
        "12e9",
        "USD",
        "exact",
        "OTS",
        "TUR",
        None,
        None,
        {"status": "forecast"},
    ),
    (
        "chn-rus-20260114-1",
        "6.5%",
        "trade_turnover",
        "change_pct",
        "-6.5",
        "percent",
        "exact",
        "CHN",
        "RUS",
        "2025",
        "Chinese customs",
        {},
    ),
    (
        "chn-rus-20260114-1",
        "1.63 trillion yuan",
        "trade_turnover",
        "level",
        "1.63e12",
        "CNY",
        "exact",
        "CHN",
        "RUS",
        "2025",
        "Chinese customs",
        {},
    ),
    (
        "chn-rus-20260114-1",
        "107 million tonnes",
        "exports",
        "level",
        "107e6",
        "tonne",
        "exact",
        "RUS",
        "CHN",
        "2025",
        None,
        {"product": "crude oil"},
    ),
)


def pieces() -> list[tuple[Article, Extraction]]:
    """Every article with its claims as the extractor would give them."""
    found = []
    for article_id, lang, day, outlet, title, text in _ARTICLES:
        article = Article(
            id=article_id,
            lang=lang,
            published=date.fromisoformat(day),
            outlet=outlet,
            title=title,
            text=text,
            url=f"https://news.example/{article_id}",
        )
        observations = tuple(observation(article, *row[1:]) for row in _CLAIMS if row[0] == article_id)
        found.append((article, Extraction(article_id=article_id, lang=lang, observations=observations, rejected=())))
    return found


def observation(
    article: Article,
    quote: str,
    indicator: Any,
    measure: Any,
    value: str,
    unit: str,
    bound: Any,
    reporter: str,
    partner: str,
    period: str | None,
    speaker: str | None,
    more: dict[str, Any],
) -> Observation:
    """One claim of an article, its quote found in the text."""
    start = article.text.index(quote)
    evidence = [
        Evidence(name="value", rule=f"number.{article.lang}.digits", field="text", start=start, end=start + len(quote))
    ]
    if speaker and speaker in article.text:
        at = article.text.index(speaker)
        evidence.append(
            Evidence(name="speaker", rule="speaker.any.name", field="text", start=at, end=at + len(speaker))
        )
    evidence.append(Evidence(name="status", rule="status.any.default"))
    return Observation(
        article_id=article.id,
        lang=article.lang or "en",
        published=article.published,
        indicator=indicator,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        bound=bound,
        reporter=reporter,
        partner=partner,
        period=period,
        speaker=speaker,
        quote=quote,
        field="text",
        start=start,
        end=start + len(quote),
        confidence=0.8,
        rules=("link.any.rise_then_reach", "party.any.article_pair"),
        evidence=tuple(evidence),
        **more,
    )


def rejected() -> Rejected:
    """A number that was seen and not used."""
    return Rejected(
        field="text",
        start=0,
        end=4,
        quote="2024",
        unit=None,
        value=Decimal(2024),
        rule="reject.any.year",
        reason="a year",
    )


def filled(folder: Path, only: int | None = None) -> Store:
    """A store with the hand-made claims (the first `only` of them), in a folder."""
    store = open_store(f"sqlite:///{folder / 'hand.db'}")
    items = pieces()
    if only is not None:
        article, extraction = items[0]
        items = [(article, extraction.model_copy(update={"observations": extraction.observations[:only]}))]
    store.add(items, extractor_version="test", now="2026-02-01T08:00:00Z")
    return store
