"""What periods need of a language, read from its pack once: word automaton, glue between words, words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.errors import PackError
from extractors.languages.forms import Entry
from extractors.languages.pack import Pack
from extractors.text.fold import fold

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.lexicon import Reading

# kind of a word -> symbol; the symbols are the letters of period_patterns
KINDS = {
    "month": "M",
    "month_short": "M",
    "month_capital": "M",
    "season": "J",
    "season_short": "J",
    "named_year": "Y",
    "number": "N",
    "first": "F",
    "ordinal": "O",
    "roman": "I",
    "relative": "R",
    "same": "S",
    "that": "T",
    "edge": "E",
    "whole": "W",
    "ago": "A",
    "ahead": "X",
    "today": "H",
    "fiscal": "f",
    "base": "K",
    "idiom_year": "Z",
    "idiom_month": "U",
    "weekday": "L",
    "decade": "G",
    "power": "P",
    "none": "!",
}
UNITS = {
    "year": "y",
    "month": "m",
    "quarter": "q",
    "quarters": "Q",
    "half": "g",
    "half_year": "h",
    "week": "w",
    "day": "d",
    "decade": "x",
    "lustrum": "x",
    "period": "p",
    "century": "c",
    "years": "y",
    "months": "m",
    "weeks": "w",
    "days": "d",
    "decades": "x",
}
# these stand for a number of years, not for a certain one
PLURALS = frozenset({"years", "months", "weeks", "days", "decades", "quarters"})
LONGEST_GAP = 24
_WORDS_AROUND = 5
_CLAUSE = 8
_CLAUSE_END = re.compile(r"[.,;:!?]\s|\n")
_SIGNS = "(),.:;\"'-"


@dataclass(slots=True)
class Grammar:
    """The period words of one language."""

    words: Pack
    month_day: bool
    edge_first: bool
    counted_plural: bool
    decade_article: str
    superlatives: frozenset[str]
    superlative_tails: tuple[str, ...]
    codes: dict[str, str]
    tails: dict[str, frozenset[str]]
    before: dict[str, str]
    after: dict[str, str]
    _glue: dict[str, str]
    _adjectives: tuple[str, ...]
    _endings: bool
    plural: tuple[str, ...] = ()
    last_words: frozenset[str] = frozenset()
    first_words: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    meanings: dict[int, tuple[tuple[Entry, ...], tuple[str, int, str, bool]]] = field(default_factory=dict)
    _gaps: dict[str, str | None] = field(default_factory=dict)

    def scan(self, reading: Reading) -> list[Hit]:
        """Return the period words of a field."""
        return self.words.scan(reading.folded, reading.spaced)

    def gap(self, text: str) -> str | None:
        """Return the symbols of what stands between two words ("" for a space), None where it parts them."""
        if len(text) > LONGEST_GAP:
            return None
        known = self._gaps.get(text, "?")
        if known != "?":
            return known
        symbols = self._read_gap(text)
        if len(self._gaps) < 4096:
            self._gaps[text] = symbols
        return symbols

    def _read_gap(self, text: str) -> str | None:
        if "\n" in text and text.strip():
            return None
        if text.count("\n") > 1:
            return None
        symbols = ""
        unknown = 0
        for word in (
            text.replace("-", " - ")
            .replace(",", " , ")
            .replace("(", " ( ")
            .replace("/", " - ")
            .replace("~", " - ")
            .split()
        ):
            found = self._glue.get(word)
            word = word.strip("'")
            if found is None:
                if self._adjectives and word.isalpha() and len(word) > 5 and word.endswith(self._adjectives):
                    unknown += 1
                    if unknown == 1:
                        continue
                if self._endings and word.isalpha() and len(word) <= 4 and self.words.ends(word) and not unknown:
                    unknown += 1
                    continue
                return None
            symbols += found
        return symbols

    def marker(self, tail: str) -> str:
        """Return the marker of an ending, "" for none."""
        return (self.words.marker(tail) or "") if self.words.marker else ""

    def role_before(self, folded: str, start: int) -> str:
        """Return what the words in front of a period make of it, "" for nothing; several roles with spaces between."""
        words = [
            word for word in folded[max(0, start - 48) : start].split()[-_WORDS_AROUND:] if self._glue.get(word) != ""
        ]
        return self._role(words, self.before, last=True)

    def role_after(self, folded: str, stop: int) -> str:
        """Return what the words behind a period make of it."""
        return self._role(folded[stop : stop + 40].split()[:_WORDS_AROUND], self.after, last=False)

    def are_glue(self, text: str) -> bool:
        """Whether a text has no words but those that lead a period in: "in", "from the"."""
        return all(word.strip(_SIGNS) in self.leading for word in text.split())

    def is_superlative(self, before: str) -> bool:
        """Whether the clause in front speaks of a record: "the lowest in three years"."""
        words = _CLAUSE_END.split(before)[-1].split()[-_CLAUSE:]
        return any(word in self.superlatives or word.endswith(self.superlative_tails) for word in words)

    def _role(self, words: list[str], table: dict[str, str], *, last: bool) -> str:
        if not words or words[-1 if last else 0].strip(_SIGNS) not in (self.last_words if last else self.first_words):
            return ""
        for count in range(min(len(words), 4), 0, -1):
            taken = words[-count:] if last else words[:count]
            if last and taken[-1][-1] in ".:;!?)":
                return ""
            role = table.get(" ".join(taken).strip(_SIGNS))
            if role is not None:
                return role
        return ""


_KNOWN: dict[int, tuple[Pack, Grammar]] = {}


def grammar(pack: Pack) -> Grammar | None:
    """Return the period grammar of a pack, built at first use; None where the pack has no period words.

    Raises:
        PackError: A key of the table is missing.
    """
    if "period" not in pack.tables.get("pattern", {}):
        return None
    known = _KNOWN.get(id(pack))
    if known is None:
        try:
            known = _KNOWN[id(pack)] = (pack, _build(pack))
        except KeyError as error:
            where = f"languages/{pack.code}/periods.toml"
            raise PackError(where, f"[pattern.period] has no {error}", "copy the key from another language") from error
    return known[1]


def _build(pack: Pack) -> Grammar:
    table: dict[str, Any] = pack.tables["pattern"]["period"]
    glue = {"-": "-", ",": ",", "(": "(", "'s": "", "'": ""}
    for name, symbol in (("drop", ""), ("of", "o"), ("to", "t"), ("and", "&"), ("onward", "^")):
        for word in table[name]:
            glue[fold(word)] = symbol
    codes = {fold(letter): name for name, letters in table["codes"].items() for letter in letters}
    tails = {
        name: frozenset(map(fold, table[f"{name}_tails"]))
        for name in ("ordinal", "decade", "adjective", "lasting", "plural")
    }
    return Grammar(
        words=pack.part("period"),
        month_day=table["month_day"],
        edge_first=table["edge_first"],
        counted_plural=table["counted_plural"],
        decade_article=table["decade_article"],
        superlatives=frozenset(map(fold, table["superlatives"])),
        superlative_tails=tuple(map(fold, table["superlative_tails"])),
        codes=codes,
        tails=tails,
        before=_roles(table["before"]),
        after=_roles(table["after"]),
        _glue=glue,
        _adjectives=tuple(fold(tail) for tail in table["adjectives"]),
        _endings=pack.marker is not None,
        plural=tuple(tails["plural"]),
        last_words=frozenset(phrase.split()[-1] for phrase in _roles(table["before"])),
        leading=frozenset([*glue, *_roles(table["before"]), *_roles(table["after"]), ""]),
        first_words=frozenset(phrase.split()[0] for phrase in _roles(table["after"])),
    )


def _roles(table: dict[str, list[str]]) -> dict[str, str]:
    """Return phrase -> roles; a phrase with several roles has them joined by a space."""
    roles: dict[str, str] = {}
    for role, phrases in table.items():
        for phrase in phrases:
            key = fold(phrase)
            roles[key] = f"{roles[key]} {role}" if key in roles else role
    return roles
