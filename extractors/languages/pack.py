"""A language pack: TOML tables of forms, expanded once and compiled into one automaton.

A form in a table is written as

- `word`      all its inflected forms, by the pack's `morphology.forms`; where words take endings freely
              (`morphology.marker`), any valid ending may follow
- `word*`     any letters may follow
- `=word`     exactly this; in a form of several words `=` freezes the single word behind it

The table name is the kind of the entry, the key its meaning: `[indicator] exports = ["ihracat"]`. Tables of tables
(`[cue.change]`) make the kind `cue.change`. One form may carry several entries; the finders choose. Tables named
`language`, `pattern` and `sign` hold settings, patterns and signs that are not letters; finders read them raw.
Kinds listed in `[language] names` are names: where forms carry cases, they have no plural beside their singular.
"""

from __future__ import annotations

import importlib
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extractors.errors import PackError
from extractors.text.fold import fold, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).parent
# kinds that a form of several words hands down from its words, and the kinds of forms that inherit
_LEGACY = ("cue.status", "cue.pair")
_HEIRS = ("bound", "product", "indicator")
_NOT_FORMS = ("language", "pattern", "sign")
EXACT, ANY, ENDING = 0, 1, 2
_MIXED = -1
# how far in letters a form may reach over the end of one that did not fit
_REACH = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form means: `kind` and `key` of its table, how it may end, and the grammatical case of the form."""

    kind: str
    key: str
    tail: int = EXACT
    case: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: `start`..`end` is the form, `stop` the end of its last word; all in the field's text."""

    start: int
    end: int
    stop: int
    entries: tuple[Entry, ...]
    tail: str

    def get(self, kind: str) -> Entry | None:
        """Return the first entry of the kind, or None."""
        for entry in self.entries:
            if entry.kind == kind:
                return entry
        return None


