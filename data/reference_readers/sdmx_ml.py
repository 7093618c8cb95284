"""SDMX-ML through the `sdmx` extra (pysdmx): a file of observations becomes rows as SDMX-CSV has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.reference_readers.imf import read_sdmx_csv
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from data.reference_readers import Reading


def read_sdmx_ml(text: str, where: str) -> Reading:
    """Return the values of a structure-specific or generic SDMX-ML data message.

    Raises:
        IkiliError: The extra is not installed, or the file is no data message that it can read.
    """
    try:
        from pysdmx.io import read_sdmx
    except ImportError as error:
        raise IkiliError(
            where, "SDMX-ML needs the extra `sdmx`", "pip install 'ikili[sdmx]', or download CSV"
        ) from error
    try:
        message = read_sdmx(text, validate=False)
        datasets = message.get_datasets()
    except Exception as error:  # pysdmx raises KeyError, TypeError and its own errors on files it does not know
        reason = f"not readable as SDMX-ML data ({type(error).__name__}: {error})"
        raise IkiliError(where, reason, "download the same data as CSV") from error
    rows: list[dict[str | None, str | None]] = []
    for dataset in datasets:
        reference = str(dataset.short_urn)
        for record in dataset.data.to_dict("records"):
            row: dict[str | None, str | None] = {
                str(name): None if cell is None else str(cell) for name, cell in record.items()
            }
            rows.append({"STRUCTURE_ID": reference, **row})
    return read_sdmx_csv(rows)
