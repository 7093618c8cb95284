"""Folding: lower case and unified signs, one character to one character.

`str.lower` alone is not enough ("İHRACAT".lower() is one letter longer) and NFKC moves offsets; here every folded
character stands at the offset of its original. All four Turkish i (İ, I, ı, i) become "i", so that capitals typed
with English rules still match; a pack's forms are folded by the same function.
"""

from __future__ import annotations

import re

_SIGNS = (
    ("ı", "i"),
    ("ё", "е"),
    ("\u04d9", "ə"),  # a Cyrillic schwa typed in Latin text
    ("â", "a"),
    ("î", "i"),
    ("û", "u"),
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("`", "'"),
    ("´", "'"),
    ("′", "'"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("‑", "-"),
    ("‒", "-"),
    ("―", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u2007", " "),
    ("\t", " "),
    ("\r", " "),
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("«", '"'),
    ("»", '"'),
    # Windows-1252 read as Latin-1, as old news archives have it: quotes and dashes as control characters
    ("\x91", "'"),
    ("\x92", "'"),
    ("\x93", '"'),
    ("\x94", '"'),
    ("\x96", "-"),
    ("\x97", "-"),
    ("\u02bb", "'"),
    ("\uff07", "'"),
    ("\uff0d", "-"),
    # transcripts put words that were left out in square brackets: "51 [billion dollars]"
    ("[", " "),
    ("]", " "),
)
# Latin letters typed inside Cyrillic words ("соберeт"): they look the same and some archives use them for ё
_LOOKALIKES = str.maketrans("aceopxy", "асеорху")
_LOOKALIKE = re.compile(r"(?<=[а-я])[aceopxy]|[aceopxy](?=[а-я])")
_NOT_LETTER = re.compile(r"[\W\d_](?<! )")  # nor a space, which would only become one


def fold(text: str) -> str:
    """Return the text in lower case with unified apostrophes, dashes, quotes and spaces, same length.

    >>> fold("İHRACAT’ı %5")
    "ihracat'i %5"
    >>> fold("объeм") == "объем"  # the third letter is Latin on the left
    True
    """
    folded = text.replace("İ", "i").lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text.replace("İ", "i"))
    for sign, plain in _SIGNS:
        if sign in folded:
            folded = folded.replace(sign, plain)
    if "о" in folded and _LOOKALIKE.search(folded):
        folded = _LOOKALIKE.sub(lambda match: match[0].translate(_LOOKALIKES), folded)
    return folded


def letters(folded: str) -> str:
    """Return the folded text with everything but letters as a space, and one space in front: offsets shift by one.

    The space in front lets every lexicon form begin with a space, so that no form matches inside a word.
    """
    return " " + _NOT_LETTER.sub(" ", folded) + " "
