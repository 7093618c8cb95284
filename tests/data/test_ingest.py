"""Ingest: everything good gets in once, everything bad is named, a second run completes the first."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from data import ingest as ingesting
from data.ingest import IngestReport, ingest
from data.store import Store
from extractors.errors import StoreError
from extractors.records import Article, Extraction
from tests.data.store_articles import article, extraction, figures, many, observation

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "articles.jsonl"


def jsonl(*articles: Article) -> bytes:
    return b"".join(a.model_dump_json().encode() + b"\n" for a in articles)


def numbered(count: int, start: int = 0) -> list[Article]:
    return [a for a, _ in many(count, start)]


def test_files_folders_and_streams_with_every_fault_named(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "good.jsonl").write_bytes(jsonl(*numbered(3)))
    (folder / "deep" / "one.txt").write_text("date 2025-11-26 Başlık\n\nHacim 9,5 milyar dolar.", encoding="utf-8")
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "latin.txt").write_bytes(b"date 2025-11-26 T\n\nt\xfcrk")
    (folder / "broken.jsonl").write_bytes(jsonl(*numbered(1, 50)) + b'{"id": 1\n{"id": "x", "title": "t"}\n')
    (folder / "day.txt").write_text("date 2025-99-26 T\n\nx")
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / ".hidden.jsonl").write_bytes(b"nothing")
    stream = io.BytesIO(jsonl(*numbered(2, 70)))
    report = ingest([folder, stream, tmp_path / "absent.jsonl"], store, extract=figures)
    assert report.summary() == "read 7, new 7, known 0, without figures 0, failed 6"
    assert [Path(name).name for name in report.skipped] == ["notes.docx"]
    where = {Path(place).name: what for place, what, _ in report.failures}
    assert where.keys() == {
        "empty.jsonl",
        "latin.txt:3",
        "broken.jsonl:2",
        "broken.jsonl:3",
        "day.txt:1",
        "absent.jsonl",
    }
    assert all(remedy for _, _, remedy in report.failures)
    assert store.counts()["articles"] == 7
    assert store.counts()["claims"] == 7


def test_a_second_run_adds_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(jsonl(*numbered(5), *numbered(2)))
    first, second = ingest(path, store, extract=figures), ingest(str(path), store, extract=figures)
    assert (first.read, first.new, first.known) == (7, 5, 2)
    assert (second.read, second.new, second.known) == (7, 0, 7)
    assert store.counts()["claims"] == 5


def test_articles_without_figures_are_kept_and_counted(store: Store) -> None:
    empty = article("none", text="Bir toplantı yapıldı.")
    report = ingest(io.BytesIO(jsonl(empty, *numbered(1))), store, extract=figures)
    assert report.summary() == "read 2, new 2, known 0, without figures 1, failed 0"
    assert ingest(io.BytesIO(jsonl(empty)), store, extract=figures).known == 1


def test_dry_run_stores_nothing_and_counts_the_same(store: Store) -> None:
    content = jsonl(*numbered(4), *numbered(1))
    dry = ingest(io.BytesIO(content), store, extract=figures, dry_run=True)
    assert store.counts()["articles"] == 0
    wet = ingest(io.BytesIO(content), store, extract=figures)
    assert dry.summary() == wet.summary()
    assert dry.claims == wet.claims == 4


def test_since_leaves_older_ones_out(store: Store) -> None:
    articles = [article(str(y), published=date(y, 6, 1)) for y in (2023, 2024, 2025)]
    report = ingest(io.BytesIO(jsonl(*articles)), store, extract=figures, since=date(2024, 6, 1))
    assert (report.read, report.new, report.older) == (3, 2, 1)


def test_an_article_that_the_extractor_fails_on_is_named_and_not_stored(store: Store) -> None:
    def picky(of: Article) -> Extraction:
        if of.id == "n1":
            raise KeyError("thi")
        if of.id == "n2":
            return extraction(of, figures(of).observations[0].model_copy(update={"start": 0, "end": 3}))
        if of.id == "n3":
            return extraction(of, figures(of).observations[0].model_copy(update={"period": "soon"}))
        return figures(of)

    report = ingest(io.BytesIO(jsonl(*numbered(5))), store, extract=picky)
    assert (report.read, report.new, report.failed) == (5, 2, 3)
    words = [what for _, what, _ in report.failures]
    assert "KeyError: 'thi'" in words[0]
    assert "does not stand there" in words[1]
    assert "is no period" in words[2]
    assert ingest(io.BytesIO(jsonl(*numbered(5))), store, extract=figures).new == 3


def test_a_store_that_fails_keeps_the_batches_before(lite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 10)
    real, calls = lite.add, []

    def failing(*args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise StoreError("store", "the disk is full", "free some space")
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(lite, "add", failing)
    with pytest.raises(StoreError, match="disk is full"):
        ingest(io.BytesIO(jsonl(*numbered(45))), lite, extract=figures)
    assert lite.counts()["articles"] == 20
    monkeypatch.undo()
    assert ingest(io.BytesIO(jsonl(*numbered(45))), lite, extract=figures).new == 25


def test_progress_rises_to_the_whole(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH_ARTICLES", 10)
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for number, path in enumerate(paths):
        path.write_bytes(jsonl(*numbered(25, number * 100)))
    seen: list[tuple[int, int, int | None]] = []

    def note(report: IngestReport, done: int, total: int | None) -> None:
        seen.append((report.new, done, total))

    ingest(paths, store, extract=figures, progress=note)
    total = sum(p.stat().st_size for p in paths)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1] == (50, total, total)


def test_the_bundled_sample_with_the_real_extractor(lite: Store) -> None:
    report = ingest(SAMPLE, lite)
    assert report.failed == 0, report.failures
    articles = sum(1 for line in SAMPLE.read_text(encoding="utf-8").splitlines() if json.loads(line))
    assert (report.read, report.new, report.known) == (articles, articles, 0)
    frame = lite.claims_frame()
    assert len(frame) == report.claims > articles
    for claim_id in frame["claim_id"].sample(50, random_state=1):
        o, text = lite.claim(claim_id).observation, lite.article_of_claim(claim_id)
        assert getattr(text, o.field)[o.start : o.end] == o.quote
    assert ingest(SAMPLE, lite).summary() == (f"read {articles}, new 0, known {articles}, without figures 0, failed 0")


def test_the_run_is_written_down(store: Store) -> None:
    from data import schema

    ingest(io.BytesIO(jsonl(*numbered(1)) + b"broken\n"), store, extract=figures)
    with store.reading() as connection:
        (run,) = connection.execute(schema.runs.select()).mappings().all()
    assert (run["kind"], json.loads(run["summary"])["new"], json.loads(run["summary"])["failed"]) == ("ingest", 1, 1)


def test_a_claim_of_the_real_text_is_found_again(store: Store) -> None:
    made = article("x")
    ingest(io.BytesIO(jsonl(made)), store, extract=figures)
    (claim_id,) = store.claims_frame(pair="KGZ-RUS", indicator="trade_turnover")["claim_id"]
    assert store.claim(claim_id).observation.quote == observation(made).quote


def test_an_article_in_a_language_without_a_pack_is_named_and_not_read_as_another(lite: Store, tmp_path: Path) -> None:
    """Undeclared, the words tell; declared, the declaration does. Neither a table nor JSONL is read as Russian."""
    kazakh = "Қазақстан мен Қырғызстан арасындағы тауар айналымы былтыр 1,2 миллиард долларға жетті, деді министр."
    russian = "Товарооборот Казахстана и Киргизии в прошлом году достиг 1,2 миллиарда долларов, сообщил министр."
    (tmp_path / "a.csv").write_text(f'id,published,title,text\nk,2025-01-02,,"{kazakh}"\nr,2025-01-02,,"{russian}"\n')
    records = [{"id": "k2", "text": f"{kazakh} 5"}, {"id": "s", "text": "Biashara kati ya nchi.", "lang": "sw"}]
    lines = (json.dumps({"published": "2025-01-02", "title": ""} | record) for record in records)
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    report = ingest(tmp_path, lite)
    assert (report.read, report.new, report.failed) == (4, 1, 3)
    assert lite.claims_frame()["source_id"].tolist() == ["r"]
    assert [(Path(where).name, what) for where, what, _ in report.failures] == [
        ("a.csv, article k", "written in 'kk', a language without a pack"),
        ("b.jsonl, article k2", "written in 'kk', a language without a pack"),
        ("b.jsonl, article s", "written in 'sw', a language without a pack"),
    ]


def test_stories_that_a_cut_off_ingest_left_open_are_found_by_the_next(lite: Store, tmp_path: Path) -> None:
    body = " ".join(f"kelime {number} milyar" for number in range(40))
    (tmp_path / "in.jsonl").write_bytes(jsonl(article("a", body), article("b", body, outlet="B")))
    lite.add([(one, extraction(one)) for one in (article("a", body), article("b", body, outlet="B"))])
    report = ingest(tmp_path / "in.jsonl", lite)
    assert (report.new, report.known, report.echoes) == (0, 2, 1)
