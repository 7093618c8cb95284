"""`ikili extract` and `ikili mentions`: what goes in, what comes out, and when."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import extractors
from dashboard.cli import main
from extractors import Article, Extraction, Observation
from tests.cli.running import IKILI, article, objects, run_ikili

SENTENCES = {
    "tr": "Türkiye'nin Kırgızistan'a ihracatı 2024'te 1,2 milyar dolar oldu.",
    "ru": "Экспорт Турции в Киргизию в 2024 году составил 1,2 млрд долларов.",
    "en": "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024.",
}
FIELDS = {
    "indicator": "exports",
    "measure": "level",
    "value": 1_200_000_000,
    "unit": "USD",
    "reporter": "TUR",
    "partner": "KGZ",
    "period": "2024",
    "status": "actual",
    "bound": "exact",
    "value_max": None,
    "product": None,
    "speaker": None,
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_observation_with_every_field(lang: str) -> None:
    run = run_ikili("extract", feed=article("a1", SENTENCES[lang]))
    assert (run.returncode, run.stderr) == (0, "")
    [found] = objects(run.stdout)
    assert {key: found[key] for key in FIELDS} == FIELDS
    assert (found["article_id"], found["lang"]) == ("a1", lang)
    assert set(found) == set(Observation.model_fields)
    assert found["quote"] == SENTENCES[lang][found["start"] : found["end"]]  # type: ignore[misc]


def test_value_is_a_json_number_in_full_digits() -> None:
    line = run_ikili("extract", feed=article(text=SENTENCES["en"])).stdout
    assert '"value":1200000000,' in line
    assert type(json.loads(line, parse_float=Decimal)["value"]) is int


def test_dash_files_and_nothing_are_read_in_order(tmp_path: Path) -> None:
    text = tmp_path / "b.txt"
    text.write_text(f"date 2025-11-26 Trade\n\n{SENTENCES['en']}\n", encoding="utf-8")
    page = tmp_path / "c.html"
    page.write_text(
        '<html><head><title>Trade</title><meta property="article:published_time" content="2025-11-26"></head>'
        f"<body><article><h1>Trade</h1><p>{SENTENCES['en']}</p><p>{'More was said. ' * 20}</p></article></body></html>",
        encoding="utf-8",
    )
    run = run_ikili("extract", text, "-", page, feed=article("from-stdin", SENTENCES["ru"]))
    assert run.returncode == 0, run.stderr
    assert [entry["article_id"] for entry in objects(run.stdout)] == ["b", "from-stdin", "c"]


def test_each_line_is_answered_before_the_next_one_comes() -> None:
    with subprocess.Popen([str(IKILI), "extract"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(article(f"a{number}", SENTENCES["tr"]).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["article_id"] == f"a{number}"
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    feed = article("a1", SENTENCES["en"]) + "{broken\n" + article("a3", SENTENCES["ru"])
    run = run_ikili("extract", feed=feed)
    assert run.returncode == 1
    assert [entry["article_id"] for entry in objects(run.stdout)] == ["a1", "a3"]
    assert "standard input:2" in run.stderr


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    there = tmp_path / "there.jsonl"
    there.write_text(article("a1", SENTENCES["en"]), encoding="utf-8")
    run = run_ikili("extract", tmp_path / "missing.jsonl", there)
    assert run.returncode == 1
    assert "missing.jsonl" in run.stderr
    assert len(objects(run.stdout)) == 1


def test_a_language_without_a_pack_costs_one_article() -> None:
    feed = article("a1", SENTENCES["en"], lang="xx") + article("a2", SENTENCES["en"])
    run = run_ikili("extract", feed=feed)
    assert [entry["article_id"] for entry in objects(run.stdout)] == ["a2"]
    assert run.returncode == 1
    assert "xx" in run.stderr


def test_an_undeclared_language_without_a_pack_is_not_read_as_its_neighbour() -> None:
    kazakh = "Былтыр Қазақстан мен Ресей арасындағы тауар айналымы 28 млрд долларға жетіп, жаңа рекорд орнатты."
    run = run_ikili("extract", feed=article("k1", kazakh) + article("a2", SENTENCES["en"]))
    assert [entry["article_id"] for entry in objects(run.stdout)] == ["a2"]
    assert run.returncode == 1
    assert "article k1" in run.stderr
    assert "'kk', a language without a pack" in run.stderr


Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`ikili extract` in this process, so that the extractor can be replaced."""

    def run(feed: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(feed.encode())))
        code = main(["extract"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_fault_of_the_extractor_costs_one_article(run_here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = extractors.extract

    def faulty(entry: Article) -> Extraction:
        if entry.id == "a1":
            raise ZeroDivisionError("made up")
        return real(entry)

    monkeypatch.setattr(extractors, "extract", faulty)
    code, out, err = run_here(article("a1", SENTENCES["en"]) + article("a2", SENTENCES["en"]))
    assert code == 1
    assert [entry["article_id"] for entry in objects(out)] == ["a2"]
    assert "article a1: the extractor failed (ZeroDivisionError: made up)" in err


def test_a_full_disk_is_not_taken_for_a_fault_of_the_extractor(run_here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_article: Article) -> Extraction:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(extractors, "extract", full)
    code, _, err = run_here(article("a1") + article("a2"))
    assert (code, err.count("No space left on device")) == (1, 1)
