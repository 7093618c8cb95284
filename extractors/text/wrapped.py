"""Line breaks that only wrap: text files and mails cut their lines at a width, in the middle of a sentence.

A wrapped line is full: the first word of the next line would not have fitted into it. That holds for every break that
a program made and seldom for the end of a paragraph, a headline or a row of a list.
"""

from __future__ import annotations

# widths at which programs wrap, in letters; what is longer is a paragraph on a line
_NARROWEST, _WIDEST = 40, 132
_INDENT = ("  ", "\t")
_CLOSING = ".!?…:;"


def unwrapped(text: str) -> str:
    r"""Return the text with a space for each line break that only wraps; the same length.

    >>> unwrapped("Trade of both countries rose to 4.1 billion\ndollars last year.\nWheat prices fell.")
    'Trade of both countries rose to 4.1 billion dollars last year.\nWheat prices fell.'
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    breaks = [at for first, last in _blocks(lines) for at in _full(lines, first, last)]
    in_sentence = sum(_goes_on(lines[at], lines[at + 1]) for at in breaks)
    if not breaks or 2 * in_sentence < len(breaks):
        return text  # rows of a list, each with a capital
    wraps = set(breaks)
    marks = [" " if at in wraps else "\n" for at in range(len(lines) - 1)]
    cut = [line[:-1] + " " if at in wraps and line.endswith("\r") else line for at, line in enumerate(lines)]
    return "".join(part for pair in zip(cut, [*marks, ""], strict=True) for part in pair)


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on behind the break: no full stop before it, a small letter behind it."""
    word = following.split(None, 1)[0]
    return word[0].islower() and "/" not in word and line.rstrip()[-1] not in _CLOSING


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Return the first and the last line of each run of lines without a blank one or a new indent."""
    blocks: list[tuple[int, int]] = []
    first = None
    for at, line in enumerate([*lines, ""]):
        starts = not line.strip() or line.startswith(_INDENT)
        if first is not None and starts:
            blocks.append((first, at - 1))
            first = None
        if first is None and line.strip():
            first = at
    return blocks


def _full(lines: list[str], first: int, last: int) -> list[int]:
    """Return the lines of a block that are as full as its width allows."""
    width = max(len(lines[at].strip()) for at in range(first, last + 1))
    if first == last or not _NARROWEST <= width <= _WIDEST:
        return []
    return [
        at
        for at in range(first, last)
        if len(lines[at].strip()) + 1 + len(lines[at + 1].lstrip().split(" ", 1)[0].rstrip()) > width
    ]
