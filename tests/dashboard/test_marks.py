"""Marked text: every character of the article escaped, offsets kept, what cannot be placed comes back."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.marks import Mark, excerpt, marked, sentence

EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) $a$ **b** "q"'


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_the_figure_is_marked_and_the_rest_is_not() -> None:
    text = "Hacim 4,1 milyar dolara ulaştı."
    found = marked(text, [Mark(6, 22, "chosen")], paragraphs=False)
    assert found.html == 'Hacim <mark class="ikili-chosen">4,1 milyar dolar</mark>a ulaştı.'


def test_no_tag_of_an_article_gets_through() -> None:
    found = marked(EVIL, [Mark(0, len(EVIL), "chosen", EVIL, 'x" onmouseover="y')])
    assert "<script" not in found.html
    assert "<img" not in found.html
    assert 'onmouseover="y' not in found.html.replace("&quot;", "")
    assert set(re.findall(r"</?(\w+)", found.html)) == {"p", "a", "mark"}


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(-5, 210), st.integers(-5, 210)), max_size=6))
def test_text_is_kept_and_only_our_tags_are_tags(text: str, spans: list[tuple[int, int]]) -> None:
    text = text.replace("\r", "").replace("\n", " ")
    marks = [Mark(a, b, "other") for a, b in spans]
    found = marked(text, marks, paragraphs=False)
    assert plain(found.html) == text
    assert set(re.findall(r"<(/?\w+)", found.html)) <= {"mark", "/mark"}
    assert len(found.unplaced) == sum(not 0 <= a < b <= len(text) for a, b in spans)


def test_overlapping_marks_keep_the_chosen_one() -> None:
    found = marked("0123456789", [Mark(0, 8, "other"), Mark(2, 4, "chosen")], paragraphs=False)
    assert '<mark class="ikili-chosen">23</mark>' in found.html
    assert "ikili-other" not in found.html


def test_a_mark_outside_the_text_is_reported() -> None:
    lost = Mark(90, 99, "other", "lost")
    assert marked("short", [lost]).unplaced == (lost,)


def test_the_sentence_around_a_figure() -> None:
    text = "First one. Trade grew to $4.1 billion in 2024. Third one."
    start = text.index("$4.1")
    first, last = sentence(text, start, start + 12)
    assert text[first:last] == "Trade grew to $4.1 billion in 2024."


def test_an_excerpt_names_its_language_safely() -> None:
    shown = excerpt("abc 5 def", 4, 5, 'tr"><script>')
    assert "<script" not in shown
    assert "<mark" in shown


def test_an_excerpt_of_a_wrong_span_is_empty() -> None:
    assert excerpt("abc", 5, 9, "en") == ""
