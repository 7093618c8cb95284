# ruff: noqa: E501
"""Official files with columns of their own: suggestions, what must be said, numbers, and that no row is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference import parse_mapped, parse_reference, table_in
from data.reference_readers import UnknownShapeError
from data.reference_readers.mapped import NEEDS, UnclearNumbersError, decimal_sign, month_of, number
from data.reference_readers.mapping import Mapping, gaps, suggested
from extractors.errors import IkiliError

Short = tuple[str, str, str, str, Decimal, str]

TURKISH = (
    "Dış ticaret; bin ABD doları\n\n"
    "Ülke;Yıl;İhracat;İthalat\n"
    "Rusya Federasyonu;2024;8.557.123;44.018.004\n"
    "KIRGIZİSTAN;2024;1.100.000,5;200\n"
    "Toplam;2024;9;9\n"
    "Kaynak: deneme\n"
)
RUSSIAN = (
    "Страна-репортёр,Страна-партнёр,Год,Месяц,Поток,Сумма (млн долл.)\n"
    "Российская Федерация,Турция,2023,март,Экспорт,45.5\n"
    "Российская Федерация,Кыргызстан,2023,4,Импорт,1.25\n"
    "Российская Федерация,Кыргызстан,2023,4,Реэкспорт,1\n"
)
WIDE = (
    "Exports of Kazakhstan million USD,,,\nPartner,2022,2023,2024\nUzbekistan,3700.5,,4100\nChina,13200,14700,15000\n"
)


def read(text: str | bytes, **said: object) -> tuple[list[Short], dict[str, int]]:
    content = text.encode() if isinstance(text, str) else text
    mapping = replace(suggested(table_in(content, "file.csv")), **said)  # type: ignore[arg-type]
    found = parse_mapped(content, "file.csv", "2026-01-05", mapping)
    values = [(v.reporter, v.partner, v.flow, v.period, v.value, v.unit) for v in found.values]
    return values, dict(found.left_out)


def test_turkish_heads_thousands_and_a_title_above() -> None:
    values, left_out = read(TURKISH, reporter_is="TUR")
    assert values == [
        ("TUR", "RUS", "exports", "2024", Decimal(8557123000), "USD"),
        ("TUR", "RUS", "imports", "2024", Decimal(44018004000), "USD"),
        ("TUR", "KGZ", "exports", "2024", Decimal(1100000500), "USD"),
        ("TUR", "KGZ", "imports", "2024", Decimal(200000), "USD"),
    ]
    assert left_out == {"place 'Toplam'": 2, "no value": 2}


def test_russian_heads_months_in_words_and_in_numbers() -> None:
    values, left_out = read(RUSSIAN)
    assert values == [
        ("RUS", "TUR", "exports", "2023-03", Decimal(45500000), "USD"),
        ("RUS", "KGZ", "imports", "2023-04", Decimal(1250000), "USD"),
    ]
    assert left_out == {"flow 'Реэкспорт'": 1}


def test_periods_as_heads() -> None:
    values, left_out = read(WIDE, reporter_is="KAZ", flow_is="exports")
    assert ("KAZ", "UZB", "exports", "2022", Decimal(3700500000), "USD") in values
    assert len(values) == 5
    assert left_out == {"no value": 1}


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("exporter,importer,Year,Trade Value (1000 USD)", ("exporter", "importer", "Year", "Trade Value (1000 USD)", 3)),
        ("ReporterName,PartnerName,TimePeriod,TradeValue", ("ReporterName", "PartnerName", "TimePeriod", "TradeValue", 0)),
        ("Bildiren Ülke,Ortak Ülke,Dönem,Değer (Milyon Dolar)", ("Bildiren Ülke", "Ortak Ülke", "Dönem", "Değer (Milyon Dolar)", 6)),
        ("Country,Economy,Date,Amount", ("Country", "Economy", "Date", "Amount", 0)),
    ],
)  # fmt: skip
def test_heads_suggest_what_they_are(heads: str, expected: tuple[object, ...]) -> None:
    text = f"{heads}\nTUR,RUS,2020,1\n"
    found = suggested(table_in(text.encode(), "f"))
    assert (found.reporter, found.partner, found.period, found.value, found.scale) == expected


def test_cells_suggest_where_heads_say_nothing() -> None:
    found = suggested(table_in(b"a,b,c,d\nTUR,RUS,2020,15.5\nTUR,KGZ,2020,4\n", "f"))
    assert (found.reporter, found.partner, found.period, found.value) == ("a", "b", "c", "d")


def test_no_column_is_suggested_twice_and_none_that_is_not_there() -> None:
    for text in (TURKISH, RUSSIAN, WIDE):
        table = table_in(text.encode(), "f")
        assert not {"unknown_column", "column_twice"} & set(gaps(suggested(table), table))


def test_what_is_not_said_is_named() -> None:
    table = table_in(TURKISH.encode(), "f")
    assert gaps(suggested(table), table) == ["reporter"]
    assert set(gaps(Mapping(), table)) == {"reporter", "partner", "period", "value", "flow", "unit"}
    assert gaps(Mapping(reporter="nowhere", partner="Ülke", period="Ülke", value="İthalat", exports="İhracat", unit_is="USD"), table) == [
        "unknown_column", "column_twice", "value_twice",
    ]  # fmt: skip
    with pytest.raises(IkiliError, match=r"no column says whose statistics.*its columns are: Ülke; Yıl"):
        parse_mapped(TURKISH.encode(), "f", "2026", suggested(table))
    assert set(NEEDS) >= set(gaps(Mapping(), table))


def test_contradicting_rows_give_nothing_and_equal_ones_count_once() -> None:
    text = (
        "reporter,partner,year,flow,value\nTUR,RUS,2020,X,1\nTUR,RUS,2020,X,2\nTUR,KGZ,2020,X,4\nTUR,KGZ,2020,X,4.0\n"
    )
    values, left_out = read(text, unit_is="USD")
    assert values == [("TUR", "KGZ", "exports", "2020", Decimal(4), "USD")]
    assert left_out == {"several values for one pair and period": 2, "said twice": 1}


def test_only_totals_of_products_are_read() -> None:
    text = "reporter,partner,year,flow,product,value\nTUR,RUS,2020,X,Total,9\nTUR,RUS,2020,X,0803,2\nTUR,KGZ,2020,X,Всего,5\n"
    values, left_out = read(text, unit_is="USD")
    assert [value[4] for value in values] == [9, 5]
    assert left_out == {"product is a part": 1}


def test_the_currency_may_stand_in_a_column() -> None:
    text = "reporter,partner,year,flow,value,currency\nTUR,RUS,2020,X,9,EUR\nTUR,KGZ,2020,X,9,avro\nTUR,UZB,2020,X,9,seashells\n"
    values, left_out = read(text)
    assert [value[5] for value in values] == ["EUR", "EUR"]
    assert left_out == {"unit 'seashells'": 1}


def test_every_row_is_read_or_counted() -> None:
    for text, said in (
        (TURKISH, {"reporter_is": "TUR"}),
        (WIDE, {"reporter_is": "KAZ", "flow_is": "exports"}),
        (RUSSIAN, {}),
    ):
        table = table_in(text.encode(), "f")
        values, left_out = read(text, **said)
        columns = 2 if suggested(table).exports else 3 if suggested(table).across else 1
        assert len(values) + sum(left_out.values()) == len(table.rows) * columns


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.234.567", "12"], ","),
        (["1,234,567.5"], "."),
        (["1.234", "0,5"], ","),
        (["1.234", "0.234"], "."),
        (["12", "7"], "."),
        (["1 234,5"], ","),
        (["1234.567", "1.234"], "."),
    ],
)
def test_the_decimal_sign_is_read_from_the_column(cells: list[str], sign: str) -> None:
    assert decimal_sign(cells) == sign


@pytest.mark.parametrize("cells", [["1.234"], ["1,234", "12"], ["1.5", "1,5"], ["999.000"]])
def test_numbers_that_can_be_read_in_two_ways_are_not_read(cells: list[str]) -> None:
    with pytest.raises(UnclearNumbersError) as caught:
        decimal_sign(cells)
    assert set(caught.value.examples) <= set(cells)


def test_the_user_settles_unclear_numbers() -> None:
    text = "reporter;partner;year;flow;value\nTUR;RUS;2020;X;1.234\n"
    with pytest.raises(UnclearNumbersError):
        read(text, unit_is="USD")
    assert read(text, unit_is="USD", decimal=",")[0][0][4] == 1234
    assert read(text, unit_is="USD", decimal=".")[0][0][4] == Decimal("1.234")


@pytest.mark.parametrize("cell", ["12.34.5", "1.23,5", "abc", "1e", "--5", "1,2,3"])
def test_a_broken_number_is_none(cell: str) -> None:
    assert number(cell, ",") is None


@given(
    st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from(",."), st.sampled_from(["", " ", "\u00a0"])
)
def test_a_written_number_is_read_back(value: Decimal, decimal: str, blank: str) -> None:
    group = blank or ("," if decimal == "." else ".")
    written = f"{value:,.2f}".replace(",", "\x00").replace(".", decimal).replace("\x00", group)
    assert number(written, decimal) == value


def test_months() -> None:
    assert [month_of(cell) for cell in ("3", "12", "mart", "Мая", "DECEMBER", "13", "?", "9.0")] == [
        3,
        12,
        3,
        5,
        12,
        None,
        None,
        9,
    ]


def test_a_workbook_without_known_sheets_is_a_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Ülke dış ticareti"],
        [],
        ["Ortak ülke", "Yıl", "İhracat (Milyon ABD Doları)"],
        ["Rusya", 2024, 8557.25],
    ):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(UnknownShapeError):
        parse_reference(buffer.getvalue(), "a.xlsx", "2026")
    assert read(buffer.getvalue(), reporter_is="TUR")[0] == [
        ("TUR", "RUS", "exports", "2024", Decimal(8557250000), "USD")
    ]


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in files.items():
            packed.writestr(name.replace("_", "."), text)
    return buffer.getvalue()


def test_a_zip_with_one_file_is_that_file() -> None:
    plain = "reporter,partner,year,exports_usd,imports_usd\nTUR,KGZ,2024,5,6\n"
    found = parse_reference(zipped(a_csv=plain, b_pdf="x"), "a.zip", "2026")
    assert [value.value for value in found.values] == [5, 6]


@pytest.mark.parametrize("content", [b"PK\x03\x04garbage", zipped(a_csv="x", b_csv="y"), zipped(a_pdf="x")])
def test_a_zip_that_holds_no_one_file_is_named(content: bytes) -> None:
    with pytest.raises(IkiliError, match=r"unpack it|download the file again"):
        parse_reference(content, "a.zip", "2026")


@pytest.mark.parametrize("text", ["", "one line", "\n\n", "a\nb\nc\n"])
def test_what_is_no_table_is_named(text: str) -> None:
    with pytest.raises(IkiliError, match="no table"):
        table_in(text.encode(), "f.csv")


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_any_cells_are_suggested_for_without_a_fault(rows: list[list[str]]) -> None:
    text = "\n".join(";".join(cell.replace(";", "").replace('"', "") for cell in row) for row in rows)
    try:
        table = table_in(text.encode(errors="replace"), "f")
    except IkiliError:
        return
    gaps(suggested(table), table)
