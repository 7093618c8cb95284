"""Keeps the collector from walking what never dies.

Streamlit collects all garbage after every run of a page. With the libraries and the shared tables loaded that walk
costs more than the page itself (64 of 100 samples with thirty people at once), so what is alive after the first runs
is set aside for good.
"""

from __future__ import annotations

import gc
from itertools import count

# Runs of the server after which the living are set aside: the libraries, then the caches as they fill.
_SETTLE_AFTER = frozenset({1, 5, 20, 60, 150, 400, 1_000})
_runs = count(1)


def settle() -> None:
    """Count a finished run and, after some of them, take the living out of the collector's sight."""
    if next(_runs) in _SETTLE_AFTER:
        gc.collect()
        gc.freeze()
