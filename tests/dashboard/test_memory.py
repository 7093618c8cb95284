"""Kept results: bounded by number and by rows, made once however many ask, forgotten when the store changes."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.memory import Shelf, remembered
from dashboard.slices import Slice
from data.reviews import review
from data.store import open_store


def test_the_least_recently_used_is_given_up() -> None:
    shelf = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key.upper())
    assert shelf.get("a", lambda: "made again") == "A"
    assert shelf.get("b", lambda: "made again") == "made again"
    assert len(shelf) == 2


def test_rows_are_bounded_and_the_newest_stays_however_large() -> None:
    shelf = Shelf(100, rows=10)
    for size in (4, 4, 4):
        shelf.get(("small", size, len(shelf)), lambda size=size: range(size))
    assert shelf.held <= 10
    shelf.get("large", lambda: range(50))
    assert (len(shelf), shelf.held) == (1, 50)


def test_many_who_ask_at_once_wait_for_one() -> None:
    made: list[int] = []
    started = threading.Barrier(8)

    @remembered(entries=4)
    def slow(number: int) -> int:
        made.append(number)
        time.sleep(0.05)
        return number * 2

    def ask(number: int) -> int:
        started.wait(timeout=10)
        return slow(number)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, [7] * 8)) == [14] * 8
    assert made == [7]


def test_a_failure_is_not_kept() -> None:
    shelf = Shelf(2)

    def fail() -> int:
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        shelf.get("a", fail)
    assert shelf.get("a", lambda: 1) == 1


def test_none_is_a_result_too() -> None:
    shelf, made = Shelf(2), []
    for _ in range(2):
        assert shelf.get("a", lambda: made.append(1)) is None
    assert made == [1]


def test_steps_with_other_choices_are_other_tables() -> None:
    whole = Slice(pd.DataFrame({"unit": ["USD", "EUR", "USD"]}), ("test of steps",))
    parts = {
        unit: whole.step("unit", unit, lambda frame, unit=unit: frame[frame["unit"] == unit]) for unit in ("USD", "EUR")
    }
    assert [len(parts["USD"]), len(parts["EUR"])] == [2, 1]
    assert parts["USD"].fact("n", len) == 2
    assert parts["EUR"].fact("n", len) == 1


def test_a_review_shows_on_the_next_run(hand_store: Path) -> None:
    queries.begin_run()
    wanted = queries.Wanted(pair="KGZ-RUS")
    before = queries.listed(wanted, "en", marked=False)
    claim = str(before.frame["claim_id"].iloc[0])
    with open_store(f"sqlite:///{hand_store}") as store:
        review(store, claim, "accept", reviewer="A")
    assert queries.listed(wanted, "en", marked=False).key == before.key, "within one run a page sees one state"
    queries.begin_run()
    after = queries.listed(wanted, "en", marked=False)
    assert after.key != before.key
    assert after.frame.set_index("claim_id").loc[claim, "review"] == "accepted"
