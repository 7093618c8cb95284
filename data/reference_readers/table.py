"""Any table of a CSV or xlsx file: the row of heads is found, whatever titles stand above it; no cell is lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.reference_readers.workbook import opened
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 40  # rows in which the heads are looked for
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """A file's cells as text.

    Attributes:
        heads: The columns' heads, each unlike all others; an empty one is named by its number.
        rows: Line in the file and cells; as many cells as heads, empty rows left out.
        above: What stands above the heads, such as a title that names the unit.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: str = ""

    def column(self, head: str) -> list[str]:
        """The cells below a head."""
        at = self.heads.index(head)
        return [cells[at] for _, cells in self.rows]


def table_of(content: bytes, text: str, name: str) -> Table:
    """Return the table in a file.

    Args:
        content: The file, for a workbook.
        text: The file as text, for everything else.
        name: Name of the file, for messages.

    Raises:
        IkiliError: There is no table in it.
    """
    lines = _workbook(content, name) if content.startswith(b"PK\x03\x04") else _lines(text)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    at = _heads_at([cells for _, cells in filled])
    if at is None or at + 1 >= len(filled):
        raise IkiliError(name, "holds no table", "give a file with a row of column names and rows below it")
    width = max(len(cells) for _, cells in filled[at:])
    heads = _unlike(_filled(filled[at][1], width))
    rows = tuple((number, _filled(cells, width)) for number, cells in filled[at + 1 :])
    return Table(heads, rows, " ".join(cell for _, cells in filled[:at] for cell in cells if cell))


def _lines(text: str) -> list[tuple[int, tuple[str, ...]]]:
    start = "\n".join(text.splitlines()[:_SEARCHED])
    delimiter = max(_DELIMITERS, key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, tuple(cell.strip() for cell in cells)) for cells in reader]


def _workbook(content: bytes, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """The sheet with the most rows."""
    book = opened(content, name)
    sheets = [
        [
            (number, tuple("" if cell is None else str(cell).strip() for cell in row))
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
        for sheet in book.worksheets
    ]
    return max(sheets, key=len, default=[])


def _heads_at(rows: Sequence[tuple[str, ...]]) -> int | None:
    """The first row that is as wide as most rows are, which titles above a table are not."""
    widths = Counter(sum(bool(cell) for cell in cells) for cells in rows)
    usual = max((width for width in widths if width > 1), key=lambda width: (widths[width], width), default=0)
    enough = max(2, usual - 1) if usual > 2 else 2
    return next((at for at, cells in enumerate(rows[:_SEARCHED]) if sum(bool(cell) for cell in cells) >= enough), None)


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))


def _unlike(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads that are told apart: an empty one gets its number, a second one of the same name, too."""
    met: Counter[str] = Counter()
    found = []
    for number, head in enumerate(heads, 1):
        name = " ".join(head.split()) or f"({number})"
        met[name] += 1
        found.append(name if met[name] == 1 else f"{name} ({number})")
    return tuple(found)
