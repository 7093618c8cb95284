"""The nominative of a name in Russian: a source is named in another case ("по данным Федеральной таможенной службы").

Only endings that cannot be anything else are changed; a name that fits no rule stays as the text has it.
"""

from __future__ import annotations

import re

# what institutions are: stems, endings of the oblique cases, ending of the nominative, and that of its adjectives
_HEADS = (
    ("служб|палат", "ы|е|у|ой", "а", "ая"),
    ("администраци|ассоциаци|комисси|организаци|федераци|корпораци", "и|ю|ей", "я", "ая"),
    ("министерств|агентств|посольств|ведомств|правительств|торгпредств", "а|у|ом|е", "о", "ое"),
    ("управлени|объединени", "я|ю|ем|и", "е", "ое"),
    ("комитет|банк|центр|институт|союз|совет|фонд|департамент|стат|надзор", "а|у|ом|е", "", "ый"),
    ("минфин|минпромторг|минсельхоз|минтранс|минторг|минспорт|минздрав|минстрой", "а|у|ом|е", "", "ый"),
    ("таможн", "и|е|ю|ей", "я", "ая"),
    ("акорд", "ы|е|у|ой", "а", "ая"),
)
_PATTERNS = tuple(
    (re.compile(rf"({stems})(?:{endings})$", re.IGNORECASE), rf"\1{plain}", adjective)
    for stems, endings, plain, adjective in _HEADS
)
_ADJECTIVE = re.compile(r"(?:ой|ей|ую|юю|ого|его|ому|ему|ым|им|ом|ем)$")
_SOFT = re.compile(r"(?:[гкх]|[жшчщ])$")
_SURNAMES = (
    (re.compile(r"(ов|ев|ёв|ин|ын)(?:а|у|ым)$"), r"\1"),
    (re.compile(r"(ск|цк)(?:ого|ому|им)$"), r"\1ий"),
    (re.compile(r"(ов|ев|ёв|ин|ын)ой$"), r"\1а"),
    (re.compile(r"(ск|цк)ой$"), r"\1ая"),
)
_MALE = (
    (re.compile(r"ия$"), "ий"),
    (re.compile(r"([аеоуэыю])я$"), r"\1й"),
    (re.compile(r"([рлв])я$"), r"\1ь"),
    (re.compile(r"([бвгджзклмнпрстфхцчшщ])а$"), r"\1"),
)
_FEMALE = ((re.compile(r"ии$"), "ия"), (re.compile(r"([бвгджзклмнпрстфхцчшщ])ы$"), r"\1а"))


def nominative(name: str, institution: bool) -> str:
    """Return the nominative of a name that stands behind a word with the genitive ("по словам", "по данным").

    Args:
        name: The name as the text has it.
        institution: Whether it is an institution; else a person.
    """
    return _institution(name) if institution else _person(name)


def _institution(name: str) -> str:
    words = name.split()
    for place, word in enumerate(words):
        if any(re.fullmatch(rf"[\w-]*(?:{stems}){plain}", word, re.IGNORECASE) for stems, _, plain, _ in _HEADS):
            return name  # the name stands in the nominative already, what follows is whose it is
        for pattern, head, ending in _PATTERNS:
            if pattern.search(word):
                front = [_adjective(w, ending) for w in words[:place]]
                return " ".join([*front, pattern.sub(head, word), *words[place + 1 :]])
    return name


def _adjective(word: str, ending: str) -> str:
    stem = _ADJECTIVE.sub("", word)
    if stem == word or len(stem) < 3:
        return word
    if ending == "ый" and _SOFT.search(stem):
        ending = "ий"
    if ending == "ое" and re.search(r"[жшчщ]$", stem):
        ending = "ее"
    if ending == "ая" and word.endswith(("ей", "юю")) and not _SOFT.search(stem):
        ending = "яя"
    return stem + ending


def _person(name: str) -> str:
    words = name.split()
    female = len(words) > 1 and words[-1].endswith("ой")
    first = _FEMALE if female else _MALE
    changed = [_changed(word, first) for word in words[:-1]]
    last = _changed(words[-1], _SURNAMES)
    if last == words[-1] and not female and changed != words[:-1]:
        last = _changed(last, _MALE)
    return " ".join([*changed, last])


def _changed(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, plain in rules:
        if len(word) > 3 and pattern.search(word):
            return pattern.sub(plain, word)
    return word