@dataclass(slots=True)
class Pack:
    """One language, compiled: `scan` finds its forms, `tables` are the raw TOML tables for the finders.

    `marker` reads an ending, `ours` tells a first person plural ending; both are None where words take none.
    `nominative` gives the plain form of a person's or an institution's name, None where names do not bend.
    `abbreviations` and `units` are for the sentence splitter.
    """

    code: str
    tables: dict[str, Any]
    forms: dict[str, tuple[Entry, ...]]
    marker: Callable[[str], str | None] | None
    ours: Callable[[str], bool] | None
    nominative: Callable[[str, bool], str] | None
    abbreviations: frozenset[str]
    units: frozenset[str]
    _automaton: AhoCorasick = field(init=False)
    _entries: list[tuple[Entry, ...]] = field(init=False)
    _tails: list[int] = field(init=False)

    def __post_init__(self) -> None:
        names = list(self.forms)
        self._entries = [self.forms[name] for name in names]
        # how all entries of a form end, where they agree: the usual case, and then no new tuple is needed
        tails = [{entry.tail for entry in entries} for entries in self._entries]
        self._tails = [kinds.pop() if len(kinds) == 1 else _MIXED for kinds in tails]
        self._automaton = AhoCorasick(
            [" " + name for name in names],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    def scan(self, folded: str, spaced: str = "") -> list[Hit]:
        """Return the forms of the pack in a folded text, left to right, longest first, never overlapping.

        `spaced` is `letters(folded)`, where the caller has it already.
        """
        spaced = spaced or letters(folded)
        hits: list[Hit] = []
        find = spaced.find
        resume = 0
        for index, start, end in self._automaton.find_matches_as_indexes(spaced):
            if start < resume:
                continue
            # `spaced` is shifted by the leading space, so the space before the form stands at the form's own offset
            if start > 1 and folded[start - 1] == "'" and self.marker is not None and folded[start - 2].isalnum():
                continue  # an ending behind an apostrophe is no word
            stop = find(" ", end) if spaced[end] != " " else end
            tail = spaced[end:stop]
            entries = self._entries[index]
            if tail:
                kind = self._tails[index]
                if kind == _MIXED:
                    entries = tuple(e for e in entries if e.tail == ANY or (e.tail == ENDING and self.ends(tail)))
                elif kind == EXACT or (kind == ENDING and not self.ends(tail)):
                    entries = ()
                if not entries:
                    longer = self._across(spaced, start, end) if find(" ", start + 1, end) > 0 else None
                    if longer is None:
                        self._shorter(hits, spaced, start, end, stop)
                    else:
                        if longer.start > start:
                            self._shorter(hits, spaced, start, longer.start, longer.start)
                        hits.append(longer)
                        resume = longer.stop + 1
                    continue
            hits.append(Hit(start, end - 1, stop - 1, entries, tail))
        return hits

    def _across(self, spaced: str, start: int, end: int) -> Hit | None:
        """Return a form that begins in a form that did not fit and reaches over its end.

        "to the euro" does not fit "to the European Union", "the European Union" does.
        """
        begin = spaced.find(" ", start + 1, end)
        while begin > 0:
            for index, first, last in self._automaton.find_matches_as_indexes(spaced[begin : end + _REACH]):
                if first == 0 and begin + last > end and spaced[begin + last] == " ":
                    stop = begin + last - 1
                    return Hit(begin, stop, stop, self._entries[index], "")
                break
            begin = spaced.find(" ", begin + 1, end)
        return None

    def _shorter(self, hits: list[Hit], spaced: str, start: int, end: int, stop: int) -> None:
        """Read the words of a form that did not fit its ending one by one: "binden" is no "=binde" but "bin"."""
        longest = end - start - 2
        begin = start + 1
        while begin < end:
            last = spaced.find(" ", begin)
            cut = spaced.rfind(" ", last + 1, end)
            while cut > 0 and spaced[begin:cut] not in self.forms:
                cut = spaced.rfind(" ", last + 1, cut)
            if cut > 0:  # "per cent" before "off", where "per cent of" did not fit
                hits.append(Hit(begin - 1, cut - 1, cut - 1, self.forms[spaced[begin:cut]], ""))
                begin = cut + 1
                while begin < end and spaced[begin] == " ":
                    begin += 1
                continue
            for cut in range(min(longest, last - begin), 1, -1):
                entries = self.forms.get(spaced[begin : begin + cut])
                if entries is None:
                    continue
                tail = spaced[begin + cut : last]
                if tail:
                    entries = tuple(e for e in entries if e.tail == ANY or (e.tail == ENDING and self.ends(tail)))
                if entries:
                    hits.append(Hit(begin - 1, begin + cut - 1, last - 1, entries, tail))
                    break
            longest = stop - begin
            begin = last + 1
            while begin < end and spaced[begin] == " ":
                begin += 1

    def ends(self, tail: str) -> bool:
        """Whether the letters may stand behind a form as an ending."""
        return self.marker is not None and self.marker(tail) is not None


def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the packs that exist."""
    return tuple(sorted(path.parent.name for path in _ROOT.glob("*/lexicon.toml")))


@cache
def load(code: str) -> Pack:
    """Return the compiled pack of a language.

    Raises:
        PackError: There is no such pack, or one of its tables cannot be read.
    """
    folder = _ROOT / code
    if not (folder / "lexicon.toml").is_file():
        raise PackError(f"languages/{code}", "no such language pack", f"choose one of {', '.join(languages())}")
    tables: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem == "cases":
            continue
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise PackError(f"languages/{code}/{path.name}", str(error), "mend the TOML") from error
        for name, table in content.items():
            if name in tables and isinstance(table, dict):
                tables[name].update(table)
            else:
                tables[name] = table
    return build(code, tables)


def build(code: str, tables: dict[str, Any]) -> Pack:
    """Return tables of a language, expanded by its morphology and compiled into an automaton of their own.

    A finder whose words are part of longer forms of others ("last year", "than in") keeps them in a raw table and
    builds its own automaton, so that neither swallows the other.
    """
    morphology = _module(code, "morphology")
    expand = getattr(morphology, "forms", None)
    marker = getattr(morphology, "marker", None)
    forms: dict[str, list[Entry]] = {}
    language = tables.get("language", {})
    names = frozenset(language.get("names", ()))
    for kind, key, written in _written(tables):
        made: dict[tuple[int, str], Entry] = {}
        for form, tail, case in _expand(written, expand, marker is not None, kind in names):
            entry = made.get((tail, case))
            if entry is None:
                entry = made[tail, case] = Entry(kind, key, tail, case)
            known = forms.setdefault(form, [])
            if entry not in known:
                known.append(entry)
    _lose_apostrophe(forms, language.get("name_endings", {}))
    _inherit(forms)
    return Pack(
        code,
        tables,
        {form: tuple(entries) for form, entries in forms.items()},
        marker,
        getattr(morphology, "ours", None),
        getattr(_module(code, "names"), "nominative", None),
        frozenset(map(fold, language.get("abbreviations", ()))),
        frozenset(map(fold, language.get("units", ()))),
    )


def _lose_apostrophe(forms: dict[str, list[Entry]], endings: dict[str, str]) -> None:
    """Add names of countries with endings that have lost their apostrophe: "Russias exports" has the marker "of"."""
    for ending, marker in endings.items():
        for form, entries in list(forms.items()):
            countries = [entry for entry in entries if entry.kind == "place" and entry.key.isalpha()]
            cautions = [entry for entry in entries if entry.kind == "caution"]
            known = forms.get(form + ending, ())
            if countries and not form.endswith(ending) and all(entry in cautions for entry in known):
                forms[form + ending] = [*cautions, *(replace(e, key=f"{e.key}:{marker}") for e in countries)]


def _inherit(forms: dict[str, list[Entry]]) -> None:
    """Let a long form also say what its words say: "will exceed" is a bound and an expectation, too."""
    for form, entries in forms.items():
        words = form.split(" ")
        kinds = {entry.kind for entry in entries}
        if len(words) < 2 or not any(kind.startswith(_HEIRS) for kind in kinds):
            continue
        legacy = _LEGACY + (("indicator",) if "product" in kinds else ())
        for word in words:
            for entry in forms.get(word, ()):
                if entry.kind in legacy and entry.kind not in kinds:
                    inherited = Entry(entry.kind, entry.key, entries[0].tail, entry.case)
                    if inherited not in entries:
                        entries.append(inherited)


def _module(code: str, name: str) -> object | None:
    if not (_ROOT / code / f"{name}.py").is_file():
        return None
    return importlib.import_module(f"extractors.languages.{code}.{name}")


def _written(tables: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield (kind, key, form as written) of all tables; a list of strings is a list of forms."""
    for name, table in tables.items():
        if name in _NOT_FORMS or not isinstance(table, dict):
            continue
        kind = f"{prefix}{name}"
        for key, value in table.items():
            if isinstance(value, list) and all(isinstance(form, str) for form in value):
                for form in value:
                    yield kind, key, form
            elif isinstance(value, dict):
                yield from _written({key: value}, prefix=f"{kind}.")


def _expand(
    written: str, expand: Callable[[str], list[tuple[str, str]]] | None, endings: bool, is_name: bool
) -> Iterator[tuple[str, int, str]]:
    """Yield (folded form, what may follow it, case) for one written form."""
    tail = ENDING if endings else EXACT
    if written.endswith("*"):
        yield _clean(written[:-1]), ANY, ""
    elif written.startswith("=") and " " not in written:
        yield _clean(written[1:]), EXACT, ""
    elif expand is None:
        yield _clean(written), tail, ""
    else:
        folded = fold(written)
        expanded = expand(folded)
        if is_name:
            expanded = _singular(folded, expanded)
        is_plain = folded.replace(" ", "").isalpha()
        for form, case in expanded:
            yield form if is_plain else _clean(form), tail, case


def _singular(written: str, expanded: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the singular forms of a name, all forms of a name that is a plural: "Индий" is a metal, no country."""
    first = written.replace("=", "")
    if not any(form == first and "n" in case for form, case in expanded):
        return expanded
    return [(form, "".join(filter(str.islower, case))) for form, case in expanded if not case.isupper()]


def _clean(form: str) -> str:
    return letters(fold(form.replace("=", "")))[1:-1].strip(" ")
