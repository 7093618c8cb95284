"""Languages whose words take endings one behind the other: their case table, read as language-free markers.

A pack of such a language says in its `morphology.py` what the endings are; how they are read stands here. Letters are
folded: i stands for both ı and i.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SHORTEST = 3


@dataclass(slots=True)
class Endings:
    """The endings of one language.

    Attributes:
        ending: Everything that may stand behind a word, in order; the group `case` is the case ending.
        cases: Case ending -> marker, the first that matches wins.
        adjective: The ending that makes an adjective of a place.
        soft: The last letters that soften before an ending.
        first_plural: The end of a word that means "our ...".
    """

    ending: re.Pattern[str]
    cases: Sequence[tuple[re.Pattern[str], str]]
    adjective: re.Pattern[str]
    soft: Mapping[str, str]
    first_plural: re.Pattern[str]
    _known: dict[str, str | None] = field(default_factory=dict)

    def marker(self, tail: str) -> str | None:
        """Return the marker of the letters behind a word, or None where they are no ending.

        Markers are "of", "to", "from", "in", "with", "object", "adj", and "" for an ending without a role (the plural).
        """
        if tail not in self._known:
            self._known[tail] = self._read(tail)
        return self._known[tail]

    def _read(self, tail: str) -> str | None:
        if not tail:
            return ""
        if self.adjective.fullmatch(tail):
            return "adj"
        match = self.ending.fullmatch(tail)
        if match is None:
            return None
        case = match["case"] or ""
        return next((name for pattern, name in self.cases if case and pattern.fullmatch(case)), "")

    def forms(self, word: str) -> list[tuple[str, str]]:
        """Return the stems a dictionary form has before endings: itself, and softened where its last letter softens."""
        if "=" in word:
            return [(word.replace("=", ""), "")]
        last = word[-1]
        if last in self.soft and len(word) > _SHORTEST:
            return [(word, ""), (word[:-1] + self.soft[last], "")]
        return [(word, "")]

    def ours(self, word: str) -> bool:
        """Whether a folded word ends as "our ..."."""
        return self.first_plural.search(word) is not None
