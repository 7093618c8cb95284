"""Turkish endings, read as language-free markers. Letters are folded: i stands for both ı and i.

The endings are the case table of any Turkish grammar (e.g. Göksel & Kerslake 2005, ch. 8): plural, possessive, case,
-ki, copula, with buffer letters; both vowel harmonies are accepted, since a wrong vowel is a typing error, not a word.

>>> marker("nin"), marker("ya"), marker("daki"), marker("xyz")
('of', 'to', 'in', None)
>>> ours("ihracatimiz"), ours("ihracati")
(True, False)
"""

from __future__ import annotations

import re

from extractors.languages.endings import Endings

_ENDINGS = Endings(
    ending=re.compile(
        r"(?:l[iuü](?:[kğ])?|s[iuü]z|c[iuü])?"  # -lık, -lı, -sız, -cı
        r"(?:l[ae]r)?"
        r"(?:[iuü]?m[iuü]z|[iuü]?n[iuü]z|[iuü]?m(?![iuü])|s?[iuü](?!m|n[iuü]z))?"
        r"(?P<case>n?[iuü]n|n?d[ae]n|t[ae]n|n?d[ae]|t[ae]|[yn]?[ae]|[yn]?[iuü]|yl[ae]|l[ae]|n?c[ae])?"
        r"(?:ki(?:l[ae]r)?(?:n[iuü]n|n[ae]|n?d[ae]n?|n[iuü])?)?"
        r"(?:y?[dt][iuü](?:r|l[ae]r)?|y?ken|ys[ae]|y?m[iuü]ş)?"
    ),
    cases=(
        (re.compile(r"n?[iuü]n"), "of"),
        (re.compile(r"n?[dt][ae]n|t[ae]n"), "from"),
        (re.compile(r"n?[dt][ae]"), "in"),
        (re.compile(r"y?l[ae]"), "with"),
        (re.compile(r"[yn]?[ae]"), "to"),
        (re.compile(r"[yn]?[iuü]"), "object"),
    ),
    adjective=re.compile(r"l[iuü]"),
    soft={"p": "b", "ç": "c", "t": "d", "k": "ğ"},
    first_plural=re.compile(r"m[iuü]z(?:[iuü]n|[iae]|d[ae]n?|l[ae])?$"),
)
marker = _ENDINGS.marker
forms = _ENDINGS.forms
ours = _ENDINGS.ours
