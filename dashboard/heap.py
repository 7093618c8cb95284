"""Collects garbage seldom, and keeps the collector from walking what never dies.

Streamlit would collect everything after every run of a page (`runner.postScriptGC`, switched off in dashboard.theme).
With the libraries and the shared tables loaded that walk costs more than the page itself. Instead every few runs are
cleaned up after together, and what is then alive is set aside: libraries and shared tables live on anyway.
"""

from __future__ import annotations

import gc
from itertools import count

EVERY = 40  # runs between two collections; what a run leaves in cycles is a few hundred kilobytes
_THAW = 20  # collections after which everything is looked at again, also what was set aside and has died since
_runs = count(1)


def settle() -> None:
    """Count a finished run and, after some of them, collect."""
    number = next(_runs)
    if number % EVERY and number not in {1, 10}:
        return
    if number % (EVERY * _THAW) == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
