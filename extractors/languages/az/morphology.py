"""Azerbaijani endings, read as language-free markers. Letters are folded: i stands for both ı and i.

The endings are the case table of any Azerbaijani grammar: plural, possessive, case, -ki, copula, with buffer letters;
all vowel harmonies are accepted, since a wrong vowel is a typing error, not a word.
"""

from __future__ import annotations

import re
from functools import cache

_ENDING = re.compile(
    r"(?:l[iuü](?:[qkğy])?|s[iuü]z|ç[iuü])?"  # -lıq, -lı, -sız, -çı
    r"(?:l[aə]r)?"
    r"(?:[iuü]?m[iuü]z|[iuü]?n[iuü]z|[iuü]?m(?![iuü])|s?[iuü](?!m|n[iuü]z))?"
    r"(?P<case>n?[iuü]n|n?d[aə]n|n?d[aə]|[yn]?[aə](?:d[əa]k)?|[yn]?[iuü]|yl[aə]|l[aə]|n?c[aə])?"
    r"(?:k[iuü](?:l[aə]r)?(?:n[iuü]n|n[aə]|n?d[aə]n?|n[iuü])?)?"
    r"(?:y?d[iuü](?:r|rl[aə]r)?|y?k[əa]n|ys[aə]|s[aə]|y?m[iuü]ş)?"
)
_ADJECTIVE = re.compile(r"l[iuü](?:[qkğy][iuü]?)?")
_MARKER = (
    (re.compile(r"n?[iuü]n"), "of"),
    (re.compile(r"n?d[aə]n"), "from"),
    (re.compile(r"n?d[aə]"), "in"),
    (re.compile(r"y?l[aə]"), "with"),
    (re.compile(r"[yn]?[aə](?:d[əa]k)?"), "to"),
    (re.compile(r"[yn]?[iuü]"), "object"),
)


@cache
def marker(tail: str) -> str | None:
    """Return the marker of the letters behind a word, or None where they are no ending.

    Markers are "of", "to", "from", "in", "with", "object", "adj", and "" for an ending without a role (the plural).

    >>> marker("nin"), marker("yə"), marker("daki"), marker("xyz")
    ('of', 'to', 'in', None)
    """
    if not tail:
        return ""
    if _ADJECTIVE.fullmatch(tail):
        return "adj"
    match = _ENDING.fullmatch(tail)
    if match is None:
        return None
    case = match["case"] or ""
    for pattern, name in _MARKER:
        if case and pattern.fullmatch(case):
            return name
    return ""


_SOFT = {"q": "ğ", "k": "y", "t": "d"}


def forms(word: str) -> list[tuple[str, str]]:
    """Return the stems a dictionary form has before endings: itself, and softened where its last letter softens."""
    if "=" in word:
        return [(word.replace("=", ""), "")]
    last = word[-1]
    if last in _SOFT and len(word) > 3:
        return [(word, ""), (word[:-1] + _SOFT[last], "")]
    return [(word, "")]


_OURS = re.compile(r"m[iuü]z(?:[iuü]n?|[aə]|d[aə]n?|l[aə])?$")


def ours(word: str) -> bool:
    """Whether a folded word ends as "our ...": ixracımız, ticarətimizi.

    >>> ours("ixracimiz"), ours("ixraci")
    (True, False)
    """
    return _OURS.search(word) is not None
