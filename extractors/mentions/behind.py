"""Units behind a number: percent signs, currency words, weights and volumes, multiples."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.languages.pack import Hit
from extractors.mentions.figure import ONE, trimmed
from extractors.mentions.money import code_after, is_money_mark
from extractors.mentions.national import national
from extractors.mentions.numbers import is_adjective
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.languages.forms import Entry
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_UNIT_KINDS = frozenset({"currency", "currency_wary", "thousands", "minor", "percent", "unit", "unit_wary", "ratio"})
_FACTORS = {
    "tonne": ("tonne", Decimal(1)),
    "kt": ("tonne", Decimal(1000)),
    "kg": ("tonne", Decimal("0.001")),
    "m3": ("m3", Decimal(1)),
    "bcm": ("m3", Decimal(10) ** 9),
    "mcm": ("m3", Decimal(10) ** 6),
    "barrel": ("barrel", Decimal(1)),
}
_SHARES = frozenset("%\u2030")  # ... and per mille
_LONGEST_NOUN = 12
_CENT = Decimal("0.01")
_MEGA = Decimal(10) ** 6
_CUBIC = ("m3", "m³", "м3", "м³")


def read_behind(reading: Reading, settings: Grammar, figure: Figure) -> None:
    """Set the unit that stands behind a figure, and the case of its last word."""
    if figure.tail:
        marker = reading.pack.marker
        figure.case = (marker(figure.tail) or "bare") if marker else ""
        if figure.kind == "number" and figure.case == "to":
            _folded_to(reading, figure)
        return
    at = _unit_start(reading.folded, figure)
    if reading.folded[at : at + 1] in _SHARES:
        _percent_sign(reading, settings, figure, at)
        return
    if figure.kind == "number" and reading.folded.startswith(_CUBIC, at):
        figure.kind = figure.unit = "m3"
        figure.rule, figure.end, figure.stop, figure.owned = "word_after", at + 2, at + 2, True
        _case(reading, settings, figure, "")
        return
    entry, hit = _entry(reading, at)
    if hit is not None and settings.thousand and reading.folded[hit.start : hit.stop] == settings.thousand:
        entry, hit = _thousands(reading, entry, hit)
    if entry is not None and hit is not None and not is_money_mark(reading.folded[hit.stop : hit.stop + 1]):
        _unit(reading, settings, figure, entry, hit)
    elif figure.kind == "number":
        _code(reading, settings, figure)


def _unit_start(folded: str, figure: Figure) -> int:
    """Return where the unit of a figure would start: behind spaces, one hyphen, or the full stop of an abbreviation."""
    size = len(folded)
    stop = at = figure.stop
    while at < size and at - stop < 3 and folded[at] == " ":
        at += 1
    if at >= size:
        return size
    sign = folded[at]
    if sign == "-" and at == stop:
        return at + 1
    if sign == "." and figure.short:
        return at + 2 if folded[at + 1 : at + 2] == " " else at + 1
    if sign == "&" and folded.startswith("&nbsp;", at):
        return at + 6
    return at


def is_clear(reading: Reading, figure: Figure) -> bool:
    """Whether a figure looks like a sum, so that doubtful letters may be money: "N54 billion", not "COP29"."""
    written = reading.folded[figure.start : figure.end]
    return figure.scale > ONE or len(written) > 4 or not written.isdecimal()


def _percent_sign(reading: Reading, settings: Grammar, figure: Figure, at: int) -> None:
    if figure.kind == "number" and not reading.folded[at + 1 : at + 2].isdecimal():
        figure.kind = figure.unit = "percent"
        if reading.folded[at] != "%":
            figure.value /= 10
        figure.rule, figure.end, figure.stop, figure.owned = "sign_after", at + 1, at + 1, True
        _case(reading, settings, figure, "")


def of_percent(reading: Reading, settings: Grammar, figure: Figure) -> None:
    """Read "two tenths of a percent", "три десятых процента": the fraction is one of a percent or of a point."""
    folded, at = reading.folded, figure.stop
    for words in settings.percent_of:
        if folded.startswith(words, figure.stop):
            at += len(words)
            break
    hit = reading.at.get(at + 1)
    entry = hit.get("percent") if hit is not None and folded[at : at + 1] == " " else None
    if hit is None or entry is None or entry.key not in ("after", "points"):
        return
    if figure.kind == "percent":
        figure.value /= 100
    figure.kind, figure.unit = ("percent", "percent") if entry.key == "after" else ("number", None)
    figure.rule = "of_percent" if entry.key == "after" else "points"
    figure.end, figure.stop, figure.owned = hit.end, hit.stop, True


def _code(reading: Reading, settings: Grammar, figure: Figure) -> None:
    """Read a sign or code of money: "10 €", "75 USD million"."""
    is_year = figure.scale == ONE and 1900 <= figure.value <= 2100
    stop = figure.stop
    if figure.short and reading.folded[stop : stop + 1] == ".":
        stop += 1  # "12,5 тыс. €"
    found = code_after(reading, stop, is_year, is_clear(reading, figure))
    if found is None:
        return
    figure.unit, figure.end, factor = found
    figure.value *= factor
    figure.stop, figure.kind, figure.rule, figure.owned = figure.end, "money", "sign_after", True
    if figure.scale == ONE and factor == ONE:
        hit = reading.at.get(figure.stop + 1)
        entry = hit.get("scale") if hit is not None else None
        if hit is not None and entry is not None and not hit.tail:
            figure.scale = Decimal(int(Decimal(entry.key)))
            figure.value = trimmed(figure.value * figure.scale)
            figure.end, figure.stop = hit.end, hit.stop
    _case(reading, settings, figure, "")


def is_price(reading: Reading, settings: Grammar, figure: Figure) -> bool:
    """Whether a sum is the price of one unit: "$80 a barrel", "500 долларов за тонну"."""
    folded, stop = reading.folded, figure.stop
    if folded[stop : stop + 1] == "/":
        start = stop + 1
    else:
        end = folded.find(" ", stop + 1, stop + 8)
        if end < 0 or folded[stop + 1 : end] not in settings.per:
            return False
        start = end + 1
    end = start
    while end < len(folded) and end - start < 14 and folded[end].isalpha():
        end += 1
    if any(entry.kind == "unit" for entry in reading.pack.forms.get(folded[start:end], ())):
        return True
    return folded.startswith(settings.price_per, start)


def _entry(reading: Reading, at: int) -> tuple[Entry | None, Hit | None]:
    """Return the unit entry of the form at an offset, also where a longer form of another finder covers it."""
    hit = reading.at.get(at)
    if hit is None:
        return _glued_unit(reading, at) if at and reading.folded[at - 1 : at + 1].isalpha() else (None, None)
    for entry in hit.entries:
        if entry.kind in _UNIT_KINDS:
            return entry, hit
    named, noun = national(reading, hit)
    return (named, noun) if named is not None else _covered(reading, hit)


def _thousands(reading: Reading, entry: Entry | None, hit: Hit) -> tuple[Entry | None, Hit]:
    """Return the currency behind the letter of its thousands ("20 т. руб."), else the entry and hit as they are."""
    gap = 2 if reading.folded.startswith(". ", hit.stop) else 1
    noun = reading.at.get(hit.stop + gap)
    found = noun.get("currency") if noun is not None else None
    return (entry, hit) if noun is None or found is None else (replace(found, kind="thousands"), noun)


def _glued_unit(reading: Reading, at: int) -> tuple[Entry | None, Hit | None]:
    """Return the currency written on to a number word: "beşyüzlira"."""
    folded, end = reading.folded, at
    while end < len(folded) and end - at < _LONGEST_NOUN and folded[end].isalpha():
        end += 1
    for entry in reading.pack.forms.get(folded[at:end], ()):
        if entry.kind == "currency":
            return entry, Hit(at, end, end, (entry,), "")
    return None, None


def _covered(reading: Reading, hit: Hit) -> tuple[Entry | None, Hit | None]:
    """Return the unit that a longer form of another finder begins with ("per cent of")."""
    folded, forms = reading.folded, reading.pack.forms
    end = hit.end
    while (end := folded.rfind(" ", hit.start, end)) > 0:
        for entry in forms.get(folded[hit.start : end], ()):
            if entry.kind in _UNIT_KINDS:
                return entry, replace(hit, end=end, stop=end, tail="")
    return None, None


def _unit(reading: Reading, settings: Grammar, figure: Figure, entry: Entry, hit: Hit) -> None:
    """Give the figure the unit of a form; a form that is none of our units only leaves its key in the rule."""
    kind, key = entry.kind, entry.key
    if kind == "percent":
        fits = _percent(figure, key)
    elif figure.kind != "number":
        fits = False
    elif kind == "ratio":
        fits = _ratio(reading, settings, figure, key, hit)
    elif kind.endswith("_wary") and figure.scale == ONE and figure.end - figure.start < 5:
        fits = False
    elif kind.startswith("unit") and _is_code(reading, settings, figure, hit):
        _code(reading, settings, figure)
        fits = False
    elif kind.startswith("unit"):
        fits = _measure(figure, key, reading.text[hit.start : hit.end])
    else:
        fits = _money(figure, kind, key, reading.text[hit.start : hit.end])
    if fits:
        end = _cut_short(reading, settings, hit)
        figure.end, figure.stop, figure.owned = max(hit.end, end), max(hit.stop, end), True
        _case(reading, settings, figure, hit.tail)


def _is_code(reading: Reading, settings: Grammar, figure: Figure, hit: Hit) -> bool:
    """Whether a unit in capitals is a code of money: "515 million KGS", "515 KGS", but not "515 KGS of gold"."""
    alone = figure.start == 0 and hit.stop == len(reading.text)
    if reading.text[hit.start : hit.stop] not in currencies().codes or (reading.shouted and not alone):
        return False
    return figure.scale > ONE or not reading.folded.startswith(settings.fraction_of, hit.stop)


def _cut_short(reading: Reading, settings: Grammar, hit: Hit) -> int:
    """Return where the second word of a unit ends behind a first one that is cut short: "куб. м"; else 0."""
    folded, stop = reading.folded, hit.stop
    if folded[stop : stop + 1] != "." or folded[hit.start : hit.end] not in settings.abbreviations:
        return 0
    start = stop + 2 if folded[stop + 1 : stop + 2] == " " else stop + 1
    end = start
    while end < len(folded) and end - start < 8 and folded[end].isalpha():
        end += 1
    return end if folded[start:end] in settings.unit_tails else 0


def _money(figure: Figure, kind: str, key: str, written: str) -> bool:
    if (kind == "minor" and len(written) == 1 and written.isupper()) or (kind == "thousands" and not written.islower()):
        figure.rule = "other"  # "30 C"
        return False
    figure.kind, figure.unit, figure.rule = "money", key, "word_after"
    if kind == "thousands":
        figure.value *= 1000  # "20 т. р."
    if kind == "minor":
        figure.value *= _CENT
        figure.rule = "minor"
    return True


def _measure(figure: Figure, key: str, written: str) -> bool:
    """Set a weight or a volume in units of the guide; "Mt" are million tonnes."""
    if key not in _FACTORS:
        figure.rule = key
        return False
    figure.kind, factor = _FACTORS[key]
    figure.unit, figure.rule = figure.kind, "word_after"
    figure.value = trimmed(figure.value * (_MEGA if written == "Mt" else factor))
    return True


def _percent(figure: Figure, key: str) -> bool:
    if key == "points":
        figure.kind, figure.unit, figure.rule = "number", None, "points"
        return True
    if key != "after" or figure.kind != "number":
        return False
    figure.kind = figure.unit = "percent"
    figure.rule = "word_after"
    return True


def _case(reading: Reading, settings: Grammar, figure: Figure, tail: str) -> None:
    """Set the case of the figure's last word; an ending may stand behind a sign: "dolar'ı", "€'yu", "54%-dən"."""
    folded, stop = reading.folded, figure.stop
    if not tail and stop < len(folded) and folded[stop] in settings.ending_signs:
        end = stop + 1
        while end < len(folded) and end - stop < 10 and folded[end].isalpha():
            end += 1
        tail = folded[stop + 1 : end]
        if folded[stop] != "'" and not reading.pack.ends(tail):
            tail = ""
        if tail:
            figure.stop = end
    marker = reading.pack.marker
    figure.case = (marker(tail) or "bare") if marker and tail else ""


