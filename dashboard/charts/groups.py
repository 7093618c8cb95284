"""Which colour a claim gets: its direction where the indicator has one, else its speaker; four colours at most."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.labels import Labels

MOST = 4


def with_groups(
    frame: pd.DataFrame, labels: Labels, voice: Callable[[str], str] | None = None, *, among: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The frame with `group` (a name for the legend) and `group_no` (0 to 3, 4 for all others).

    Args:
        frame: Claims.
        labels: Catalogue of the reader's language.
        voice: Brings spellings of one speaker together; None takes names as they are.
        among: The claims by which the colours are dealt out, so that charts side by side agree; default is the frame.
    """
    whole = frame if among is None else among
    if len(set(_directions(whole))) > 1:
        return _numbered(frame, _directions(frame), _directions(whole), lambda key: _direction(key, labels), labels)
    said = _said(whole)
    keys = _voices(said, voice)
    spelt = _most_usual(keys, said, [code == labels.code for code in whole["lang"]])
    itself = labels("column.article_itself")
    own = keys if whole is frame else _voices(_said(frame), voice)
    return _numbered(frame, own, keys, lambda key: spelt.get(key, key) or itself, labels)


def _directions(frame: pd.DataFrame) -> list[str]:
    return [f"{a}→{b}" for a, b in zip(frame["reporter"], frame["partner"], strict=True)]


def _said(frame: pd.DataFrame) -> list[str]:
    return [name if isinstance(name, str) else "" for name in frame["speaker"]]


def _voices(said: list[str], voice: Callable[[str], str] | None) -> list[str]:
    if voice is None:
        return said
    voices = {name: voice(name) if name else "" for name in set(said)}
    return [voices[name] for name in said]


def _numbered(
    frame: pd.DataFrame, keys: list[str], whole: list[str], name: Callable[[str], str], labels: Labels
) -> pd.DataFrame:
    counts = Counter(whole)
    order = sorted(counts, key=lambda key: (-counts[key], key))
    place = {key: number for number, key in enumerate(order[:MOST])}
    names = {key: name(key) for key in place}
    others = labels("chart.others", n=len({key for key in keys if key not in place}))
    return frame.assign(
        group_no=[place.get(key, MOST) for key in keys],
        group=pd.Series([names.get(key, others) for key in keys], index=frame.index, dtype=object),
    )


def _direction(key: str, labels: Labels) -> str:
    reporter, _, partner = key.partition("→")
    return labels("pair.direction", a=numbers.place(reporter, labels.code), b=numbers.place(partner, labels.code))


def _most_usual(keys: list[str], said: list[str], own: list[bool]) -> dict[str, str]:
    """For each voice the spelling that is met most often: in articles of the reader's language, where there are any."""
    found: dict[str, str] = {}
    for (key, name, _), _ in sorted(Counter(zip(keys, said, own, strict=True)).items(), key=_rank):
        found.setdefault(key, name)
    return found


def _rank(item: tuple[tuple[str, str, bool], int]) -> tuple[bool, int, str]:
    (_, name, own), count = item
    return (not own, -count, name)
