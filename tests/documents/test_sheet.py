import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.documents.formats import PERCENT, exact_money
from prm.documents.sheet import FORMULA_SIGNS, guarded, unguarded, write_csv, write_xlsx
from prm.documents.specs import Column, Kind, Table
from prm.kernel.ratios import attainment
from prm.kernel.status import TrafficLight

TABLE = Table(
    "bookings",
    "Bookings [2026]: all/every?",
    (
        Column("Partner"),
        Column("Amount", Kind.FIGURE, exact_money("USD")),
        Column("To plan", Kind.FIGURE, PERCENT),
        Column("Status", Kind.STATUS),
        Column("Date", Kind.DATE),
    ),
    (
        ("Polaris", Decimal("-1234.5678"), attainment(Decimal(3), Decimal(4)), TrafficLight.WATCH, date(2026, 6, 15)),
        ("=1+1", 7, attainment(Decimal(3), None), TrafficLight.NO_DATA, None),
        ('Söhne, "A"\nB', None, attainment(Decimal(0), None), TrafficLight.AT_RISK, date(2026, 1, 2)),
    ),
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
risky = st.builds(lambda sign, rest: sign + rest, st.sampled_from([*FORMULA_SIGNS, "'", "'=", "''+"]), texts)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content)).active


def one_column(*values: Any) -> Table:
    return Table("t", "T", (Column("A"),), tuple((value,) for value in values))


def test_a_csv_holds_plain_figures_and_iso_dates() -> None:
    assert read_csv(write_csv(TABLE)) == [
        ["Partner", "Amount", "To plan", "Status", "Date"],
        ["Polaris", "-1234.5678", "75.00", "Watch", "2026-06-15"],
        ["'=1+1", "7", "no plan", "No data", ""],
        ['Söhne, "A"\nB', "", "n/a", "At risk", "2026-01-02"],
    ]


def test_a_workbook_holds_numbers_dates_and_text_as_what_they_are() -> None:
    sheet = read_xlsx(write_xlsx(TABLE))
    assert sheet.title == "Bookings  2026   all every"
    assert [cell.value for cell in sheet[2]][:4] == ["Polaris", -1234.5678, 75, "Watch"]
    assert sheet["E2"].is_date
    assert sheet["B2"].number_format == '"$"#,##0.00'
    assert (sheet["A3"].data_type, sheet["A3"].value) == ("s", "=1+1")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"


def test_a_heading_cannot_become_a_formula_either() -> None:
    table = Table("t", "=T", (Column("=cmd|'/C calc'!A0"),), ())
    assert read_csv(write_csv(table)) == [["'=cmd|'/C calc'!A0"]]
    assert read_xlsx(write_xlsx(table))["A1"].data_type == "s"


@pytest.mark.parametrize("title", ["", "'", "History", "a" * 80, "\x00[]", "://?"])
def test_any_title_becomes_a_sheets_name(title: str) -> None:
    assert 0 < len(read_xlsx(write_xlsx(Table("t", title, (Column("A"),), ()))).title) <= 31


@given(st.one_of(texts, risky))
def test_no_text_begins_a_formula_and_none_is_lost(text: str) -> None:
    assert not guarded(text).startswith(FORMULA_SIGNS)
    assert unguarded(guarded(text)) == text


@given(st.lists(st.one_of(texts, risky), max_size=8))
def test_a_csv_of_any_text_comes_back_without_loss(values: list[str]) -> None:
    rows = read_csv(write_csv(one_column("first", *values)))
    assert [unguarded(cell) for [cell] in rows[2:] if cell] == [value for value in values if value]


@given(st.lists(st.one_of(texts, risky), min_size=1, max_size=8))
def test_a_workbook_of_any_text_holds_no_formula(values: list[str]) -> None:
    sheet = read_xlsx(write_xlsx(one_column(*values)))
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert all(isinstance(cell.value, str | None) for row in sheet.iter_rows() for cell in row)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e20"), max_value=Decimal("1e20"), places=6)
)
def test_a_figure_keeps_every_digit_and_its_sign_in_a_csv(value: Decimal) -> None:
    table = Table("t", "T", (Column("A", Kind.FIGURE),), ((value,),))
    assert Decimal(read_csv(write_csv(table))[1][0]) == value


def test_text_with_control_characters_is_written_without_them() -> None:
    assert read_csv(write_csv(one_column("a\x00\x1bb")))[1] == ["ab"]
    assert read_xlsx(write_xlsx(one_column("a\x00\x1bb")))["A2"].value == "ab"
