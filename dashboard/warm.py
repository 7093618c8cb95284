"""Makes the first reader wait no longer than the second: loads and reads beforehand what every page needs."""

from __future__ import annotations

import importlib
import logging
import threading

from dashboard import labels, numbers, queries
from dashboard.readable import matrix
from extractors.errors import IkiliError

# What the pages load at their first run; the libraries of the charts take longest.
_LOADED = ("plotly.graph_objects", "dashboard.parts", "dashboard.views.pair_charts", "dashboard.views.pair_choice")


def start() -> threading.Thread:
    """Warm up in the background; a store that cannot be read is the pages' business to tell."""
    thread = threading.Thread(target=_warm, name="warm", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    for name in _LOADED:
        importlib.import_module(name)
    try:
        _read()
    except IkiliError as problem:
        logging.getLogger("ikili.dashboard").info("nothing to read beforehand: %s", problem)


def _read() -> None:
    version = queries.version()
    if not queries.counts()["claims"]:
        return
    for code in labels.codes():
        matrix(version, code)
        numbers.period("2024", code)
    first = queries.pairs()[0]
    queries.claims(queries.Wanted(pair=first), "")
    queries.newest_day()
