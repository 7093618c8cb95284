"""Turkish endings, read as language-free markers. Letters are folded: i stands for both ı and i.

The endings are the case table of any Turkish grammar (e.g. Göksel & Kerslake 2005, ch. 8): plural, possessive, case,
-ki, copula, with buffer letters; both vowel harmonies are accepted, since a wrong vowel is a typing error, not a word.
"""

from __future__ import annotations

import re
from functools import cache

_ENDING = re.compile(
    r"(?:l[iuü](?:[kğ])?|s[iuü]z|c[iuü])?"  # -lık, -lı, -sız, -cı
    r"(?:l[ae]r)?"
    r"(?:[iuü]?m[iuü]z|[iuü]?n[iuü]z|[iuü]?m(?![iuü])|s?[iuü](?!m|n[iuü]z))?"
    r"(?P<case>n?[iuü]n|n?d[ae]n|t[ae]n|n?d[ae]|t[ae]|[yn]?[ae]|[yn]?[iuü]|yl[ae]|l[ae]|n?c[ae])?"
    r"(?:ki(?:l[ae]r)?(?:n[iuü]n|n[ae]|n?d[ae]n?|n[iuü])?)?"
    r"(?:y?[dt][iuü](?:r|l[ae]r)?|y?ken|ys[ae]|y?m[iuü]ş)?"
)
_MARKER = (
    (re.compile(r"n?[iuü]n"), "of"),
    (re.compile(r"n?[dt][ae]n|t[ae]n"), "from"),
    (re.compile(r"n?[dt][ae]"), "in"),
    (re.compile(r"y?l[ae]"), "with"),
    (re.compile(r"[yn]?[ae]"), "to"),
    (re.compile(r"[yn]?[iuü]"), "object"),
)


@cache
def marker(tail: str) -> str | None:
    """Return the marker of the letters behind a word, or None where they are no ending.

    Markers are "of", "to", "from", "in", "with", "object", "adj", and "" for an ending without a role (the plural).

    >>> marker("nin"), marker("ya"), marker("daki"), marker("xyz")
    ('of', 'to', 'in', None)
    """
    if not tail:
        return ""
    if re.fullmatch(r"l[iuü]", tail):
        return "adj"
    match = _ENDING.fullmatch(tail)
    if match is None:
        return None
    case = match["case"] or ""
    for pattern, name in _MARKER:
        if case and pattern.fullmatch(case):
            return name
    return ""


_SOFT = {"p": "b", "ç": "c", "t": "d", "k": "ğ"}


def forms(word: str) -> list[tuple[str, str]]:
    """Return the stems a dictionary form has before endings: itself, and softened where its last letter softens."""
    if "=" in word:
        return [(word.replace("=", ""), "")]
    last = word[-1]
    if last in _SOFT and len(word) > 3:
        return [(word, ""), (word[:-1] + _SOFT[last], "")]
    return [(word, "")]


_OURS = re.compile(r"m[iuü]z(?:[iuü]n|[iae]|d[ae]n?|l[ae])?$")


def ours(word: str) -> bool:
    """Whether a folded word ends as "our ...": ihracatımız, ticaretimizi.

    >>> ours("ihracatimiz"), ours("ihracati")
    (True, False)
    """
    return _OURS.search(word) is not None
