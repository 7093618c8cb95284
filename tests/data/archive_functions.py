"""Extractors for the tests of archive runs: tiny, pure, importable by the workers; some of them deadly."""

from __future__ import annotations

import os
import re
import signal
import time
from decimal import Decimal
from pathlib import Path

from extractors.records import Article, Extraction, Observation

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def numbers(article: Article) -> Extraction:
    """Every number as a turnover: enough to see whether anything was lost or doubled on the way."""
    found = tuple(
        Observation(
            article_id=article.id, lang="tr", published=article.published, indicator="trade_turnover", measure="level",
            value=Decimal(match[0].replace(",", ".")), unit="USD", reporter="KGZ", partner="RUS", quote=match[0],
            field="text", start=match.start(), end=match.end(),
        )
        for match in NUMBER.finditer(article.text)
    )  # fmt: skip
    return Extraction(article_id=article.id, lang="tr", observations=found, rejected=())


def slow_numbers(article: Article) -> Extraction:
    """The same, taking its time, and leaving the worker's process id for whoever wants to kill it."""
    Path(os.environ["IKILI_TEST_PIDS"], str(os.getpid())).touch()
    time.sleep(0.004)
    return numbers(article)


def deadly(article: Article) -> Extraction:
    """Kills the worker at a certain article."""
    if "KILL" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return numbers(article)


def faulty(article: Article) -> Extraction:
    """Fails at certain articles."""
    if article.id.endswith("7"):
        raise ZeroDivisionError("no")
    return numbers(article)
