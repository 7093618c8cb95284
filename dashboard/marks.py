"""An article as HTML with its figures marked. Every character of the article is escaped; only our own tags are tags."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_MARKDOWN = frozenset("\\`*_{}[]()#+!|~<>$:@&")


@dataclass(frozen=True)
class Mark:
    """A span to mark.

    Attributes:
        start: Offset in code points.
        end: Offset of the end, exclusive.
        kind: "chosen" for the figure in question, "other" for further claims, or the name of an evidence field.
        title: What a pointer resting on it shows.
        href: Address that a click opens; empty for none.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True)
class Marked:
    """A text with marks, and what could not be placed in it."""

    html: str
    unplaced: tuple[Mark, ...] = ()


def marked(text: str, marks: Iterable[Mark], *, paragraphs: bool = True) -> Marked:
    """Write text as HTML with `<mark>` around the spans.

    A mark outside the text is not drawn and comes back in `unplaced`. Where marks overlap, the chosen one wins, then
    the longer.

    Args:
        text: Title or body of an article.
        marks: Spans.
        paragraphs: Whether line breaks make paragraphs.
    """
    good: list[Mark] = []
    unplaced: list[Mark] = []
    for mark in marks:
        (good if 0 <= mark.start < mark.end <= len(text) else unplaced).append(mark)
    kept: list[Mark] = []
    for mark in sorted(good, key=lambda m: (m.kind != "chosen", -(m.end - m.start), m.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    parts: list[str] = []
    at = 0
    for mark in sorted(kept, key=lambda m: m.start):
        parts.append(_plain(text[at : mark.start], paragraphs))
        parts.append(_tag(text[mark.start : mark.end], mark))
        at = mark.end
    parts.append(_plain(text[at:], paragraphs))
    body = "".join(parts)
    return Marked(f"<p>{body}</p>" if paragraphs else body, tuple(unplaced))


def sentence(text: str, start: int, end: int, *, reach: int = 240) -> tuple[int, int]:
    """The span of the sentence around a figure: to the nearest sentence end, at most `reach` characters each way.

    Only for showing: the extractor has its own, exact sentences.
    """
    first = max(0, start - reach)
    before = text[first:start]
    cut = max(before.rfind(". "), before.rfind("! "), before.rfind("? "), before.rfind("\n"))
    first = first + cut + 1 if cut >= 0 else (first if first == 0 else first + before.find(" "))
    last = min(len(text), end + reach)
    after = text[end:last]
    ends = [found for sign in (". ", "! ", "? ", "\n") if (found := after.find(sign)) >= 0]
    last = end + min(ends) + 1 if ends else last
    while first < start and text[first].isspace():
        first += 1
    return first, last


def excerpt(text: str, start: int, end: int, language: str) -> str:
    """The sentence around a figure as HTML, the figure marked."""
    if not 0 <= start < end <= len(text):
        return ""
    first, last = sentence(text, start, end)
    shown = marked(text[first:last], [Mark(start - first, end - first, "chosen")], paragraphs=False)
    return f'<div class="ikili-sentence" lang="{html.escape(language, quote=True)}">{shown.html}</div>'


def markdown_text(text: str) -> str:
    """Foreign text for a place that reads Markdown: every sign that Markdown could read is put out of action."""
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in text)


def _plain(text: str, paragraphs: bool) -> str:
    escaped = html.escape(text)
    return escaped.replace("\n\n", "</p><p>").replace("\n", "<br>") if paragraphs else escaped.replace("\n", " ")


def _tag(text: str, mark: Mark) -> str:
    inside = html.escape(text)
    title = f' title="{html.escape(mark.title, quote=True)}"' if mark.title else ""
    tag = f'<mark class="ikili-{html.escape(mark.kind, quote=True)}"{title}>{inside}</mark>'
    return f'<a href="{html.escape(mark.href, quote=True)}" target="_self">{tag}</a>' if mark.href else tag
