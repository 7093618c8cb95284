"""Indicators, products and cues: lexicon hits as mentions, nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.records import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.languages.forms import Entry
    from extractors.mentions.lexicon import Reading

_KINDS = {
    "indicator": "indicator",
    "indicator.other": "indicator",
    "product": "product",
    "speech": "speech",
    "office": "office",
}


# (kind of a mention, value, rule)
_Said = tuple[str, str, str]
_MOST = 10_000  # forms, with those of which an ending leaves only some entries
_KNOWN: dict[int, tuple[tuple[Entry, ...], str, tuple[_Said, ...]]] = {}


def find_cues(reading: Reading) -> list[Mention]:
    """Return the indicator, product and cue mentions of a field, in order.

    The value of an indicator is its key in the lexicon ("turnover", "other.gdp"), of a cue its table and key
    ("change.up"); a form that stands in `cue.*.none` is a word that only looks like a cue and yields nothing.
    """
    code, name = reading.pack.code, reading.name
    return [
        Mention(kind, hit.start, hit.stop, name, value, rule)
        for hit in reading.hits
        for kind, value, rule in _said(hit.entries, code)
    ]


def _said(entries: tuple[Entry, ...], code: str) -> tuple[_Said, ...]:
    """Return what a form says, worked out once for each form."""
    known = _KNOWN.get(id(entries))
    if known is None or known[0] is not entries or known[1] != code:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[id(entries)] = (entries, code, tuple(_read(entries, code)))
    return known[2]


def _read(entries: tuple[Entry, ...], code: str) -> Iterator[_Said]:
    for kind, key in dict.fromkeys((entry.kind, entry.key) for entry in entries):
        if kind.startswith("cue."):
            if key == "none":
                return
            value = f"{kind[4:]}.{key}"
            yield "cue", value, f"cue.{code}.{value}"
        elif kind in _KINDS:
            value = f"other.{key}" if kind == "indicator.other" else key
            yield _KINDS[kind], value, f"{_KINDS[kind]}.{code}.{value}"
