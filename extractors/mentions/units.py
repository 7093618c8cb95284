"""Units around a number: signs and codes of money, percents, weights and volumes, multiples, minus signs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.bounds import bound_before
from extractors.mentions.figure import ONE, Figure
from extractors.mentions.money import code_after, code_before
from extractors.mentions.ratios import of_time, part_after, part_before
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.languages.pack import Entry, Hit
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading
    from extractors.mentions.numbers import Numeral

_UNIT_KINDS = frozenset({"currency", "minor", "percent", "unit", "ratio"})
_FACTORS = {
    "tonne": ("tonne", Decimal(1)),
    "kg": ("tonne", Decimal("0.001")),
    "m3": ("m3", Decimal(1)),
    "bcm": ("m3", Decimal(10) ** 9),
    "mcm": ("m3", Decimal(10) ** 6),
    "barrel": ("barrel", Decimal(1)),
}
_CENT = Decimal("0.01")


def figures(reading: Reading, settings: Grammar, numbers: list[Numeral]) -> list[Figure]:
    """Return one figure for each number, with its unit; ordinals are left out."""
    found: list[Figure] = []
    taken = 0  # a sign belongs to one figure only
    for number in numbers:
        figure = _figure(reading, settings, number, taken)
        if figure is None:
            continue
        if figure.numeral is not None and figure.numeral.part and figure.kind == "number":
            # "half" alone says nothing; "more than half" is a share
            limit = found[-1].stop if found else 0
            if bound_before(reading, settings, figure.start, limit) is None or of_time(
                reading, settings, figure.start, figure.stop
            ):
                continue
            figure.kind = figure.unit = "percent"
            figure.value, figure.rule = figure.value * 100, "fraction"
        if found and _adds_cents(reading, settings, found[-1], figure):
            found[-1].value += figure.value
            found[-1].end, found[-1].stop, found[-1].case = figure.end, figure.stop, figure.case
        else:
            found.append(figure)
        taken = figure.stop
    return found


def _figure(reading: Reading, settings: Grammar, number: Numeral, taken: int) -> Figure | None:
    folded, size = reading.folded, len(reading.folded)
    if number.start and (folded[number.start - 1].isalpha() or folded[number.start - 1] == "_"):
        glued = _glued_before(reading, number)
        if not glued:
            return None
    stop, tail = number.stop, number.tail
    if not tail and number.digits and stop < size and folded[stop] in "'-":
        stop, tail, ordinal = _tail(reading, settings, stop)
        if ordinal:
            return None
    figure = Figure(
        number.start, number.end, stop, number.value, rule=number.rule, plain=number.plain, scale=number.scale, numeral=number
    )
    if tail:
        marker = reading.pack.marker
        figure.case = (marker(tail) or "bare") if marker else ""
    if _is_ordinal(reading, settings, number):
        return None
    _minus(reading, figure, taken)
    if not _part(reading, settings, figure):
        _percent_before(reading, figure, taken) or _money_before(reading, figure, taken)
        if not tail:
            _after(reading, settings, figure)
        elif figure.kind == "number":
            _folded_to(reading, figure)
    if figure.kind == "money" and figure.unit in currencies().whole and figure.value.as_tuple().exponent == -3:
        if figure.scale == ONE:
            figure.value = figure.value.scaleb(3)  # "Rp 31.500"
    figure.right = figure.stop
    return figure


# ---- endings and ordinals


def _glued_before(reading: Reading, number: Numeral) -> bool:
    """Whether the letters in front of digits are a unit ("USD2.98", "yüzde3,6") and not part of a name ("G20")."""
    hit = reading.ending.get(number.start)
    if hit is not None and (hit.get("percent") or hit.get("currency")):
        return True
    return code_before(reading, number.start, clear=_is_clear(number)) is not None


def _is_clear(number: Numeral) -> bool:
    return number.scale > ONE or number.end - number.start > 3


def _tail(reading: Reading, settings: Grammar, stop: int) -> tuple[int, str, bool]:
    """Read an ending behind an apostrophe or hyphen: where it ends, its letters, and whether it makes an ordinal."""
    folded, size = reading.folded, len(reading.folded)
    end = stop + 1
    while end < size and end - stop < 14 and folded[end].isalpha():
        end += 1
    letters = folded[stop + 1 : end]
    if not letters:
        return stop, "", False
    if folded[stop] == "'":
        ordinal = any(letters.startswith(ending) for ending in settings.ordinal_tails)
        return end, letters, ordinal
    if letters in settings.ordinal_tails:
        return end, letters, True
    if letters in settings.tails:
        return end, "", False
    return stop, "", False


def _is_ordinal(reading: Reading, settings: Grammar, number: Numeral) -> bool:
    """Whether the number is an ordinal: "5th", or the first words of one ("twenty-first")."""
    folded, end = reading.folded, number.stop
    if number.digits and end < len(folded) and folded[end].isalpha():
        stop = end
        while stop < len(folded) and stop - end < 4 and folded[stop].isalpha():
            stop += 1
        return folded[end:stop] in settings.ordinal_tails
    if number.digits or end >= len(folded) or folded[end] not in " -":
        return False
    hit = reading.at.get(end + 1)
    if hit is None or hit.get("ordinal") is None:
        return False
    return hit.get("part") is None or (number.value % 10 == 0 and number.value >= 20)


def _minus(reading: Reading, figure: Figure, taken: int) -> None:
    folded, start = reading.folded, figure.start
    if start <= taken and start:
        return
    sign = folded[start - 1] if start else ""
    if sign in ("-", "+"):
        at = start - 1
        if at == 0 or ((at > taken or not taken) and folded[at - 1] in " (\n\t[%$€£"):
            figure.sign, figure.start = (-1 if sign == "-" else 1), at
    elif sign == " " and start == 2 and reading.text[0] in "-\u2212":
        figure.sign, figure.start = -1, 0
    elif sign == " ":
        hit = reading.ending.get(start - 1)
        if hit is not None and hit.get("minus") is not None:
            figure.sign, figure.start = -1, hit.start
    if figure.sign == -1:
        figure.value, figure.plain = -figure.value, -figure.plain


# ---- in front


def _percent_before(reading: Reading, figure: Figure, taken: int) -> bool:
    folded, at = reading.folded, figure.start
    if at > taken and folded[at - 1] == " ":
        at -= 1
    if at <= taken:
        return False
    if folded[at - 1] == "%":
        start = at - 1
    else:
        hit = reading.ending.get(at)
        entry = hit.get("percent") if hit is not None else None
        if hit is None or entry is None or entry.key != "before":
            return False
        start = hit.start
    figure.kind = figure.unit = "percent"
    figure.rule = "sign_before"
    figure.start = start
    if not figure.sign and start and folded[start - 1] == "-" and (start == 1 or folded[start - 2] in " (\n"):
        figure.sign, figure.value, figure.start = -1, -figure.value, start - 1
    elif not figure.sign and start:
        hit = reading.ending.get(start - 1)
        if hit is not None and hit.get("minus") is not None:
            figure.sign, figure.value, figure.start = -1, -figure.value, hit.start
    return True


def _money_before(reading: Reading, figure: Figure, taken: int) -> bool:
    number = figure.numeral
    if number is None or (figure.start <= taken and taken):
        return False
    found = code_before(reading, figure.start, clear=_is_clear(number))
    if found is None or found[1] < taken:
        return False
    figure.unit, figure.start = found
    figure.kind, figure.rule = "money", "sign_before"
    start = figure.start
    if not figure.sign and start and reading.folded[start - 1] in "-+" and (start == 1 or reading.folded[start - 2] in " (\n"):
        figure.sign, figure.start = (-1 if reading.folded[start - 1] == "-" else 1), start - 1
        figure.value *= figure.sign
    return True


# ---- behind


def _after(reading: Reading, settings: Grammar, figure: Figure) -> None:
    folded, size = reading.folded, len(reading.folded)
    stop = at = figure.stop
    while at < size and at - stop < 3 and folded[at] == " ":
        at += 1
    if at >= size:
        return
    sign = folded[at]
    if sign == "%":
        if figure.kind == "number" and not folded[at + 1 : at + 2].isdigit():
            figure.kind = figure.unit = "percent"
            figure.rule, figure.end, figure.stop, figure.owned = "sign_after", at + 1, at + 1, True
            _apostrophe(reading, figure)
        return
    if sign == "-" and at == stop:
        at += 1
    elif sign == "&" and folded.startswith("&nbsp;", at):
        at += 6
    elif sign == "." and figure.numeral is not None and figure.numeral.short:
        at += 1
        while at < size and at - stop < 3 and folded[at] == " ":
            at += 1
    if figure.kind == "number" and _code_after(reading, figure):
        return
    entry, hit = _entry(reading, at)
    if entry is not None and hit is not None:
        _unit(reading, settings, figure, entry, hit)


def _code_after(reading: Reading, figure: Figure) -> bool:
    is_year = figure.scale == ONE and 1900 <= figure.value <= 2100
    found = code_after(reading, figure.stop, is_year)
    if found is None:
        return False
    figure.unit, figure.end, factor = found
    figure.value *= factor
    figure.stop, figure.kind, figure.rule, figure.owned = figure.end, "money", "sign_after", True
    if figure.scale == ONE and factor == ONE:
        # "75 USD million"
        hit = reading.at.get(figure.stop + 1)
        entry = hit.get("scale") if hit is not None else None
        if hit is not None and entry is not None and not hit.tail:
            figure.scale = Decimal(entry.key)
            figure.value *= figure.scale
            figure.end, figure.stop = hit.end, hit.stop
    _apostrophe(reading, figure)
    return True


def _apostrophe(reading: Reading, figure: Figure) -> None:
    """Read an ending behind a sign: "5 €'yu aştı"."""
    folded, stop = reading.folded, figure.stop
    if stop >= len(folded) or folded[stop] != "'":
        return
    end = stop + 1
    while end < len(folded) and end - stop < 10 and folded[end].isalpha():
        end += 1
    if end > stop + 1:
        marker = reading.pack.marker
        figure.stop = end
        figure.case = (marker(folded[stop + 1 : end]) or "bare") if marker else ""


def _entry(reading: Reading, at: int) -> tuple[Entry | None, Hit | None]:
    """Return the unit entry of the form at an offset, also where a longer form of another finder covers it."""
    hit = reading.at.get(at)
    if hit is None:
        return None, None
    for entry in hit.entries:
        if entry.kind in _UNIT_KINDS:
            return entry, hit
    return _covered(reading, hit)


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
    kind, key = entry.kind, entry.key
    if kind == "percent":
        if key == "points":
            figure.kind, figure.unit, figure.rule = "number", None, "points"
        elif key == "after" and figure.kind == "number":
            figure.kind = figure.unit = "percent"
            figure.rule = "word_after"
        else:
            return
    elif figure.kind != "number":
        return
    elif kind in ("currency", "minor"):
        figure.kind, figure.unit, figure.rule = "money", key, "word_after"
        if kind == "minor":
            figure.value *= _CENT
            figure.rule = "minor"
    elif kind == "ratio":
        if not _ratio(reading, settings, figure, key, hit):
            return
    elif key in _FACTORS:
        figure.kind, factor = _FACTORS[key]
        figure.unit, figure.rule = figure.kind, "word_after"
        figure.value *= factor
    else:
        figure.rule = key
        return
    figure.end, figure.stop, figure.owned = hit.end, hit.stop, True
    _case(reading, figure, hit)


def _case(reading: Reading, figure: Figure, hit: Hit) -> None:
    """Set the case of the figure's last word; an ending may stand behind an apostrophe."""
    tail, folded = hit.tail, reading.folded
    if not tail and hit.stop < len(folded) and folded[hit.stop] == "'":
        end = hit.stop + 1
        while end < len(folded) and end - hit.stop < 10 and folded[end].isalpha():
            end += 1
        tail = folded[hit.stop + 1 : end]
        if tail:
            figure.stop = end
    marker = reading.pack.marker
    figure.case = (marker(tail) or "bare") if marker and tail else ""


