"""The lexicon's indicator keys: typed, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spec:
    """What one indicator key means.

    Attributes:
        key: The lexicon's key; "other.…" is a figure that the guide leaves out, `reason` says so in words.
        indicator: The guide's name; `flow` and `value` are its variants for a stated period and for money.
        units: Kinds of quantities it takes.
        kind: flow (a period's sum), stock (a state) or event.
        directed: Whether reporter and partner differ.
        roles: A place's marker to "reporter" or "partner".
        sign: The sign of a balance.
        view: The role of the country whose figures are usually told.
        family: Indicators of one family keep that country while the text goes from one to the other.
        weak: The word is used of firms as much as of economies.
    """

    key: str
    indicator: str
    units: frozenset[str]
    kind: str
    directed: bool
    roles: dict[str, str] = field(default_factory=dict)
    sign: int = 1
    view: str = "reporter"
    family: str = ""
    flow: str | None = None
    value: str | None = None
    weak: bool = False
    reason: str | None = None


@cache
def specs() -> dict[str, Spec]:
    """Return the specs by key, in the order of `indicators.toml`."""
    raw = tomllib.loads(Path(__file__).with_name("indicators.toml").read_text(encoding="utf-8"))
    others = raw.pop("other")
    found = {key: Spec(key=key, **{**table, "units": frozenset(table["units"])}) for key, table in raw.items()}
    for key, table in others.items():
        name = f"other.{key}"
        found[name] = Spec(name, "", frozenset(table["units"]), "event", False, reason=table["reason"])
    return found
