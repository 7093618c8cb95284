"""Every case of every pack: the sentence yields exactly what the case says, no more and no less."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractors import Article, extract
from extractors.languages.pack import languages

ROOT = Path(__file__).parents[2] / "extractors" / "languages"


def _cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (code, case)
        for code in languages()
        for case in tomllib.loads((ROOT / code / "cases.toml").read_text(encoding="utf-8")).get("case", [])
    ]


def _plain(value: object) -> object:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _matches(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(_plain(found[name]) == _plain(None if value == "" else value) for name, value in wanted.items())


@pytest.mark.parametrize(("code", "case"), _cases(), ids=lambda x: x if isinstance(x, str) else x["text"][:60])
def test_case_finds_exactly_what_it_says(code: str, case: dict[str, Any]) -> None:
    article = Article(id="case", lang=code, published=case["published"], title=case.get("title", ""), text=case["text"])
    found = [o.model_dump(mode="json") for o in extract(article).observations]
    wanted = case.get("find", [])
    left = list(found)
    for want in wanted:
        match = next((o for o in left if _matches(o, want)), None)
        assert match is not None, f"not found: {want}\nfound: {[_short(o) for o in found]}"
        left.remove(match)
    assert not left, f"too much: {[_short(o) for o in left]}"


def test_sentences_of_cases_are_not_repeated() -> None:
    counted = Counter((code, case.get("title", ""), case["text"], case["published"]) for code, case in _cases())
    assert not [key for key, n in counted.items() if n > 1]


def _short(observation: dict[str, Any]) -> dict[str, Any]:
    return {
        k: observation[k]
        for k in (
            "indicator",
            "measure",
            "value",
            "unit",
            "reporter",
            "partner",
            "period",
            "status",
            "bound",
            "product",
        )
    }
