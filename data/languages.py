"""Which language a text is written in: one of the packs that exist, or a named other one.

The model knows 140 languages, and all of them compete: limited to the packs it would call Kazakh Russian and Uzbek
Turkish with full confidence, and their figures would be read with the wrong grammar. Where no other language wins
clearly, the most probable pack is taken: headlines are short, and dialects and neighbours close.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError

if TYPE_CHECKING:
    from extractors.records import Article

CLEARLY = 0.97
_NEIGHBOURS = 3  # which of several close languages it is may be open: Arabic has three codes, Chinese too
_NO_LANGUAGE = "zxx"
_ENOUGH_LETTERS = 60
_SAMPLE = 800
_load = threading.Lock()


class OtherLanguageError(ArticleError):
    """An article in a language that has no pack."""

    def __init__(self, where: str, code: str) -> None:
        super().__init__(
            where, f"written in {code!r}, a language without a pack", "add a pack, or leave the article out"
        )
        self.code = code


@dataclass(frozen=True, slots=True)
class Guess:
    """The most probable pack and, where another language clearly wins, its code."""

    pack: str | None
    other: str | None = None


@cache
def pack_codes() -> tuple[str, ...]:
    """Codes of the language packs that exist."""
    from extractors.languages.pack import languages

    return tuple(languages())


def guess(text: str, packs: tuple[str, ...] | None = None) -> Guess:
    """The language of a text.

    Args:
        text: Title and body; the first 800 characters decide.
        packs: The languages to choose from; those of the extractor unless given.

    Returns:
        A pack; or none, with the code of the other language if there is one, or without if the text has no words.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < 3:
        return Guess(None)
    ranking: list[tuple[str, float]] = _identifier().rank(sample)
    known = pack_codes() if packs is None else packs
    best, _ = ranking[0]
    others = sum(share for code, share in ranking[:_NEIGHBOURS] if code not in known)
    if best not in (*known, _NO_LANGUAGE) and others >= CLEARLY and letters >= _ENOUGH_LETTERS:
        return Guess(None, best)
    return Guess(next((code for code, _ in ranking if code in known), None))


def check_language(article: Article, where: str) -> None:
    """Refuse an article that no pack can read, rather than have it read as a language that it is not.

    Args:
        article: One whose source may have declared a language; where it has not, the words tell.
        where: Place for messages.

    Raises:
        OtherLanguageError: It is in a language without a pack.
    """
    other = article.lang
    if other is None:
        other = guess(f"{article.title}\n{article.text}").other
    if other is not None and other not in pack_codes():
        raise OtherLanguageError(where, other)


def _identifier() -> Any:
    """The model, loaded once: 0.5 s and 140 MB."""
    with _load:
        return _model()


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