def _ratio(reading: Reading, settings: Grammar, figure: Figure, key: str, hit: Hit) -> bool:
    """Read "three times", "üç kat", "в 1,9 раза"; where the pack asks for "в", "раз" alone is a frequency."""
    if key == "fold_to" or is_adjective(settings, hit.tail):
        return False
    if settings.times_after and key == "times":
        folded, start = reading.folded, figure.start
        before = folded[max(0, start - 14) : start]
        if before.endswith("-"):
            before = before.rpartition(" ")[0]  # "в 3-5 раз": the range is joined later
        word = before.rstrip(" ").rpartition(" ")[2].lstrip("(")
        if word in settings.times_between:
            before = folded[max(0, start - 30) : start].rstrip(" ").removesuffix(word)
            start -= len(word) + 1
            word = before.rstrip(" ").rpartition(" ")[2]
        if word not in settings.times_after:
            figure.rule = "times"
            return False
        if folded[start - 1] == " ":
            figure.start = start - 1 - len(word)
    figure.kind = figure.unit = "ratio"
    figure.rule = "times"
    return True


def _folded_to(reading: Reading, figure: Figure) -> None:
    """Read "ikiye katlandı", "6'ya katlandı": the numeral with its ending and the verb."""
    hit = reading.at.get(figure.stop + 1)
    entry = hit.get("ratio") if hit is not None else None
    if hit is not None and entry is not None and entry.key == "fold_to":
        figure.kind = figure.unit = "ratio"
        figure.rule, figure.end, figure.stop, figure.case, figure.tail = "fold_to", hit.stop, hit.stop, "", ""
