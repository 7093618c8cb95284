"""Archive runs: parts, resumption, killed workers, and the way into the store."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path

import pytest

from data import archive as archive_module
from data.archive import ArchiveError, archive, load_archive, parts_of
from data.archive_filter import declared_other_language, may_hold_figures
from data.archive_part import from_line, to_line
from data.claims import content_id
from data.ingest import ingest
from data.readers.fields import article_from
from data.store import open_store
from data.stories import stories
from extractors.records import Article
from tests.data.archive_functions import numbers
from tests.data.pages import EN, RU, TITLES, TR, page
from tests.data.test_languages import OTHERS
from tests.data.test_warc import META, story, url, warc

ROOT = Path(__file__).parents[2]
HERE = "tests.data.archive_functions"


@pytest.fixture(autouse=True)
def _version(monkeypatch):
    monkeypatch.setattr(archive_module, "extractor_version", lambda: "1")


def article(n: int, text: str = "") -> dict[str, str]:
    body = text or f"Ticaret hacmi {n},5 milyar dolara ulaştı; yatırımlar {n * 3} milyon dolar oldu."
    return {"id": f"a{n}", "published": "2025-11-26", "title": f"Haber {n}", "text": body}


def write_parts(folder: Path, parts: int, each: int) -> None:
    folder.mkdir()
    for part in range(parts):
        lines = "".join(json.dumps(article(part * each + n), ensure_ascii=False) + "\n" for n in range(each))
        (folder / f"part-{part:03d}.jsonl").write_text(lines, "utf-8")


def sorted_lines(out: Path) -> list[bytes]:
    return sorted(line for path in out.glob("*.articles.jsonl.gz") for line in gzip.open(path).readlines())


def test_serial_run(tmp_path):
    write_parts(tmp_path / "in", 4, 25)
    report = archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    assert (report.parts, report.done, report.skipped, report.lost) == (4, 4, 0, {})
    assert (report.read, report.with_figures, report.observations, report.failed) == (100, 100, 200, 0)
    assert len(sorted_lines(tmp_path / "out")) == 100
    assert json.loads((tmp_path / "out" / "archive.json").read_text())["observations"] == 200


def test_finished_parts_are_skipped_changed_ones_are_done_again(tmp_path):
    write_parts(tmp_path / "in", 3, 10)
    options = {"workers": 0, "extract": f"{HERE}:numbers"}
    archive(tmp_path / "in", tmp_path / "out", **options)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.gz")}
    report = archive(tmp_path / "in", tmp_path / "out", **options)
    assert (report.done, report.skipped, report.observations) == (0, 3, 60)
    (tmp_path / "out" / "part-001.jsonl.report.json").unlink()  # as if the run had been stopped there
    (tmp_path / "out" / "part-001.jsonl.articles.jsonl.gz.tmp.99").write_bytes(b"half")
    (tmp_path / "out" / "part-002.jsonl.report.json").write_text('{"name": "cut')
    report = archive(tmp_path / "in", tmp_path / "out", **options)
    assert (report.done, report.skipped) == (2, 1)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.gz")} == before
    with (tmp_path / "in" / "part-000.jsonl").open("a") as stream:
        stream.write(json.dumps(article(99)) + "\n")
    report = archive(tmp_path / "in", tmp_path / "out", **options)
    assert (report.done, report.skipped, report.read) == (1, 2, 31)
    report = archive(tmp_path / "in", tmp_path / "out", **options, keep_all=True)
    assert report.done == 3  # another way of working is another result


def test_other_rules_do_a_part_again(tmp_path, monkeypatch):
    write_parts(tmp_path / "in", 1, 5)
    options = {"workers": 0, "extract": f"{HERE}:numbers"}
    archive(tmp_path / "in", tmp_path / "out", **options)
    monkeypatch.setattr(archive_module, "extractor_version", lambda: "9.9.9+new")
    assert archive(tmp_path / "in", tmp_path / "out", **options).done == 1


def test_failures_are_counted_and_named_and_the_rest_is_in(tmp_path):
    folder = tmp_path / "in"
    write_parts(folder, 1, 20)
    (folder / "broken.jsonl").write_text('{"id": 1}\nnot json\n' + json.dumps(article(1000)) + "\n")
    (folder / "broken.warc.gz").write_bytes(b"\x1f\x8b\x08 no archive")
    (folder / "readme.xyz").write_text("no reader")
    report = archive(folder, tmp_path / "out", workers=0, extract=f"{HERE}:faulty")
    assert report.parts == 3
    assert report.lost == {}
    assert report.read == 21
    assert report.failed == 2 + 2 + 1  # two articles of the extractor's, two lines, one archive
    assert report.reasons["the extractor failed"] == 2
    part = json.loads((tmp_path / "out" / "broken.jsonl.report.json").read_text())
    assert [where for where, _, _ in part["failures"]] == ["broken.jsonl:1", "broken.jsonl:2"]


def test_long_file_is_cut_at_line_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "SLICE_BYTES", 1000)
    write_parts(tmp_path / "in", 1, 60)
    parts = list(parts_of([tmp_path / "in"]))
    assert len(parts) > 4
    report = archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    assert (report.parts, report.read, report.failed) == (len(parts), 60, 0)
    monkeypatch.setattr(archive_module, "SLICE_BYTES", 10**9)
    archive(tmp_path / "in", tmp_path / "whole", workers=0, extract=f"{HERE}:numbers")
    assert sorted_lines(tmp_path / "out") == sorted_lines(tmp_path / "whole")


def test_web_archive_passes_the_cheap_look(tmp_path):
    (tmp_path / "in").mkdir()
    sport = "<p>" + "Takım sahadan galibiyetle ayrıldı ve taraftarlar sevindi. " * 20 + "</p>"
    kazakh = page(TR, head=META).replace("<html>", "<html lang=kk>")
    content = warc(
        story(1), (url(2), f"<html><head>{META}</head><body>{sport}</body></html>".encode(), {}),
        (url(3), kazakh.encode(), {}), (url(4), page(RU, head=META).encode("cp1251", "xmlcharrefreplace"), {}),
    )  # fmt: skip
    (tmp_path / "in" / "news.warc.gz").write_bytes(content)
    report = archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    assert (report.pages, report.filtered, report.other_languages, report.read, report.failed) == (4, 1, 1, 2, 0)
    report = archive(tmp_path / "in", tmp_path / "all", workers=0, extract=f"{HERE}:numbers", filtered=False)
    assert report.read == 4


@pytest.mark.parametrize("story", [TR, RU, EN])
def test_cheap_look_sees_every_language_and_no_menu(story):
    assert may_hold_figures(page(story))
    assert may_hold_figures(TITLES[story] + "\n" + "\n".join(story))
    assert not may_hold_figures(
        "<html><nav><a href='/1'>İhracat</a> <a href='/2'>Экспорт</a></nav><p>Hava güzel.</p></html>"
    )
    assert declared_other_language('<html class="x" lang="kk-KZ">') == "kk"
    assert declared_other_language('<html lang="tr">') is None


def test_cheap_look_passes_every_sample_article_with_a_figure():

    lines = (ROOT / "data" / "sample" / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [article_from(json.loads(line), "sample") for line in lines]
    assert [article.id for article in articles if not may_hold_figures(f"{article.title}\n{article.text}")] == []


def test_lines_lose_no_digit():
    read = Article(id="x", published="2025-11-26", title="", text="12345678901234567.89 ve 0,10")
    extraction = numbers(read)
    again = from_line(to_line(read, extraction))
    assert again == (read, extraction)
    assert again[1].observations[0].value == Decimal("12345678901234567.89")


def test_result_in_the_store_is_that_of_an_ingest(tmp_path):
    write_parts(tmp_path / "in", 3, 20)
    archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    with open_store(f"sqlite:///{tmp_path}/a.db") as loaded, open_store(f"sqlite:///{tmp_path}/b.db") as ingested:
        report = load_archive(tmp_path / "out", loaded)
        assert (report.parts, report.new, report.claims, report.failures) == (3, 60, 120, [])
        again = load_archive(tmp_path / "out", loaded)
        assert (again.new, again.known, again.claims) == (0, 60, 0)
        ingest(tmp_path / "in", ingested, extract=numbers)
        ids = [sorted(store.claims_frame()["claim_id"]) for store in (loaded, ingested)]
        assert ids[0] == ids[1]
        assert len(ids[0]) == 120


def test_loading_links_stories_as_an_ingest_does(tmp_path):
    (tmp_path / "in").mkdir()
    body = " ".join(f"kelime{n}" for n in range(100)) + " Ticaret hacmi 4,5 milyar dolar oldu."
    records = [article(1, body) | {"outlet": "A"}, article(2, body + " Son.") | {"outlet": "B"}, article(3)]
    for name, record in zip("abc", records, strict=True):
        (tmp_path / "in" / f"{name}.jsonl").write_text(json.dumps(record), "utf-8")
    archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    with open_store(f"sqlite:///{tmp_path}/a.db") as loaded, open_store(f"sqlite:///{tmp_path}/b.db") as ingested:
        assert load_archive(tmp_path / "out", loaded).echoes == 1
        assert ingest(tmp_path / "in", ingested, extract=numbers).echoes == 1
        ids = [content_id(article_from(record, "x")) for record in records]
        assert stories(loaded, ids) == stories(ingested, ids) == {ids[0]: ids[0], ids[1]: ids[0], ids[2]: ids[2]}
        assert load_archive(tmp_path / "out", loaded).echoes == 0


def test_languages_without_a_pack_are_counted_by_code(tmp_path):
    (tmp_path / "in").mkdir()
    records = [article(1), article(2, OTHERS["kk"]), article(3, OTHERS["uz"]), article(4) | {"lang": "sw"}]
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    report = archive(tmp_path / "in", tmp_path / "out", workers=0, extract=f"{HERE}:numbers")
    assert (report.read, report.failed, report.other_languages) == (1, 0, 3)
    part = json.loads((tmp_path / "out" / "a.jsonl.report.json").read_text("utf-8"))
    assert part["other_languages"] == {"kk": 1, "sw": 1, "uz": 1}


def test_damaged_result_is_named_and_the_rest_gets_in(tmp_path):
    write_parts(tmp_path / "in", 3, 10)
    out = tmp_path / "out"
    archive(tmp_path / "in", out, workers=0, extract=f"{HERE}:numbers")
    part = out / "part-001.jsonl.articles.jsonl.gz"
    part.write_bytes(part.read_bytes()[:-30])
    (out / "part-002.jsonl.report.json").write_text("{")
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        report = load_archive(out, store)
    assert report.new >= 10
    assert {where for where, _, _ in report.failures} == {part.name, "part-002.jsonl.report.json"}


def test_what_cannot_begin(tmp_path):
    with pytest.raises(ArchiveError, match="is not there"):
        archive(tmp_path / "none", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="no files"):
        archive(tmp_path / "empty", tmp_path / "out")
    with open_store(f"sqlite:///{tmp_path}/a.db") as store, pytest.raises(ArchiveError, match="no finished parts"):
        load_archive(tmp_path / "empty", store)


# --- with Dask ----------------------------------------------------------------------------------------------------


def test_worker_killed_in_the_middle_changes_nothing(tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    write_parts(tmp_path / "in", 12, 40)
    archive(tmp_path / "in", tmp_path / "serial", workers=0, extract=f"{HERE}:numbers")
    pids = tmp_path / "pids"
    pids.mkdir()
    monkeypatch.setenv("IKILI_TEST_PIDS", str(pids))
    killed: list[int] = []

    def kill_one(report) -> None:
        if report.done >= 3 and not killed:
            victim = int(max(pids.iterdir(), key=lambda path: path.stat().st_mtime).name)
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    report = archive(tmp_path / "in", tmp_path / "out", workers=2, extract=f"{HERE}:slow_numbers", progress=kill_one)
    assert killed
    assert len(list(pids.iterdir())) >= 2
    assert (report.done, report.lost) == (12, {})
    assert sorted_lines(tmp_path / "out") == sorted_lines(tmp_path / "serial")
    assert not list((tmp_path / "out").glob("*.tmp.*"))


@pytest.mark.slow
def test_part_that_kills_its_workers_is_listed_and_left(tmp_path):
    pytest.importorskip("distributed")
    write_parts(tmp_path / "in", 5, 10)
    (tmp_path / "in" / "part-bad.jsonl").write_text(json.dumps(article(1, "KILL 5")) + "\n")
    report = archive(tmp_path / "in", tmp_path / "out", workers=2, extract=f"{HERE}:deadly")
    assert list(report.lost) == ["part-bad.jsonl"]
    assert "died 3 times" in report.lost["part-bad.jsonl"]
    assert (report.done, report.read) == (5, 50)


@pytest.mark.slow
def test_running_scheduler_with_workers_of_its_own(tmp_path):
    pytest.importorskip("distributed")
    write_parts(tmp_path / "in", 4, 10)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    address = tmp_path / "scheduler.json"
    started = [subprocess.Popen([*run, "--scheduler-file", str(address)], env=environment, stderr=subprocess.DEVNULL)]
    try:
        for _ in range(100):
            if address.exists() and address.stat().st_size:
                break
            time.sleep(0.1)
        place = json.loads(address.read_text())["address"]
        worker = [
            sys.executable,
            "-m",
            "distributed.cli.dask_worker",
            place,
            "--nworkers",
            "1",
            "--nthreads",
            "1",
            "--no-dashboard",
        ]
        started.append(subprocess.Popen(worker, env=environment, stderr=subprocess.DEVNULL))
        report = archive(tmp_path / "in", tmp_path / "out", scheduler=place, extract=f"{HERE}:numbers")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(20)
    assert (report.done, report.read, report.lost) == (4, 40, {})


def test_run_that_is_killed_whole_is_completed_by_the_next(tmp_path, monkeypatch):
    write_parts(tmp_path / "in", 8, 40)
    (tmp_path / "pids").mkdir()
    program = (
        "import sys; from data import archive; archive.extractor_version = lambda: '1';"
        "archive.archive(sys.argv[1], sys.argv[2], workers=0, extract=sys.argv[3])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "IKILI_TEST_PIDS": str(tmp_path / "pids")}
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "in"), str(out), f"{HERE}:slow_numbers"], env=environment
    )
    timer = threading.Timer(30, process.kill)
    timer.start()
    while process.poll() is None and len(list(out.glob("*.report.json"))) < 3:
        time.sleep(0.01)
    process.kill()
    process.wait()
    timer.cancel()
    done = len(list(out.glob("*.report.json")))
    assert 3 <= done < 8
    monkeypatch.setenv("IKILI_TEST_PIDS", str(tmp_path / "pids"))
    report = archive(tmp_path / "in", out, workers=0, extract=f"{HERE}:slow_numbers")
    assert (report.skipped, report.done) == (done, 8 - done)
    archive(tmp_path / "in", tmp_path / "serial", workers=0, extract=f"{HERE}:numbers")
    assert sorted_lines(out) == sorted_lines(tmp_path / "serial")
