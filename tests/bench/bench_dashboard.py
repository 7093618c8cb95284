"""How fast the dashboard is: a rerun of the pair page by number of claims, and thirty people clicking at once.

    python -m tests.bench.bench_dashboard [--claims N ...] [--clients 30] [--seconds 120] [--pause 0 1] [--browser]
                                          [--url sqlite:///file.db] [--check]

Reruns are measured without a browser (AppTest): a change to a pair that nobody has looked at yet, and one back to a
pair that somebody has. The clients speak Streamlit's own protocol to a real server process: each opens a session, asks
for another page or pair and waits for the end of the run, again and again, with a pause in between of so many seconds
in the mean (0: as fast as answers come, which is more than people can do). `--browser` measures what a person waits for
in a real Chromium. `--url` takes a store that is loaded already. `--check` ends with exit code 1 where a limit is
broken: 100 ms at 100,000 claims, 300 ms at 1,000,000, p95 1.5 s with 30 people, no error, first chart 3 s after a cold
open and 1 s after a change of pair.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from data.store import open_store
from tests.bench.bench_store import load
from tests.bench.dashboard_crowd import crowd
from tests.bench.dashboard_server import load_now

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
RERUN_MS = {100_000: 100.0, 1_000_000: 300.0}
CHANGES = 15


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[100_000])
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--pause", type=float, nargs="*", default=[0.0, 1.0])
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--url", help="a loaded store; --claims then says how many claims are in it")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    broken: list[str] = []
    for count in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            url = given.url or f"sqlite:///{folder}/bench.db"
            with open_store(url) as store:
                if not given.url:
                    load(store, count)
                pairs = store.pairs()
            broken += measured(url, pairs, count)
            if given.browser:
                from tests.bench.dashboard_browser import in_browser

                broken += in_browser(url, pairs)
            for pause in given.pause if given.clients else ():
                broken += crowd(url, pairs, given.clients, given.seconds, pause)
    for line in broken:
        print("over the limit:", line)
    sys.exit(1 if broken and given.check else 0)


def measured(url: str, pairs: Sequence[str], count: int) -> list[str]:
    """Measure and print the reruns; returns the limit that was broken."""
    cold, fresh, seen = rerun(url, pairs)
    print(
        f"claims {count:>9,}: first run {cold:7.0f} ms, change to a new pair {fresh:7.1f} ms, "
        f"back to a pair seen before {seen:7.1f} ms (medians) {load_now()}",
        flush=True,
    )
    limit = RERUN_MS.get(count)
    return [f"change of pair at {count:,} claims: {fresh:.0f} ms, limit {limit:.0f}"] if limit and fresh > limit else []


def rerun(url: str, pairs: Sequence[str]) -> tuple[float, float, float]:
    """Milliseconds of the first run of the pair page, of a change to a new pair, and of one back to a pair seen."""
    from streamlit.testing.v1 import AppTest

    os.environ["IKILI_DB_URL"] = url
    at = AppTest.from_file(str(APP), default_timeout=120)
    at.query_params["pair"] = pairs[0]
    at.run()
    at.switch_page("views/pair.py")
    start = time.perf_counter()
    at.run()
    cold = (time.perf_counter() - start) * 1000
    assert not at.exception, at.exception
    taken: list[float] = []
    for pair in [*pairs[1 : CHANGES + 1], *pairs[1 : CHANGES + 1]]:
        start = time.perf_counter()
        at.selectbox(key="w_pair").set_value(pair).run()
        taken.append((time.perf_counter() - start) * 1000)
        assert not at.error, [error.value for error in at.error]
    return cold, statistics.median(taken[:CHANGES]), statistics.median(taken[CHANGES:])


if __name__ == "__main__":
    main()
