# ruff: noqa: E501
"""Official files: every shape is read, every trap is tried one by one. All files here are typed by hand."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from data.reference import (
    BUNDLED,
    COLUMNS,
    OfficialValue,
    ReferenceFile,
    bundled_reference,
    parse_reference,
    read_reference,
    reference_frame,
)
from data.reference_readers.periods import period_of
from data.reference_readers.places import is_aggregate, place_of
from extractors.errors import IkiliError

Short = tuple[str, str, str, str, str, Decimal]


def parse(text: str | bytes, name: str = "file.csv") -> ReferenceFile:
    return parse_reference(text.encode() if isinstance(text, str) else text, name, "2026-01-05")


def short(value: OfficialValue) -> Short:
    return (value.reporter, value.partner, value.flow, value.valuation, value.period, value.value)


def values(text: str | bytes) -> list[Short]:
    return [short(value) for value in parse(text).values]


API3 = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,STATUS\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,FRA,MG_CIF_USD,USA,A,2022,56004917567,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,GEO,XG_FOB_USD,TUR,Q,2022-Q3,125000000.5,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,GBR,XG_FOB_USD,TUR,M,2022-M09,1,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,KGZ,XG_FOB_USD,G001,A,2022,2200000000,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,KGZ,XG_FOB_USD,G163,A,2022,9,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,KGZ,XG_FOB_USD,KOS,A,2022,7,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,KGZ,MG_CIF_USD,RUS,A,2022,,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),D,KGZ,MG_CIF_USD,RUS,A,2021,5,6,A\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,KGZ,TBG_USD,RUS,A,2022,5,6,A\n"
)


def test_imts_of_the_3_0_api_is_in_dollars_whatever_scale_says() -> None:
    found = parse(API3)
    assert found.shape == "SDMX-CSV"
    assert [short(value) for value in found.values] == [
        ("FRA", "USA", "imports", "CIF", "2022", Decimal(56004917567)),
        ("GEO", "TUR", "exports", "FOB", "2022-07/2022-09", Decimal("125000000.5")),
        ("GBR", "TUR", "exports", "FOB", "2022-09", Decimal(1)),
        ("KGZ", "WLD", "exports", "FOB", "2022", Decimal(2200000000)),
        ("KGZ", "XKX", "exports", "FOB", "2022", Decimal(7)),
    ]
    assert found.left_out == {"a group": 1, "no value": 1, "deleted": 1, "another indicator": 1}
    assert found.values[0].source == "IMF IMTS"
    assert found.values[0].unit == "USD"
    assert found.values[0].vintage == "2026-01-05"
    assert len(found.values[0].file_sha256) == 64


def test_imts_of_the_2_1_api_with_a_byte_order_mark() -> None:
    text = (
        "\ufeffDATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n"
        "IMF.STA:IMTS(1.0.0),KGZ,XG_FOB_USD,RUS,A,2023,1070000000,6\n"
    )
    assert values(text) == [("KGZ", "RUS", "exports", "FOB", "2023", Decimal(1070000000))]


def test_labels_beside_codes_and_semicolons() -> None:
    text = (
        "DATAFLOW;COUNTRY;INDICATOR;COUNTERPART_COUNTRY;TIME_PERIOD;OBS_VALUE\n"
        "IMF.STA:IMTS(1.0.0);KGZ: Kyrgyz Republic;XG_FOB_USD: Exports of goods;RUS: Russian Federation;2023;1070,5\n"
    )
    assert values(text) == [("KGZ", "RUS", "exports", "FOB", "2023", Decimal("1070.5"))]


def test_unit_mult_of_other_sdmx_sources_multiplies_and_na_is_namibia() -> None:
    text = (
        "DATAFLOW,REF_AREA,INDICATOR,COUNTERPART_AREA,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
        "IMF:DOT(1.0),NA,TXG_FOB_USD,ZA,A,2019,1500.25,6\n"
    )
    assert values(text) == [("NAM", "ZAF", "exports", "FOB", "2019", Decimal(1500250000))]


def test_data_explorer_has_labels_and_wide_periods() -> None:
    text = (
        "DATASET,SERIES_CODE,OBS_MEASURE,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,2019,2019-Q1,2019-M01\n"
        'IMF.STA:IMTS(1.0.0),CHN.XG_FOB_USD.KGZ.A,OBS_VALUE,"China, People\'s Republic of",'
        '"Exports of goods, Free on board (FOB), US dollar",Kyrgyz Republic,Annual,6312000000,,\n'
        'IMF.STA:IMTS(1.0.0),KGZ.MG_CIF_USD.CHN.M,OBS_VALUE,Kyrgyz Republic,"Imports of goods, CIF, US dollar",'
        '"China, People\'s Republic of",Monthly,,434000000,140000000\n'
        'IMF.STA:IMTS(1.0.0),KGZ.TBG_USD.CHN.A,OBS_VALUE,Kyrgyz Republic,"Trade balance, US dollar",China,Annual,5,,\n'
    )
    found = parse(text)
    assert found.shape == "IMTS Data Explorer"
    assert [short(value) for value in found.values] == [
        ("CHN", "KGZ", "exports", "FOB", "2019", Decimal(6312000000)),
        ("KGZ", "CHN", "imports", "CIF", "2019-01/2019-03", Decimal(434000000)),
        ("KGZ", "CHN", "imports", "CIF", "2019-01", Decimal(140000000)),
    ]
    assert found.left_out == {"another indicator": 1}


def test_dots_bulk_skips_status_rows_and_maps_names() -> None:
    text = (
        '"Country Name","Country Code","Indicator Name","Indicator Code","Counterpart Country Name",'
        '"Counterpart Country Code","Attribute","2018","2019","2019M1",\n'
        '"Kyrgyz Rep.","917","Goods, Exports FOB","TXG_FOB_USD","China, P.R.: Mainland","924","Value","61000000","80500000","",\n'
        '"Kyrgyz Rep.","917","Goods, Exports FOB","TXG_FOB_USD","China, P.R.: Mainland","924","Status","E","E","",\n'
        '"Turkey","186","Goods, Imports CIF","TMG_CIF_USD","Yugoslavia, SFR","188","Value","","1","",\n'
        '"Turkey","186","Goods, Imports FOB","TMG_FOB_USD","Germany","134","Value","","","17",\n'
    )
    found = parse(text)
    assert found.shape == "DOTS bulk"
    assert [short(value) for value in found.values] == [
        ("KGZ", "CHN", "exports", "FOB", "2018", Decimal(61000000)),
        ("KGZ", "CHN", "exports", "FOB", "2019", Decimal(80500000)),
        ("TUR", "DEU", "imports", "FOB", "2019-01", Decimal(17)),
    ]
    assert found.left_out == {"attribute Status": 1, "place 'Yugoslavia, SFR'": 1}


def test_dots_panel() -> None:
    text = (
        "Country Name,Country Code,Counterpart Country Name,Counterpart Country Code,Time Period,"
        '"Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)",Status,'
        '"Goods, Value of Trade Balance, US Dollars (TBG_USD)",Status,\n'
        '"Azerbaijan, Rep. of",912,Turkey,186,2019,2800000000,,1,,\n'
    )
    found = parse(text)
    assert found.shape == "DOTS panel"
    assert [short(value) for value in found.values] == [("AZE", "TUR", "exports", "FOB", "2019", Decimal(2800000000))]


def _workbook(unit: str = "US Dollars, Millions") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Exports, FOB"  # type: ignore[union-attr]
    for sheet in (book["Exports, FOB"], book.create_sheet("Imports, CIF")):
        for row in (
            [],
            ["", "Direction of Trade"],
            [],
            ["", "Turkey"],
            ["", unit],
            [],
            ["", "", 2018, 2019],
            ["", "World", 168000.5, 171000],
            ["", "Kyrgyz Rep.", 377.1, None],
            ["", "Emerging and Developing Europe", 1, 2],
            ["", "USSR", 1, None],
        ):
            sheet.append(row)
    book.create_sheet("Notes")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_dots_workbook_is_in_millions_and_mixes_regions_in() -> None:
    found = parse(_workbook())
    assert found.shape == "DOTS workbook"
    assert [short(value) for value in found.values][:3] == [
        ("TUR", "WLD", "exports", "FOB", "2018", Decimal(168000500000)),
        ("TUR", "WLD", "exports", "FOB", "2019", Decimal(171000000000)),
        ("TUR", "KGZ", "exports", "FOB", "2018", Decimal(377100000)),
    ]
    assert {value.valuation for value in found.values if value.flow == "imports"} == {"CIF"}
    assert found.left_out["place 'Emerging and Developing Europe'"] == 4
    assert found.left_out["place 'USSR'"] == 2


def test_dots_workbook_without_unit_is_refused() -> None:
    with pytest.raises(IkiliError, match="no row says the unit"):
        parse(_workbook(unit=""))


COMTRADE = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,"
    "partnerISO,partnerDesc,partner2Code,cmdCode,customsCode,motCode,cifvalue,fobvalue,primaryValue,isReported,isAggregate\n"
)


def test_comtrade_csv_with_a_comma_at_the_end_of_rows() -> None:
    text = COMTRADE + (
        "C,A,20220101,2022,52,2022,699,IND,India,M,643,RUS,Russian Federation,0,TOTAL,C00,0,34000,,34000,false,true,\n"
        "C,A,20220101,2022,52,2022,699,IND,India,X,643,RUS,Russian Federation,0,TOTAL,C00,0,,2900,2900,false,true,\n"
        "C,M,20220901,2022,9,202209,792,TUR,Türkiye,X,0,W00,World,0,TOTAL,C00,0,,22000,22000,true,false,\n"
    )
    assert values(text) == [
        ("IND", "RUS", "imports", "CIF", "2022", Decimal(34000)),
        ("IND", "RUS", "exports", "FOB", "2022", Decimal(2900)),
        ("TUR", "WLD", "exports", "FOB", "2022-09", Decimal(22000)),
    ]


@pytest.mark.parametrize(
    ("column", "part"), [("cmdCode", "27"), ("customsCode", "C01"), ("motCode", "2100"), ("partner2Code", "156")]
)
def test_comtrade_parts_are_no_totals(column: str, part: str) -> None:
    cells = dict(zip(COMTRADE.strip().split(","), [""] * 22, strict=True)) | {
        "freqCode": "A", "period": "2022", "reporterISO": "IND", "flowCode": "M", "partnerISO": "RUS", "partner2Code": "0",
        "cmdCode": "TOTAL", "customsCode": "C00", "motCode": "0", "primaryValue": "1",
    }  # fmt: skip
    total = COMTRADE + ",".join(cells.values()) + "\n"
    both = total + ",".join((cells | {column: part}).values()) + "\n"
    assert len(parse(total).values) == 1
    assert len(parse(both).values) == 1
    assert parse(both).left_out == {f"{column} is a part": 1}


def test_comtrade_re_exports_and_unknown_places_are_counted() -> None:
    text = COMTRADE + (
        "C,A,20220101,2022,52,2022,842,USA,USA,RX,156,CHN,China,0,TOTAL,C00,0,,1,1,true,false\n"
        "C,A,20220101,2022,52,2022,842,USA,USA,X,899,_X,Areas nes,0,TOTAL,C00,0,,1,1,true,false\n"
        "C,A,20220101,2022,52,2022,842,USA,USA,X,490,S19,Other Asia,0,TOTAL,C00,0,,5,5,true,false\n"
    )
    found = parse(text)
    assert [short(value)[:2] for value in found.values] == [("USA", "TWN")]
    assert found.left_out == {"flow 'RX'": 1, "place 'Areas nes'": 1}


def test_comtrade_codes_are_not_iso() -> None:
    text = COMTRADE + (
        "C,A,20220101,2022,52,2022,699,,,M,842,,,0,TOTAL,C00,0,3,,3,false,true\n"
        "C,A,20220101,2022,52,2022,251,,,M,757,,,0,TOTAL,C00,0,,4,4,false,true\n"
    )
    assert values(text) == [
        ("IND", "USA", "imports", "CIF", "2022", Decimal(3)),
        ("FRA", "CHE", "imports", "FOB", "2022", Decimal(4)),
    ]


def test_comtrade_latin_1() -> None:
    text = (
        COMTRADE + "C,A,20220101,2022,52,2022,792,TUR,Türkiye,X,384,CIV,Côte d'Ivoire,0,TOTAL,C00,0,,1,1,true,false\n"
    )
    assert values(text.encode("latin-1")) == [("TUR", "CIV", "exports", "FOB", "2022", Decimal(1))]


def test_comtrade_json_keeps_exact_numbers() -> None:
    row = (
        '{"freqCode":"A","refYear":2022,"refMonth":52,"period":"2022","reporterCode":417,"reporterISO":"KGZ","flowCode":"M",'
        '"partnerCode":643,"partnerISO":"RUS","partner2Code":0,"cmdCode":"TOTAL","customsCode":"C00","motCode":0,'
        '"cifvalue":2353000000.123,"fobvalue":null,"primaryValue":2353000000.123,"isReported":false,"isAggregate":true}'
    )
    found = parse(f'{{"count":1,"data":[{row}],"error":""}}', "answer.json")
    assert [short(value) for value in found.values] == [
        ("KGZ", "RUS", "imports", "CIF", "2022", Decimal("2353000000.123"))
    ]


def test_comtrade_legacy_csv_and_json() -> None:
    text = (
        "Classification,Year,Period,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,"
        "Commodity Code,Trade Value (US$),Flag\n"
        "HS,2017,2017,Import,417,Kyrgyzstan,KGZ,643,Russian Federation,RUS,TOTAL,1235000000,0\n"
        "HS,2017,2017,Import,417,Kyrgyzstan,KGZ,643,Russian Federation,RUS,01,5,0\n"
        "HS,2017,201703,Export,417,Kyrgyzstan,KGZ,0,World,WLD,TOTAL,7,0\n"
    )
    expected = [
        ("KGZ", "RUS", "imports", "CIF", "2017", Decimal(1235000000)),
        ("KGZ", "WLD", "exports", "FOB", "2017-03", Decimal(7)),
    ]
    assert values(text) == expected
    row = {"rgDesc": "Import", "rt3ISO": "KGZ", "pt3ISO": "RUS", "cmdCode": "TOTAL", "TradeValue": 1235000000, "yr": 2017,
           "period": 2017}  # fmt: skip
    assert values(json.dumps({"dataset": [row]})) == expected[:1]


SDMX_ML = """<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
  xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
  xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
  xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=IMF.STA:IMTS(1.0.0):ObsLevelDim:TIME_PERIOD">
  <m:Header><m:ID>t</m:ID><m:Test>false</m:Test><m:Prepared>2026-01-05T00:00:00</m:Prepared><m:Sender id="IMF"/>
    <m:Structure structureID="IMTS" dimensionAtObservation="TIME_PERIOD"
      namespace="urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=IMF.STA:IMTS(1.0.0):ObsLevelDim:TIME_PERIOD">
      <common:StructureUsage><Ref agencyID="IMF.STA" id="IMTS" version="1.0.0" class="Dataflow"/></common:StructureUsage>
    </m:Structure></m:Header>
  <m:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType" ss:structureRef="IMTS" action="Replace">
    <Series COUNTRY="KGZ" INDICATOR="MG_CIF_USD" COUNTERPART_COUNTRY="RUS" FREQUENCY="A" SCALE="6">
      <Obs TIME_PERIOD="2022" OBS_VALUE="2353000000"/><Obs TIME_PERIOD="2023" OBS_VALUE="NaN"/>
    </Series>
  </m:DataSet>
