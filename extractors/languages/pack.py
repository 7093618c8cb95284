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
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import extractors
from extractors.errors import PackError
from extractors.languages import kept
from extractors.languages.automaton import Automaton
from extractors.languages.forms import ANY, ENDING, EXACT, Entry, Forms, expand, restored
from extractors.text.fold import fold, letters

_ROOT = Path(extractors.__file__).parent / "languages"
_CODE = (_ROOT.parent / "text" / "fold.py",)
_MIXED, _UNKNOWN = -1, -2
# how far in letters a form may reach over the end of one that did not fit
_REACH = 40


@dataclass(slots=True)
class Hit:
    """A form found in a text: `start`..`end` is the form, `stop` the end of its last word; all in the field's text.

    Nobody changes a hit; it is not frozen because an article makes a hundred, and frozen ones take three times as long.
    """

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
    `abbreviations` and `units` are for the sentence splitter, `parts` the forms that finders keep to themselves.
    """

    code: str
    tables: dict[str, Any]
    forms: Forms
    marker: Callable[[str], str | None] | None
    ours: Callable[[str], bool] | None
    nominative: Callable[[str, bool], str] | None
    abbreviations: frozenset[str]
    units: frozenset[str]
    parts: dict[str, Forms]
    _automaton: Automaton = field(init=False)
    _tails: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._tails = [_UNKNOWN] * len(self.forms)
        self._automaton = Automaton(self.forms.names, self.forms.letters)

    def part(self, name: str) -> Pack:
        """Return the words of one finder as a pack of their own: the table `[pattern.NAME.word]`.

        A finder whose words are part of longer forms of others ("last year", "than in") keeps them there, so that
        neither swallows the other.
        """
        none: frozenset[str] = frozenset()
        return Pack(self.code, {}, self.parts[name], self.marker, self.ours, self.nominative, none, none, {})

    def scan(self, folded: str, spaced: str = "") -> list[Hit]:
        """Return the forms of the pack in a folded text, left to right, longest first, never overlapping.

        `spaced` is `letters(folded)`, where the caller has it already.
        """
        spaced = spaced or letters(folded)
        hits: list[Hit] = []
        find = spaced.find
        resume = 0
        for index, start, end in self._automaton.find(spaced):
            if start < resume:
                continue
            # `spaced` is shifted by the leading space, so the space before the form stands at the form's own offset
            if start > 1 and folded[start - 1] == "'" and self.marker is not None and folded[start - 2].isalnum():
                continue  # an ending behind an apostrophe is no word
            stop = find(" ", end) if spaced[end] != " " else end
            tail = spaced[end:stop]
            entries = self.forms.entries(index)
            if tail:
                kind = self._tail_of(index)
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
            for index, first, last in self._automaton.find(spaced[begin : end + _REACH]):
                if first == 0 and begin + last > end and spaced[begin + last] == " ":
                    stop = begin + last - 1
                    return Hit(begin, stop, stop, self.forms.entries(index), "")
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
            size = last - begin
            for cut in range(min(longest, size) if size > 1 else 1, min(size - 1, 1), -1):
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

    def _tail_of(self, index: int) -> int:
        """Return how all entries of a form end, where they agree: the usual case, and then no new tuple is needed."""
        if self._tails[index] == _UNKNOWN:
            tails = {entry.tail for entry in self.forms.entries(index)}
            self._tails[index] = tails.pop() if len(tails) == 1 else _MIXED
        return self._tails[index]


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
    paths = [path for path in sorted(folder.glob("*.toml")) if path.stem != "cases"]
    sources = kept.digest([*paths, *sorted(folder.glob("*.py")), *sorted(_ROOT.glob("*.py")), *_CODE])
    found = kept.load(code, sources)
    if found is not None:
        return _pack(code, found["tables"], {name: restored(plain) for name, plain in found["forms"].items()})
    tables = _read(code, paths)
    forms = _expanded(code, tables)
    kept.keep(code, sources, {"tables": tables, "forms": {name: found.plain() for name, found in forms.items()}})
    return _pack(code, tables, forms)


def _read(code: str, paths: list[Path]) -> dict[str, Any]:
    """Return the tables of a language."""
    tables: dict[str, Any] = {}
    for path in paths:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise PackError(f"languages/{code}/{path.name}", str(error), "mend the TOML") from error
        for name, table in content.items():
            if name in tables and isinstance(table, dict):
                tables[name].update(table)
            else:
                tables[name] = table
    return tables


def _expanded(code: str, tables: dict[str, Any]) -> dict[str, Forms]:
    """Return the forms of the tables under "", and those of each finder that keeps its words apart under its name."""
    morphology = _module(code, "morphology")
    bend, endings = getattr(morphology, "forms", None), hasattr(morphology, "marker")
    parts = {name: table["word"] for name, table in tables.get("pattern", {}).items() if "word" in table}
    return {name: expand(written, bend, endings) for name, written in {"": tables, **parts}.items()}


def _pack(code: str, tables: dict[str, Any], forms: dict[str, Forms]) -> Pack:
    morphology = _module(code, "morphology")
    language = tables.get("language", {})
    return Pack(
        code,
        tables,
        forms.pop(""),
        getattr(morphology, "marker", None),
        getattr(morphology, "ours", None),
        getattr(_module(code, "names"), "nominative", None),
        frozenset(map(fold, language.get("abbreviations", ()))),
        frozenset(map(fold, language.get("units", ()))),
        forms,
    )


def _module(code: str, name: str) -> object | None:
    if not (_ROOT / code / f"{name}.py").is_file():
        return None
    return importlib.import_module(f"extractors.languages.{code}.{name}")
