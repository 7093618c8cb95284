"""What stands around a number: minus signs, percents, money, fractions; then the units behind it.

`figures` goes through the numbers once. In front of a number only a sign, a code or one word can stand; behind it the
unit is one form of the lexicon, found by its offset.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.mentions.behind import is_clear, is_price, of_percent, read_behind
from extractors.mentions.bounds import bound_before
from extractors.mentions.figure import ONE, trimmed
from extractors.mentions.money import code_before, is_money_mark, scaled_code_before
from extractors.mentions.ratios import of_time, part_after, part_before
from extractors.reference.currencies import currencies

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading

_CENT, _TENTH, _TEN = Decimal("0.01"), Decimal("0.1"), Decimal(10)
_UNITS = frozenset({"currency", "percent", "unit"})
_THOUSANDTHS = re.compile(r"(?<![\d.,])(?<!\d[ \u00a0\u202f])\d{1,3},000(?![\d.,])")
_SHARES = frozenset("%\u2030")  # ... and per mille
_BEFORE_SIGN = frozenset(" (\n\t[%$€£<>=≤≥")


def figures(reading: Reading, settings: Grammar, numbers: list[Figure]) -> list[Figure]:
    """Return the numbers with their units; ordinals and part words that count nothing are left out."""
    found: list[Figure] = []
    taken = 0  # what stands left of here belongs to the previous figure
    for figure in numbers:
        if figure.start < taken or not _read(reading, settings, figure, taken):
            continue
        if (
            figure.part
            and figure.kind == "number"
            and figure.rule != "points"
            and not _is_share(reading, settings, figure, taken)
        ):
            continue
        if found and figure.start - found[-1].stop < 7 and _adds_cents(reading, settings, found[-1], figure):
            found[-1].value += figure.value
            found[-1].end, found[-1].stop, found[-1].case = figure.end, figure.stop, figure.case
        else:
            found.append(figure)
        taken = figure.stop
    return found


def _read(reading: Reading, settings: Grammar, figure: Figure, taken: int) -> bool:
    """Find sign and unit of a figure; return False for what is no figure: ordinals, "G20"."""
    folded, start, stop = reading.folded, figure.start, figure.stop
    before = folded[start - 1] if start else " "
    if (before.isalpha() or before in "_#") and not _glued_before(reading, settings, figure):
        return before == "#" and folded[start - 2 : start - 1] != "&"  # "#5" counts, "&#8217;" is a sign
    after = folded[stop] if stop < len(folded) else " "
    if after != " " and not _ending(reading, settings, figure, after):
        return False
    following = reading.at.get(figure.stop + 1)
    if figure.rule == "words" and (
        _is_ordinal(reading, settings, figure, following) or _is_vague(reading, settings, figure, following)
    ):
        return False
    hit = reading.ending.get(start - 1 if before == " " else start)
    if before in "-+" or hit is not None or start == 2:
        _minus(reading, figure, hit, before, taken)
    if figure.scale == ONE and (hit or following) and _part(reading, settings, figure):
        of_percent(reading, settings, figure)
        return True
    if start > taken or not start:
        _in_front(reading, figure, taken)
    read_behind(reading, settings, figure)
    if figure.kind == "number" and abs(figure.value) < ONE:
        of_percent(reading, settings, figure)
    elif figure.kind == "number" and figure.scale > ONE and settings.articles and hit is not None:
        _word_before(reading, figure, hit, taken)
    elif figure.kind == "money" and figure.scale == ONE:
        _price(reading, settings, figure)
    return True


def _word_before(reading: Reading, figure: Figure, hit: Hit, taken: int) -> None:
    """Read the currency in front of a sum with a scale, if no other figure has it: "starts at dollar 22.5 million"."""
    entry = hit.get("currency")
    before = reading.ending.get(hit.start - 1)
    counted = before is not None and (before.get("num") is not None or before.get("scale") is not None)
    counted = counted or reading.folded[max(0, hit.start - 2) : hit.start].strip(" ").isdigit()
    if entry is not None and not hit.tail and hit.start > taken and not counted and hit.end == figure.start - 1:
        figure.kind, figure.unit, figure.start, figure.rule = "money", entry.key, hit.start, "word_before"


def _price(reading: Reading, settings: Grammar, figure: Figure) -> None:
    if figure.unit in currencies().whole:
        _without_cents(figure)
    elif figure.unit in currencies().thousandths and settings.decimal == "," and figure.value % 1000 == 0:
        _with_thousandths(reading, figure)
    if is_price(reading, settings, figure):
        figure.rule = "price"


def _is_share(reading: Reading, settings: Grammar, figure: Figure, taken: int) -> bool:
    """Whether "half" is a share: "more than half"; "half" alone says nothing."""
    if bound_before(reading, settings, figure.start, taken) is None:
        return False
    if of_time(reading, settings, figure.start, figure.stop):
        return False
    figure.kind = figure.unit = "percent"
    figure.value, figure.rule = (figure.value * 100).to_integral_value(), "fraction"
    return True


def _without_cents(figure: Figure) -> None:
    """Read "Rp 31.500" as thousands: the currency has no cents."""
    if figure.value.as_tuple().exponent == -3:
        figure.value = figure.value.scaleb(3)


def _with_thousandths(reading: Reading, figure: Figure) -> None:
    """Read "5,000 KWD" as five: the currency is printed with three decimals."""
    if _THOUSANDTHS.search(reading.text, figure.start, figure.end) is not None:
        figure.value /= 1000


# ---- endings and ordinals


def _glued_before(reading: Reading, settings: Grammar, figure: Figure) -> bool:
    """Whether the letters in front of digits are a unit ("USD2.98", "yüzde3,6") and not part of a name ("G20")."""
    if figure.rule != "digits":
        minus = next((word for word in settings.glued_minus if reading.folded.endswith(word, 0, figure.start)), "")
        if minus:
            figure.sign, figure.start = -1, figure.start - len(minus)  # "eksiüç"
            figure.value, figure.plain = -figure.value, -figure.plain
            return True
    hit = reading.ending.get(figure.start)
    if hit is not None and (hit.get("percent") or hit.get("currency")):
        return True
    return code_before(reading, figure.start, clear=is_clear(reading, figure)) is not None


def _ending(reading: Reading, settings: Grammar, figure: Figure, after: str) -> bool:
    """Read letters, apostrophe or hyphen behind a number; return False where they make it an ordinal."""
    folded, stop = reading.folded, figure.stop
    if after.isalpha():
        if not figure.digits:
            return True
        end = _word_end(folded, stop, 4)
        return folded[stop:end] not in settings.ordinal_tails
    if figure.tail or after not in "'-" or not figure.digits:
        return True
    end = _word_end(folded, stop + 1, 14)
    letters = folded[stop + 1 : end]
    if not letters:
        return True
    if after == "'":
        if letters.startswith(settings.ordinal_starts):
            return False
        figure.stop, figure.tail = end, letters
        return True
    if letters in settings.ordinal_tails:
        return False
    if after in settings.ending_signs and reading.pack.ends(letters):
        figure.stop, figure.tail = end, letters  # "100-ə yaxın"
        return True
    if letters in settings.tails:
        figure.stop = end
    return True


def _word_end(folded: str, start: int, reach: int) -> int:
    end, size = start, min(len(folded), start + reach)
    while end < size and folded[end].isalpha():
        end += 1
    return end


def _is_ordinal(reading: Reading, settings: Grammar, figure: Figure, hit: Hit | None) -> bool:
    """Whether number words begin an ordinal: "twenty-first", "one hundred and eighth"."""
    if settings.joiner and not figure.value % 100 and reading.folded.startswith(f" {settings.joiner} ", figure.stop):
        hit = reading.at.get(figure.stop + len(settings.joiner) + 2)
        return hit is not None and hit.get("ordinal") is not None
    if hit is None or hit.get("ordinal") is None:
        return False
    return hit.get("part") is None or (figure.value % 10 == 0 and figure.value >= 20)


def _is_vague(reading: Reading, settings: Grammar, figure: Figure, following: Hit | None) -> bool:
    """Whether number words are a part of "several hundred million", or "one" a pronoun: "this one"."""
    words = reading.folded[max(0, figure.start - 20) : figure.start].split()
    if not words:
        return False
    if figure.value == ONE and figure.scale == ONE:
        counts = reading.folded[figure.stop : figure.stop + 1] == "-" or (
            following is not None and any(entry.kind in _UNITS for entry in following.entries)
        )
        return words[-1] in settings.one_after and not counts
    if " ".join(words[-2:]) not in settings.vague and words[-1] not in settings.vague:
        return False
    hit = reading.at.get(figure.start)
    entry = hit.get("num") if hit is not None else None
    return entry is None or Decimal(entry.key) >= _TEN


# ---- in front


def _minus(reading: Reading, figure: Figure, hit: Hit | None, before: str, taken: int) -> None:
    folded, start = reading.folded, figure.start
    if start <= taken and start:
        return
    at = start - 1
    word = reading.ending.get(at) if before == "-" and start else None
    if word is not None and word.get("minus") is not None:
        figure.sign, figure.start = -1, word.start  # "minus-5"
    elif before in "-+" and start:
        signed = at > 0 and (folded[at - 1] in _BEFORE_SIGN or is_money_mark(folded[at - 1]))
        if at == 0 or (signed and (at > taken or not taken)):
            figure.sign, figure.start = (-1 if before == "-" else 1), at
    elif hit is not None and hit.get("minus") is not None:
        figure.sign, figure.start = -1, hit.start
    elif start == 2 and reading.text[0] in "-\u2212" and before == " ":
        figure.sign, figure.start = -1, 0
    if figure.sign == -1:
        figure.value, figure.plain = -figure.value, -figure.plain


def _in_front(reading: Reading, figure: Figure, taken: int) -> None:
    """Read a percent or money sign in front."""
    folded = reading.folded
    at = figure.start
    if not at:
        return
    if folded[at - 1] == " ":
        at -= 1
    if at <= taken:
        return
    if _percent_in_front(reading, figure, at):
        figure.kind = figure.unit = "percent"
        figure.rule = "sign_before"
        _sign_before(reading, figure)
        return
    found = code_before(reading, figure.start, clear=is_clear(reading, figure))
    if found is not None and found[1] >= taken:
        figure.kind, figure.rule = "money", "sign_before"
        figure.unit, figure.start = found
        _sign_before(reading, figure)
    elif figure.scale == ONE and reading.text[figure.start - 2 : figure.start - 1].isupper():
        _scaled_code(reading, figure, taken)


def _percent_in_front(reading: Reading, figure: Figure, at: int) -> bool:
    """Take a sign or word of percents or thousandths in front of a figure into it; return whether there is one."""
    sign = reading.folded[at - 1]
    hit = reading.ending.get(at)
    entry = hit.get("percent") if hit is not None else None
    if sign in _SHARES:
        figure.start, mille = at - 1, sign != "%"
    elif hit is not None and entry is not None and entry.key in ("before", "mille"):
        mille = entry.key == "mille"
        if mille and _is_numeral(reading, hit.start):
            return False  # "100 binde 440", "yüz binde bir"
        figure.start = hit.start
    else:
        return False
    if mille:
        figure.value = trimmed(figure.value / 10)
    return True


def _is_numeral(reading: Reading, stop: int) -> bool:
    """Whether a number ends right before an offset."""
    before = reading.ending.get(stop - 1)
    word = before is not None and (before.get("num") is not None or before.get("scale") is not None)
    return word or reading.folded[max(0, stop - 2) : stop].strip(" ").isdigit()


def _scaled_code(reading: Reading, figure: Figure, taken: int) -> None:
    """Read a code with its scale in front of a figure: "MSEK 45", "KEUR 300"."""
    found = scaled_code_before(reading, figure.start)
    if found is not None and found[1] >= taken:
        figure.kind, figure.rule, (figure.unit, figure.start, figure.scale) = "money", "sign_before", found
        figure.value = trimmed(figure.value * figure.scale)


def _sign_before(reading: Reading, figure: Figure) -> None:
    """Read a minus in front of the unit: "-$5", "-%5", "eksi yüzde beş"."""
    folded, start = reading.folded, figure.start
    if figure.sign or not start:
        return
    before = folded[start - 1]
    if before in "-+":
        if start == 1 or folded[start - 2] in " (\n":
            figure.sign, figure.start = (-1 if before == "-" else 1), start - 1
    elif before == " ":
        hit = reading.ending.get(start - 1)
        if hit is not None and hit.get("minus") is not None:
            figure.sign, figure.start = -1, hit.start
    if figure.sign == -1:
        figure.value, figure.plain = -figure.value, -figure.plain


# ---- fractions and cents


def _part(reading: Reading, settings: Grammar, figure: Figure) -> bool:
    """Read a fraction: "two thirds" behind the numerator, "üçte bir" before it."""
    found = part_after(reading, settings, figure.start, figure.stop) if not figure.tail else None
    if found is not None and figure.is_whole():
        figure.end, figure.stop = found[1].end, found[1].stop
        if abs(figure.value) >= found[0]:
            figure.value, figure.rule = figure.value / found[0], "fraction"  # "twenty-three fifths"
            return True
    else:
        found = part_before(reading, figure.start)
        if found is None or figure.value >= found[0] or not figure.is_whole():
            return False
        figure.start = found[1].start
    share = figure.value * 100 / found[0]
    figure.value = trimmed(share.quantize(_TENTH) if share >= ONE else share.normalize())
    figure.kind = figure.unit = "percent"
    figure.rule = "fraction"
    return True


def _adds_cents(reading: Reading, settings: Grammar, money: Figure, cents: Figure) -> bool:
    """Whether "43 cents" belong to "20 dollars" before them."""
    if money.kind != "money" or money.rule == "minor" or (money.scale != ONE and money.digits):
        return False
    gap = reading.folded[money.stop : cents.start]
    if money.scale != ONE and not (cents.rule == "minor" and reading.folded[money.start].isalpha()):
        return False
    if gap in (". ", ".") and cents.rule == "minor":  # "3 руб. 50 коп."
        return reading.folded[money.start : money.stop].rpartition(" ")[2] in settings.abbreviations
    if gap == ", " and cents.rule == "minor":
        return not is_price(reading, settings, cents)  # "two dollars, fifty cents"
    between = gap.split()
    if "\n" in gap or len(between) > 1 or (between and between[0] not in settings.joiners):
        return False
    if cents.rule == "minor":
        return True
    # "15 dollars 50." - cents without their word end the phrase
    rest = reading.folded[cents.stop : cents.stop + 2]
    if cents.kind != "number" or not 1 <= cents.value < 100 or not cents.is_whole() or not money.is_whole():
        return False
    if cents.sign or not gap or (rest and (rest[0] not in ".," or (not rest[1:].isspace() and rest[1:]))):
        return False
    cents.value *= _CENT
    return True
