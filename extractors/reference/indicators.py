"""The lexicon's indicator keys: typed, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spec:
    """What one indicator key means.

    `indicator` is the guide's name; `flow` and `value` its variants for a stated period and for money; `roles` maps a
    place's marker to "reporter" or "partner"; `sign` is the sign of a balance; `view` is the role of the country whose figures are usually
    told; indicators of one `family` keep that country while the text goes from one to the other; `kind` is flow, stock or event.
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
