"""Numbers in digits, words and chains of both: "4,1 milyar", "3 milyar 450 milyon", "two thousand and five".

A text is cut into atoms (digits, numerals, scales); `numerals` joins neighbouring atoms by the order of their ranks,
the grammar that number words share in all languages: a lower rank adds, a scale multiplies what stands before it.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.mentions.atoms import DIGITS, HALF, HUNDREDS, PART, POINT, SCALE, TEEN, TENS, UNIT, WHOLE, Atom
from extractors.mentions.figure import Figure
from extractors.mentions.grammar import grammar
from extractors.mentions.literals import literals
from extractors.mentions.money import is_money_mark
from extractors.mentions.phrase import Phrase
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.sorting import Roles, SortedHits

_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_TEN, _HUNDRED, _THOUSAND = Decimal(10), Decimal(100), Decimal(1000)
_APART = frozenset("kmbt")
_GENERATIONS = frozenset(map(Decimal, range(1, 8)))  # "5G" is a network
_POWERS = tuple("23²³")
_MONTHS = frozenset(map(Decimal, (3, 6, 9, 12)))
_CLOSE = 14  # letters that may stand between two atoms of one number
_START = attrgetter("start")
_RANKS = {"scale": SCALE, "half": HALF, "point": POINT}


def numerals(reading: Reading, settings: Grammar, hits: SortedHits) -> list[Figure]:
    """Return the numbers of a field as figures without units, left to right, never overlapping."""
    atoms = _atoms(reading, settings, hits)
    found: list[Figure] = []
    index, count = 0, len(atoms)
    while index < count:
        atom = atoms[index]
        if atom.rank == DIGITS and (index + 1 == count or atoms[index + 1].start - atom.stop > _CLOSE):
            # digits alone, most numbers of a text
            found.append(Figure(atom.start, atom.end, atom.stop, atom.value, plain=atom.value, digits=True))
            index += 1
            continue
        phrase = Phrase(reading, settings, atoms, index)
        index = phrase.read()
        if phrase.figure is not None:
            found.append(phrase.figure)
    return found


def _atoms(reading: Reading, settings: Grammar, hits: SortedHits) -> list[Atom]:
    folded = reading.folded
    atoms: list[Atom] = []
    size = len(folded)
    for atom in literals(folded, reading.text, settings.decimal, settings.space_groups):
        atoms.append(atom)
        end = atom.end
        if end < size:
            if folded[end].isalpha():
                _glued(atoms, reading, settings, end)
            elif folded[end] == " " and folded[end + 1 : end + 2] in _APART:
                _apart(atoms, reading, settings, end)
    digits = len(atoms)
    for hit, roles in hits.numbers:
        if roles.inner:
            _inner_atoms(atoms, reading, settings, hit)
        else:
            _word_atoms(atoms, reading, settings, hit, roles)
    if digits and len(atoms) > digits:
        atoms.sort(key=_START)
    return atoms


def _glued(atoms: list[Atom], reading: Reading, settings: Grammar, end: int) -> None:
    """Read a scale glued to digits: "112k", "4bn". A capital letter is a scale even where it could be an ending."""
    folded, size = reading.folded, len(reading.folded)
    stop = end + 1
    while stop < size and stop - end < 6 and folded[stop].isalpha():
        stop += 1
    letters, start, value = folded[end:stop], atoms[-1].start, atoms[-1].value
    scale = settings.glued.get(letters) or settings.capitals.get(reading.text[end:stop])
    before = start - 1 if folded[start - 1 : start] != " " else start - 2
    if scale is None and before >= 0 and is_money_mark(folded[before]):
        scale = settings.glued_money.get(letters)
    if scale is None or (letters in settings.ordinal_tails and not reading.text[end].isupper()):
        return
    if letters == "g" and value in _GENERATIONS:
        return
    if letters == "m" and (
        folded[stop : stop + 1] in _POWERS or (value in _MONTHS and reading.text.startswith((" 19", " 20", "'"), stop))
    ):
        return  # "32m2", "9M 2024"
    hit = reading.at.get(end)
    if hit is None or hit.get("scale") is None:
        atoms.append(Atom(end, stop, stop, SCALE, scale, scale))


def _apart(atoms: list[Atom], reading: Reading, settings: Grammar, end: int) -> None:
    """Read one letter a space behind digits: "10 k", "5 M", and beside a sign of money "₺1,2 B"."""
    folded, stop = reading.folded, end + 2
    scale = settings.glued.get(folded[end + 1]) or settings.capitals.get(reading.text[end + 1])
    if scale is None or folded[stop : stop + 1].isalnum():
        return
    before, letter = atoms[-1].start - 1, reading.text[end + 1]
    if (
        letter in settings.apart
        or (
            letter.isupper()
            and (_is_whole(reading, atoms, stop) or reading.text[stop + 1 : stop + 4] in currencies().codes)
        )
        or (before >= 0 and is_money_mark(folded[before]))
        or is_money_mark(folded[stop + 1 : stop + 2])
    ):
        atoms.append(Atom(end + 1, end + 2, end + 2, SCALE, scale, scale))


def _is_whole(reading: Reading, atoms: list[Atom], stop: int) -> bool:
    """Whether a text is nothing but one number and the letter of its scale: "1,2 B"."""
    return stop == len(reading.folded) and len(atoms) == 1 and not reading.folded[: atoms[0].start].strip(" -+")


def _word_atoms(atoms: list[Atom], reading: Reading, settings: Grammar, hit: Hit, roles: Roles) -> None:
    entry, tail = roles.number, hit.tail
    if entry is None:
        return
    kind = entry.kind
    if kind == "num_joined":
        atoms.extend(_joined(reading, settings, hit))
    elif kind == "num_behind":
        _behind_atom(atoms, reading, settings, hit, entry.key)
    elif kind == "half":
        value = _QUARTER if entry.key == "quarter" else _HALF
        atoms.append(Atom(hit.start, hit.end, hit.stop, HALF, value, value, tail=tail))
    elif kind == "point":
        atoms.append(Atom(hit.start, hit.end, hit.stop, POINT, _HALF, _HALF, tail=tail))
    elif not (kind == "num" and is_adjective(settings, tail)) and not _is_place(reading, hit):
        value = settings.values[entry.key]
        if kind == "scale" and tail and reading.text[hit.start : hit.stop] in currencies().codes:
            return  # "541 MRU"
        rank = SCALE if kind == "scale" else WHOLE if kind == "num_whole" else _rank(value, settings)
        atoms.append(Atom(hit.start, hit.end, hit.stop, rank, value, value, roles.alone, tail))


def _behind_atom(atoms: list[Atom], reading: Reading, settings: Grammar, hit: Hit, key: str) -> None:
    """Read a form that counts only right behind a larger numeral: "iki yüz biri", "kırk üç binde kaldı"."""
    value = settings.values[key]
    before = reading.ending.get(hit.start - 1)
    numeral = before is not None and not before.tail and (before.get("num") or before.get("scale"))
    size = settings.values[numeral.key] if numeral else Decimal(0)
    if value < _THOUSAND and not (_TEN < size < _THOUSAND or (value < _TEN and size == _TEN)):
        return
    if value == _THOUSAND and not 0 < size < _THOUSAND:
        return
    following = reading.at.get(hit.stop + 1)
    if following is not None and (following.get("num") is not None or following.get("part") is not None):
        return  # "yüz beşte bir"
    rank = SCALE if value >= _THOUSAND else _rank(value, settings)
    word = reading.folded[hit.start : hit.stop]
    length = _longest(settings, word, 0)[0]
    atoms.append(Atom(hit.start, hit.start + length, hit.stop, rank, value, value, tail=word[length:]))


def _is_place(reading: Reading, hit: Hit) -> bool:
    """Whether a scale word is a decimal place of a percent: "семь тысячных процента"."""
    if hit.get("place_of") is None or (following := reading.at.get(hit.stop + 1)) is None:
        return False
    before = reading.ending.get(hit.start - 1)
    return following.get("percent") is not None and (before is None or before.get("num") is not None)


def is_adjective(settings: Grammar, tail: str) -> bool:
    """Whether an ending makes an adjective ("ikili", "yüzlük"): the word counts nothing then."""
    return tail != "" and tail.startswith(settings.adjective_tails)


def _rank(value: Decimal, settings: Grammar) -> int:
    if value < 1 and value:
        return PART
    if value == _TEN and settings.own_teens:
        return TEEN
    if value < 10:
        return UNIT
    if value >= _HUNDRED:
        return HUNDREDS
    return TENS if value % 10 == 0 else TEEN


def _inner_atoms(atoms: list[Atom], reading: Reading, settings: Grammar, hit: Hit) -> None:
    """Read the number words inside a longer form of another finder ("nine months")."""
    folded, forms = reading.folded, reading.pack.forms
    start = hit.start
    for word in folded[hit.start : hit.end].split(" "):
        for entry in forms.get(word, ()):
            if entry.kind in ("num", "scale"):
                value = settings.values[entry.key]
                rank = SCALE if entry.kind == "scale" else _rank(value, settings)
                atoms.append(Atom(start, start + len(word), start + len(word), rank, value, value))
                break
        start += len(word) + 1


def _joined(reading: Reading, settings: Grammar, hit: Hit) -> list[Atom]:
    """Cut a word of several numerals ("onikibin") into its atoms; a rest that is no ending makes it no number."""
    word, start = reading.folded[hit.start : hit.stop], hit.start
    atoms: list[Atom] = []
    at = next((len(minus) for minus in settings.glued_minus if word.startswith(minus)), 0)
    while at < len(word):
        length, found = _longest(settings, word, at)
        if found is None:
            break
        kind, value = found
        rank = _RANKS.get(kind) or _rank(value, settings)
        stop = start + at + length
        atoms.append(Atom(start + at, stop, stop, rank, value, value, alone=at == 0 or value == _THOUSAND))
        at += length
    tail = word[at:]
    if tail and any(entry.kind == "currency" for entry in reading.pack.forms.get(tail, ())):
        return atoms  # "beşyüzlira"
    if tail and (not reading.pack.ends(tail) or is_adjective(settings, tail)):
        return []
    if atoms:
        atoms[-1].stop, atoms[-1].tail = hit.stop, tail
    return atoms


def joined_value(reading: Reading, hit: Hit) -> int | None:
    """Return the whole number that a word of several numerals spells, None where it is none."""
    settings = grammar(reading.pack.code)
    atoms = _joined(reading, settings, hit)
    if not atoms:
        return None
    phrase = Phrase(reading, settings, atoms, 0)
    read = phrase.read() == len(atoms) and phrase.figure is not None
    return int(phrase.figure.value) if read and phrase.figure is not None else None


def _longest(settings: Grammar, word: str, at: int) -> tuple[int, tuple[str, Decimal] | None]:
    for length in range(min(settings.longest, len(word) - at), 1, -1):
        found = settings.numerals.get(word[at : at + length])
        if found is not None:
            return length, found
    return 0, None
