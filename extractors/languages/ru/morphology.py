"""Russian inflection of a closed list: a dictionary form gives its case forms when the pack loads.

Cases are letters: n(ominative) g(enitive) d(ative) a(ccusative) i(nstrumental) p(repositional); a form that serves
several carries them all ("Киргизии": "dgp"); plural cases are capitals. A dozen ending rules, after Zaliznyak's
classes, without stress; words with a fleeting vowel are listed twice in the tables.
"""

from __future__ import annotations

import re
from functools import cache

_HUSHED = frozenset("гкхжшчщ")
_NO_CONSONANT = frozenset("аоеиуыэюяьй")
_HISSED = {"ов": "ей", "ой": "ей", "ом": "ем"}
# what endings become behind these letters, beside what they are
_SOFTENED = {**dict.fromkeys("жшчщ", _HISSED), "ц": {"ов": "ев", "ой": "ей", "ом": "ем"}}
# stems that take a vowel where no ending follows
_FLEETING = re.compile(r"[бвгджзйклмнпрстфхцчшщь]к$")
# ending of the dictionary form: endings of the singular, endings of the plural, in the order n g d a i p
_NOUN: tuple[tuple[str, str, str], ...] = (
    ("ия", "ия ии ии ию ией ии", "ии ий иям ии иями иях"),
    ("ие", "ие ия ию ие ием ии", "ия ий иям ия иями иях"),
    ("яне", "", "яне ян янам ян янами янах"),
    ("ане", "", "ане ан анам ан анами анах"),
    ("ье", "ье ья ью ье ьем ье", "ья ий ьям ья ьями ьях"),
    ("ья", "ья ьи ье ью ьей ье", "ьи ей ьям ей ьями ьях"),
    ("а", "а ы е у ой е", "ы _ ам ы ами ах"),
    ("я", "я и е ю ей е", "и ь ям и ями ях"),
    ("й", "й я ю й ем е", "и ев ям и ями ях"),
    ("о", "о а у о ом е", "а _ ам а ами ах"),
    ("ь", "ь я ю ь ем е", "и ей ям и ями ях"),
    ("ь", "ь и и ь ью и", "и ей ям и ями ях"),
    ("ы", "", "ы ов ам ы ами ах"),
    ("ы", "", "ы _ ам ов ами ах"),
    ("ии", "", "ии ий иям ии иями иях"),
    ("и", "", "и ей ям и ями ях"),
    ("", "_ а у _ ом е", "ы ов ам ы ами ах"),
)
_HARD = "ый ого ому ый ым ом|ая ой ой ую ой ой|ое ого ому ое ым ом|ые ых ым ые ыми ых"
_SOFT = "ий его ему ий им ем|яя ей ей юю ей ей|ее его ему ее им ем|ие их им ие ими их"
_VELAR = "ий ого ому ий им ом|ая ой ой ую ой ой|ое ого ому ое им ом|ие их им ие ими их"
_STRESSED = "ой ого ому ой ым ом|ая ой ой ую ой ой|ое ого ому ое ым ом|ые ых ым ые ыми ых"
_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
# the cases of a form are a set of bits while forms are made, letters when they are done
_CASES = "ngdaip"
_BIT = {case: 1 << place for place, case in enumerate(sorted(_CASES.upper() + _CASES))}
_BOTH = sum(_BIT.values())


def _rows(singular: str, plural: str) -> list[tuple[int, str]]:
    """Return (case, ending) of a row of the table of nouns."""
    rows = ((singular, _CASES), (plural, _CASES.upper()))
    return [(_BIT[case], end) for row, cases in rows for case, end in zip(cases, row.split(), strict=False)]


_NOUNS = tuple((ending, _rows(singular, plural)) for ending, singular, plural in _NOUN)
_OF_ADJECTIVES = (
    "ский ской цкий ная ное ный ные няя ний ские ская ское вый вая вое вые тый тая тое тые щий щая щее щие "
    "ной ший лые лый мый мая мое мые гой гая кая кое кие ее рый рая рое рые"
)
_ADJECTIVE_ENDS = tuple(_OF_ADJECTIVES.split())
_SHORTEST = 4  # letters a word must have to bend
# but short words of this shape do ("газ", "чай"), unlike "для", "чем", "спг"
_SHORT = re.compile(r"[бвгджзклмнпрстфхцчшщ][аеиоуы][бвгджзклмнпрстфхцчшщй]")


