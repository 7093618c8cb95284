"""Digits as printed: which marks group, which is the decimal mark.

"4,1" is 4.1 in Turkish and Russian and "1,700" is 1700 in English, yet all three print the other style too; the shape
decides first, the language only where the shape leaves both readings open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from extractors.mentions.atoms import DIGITS, Atom

# digits joined by marks, and by single spaces before three digits; one class of first letters keeps the search fast
_LITERAL = re.compile(r"[0-9¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞][0-9]*(?:[.,'][0-9]+)*(?: [0-9]{3}(?![0-9])(?:[.,'][0-9]+)*)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# "1e10", "1.3x10^6", "2^10" behind a literal
_POWER = re.compile(r"(?:e|[x×]10\^|(?P<base>\^))(?P<exponent>[+-]?[0-9]{1,2})(?![0-9a-z])")
# "2.5 × 10⁶", "2.48×10-5"
_SCIENTIFIC = re.compile(r" ?[x×] ?10(?P<exponent>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?<=×10)-[0-9]{1,2})(?![0-9a-z])")
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_FRACTIONS = dict(
    zip(
        "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        ["1/4", "1/2", "3/4", "1/3", "2/3", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8"],
        strict=True,
    )
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[.,'])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_THREE = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?")
_NO_BREAK = frozenset("\u00a0\u202f\u2009\u2007")
_LONGEST = 24


def literals(folded: str, text: str, decimal: str, space_groups: bool) -> list[Atom]:
    """Return the digits of a folded text in order. Longer ones than any figure are left out."""
    found: list[Atom] = []
    size = len(folded)
    for match in _LITERAL.finditer(folded):
        start, end = match.span()
        if found and start < found[-1].end:
            continue  # an exponent, read already
        written = folded[start:end]
        if start and folded[start - 1] in ".," and _leads(folded, start, decimal):
            _leading(found, written, start)
        elif written.isdecimal():
            if end - start <= _LONGEST:
                value = Decimal(written)
                found.append(Atom(start, end, end, DIGITS, value, value))
        elif " " in written:
            _spaced(found, written, start, text, decimal, space_groups)
        else:
            _marked(found, written, start, "," if folded.startswith(",-", end) else decimal)  # "1.899,-"
        if end < size and folded[end] in "e^x× " and found and found[-1].end == end:
            _raise(found, folded, end)
    if found and ("://" in folded or "www." in folded):
        return _outside_addresses(found, folded)
    return found


def _outside_addresses(found: list[Atom], folded: str) -> list[Atom]:
    """Return the atoms that no web address covers."""
    spans = [match.span() for match in _ADDRESS.finditer(folded)]
    starts = [start for start, _ in spans]
    return [atom for atom in found if not (at := bisect_right(starts, atom.start)) or spans[at - 1][1] <= atom.start]


def _leads(folded: str, start: int, decimal: str) -> bool:
    """Whether the mark before digits opens a decimal: ".77", "$.75"."""
    mark = folded[start - 1]
    return mark in (".", decimal) and (start == 1 or folded[start - 2] in " \n(-+$€£")


def _leading(found: list[Atom], written: str, start: int) -> None:
    digits = written.partition(" ")[0].replace(",", "").replace(".", "")
    if digits.isdecimal() and len(digits) <= _LONGEST:
        value = Decimal(f"0.{digits}")
        end = start + len(written.partition(" ")[0])
        found.append(Atom(start - 1, end, end, DIGITS, value, value))


def _raise(found: list[Atom], folded: str, end: int) -> None:
    """Read the exponent behind the last literal."""
    match = _POWER.match(folded, end)
    base = match is not None and match["base"]
    match = match or _SCIENTIFIC.match(folded, end)
    if match is None:
        return
    literal, exponent = found[-1], int(match["exponent"].translate(_RAISED))
    if abs(exponent) > 30 or (base and not literal.value):
        return
    value = literal.value**exponent if base else literal.value.scaleb(exponent)
    end = match.end()
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1)) if value.adjusted() < 27 else Decimal(0)
    found[-1] = Atom(literal.start, end, end, DIGITS, value, value)


def _spaced(found: list[Atom], written: str, start: int, text: str, decimal: str, always: bool) -> None:
    """Read "1 254,5" as one number where the language or a no-break space groups so, else number by number."""
    parts = written.split(" ")
    offsets = [start]
    for part in parts:
        offsets.append(offsets[-1] + len(part) + 1)
    index = 0
    while index < len(parts):
        stop = index + 1
        if parts[index].isdigit() and len(parts[index]) <= 3 and parts[index] != "0":
            while stop < len(parts) and _THREE.fullmatch(parts[stop]) and parts[stop - 1].isdigit():
                stop += 1
        group = parts[index:stop]
        joined = (
            always
            or len(group[0]) < 3  # three digits and three more may be two columns of a table
            or group[-1][:3] == "000"
            or len(group[-1]) > 3
            or text[offsets[stop - 1] - 1] in _NO_BREAK
            or (len(parts) == 2 and text[offsets[2] : offsets[2] + 1].isalpha())
        )
        if stop - index > 1 and joined:
            digits = "".join(group).replace(",", ".")
            if len(digits) <= _LONGEST:
                value, end = Decimal(digits), offsets[stop] - 1
                found.append(Atom(offsets[index], end, end, DIGITS, value, value))
        else:
            for number in range(index, stop):
                _marked(found, parts[number], offsets[number], decimal)
        index = stop


def _marked(found: list[Atom], written: str, start: int, decimal: str) -> None:
    if written[0] in _FRACTIONS:
        _vulgar(found, written[0], start)
        if len(written) > 1:
            _marked(found, written[1:], start + 1, decimal)
        return
    if len(written) > 2 * _LONGEST:
        return
    read = _read(written, decimal)
    if read is not None:
        end = start + len(written)
        found.append(Atom(start, end, end, DIGITS, *read))
        return
    # a date, an address: number by number
    for match in re.finditer("[0-9]+", written):
        if len(match[0]) <= _LONGEST:
            value, end = Decimal(match[0]), start + match.end()
            found.append(Atom(start + match.start(), end, end, DIGITS, value, value))


def _vulgar(found: list[Atom], char: str, start: int) -> None:
    """Read one of the characters for fractions, alone or behind a whole number: "½", "2½"."""
    above, _, below = _FRACTIONS[char].partition("/")
    value = Decimal(above) / Decimal(below)
    if found and found[-1].end == start:
        found[-1].value = found[-1].scaled = found[-1].value + value
        found[-1].end = found[-1].stop = start + 1
    else:
        found.append(Atom(start, start + 1, start + 1, DIGITS, value, value))


def _read(written: str, decimal: str) -> tuple[Decimal, Decimal] | None:
    """Return the value and the value before a scale word, or None where the marks make no number.

    >>> _read("1.254", ","), _read("10.568,33", ","), _read("26.11.2025", ",")
    ((Decimal('1254'), Decimal('1.254')), (Decimal('10568.33'), Decimal('10568.33')), None)
    """
    if written.isdigit():
        value = Decimal(written)
        return value, value
    dots, commas, quotes = written.count("."), written.count(","), written.count("'")
    if quotes or (dots and commas):
        return _mixed(written)
    mark = "." if dots else ","
    if dots + commas > 1:
        if _GROUPED.fullmatch(written) or _INDIAN.fullmatch(written):
            value = Decimal(written.replace(mark, ""))
            return value, value
        return None
    left, _, right = written.partition(mark)
    fraction = Decimal(f"{left}.{right}")
    if len(right) != 3 or len(left) > 3 or int(left) == 0:
        return fraction, fraction
    whole = Decimal(left + right)
    if mark == decimal:
        return (whole, fraction) if right == "000" and decimal == "," else (fraction, fraction)
    return (whole, whole) if mark == "," else (whole, fraction)


def _mixed(written: str) -> tuple[Decimal, Decimal] | None:
    """Read two kinds of marks: the last one is the decimal mark, the others must group."""
    cut = max(written.rfind("."), written.rfind(","))
    head, tail = written[:cut], written[cut + 1 :]
    if cut > 0 and "'" not in tail and (_GROUPED.fullmatch(head) or _INDIAN.fullmatch(head)):
        value = Decimal(f"{re.sub(r'[^0-9]', '', head)}.{tail}")
        return value, value
    if _GROUPED.fullmatch(written):
        value = Decimal(re.sub(r"[^0-9]", "", written))
        return value, value
    return None