def _ratio(reading: Reading, settings: Grammar, figure: Figure, key: str, hit: Hit) -> bool:
    if key == "fold_to":
        return False
    if hit.tail.startswith("l") and hit.tail[1:2] in "iuü":
        return False
    if settings.times_after:
        begin = figure.start - 1
        folded = reading.folded
        word = folded[max(0, begin - 2) : begin].split(" ")[-1]
        if word not in settings.times_after:
            figure.rule = "times"
            return False
        figure.start = begin - len(word)
    figure.kind = figure.unit = "ratio"
    figure.rule = "times"
    return True


def _folded_to(reading: Reading, figure: Figure) -> None:
    """Read "ikiye katlandı", "6'ya katlandı": the numeral with its ending and the verb."""
    hit = reading.at.get(figure.stop + 1)
    entry = hit.get("ratio") if hit is not None else None
    if hit is not None and entry is not None and entry.key == "fold_to" and figure.case == "to":
        figure.kind = figure.unit = "ratio"
        figure.rule, figure.end, figure.stop, figure.case = "fold_to", hit.stop, hit.stop, ""


def _part(reading: Reading, settings: Grammar, figure: Figure) -> bool:
    """Read a fraction: "two thirds" behind the numerator, "üçte bir" before it."""
    number = figure.numeral
    if number is None or number.scale != ONE or number.value != number.value.to_integral_value():
        return False
    found = part_after(reading, settings, figure.stop) if not figure.case else None
    if found is not None and number.value < found[0]:
        figure.end, figure.stop = found[1].end, found[1].stop
    else:
        found = part_before(reading, figure.start)
        if found is None or number.value >= found[0]:
            return False
        figure.start = found[1].start
    figure.value = (number.value * 100 / found[0]).quantize(Decimal("0.1")).normalize()
    figure.kind = figure.unit = "percent"
    figure.rule = "fraction"
    return True


def _adds_cents(reading: Reading, settings: Grammar, money: Figure, cents: Figure) -> bool:
    """Whether "43 cents" belong to "20 dollars" before them."""
    if money.kind != "money" or money.scale != ONE or money.rule == "minor":
        return False
    gap = reading.folded[money.stop : cents.start]
    if len(gap) > 6 or "\n" in gap:
        return False
    between = gap.split()
    if len(between) > 1 or not all(word.isalpha() and len(word) < 4 for word in between):
        return False
    if cents.rule == "minor":
        return True
    # "15 dollars 50." - cents without their word end the phrase
    rest = reading.folded[cents.stop : cents.stop + 2]
    if cents.kind != "number" or not 1 <= cents.value < 100 or cents.scale != ONE or cents.sign:
        return False
    if money.value != money.value.to_integral_value() or cents.value != cents.value.to_integral_value():
        return False
    if (between and between[0] not in settings.joiners) or not (rest == "" or (rest[0] in ".," and rest[1:] in ("", " ", "\n"))):
        return False
    cents.value *= _CENT
    return True
