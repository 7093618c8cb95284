"""What the columns of an unknown table mean: said by the user, suggested from heads and cells.

A suggestion is only ever shown: nothing is read by it before somebody has looked at it and agreed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.reference_readers.periods import period_of
from data.reference_readers.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.reference_readers.table import Table

_WORDS = Path(__file__).with_name("columns.toml")
_DATES = Path(__file__).parents[1] / "pages" / "dates.toml"  # has the months of every language that is read
_SAMPLE = 60
_MOST = 0.8  # share of the cells that must look like a place or a period for a column to be one
FLOWS = ("exports", "imports")
VALUATIONS = ("", "FOB", "CIF", "usual")  # usual: exports FOB, imports CIF


@dataclass(frozen=True)
class Mapping:
    """Which column is what; a name is a head of the table, "" stands for "not in the file".

    Attributes:
        reporter: Column of the side whose statistics these are.
        partner: Column of the other side.
        period: Column of the period.
        across: Whether the periods are heads of columns instead.
        month: Column of the month where `period` holds only the year.
        flow: Column that says exports or imports.
        value: Column of the figure, where `flow` says which.
        exports: Column of the exports.
        imports: Column of the imports.
        unit: Column of the currency.
        product: Column of the product: only rows of the total are read.
        reporter_is: Code of the reporter of all rows, where no column names one.
        partner_is: Code of the partner of all rows.
        flow_is: The flow of all rows.
        unit_is: The currency of all rows.
        scale: Power of ten by which the figures are multiplied.
        decimal: "." or ","; "" where the cells must tell by themselves.
        valuation: One of VALUATIONS.
        source: Who publishes the figures.
    """

    reporter: str = ""
    partner: str = ""
    period: str = ""
    across: bool = False
    month: str = ""
    flow: str = ""
    value: str = ""
    exports: str = ""
    imports: str = ""
    unit: str = ""
    product: str = ""
    reporter_is: str = ""
    partner_is: str = ""
    flow_is: str = ""
    unit_is: str = ""
    scale: int = 0
    decimal: str = ""
    valuation: str = ""
    source: str = ""


COLUMN_ROLES = ("reporter", "partner", "period", "month", "flow", "value", "exports", "imports", "unit", "product")
SETTINGS = ("reporter_is", "partner_is", "flow_is", "unit_is", "scale", "decimal", "valuation", "source")


@cache
def words() -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of columns.toml, and the months, as they are compared."""
    raw = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    raw["months"] = tomllib.loads(_DATES.read_text(encoding="utf-8"))["months"]
    return {
        group: {key: tuple(plain(text) for text in texts) for key, texts in table.items()}
        for group, table in raw.items()
    }


