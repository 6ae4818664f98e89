from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prm.documents.cells import Shown, shown_rows, shown_totals
from prm.documents.formats import COUNT, MULTIPLE, PERCENT, Format, Unit, exact_money, whole_money
from prm.documents.specs import Chart, ChartKind, Column, Kind, Series, Table, data_table, sparkline, written
from prm.kernel.ratios import attainment
from prm.kernel.status import TrafficLight
from tests.documents.samples import DOLLARS, REVENUE


@pytest.mark.parametrize(
    ("how", "value", "full", "short"),
    [
        (COUNT, "2400", "2,400", "2,400"),
        (COUNT, "240000", "240,000", "240K"),
        (whole_money("USD"), "-1234.5", "−$1,235", "−$1.23K"),
        (exact_money("EUR"), "1234.565", "€1,234.57", "€1.23K"),
        (PERCENT, "89.4", "89%", "89.4%"),
        (MULTIPLE, "3.4", "3.4×", "3.4×"),
        (Format(Unit.PERCENT, places=1), "100", "100.0%", "100%"),
    ],
)
def test_a_figure_is_written_in_full_and_short(how: Format, value: str, full: str, short: str) -> None:
    assert (how.full(Decimal(value)), how.short(Decimal(value))) == (full, short)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (COUNT, "#,##0"),
        (whole_money("USD"), '"$"#,##0'),
        (exact_money("JPY"), '"¥"#,##0'),
        (exact_money("EUR"), '"€"#,##0.00'),
        (PERCENT, '#,##0"%"'),
    ],
)
def test_a_format_has_its_excel_code(how: Format, code: str) -> None:
    assert how.excel == code


def test_an_axis_uses_one_letter_throughout() -> None:
    assert DOLLARS.excel_axis(Decimal(900)) == '"$"#,##0'
    assert DOLLARS.excel_axis(Decimal(90_000)) == '"$"#,##0,"K";-"$"#,##0,"K";"$"0'
    assert '"M"' in DOLLARS.excel_axis(Decimal(2_000_000))


def test_a_series_with_a_missing_value_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values for 3 categories"):
        Chart("a", ChartKind.BAR, "A", "", ("x", "y", "z"), (Series("S", (Decimal(1), None)),))


@pytest.mark.parametrize("id_", ["", "1a", "Has space", 'a"onload=', "a_b"])
def test_what_cannot_be_an_id_is_refused(id_: str) -> None:
    with pytest.raises(ValueError, match="Not a chart id"):
        replace(REVENUE, id=id_)


def test_only_the_plan_of_a_combo_is_a_line() -> None:
    assert [series.name for series in REVENUE.lines] == ["Plan"]
    assert [series.name for series in REVENUE.bars] == ["Actual"]


def test_a_sparklines_sentence_comes_from_its_figures() -> None:
    assert sparkline("s", "Sales", (None, Decimal(5), Decimal(9))).summary == "Sales: from 5 to 9."
    assert sparkline("s", "Sales", (None,)).summary == "Sales: no data."


def test_the_table_behind_a_chart_keeps_gaps_apart_from_zero() -> None:
    table = data_table(REVENUE)
    assert [column.name for column in table.columns] == ["Period", "Actual", "Plan"]
    assert [cell.text for cell in shown_rows(table)[-1]] == ["Dec", "–", "$250,000"]


def test_every_kind_of_cell_has_its_words() -> None:
    figure = Column("n", Kind.FIGURE, DOLLARS)
    assert written(None, figure) == "–"
    assert written("", figure) == "–"
    assert written(1234, figure) == "$1,234"
    assert written(TrafficLight.WATCH, Column("s", Kind.STATUS)) == "Watch"
    assert written(date(2026, 12, 5), Column("d", Kind.DATE)) == "5 Dec 2026"
    assert written(attainment(Decimal(5), Decimal(0)), Column("r", Kind.FIGURE, PERCENT)) == "no plan"


def test_totals_leave_cells_empty_that_have_no_total() -> None:
    columns = (Column("Name"), Column("Owner"), Column("Sum", Kind.FIGURE, DOLLARS))
    table = Table("t", "T", columns, (("a", "b", 1),), totals=("Total", None, Decimal(1)))
    assert shown_totals(table) == [Shown("Total"), Shown(""), Shown("$1", "end")]


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("t", "T", (Column("a"), Column("b")), (("x",),))
