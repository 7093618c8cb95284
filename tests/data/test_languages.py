"""The language of a text: one of the packs, a named other one, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.languages import Guess, guess, pack_codes

GOLD = Path(__file__).parents[2] / "data" / "gold"
OTHERS = {
    "kk": "Қазақстан мен Қырғызстан арасындағы тауар айналымы былтыр 1,2 миллиард долларға жетті, деді министр.",
    "ky": "Кыргызстан менен Россиянын ортосундагы товар жүгүртүү былтыр 13 пайызга өсүп, 4 миллиард долларга жетти.",
    "tk": "Türkmenistan bilen Russiýanyň arasyndaky haryt dolanyşygy geçen ýyl 2 milliard dollara ýetdi, diýip aýtdy.",
    "uz": "O‘zbekiston va Turkiya o‘rtasidagi savdo aylanmasi o‘tgan yili 3 milliard dollarga yetdi, deb xabar berdi.",
    "uk": "Товарообіг між Україною та Туреччиною торік сягнув 7 мільярдів доларів, повідомило міністерство економіки.",
    "ar": "حجم التجارة بين تركيا ومصر بلغ عشرة مليارات دولار في العام الماضي وفقا لوزير التجارة التركي.",
    "zh": "2024年中国与土耳其双边贸易额达到四百三十亿美元，同比增长百分之五。"
    "中国商务部发言人表示，两国经贸合作潜力巨大，将继续扩大贸易规模并推动投资便利化，加强基础设施领域合作。",
    "de": "Der Handel zwischen Deutschland und der Türkei erreichte im vergangenen Jahr 50 Milliarden Euro.",
    "fr": "Les échanges commerciaux entre la France et la Turquie ont atteint 20 milliards d'euros l'année dernière.",
}


def test_packs_are_those_of_the_extractor():
    assert set(pack_codes()) >= {"tr", "ru", "en", "az"}


@pytest.mark.parametrize("path", sorted(GOLD.glob("*-dev.jsonl")), ids=lambda path: path.name)
def test_gold_articles(path):
    wrong = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if guess(f"{record['title']}\n{record['text']}") != Guess(record["lang"]):
            wrong.append(record["id"])
    assert not wrong


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_named_and_not_pressed_into_a_pack(code):
    assert guess(OTHERS[code]) == Guess(None, code)


@pytest.mark.parametrize(
    ("headline", "code"),
    [("Türkiye'nin Kırgızistan'a ihracatı arttı", "tr"), ("Экспорт вырос на 5%", "ru"),
     ("Exports rose 5 percent", "en"), ("Azərbaycanın Türkiyəyə ixracı artıb", "az"),
     ("ИМПОРТ ИЗ КИТАЯ", "ru"), ("İHRACAT REKOR KIRDI", "tr")],
)  # fmt: skip
def test_headlines_go_to_the_most_probable_pack(headline, code):
    assert guess(headline) == Guess(code)


@pytest.mark.parametrize("text", ["", "  ", "12,5 % 2025", "!?"])
def test_no_words(text):
    assert guess(text) == Guess(None)


def test_a_table_of_figures_is_in_no_other_language():
    """The vote is open between a hundred languages: that is no sign against the packs."""
    rows = "\n".join(f"Net {n}81,915 vs {n}42,163  Shr {n}9 cts vs {n}2 cts" for n in range(1, 9))
    assert guess(f"UNITIL CORP 4TH QTR NET\n{rows}") == Guess("en")
    assert guess(" ".join(f"kelime{n}" for n in range(100))).other is None
