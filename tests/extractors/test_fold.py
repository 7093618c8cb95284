"""Folding keeps every offset; forms are found at word starts only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.text.fold import fold, letters


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_letters_shift_by_one(text: str) -> None:
    folded = fold(text)
    spaced = letters(folded)
    assert len(spaced) == len(folded) + 2
    assert all(a == b for a, b in zip(folded, spaced[1:], strict=False) if a.isalpha())


def test_all_turkish_i_fold_alike() -> None:
    assert fold("İHRACAT ıIiİ") == "ihracat iiii"


def test_signs_are_unified() -> None:
    assert fold("Türkiye’nin «4–5» milyar\u00a0dolar") == 'türkiye\'nin "4-5" milyar dolar'


def test_a_schwa_from_the_other_keyboard_is_the_same_letter() -> None:
    assert fold("Az\u04d9rbaycan il\u04d8") == fold("Azərbaycan ilƏ") == "azərbaycan ilə"
