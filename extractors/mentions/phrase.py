"""One number of several atoms: the grammar by which number words and scales add up and multiply."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.atoms import DIGITS, HALF, HUNDREDS, PART, POINT, SCALE, TEEN, TENS, UNIT, WHOLE, Atom
from extractors.mentions.figure import ONE, Figure, trimmed

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_ZERO, _HUNDRED, _THOUSAND = Decimal(0), Decimal(100), Decimal(1000)
_LARGEST = Decimal(10) ** 24


class Phrase:
    """Reads one number from the atoms at `index`; `figure` is the result, None where they make none."""

    __slots__ = (
        "atoms",
        "chained",
        "current",
        "figure",
        "index",
        "place",
        "plain",
        "reading",
        "scale",
        "settings",
        "total",
        "words",
    )

    def __init__(self, reading: Reading, settings: Grammar, atoms: list[Atom], index: int) -> None:
        self.reading, self.settings, self.atoms, self.index = reading, settings, atoms, index
        self.figure: Figure | None = None
        self.total = _ZERO  # of closed scales
        self.current: Decimal | None = None  # before the next scale
        self.scale = ONE  # the last scale read
        self.plain = _ZERO
        self.words = False
        self.chained = 0
        self.place: Hit | None = None  # the decimal place named behind: "три десятых"

    def read(self) -> int:
        """Set `figure` and return the index of the first atom behind it."""
        index = self.index
        first = last = self.atoms[index]
        start: int | None = first.start
        if first.rank == SCALE:
            start = self._alone(first, index)
            self.current = ONE
        elif first.rank in (HALF, POINT):
            start = None
        elif first.rank == HUNDREDS and first.value == _HUNDRED and self.settings.articles:
            start = self._article(first.start)
        if start is None:
            return index + 1
        while index < len(self.atoms):
            atom = self.atoms[index]
            if index > self.index and not self._touch(last, atom) and not self._goes_on(last, index):
                break
            taken = self._take(atom, index)
            if not taken:
                break
            index += taken
            last = self.atoms[index - 1]
        if index == self.index:
            return index + 1
        self._finish(start, last)
        return index

    def _finish(self, start: int, last: Atom) -> None:
        value = self.total if self.current is None else self.total + self.current
        if value > _LARGEST:
            return
        if self.current is not None and self.chained == 0:
            self.plain, self.scale = value, ONE
        elif self.chained != 1:
            self.plain = value / self.scale
        if self.chained:
            value = trimmed(value)
        first = self.atoms[self.index]
        end, stop = (last.end, last.stop) if self.place is None else (self.place.end, self.place.stop)
        self.figure = Figure(
            start,
            end,
            stop,
            value,
            rule="digits" if not self.words else "chain" if first.rank == DIGITS else "words",
            plain=self.plain,
            scale=self.scale,
            tail=last.tail,
            digits=last.rank == DIGITS,
            short=last.rank == SCALE and self.reading.folded[last.start : last.end] in self.settings.abbreviations,
            part=last.rank == PART and last is first,
        )

    # ---- joining

    def _touch(self, last: Atom, atom: Atom) -> bool:
        """Whether nothing but a space, a hyphen or the language's "and" stands between two atoms."""
        between = self.reading.folded[last.stop : atom.start]
        if last.tail or len(between) > 24 or "\n" in between:
            return False
        if between in ("", " ", "-"):
            apart = last.rank == SCALE and atom.rank in (UNIT, TEEN, TENS) and self._is_apart(self.atoms.index(atom))
            return not apart  # "$1.3 billion two years earlier"
        plain = between.strip()
        if not plain or plain == "&nbsp;":
            return len(between) < 7 or last.rank != DIGITS
        if plain == "-":
            return last.rank == TENS and atom.rank == UNIT
        if plain == self.settings.joiner or (plain == "&" and self.settings.joiner):
            following = self.reading.at.get(atom.stop + 1)
            if following is not None and following.get("part") is not None:
                return False  # "two million and three fifths"
            if last.rank == SCALE and atom.rank != DIGITS and self._is_apart(self.atoms.index(atom)):
                return False  # "$4.4 billion and seven contracts"
            return last.rank in (HUNDREDS, SCALE) and (
                atom.rank in (UNIT, TEEN, TENS) or (atom.rank == DIGITS and last.rank == HUNDREDS)
            )
        if plain in self.settings.odd:
            return atom.rank == SCALE and last.rank != SCALE  # "3 с лишним миллиарда"
        if plain == "." and last.rank == SCALE:
            return self.reading.folded[last.start : last.end] in self.settings.abbreviations
        return False

    def _is_apart(self, index: int) -> bool:
        """Whether a word behind "and" begins a number of its own: digits stand before, and no scale follows."""
        rest = self._next(index)
        digits = index > 1 and self.atoms[index - 2].rank == DIGITS
        return digits and (rest is None or rest.rank not in (HUNDREDS, SCALE))

    def _goes_on(self, last: Atom, index: int) -> bool:
        """Whether a lower group follows behind a comma: "one million, two hundred thousand, five hundred and six"."""
        start = self.atoms[index].start
        if last.rank != SCALE or last.tail or not self.settings.joiner:
            return False
        if self.reading.folded[last.stop : start] != ", " or self.atoms[index].rank == DIGITS:
            return False
        for at in range(index, min(index + 5, len(self.atoms))):
            atom = self.atoms[at]
            if at > index and not self._touch(self.atoms[at - 1], atom):
                return False
            if atom.rank == SCALE:
                return at > index and atom.value < self.scale
            if atom.rank == HUNDREDS:
                following = self._next(at)
                return at > index and (following is None or following.rank != SCALE or following.value < self.scale)
            if atom.rank not in (UNIT, TEEN, TENS):
                return False
        return False

    def _take(self, atom: Atom, index: int) -> int:
        """Add the atom to the number; return how many atoms were taken, 0 where it does not belong."""
        rank = atom.rank
        if rank == SCALE:
            return self._take_scale(atom)
        if rank == HALF:
            return self._take_half(atom, index)
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
        if self.reading.folded[previous.stop : atom.start].strip() != self.settings.joiner or not self.settings.joiner:
            return 0
        self.current += atom.value
        return 1

    def _is_rest(self, atom: Atom, value: Decimal) -> bool:
        """Whether digits end a chain ("3 bin 200"): below a thousand, whole, and no percent of their own."""
        if not self.settings.chains or self.scale < _THOUSAND:
            return False
        if value >= _THOUSAND and (atom.end - atom.start < 5 or value >= self.scale):
            return False  # four digits may be a year
        if value < _THOUSAND and atom.end - atom.start > 3:
            return False
        rest = self.reading.folded[atom.end : atom.end + 2].lstrip()
        return not rest.startswith(("%", "-", "/", ":"))

    def _take_word(self, atom: Atom, index: int) -> int:
        previous = self.atoms[index - 1] if index > self.index else None
        current = self.current
        if current is None or previous is None:
            self.current = atom.value
        elif atom.rank == HUNDREDS and atom.value == _HUNDRED:
            if not self._multiplies(previous, current, atom.start):
                return 0
            self.current = current * _HUNDRED
        elif self._is_lower(previous, atom):
            self.current = current + atom.value
        else:
            return 0
        self.words = True
        return 1

    def _multiplies(self, previous: Atom, current: Decimal, start: int) -> bool:
        """Whether "hundred" multiplies what stands before it: "two hundred", "3 hundred", "iki yüz"."""
        if not self.settings.articles:
            glued = previous.rank == DIGITS and previous.stop == start  # "2yüz"
            return (previous.rank == UNIT or glued) and ONE < current < 10
        if previous.rank == DIGITS:
            return current < _THOUSAND
        return previous.rank in (UNIT, TEEN, TENS) and current < _HUNDRED

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
        if self.current is None and atom.alone and self.chained and scale < self.scale:
            self.total += scale  # "dört milyon bin": a lone thousand
            self.plain = self.total / scale
            self.chained += 1
        elif self.current is None:
            # "thousand million", "yüz bin trilyon"
            if self.chained != 1 or scale <= self.scale:
                return 0
            self.total *= scale
        elif self.chained and scale >= self.scale:
            if not self.words or scale < _THOUSAND:
                return 0
            self.total = (self.total + self.current) * scale
        else:
            self.plain = self.current
            self.total += self.current * scale
        if self.current is not None:
            self.chained += 1
            self.current = None
        self.scale = scale
        self.words = True
        return 1

    def _take_half(self, atom: Atom, index: int) -> int:
        if self.current is not None:
            self.current += atom.value
        elif self.chained:
            following = self._next(index)
            if following is not None and following.rank == SCALE and following.value < self.scale:
                self.current = atom.value  # "one billion and a half million"
            else:
                self.total += self.scale * atom.value
        else:
            return 0
        self.words = True
        return 1

    # ---- decimals in words

    def _take_point(self, index: int) -> int:
        """Read decimals in words: "two point five", "yüz nokta yetmiş beş", "пять целых три сотых"."""
        if self.current is None or self.current != self.current.to_integral_value():
            return 0
        text, taken = self._decimals(index)
        if not text.isdecimal() or len(text) > 12:
            return 0
        last = self.atoms[index + taken]
        hit = self.reading.at.get(last.stop + 1)
        place = hit.get("place_of") if hit is not None else None
        if hit is not None and place is not None:
            width = -Decimal(place.key).adjusted()
            if len(text) > width:
                return 0
            text = text.zfill(width)
            self.place = hit
            if index + taken + 1 < len(self.atoms) and self.atoms[index + taken + 1].start == hit.start:
                taken += 1  # "тысячных" is a scale elsewhere
        self.current += Decimal(f"0.{text}")
        self.words = True
        return taken + 1

    def _decimals(self, index: int) -> tuple[str, int]:
        """Return the digits that the atoms behind a point spell, and how many atoms they are."""
        text, part, taken = "", None, 0
        for at in range(index + 1, min(index + 6, len(self.atoms))):
            previous, atom = self.atoms[at - 1], self.atoms[at]
            if not self._touch(previous, atom) or atom.rank > HUNDREDS or atom.value != int(atom.value):
                break
            if part is not None and self._is_lower(previous, atom):
                part += atom.value
            elif part is not None and atom.value == _HUNDRED and previous.rank == UNIT and not self.settings.own_teens:
                part *= _HUNDRED  # "nokta iki yüz elli"
            else:
                text += "" if part is None else str(part)
                digits = atom.rank == DIGITS
                text += self.reading.folded[atom.start : atom.end] if digits else ""
                part = None if digits else atom.value
            taken += 1
        return text + ("" if part is None else str(part)), taken

    # ---- neighbours

    def _next(self, index: int) -> Atom | None:
        """Return the atom right behind the one at `index`."""
        if index + 1 < len(self.atoms) and self._touch(self.atoms[index], self.atoms[index + 1]):
            return self.atoms[index + 1]
        return None

    def _alone(self, atom: Atom, index: int) -> int | None:
        """Return where a scale without a number starts ("a billion", "bin"), or None where it is no number."""
        if atom.alone or self._is_cued(atom.start):
            return atom.start
        if self.settings.articles:
            start = self._article(atom.start)
            if start != atom.start:
                return start
            following = self._next(index)  # "thousand nine hundred", "million and one"
            return start if following is not None and following.rank in (UNIT, TEEN, TENS) else None
        return None

    def _is_cued(self, start: int) -> bool:
        """Whether a plural form stands for one behind a cue: "свыше тысячи", but not "тысячи зрителей"."""
        hit, before = self.reading.at.get(start), self.reading.ending.get(start - 1)
        if hit is None or before is None or hit.get("scale_cued") is None:
            return False
        return any(entry.kind.startswith("bound") for entry in before.entries)

    def _article(self, start: int) -> int:
        """Return the start of the article in front of `start`, or `start`."""
        folded = self.reading.folded
        for article in self.settings.articles:
            begin = start - len(article) - 1
            if (
                begin >= 0
                and folded.startswith(article + " ", begin)
                and (begin == 0 or not folded[begin - 1].isalnum())
            ):
                return begin
        return start
