"""`ikili compare` on the bundled sample: the findings come through every format unharmed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import article, run_ikili

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a store with the sample in it."""
    environment = {"IKILI_DB_URL": f"sqlite:///{tmp_path_factory.mktemp('sample') / 'claims.db'}"}
    run = run_ikili("ingest", ROOT / "data" / "sample" / "articles.jsonl", **environment)
    assert run.returncode == 0, run.stderr
    return environment


def test_json_is_a_list_of_findings(loaded: dict[str, str]) -> None:
    run = run_ikili("compare", "KGZ-RUS", "--format", "json", **loaded)
    assert (run.returncode, run.stderr) == (0, "")
    findings = json.loads(run.stdout)
    assert findings
    for finding in findings:
        assert {"class", "indicator", "period", "claims"} <= set(finding)
        assert finding["claims"]
        for claim in finding["claims"]:
            assert {"claim_id", "value", "unit", "speaker", "published"} <= set(claim)
    [companies] = [f for f in findings if f["class"] == "disagreement" and f["indicator"] == "company_count"]
    assert {1700, 1800} <= {claim["value"] for claim in companies["claims"]}


def test_order_of_the_pair_and_case_do_not_matter(loaded: dict[str, str]) -> None:
    one, other = (run_ikili("compare", pair, "--format", "json", **loaded).stdout for pair in ("KGZ-RUS", "rus-kgz"))
    assert one == other


def test_csv_and_table_tell_the_same_findings(loaded: dict[str, str]) -> None:
    arguments = ("compare", "KGZ-RUS", "--indicator", "trade_turnover")
    findings = json.loads(run_ikili(*arguments, "--format", "json", **loaded).stdout)
    assert all(finding["indicator"] == "trade_turnover" for finding in findings)
    rows = list(csv.DictReader(io.StringIO(run_ikili(*arguments, "--format", "csv", **loaded).stdout)))
    assert len({row["finding"] for row in rows}) == len(findings)
    table = run_ikili(*arguments, "--lang", "en", COLUMNS="500", **loaded).stdout
    assert f"{len(findings)} findings" in table
    for finding in findings:
        assert " ".join(finding["sentences"]["en"].split()) in " ".join(table.split())


def test_as_of_uses_nothing_that_was_published_later(loaded: dict[str, str]) -> None:
    run = run_ikili("compare", "KGZ-RUS", "--as-of", "2024-12-31", "--format", "json", **loaded)
    published = [claim["published"] for finding in json.loads(run.stdout) for claim in finding["claims"]]
    assert published
    assert max(published) <= "2024-12-31"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["KGZ"], "write two different codes"),
        (["KGZ-KGZ"], "write two different codes"),
        (["KGZ-RUX"], "did you mean"),
        (["KGZ-RUS", "--indicator", "trade"], "one of trade_turnover"),
        (["KGZ-RUS", "--as-of", "now"], "--as-of"),
    ],
)
def test_what_cannot_be_meant_is_misuse_with_a_hint(arguments: list[str], hint: str) -> None:
    run = run_ikili("compare", *arguments)
    assert run.returncode == 2
    assert hint in run.stderr


def test_a_pair_without_claims_says_so() -> None:
    run = run_ikili("compare", "AFG-ALB", "--format", "json")
    assert (run.returncode, json.loads(run.stdout)) == (0, [])
    assert "no claims about AFG-ALB" in run.stderr


def test_official_figures_of_a_file_are_compared(tmp_path: Path) -> None:
    reference = tmp_path / "imts.csv"
    reference.write_text(
        "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n"
        "IMF.STA:IMTS(1.0.0),TUR,XG_FOB_USD,KGZ,A,2024,1500000000,6\n",
        encoding="utf-8",
    )
    run_ikili("ingest", "-", feed=article("a", "Türkiye's exports to Kyrgyzstan reached $1.2 billion in 2024."))
    plain = json.loads(run_ikili("compare", "KGZ-TUR", "--format", "json").stdout)
    assert [finding["class"] for finding in plain] == []
    with_file = json.loads(run_ikili("compare", "KGZ-TUR", "--format", "json", "--reference", reference).stdout)
    assert [finding["class"] for finding in with_file] == ["official"]


def test_a_reference_file_that_is_none_is_told() -> None:
    run = run_ikili("compare", "KGZ-TUR", "--reference", ROOT / "LICENSE")
    assert run.returncode == 1
    assert "LICENSE" in run.stderr
    assert "Traceback" not in run.stderr
