"""Texts as they come: what typing, feeds and archives do to an article must not change what is read.

Every annotated article is read once more with each kind of noise; what is found in it is compared with the annotation,
and may be only a little less than in the clean text.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors import Article, extract

GOLD = Path(__file__).parents[2] / "data" / "gold"
LOSS = 0.035  # of core F1, at most
MARKS = str.maketrans("şŞıİğĞüÜöÖçÇ", "sSiIgGuUoOcC")


def _sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text)


def _wrapped(text: str) -> str:
    return "\n\n".join("\n".join(textwrap.wrap(paragraph, 72)) for paragraph in text.split("\n") if paragraph.strip())


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&quot;").replace("\u00a0", "&nbsp;")


def _dateline(text: str) -> str:
    return f"ANKARA (AA) - {text}" if len(text) > 200 else text


COMMON: dict[str, Callable[[str], str]] = {
    "wrapped": _wrapped,
    "jammed sentences": _sub(r"(?<=[^\W\d_]{3}[.]) (?=[^\W\d_][^\W\d_A-Z]+ )", ""),
    "entities": _entities,
    "dateline": _dateline,
    "two spaces": _sub(" ", "  "),
}
NOISE: dict[str, dict[str, Callable[[str], str]]] = {
    "tr": {
        "no marks": lambda text: text.translate(MARKS),
        "apostrophes lost": _sub(r"(?<=\w)['’](?=\w)", ""),
        "apostrophes to spaces": _sub(r"(?<=\w)['’](?=\w)", " "),
        "percent signs": _sub(r"\b[yY]üzde (?=\d)", "%"),
        "short scales": lambda text: text.replace("milyar", "mlr").replace("milyon", "mn"),
    },
    "ru": {
        "dashes": _sub("[–—]", "-"),
        "capitals": str.upper,
        "е for ё": _sub("ё", "е"),
        "dollar signs": _sub(r"([\d,.]+ (?:млрд|млн|трлн|миллиард\w*|миллион\w*)) долларов(?: США)?", r"$\1"),
        "short dollars": _sub(r"долларов(?: США)?", "долл."),
    },
    "en": {
        "telegraph": lambda text: _sub(r"\bdollars\b", "dlrs")(
            _sub(r"\bper ?cent\b", "pct")(text.replace("billion", "bln").replace("million", "mln"))
        ),
        "glued": _sub(" (b|m)illion", r"\1n"),
        "apostrophes lost": _sub(r"(?<=\w)['’]s\b", "s"),
        "apostrophes to spaces": _sub(r"(?<=\w)['’]s\b", " s"),
        "capitals": str.upper,
        "codes for signs": _sub(r"(?<![A-Za-z])\$", "USD "),
    },
}
NOISE = {lang: {**COMMON, **kinds} for lang, kinds in NOISE.items()}
CASES = [(lang, name) for lang, kinds in NOISE.items() for name in kinds]


@cache
def _gold(lang: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{lang}-dev.jsonl").open(encoding="utf-8")]


def _core(record: dict[str, Any]) -> tuple[object, ...]:
    pair = tuple(sorted((record["reporter"], record["partner"])))
    return record["indicator"], record["measure"], f"{float(record['value']):.4g}", record["unit"], pair


def _score(lang: str, noise: Callable[[str], str]) -> float:
    right = read = annotated = 0
    for row in _gold(lang):
        title, text = noise(row["title"]), noise(row["text"])
        article = Article(id=row["id"], lang=lang, published=row["published"], title=title, text=text)
        found = [_core(o.model_dump(mode="json")) for o in extract(article).observations]
        left = [_core(record) for record in row["observations"]]
        read, annotated = read + len(found), annotated + len(left)
        for record in found:
            if record in left:
                left.remove(record)
                right += 1
    return 2 * right / (read + annotated)


@cache
def _clean(lang: str) -> float:
    return _score(lang, lambda text: text)


@pytest.mark.parametrize(("lang", "name"), CASES, ids=[f"{lang} {name}" for lang, name in CASES])
def test_noise_costs_little(lang: str, name: str) -> None:
    assert _score(lang, NOISE[lang][name]) > _clean(lang) - LOSS
