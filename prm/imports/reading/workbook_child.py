"""Runs in a process of its own, under limits: writes one sheet of a workbook as plain CSV. Never imported.

Arguments: workbook, CSV to write, JSON of limits and of the sheet wanted. Prints one JSON object: sheet names, the
sheet read, or "error" with a sentence. Formulas are not evaluated and their stored results not trusted: such cells are
written with a mark in front, and the check reports them.
"""

import csv
import datetime as dt
import json
import resource
import sys
from pathlib import Path
from typing import Any

MARK = "\x1a"


class TooLarge(Exception):
    """The sheet is over a limit; the message says what to do."""


def main() -> None:
    """Convert, and answer on standard output."""
    book_path, csv_path, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    bound(options)
    try:
        answer = convert(book_path, csv_path, options)
    except TooLarge as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "The workbook needs more memory than an import may use. Save the sheet as CSV."}
    print(json.dumps(answer))


def bound(options: dict[str, Any]) -> None:
    """Give this process its limits; the kernel keeps them."""
    resource.setrlimit(resource.RLIMIT_AS, (options["memory"], options["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (options["cpu"], options["cpu"] + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def convert(book_path: str, csv_path: str, options: dict[str, Any]) -> dict[str, Any]:
    """Stream one sheet into a CSV file. Only as many rows as a preview needs when `stop_after` is given."""
    import openpyxl  # after the limits hold
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    # Opening a sheet that does not state its size would read all of it, just to find out.
    ReadOnlyWorksheet._get_size = lambda _sheet: None  # type: ignore[attr-defined]
    # Handed over open: openpyxl refuses a path that does not end in .xlsx, and uploads are kept without their name.
    with Path(book_path).open("rb") as book_file, Path(csv_path).open("w", encoding="utf-8", newline="") as stream:
        book = openpyxl.load_workbook(book_file, read_only=True, data_only=False, keep_links=False)
        names = [sheet.title for sheet in book.worksheets]
        wanted = options["sheet"] or (names[0] if names else "")
        if wanted not in names:
            raise TooLarge(f"The workbook has no sheet “{wanted}”. It has: {', '.join(names) or 'none with cells'}.")
        sheet = book[wanted]
        sheet.reset_dimensions()
        rows = write_rows(sheet, csv.writer(stream, lineterminator="\n"), options)
    return {"sheets": names, "sheet": wanted, "rows": rows}


def write_rows(sheet: Any, writer: Any, options: dict[str, Any]) -> int:
    """Write rows up to the limits, keeping blank rows between filled ones so that row numbers stay true."""
    filled = blank = 0
    for row in sheet.iter_rows():
        cells = [text_of(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            blank += 1
            continue
        refuse_large(len(cells), filled, options)
        for _ in range(min(blank, options["rows"])):
            writer.writerow([])
        writer.writerow(cells)
        blank, filled = 0, filled + 1
        if options["stop_after"] and filled >= options["stop_after"]:
            break
    return filled


def refuse_large(width: int, filled: int, options: dict[str, Any]) -> None:
    """Raise TooLarge past the limit of columns or rows."""
    if width > options["columns"]:
        raise TooLarge(
            f"The sheet reaches to column {width:,}; at most {options['columns']:,} columns are read. Something may"
            " stand far to the right: delete the columns beside the table, or copy the table into a new workbook."
        )
    if filled >= options["rows"] + 1:
        raise TooLarge(
            f"The sheet has more than {options['rows']:,} rows, which is the most that is imported at once."
            " Split it, for example by year, and import the parts one after the other."
        )


def text_of(cell: Any) -> str:
    """A cell as text that reads back without loss; formulas and error values carry the mark."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind in ("f", "e"):
        return f"{MARK}{getattr(value, 'text', value)}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)


def number_text(value: float) -> str:
    """Fifteen digits, which is what a sheet holds; never three decimals exactly, which could be read as thousands."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    _, point, decimals = text.partition(".")
    return f"{text}0" if point and len(decimals) == 3 and decimals.isdigit() else text


if __name__ == "__main__":
    main()
