"""A table whose columns somebody has named -> official values; every row that gives none is counted with its reason."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from data.reference_readers import RawValue, Reading
from data.reference_readers.mapping import (
    FLOWS,
    VALUATIONS,
    Mapping,
    cell_period,
    flow,
    gaps,
    period_heads,
    place,
    plain,
    words,
)
from data.reference_readers.periods import period_of
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.reference_readers.table import Table

_NO_VALUE = frozenset({"", "nan", "na", "n.a.", "n/a", "..", "...", "-", "–", "—", ":", "x", "none", "null"})
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_CODE = re.compile(r"[A-Z]{3}")
# What is to be said, for messages; the dashboard has its own words for the same keys.
NEEDS = {
    "unknown_column": "a named column is not in the file",
    "column_twice": "one column is given two meanings",
    "reporter": "no column says whose statistics these are: name one, or the reporter of all rows",
    "partner": "no column says who the other side is: name one, or the partner of all rows",
    "period": "no column says the period: name one, or say that periods are heads",
    "value": "no column holds the figures: name value, exports or imports",
    "value_twice": "figures are either one value column, or exports and imports, or periods as heads",
    "flow": "nothing says whether these are exports or imports: name a column, or the flow of all rows",
    "unit": "nothing says the currency: name a column, or the currency of all rows",
}


class UnclearNumbersError(IkiliError):
    """Numbers such as 1.234 that are a thousand in one country and one in another.

    Attributes:
        examples: Cells that show it.
    """

    def __init__(self, where: str, what: str, remedy: str, examples: tuple[str, ...] = ()) -> None:
        super().__init__(where, what, remedy)
        self.examples = examples


def read_mapped(table: Table, mapping: Mapping, name: str) -> Reading:
    """Return the values of a table.

    Args:
        table: The table.
        mapping: What its columns mean.
        name: Name of the file, for messages and as the source where none is said.

    Raises:
        UnclearNumbersError: The numbers can be read in two ways, and `mapping.decimal` does not say which.
        IkiliError: Something that is needed is not said.
    """
    _check(table, mapping, name)
    columns = _figures(table, mapping)
    decimal = mapping.decimal or decimal_sign((cell for _, head in columns for cell in table.column(head)), name)
    reading = Reading(mapping.source.strip() or name)
    places = {head: at for at, head in enumerate(table.heads)}
    found: dict[RawValue, int] = {}
    for line, cells in table.rows:
        about = {role: cells[places[head]] for role, head in _named(mapping)}
        for flow_said, head in columns:
            value = _value(about, mapping, flow_said, head, cells[places[head]], decimal)
            if isinstance(value, str):
                reading.left_out[value] += 1
            elif value in found:
                reading.left_out["said twice"] += 1
            else:
                found[value] = line
    _without_contradictions(found, reading)
    return reading


def decimal_sign(cells: Iterable[str], name: str = "") -> str:
    """The decimal sign that the numbers of a column show, "." where none has any sign.

    Raises:
        UnclearNumbersError: They show two, or only such as 1.234 that can be read in two ways.

    Example:
        >>> decimal_sign(["1.234.567,5"])
        ','
    """
    shown: dict[str, str] = {}
    unclear = ""
    for cell in cells:
        bare = _BLANKS.sub("", cell)
        if not re.fullmatch(r"[-+]?[\d.,]+", bare) or not re.search(r"[.,]", bare):
            continue
        sign = _sign_shown(bare)
        if sign:
            shown.setdefault(sign, cell)
        else:
            unclear = unclear or cell
    if len(shown) > 1:
        both = (shown["."], shown[","])
        raise UnclearNumbersError(name, f"two decimal signs ({'; '.join(both)})", "say which it is", both)
    if not shown and unclear:
        remedy = "say whether the decimal sign is . or ,"
        raise UnclearNumbersError(name, f"{unclear} can be read in two ways", remedy, (unclear,))
    return next(iter(shown), ".")


def _sign_shown(bare: str) -> str:
    """The decimal sign of one number, "" where it can be read in two ways."""
    last = max(bare.rfind("."), bare.rfind(","))
    sign, other = (bare[last], "," if bare[last] == "." else ".")
    if other in bare:
        return sign if bare.count(sign) == 1 else ""
    if bare.count(sign) > 1:
        return other
    before, after = bare[:last].lstrip("+-"), bare[last + 1 :]
    return "" if len(after) == 3 and 1 <= len(before) <= 3 and before.lstrip("0") == before else sign


def number(cell: str, decimal: str) -> Decimal | None:
    """The number in a cell, None where it is none or its groups are not of three digits.

    Example:
        >>> number("8.557.123,5", ",")
        Decimal('8557123.5')
    """
    bare = _BLANKS.sub("", cell)
    group = "," if decimal == "." else "."
    whole, _, rest = bare.partition(decimal)
    if group in rest or (group in whole and not re.fullmatch(rf"[-+]?\d{{1,3}}({re.escape(group)}\d{{3}})+", whole)):
        return None
    try:
        found = Decimal(whole.replace(group, "") + (f".{rest}" if rest else ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _check(table: Table, mapping: Mapping, name: str) -> None:
    missing = gaps(mapping, table)
    if missing:
        heads = "; ".join(table.heads)
        raise IkiliError(name, "; ".join(NEEDS[key] for key in missing), f"its columns are: {heads}")
    if (
        mapping.flow_is not in {"", *FLOWS}
        or mapping.valuation not in VALUATIONS
        or mapping.decimal not in {"", ".", ","}
    ):
        raise IkiliError(name, "a setting has a value that does not exist", "flow: exports, imports; decimal: . or ,")


def _named(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for role in ("reporter", "partner", "period", "month", "flow", "unit", "product"):
        if getattr(mapping, role):
            yield role, getattr(mapping, role)


def _figures(table: Table, mapping: Mapping) -> list[tuple[str, str]]:
    """The columns with figures and the flow that each one's head says, "" where the row or the user says it."""
    if mapping.across:
        return [("", head) for head in period_heads(table)]
    if mapping.value:
        return [("", mapping.value)]
    return [(role, getattr(mapping, role)) for role in FLOWS if getattr(mapping, role)]


