"""Zip files: anything inside is read, hostile ones are refused by name, the rest gets in."""

from __future__ import annotations

import io
import json
import struct
import zipfile

from data.readers import archives, read
from extractors.errors import ArticleError
from extractors.records import Article
from tests.data.pages import TR, page
from tests.data.test_warc import story, warc

LINE = json.dumps({"id": "j", "published": "2025-11-26", "title": "Başlık", "text": TR[0]}).encode() + b"\n"
HTML = page(TR, head='<meta property="article:published_time" content="2025-11-26">').encode()


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def split(content: bytes, name: str = "all.zip") -> tuple[list[Article], list[ArticleError]]:
    items = list(read(content, name=name))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, ArticleError)]


def test_everything_inside_is_read(tmp_path):
    content = packed({
        "a/page.html": HTML, "b.jsonl": LINE * 3, "c.txt": "date 2025-11-26 Başlık\n\nGövde metni.".encode(),
        "d.warc.gz": warc(story(1), story(2)),
        "inner.zip": packed({"deep/e.html": HTML, "f.zip": packed({"g.jsonl": LINE})}),
        "picture.png": b"\x89PNG", "__MACOSX/._page.html": b"\0", ".hidden.html": b"", "folder/": b"",
    })  # fmt: skip
    articles, failures = split(content)
    assert not failures
    assert len(articles) == 9
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    assert list(read(path)) == articles  # the names of articles do not depend on where the zip file lies
    (inner,) = [a for a in articles if a.id == "e"]
    assert inner.text == "\n".join(TR)


def test_names_that_lead_out_of_the_folder_are_refused_and_the_rest_is_in():
    hostile = ["../../etc/cron.d/x.html", "/etc/x.html", "a/../../x.html", "..\\..\\x.html", "C:/x.html"]
    articles, failures = split(packed({**dict.fromkeys(hostile, HTML), "good.html": HTML}))
    assert len(articles) == 1
    assert len(failures) == len(hostile)
    assert all("leads out of the folder" in failure.what for failure in failures)


def test_bomb_of_one_member():
    articles, failures = split(packed({"bomb.jsonl": b"0" * 60_000_000, "good.html": HTML}))
    assert len(articles) == 1
    assert "times its size" in failures[0].what


def test_bomb_of_overlapping_members():
    content = bytearray(packed({"a.jsonl": LINE * 50, "b.jsonl": LINE * 50}))
    directory = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", directory + 4)
    content[second + 42 : second + 46] = struct.pack("<I", 10)  # the second member begins inside the first
    articles, failures = split(bytes(content))
    assert len(articles) == 50
    assert "shares its bytes" in failures[0].what


def test_bomb_of_nesting():
    content = HTML
    name = "x.html"
    for depth in range(6):
        content, name = packed({name: content}), f"{depth}.zip"
    articles, failures = split(content)
    assert not articles
    assert "nested more than 3 deep" in failures[0].what


def test_too_many_members(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 5)
    articles, failures = split(packed({f"{n}.html": HTML for n in range(6)}))
    assert not articles
    assert "6 members" in failures[0].what


def test_members_that_grow_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 3 * len(HTML))
    articles, failures = split(packed({f"{n}.html": HTML for n in range(5)}))
    assert len(articles) == 3
    assert len(failures) == 2


def test_member_larger_than_stated():
    content = bytearray(packed({"a.jsonl": LINE * 50}, zipfile.ZIP_STORED))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 100)
    articles, failures = split(bytes(content))
    assert failures
    assert len(articles) <= 1


def test_encrypted_damaged_and_cut():
    content = bytearray(packed({"a.html": HTML, "b.html": HTML}, zipfile.ZIP_STORED))
    directory = content.index(b"PK\x01\x02")
    encrypted = bytearray(content)
    encrypted[6] |= 1
    encrypted[directory + 8] |= 1
    articles, failures = split(bytes(encrypted))
    assert len(articles) == 1
    assert "encrypted" in failures[0].what
    damaged = bytearray(content)
    damaged[60] ^= 0xFF
    articles, failures = split(bytes(damaged))
    assert len(articles) == 1
    assert "damaged member" in failures[0].what
    articles, failures = split(bytes(content[:-40]))
    assert not articles
    assert "not a zip file" in failures[0].what


def test_without_articles():
    assert "without articles" in split(packed({"a.png": b"x"}))[1][0].what
    assert "without articles" in split(packed({}))[1][0].what
    assert "not a zip file" in split(b"PK\x03\x04 nothing")[1][0].what


def test_stated_method_that_nobody_knows():
    content = bytearray(packed({"a.html": HTML}, zipfile.ZIP_STORED))
    directory = content.index(b"PK\x01\x02")
    content[8] = content[directory + 10] = 77
    articles, failures = split(bytes(content))
    assert not articles
    assert "damaged member" in failures[0].what
