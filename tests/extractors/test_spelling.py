"""Signs that a text has lost on its way: dots and hooks of letters, apostrophes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Article, extract, find_mentions
from extractors.languages.pack import languages, load
from extractors.languages.spelling import respelt

DAY = date(2025, 11, 26)
PLAIN = "Turkiye'nin Kirgizistan'a ihracati gecen yil yuzde 12 artarak 1,3 milyar dolari asti, sirket sayisi artti."


def test_marks_come_back_in_known_words_and_nothing_moves() -> None:
    (text,) = respelt([PLAIN], load("tr"))
    assert text.startswith("Türkiye'nin Kirgizistan'a ihracati geçen yil yüzde 12")
    assert len(text) == len(PLAIN)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("On firma ihracat yapti, ucuncu firma on siparis aldi ve toplam on milyon dolar kazandi.", "on milyon"),
        (PLAIN + " Şu ana dek.", PLAIN),  # one letter with its mark: the rest is spelt as it was meant
        ("Ihracat yuzde 5 artti.", "Ihracat yuzde 5 artti."),  # too short to say
    ],
)
def test_words_that_are_spelt_right_stay(text: str, kept: str) -> None:
    assert kept in respelt([text], load("tr"))[0]


def test_a_plain_article_reads_like_one_with_its_marks() -> None:
    marked = "Türkiye ile Özbekistan arasındaki ticaret geçen yıl yüzde 12 artarak 3,1 milyar doları aştı."
    plain = marked.translate(str.maketrans("üÖıçğşöİ", "uOicgsoI"))
    found = [
        [(o.indicator, o.value, o.reporter, o.partner, o.period, o.bound) for o in extract(article).observations]
        for article in (
            Article(id="a", lang="tr", published=DAY, title="", text=marked),
            Article(id="b", lang="tr", published=DAY, title="", text=plain),
        )
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2
    article = Article(id="b", lang="tr", published=DAY, title="", text=plain)
    assert all(plain[o.start : o.end] == o.quote for o in extract(article).observations)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("tr", "Türkiye nin Irak a ihracatı", [("TUR", "of"), ("IRQ", "to")]),
        ("tr", "Rusya ya da Çin e ihracat", [("RUS", "to"), ("CHN", "to")]),
        ("tr", "Türkiye un ihracatında önde", [("TUR", "")]),
        ("tr", "Iraka yapılan ihracat", [("IRQ", "to")]),
        ("en", "Russias exports to China", [("RUS", "of"), ("CHN", "to")]),
        ("en", "Russia s exports to China", [("RUS", "of"), ("CHN", "to")]),
        ("en", "exports of the Philippines", [("PHL", "of")]),
        ("en", "Farms sold turkeys", []),
        ("en", "trade between the us and china, said one of us", [("USA", "between"), ("CHN", "between")]),
    ],
)
def test_places_keep_their_markers(lang: str, text: str, wanted: list[tuple[str, str]]) -> None:
    article = Article(id="a", lang=lang, published=DAY, title="", text=text)
    found = [
        (mention.value.code, mention.value.marker)  # type: ignore[attr-defined]
        for mention in find_mentions(article)
        if mention.kind == "place"
    ]
    assert found == wanted


@settings(deadline=None)
@given(st.text(alphabet="Aa s'ıiuüçcğgynd5.\n", max_size=200), st.sampled_from(languages()))
def test_no_text_changes_its_length(text: str, code: str) -> None:
    assert [len(part) for part in respelt([text, ""], load(code))] == [len(text), 0]
