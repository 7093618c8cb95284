"""What is kept between runs is what the tables say, or it is not used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.languages import kept
from extractors.languages.automaton import Automaton
from extractors.languages.pack import Pack, languages, load

HERE = Path(__file__).parents[2]
fresh = load.__wrapped__


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IKILI_CACHE_DIR", str(tmp_path))
    return tmp_path / "packs"


def content(pack: Pack) -> tuple[object, ...]:
    parts = {name: dict(forms) for name, forms in pack.parts.items()}
    return list(pack.forms.items()), parts, pack.tables, pack.abbreviations, pack.units


@pytest.mark.parametrize("code", languages())
def test_a_kept_pack_is_the_pack(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = content(fresh(code))
    assert len(list(folder.iterdir())) == 1
    written = [path.stat().st_ino for path in folder.iterdir()]
    module = sys.modules["extractors.languages.pack"]
    monkeypatch.setattr(module, "expand", None)  # nothing is made again
    monkeypatch.setattr(module, "tomllib", None)
    assert content(fresh(code)) == first
    assert [path.stat().st_ino for path in folder.iterdir()] == written


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data[:500] + b"x" + data[501:],
        lambda data: data.replace(b'"place', b'"plaec', 1),
        lambda data: b"0" * 64 + data[64:],
        lambda data: bytes(len(data)),
    ],
)
def test_a_damaged_file_is_made_again(damage, folder: Path) -> None:
    first = content(fresh("az"))
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    assert file.read_bytes() != sound
    assert content(fresh("az")) == first
    assert file.read_bytes() == sound


def test_other_sources_have_another_digest(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text('a = ["b"]\n')
    two.write_text("")
    before = kept.digest([one, two])
    assert before == kept.digest([one, two])
    one.write_text("")
    two.write_text('a = ["b"]\n')
    moved = kept.digest([one, two])
    two.write_text('a = ["c"]\n')
    assert len({before, moved, kept.digest([one, two])}) == 3


def test_what_was_kept_for_other_sources_is_not_read(folder: Path) -> None:
    kept.keep("xx", "a" * 64, {"old": 1})
    assert kept.load("xx", "a" * 64) == {"old": 1}
    assert kept.load("xx", "a" * 16 + "b" * 48) is None  # the same file name
    assert kept.load("xx", "b" * 64) is None


@pytest.mark.parametrize("where", ["", "file", "nowhere"])
def test_without_a_place_nothing_is_kept_and_nothing_fails(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    places = {"": "", "file": str(tmp_path / "file"), "nowhere": "/proc/nowhere"}
    monkeypatch.setenv("IKILI_CACHE_DIR", places[where])
    assert fresh("az").forms["ixrac"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert fresh("az").forms["ixrac"]
    assert list(folder.iterdir()) == []


def test_old_files_go(folder: Path) -> None:
    for number in range(10):
        kept.keep("xx", f"{number:064d}"[::-1], number)
        os.utime(folder / f"xx-{f'{number:064d}'[::-1][:16]}.json", (number, number))
    kept.keep("xx", "f" * 64, "newest")
    assert kept.load("xx", "f" * 64) == "newest"
    assert len(list(folder.iterdir())) <= 6


def test_processes_at_once_read_the_same(folder: Path) -> None:
    code = (
        "import hashlib\nfrom extractors.languages.pack import load\n"
        "print(hashlib.sha256(repr(list(load('tr').forms.items())).encode()).hexdigest())"
    )
    begun = [
        subprocess.Popen([sys.executable, "-c", code], cwd=HERE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert len({process.communicate(timeout=60)[0] for process in begun} - {""}) == 1
    assert all(process.returncode == 0 for process in begun)
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_numbered_letters_find_what_letters_find() -> None:
    """A large pack's automaton reads bytes, one for a letter; a letter that no form has parts nothing."""
    names = ["экспорт", "экспорт газа", "импорт", "uzum", "ölkə", "a"]
    many = [*names, *(f"слово{'абвгд'[n % 5]}{n * 'я'}" for n in range(700))]
    small, large = Automaton(names, "".join(names)), Automaton(many, "".join(sorted(set("".join(many)))))
    assert (small._letters, large._letters is None) == (None, False)
    for text in ("рост экспорта газа и импорт", "ölkə экспорт газа", "aðb a экспортж uzum", "?импорт 😀 импорт"):
        spaced = f" {text} "
        assert large.find(spaced) == small.find(spaced) != []
