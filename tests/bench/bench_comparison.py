"""What series and comparison cost with a million claims, and how it grows with their number.

    python -m tests.bench.bench_comparison [--claims N ...] [--check]

Prints one line a figure: the series of a pair, the findings of a pair (the largest pair of the frame and a usual one),
all findings of the frame. `--check` ends with exit code 1 where a figure for a million is above its limit; the limits
hold for a usual pair (about 2,600 claims) and for the largest.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd

from data.comparison import all_findings, compare, findings_json, targets
from data.series import series

COUNTRIES = [
    "ARE", "ARM", "AZE", "BLR", "BRA", "CHN", "DEU", "EGY", "ESP", "FRA", "GBR", "GEO", "IND", "IRN", "IRQ", "ITA",
    "JPN", "KAZ", "KGZ", "KOR", "POL", "RUS", "SAU", "TKM", "TUR", "UKR", "USA", "UZB",
]  # fmt: skip
INDICATORS = ("trade_turnover", "exports", "imports", "trade_balance", "investment_stock", "company_count",
              "tourist_arrivals", "national_currency_share")  # fmt: skip
SPEAKERS = (
    "Putin",
    "Caparov",
    "TÜİK",
    "Росстат",
    "Bolat",
    "Mishustin",
    "Chinese customs",
    "Ministry of Trade",
    None,
    None,
)
LIMITS = {"series of a pair": 0.05, "findings of a pair": 0.2, "all findings": 60.0}
FULL = 1_000_000


def made_up(count: int, seed: int = 7) -> pd.DataFrame:
    """Return claims that look like news: most agree but for rounding, some do not, some are goals, some repeat.

    The pairs are uneven: the largest has about fifteen times the claims of a usual one.
    """
    random = np.random.default_rng(seed)
    pairs = np.array(list(combinations(sorted(COUNTRIES), 2)), dtype=object)
    weights = 1 / np.arange(1, len(pairs) + 1) ** 0.4
    pair = random.choice(len(pairs), count, p=weights / weights.sum())
    indicator = random.integers(0, len(INDICATORS), count)
    year = random.integers(2008, 2026, count)
    truth = np.exp(random.normal(21, 1.5, (len(pairs), len(INDICATORS))))[pair, indicator] * 1.06 ** (year - 2008)
    truth = np.where(np.isin(indicator, [5, 6]), np.round(truth / 1e6) + 10, truth)
    value = truth * np.where(random.random(count) < 0.1, random.uniform(0.8, 1.2, count), 1.0)
    step = 10.0 ** (np.floor(np.log10(value)) - random.integers(1, 4, count))
    value = np.round(value / step) * step
    growth = random.random(count) < 0.25
    value = np.where(growth, np.round(random.normal(8, 10, count), 1), value)
    share = (indicator == 7) & ~growth
    value = np.where(share, np.round(value % 100, 1), value)
    step = np.where(growth | share, 0.1, step)
    bound = random.choice(["exact", "approx", "above", "below"], count, p=[0.8, 0.1, 0.07, 0.03])
    swap = (random.random(count) < 0.5) & ~np.isin(indicator, [0, 7])
    part = random.random(count)
    years = year.astype(str)
    nine = np.char.add(np.char.add(years, "-01/"), np.char.add(years, "-09"))
    period = np.where(part < 0.6, years, nine)
    period = period.astype(object)
    period[part > 0.9] = None
    day = np.datetime64("2008-06-01") + ((year - 2008) * 365 + random.integers(0, 500, count)).astype("timedelta64[D]")
    width = np.where(bound == "approx", np.maximum(step / 2, np.abs(value) * 0.05), step / 2)
    number = np.arange(count)
    return pd.DataFrame(
        {
            "claim_id": [f"{one:032x}" for one in number.tolist()],
            "indicator": np.array(INDICATORS)[indicator],
            "measure": np.where(growth, "change_pct", "level"),
            "reporter": np.where(swap, pairs[pair, 1], pairs[pair, 0]).astype(str),
            "partner": np.where(swap, pairs[pair, 0], pairs[pair, 1]).astype(str),
            "product": None,
            "period": period,
            "value": value,
            "value_max": np.nan,
            "value_lo": np.where(bound == "below", np.nan, np.where(bound == "above", value, value - width)),
            "value_hi": np.where(bound == "above", np.nan, np.where(bound == "below", value, value + width)),
            "unit": np.where(growth | share, "percent", np.where(np.isin(indicator, [5, 6]), "count", "USD")),
            "bound": bound,
            "status": random.choice(["actual", "target", "forecast"], count, p=[0.93, 0.05, 0.02]),
            "speaker": random.choice(np.array(SPEAKERS, dtype=object), count),
            "quote": "",
            "published": day.astype("datetime64[s]"),
            "outlet": np.char.add("outlet ", random.integers(0, 200, count).astype(str)),
            "source_id": np.char.add("article ", (number // 5).astype(str)),
            "review": "pending",
        }
    ).astype({"product": "str", "period": "str", "speaker": "str"})


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the shortest wall time of the work and the shortest processor time, in seconds."""
    wall, processor = [], []
    for _ in range(times):
        gc.collect()
        start, started = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - started)
    return min(wall), min(processor)


def measured(count: int) -> dict[str, float]:
    """Print the figures for a frame of so many claims; return the processor times, which a busy machine spares."""
    frame = made_up(count)
    by_pair: Counter[str] = Counter()
    for one, two in zip(frame["reporter"].tolist(), frame["partner"].tolist(), strict=True):
        by_pair["-".join(sorted((one, two)))] += 1
    ranked = [name for name, _ in by_pair.most_common()]
    figures: dict[str, tuple[float, float]] = {}
    for label, pair in (("the largest pair", ranked[0]), ("a usual pair", ranked[len(ranked) // 2])):
        figures[f"series of a pair, {label}"] = timed(partial(series, frame, pair, "trade_turnover"), 7)
        figures[f"findings of a pair, {label}"] = timed(partial(compare, frame, pair), 5)
        found = compare(frame, pair)
        alarms = sum(one.alarm for one in found)
        print(f"{count:>9,} claims  {pair}: {by_pair[pair]:,} claims, {len(found):,} findings, {alarms:,} alarms")
        figures[f"the same as JSON with sentences, {label}"] = timed(partial(findings_json, found), 1)
        figures[f"goals of a pair, {label}"] = timed(partial(targets, frame, pair), 3)
    figures["all findings"] = timed(partial(all_findings, frame), 1)
    found = all_findings(frame)
    print(f"{count:>9,} claims  {len(found):,} findings: {dict(Counter(one.kind for one in found))}")
    for name, (wall, processor) in figures.items():
        print(f"{count:>9,} claims  {name}: {processor * 1000:,.0f} ms processor, {wall * 1000:,.0f} ms wall")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:>9,} claims  peak memory {peak:,.0f} MB", flush=True)
    return {name: processor for name, (_, processor) in figures.items()}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; with `--check` return 1 where one is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000, FULL])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    slow = []
    for count in options.claims:
        for name, taken in measured(count).items():
            limit = LIMITS.get(name.partition(",")[0])
            if options.check and count >= FULL and limit is not None and taken > limit:
                slow.append(f"{name}: {taken:.3f} s, limit {limit} s")
    print(*slow, sep="\n", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