def _is_adjective(word: str) -> bool:
    if word.endswith(_ADJECTIVE_ENDS):
        return not word.endswith(("ание", "ение", "ие")) or word.endswith(("ские", "щие", "кие"))
    return False


@cache
def _adjective(word: str, alone: bool) -> dict[str, int]:
    stem, ending = word[:-2], word[-2:]
    last = stem[-1]
    if ending in ("яя", "ее") or (ending == "ий" and last == "н") or (ending in ("ий", "ие") and last in "щшч"):
        table = _SOFT
    elif ending == "ой":
        table = _STRESSED
    elif last in "кгх":
        table = _VELAR
    else:
        table = _HARD
    masculine, feminine, neuter, plural = ((row, _CASES) for row in table.split("|"))
    plural = (plural[0], _CASES.upper())
    rows = [masculine, feminine, neuter, plural]
    if not alone:
        gender = {"ый": masculine, "ий": masculine, "ой": masculine, "ая": feminine, "яя": feminine}
        gender |= {"ое": neuter, "ее": neuter}
        rows = [gender[ending], plural] if ending in gender else [plural]
    found: dict[str, int] = {}
    for row, cases in rows:
        for case, end in zip(cases, row.split(), strict=True):
            if last in "щшчж" and table is _SOFT:
                end = {"яя": "ая", "юю": "ую"}.get(end, end)
            found[stem + end] = found.get(stem + end, 0) | _BIT[case]
    return found


@cache
def _noun(word: str) -> dict[str, int]:
    found: dict[str, int] = {}
    matched = ""
    for ending, rows in _NOUNS:
        if not word.endswith(ending) or (matched and ending != matched):
            continue
        if ending == "" and word[-1] in _NO_CONSONANT:
            continue
        matched = matched or ending
        stem = word[: len(word) - len(ending)]
        last = stem[-1:]
        for case, end in rows:
            form = stem + end if end != "_" else _bare(stem, ending)
            if end == "ы" and last in _HUSHED:
                form = stem + "и"
            elif end in _HISSED and last in _SOFTENED:
                soft = stem + _SOFTENED[last][end]
                found[soft] = found.get(soft, 0) | case
            found[form] = found.get(form, 0) | case
    return found or {word: _BOTH}


def _bare(stem: str, ending: str) -> str:
    """Return the form without an ending; nouns in "-ка" behind a consonant take a vowel: "поставок", "точек"."""
    if ending != "а" or not _FLEETING.search(stem):
        return stem
    last = stem[-2]
    head = stem[:-2] if last in "йь" else stem[:-1]
    return head + ("е" if last in "йьжшчщц" else "о") + "к"


def forms(word: str) -> list[tuple[str, str]]:
    """Return (form, cases) of a dictionary form of one or several words.

    `=` in front of a word freezes it; words of fewer than four letters bend only if they are a consonant, a
    vowel and a consonant.

    >>> dict(forms("Россия"))["Россию"]
    'a'
    >>> ("внешней торговле", "dp") in forms("внешняя торговля")
    True
    """
    words = word.split(" ")
    is_alone = sum(not part.startswith("=") for part in words) == 1
    combined = _table(words[0], is_alone)
    for part in words[1:]:
        table = _table(part, is_alone)
        combined = {
            f"{left} {form}": cases & own
            for left, cases in combined.items()
            for form, own in table.items()
            if cases & own
        }
    return [(form, _letters(cases)) for form, cases in combined.items()]


@cache
def _letters(cases: int) -> str:
    return "".join(case for case, bit in _BIT.items() if cases & bit)


def _table(word: str, is_alone: bool) -> dict[str, int]:
    """Return the cases of each form of one word of a dictionary form."""
    if word.startswith("=") or (len(word) < _SHORTEST and not _SHORT.fullmatch(word)):
        return {word.removeprefix("="): _BOTH}
    return _adjective(word, alone=is_alone) if _is_adjective(word) else _noun(word)
