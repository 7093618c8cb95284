"""The forms of a pack: what each written form of its tables can look like in a text, and what it means there.

`expand` makes them from the tables, which takes a while; `plain` and `restored` are the way to the file they are kept
in (see kept.py). Entries are made when a text has their form: an article knows a hundred of thirty thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from extractors.text.fold import fold, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    Morphology = Callable[[str], list[tuple[str, str]]]

# kinds that a form of several words hands down from its words, and the kinds of forms that inherit
_LEGACY = ("cue.status", "cue.pair")
_HEIRS = ("bound", "product", "indicator")
_NOT_FORMS = ("language", "pattern", "sign")
EXACT, ANY, ENDING = 0, 1, 2
# between the parts of texts that are kept: no key has it, and JSON writes it as it is
_PARTED = "\x7f"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form means: `kind` and `key` of its table, how it may end, and the grammatical case of the form."""

    kind: str
    key: str
    tail: int = EXACT
    case: str = ""


class Forms(Mapping[str, tuple[Entry, ...]]):
    """Form -> its entries; the forms also have numbers, in the order of `names`; `letters` are all that they have.

    Each form has a tuple of its own, which stays the same object as long as the pack lives.
    """

    __slots__ = ("_at", "_entries", "_known", "_made", "_meanings", "_which", "letters", "names")

    def __init__(
        self, names: list[str], letters: str, which: list[int], meanings: list[str], entries: list[str]
    ) -> None:
        self.names = names
        self.letters = letters
        self._which = which
        self._meanings = meanings
        self._entries = entries
        self._at = dict(zip(names, range(len(names)), strict=True))
        self._made: list[tuple[Entry, ...] | None] = [None] * len(names)
        self._known: dict[int, Entry] = {}

    def __getitem__(self, form: str) -> tuple[Entry, ...]:
        return self.entries(self._at[form])

    def get(self, form: str, default: Any = None) -> Any:
        """Return the entries of a form, or the default."""
        number = self._at.get(form)
        return default if number is None else self.entries(number)

    def __contains__(self, form: object) -> bool:
        return form in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def entries(self, number: int) -> tuple[Entry, ...]:
        """Return the entries of the form with a number."""
        made = self._made[number]
        if made is None:
            meaning = self._meanings[self._which[number]].split()
            made = self._made[number] = tuple([self._entry(int(index)) for index in meaning])
        return made

    def with_kinds(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Yield the forms, with all their entries, that have an entry of a wanted kind."""
        kinds = [entry.partition(_PARTED)[0] for entry in self._entries]
        known = {kind: wanted(kind) for kind in set(kinds)}
        fit = {str(index) for index, kind in enumerate(kinds) if known[kind]}
        meant = [not fit.isdisjoint(meaning.split()) for meaning in self._meanings]
        for number, which in enumerate(self._which):
            if meant[which]:
                yield self.names[number], self.entries(number)

    def plain(self) -> dict[str, Any]:
        """Return the forms as texts and numbers."""
        names = _PARTED.join(self.names)
        kept = {"letters": self.letters, "which": self._which, "meanings": self._meanings, "entries": self._entries}
        return {"names": names, **kept}

    def _entry(self, index: int) -> Entry:
        entry = self._known.get(index)
        if entry is None:
            kind, key, tail, case = self._entries[index].split(_PARTED)
            entry = self._known[index] = Entry(kind, key, int(tail), case)
        return entry


def restored(plain: dict[str, Any]) -> Forms:
    """Return the forms that `plain` gave."""
    return Forms(**{**plain, "names": plain["names"].split(_PARTED)})


def expand(tables: dict[str, Any], bend: Morphology | None, endings: bool) -> Forms:
    """Return all forms of the tables of a language.

    Args:
        tables: The tables; the table "language" holds settings.
        bend: The pack's `morphology.forms`, None where words do not bend.
        endings: Whether words take endings, which are read behind a form.
    """
    language = tables.get("language", {})
    names = frozenset(language.get("names", ()))
    found: dict[str, list[Entry]] = {}
    written = list(_written(tables))
    folded = fold("\n".join([form for _, _, form in written])).split("\n")  # at once: a form alone costs as much
    for (kind, key, _), form in zip(written, folded, strict=True):
        made: dict[tuple[int, str], Entry] = {}
        for name, tail, case in _bent(form, bend, endings, kind in names):
            entry = made.get((tail, case))
            if entry is None:
                entry = made[tail, case] = Entry(kind, key, tail, case)
            known = found.get(name)
            if known is None:
                found[name] = [entry]
            elif entry not in known:
                known.append(entry)
    _lose_apostrophe(found, language.get("name_endings", {}))
    _inherit(found)
    return _numbered(found)


def _numbered(found: dict[str, list[Entry]]) -> Forms:
    """Return the forms with the entries that several have in common once."""
    entries: dict[str, int] = {}
    numbers: dict[int, int] = {}  # by the identity of an entry, which many forms share
    meanings: dict[str, int] = {}
    which: list[int] = []
    for known in found.values():
        for entry in known:
            if id(entry) not in numbers:
                written = _PARTED.join((entry.kind, entry.key, str(entry.tail), entry.case))
                numbers[id(entry)] = entries.setdefault(written, len(entries))
        meaning = " ".join([str(numbers[id(entry)]) for entry in known])
        which.append(meanings.setdefault(meaning, len(meanings)))
    letters = "".join(sorted(set("".join(found))))
    return Forms(list(found), letters, which, list(meanings), list(entries))


def _lose_apostrophe(forms: dict[str, list[Entry]], endings: dict[str, str]) -> None:
    """Add names of countries with endings that have lost their apostrophe: "Russias exports" has the marker "of"."""
    for ending, marker in endings.items():
        for form, entries in list(forms.items()):
            countries = [entry for entry in entries if entry.kind == "place" and entry.key.isalpha()]
            if not countries or form.endswith(ending):
                continue
            cautions = [entry for entry in entries if entry.kind == "caution"]
            if all(entry in cautions for entry in forms.get(form + ending, ())):
                forms[form + ending] = [*cautions, *(replace(e, key=f"{e.key}:{marker}") for e in countries)]


def _inherit(forms: dict[str, list[Entry]]) -> None:
    """Let a long form also say what its words say: "will exceed" is a bound and an expectation, too."""
    for form, entries in forms.items():
        if " " not in form:
            continue
        kinds = {entry.kind for entry in entries}
        if not any(kind.startswith(_HEIRS) for kind in kinds):
            continue
        legacy = _LEGACY + (("indicator",) if "product" in kinds else ())
        for word in form.split(" "):
            for entry in forms.get(word, ()):
                if entry.kind in legacy and entry.kind not in kinds:
                    inherited = Entry(entry.kind, entry.key, entries[0].tail, entry.case)
                    if inherited not in entries:
                        entries.append(inherited)


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


def _bent(form: str, bend: Morphology | None, endings: bool, is_name: bool) -> Collection[tuple[str, int, str]]:
    """Return (form, what may follow it, case) for one written form, folded."""
    tail = ENDING if endings else EXACT
    if form.endswith("*"):
        return [(_clean(form[:-1]), ANY, "")]
    if form.startswith("=") and " " not in form:
        return [(_clean(form[1:]), EXACT, "")]
    if bend is None:
        return [(_clean(form), tail, "")]
    bent = bend(form)
    if is_name:
        bent = _singular(form, bent)
    if form.replace(" ", "").isalpha():
        return [(name, tail, case) for name, case in bent]
    return [(_clean(name), tail, case) for name, case in bent]


def _singular(written: str, bent: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the singular forms of a name, all forms of a name that is a plural: "Индий" is a metal, no country."""
    first = written.replace("=", "")
    if not any(form == first and "n" in case for form, case in bent):
        return bent
    return [(form, "".join(filter(str.islower, case))) for form, case in bent if not case.isupper()]


def _clean(form: str) -> str:
    form = form.replace("=", "")
    return form if form.isalpha() else letters(form)[1:-1].strip(" ")
