"""Plain text and JSONL: what is an article, and how each fault is named."""

from __future__ import annotations

import gzip
import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from data.readers import Item, Source, jsonl, read, reader_for
from data.readers.fields import parse_date
from extractors.errors import ArticleError
from extractors.records import Article


def lines(*records: object) -> bytes:
    return b"".join(r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in records)


def record(**changes: object) -> dict[str, object]:
    return {"id": "a", "published": "2025-11-26", "title": "T", "text": "4,1 milyar dolar"} | changes


def only_error(items: list[Item]) -> ArticleError:
    (item,) = items
    assert isinstance(item, ArticleError)
    return item


def test_text_with_a_header_line(tmp_path: Path) -> None:
    path = tmp_path / "000_c5.txt"
    path.write_bytes("\ufeff date 2025-11-26 Rusya'nın Başlığı\r\n\r\nGövde  iki boşluk.\n\n İkinci. \n\n".encode())
    assert list(read(path)) == [
        Article(
            id="000_c5", published=date(2025, 11, 26), title="Rusya'nın Başlığı", text="Gövde  iki boşluk.\n\n İkinci. "
        )
    ]


def test_text_without_a_header_takes_the_line_that_names_its_day() -> None:
    body = "Başlık burada\n\nYayın Tarihi: 26.11.2025 14:41\nGüncelleme Tarihi: 27.11.2025 09:00\nGövde."
    (found,) = read(body.encode(), name="x.txt")
    assert isinstance(found, Article)
    assert (found.published, found.updated, found.title) == (date(2025, 11, 26), date(2025, 11, 27), "Başlık burada")
    assert found.text.endswith("Gövde.")


@pytest.mark.parametrize(
    ("line", "day"),
    [("Yayın Tarihi: 3 Ağustos 2025 Pazar - 10:11", date(2025, 8, 3)),
     ("Дата публикации: 3 августа 2025, 10:11", date(2025, 8, 3))],
)  # fmt: skip
def test_text_whose_day_has_a_month_name(line: str, day: date) -> None:
    (found,) = read(f"Başlık burada\n{line}\n\nGövde.".encode(), name="x.txt")
    assert isinstance(found, Article)
    assert (found.published, found.title) == (day, "Başlık burada")


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", "x.txt", "empty file"),
        (b" \n\n", "x.txt", "empty file"),
        (b"date 2025-13-40 T\nbody", "x.txt:1", "'2025-13-40' is no date"),
        (b"\n\ndate yesterday T\nbody", "x.txt:3", "'yesterday' is no date"),
        (b"Title\nbody without a day", "x.txt", "no publication date"),
        ("Başlık\nYayın Tarihi: dün\ngövde".encode(), "x.txt:2", "'dün' is no date"),
        (b"date 2025-11-26\n\n", "x.txt", "header without an article"),
        (b"date 2025-11-26 T\nok\nt\xfcrk", "x.txt:3", "not UTF-8 (byte 0xfc at offset 22)"),
        ("date 2025-11-26 T\nx".encode("utf-16"), "x.txt:1", "UTF-16"),
        (b"date 2025-11-26 T\nnul \x00 here", "x.txt:2", "NUL character"),
    ],
)
def test_text_faults_are_named(content: bytes, where: str, what: str) -> None:
    error = only_error(list(read(content, name="x.txt")))
    assert error.where == where
    assert what in error.what
    assert error.remedy


def test_jsonl_reads_good_lines_around_bad_ones() -> None:
    content = lines(
        record(id="one", lang="tr", outlet="Ajans", url="https://example.org", extra=[1]),
        b"{broken\n",
        b"\n",
        record(id="two", published="2025-11-26T14:41:00+03:00", title=""),
        {"id": "three", "title": "T"},
        record(id="four", published="2025-02-30"),
        b'{"id": "\xff"}\n',
        [1, 2],
        record(id="five", text=7),
        record(id="six", updated="soon"),
        record(id=["seven"]),
        record(id="eight", title=" ", text="\n"),
        record(id=9, text="son\u2028satır"),
    )
    items = list(read(content, name="in.jsonl"))
    good = [item for item in items if isinstance(item, Article)]
    assert [a.id for a in good] == ["one", "two", "9"]
    assert good[0].outlet == "Ajans"
    assert good[1].published == date(2025, 11, 26)
    assert good[2].text == "son\u2028satır"
    faults = {e.where: e.what for e in items if isinstance(e, ArticleError)}
    expected = {
        "in.jsonl:2": "no JSON", "in.jsonl:5": "lacks published, text", "in.jsonl:6": "'2025-02-30' is no date",
        "in.jsonl:7": "not UTF-8 (byte 0xff", "in.jsonl:8": "list, not an object", "in.jsonl:9": "text is int",
        "in.jsonl:10": "updated 'soon' is no date", "in.jsonl:11": "no identifier", "in.jsonl:12": "empty",
    }  # fmt: skip
    assert faults.keys() == expected.keys()
    assert all(part in faults[where] for where, part in expected.items())


