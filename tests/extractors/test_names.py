"""Names of sources in their plain form: what bends, what stays, what is no part of the name."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import Article, extract
from extractors.languages.ru.names import nominative


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("пресс-служба правительства РФ", "пресс-служба правительства РФ"),
        ("пресс-службой правительства РФ", "пресс-служба правительства РФ"),
        ("Министерством торговли Индии", "Министерство торговли Индии"),
        ("Главному таможенному управлению КНР", "Главное таможенное управление КНР"),
        ("Федеральной таможенной службы", "Федеральная таможенная служба"),
        ("Центробанка", "Центробанк"),
        ("посольство России", "посольство России"),
    ],
)
def test_russian_institutions_stand_in_the_nominative(written: str, plain: str) -> None:
    assert nominative(written, institution=True) == plain


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Trade between Kenya and Uganda rose 5% in 2024, according to data of the National Bureau of Statistics on "
            "Friday. Business with Rwanda showed another picture: Kenya's imports from there fell 3% in 2024.",
            ["National Bureau of Statistics", None],
        ),
        (
            "Trade between Kenya and Uganda rose 5% in 2024, the National Bureau of Statistics said. Its data showed "
            "that Kenya's imports from Rwanda fell 3% in 2024.",
            ["National Bureau of Statistics", "National Bureau of Statistics"],
        ),
    ],
)
def test_a_day_is_no_name_and_what_things_show_nobody_said(text: str, speakers: list[str | None]) -> None:
    article = Article(id="a", lang="en", published=date(2025, 3, 3), title="", text=text)
    assert [record.speaker for record in extract(article).observations] == speakers
