"""Reads news articles and returns the economic figures they report about pairs of countries.

The names load at first use: `import extractors` alone reads no pack and compiles nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from extractors import compiled

compiled.use()  # before the first module that may be compiled

from extractors.languages.pack import languages  # noqa: E402 at once: the folder of this name would hide it later

if TYPE_CHECKING:
    from extractors.languages.detect import detect_language
    from extractors.pipeline import extract, find_mentions
    from extractors.records import Article, Evidence, Extraction, Mention, Observation, Quantity, Rejected

__all__ = [
    "Article",
    "Evidence",
    "Extraction",
    "Mention",
    "Observation",
    "Quantity",
    "Rejected",
    "detect_language",
    "extract",
    "find_mentions",
    "languages",
]
_HOME = {
    "detect_language": "extractors.languages.detect",
    "extract": "extractors.pipeline",
    "find_mentions": "extractors.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "extractors.records")), name)
