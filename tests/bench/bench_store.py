"""What the store does with a million claims: load, the reads of the pages, size on disk.

    python -m tests.bench.bench_store [--claims N] [--url sqlite:///file.db] [--full]

Prints one line a figure. The articles and observations are made up beforehand, so that the load is the store's
own work: ids, intervals, keys, rows, indexes, transactions.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path

from data.store import Store, open_store
from extractors.records import Article, Evidence, Extraction, Observation

COUNTRIES = [
    "TUR",
    "RUS",
    "KGZ",
    "KAZ",
    "UZB",
    "TKM",
    "AZE",
    "GEO",
    "ARM",
    "CHN",
    "USA",
    "DEU",
    "FRA",
    "ITA",
    "GBR",
    "IND",
    "IRN",
    "IRQ",
    "UKR",
    "BLR",
    "POL",
    "JPN",
    "KOR",
    "EGY",
    "SAU",
    "ARE",
    "BRA",
    "ESP",
]
INDICATORS = ("trade_turnover", "exports", "imports", "trade_balance", "investment_stock", "company_count", "financing",
              "tourist_arrivals", "agreement_value", "national_currency_share")  # fmt: skip
SPEAKERS = ("Putin", "Caparov", "TÜİK", "Росстат", "Bolat", "Mishustin", None, None)
PER_ARTICLE = 5
BATCH = 4000  # articles a transaction, as a bulk load takes them


def made_up(claims: int, seed: int = 7) -> Iterator[tuple[Article, Extraction]]:
    """Articles with five claims each, in the spread of real ones: 378 pairs, ten indicators, twelve years."""
    draw = random.Random(seed)
    evidence_names = ("value", "unit", "indicator", "reporter", "partner", "period", "speaker")
    for number in range(claims // PER_ARTICLE):
        day = date(2014, 1, 1) + timedelta(days=draw.randrange(4300))
        figures = [Decimal(draw.randrange(10, 9999)) / 10 ** draw.choice((1, 1, 2)) for _ in range(PER_ARTICLE)]
        quotes = [f"{figure} milyar dolar".replace(".", ",") for figure in figures]
        text = " ".join(f"İki ülke arasındaki ticaret hacmi geçen yıl {quote} oldu." for quote in quotes)
        article = Article.model_construct(
            id=f"a{number}", published=day, title=f"Haber {number}", text=text, lang="tr", outlet="Ajans",
            url=f"https://example.org/{number}", updated=None, date_is_weak=False,
        )  # fmt: skip
        observations = []
        for figure, quote in zip(figures, quotes, strict=True):
            reporter, partner = sorted(draw.sample(COUNTRIES, 2))
            start = text.index(quote)
            observations.append(
                Observation.model_construct(
                    article_id=article.id,
                    lang="tr",
                    published=day,
                    indicator=draw.choice(INDICATORS),
                    measure="level",
                    value=figure * 10**9,
                    unit="USD",
                    reporter=reporter,
                    partner=partner,
                    period=str(day.year - 1),
                    speaker=draw.choice(SPEAKERS),
                    quote=quote,
                    field="text",
                    start=start,
                    end=start + len(quote),
                    confidence=0.9,
                    rules=("quantity.tr.scale", "link.any.rise_then_reach", "party.any.article_pair"),
                    evidence=tuple(
                        Evidence.model_construct(
                            name=n, rule=f"{n}.tr.rule", field="text", start=start, end=start + len(quote)
                        )
                        for n in evidence_names
                    ),
                )
            )
        yield article, Extraction(article_id=article.id, lang="tr", observations=tuple(observations), rejected=())


def load(store: Store, claims: int) -> tuple[float, float]:
    """Seconds, and seconds of processor time, that the store itself takes to load the claims in batches."""
    spent, computing = 0.0, 0.0
    batch: list[tuple[Article, Extraction]] = []
    for item in chain(made_up(claims), (None,)):
        if item is not None:
            batch.append(item)
        if len(batch) == BATCH or (item is None and batch):
            before = time.process_time()
            spent += _timed(partial(store.add, batch))
            computing += time.process_time() - before
            batch = []
    return spent, computing


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median_ms(work: Callable[[], object], times: int = 7) -> float:
    """Median of several runs, in milliseconds."""
    return statistics.median(_timed(work) for _ in range(times)) * 1000


def reads(store: Store) -> dict[str, float]:
    """The reads that the pages make, in milliseconds."""
    pair = store.pairs()[0]
    claim = str(store.claims_frame(pair=pair, limit=1)["claim_id"].iloc[0])
    return {
        "pair page: one pair and indicator": median_ms(lambda: store.claims_frame(pair=pair, indicator="exports")),
        "pair page: the same as of a day": median_ms(
            lambda: store.claims_frame(pair=pair, indicator="exports", as_of=date(2020, 6, 1))
        ),
        "pair page: one speaker": median_ms(
            lambda: store.claims_frame(pair=pair, indicator="exports", speaker="Putin")
        ),
        "all of one pair": median_ms(lambda: store.claims_frame(pair=pair)),
        "coverage matrix": median_ms(store.coverage),
        "overview counts": median_ms(store.counts),
        "newest 20 claims": median_ms(lambda: store.newest(20)),
        "claim page: claim and article": median_ms(lambda: (store.claim(claim), store.article_of_claim(claim))),
    }


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--url")
    parser.add_argument("--full", action="store_true", help="also read the whole table into a frame")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        with open_store(given.url or f"sqlite:///{file}") as store:
            seconds, computing = load(store, given.claims)
            print(f"load: {given.claims:,} claims in {seconds:.1f} s = {given.claims / seconds:,.0f} claims/s")
            print(f"load, processor time only: {given.claims / computing:,.0f} claims/s", flush=True)
        with open_store(given.url or f"sqlite:///{file}") as store:  # as a program that only reads
            for name, milliseconds in reads(store).items():
                print(f"{name}: {milliseconds:.1f} ms")
            if given.full:
                print(f"whole table as a frame: {_timed(store.claims_frame):.1f} s")
        if file.exists():
            print(f"on disk: {sum(p.stat().st_size for p in Path(folder).iterdir()) / 1e6:,.0f} MB")
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
