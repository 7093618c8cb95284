"""The catalogues of the interface: one TOML file a language in this folder, all with the same keys.

A new interface language is a new file here; no other file names a language.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import IkiliError

FOLDER = Path(__file__).parent


class LabelError(IkiliError):
    """A label that no catalogue has: a mistake of ours, never of the data."""


@dataclass(frozen=True)
class Labels:
    """One catalogue, keys joined with dots.

    Attributes:
        code: The language code that stands in the address bar.
        texts: All labels of this language.
    """

    code: str
    texts: dict[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The label of a key, its {names} filled.

        Args:
            key: Dotted key, such as "pair.no_match_title".
            **values: What the names in braces stand for.

        Returns:
            The text in this language.

        Raises:
            LabelError: If no catalogue has the key.
        """
        try:
            text = self.texts[key]
        except KeyError:
            raise LabelError(f"labels/{self.code}.toml", f"no label {key!r}", "add it to every catalogue") from None
        return text.format(**values) if values else text

    def known(self, key: str) -> bool:
        """Whether the catalogue has this key."""
        return key in self.texts

    def term(self, group: str, code: str | None) -> str:
        """The label of a code of the data (an indicator, a status), or the code itself where there is none yet.

        Args:
            group: First part of the key, such as "indicator".
            code: Code as it stands in the table; empty gives an empty text.
        """
        return self.texts.get(f"{group}.{code}", str(code)) if code else ""

    @property
    def locale(self) -> str:
        """Name of the locale for numbers and dates."""
        return self.texts["meta.locale"]

    @property
    def name(self) -> str:
        """Name of the language in the language itself."""
        return self.texts["meta.name"]

    @property
    def separators(self) -> str:
        """Decimal sign and grouping sign, as plotly wants them."""
        return self.texts["meta.separators"]


@cache
def load(code: str) -> Labels:
    """The catalogue of one language."""
    path = FOLDER / f"{code}.toml"
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise LabelError(str(path), f"cannot be read ({problem})", "use one of " + ", ".join(codes())) from problem
    except tomllib.TOMLDecodeError as problem:
        raise LabelError(str(path), str(problem), "correct the file") from problem
    return Labels(code, dict(_flat(tree)))


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, in the order of their `meta.order`."""
    found = []
    for path in FOLDER.glob("*.toml"):
        meta = tomllib.loads(path.read_text(encoding="utf-8"))["meta"]
        found.append((meta["order"], path.stem))
    return tuple(code for _, code in sorted(found))


def best(wanted: str | None) -> str:
    """The interface language for a browser's locale ("tr-TR"), or the last one, which is the widest known.

    Args:
        wanted: The browser's locale; None where it says nothing.
    """
    short = (wanted or "").replace("_", "-").split("-")[0].lower()
    return short if short in codes() else codes()[-1]


def _flat(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """All leaves of a TOML tree with dotted keys."""
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, str(value))]
    return found