@cache
def plain(text: str) -> str:
    """A head or a cell as it is compared: small letters without accents, words with one blank between."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    small = unicodedata.normalize("NFKD", spaced.casefold()).replace("ı", "i")
    bare = "".join(sign for sign in small if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w$€₺₽£]+|_", " ", bare).split())


def place(cell: str) -> str | None:
    """The economy of a cell: a code, or a name in any language that is read."""
    return place_of(cell, cell)


def flow(cell: str) -> str | None:
    """`exports` or `imports`, None for anything else."""
    said = plain(cell)
    return next((key for key, texts in words()["flows"].items() if said in texts), None)


def period_heads(table: Table) -> list[str]:
    """The heads that are periods themselves."""
    return [head for head in table.heads if period_of(cell_period(head)) is not None]


def cell_period(cell: str) -> str:
    """A period as spreadsheets leave it: a year that became "2024.0" is 2024 again."""
    return re.sub(r"^(\d{4})\.0$", r"\1", cell.strip())


def looks_like_number(cell: str) -> str | None:
    """The cell where it holds nothing but digits and their signs, else None."""
    return cell if re.fullmatch(r"[-+]?\d[\d.,\s'’]*(e[-+]?\d+)?", cell.strip(), re.IGNORECASE) else None


def gaps(mapping: Mapping, table: Table) -> list[str]:
    """What is still to be said before the table can be read, as keys: empty where nothing is.

    Args:
        mapping: What has been said so far.
        table: The table.
    """
    named = [head for head in (getattr(mapping, role) for role in COLUMN_ROLES) if head]
    figures = bool(mapping.exports or mapping.imports)
    needed = {
        "unknown_column": all(head in table.heads for head in named),
        "column_twice": len(set(named)) == len(named),
        "reporter": mapping.reporter or mapping.reporter_is,
        "partner": mapping.partner or mapping.partner_is,
        "period": mapping.period or (mapping.across and period_heads(table)),
        "value": figures or mapping.value or mapping.across,
        "value_twice": sum((figures, bool(mapping.value), mapping.across)) < 2,
        "flow": figures or mapping.flow or mapping.flow_is,
        "unit": mapping.unit or mapping.unit_is,
    }
    return [key for key, met in needed.items() if not met]


def suggested(table: Table) -> Mapping:
    """What heads and cells of a table look like; what they do not show stays empty."""
    found = _by_heads(table)
    across = period_heads(table)
    if "period" not in found and len(across) > 1:
        found = {role: head for role, head in found.items() if head not in across and role not in {"value", "month"}}
    free = [head for head in table.heads if head not in found.values() and head not in across]
    _by_cells(table, found, free, periods_across=len(across) > 1)
    if "exports" in found or "imports" in found:
        found.pop("value", None)
    heads = [head for role, head in found.items() if role in {"value", "exports", "imports"}]
    told = " ".join(plain(text) for text in (*heads, table.above))
    return Mapping(
        **{role: head for role, head in found.items() if role in COLUMN_ROLES},
        across="period" not in found and len(across) > 1,
        unit_is="" if "unit" in found else _told("units", told, ""),
        scale=int(_told("scales", told, "0")),
    )


def _by_heads(table: Table) -> dict[str, str]:
    """Role -> head, the closest match first; no head gets two roles, no role two heads."""
    found: dict[str, str] = {}
    places: list[str] = []
    for _, _, role, head in sorted(_matches(table)):
        if head in found.values() or head in places:
            continue
        if role == "place":
            places.append(head)
        elif role not in found:
            found[role] = head
    open_sides = [role for role in ("reporter", "partner") if role not in found]
    if len(places) == 1 and "partner" in open_sides:  # one column "country" is the other side
        open_sides = ["partner"]
    found.update(zip(open_sides, places, strict=False))
    return found


def _matches(table: Table) -> list[tuple[float, int, str, str]]:
    """How well each head fits each role that it fits at all (the closest is the smallest), and its place."""
    found = []
    for at, head in enumerate(table.heads):
        for role, texts in words()["roles"].items():
            best = max(_closeness(plain(head), text) for text in texts)
            if best > 0:
                found.append((-best, at, role, head))
    return found


def _closeness(said: str, text: str) -> float:
    """1 for the same words; less where the head holds them among others."""
    if said == text:
        return 1.0
    return 0.5 * len(text) / len(said) if text and f" {text} " in f" {said} " else 0.0


def _by_cells(table: Table, found: dict[str, str], free: list[str], *, periods_across: bool) -> None:
    """Fill roles that no head names from what the cells look like."""
    for head in list(free):
        cells = [cell for cell in table.column(head)[:_SAMPLE] if cell]
        if not cells:
            continue
        if "period" not in found and not periods_across and _share(cells, lambda c: period_of(cell_period(c))) > _MOST:
            found["period"] = head
        elif "flow" not in found and _share(cells, lambda c: flow(c) if not c.isdigit() else None) > _MOST:
            found["flow"] = head
        elif _share(cells, lambda c: place(c) if not c.isdigit() else None) > _MOST:
            role = next((role for role in ("reporter", "partner") if role not in found), None)
            if role:
                found[role] = head
    figures = [
        head
        for head in free
        if head not in found.values() and _share(table.column(head)[:_SAMPLE] or [""], looks_like_number) > _MOST
    ]
    if len(figures) == 1 and not periods_across and not {"value", "exports", "imports"} & found.keys():
        found["value"] = figures[0]


def _share(cells: Sequence[str], reads: Callable[[str], object]) -> float:
    return sum(reads(cell) is not None for cell in cells) / len(cells)


def _told(group: str, text: str, nothing: str) -> str:
    """The one key of a group whose words the text holds; `nothing` where none or several do."""
    found = {key for key, texts in words()[group].items() if any(f" {word} " in f" {text} " for word in texts)}
    return found.pop() if len(found) == 1 else nothing
