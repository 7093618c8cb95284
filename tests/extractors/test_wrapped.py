"""Line breaks at a width are no ends of sentences; paragraphs, headlines and lists keep theirs."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Article, extract
from extractors.text.wrapped import unwrapped

STORY = (
    "Kenya and Uganda, said the trade minister on Monday, want to do more business with one another. Trade between "
    "Kenya and Uganda rose 7 percent to 1.3 billion dollars in 2024. The exports of Kenya to Uganda reached 850 "
    "million dollars in the same year."
)


@pytest.mark.parametrize("width", [45, 60, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_wrapped_story_reads_like_the_story(width: int, end: str) -> None:
    def found(text: str) -> list[tuple[object, ...]]:
        article = Article(id="a", lang="en", published=date(2025, 3, 3), title="", text=text)
        return [(o.indicator, o.measure, o.value, o.unit, o.period) for o in extract(article).observations]

    wrapped = end.join(textwrap.wrap(STORY, width))
    assert found(wrapped) == found(STORY)
    assert len(found(STORY)) == 3


def test_quotes_are_slices_of_the_text_as_it_came() -> None:
    text = "\r\n".join(textwrap.wrap(STORY, 50))
    for record in extract(Article(id="a", lang="en", published=date(2025, 3, 3), title="", text=text)).observations:
        assert text[record.start : record.end] == record.quote


@pytest.mark.parametrize(
    "text",
    [
        "Exports of Kenya rose in the first half of the year\nImports of Kenya fell in the first half of the year",
        "Trade in 2024: 4.1 billion dollars\nTrade in 2023: 3.6 billion dollars\nTrade in 2022: 3.2 billion dollars",
        "Kenya: a headline\nThe first paragraph is long, and it goes on and on for more than any width at which a "
        "program would wrap, so that its line break ends it and nothing else does, whatever follows.\nthen this",
        "A short line\nand another",
        "Where the text of a message ends with an address, the\nhttps://example.org/a/very/long/address/of/a/page",
    ],
)
def test_other_line_breaks_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="aB .\n\r", max_size=400))
def test_only_line_breaks_change(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(new == old or old in "\r\n" for new, old in zip(read, text, strict=True))
