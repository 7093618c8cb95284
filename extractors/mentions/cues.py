"""Indicators, products and cues: lexicon hits as mentions, nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.records import Mention

if TYPE_CHECKING:
    from extractors.mentions.lexicon import Reading

_KINDS = {
    "indicator": "indicator",
    "indicator.other": "indicator",
    "product": "product",
    "speech": "speech",
    "office": "office",
}


def find_cues(reading: Reading) -> list[Mention]:
    """Return the indicator, product and cue mentions of a field, in order.

    The value of an indicator is its key in the lexicon ("turnover", "other.gdp"), of a cue its table and key
    ("change.up"); a form that stands in `cue.*.none` is a word that only looks like a cue and yields nothing.
    """
    mentions: list[Mention] = []
    code = reading.pack.code
    for hit in reading.hits:
        seen: set[tuple[str, str]] = set()
        for entry in hit.entries:
            kind = entry.kind
            if (kind, entry.key) in seen:
                continue
            seen.add((kind, entry.key))
            if kind.startswith("cue."):
                if entry.key == "none":
                    break
                value = f"{kind[4:]}.{entry.key}"
                mentions.append(Mention("cue", hit.start, hit.stop, reading.name, value, f"cue.{code}.{value}"))
            elif kind in _KINDS:
                value = f"other.{entry.key}" if kind == "indicator.other" else entry.key
                name = _KINDS[kind]
                mentions.append(Mention(name, hit.start, hit.stop, reading.name, value, f"{name}.{code}.{value}"))
    return mentions
