"""Runs the peers that the Python it is started with can import, over articles from stdin. Imports nothing of ours.

`python peers_worker.py SECONDS < articles.jsonl` prints one JSON object a peer: what could be imported, the values and
dates it found in each article, and the processor time it took. A peer stops when its seconds are over; what it has
read until then is counted.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

# name: module, languages, what to install, and a trap of it
PEERS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "quantulum3": ("quantulum3", ("en",), "quantulum3"),
    "recognizers-text": ("recognizers_suite", ("en",), "recognizers-text-suite 'emoji<2'"),
    "natasha": ("natasha", ("ru",), "natasha 'setuptools<81'"),
    "dateparser": ("dateparser.search", ("en", "ru", "tr", "az"), "dateparser"),
}
Reader = Callable[[str, str], list[Any]]


def quantulum3() -> Reader:
    """Return a reader of values; a range comes as its middle."""
    from quantulum3 import parser

    return lambda text, _lang: [quantity.value for quantity in parser.parse(text)]


def recognizers_text() -> Reader:
    """Return a reader of numbers, percents and currencies; their resolution is a text."""
    import recognizers_suite
    from recognizers_text import Culture

    finders = (
        recognizers_suite.recognize_number,
        recognizers_suite.recognize_percentage,
        recognizers_suite.recognize_currency,
    )

    def read(text: str, _lang: str) -> list[Any]:
        values = []
        for finder in finders:
            for result in finder(text, Culture.English):
                value = (result.resolution or {}).get("value")
                if value is not None:
                    values.append(value.rstrip("%"))
        return values

    return read


def natasha() -> Reader:
    """Return a reader of sums of money: the only amounts that it has."""
    from natasha import MoneyExtractor, MorphVocab

    extractor = MoneyExtractor(MorphVocab())
    return lambda text, _lang: [match.fact.amount for match in extractor(text)]


def dateparser() -> Reader:
    """Return a reader of points in time, told the language (guessing it takes longer than all the rest)."""
    from dateparser.search import search_dates

    return lambda text, lang: [found.date().isoformat() for _, found in search_dates(text, languages=[lang]) or ()]


READERS = {
    "quantulum3": quantulum3,
    "recognizers-text": recognizers_text,
    "natasha": natasha,
    "dateparser": dateparser,
}


def run(name: str, articles: list[dict[str, str]], limit: float) -> dict[str, Any]:
    """Return what one peer found, and how long it took; the first article is read once more, to warm up."""
    module, languages, install = PEERS[name]
    report: dict[str, Any] = {"peer": name, "install": install, "languages": languages}
    try:
        importlib.import_module(module)
        read = READERS[name]()
    except Exception as error:  # a peer that breaks at import is missing, whatever it raises
        return report | {"missing": f"{type(error).__name__}: {error}"}
    ours = [article for article in articles if article["lang"] in languages]
    found, faults, seconds = {}, 0, 0.0
    for number, article in enumerate([*ours[:1], *ours]):
        began = time.process_time()
        try:
            values = read(article["text"], article["lang"])
        except Exception:  # counted: a peer may fail on a text, and says so in the report
            values, faults = [], faults + 1
        if number:
            seconds += time.process_time() - began
            found[article["id"]] = [str(value) for value in values]
        if seconds > limit:
            break
    return report | {"found": found, "faults": faults, "seconds": seconds}


def main() -> None:
    """Read articles from stdin and print a report a peer."""
    warnings.filterwarnings("ignore")
    articles = [json.loads(line) for line in sys.stdin]
    for name in PEERS:
        print(json.dumps(run(name, articles, float(sys.argv[1]))), flush=True)


if __name__ == "__main__":
    main()
