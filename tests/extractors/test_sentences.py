"""Sentence ends in three languages: initials, short forms and decimals end nothing."""

from __future__ import annotations

import pytest

from extractors.languages.pack import load
from extractors.text.fold import fold
from extractors.text.sentences import split


def _split(code: str, text: str) -> list[str]:
    pack = load(code)
    return [text[s.start : s.end].strip() for s in split(text, fold(text), pack.abbreviations, pack.units)]


@pytest.mark.parametrize(
    ("code", "text", "count"),
    [
        ("tr", "İhracat 4,1 milyar dolar oldu. İthalat geriledi.", 2),
        ("tr", "Dr. Ayşe Kaya konuştu. 3. toplantı yapıldı.", 2),
        ("ru", "За 7 мес. 2022 г. экспорт вырос на 5%. Импорт упал.", 2),
        ("ru", "Об этом сообщил А. С. Иванов. Товарооборот составил 3 млрд. Экспорт вырос.", 3),
        ("en", "Trade hit $4.1 bln. The U.S. share rose, Mr. Lee said.", 2),
        ("en", "Exports grew\nImports fell", 2),
        ("en", "Trade hit $4.1 billion.The U.S. share rose by 5%.Exports fell in 2024.Imports rose.", 4),
        ("en", "The site kun.uz and the agency trend.az wrote about it, U.S.Trade too, at 4.5Percent.", 1),
        ("en", "", 0),
    ],
)
def test_split_counts_sentences(code: str, text: str, count: int) -> None:
    assert len(_split(code, text)) == count, _split(code, text)
