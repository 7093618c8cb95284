"""Claims out: exact, in fixed order, safe, described, and back in again byte for byte."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from data.claim_import import import_claims
from data.claim_queries import ClaimFilter
from data.claims import CLAIM_COLUMNS, ClaimRow
from data.country_names import country_name, names_in
from data.datapackage import LOAD_PANDAS
from data.export import collect, csv_of, export, to_csv
from data.export_excel import excel_variant
from data.export_series import SERIES_COLUMNS, SeriesRow
from data.export_sources import SOURCE_COLUMNS, SourceRow
from data.ingest import ingest
from data.reviews import review
from data.sdmx_csv import left_out
from data.store import Store, open_store
from extractors.errors import IkiliError
from tests.data.store_articles import article, extraction, many, observation, stored

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "articles.jsonl"


def rows(content: bytes, encoding: str = "utf-8", delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


@pytest.fixture
def full(lite: Store) -> Store:
    """Claims with everything that is hard to write: quotes, breaks, formulas, nulls, long decimals, reviews."""
    return fill(lite)


def fill(store: Store) -> Store:
    text = 'Dedi ki: "4,1\nmilyar; dolar", =1+1, -7, @x. 4,1 milyar dolar 5,25 milyar dolar'
    odd = article("odd", text=text, title='=HYPERLINK("http://x";"y")', outlet="@ajans", url=None)
    claims = [
        observation(odd, '"4,1\nmilyar; dolar"', value=Decimal("0.100000000000000000000000001"), product='a,"b"\r\nc'),
        observation(odd, "=1+1", speaker="=cmd|' /C calc'!A0", period=None, value=Decimal("-13.6"), unit="percent"),
        observation(odd, "-7", speaker="+x", period="2025-01/2025-09", bound="above", measure="change_abs"),
        observation(odd, "@x", speaker="\tTab", status="target", period="2030", value_max=Decimal("5E+9")),
        observation(
            odd, "5,25 milyar dolar", speaker="NA", period="2024", value=Decimal(5250000000), indicator="exports"
        ),
    ]
    store.add([(odd, extraction(odd, *claims)), *many(5)], extractor_version="1+abc", now="2026-02-03T04:05:06Z")
    ids = store.claims_frame().set_index("quote")["claim_id"]
    review(store, ids["@x"], "accept", reviewer="A", at="2026-03-01T00:00:00Z")
    review(store, ids["-7"], "reject", reviewer="A", reason="no", at="2026-03-02T00:00:00Z")
    review(store, ids["5,25 milyar dolar"], "fix", reviewer="A", reason="year", changes={"period": "2023"},
           at="2026-03-03T00:00:00Z")  # fmt: skip
    return store


def test_canonical_csv(full: Store) -> None:
    content = export(full)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    table = rows(content)
    assert tuple(table[0]) == CLAIM_COLUMNS
    by_quote = {row["quote"]: row for row in table}
    odd = by_quote['"4,1\nmilyar; dolar"']
    assert odd["value"] == "0.100000000000000000000000001"
    assert odd["product"] == 'a,"b"\r\nc'
    assert odd["implied"] == "false"
    assert by_quote["=1+1"]["speaker"] == "=cmd|' /C calc'!A0"
    assert (by_quote["=1+1"]["period"], by_quote["=1+1"]["freq"], by_quote["=1+1"]["value"]) == ("", "", "-13.6")
    assert by_quote["@x"]["review"] == "accepted"
    assert "-7" not in by_quote
    assert by_quote["5,25 milyar dolar"]["period"] == "2023"
    assert len({row["dataset_version"] for row in table}) == 1


@pytest.mark.postgres
def test_both_databases_give_the_same_bytes(full: Store, postgres_url: str) -> None:
    with open_store(postgres_url) as other:
        fill(other)
        for what in ("claims", "series", "sources"):
            assert export(other, what) == export(full, what)
        assert export(other, form="zip") == export(full, form="zip")


def test_the_order_of_rows_does_not_hang_on_the_order_of_arrival(store: Store, tmp_path: Path) -> None:
    batch = many(30)
    store.add(batch, now="2026-01-01T00:00:00Z")
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        for item in reversed(batch):
            other.add([item], now="2026-01-01T00:00:00Z")
        assert export(other) == export(store)


def test_a_frame_is_written_as_the_filter_is(full: Store) -> None:
    plain = ClaimFilter(pair="KGZ-RUS", period="2024")
    frame = full.claims_frame(plain)
    from_frame, from_filter = to_csv(frame), to_csv(plain, store=full)
    exact = [line for line in from_filter.split("\r\n") if "0.1000" not in line]
    assert [line for line in from_frame.split("\r\n") if ",0.1," not in line] == exact
    assert len(exact) > 1


def test_a_frame_that_a_page_narrowed_is_exactly_what_is_written(full: Store, tmp_path: Path) -> None:
    frame = full.claims_frame()
    shown = frame[frame["speaker"] == "Putin"]
    to_csv(shown, tmp_path / "out.csv")
    assert [r["claim_id"] for r in rows((tmp_path / "out.csv").read_bytes())] == shown["claim_id"].tolist()


def test_the_load_line_for_pandas_gives_the_frame_back(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.csv").write_bytes(export(full))
    monkeypatch.chdir(tmp_path)
    loaded = eval(LOAD_PANDAS, {"pd": pd})
    frame = full.claims_frame()
    assert loaded["period"].fillna("").tolist() == frame["period"].fillna("").tolist()
    assert loaded["speaker"].fillna("").tolist() == frame["speaker"].fillna("").tolist()
    assert "NA" in loaded["speaker"].tolist()
    assert loaded["value"].tolist() == frame["value"].tolist()
    assert loaded["published"].dtype.kind == "M"


@pytest.mark.parametrize("what", ["claims", "series", "sources"])
def test_excel_variant(full: Store, what: str) -> None:
    content = export(full, what, "excel")
    assert content.startswith(b"\xef\xbb\xbf")
    table = rows(content, "utf-8-sig", ";")
    assert len(table) == len(rows(export(full, what)))
    for row in table:
        for name, cell in row.items():
            if not cell.lstrip("-").replace(",", "").isdigit():
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
    if what == "claims":
        by_quote = {row["quote"].lstrip("'"): row for row in table}
        assert by_quote["=1+1"]["value"] == "-13,6"
        assert by_quote["=1+1"]["title"] == '\'=HYPERLINK("http://x";"y")'
        assert by_quote["@x"]["confidence"] == "0,9"


def test_parquet(full: Store) -> None:
    frame = pd.read_parquet(io.BytesIO(export(full, "claims", "parquet")))
    expected = full.claims_frame()
    assert tuple(frame.columns) == CLAIM_COLUMNS
    assert frame["claim_id"].tolist() == expected["claim_id"].tolist()
    assert frame["value"].tolist() == expected["value"].tolist()
    assert frame["published"].iloc[0] == expected["published"].iloc[0].date()
    assert frame["value_hi"].isna().tolist() == expected["value_hi"].isna().tolist()


def test_sdmx_csv(full: Store) -> None:
    table = rows(export(full, "claims", "sdmx-csv"))
    claims = collect(full).claims
    assert len(table) == len(claims["claim_id"]) - left_out(claims)
    assert left_out(claims) == 1
    assert list(table[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    target = next(row for row in table if row["CLAIM_STATUS"] == "target")
    assert (target["OBS_STATUS"], target["FREQ"], target["TIME_PERIOD"], target["VALUE_MAX"]) == (
        "F",
        "A",
        "2030",
        "5000000000",
    )
    keys = [tuple(row[n] for n in ("FREQ", "REF_AREA", "COUNTERPART_AREA", "INDICATOR", "MEASURE", "PRODUCT",
                                   "UNIT_MEASURE", "CLAIM", "TIME_PERIOD")) for row in table]  # fmt: skip
    assert len(set(keys)) == len(keys)


def test_sdmx_csv_is_read_by_a_library_of_that_world(full: Store, tmp_path: Path) -> None:
    pysdmx_io = pytest.importorskip("pysdmx.io")
    path = tmp_path / "claims.csv"
    path.write_bytes(export(full, "claims", "sdmx-csv"))
    message = pysdmx_io.read_sdmx(path, validate=False)
    (data,) = message.data
    assert len(data.data) == len(rows(path.read_bytes()))
    assert set(data.data["REF_AREA"]) == {"KGZ"}


def test_zip_describes_itself(full: Store) -> None:
    content = export(full, "claims", "zip", ClaimFilter(pair="KGZ-RUS"))
    assert content == export(full, "claims", "zip", ClaimFilter(pair="KGZ-RUS"))
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["claims.csv", "series.csv", "sources.csv", "datapackage.json", "README.md"]
    package = json.loads(archive.read("datapackage.json"))
    models = {"claims": ClaimRow, "series": SeriesRow, "sources": SourceRow}
    for resource in package["resources"]:
        table = rows(archive.read(resource["path"]))
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == list(table[0]) == list(models[resource["name"]].model_fields)
        assert all(f["description"] for f in fields)
        keys = [row[resource["schema"]["primaryKey"]] for row in table]
        assert len(set(keys)) == len(keys) > 0
        assert resource["bytes"] == len(archive.read(resource["path"]))
        for field in fields:
            for row in table:
                _check_cell(field, row[field["name"]])
    text = archive.read("README.md").decode()
    assert LOAD_PANDAS in text
    assert "pair=KGZ-RUS" in text
    assert package["version"] in text


_PARSERS: dict[str, Callable[[str], object]] = {
    "integer": int, "number": Decimal, "date": date.fromisoformat, "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
}  # fmt: skip


def _check_cell(field: dict[str, object], cell: str) -> None:
    constraints = field.get("constraints", {})
    assert isinstance(constraints, dict)
    if cell == "":
        assert not constraints.get("required"), field["name"]
        return
    _PARSERS[str(field["type"])](cell)
    assert cell in constraints.get("enum", [cell])


@pytest.mark.parametrize("form", ["csv", "zip"])
def test_round_trip_is_equal_byte_for_byte(full: Store, tmp_path: Path, form: str) -> None:
    content = export(full, "claims", form)
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy:
        report = import_claims(copy, content)
        assert (report.read, report.failures) == (report.new, [])
        assert export(copy) == export(full)
        assert copy.counts()["claims"] == full.counts()["claims"]
        assert copy.coverage().equals(full.coverage())
        again = import_claims(copy, content)
        assert (again.new, again.known) == (0, report.read)
        assert export(copy) == export(full)


def test_round_trip_with_history(full: Store, tmp_path: Path) -> None:
    content = export(full, wanted=ClaimFilter(history=True))
    states = {row["review"] for row in rows(content)}
    assert states == {"pending", "accepted", "fixed", "rejected", "superseded"}
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy:
        import_claims(copy, content)
        assert copy.counts()["claims"] == full.counts()["claims"]
        back = {r["claim_id"]: r for r in rows(export(copy, wanted=ClaimFilter(history=True)))}
        for row in rows(content):
            same = ("value", "period", "speaker", "value_lo", "rule", "confidence", "first_seen", "title")
            assert {n: back[row["claim_id"]][n] for n in same} == {n: row[n] for n in same}


def test_round_trip_of_the_sample(lite: Store, tmp_path: Path) -> None:
    ingest(SAMPLE, lite)
    content = export(lite)
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy:
        assert import_claims(copy, content).failures == []
        assert export(copy) == content
        assert ingest(SAMPLE, copy).failed == 0
        assert [r["claim_id"] for r in rows(export(copy))] == [r["claim_id"] for r in rows(content)]
        claim = copy.claim(rows(content)[0]["claim_id"])
        assert claim.observation.evidence
        assert copy.article_of_claim(claim.claim_id).text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "lacks the columns"),
        (b"a,b\r\n1,2\r\n", "lacks the columns"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_files_that_are_no_export_are_refused(lite: Store, content: bytes, what: str) -> None:
    with pytest.raises(IkiliError, match=what):
        import_claims(lite, content)


def test_rows_that_are_broken_are_named_and_the_others_taken(full: Store, tmp_path: Path) -> None:
    table = rows(export(full))
    table[1]["value"] = "4,1"
    table[2]["period"] = "soon"
    table[3]["quote"] = ""
    table[4]["first_seen"] = "2024"
    table[5]["indicator"] = "gdp"
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, CLAIM_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy:
        report = import_claims(copy, buffer.getvalue().encode(), name="x.csv")
        assert len(report.failures) == 5
        assert all(error.where.startswith("x.csv:") for error in report.failures)
        assert report.new == len(table) - 5 == copy.counts()["claims"]


def test_series(lite: Store) -> None:
    for number, (day, value, status) in enumerate([
        (date(2025, 1, 1), "4.1E+9", "actual"), (date(2025, 2, 1), "4.4E+9", "actual"),
        (date(2025, 3, 1), "4.2E+9", "actual"), (date(2025, 4, 1), "9E+9", "target"),
    ]):  # fmt: skip
        made = article(f"s{number}", published=day)
        lite.add(
            [(made, extraction(made, observation(made, value=Decimal(value), status=status, speaker=f"S{number}")))]
        )
    (row,) = rows(export(lite, "series"))
    assert tuple(row) == SERIES_COLUMNS
    wanted = {"n_claims": "4", "n_speakers": "4", "n_sources": "4", "value_first": "4100000000",
              "value_latest": "4200000000", "value_min": "4100000000", "value_max": "4400000000", "spread_pct": "7.32",
              "conflict": "true"}  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    second = lite.claims_frame().set_index("source_id").loc["s1", "claim_id"]
    review(lite, str(second), "accept", reviewer="A")
    assert rows(export(lite, "series"))[0]["value_latest"] == "4400000000"


def test_series_beside_growth_and_official_figures(lite: Store) -> None:
    made = article()
    growth = observation(made, "yüzde 13,6", measure="change_pct", value=Decimal("13.6"), unit="percent", period="2020")
    lite.add([(made, extraction(made, observation(made, period="2020"), growth))])
    lite.add_reference([
        {"reporter": side, "partner": other, "flow": flow, "valuation": valuation, "period": "2020", "unit": "USD",
         "value": Decimal(amount) * 10**6, "source": "IMF DOTS", "vintage": "2021", "file_sha256": "0" * 64}
        for side, other, least in (("KGZ", "RUS", 500), ("RUS", "KGZ", 600))
        for flow, valuation, amount in (("exports", "FOB", least), ("imports", "CIF", least + 100))
    ])  # fmt: skip
    level = next(row for row in rows(export(lite, "series")) if row["measure"] == "level")
    assert abs(float(level["implied_prev"]) - 4.1e9 / 1.136) < 1e4
    assert (level["official_reporter"], level["official_partner"]) == ("1100000000", "1300000000")
    assert (level["official_source"], level["official_vintage"]) == ("IMF DOTS", "2021")


def test_sources(full: Store) -> None:
    table = rows(export(full, "sources"))
    assert tuple(table[0]) == SOURCE_COLUMNS
    assert sum(int(row["n_claims"]) for row in table) == full.counts()["claims"]
    assert {row["source_id"] for row in table} == set(full.claims_frame()["source_id"])
    assert all("milyar" not in json.dumps(row, ensure_ascii=False) for row in table), "texts do not leave"


def test_an_empty_store_exports_headers_only(lite: Store) -> None:
    assert export(lite).decode() == ",".join(CLAIM_COLUMNS) + "\r\n"
    assert export(lite, "series").decode() == ",".join(SERIES_COLUMNS) + "\r\n"
    assert zipfile.ZipFile(io.BytesIO(export(lite, form="zip"))).testzip() is None


def test_booleans_numbers_and_breaks_in_csv() -> None:
    assert csv_of({"a": [True, False], "b": ["x\ny", None]}, ["a", "b"]) == 'a,b\r\ntrue,"x\ny"\r\nfalse,\r\n'


@pytest.mark.parametrize(("what", "form"), [("claim", "csv"), ("claims", "xlsx"), ("series", "sdmx-csv")])
def test_unknown_files_and_forms_are_named(lite: Store, what: str, form: str) -> None:
    with pytest.raises(IkiliError):
        export(lite, what, form)


def test_a_file_is_whole_or_not_there(lite: Store, tmp_path: Path) -> None:
    lite.add([stored()])
    with pytest.raises(FileNotFoundError):
        to_csv(None, tmp_path / "absent" / "x.csv", store=lite)
    to_csv(None, tmp_path / "x.csv", store=lite)
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".csv") or ".csv." in p.name] == ["x.csv"]


def test_countries_have_names_in_the_language_that_is_asked(lite: Store) -> None:
    lite.add([stored(partner="EAEU")])
    assert lite.claims_frame()[["reporter_name", "partner_name"]].to_numpy().tolist() == [
        ["Kyrgyzstan", "Eurasian Economic Union"]
    ]
    named = rows(export(lite, names=names_in("tr")))[0]
    assert (named["reporter_name"], named["partner_name"]) == ("Kırgızistan", "Avrasya Ekonomik Birliği")
    assert country_name("ZZZ") == "ZZZ"
    with pytest.raises(IkiliError, match="no names in 'xx'"):
        names_in("xx")


def test_any_file_has_a_variant_for_spreadsheets() -> None:
    text = 'pair,value,quote,period\r\n"=A;B",-1.5,4.1,2024\r\nx,,"a\nb",2025\r\n'
    made = excel_variant(text)
    assert made.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["pair", "value", "quote", "period"],
        ["'=A;B", "-1,5", "4.1", "2024"],
        ["x", "", "a\nb", "2025"],
    ]
