"""What charts read of a claim, and what resting on a dot tells."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.labels import Labels

# What a hover label tells of a claim, and all that charts read of one.
_TOLD = ("value", "value_max", "unit", "measure", "bound", "status", "speaker", "period", "published", "quote")
_READ = (
    *_TOLD,
    *("claim_id", "reporter", "partner", "product", "outlet", "value_lo", "value_hi", "implied"),
    *("period_start", "period_end", "freq", "rule", "group", "group_no"),
)


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as records with its columns as attributes."""
    return iter(frame.itertuples(index=False))


def text_of(value: object) -> str:
    """Text from the table as it may stand inside a hover label."""
    return "" if value is None or value != value else html.escape(str(value))


def lean(frame: pd.DataFrame) -> pd.DataFrame:
    """Only the columns that charts read, texts as plain objects: what is cut into lanes and groups many times."""
    kept = {name: frame[name] for name in _READ if name in frame.columns}
    plain = {
        name: _plain(column) if isinstance(column.dtype, pd.StringDtype) else column for name, column in kept.items()
    }
    return pd.DataFrame(plain, index=frame.index, copy=False)


def _plain(texts: pd.Series[str]) -> pd.Series[Any]:
    return pd.Series(texts.to_numpy(dtype=object), index=texts.index, dtype=object, copy=False)


def hover(frame: pd.DataFrame, labels: Labels) -> list[str]:
    """The hover label of each claim: value, period, who, when, the words themselves."""
    lines = []
    for row in rows(frame[list(_TOLD)]):
        who = text_of(row.speaker) or labels("column.article_itself")
        status = "" if row.status == "actual" else f" · {labels.term('status', str(row.status))}"
        lines.append(
            f"<b>{text_of(numbers.claimed(row, labels))}</b>{status}<br>"
            f"{text_of(numbers.period(_text_or_none(row.period), labels.code))}<br>"
            f"{who} · {numbers.day(row.published, labels)}<br>"
            f"<i>“{text_of(_cut(str(row.quote), 70))}”</i>"
        )
    return lines


def _text_or_none(value: object) -> str | None:
    return None if value is None or value != value or value == "" else str(value)


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
