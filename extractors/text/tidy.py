"""Tidying: what a reader does not see in a text, taken out before it is read, with a way back to the offsets.

Pages and archives put no-break spaces, runs of spaces, soft hyphens, line breaks at a width and letters in two parts
("u" and its dots) where the words are the same. The finders read a tidy text; what they find is given the offsets of
the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from extractors.text.wrapped import unwrapped

# spaces of all widths; between a digit and three digits they group a number, and stay
_WIDE = re.compile(
    r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000](?!\d{3}(?!\d))|(?<!\d)[\t\u00a0\u2000-\u200a\u202f]"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_UNSEEN = re.compile(
    r"[\u00ad\u200b-\u200f\u2060\ufeff]| (?= )|\w[\u0300-\u036f]+|&(?:#\d{1,5}|#[xX][0-9a-fA-F]{1,4}|[a-zA-Z]{2,6});"
)
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MARK = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_ENTITY = re.compile(r"&[#\w]{2,7};")


@dataclass(frozen=True, slots=True)
class Tidy:
    """A tidy text; character `i` was made from `starts[i]`..`ends[i]` of the text as it came, if any moved."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the text as it came that a slice of the tidy text was made from."""
        if not self.starts or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def tidy(text: str) -> Tidy:
    r"""Return the text with plain single spaces, without invisible characters, its letters in one part.

    >>> tidy("USD\u00a0100  billion").text
    'USD 100 billion'
    >>> tidy("tica\u00adret  hacmi").span(8, 13)
    (10, 15)
    >>> tidy("AT&amp;T&#39;s ex&shy;ports").text
    "AT&T's exports"
    """
    text = unwrapped(text)
    if _SPACE.search(text) is not None:
        text = _WIDE.sub(" ", text)
    if not ("  " in text or _MARK.search(text) or ("&" in text and _ENTITY.search(text))):
        return Tidy(text)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _UNSEEN.finditer(text):
        start, end = match.span()
        parts.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        if end - start > 1:
            whole = unescape(match[0]) if match[0][0] == "&" else unicodedata.normalize("NFC", match[0])
            if whole[0] in _INVISIBLE:
                whole = ""  # a soft hyphen written as an entity
            elif whole[0] in "iI":
                whole = whole[0]  # the dot that lower case leaves of a capital one
            parts.append(whole)
            starts.extend([start] * len(whole))
            ends.extend([end] * len(whole))
        at = end
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Tidy("".join(parts), tuple(starts), tuple(ends))
