"""Which colour a claim gets: its direction where the indicator has one, else its speaker; four colours at most."""

from __future__ import annotations

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
    if _directions(whole).nunique() > 1:
        return _numbered(frame, _directions(frame), _directions(whole), lambda key: _direction(key, labels), labels)
    spelt = _most_usual(_voices(whole, voice), _said(whole))
    return _numbered(
        frame,
        _voices(frame, voice),
        _voices(whole, voice),
        lambda key: spelt.get(key, key) or labels("column.article_itself"),
        labels,
    )


def _directions(frame: pd.DataFrame) -> pd.Series[str]:
    return frame["reporter"].astype("str") + "→" + frame["partner"].astype("str")


def _said(frame: pd.DataFrame) -> pd.Series[str]:
    return frame["speaker"].astype("object").where(frame["speaker"].notna(), "")


def _voices(frame: pd.DataFrame, voice: Callable[[str], str] | None) -> pd.Series[str]:
    said = _said(frame)
    return said if voice is None else said.map({name: voice(name) if name else "" for name in said.unique()})


def _numbered(
    frame: pd.DataFrame, keys: pd.Series[str], whole: pd.Series[str], name: Callable[[str], str], labels: Labels
) -> pd.DataFrame:
    counts = whole.value_counts()
    order = sorted(counts.index, key=lambda key: (-counts[key], key))
    shown = order if len(order) <= MOST else order[:MOST]
    here = keys[~keys.isin(shown)].nunique()
    found = frame.copy()
    place = {key: number for number, key in enumerate(shown)}
    found["group_no"] = keys.map(place).fillna(MOST).astype(int)
    names = {key: name(key) for key in shown}
    found["group"] = keys.map(names).fillna(labels("chart.others", n=here))
    return found


def _direction(key: str, labels: Labels) -> str:
    reporter, _, partner = key.partition("→")
    return labels("pair.direction", a=numbers.place(reporter, labels.code), b=numbers.place(partner, labels.code))


def _most_usual(keys: pd.Series[str], said: pd.Series[str]) -> dict[str, str]:
    """For each voice the spelling that is met most often."""
    counts = pd.DataFrame({"key": list(keys), "said": list(said)}).value_counts().reset_index()
    return {str(row.key): str(row.said) for row in counts.drop_duplicates("key").itertuples(index=False)}
