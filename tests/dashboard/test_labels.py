"""The catalogues have the same keys, the same names in braces, and nothing of the data without a label."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from dashboard import labels
from data.claims import CLAIM_COLUMNS
from extractors import records

ROOT = Path(__file__).parents[2]


def names(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("code", labels.codes())
def test_every_catalogue_has_the_same_keys(code: str) -> None:
    first = labels.load(labels.codes()[0])
    assert set(labels.load(code).texts) == set(first.texts)


@pytest.mark.parametrize("code", labels.codes())
def test_every_text_fills_the_same_names(code: str) -> None:
    first = labels.load(labels.codes()[0])
    wrong = [key for key, text in labels.load(code).texts.items() if names(text) != names(first.texts[key])]
    assert not wrong


@pytest.mark.parametrize("code", labels.codes())
def test_no_text_is_empty(code: str) -> None:
    assert all(text.strip() for text in labels.load(code).texts.values())


@pytest.mark.parametrize("code", labels.codes())
@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("indicator", records.Indicator),
        ("measure", records.Measure),
        ("status", records.Status),
        ("bound", records.Bound),
    ],
)
def test_every_code_of_the_data_has_a_label(code: str, group: str, codes: object) -> None:
    words = labels.load(code)
    assert all(words.known(f"{group}.{value}") for value in get_args(codes))


@pytest.mark.parametrize("code", labels.codes())
def test_every_column_has_a_meaning(code: str) -> None:
    assert all(labels.load(code).known(f"dictionary.{name}") for name in CLAIM_COLUMNS)


def test_every_label_that_the_code_asks_for_is_there() -> None:
    words = labels.load(labels.codes()[0])
    asked = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        asked |= set(re.findall(r'words\(\s*"([a-z_]+\.[a-z_.]+)"', path.read_text(encoding="utf-8")))
        asked |= set(re.findall(r'labels\(\s*"([a-z_]+\.[a-z_.]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 100
    assert not {key for key in asked if not words.known(key)}


def test_the_browsers_language_is_guessed() -> None:
    for code in labels.codes():
        assert labels.best(f"{code}-XX") == code
    assert labels.best("xx") == labels.codes()[-1]
    assert labels.best(None) == labels.codes()[-1]


def test_a_missing_label_names_the_file() -> None:
    with pytest.raises(labels.LabelError, match=r"no label 'no\.such'"):
        labels.load(labels.codes()[0])("no.such")
