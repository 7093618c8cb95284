"""Tables of the pages that hang on the store and the language only, in the reader's words, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import labels, numbers, queries
from dashboard.memory import remembered

if TYPE_CHECKING:
    import pandas as pd


@remembered(entries=12)
def matrix(version: str, language: str) -> tuple[list[str], list[str], pd.DataFrame]:
    """Claims by pair and indicator: the codes of rows and columns, and the table in words.

    Args:
        version: Version of the store.
        language: Code of the interface language.
    """
    words = labels.load(language)
    table = queries.coverage()
    columns = list(table.sum().sort_values(ascending=False).index)
    readable = table[columns].where(table[columns] > 0).astype("Int64")
    pairs = list(readable.index)
    readable.index = [numbers.pair_name(pair, language) for pair in pairs]
    readable.columns = [words.term("indicator", name) for name in columns]
    return pairs, columns, readable
