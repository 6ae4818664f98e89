"""Tables as files for spreadsheets: CSV and XLSX in which a figure is a figure and text can never become a formula."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from prm.documents.specs import Cell, Column, Table
from prm.documents.svg.elements import printable
from prm.kernel.ratios import Ratio
from prm.kernel.status import TrafficLight

# What a spreadsheet takes for the beginning of a formula; full-width signs are folded to plain ones by some.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - meant
GUARD = "'"
LONGEST_TEXT = 32_767
LONGEST_SHEET_NAME = 31
WIDEST_COLUMN = 60
ISO_DATE = "yyyy-mm-dd"


def write_csv(table: Table) -> bytes:
    """The table as comma-separated UTF-8 with a byte order mark, which Excel needs to read names rightly.

    Figures are plain and unrounded, dates ISO. Text that a spreadsheet would run is guarded with an apostrophe;
    `unguarded` takes it off again. Totals are left out: whoever reads the file sums it.
    """
    written = StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow([guarded(column.name) for column in table.columns])
    lines.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula. What is already guarded gets a second guard, so none is lost."""
    return f"{GUARD}{text}" if text.lstrip(GUARD).startswith(FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith(GUARD) and text.lstrip(GUARD).startswith(FORMULA_SIGNS) else text


def write_xlsx(*tables: Table) -> bytes:
    """The tables as a workbook, a sheet each: bold heads that stay in view, a filter, numbers in their own format."""
    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book.create_sheet(_sheet_name(table.title)), table)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_sheet(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    _set_widths(sheet, table)
    sheet.append([_head(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([_xlsx_cell(sheet, cell, column) for cell, column in zip(row, table.columns, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _csv_cell(cell: Cell) -> str:
    match _value(cell):
        case None:
            return ""
        case Decimal() as figure:
            return f"{figure:f}"
        case date() as day:
            return day.isoformat()
        case str() as text:
            return guarded(printable(text))


def _value(cell: Cell) -> str | Decimal | date | None:
    """What a cell holds for a machine: a ratio is its percentage, or its reason in words."""
    match cell:
        case Ratio():
            return cell.percent if cell.percent is not None else cell.as_percent()
        case TrafficLight():
            return cell.word
        case int():
            return Decimal(cell)
        case _:
            return cell


def _xlsx_cell(sheet: WriteOnlyWorksheet, cell: Cell, column: Column) -> SheetCell:
    value = _value(cell)
    kept: Any = printable(value)[:LONGEST_TEXT] if isinstance(value, str) else value
    written = WriteOnlyCell(sheet, value=kept)
    if isinstance(value, str):
        written.data_type = "s"
    elif isinstance(value, Decimal):
        written.number_format = column.format.excel
    elif isinstance(value, date):
        written.number_format = ISO_DATE
    return written


def _head(sheet: WriteOnlyWorksheet, column: Column) -> SheetCell:
    head = WriteOnlyCell(sheet, value=printable(column.name)[:LONGEST_TEXT])
    head.data_type = "s"
    head.font = Font(bold=True)
    head.alignment = Alignment(horizontal="right" if column.align == "end" else "left")
    return head


def _set_widths(sheet: Any, table: Table) -> None:
    for index, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width


def _widths(table: Table) -> Iterator[int]:
    """Wide enough for the first rows; measuring all of a long table would take longer than writing it."""
    for index, column in enumerate(table.columns):
        lengths = [len(str(row[index])) for row in table.rows[:200]]
        yield min(WIDEST_COLUMN, max([len(column.name), *lengths]) + 3)


def _sheet_name(title: str) -> str:
    """A title as a sheet's name, which may not hold some signs, stand in apostrophes or be "History"."""
    allowed = "".join(" " if sign in r"[]:*?/\\" else sign for sign in printable(title))
    name = allowed.strip(" '")[:LONGEST_SHEET_NAME].strip(" '")
    return name if name and name.lower() != "history" else "Sheet1"
