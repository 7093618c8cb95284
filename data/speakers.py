"""Who speaks: the same voice under different spellings, and the kind of speaker by which a series chooses.

"Putin", "Vladimir Putin" and "Путин" are one voice; "Caparov", "Japarov" and "Жапаров" too. Names are brought
together by the consonants of the last word after a table of sounds (`speakers.toml`), institutions by all their
words; the table of aliases settles what that does not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.errors import PackError

PERSON = "person"
ARTICLE = "article"

_TABLE = Path(__file__).with_name("speakers.toml")
_WORD = re.compile(r"[\w'’-]+")
_SHORT = 3
# What case endings leave in the skeleton of a longer word.
_CASE_ENDING = re.compile(r"(?<=....)[gm]$")

Sounds = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SpeakerTable:
    """The loaded `speakers.toml`: kinds in order with their word beginnings, aliases, sounds."""

    kinds: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    aliases: dict[str, str]
    sounds: tuple[tuple[str, str], ...]
    vowels: dict[str, str]


@lru_cache(maxsize=1)
def speaker_table() -> SpeakerTable:
    """Return the table, read at first use.

    Raises:
        PackError: A name stands under two aliases.
    """
    raw = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    kinds = tuple((kind["id"], tuple(tuple(_words(text)) for text in kind["words"])) for kind in raw["kind"])
    sounds = tuple(sorted(raw["sounds"].items(), key=lambda item: -len(item[0])))
    aliases: dict[str, str] = {}
    for alias in raw["alias"]:
        for name in alias["names"]:
            key = _reduced(_words(name), sounds, raw["vowels"])
            if aliases.setdefault(key, alias["id"]) != alias["id"]:
                raise PackError(
                    f"{_TABLE.name}: {name!r}", f"also an alias of {aliases[key]!r}", "leave it in one place"
                )
    return SpeakerTable(kinds, aliases, sounds, raw["vowels"])


def _fold(text: str) -> str:
    """Return the text in small letters with the dotted and dotless i as one, so that case never parts two spellings."""
    return text.replace("İ", "i").replace("I", "i").lower().replace("ı", "i")


def _words(text: str) -> list[str]:
    return [re.sub(r"['’]s$", "", word) for word in _WORD.findall(_fold(text))]


@lru_cache(maxsize=65536)
def voice(name: str) -> str:
    """Return the identity of a named speaker; the empty name has none.

    Example:
        >>> voice("Владимир Путин") == voice("Putin")
        True
        >>> voice("Akylbek Japarov") == voice("Japarov")
        False
    """
    words = _words(name)
    if not words:
        return ""
    table = speaker_table()
    alias = table.aliases.get(_reduced(words, table.sounds, table.vowels))
    if alias is not None:
        return alias
    if kind_of(name) == PERSON:
        last = _reduced(words[-1:], table.sounds, table.vowels)
        return table.aliases.get(last) or _skeleton(words[-1], table.sounds, table.vowels)
    return " ".join(sorted(_reduced(words, table.sounds, table.vowels).split()))


def _reduced(words: list[str], sounds: Sounds, vowels: dict[str, str]) -> str:
    """Return the words' skeletons without case endings: "Главного управления" is "Главное управление"."""
    skeletons = (_skeleton(word, sounds, vowels) for word in words)
    return " ".join(_CASE_ENDING.sub("", skeleton) for skeleton in skeletons)


def side_of(identity: str) -> str:
    """Return the country of an office among the aliases, whose ids begin with it; else nothing.

    Example:
        >>> side_of(voice("Census Bureau"))
        'USA'
    """
    first, blank, _ = identity.partition(" ")
    return first if blank and re.fullmatch("[A-Z]{3}", first) else ""


@lru_cache(maxsize=65536)
def kind_of(name: str, role: str = "") -> str:
    """Return the kind of speaker: a kind of `speakers.toml`, `person`, or `article` where nobody is named.

    Example:
        >>> kind_of("Государственный таможенный комитет")
        'customs'
    """
    if not name.strip():
        return ARTICLE
    words = _words(name)
    for kind, forms in speaker_table().kinds:
        if any(_fits(form, words) for form in forms):
            return kind
    role_words = _words(role)
    for kind, forms in speaker_table().kinds:
        if role_words and any(_fits(form, role_words) for form in forms):
            return kind
    return PERSON


def kind_order() -> dict[str, int]:
    """Return the rank of every kind, 0 the most trusted: offices that count, other offices, persons, press, article."""
    named = [kind for kind, _ in speaker_table().kinds]
    press = named.pop() if named[-1] == "press" else None
    order = [*named, PERSON, *([press] if press else []), ARTICLE]
    return {kind: rank for rank, kind in enumerate(order)}


def _fits(form: tuple[str, ...], words: list[str]) -> bool:
    """Return whether every part of the form begins a word of the name; a short part must be the whole word."""
    return all(any(word == part or (len(part) > _SHORT and word.startswith(part)) for word in words) for part in form)


def _skeleton(word: str, sounds: Sounds, vowels: dict[str, str]) -> str:
    """Return the consonant classes of a word; of a short one with its vowels."""
    letters: list[str] = []
    position = 0
    while position < len(word):
        step, sound = _sound(word, position, sounds, vowels)
        letters.append(sound)
        position += step
    consonants = _undoubled("".join(sound for sound in letters if sound not in _VOWELS))
    return consonants if len(consonants) >= _SHORT else _undoubled("".join(letters))


_VOWELS = frozenset("aeiou")


def _sound(word: str, position: int, sounds: Sounds, vowels: dict[str, str]) -> tuple[int, str]:
    """Return how many letters the sound at the position takes, and its class."""
    for letters, sound in sounds:
        if word.startswith(letters, position):
            return len(letters), sound
    letter = word[position]
    return 1, vowels.get(letter, letter)


def _undoubled(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)