</m:StructureSpecificData>"""


def test_sdmx_ml_through_the_extra() -> None:
    pytest.importorskip("pysdmx")
    found = parse(SDMX_ML, "data.xml")
    assert [short(value) for value in found.values] == [("KGZ", "RUS", "imports", "CIF", "2022", Decimal(2353000000))]
    assert found.left_out == {"no value": 1}


def test_broken_xml_is_named_with_what_to_do() -> None:
    pytest.importorskip("pysdmx")
    with pytest.raises(IkiliError, match=r"data\.xml.*download the same data as CSV"):
        parse("<html><body>not found</body></html>", "data.xml")


def test_sdmx_ml_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pysdmx.io", None)
    with pytest.raises(IkiliError, match=r"ikili\[sdmx\]"):
        parse(SDMX_ML, "data.xml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no known header"),
        ("", "no known header"),
        ('{"answer": 42}', "no Comtrade answer"),
        ('{"data": [1]}', "record 1"),
        ("{broken", "broken JSON"),
        (API3.split("\n", 1)[0] + "\n", "no bilateral trade values"),
    ],
)
def test_unknown_and_broken_files_are_named(text: str, message: str) -> None:
    with pytest.raises(IkiliError, match=message):
        parse(text)


def test_missing_file() -> None:
    with pytest.raises(IkiliError, match="cannot be read"):
        read_reference("no/such/file.csv")


def test_vintage_is_the_day_of_the_file(tmp_path: Path) -> None:
    import os

    path = tmp_path / "imts.csv"
    path.write_text(API3, encoding="utf-8")
    os.utime(path, (1_767_600_000, 1_767_600_000))
    assert {value.vintage for value in read_reference(path).values} == {"2026-01-05"}
    assert {value.vintage for value in read_reference(path, vintage="2025-12").values} == {"2025-12"}


def test_bundled_table() -> None:
    found = bundled_reference()
    lines = BUNDLED.read_text(encoding="utf-8").splitlines()[1:]
    assert len(found.values) == sum(bool(cell) for line in lines for cell in line.split(",")[3:])
    assert not found.left_out
    frame = reference_frame(found.values)
    assert tuple(frame.columns) == COLUMNS
    russia = frame[(frame["reporter"] == "RUS") & (frame["partner"] == "KGZ") & (frame["period"] == "2019")]
    assert round(russia["value"].sum() / 1e6, 1) == 1837.2


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("", "Kyrgyz Rep.", "KGZ"),
        ("", "Congo, Democratic Republic of the", "COD"),
        ("", "Congo, Republic of", "COG"),
        ("", "Korea, Rep. of", "KOR"),
        ("", "Aruba, Kingdom of the Netherlands", "ABW"),
        ("", "Belgium-Luxembourg", None),
        ("G998", "", "EU"),
        ("G163", "Euro Area", None),
        ("GEO", "", "GEO"),
        ("GBR", "", "GBR"),
        ("276", "", "DEU"),
        ("NA", "", "NAM"),
    ],
)
def test_places(code: str, name: str, place: str | None) -> None:
    assert place_of(code, name) == place


def test_groups_are_g_and_three_digits() -> None:
    assert is_aggregate("G163")
    assert not is_aggregate("GEO")
    assert not is_aggregate("GBR")


@pytest.mark.parametrize(
    ("text", "period"),
    [("2022", "2022"), ("2022-Q1", "2022-01/2022-03"), ("2022M9", "2022-09"), ("202212", "2022-12"),
     ("2022-S2", "2022-07/2022-12"), ("2022-13", None), ("202213", None), ("2022-W05", None), ("", None)],
)  # fmt: skip
def test_periods(text: str, period: str | None) -> None:
    assert period_of(text) == period