def _value(
    about: dict[str, str], mapping: Mapping, flow_said: str, head: str, cell: str, decimal: str
) -> RawValue | str:
    """One value, or the reason why there is none."""
    if "product" in about and about["product"] and plain(about["product"]) not in words()["totals"]["words"]:
        return "product is a part"
    if cell.casefold() in _NO_VALUE:
        return "no value"
    figure = number(cell, decimal)
    if figure is None or figure < 0:
        return f"number {cell!r}"
    which = flow_said or (flow(about["flow"]) if "flow" in about else mapping.flow_is)
    if not which:
        return f"flow {about['flow']!r}"
    said = _period(head if mapping.across else about["period"], about.get("month"))
    if said is None:
        return f"period {(head if mapping.across else about['period'])!r}"
    sides = []
    for role, fixed in (("reporter", mapping.reporter_is), ("partner", mapping.partner_is)):
        side = place(about[role]) if role in about else fixed
        if side is None:
            return f"place {about[role]!r}"
        sides.append(side)
    if sides[0] == sides[1]:
        return "trade with itself"
    unit = _unit(about["unit"]) if "unit" in about else mapping.unit_is
    if unit is None:
        return f"unit {about['unit']!r}"
    return RawValue(sides[0], sides[1], which, _valuation(mapping, which), said, figure.scaleb(mapping.scale), unit)


def _valuation(mapping: Mapping, which: str) -> str:
    if mapping.valuation != "usual":
        return mapping.valuation
    return "FOB" if which == "exports" else "CIF"


def _period(said: str, month: str | None) -> str | None:
    year = period_of(cell_period(said))
    if month is None or year is None:
        return year
    in_year = month_of(month)
    return period_of(f"{year}-{in_year:02d}") if in_year and len(year) == 4 else None


def month_of(cell: str) -> int | None:
    """The number of a month, from digits or from its name in any language that is read."""
    bare = cell.strip().removesuffix(".0")
    if bare.isdigit():
        return int(bare) if 1 <= int(bare) <= 12 else None
    said = plain(cell)
    return next((int(key) for key, texts in words()["months"].items() if said in texts), None)


def _unit(cell: str) -> str | None:
    code = cell.strip().upper()
    if _CODE.fullmatch(code):
        return code
    return next((key for key, texts in words()["units"].items() if plain(cell) in texts), None)


def _without_contradictions(found: dict[RawValue, int], reading: Reading) -> None:
    """Keep the values; where one pair and period has several, none of them is the figure."""
    counts = Counter(value._replace(value=Decimal(0)) for value in found)
    for value in found:
        if counts[value._replace(value=Decimal(0))] > 1:
            reading.left_out["several values for one pair and period"] += 1
        else:
            reading.values.append(value)
