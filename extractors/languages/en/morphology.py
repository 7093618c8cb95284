"""English: the plural is all that bends."""

from __future__ import annotations

_HISS = ("s", "x", "z", "ch", "sh")


def forms(word: str) -> list[tuple[str, str]]:
    """Return the form and its regular plural (of the last word); a form of several words with `=` is frozen.

    >>> forms("company")
    [('company', ''), ('companies', '')]
    """
    if "=" in word:
        return [(word.replace("=", ""), "")]
    if word.endswith(_HISS):
        return [(word, ""), (word + "es", "")] if not word.endswith("s") else [(word, "")]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [(word, ""), (word[:-1] + "ies", "")]
    return [(word, ""), (word + "s", "")]