@pytest.mark.parametrize("name", ["id", "title", "text", "outlet", "url"])
@pytest.mark.parametrize(("bad", "reason"), [("\\ud800", "surrogate"), ("\\u0000", "NUL")])
def test_what_no_database_keeps_is_named_by_line(name: str, bad: str, reason: str) -> None:
    broken = lines(record(id="x") | {name: "a BAD z"}).replace(b"BAD", bad.encode())
    good, failed, other = read(lines(record(id="a")) + broken + lines(record(id="b")), name="in.jsonl")
    assert isinstance(good, Article)
    assert isinstance(other, Article)
    assert isinstance(failed, ArticleError)
    assert failed.where == "in.jsonl:2"
    assert failed.what.startswith(f"{name} holds")
    assert reason in failed.what


def test_a_line_of_50_mb_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    with path.open("wb") as file:
        file.write(lines(record(id="before")))
        file.write(b'{"id": "huge", "text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n')
        file.write(lines(record(id="after")))
    before, error, after = read(path)
    assert isinstance(error, ArticleError)
    assert error.where == f"{path}:2"
    assert "longer than 16 MB" in error.what
    assert [before.id, after.id] == ["before", "after"]  # type: ignore[union-attr]


def test_a_long_last_line_without_an_end_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 100)
    error = only_error(list(read(b"x" * 5000, name="in.jsonl")))
    assert error.where == "in.jsonl:1"


def test_jsonl_packed_and_from_a_stream() -> None:
    content = lines(record(id="a"), record(id="b"))
    packed = list(read(gzip.compress(content), name="in.jsonl.gz"))
    streamed = list(read(BytesIO(content), media_type="application/jsonl"))
    assert packed == streamed
    assert len(packed) == 2


def test_broken_gzip_is_named() -> None:
    content = gzip.compress(lines(*(record(id=str(n)) for n in range(2000))))
    items = list(read(content[: len(content) // 2], name="in.jsonl.gz"))
    assert isinstance(items[-1], ArticleError)
    assert "gzip" in items[-1].what
    assert isinstance(items[0], Article)


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_table_is_named(content: bytes) -> None:
    assert only_error(list(read(content, name="in.jsonl"))).what == "empty file"


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert "no reader" in only_error(list(read(tmp_path / "picture.png"))).what
    assert "No such file" in only_error(list(read(tmp_path / "absent.txt"))).what
    assert "folder" in only_error(list(read(tmp_path))).what


def test_kinds_are_chosen_by_type_then_ending_then_content() -> None:
    def chosen(name: str, media_type: str | None = None, head: bytes = b"") -> str | None:
        reader = reader_for(name, media_type, head)
        return reader.name if reader else None

    assert chosen("x.jsonl") == "jsonl"
    assert chosen("X.TXT?utm=1") == "text"
    assert chosen("page", "text/plain; charset=utf-8") == "text"
    assert chosen("nothing", head=b'{"id": 1}') == "jsonl"
    assert chosen("nothing") is None


def test_position_follows_the_bytes_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines(*(record(id=str(n)) for n in range(100))))
    source = Source(str(path), path=path)
    assert sum(1 for _ in read(source)) == 100
    assert source.position == path.stat().st_size


def test_language_codes_are_read_as_people_write_them() -> None:
    content = lines(
        record(id="a", lang="TR"), record(id="b", lang="en-US"), record(id="c", lang=""), record(lang="english")
    )
    *good, bad = read(content, name="in.jsonl")
    assert [a.lang for a in good if isinstance(a, Article)] == ["tr", "en", None]
    assert isinstance(bad, ArticleError)
    assert "'english' is no language code" in bad.what


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-26", date(2025, 11, 26)),
        ("2025-11-26T23:30:00Z", date(2025, 11, 26)),
        ("03.04.2025", date(2025, 4, 3)),
        ("26.11.2025 14:41", date(2025, 11, 26)),
        ("03/04/2025", None),
        ("26 Kasım 2025 Çarşamba, 14:41", date(2025, 11, 26)),
        ("26 ноября 2025 г., 10:11", date(2025, 11, 26)),
        ("Wed, 26 Nov 2025 14:30:00 GMT", date(2025, 11, 26)),
        ("November 26, 2025", date(2025, 11, 26)),
        ("31 Kasım 2025", None),
        ("1 Mayıs 2025 - 2 Mayıs 2025", None),
        ("0001-01-01", None),
        ("", None),
        (20251126, None),
        (date(2025, 1, 2), date(2025, 1, 2)),
    ],
)
def test_dates(text: object, day: date | None) -> None:
    assert parse_date(text) == day
