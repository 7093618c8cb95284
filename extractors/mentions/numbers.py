"""Numbers in digits, words and chains of both: "4,1 milyar", "3 milyar 450 milyon", "two thousand and five".

A text is cut into atoms (digits, numerals, scales); `numerals` joins neighbouring atoms by the order of their ranks, the
grammar that number words share in all languages: a lower rank adds, a scale multiplies what stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.literals import literals

if TYPE_CHECKING:
    from extractors.languages.pack import Entry, Hit
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

# ranks of atoms
DIGITS, UNIT, TEEN, TENS, HUNDREDS, SCALE, HALF, POINT, WHOLE, PART = range(10)
_APART = frozenset("km")
_KINDS = {"num", "scale", "half", "point", "num_joined", "num_whole"}
_ZERO, _ONE, _HUNDRED, _THOUSAND = Decimal(0), Decimal(1), Decimal(100), Decimal(1000)
_LARGEST = Decimal("1e24")


@dataclass(slots=True)
class Atom:
    """One piece of a number: `end` without an ending, `stop` with it; `scaled` is digits read before a scale."""

    start: int
    end: int
    stop: int
    rank: int
    value: Decimal
    scaled: Decimal
    alone: bool = False
    tail: str = ""


@dataclass(slots=True)
class Numeral:
    """A number of the text. `plain` is the value without its last scale, `scale` that scale (1 where none).

    `digits`: it ends in digits; `lone`: it is a scale alone ("a billion"); `short`: it ends in an abbreviation; `part`: it is a part word
    alone ("half").
    """

    start: int
    end: int
    stop: int
    value: Decimal
    plain: Decimal
    scale: Decimal
    rule: str
    tail: str = ""
    digits: bool = False
    lone: bool = False
    short: bool = False
    part: bool = False


def numerals(reading: Reading, settings: Grammar) -> list[Numeral]:
    """Return the numbers of a field, left to right, never overlapping."""
    atoms = _atoms(reading, settings)
    found: list[Numeral] = []
    index, count = 0, len(atoms)
    while index < count:
        phrase = _Phrase(reading, settings, atoms, index)
        index = phrase.read()
        if phrase.numeral is not None:
            found.append(phrase.numeral)
    return found


def _atoms(reading: Reading, settings: Grammar) -> list[Atom]:
    folded = reading.folded
    atoms: list[Atom] = []
    for start, end, value, scaled in literals(folded, reading.text, settings.decimal, settings.space_groups):
        if end < len(folded) and (folded[end].isalpha() or folded[end + 1 : end + 2] in _APART):
            _glued(atoms, reading, settings, start, end, value, scaled)
        else:
            atoms.append(Atom(start, end, end, DIGITS, value, scaled))
    digits = len(atoms)
    for hit in reading.hits:
        for entry in hit.entries:
            if entry.kind in _KINDS:
                _word_atoms(atoms, reading, settings, hit, entry)
                break
        else:
            if id(hit.entries) in settings.inner:
                _inner_atoms(atoms, reading, settings, hit)
    if digits and len(atoms) > digits:
        atoms.sort(key=_start)
    return atoms


def _start(atom: Atom) -> int:
    return atom.start


def _glued(
    atoms: list[Atom], reading: Reading, settings: Grammar, start: int, end: int, value: Decimal, scaled: Decimal
) -> None:
    """Read letters behind digits: a scale ("112k", "4bn") or an ending."""
    folded, text = reading.folded, reading.text
    atoms.append(Atom(start, end, end, DIGITS, value, scaled))
    if not folded[end].isalpha():
        # "10 k", "5 M"
        if folded[end] == " " and text[end + 1] in settings.apart and not folded[end + 2 : end + 3].isalnum():
            scale = settings.glued[folded[end + 1]]
            atoms.append(Atom(end + 1, end + 2, end + 2, SCALE, scale, scale))
        return
    stop = end + 1
    while stop < len(folded) and stop - end < 6 and folded[stop].isalpha():
        stop += 1
    scale = settings.glued.get(folded[end:stop])
    if scale is not None and (reading.text[end].isupper() or folded[end:stop] not in settings.ordinal_tails):
        atoms.append(Atom(end, stop, stop, SCALE, scale, scale))


def _word_atoms(atoms: list[Atom], reading: Reading, settings: Grammar, hit: Hit, entry: Entry) -> None:
    if entry.kind == "num_joined":
        atoms.extend(_joined(reading, settings, hit))
        return
    tail = hit.tail
    if tail and tail[0] == "l" and tail[1:2] in "iuü" and entry.kind == "num":
        return
    if entry.kind in ("half", "point"):
        value = Decimal("0.25") if entry.key == "quarter" else Decimal("0.5")
        atoms.append(Atom(hit.start, hit.end, hit.stop, HALF if entry.kind == "half" else POINT, value, value, tail=tail))
        return
    value = Decimal(entry.key)
    alone = len(hit.entries) > 1 and hit.get("scale_alone") is not None
    rank = SCALE if entry.kind == "scale" else WHOLE if entry.kind == "num_whole" else _rank(value)
    atoms.append(Atom(hit.start, hit.end, hit.stop, rank, value, value, alone, tail))


def _rank(value: Decimal) -> int:
    if value < 1 and value:
        return PART
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
                value = Decimal(entry.key)
                rank = SCALE if entry.kind == "scale" else _rank(value)
                atoms.append(Atom(start, start + len(word), start + len(word), rank, value, value))
                break
        start += len(word) + 1


def _joined(reading: Reading, settings: Grammar, hit: Hit) -> list[Atom]:
    """Cut a word of several numerals ("onikibin") into its atoms; a rest that is no ending makes it no number."""
    word, start = reading.folded[hit.start : hit.stop], hit.start
    atoms: list[Atom] = []
    at = 0
    while at < len(word):
        for length in range(min(settings.longest, len(word) - at), 1, -1):
            found = settings.numerals.get(word[at : at + length])
            if found is not None:
                break
        else:
            break
        kind, value = found
        rank = SCALE if kind == "scale" else HALF if kind == "half" else _rank(value)
        atoms.append(Atom(start + at, start + at + length, start + at + length, rank, value, value))
        at += length
    tail = word[at:]
    if tail and (not reading.pack.ends(tail) or (tail[0] == "l" and tail[1:2] in "iuü")):
        return []
    if atoms:
        atoms[-1].stop, atoms[-1].tail = hit.stop, tail
    return atoms


class _Phrase:
    """Reads one number from the atoms at `index`."""

    def __init__(self, reading: Reading, settings: Grammar, atoms: list[Atom], index: int) -> None:
        self.reading, self.settings, self.atoms, self.index = reading, settings, atoms, index
        self.numeral: Numeral | None = None
        self.total = _ZERO  # of closed scales
        self.current: Decimal | None = None  # before the next scale
        self.scale = _ONE  # the last scale read
        self.plain = _ZERO
        self.words = False
        self.chained = 0

    def read(self) -> int:
        """Set `numeral` and return the index of the first atom behind it."""
        index = self.index
        first = last = self.atoms[index]
        lone = False
        if first.rank == SCALE:
            start = self._alone(first)
            if start is None:
                return index + 1
            self.current, lone = _ONE, True
            first = Atom(start, first.end, first.stop, SCALE, first.value, first.value)
        elif first.rank in (HALF, POINT):
            return index + 1
        elif first.rank == HUNDREDS and first.value == _HUNDRED and self.settings.articles:
            start = self._article(first.start)
            first = Atom(start, first.end, first.stop, HUNDREDS, first.value, first.value)
        while index < len(self.atoms):
            atom = self.atoms[index]
            if index > self.index and not self._touch(last, atom):
                break
            taken = self._take(atom, index)
            if not taken:
                break
            index += taken
            last = self.atoms[index - 1]
        if index == self.index:
            return index + 1
        self._finish(first, last, lone)
        return index

    def _finish(self, first: Atom, last: Atom, lone: bool) -> None:
        value = self.total + (self.current or _ZERO)
        if self.current is not None and self.chained == 0:
            self.plain, self.scale = value, _ONE
        elif self.chained != 1:
            self.plain, self.scale = value / self.scale, self.scale
        if value > _LARGEST:
            return
        digits = self.atoms[self.index].rank == DIGITS
        rule = "digits" if not self.words else "chain" if digits else "words"
        short = last.rank == SCALE and self.reading.folded[last.start : last.end] in self.settings.abbreviations
        ends = last.rank == DIGITS
        self.numeral = Numeral(
            first.start, last.end, last.stop, value, self.plain, self.scale, rule, last.tail, ends, lone, short
        )
        self.numeral.part = last.rank == PART and last is self.atoms[self.index]

    # ---- joining

    def _touch(self, last: Atom, atom: Atom) -> bool:
        """Whether nothing but a space, a hyphen or the language's "and" stands between two atoms."""
        if last.tail:
            return False
        between = self.reading.folded[last.stop : atom.start]
        if between in ("", " ", "-"):
            return True
        if between == " - ":
            return last.rank == TENS and atom.rank == UNIT
        if self.settings.joiner and between.strip() == self.settings.joiner:
            return last.rank in (HUNDREDS, SCALE) and (
                atom.rank in (UNIT, TEEN, TENS) or (atom.rank == DIGITS and last.rank == HUNDREDS)
            )
        if len(between) > 6 or "\n" in between:
            return False
        if between.isspace() or between == "&nbsp;":
            return True
        if between[0] == "." and between[1:].strip() == "" and last.rank == SCALE:
            return self.reading.folded[last.start : last.end] in self.settings.abbreviations
        return False

    def _take(self, atom: Atom, index: int) -> int:
        """Add the atom to the number; return how many atoms were taken, 0 where it does not belong."""
        rank = atom.rank
        if rank == SCALE:
            return self._take_scale(atom)
        if rank == HALF:
            return self._take_half(atom)
        if rank == POINT:
            return self._take_point(index)
        if rank in (DIGITS, WHOLE, PART):
            return self._take_figure(atom, index)
        return self._take_word(atom, index)

    def _take_figure(self, atom: Atom, index: int) -> int:
        if self.current is not None:
            return self._take_rest(atom, index)
        following = self._next(index)
        before_scale = following is not None and following.rank == SCALE
        value = atom.scaled if before_scale else atom.value
        if self.chained:
            if before_scale and following is not None:
                if following.value >= self.scale or value * following.value >= self.scale:
                    return 0
            elif not (following is not None and following.rank == HUNDREDS) and not self._is_rest(atom, value):
                return 0
        self.current = value
        self.words = self.words or atom.rank != DIGITS
        return 1

    def _take_rest(self, atom: Atom, index: int) -> int:
        """Add digits behind "hundred": "3 hundred and 21"."""
        previous = self.atoms[index - 1]
        if self.current is None or previous.rank != HUNDREDS or atom.rank != DIGITS or not 1 <= atom.value < _HUNDRED:
            return 0
        following = self._next(index)
        if following is not None and following.rank in (HUNDREDS, SCALE):
            return 0
        if not self.settings.joiner or not self._is_joined(previous, atom):
            return 0
        self.current += atom.value
        return 1

    def _is_joined(self, previous: Atom, atom: Atom) -> bool:
        return self.reading.folded[previous.stop : atom.start].strip() == self.settings.joiner

    def _is_rest(self, atom: Atom, value: Decimal) -> bool:
        """Whether digits end a chain ("3 bin 200"): below a thousand, whole, and no percent of their own."""
        if not self.settings.chains or value >= _THOUSAND or atom.end - atom.start > 3 or self.scale < _THOUSAND:
            return False
        rest = self.reading.folded[atom.end : atom.end + 2].lstrip()
        return not rest.startswith(("%", "-", "/", ":"))

    def _take_word(self, atom: Atom, index: int) -> int:
        previous = self.atoms[index - 1] if index > self.index else None
        current = self.current
        if current is None:
            self.current = atom.value
        elif previous is not None and atom.rank == HUNDREDS and atom.value == _HUNDRED and current % _HUNDRED < _HUNDRED:
            if not self._multiplies(previous, current):
                return 0
            self.current = current * _HUNDRED
        elif previous is not None and self._is_lower(previous, atom):
            self.current = current + atom.value
        else:
            return 0
        self.words = True
        return 1

    def _multiplies(self, previous: Atom, current: Decimal) -> bool:
        """Whether "hundred" multiplies what stands before it: "two hundred", "3 hundred", "iki yüz"."""
        if previous.rank == DIGITS:
            return bool(self.settings.articles) and current < _THOUSAND
        return (previous.rank == UNIT and _ONE < current < 10) or (
            bool(self.settings.articles) and previous.rank in (UNIT, TEEN, TENS) and current < _HUNDRED
        )

    def _is_lower(self, previous: Atom, atom: Atom) -> bool:
        if not atom.value:
            return False
        if previous.rank == TENS:
            return atom.rank == UNIT
        if previous.rank == HUNDREDS:
            return atom.rank in (UNIT, TEEN, TENS)
        return False

    def _take_scale(self, atom: Atom) -> int:
        scale = atom.value
        if self.current is None:
            # "thousand million", "yüz bin trilyon"
            if not self.chained or scale <= self.scale or self.chained > 1:
                return 0
            self.total *= scale
        else:
            if self.chained and scale >= self.scale:
                if not self.words or scale < 1000:
                    return 0
                self.total = (self.total + self.current) * scale
            else:
                self.plain = self.current
                self.total += self.current * scale
            self.chained += 1
            self.current = None
        self.scale = scale if self.chained == 1 or scale < self.scale else scale
        self.words = True
        return 1

    def _take_half(self, atom: Atom) -> int:
        if self.current is not None:
            self.current += atom.value
        elif self.chained:
            self.total += self.scale * atom.value
        else:
            return 0
        self.words = True
        return 1

    def _take_point(self, index: int) -> int:
        """Read decimals in words: "two point five", "yüz nokta yetmiş beş", "пять целых три десятых"."""
        if self.current is None or self.current != self.current.to_integral_value():
            return 0
        text, part, taken = "", None, 0
        previous: Atom | None = None
        for at in range(index + 1, min(index + 6, len(self.atoms))):
            atom = self.atoms[at]
            if not self._touch(self.atoms[at - 1], atom) or atom.rank > HUNDREDS or atom.value != int(atom.value):
                break
            if part is not None and previous is not None and previous.rank != DIGITS and self._is_lower(previous, atom):
                part += atom.value
            else:
                if part is not None:
                    text += str(part)
                if atom.rank == DIGITS:
                    text += self.reading.folded[atom.start : atom.end]
                    part = None
                else:
                    part = atom.value
            previous, taken = atom, taken + 1
        if part is not None:
            text += str(part)
        if not text.isdigit() or len(text) > 12:
            return 0
        self.current += Decimal(f"0.{text}")
        self.words = True
        return taken + 1

    # ---- neighbours

    def _next(self, index: int) -> Atom | None:
        """Return the atom right behind the one at `index`, halves skipped ("bir buçuk milyon")."""
        if index + 1 < len(self.atoms) and self._touch(self.atoms[index], self.atoms[index + 1]):
            return self.atoms[index + 1]
        return None

    def _alone(self, atom: Atom) -> int | None:
        """Return where a scale without a number starts ("a billion", "bin"), or None where it is no number."""
        if atom.alone:
            return atom.start
        if self.settings.articles:
            start = self._article(atom.start)
            return start if start != atom.start else None
        return None

    def _article(self, start: int) -> int:
        """Return the start of the article in front of `start`, or `start`."""
        folded = self.reading.folded
        for article in self.settings.articles:
            begin = start - len(article) - 1
            if begin >= 0 and folded.startswith(article + " ", begin) and (begin == 0 or not folded[begin - 1].isalnum()):
                return begin
        return start
