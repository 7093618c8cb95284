"""Azerbaijani endings, read as language-free markers. Letters are folded: i stands for both ı and i.

The endings are the case table of any Azerbaijani grammar: plural, possessive, case, -ki, copula, with buffer letters;
all vowel harmonies are accepted, since a wrong vowel is a typing error, not a word.

>>> marker("nin"), marker("yə"), marker("daki"), marker("xyz")
('of', 'to', 'in', None)
>>> ours("ixracimiz"), ours("ixraci")
(True, False)
"""

from __future__ import annotations

import re

from extractors.languages.endings import Endings

_ENDINGS = Endings(
    ending=re.compile(
        r"(?:l[iuü](?:[qkğy])?|s[iuü]z|ç[iuü])?"  # -lıq, -lı, -sız, -çı
        r"(?:l[aə]r)?"
        r"(?:[iuü]?m[iuü]z|[iuü]?n[iuü]z|[iuü]?m(?![iuü])|s?[iuü](?!m|n[iuü]z))?"
        r"(?P<case>n?[iuü]n|n?d[aə]n|n?d[aə]|[yn]?[aə](?:d[əa]k)?|[yn]?[iuü]|yl[aə]|l[aə]|n?c[aə])?"
        r"(?:k[iuü](?:l[aə]r)?(?:n[iuü]n|n[aə]|n?d[aə]n?|n[iuü])?)?"
        r"(?:y?d[iuü](?:r|rl[aə]r)?|y?k[əa]n|ys[aə]|s[aə]|y?m[iuü]ş)?"
    ),
    cases=(
        (re.compile(r"n?[iuü]n"), "of"),
        (re.compile(r"n?d[aə]n"), "from"),
        (re.compile(r"n?d[aə]"), "in"),
        (re.compile(r"y?l[aə]"), "with"),
        (re.compile(r"[yn]?[aə](?:d[əa]k)?"), "to"),
        (re.compile(r"[yn]?[iuü]"), "object"),
    ),
    adjective=re.compile(r"l[iuü](?:[qkğy][iuü]?)?"),
    soft={"q": "ğ", "k": "y", "t": "d"},
    first_plural=re.compile(r"m[iuü]z(?:[iuü]n?|[aə]|d[aə]n?|l[aə])?$"),
)
marker = _ENDINGS.marker
forms = _ENDINGS.forms
ours = _ENDINGS.ours
