"""CSV and Parquet: column maps, usual names, and faults named by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.readers import read, tables
from extractors.errors import ArticleError
from extractors.records import Article


def test_csv_with_usual_names_and_quotes_over_lines() -> None:
    content = (
        'article_id,date,headline,body,source\r\n7,2025-11-26,"A ""B""","bir,\r\niki",Ajans\r\n8,26.11.2025,C,üç,\r\n'
    )
    one, two = read(content.encode("utf-8-sig"), name="t.csv")
    assert one == Article(id="7", published=date(2025, 11, 26), title='A "B"', text="bir,\r\niki", outlet="Ajans")
    assert isinstance(two, Article)
    assert two.outlet is None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    rows = [["id", "published", "title", "text"], ["1", "2025-11-26", "T", "x y"]]
    (found,) = read("\n".join(separator.join(row) for row in rows).encode(), name="t.csv")
    assert isinstance(found, Article)


def test_column_map() -> None:
    content = "Nr;Gün;Yazı\n5;2025-11-26;metin\n".encode()
    (found,) = read(content, name="t.csv", columns={"published": "Gün", "text": "Yazı"})
    assert found == Article(id="t-1", published=date(2025, 11, 26), title="", text="metin")


@pytest.mark.parametrize(
    ("content", "columns", "where", "what"),
    [
        (b"", {}, "t.csv", "empty file"),
        (b"id,published,title,text\n", {}, "t.csv", "header without rows"),
        (b"a,b\n1,2\n", {}, "t.csv", "no column for published, text among a, b"),
        (b"id,published,title,text\n1,2025-01-01,T,x\n", {"text": "Body"}, "t.csv", "no column Body"),
        (b"id,published,title,text\n1,2025-01-01,T,x\n", {"words": "text"}, "t.csv", "words is no field"),
    ],
)
def test_tables_that_cannot_be_read(content: bytes, columns: dict[str, str], where: str, what: str) -> None:
    (error,) = read(content, name="t.csv", columns=columns)
    assert isinstance(error, ArticleError)
    assert error.where == where
    assert what in error.what


def test_bad_rows_are_named_by_line_and_the_others_read() -> None:
    content = (
        b"id,published,title,text\n"
        b"1,2025-01-01,T,one\n"
        b"2,never,T,two\n"
        b"3,2025-01-01,T,thr\xfce\n"
        b"4,2025-01-01,T,four,five\n"
        b"5,2025-01-01,T\n"
        b"\n"
        b"6,2025-01-01,T,six\n"
    )
    items = list(read(content, name="t.csv"))
    assert [i.id for i in items if isinstance(i, Article)] == ["1", "6"]
    faults = {e.where: e.what for e in items if isinstance(e, ArticleError)}
    assert faults.keys() == {"t.csv:3", "t.csv:4", "t.csv:5", "t.csv:6"}
    assert "no date" in faults["t.csv:3"]
    assert "not UTF-8" in faults["t.csv:4"]
    assert "1 cells more" in faults["t.csv:5"]
    assert "lacks text" in faults["t.csv:6"]


def test_a_long_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_LINE_BYTES", 200)
    content = b"id,published,title,text\n1,2025-01-01,T," + b"x" * 5000 + b"\n2,2025-01-01,T,y\n"
    error, good = read(content, name="t.csv")
    assert isinstance(error, ArticleError)
    assert error.where == "t.csv:2"
    assert isinstance(good, Article)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({
        "id": ["1", "2", "3"], "published": [date(2025, 1, 1), date(2025, 1, 2), None], "title": ["A", "B", "C"],
        "text": ["bir", "iki", "üç"], "language": ["tr", None, "tr"], "unused": [1, 2, 3],
    }).to_parquet(path)  # fmt: skip
    one, two, three = read(path)
    assert one == Article(id="1", published=date(2025, 1, 1), title="A", text="bir", lang="tr")
    assert isinstance(two, Article)
    assert two.lang is None
    assert isinstance(three, ArticleError)
    assert three.where == f"{path}:3"
    assert list(read(path.read_bytes(), name="bytes"))[:2] == [one, two]


@pytest.mark.parametrize("content", [b"PAR1 but nothing else", b""])
def test_parquet_that_is_none(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(content)
    (error,) = read(path)
    assert isinstance(error, ArticleError)
    assert "no Parquet" in error.what


def test_a_nul_in_a_cell_is_named_by_line() -> None:
    content = b"id,published,title,text\na,2025-01-01,T,x\nb,2025-01-01,T,x\x00y\n"
    good, bad = read(content, name="t.csv")
    assert isinstance(good, Article)
    assert isinstance(bad, ArticleError)
    assert (bad.where, bad.what) == ("t.csv:3", "text holds a NUL character at 1")


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_first_line_that_names_the_separator(first: str) -> None:
    """As spreadsheet programs write and understand it; marks and decimal commas stay in the text."""
    content = f'\ufeff{first}\r\nTarih;Başlık;Metin\r\n26.11.2025;Haber;"4,1 milyar; arttı"\r\n26 Kasım 2025;B\r\n'
    good, bad = read(content.encode(), name="t.csv")
    assert isinstance(good, Article)
    assert (good.published, good.title, good.text) == (date(2025, 11, 26), "Haber", "4,1 milyar; arttı")
    assert isinstance(bad, ArticleError)
    assert (bad.where, bad.what) == ("t.csv:4", "lacks text")
