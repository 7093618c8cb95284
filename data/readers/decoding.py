"""Bytes to text without guessing: UTF-8 or a named reason, and characters that no database keeps."""

from __future__ import annotations

import codecs

from extractors.errors import ArticleError

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decode_utf8(content: bytes, where: str, *, first_line: int = 1) -> str:
    """UTF-8 text, a byte order mark dropped.

    Args:
        content: The bytes.
        where: What the message calls their place.
        first_line: Number of the line that `content` starts at.

    Raises:
        ArticleError: Not UTF-8; the message names line and byte.
    """
    if content.startswith(_WIDE_MARKS):
        raise ArticleError(f"{where}:{first_line}", "not UTF-8 (UTF-16 or UTF-32)", "save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = first_line + content.count(b"\n", 0, error.start)
        what = f"not UTF-8 (byte 0x{content[error.start]:02x} at offset {error.start})"
        raise ArticleError(f"{where}:{line}", what, "save it as UTF-8, e.g. iconv -f windows-1254 -t utf-8") from error


def unstorable(text: str) -> str | None:
    """Why a text cannot be kept unchanged by every database, or None."""
    if "\x00" in text:
        return f"a NUL character at {text.index(chr(0))}"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"half of a surrogate pair at {error.start}"
    return None
