"""Sheets with one column a month: every sheet has month 1 in the same column, and a column before it for the start."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from planning.calculations.fixed import Fixed, decimal
from planning.calculations.plans.assumptions import MONTHS
from prm.documents.svg.elements import printable

START = 2
FIRST = START + 1
LAST = FIRST + MONTHS - 1
YEARS = LAST + 1
HEAD_ROWS = 2


@dataclass(frozen=True)
class Looks:
    """The formats of a workbook."""

    head: Any
    text: Any
    title: Any
    amount: Any
    total: Any
    units: Any
    percent: Any
    input_amount: Any
    input_units: Any
    input_percent: Any

    @classmethod
    def of(cls, book: Any, amount: str) -> "Looks":
        """`amount` is the number format of the currency."""
        entered = {"bg_color": "#FFF7D6", "border": 1, "border_color": "#E3D9A8"}
        percent, units = "0.00####%", "#,##0.00##"
        return cls(
            head=book.add_format({"bold": True, "bottom": 1, "align": "right"}),
            text=book.add_format({"bold": True, "bottom": 1}),
            title=book.add_format({"bold": True, "font_size": 14}),
            amount=book.add_format({"num_format": amount}),
            total=book.add_format({"num_format": amount, "bold": True, "top": 1}),
            units=book.add_format({"num_format": units}),
            percent=book.add_format({"num_format": percent}),
            input_amount=book.add_format({"num_format": amount} | entered),
            input_units=book.add_format({"num_format": units} | entered),
            input_percent=book.add_format({"num_format": percent} | entered),
        )


class MonthSheet:
    """A sheet that is written row by row. Each row has an owner, a label, and a formula a month."""

    def __init__(self, sheet: Any, looks: Looks, months: list[str]) -> None:
        self.sheet, self.looks, self._next = sheet, looks, HEAD_ROWS
        self._rows: dict[tuple[str, str], int] = {}
        sheet.freeze_panes(HEAD_ROWS, FIRST)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 26)
        sheet.set_column(START, YEARS + 2, 15)
        for column, name in enumerate(["", "Month", "Start", *months, "Year 1", "Year 2", "Year 3"]):
            sheet.write_string(0, column, name, looks.head if column > 1 else looks.text)
        for month in range(MONTHS + 1):
            sheet.write_number(1, START + month, month)

    def row(self, owner: str, label: str, name: str = "") -> int:
        """Begin a row; the next free one."""
        row, self._next = self._next, self._next + 1
        self._rows[owner, label] = row
        self.sheet.write_string(row, 0, printable(name))
        self.sheet.write_string(row, 1, label)
        return row

    def gap(self) -> None:
        """Leave a row empty."""
        self._next += 1

    def cell(self, owner: str, label: str, month: int) -> str:
        """The address on this sheet of a row's month; 0 is the start."""
        return str(xl_rowcol_to_cell(self._rows[owner, label], START + month))

    def months(self, owner: str, label: str, first: int = 1) -> str:
        """The address of a row's months, from `first` to the end."""
        row = self._rows[owner, label]
        start = xl_rowcol_to_cell(row, START + first, row_abs=True, col_abs=True)
        return f"{start}:{xl_rowcol_to_cell(row, LAST, row_abs=True, col_abs=True)}"

    def year_cell(self, owner: str, label: str, year: int) -> str:
        """The address on this sheet of a row's sum of plan year 1, 2 or 3."""
        return str(xl_rowcol_to_cell(self._rows[owner, label], YEARS + year - 1))

    def fill(
        self,
        owner: str,
        label: str,
        formula: Callable[[int], str],
        *,
        name: str = "",
        values: tuple[Fixed, ...] = (),
        looks: Any = None,
        sums: bool = True,
        first: int = 1,
    ) -> None:
        """A row of formulas for months `first` to 36, with the values that they have now, and the sums of the years."""
        row, style = self.row(owner, label, name), looks or self.looks.amount
        for month in range(first, MONTHS + 1):
            value = figure(values[month - first]) if values else 0
            self.sheet.write_formula(row, START + month, f"={formula(month)}", style, value)
        if sums:
            self._sum_years(row, values[-MONTHS:], style)

    def _sum_years(self, row: int, values: tuple[Fixed, ...], style: Any) -> None:
        for year in range(3):
            first, last = FIRST + 12 * year, FIRST + 12 * year + 11
            address = f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"
            value = figure(sum(values[12 * year : 12 * year + 12]))
            self.sheet.write_formula(row, YEARS + year, f"=SUM({address})", style, value)


def month_number(month: int) -> str:
    """The address of a month's number, the same on every month sheet."""
    return f"{xl_col_to_name(START + month)}$2"


def column_of(month: int) -> str:
    """The letters of a month's column, the same on every month sheet."""
    return str(xl_col_to_name(START + month))


def figure(value: Fixed) -> Decimal:
    """A value as a cell holds it: 15 digits are what spreadsheets keep."""
    return decimal(value, 15)
