"""The evaluation gate: scores pinned in `floors.toml` that go up by themselves and down only by a typed word.

A floor belongs to one set of annotated files, named by its digest. A figure below its floor, or gold that is not the
gold the floors were measured on, fails the gate. `raised` never lowers a floor unless it is told to allow a regression.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from data.evaluation import Evaluation, Tally

# Three decimals, rounded towards the lenient side, so that the same result always passes its own floor.
_DIGITS = 1000
_HIGH_IS_GOOD = ("core_f1", "full_f1", "bound", "speaker", "confident_right")
_LOW_IS_GOOD = ("noise",)
CONFIDENT = 0.9


@dataclass(frozen=True)
class Floors:
    """Pinned figures by group ("all" or a language) and name, for the gold with this digest."""

    digest: str
    values: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Breach:
    """One figure on the wrong side of its floor."""

    group: str
    name: str
    floor: float
    measured: float

    def __str__(self) -> str:
        relation = "above its ceiling" if self.name in _LOW_IS_GOOD else "under its floor"
        return f"{self.group} {self.name}: {self.measured:.3f} is {relation} {self.floor:.3f}"


def load(path: Path) -> Floors:
    """Read a floors file.

    Raises:
        StoreError: The file is not a floors file.
    """
    remedy = "restore it from version control or write it anew with `ikili evaluate --update`"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = {
            group: {name: float(value) for name, value in entry.items()} for group, entry in table["floors"].items()
        }
        unknown = {name for entry in groups.values() for name in entry} - {*_HIGH_IS_GOOD, *_LOW_IS_GOOD}
        if unknown:
            raise StoreError(
                str(path), f"unknown figures {sorted(unknown)}", f"known are {_HIGH_IS_GOOD + _LOW_IS_GOOD}"
            )
        return Floors(str(table["gold"]), groups)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(str(path), f"cannot be read as floors ({error!r})", remedy) from error


def measured(evaluation: Evaluation, digest: str) -> Floors:
    """Return the figures of an evaluation in the form of floors."""
    groups = {"all": evaluation.total, **evaluation.languages}
    values = {group: _figures(tally) for group, tally in groups.items()}
    share = confident_share(evaluation)
    if share is not None:
        values["all"]["confident_right"] = _floor(share)
    return Floors(digest, values)


def confident_share(evaluation: Evaluation) -> float | None:
    """Return how many of the observations with confidence of 0.9 and more are right in full; None if there are none."""
    bins = [entry for entry in evaluation.reliability if entry.low >= CONFIDENT]
    predicted = sum(entry.predicted for entry in bins)
    return sum(entry.full for entry in bins) / predicted if predicted else None


def breaches(pinned: Floors, now: Floors) -> list[Breach]:
    """Return every pinned figure that is not reached now; a figure that is not measured any more is one too."""
    found = []
    for group, figures in pinned.values.items():
        for name, floor in figures.items():
            value = now.values.get(group, {}).get(name, math.inf if name in _LOW_IS_GOOD else 0.0)
            if _is_worse(name, value, floor):
                found.append(Breach(group, name, floor, value))
    return found


def raised(pinned: Floors | None, now: Floors, *, allow_regression: bool = False) -> Floors:
    """Return new floors: the better of pinned and measured, or what is measured where a regression is allowed."""
    if pinned is None or allow_regression:
        return now
    values = {}
    for group in {**pinned.values, **now.values}:
        old, new = pinned.values.get(group, {}), now.values.get(group, {})
        values[group] = {name: _better(name, old.get(name), new.get(name)) for name in {**old, **new}}
    return Floors(now.digest, values)


def dump(floors: Floors) -> str:
    """Return the text of a floors file; `load` reads it back."""
    lines = [
        "# Scores that may not fall, measured by `ikili evaluate` on the annotated articles in this folder.",
        "# `ikili evaluate --update` raises them; lowering one needs `--allow-regression` and a reason in the commit.",
        "# noise: observations on articles without any (a ceiling). confident_right: share right at confidence >= 0.9.",
        f'gold = "{floors.digest}"',
    ]
    for group in sorted(floors.values, key=lambda name: (name != "all", name)):
        lines += ["", f"[floors.{group}]"]
        figures = floors.values[group]
        lines += [f"{name} = {figures[name]:g}" for name in (*_HIGH_IS_GOOD, *_LOW_IS_GOOD) if name in figures]
    return "\n".join(lines) + "\n"


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "core_f1": _floor(tally.f1("core")),
        "full_f1": _floor(tally.f1("full")),
        "bound": _floor(tally.accuracy("bound")),
        "speaker": _floor(tally.accuracy("speaker")),
        "noise": float(tally.noise),
    }


def _floor(value: float) -> float:
    return math.floor(value * _DIGITS) / _DIGITS


def _is_worse(name: str, value: float, floor: float) -> bool:
    return value > floor if name in _LOW_IS_GOOD else value < floor


def _better(name: str, old: float | None, new: float | None) -> float:
    known = [value for value in (old, new) if value is not None]
    return min(known) if name in _LOW_IS_GOOD else max(known)
