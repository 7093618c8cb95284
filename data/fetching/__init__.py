"""Safe fetching of public addresses: `fetch(url)` and the rules behind it.

`Network` decides what may be reached, `Limits` how much; the defaults are the public internet and modest bounds.
"""

from data.fetching.addresses import PUBLIC, Network, Target, parse_target
from data.fetching.body import Limits
from data.fetching.client import FEEDS, MARKUP, PAGES, TEXT, Answer, fetch
from data.fetching.errors import FailedError, FetchError, RefusedError, StatusError

__all__ = [
    "FEEDS",
    "MARKUP",
    "PAGES",
    "PUBLIC",
    "TEXT",
    "Answer",
    "FailedError",
    "FetchError",
    "Limits",
    "Network",
    "RefusedError",
    "StatusError",
    "Target",
    "fetch",
    "parse_target",
]
