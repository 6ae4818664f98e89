"""Files that cannot be read: each gives a sentence that says what to do, and costs little."""

import datetime as dt
import time
import zipfile
from pathlib import Path

import pytest

from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import Limits
from prm.imports.reading.sources import Layout
from prm.imports.reading.workbooks import extract_sheet
from tests.imports.files import numbers_of, opened, rows_of, text_file, workbook_file

SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>"
)
SHEET_FOOT = "</sheetData></worksheet>"


def workbook_with_sheet(folder: Path, sheet: bytes) -> Path:
    """A valid workbook whose only sheet is replaced by the given XML."""
    plain = workbook_file(folder, [["x"]], name="plain.xlsx")
    path = folder / "made.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, sheet if "sheet1" in entry.filename else old.read(entry))
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty \\(0 bytes\\). Export it again"),
        (b"%PDF-1.7 ...", "This is a PDF document, not a table. Save the table as CSV or XLSX"),
        (b"\x89PNG\r\n\x1a\n", "This is a PNG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel or Office file"),
        (b"\x1f\x8b\x08\x00", "This is a gzip archive"),
        (b"\n<!doctype HTML><p>", "This is a web page"),
        (b"PK\x03\x04 and nothing else", "The workbook is damaged"),
        (b"\x00\x01\x02\x00\xff\x00\x00\x07" * 40, "This file is not text"),
        (b"a,b\n" * 2_000 + b"1,\x002\n", "The file holds zero bytes"),
        (b"\n\n  \n", "The file holds no rows"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        opened(path)


def test_a_file_over_the_size_limit_is_not_opened(tmp_path: Path) -> None:
    path = text_file(tmp_path, "a,b\n" * 1_000)
    with pytest.raises(UnreadableFile, match=r"Split it into smaller files"):
        opened(path, limits=Limits(file_bytes=1_000))


def test_a_text_with_too_many_rows_is_stopped(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Name,City\n" + "Alpha,Bonn\n" * 200_001)
    with pytest.raises(UnreadableFile, match=r"more than 200,000 rows, which is the most .* Split it"):
        rows_of(opened(path))


def test_a_text_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path, ",".join(f"c{i}" for i in range(300)) + "\n")
    with pytest.raises(UnreadableFile, match=r"300 columns; at most 256"):
        opened(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = workbook_with_sheet(tmp_path, SHEET_HEAD.encode() + b" " * 60_000_000 + SHEET_FOOT.encode())
    with pytest.raises(UnreadableFile, match=r"would unpack .* it was not opened. Copy the table into a new workbook"):
        opened(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableFile, match=r"This is a Word document"):
        opened(path)


@pytest.mark.slow
def test_one_and_a_half_million_rows_in_eight_megabytes_are_stopped_early(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    sheet = SHEET_HEAD + "".join(row.format(i) for i in range(1, 1_500_001)) + SHEET_FOOT
    path = workbook_with_sheet(tmp_path, sheet.encode())
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"more than 200,000 rows"):
        opened(path)
    assert time.monotonic() - begun < 30


def test_a_sheet_that_reaches_to_the_last_column_is_refused(tmp_path: Path) -> None:
    sheet = SHEET_HEAD + '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = workbook_with_sheet(tmp_path, (sheet + SHEET_FOOT).encode())
    with pytest.raises(UnreadableFile, match=r"reaches to column 16,384; .* delete the columns beside the table"):
        opened(path)


def test_a_workbook_that_eats_memory_ends_with_a_sentence(tmp_path: Path) -> None:
    path = workbook_file(tmp_path, [["a", "b"], [1, 2]])
    with pytest.raises(UnreadableFile, match=r"memory|damaged"):
        opened(path, limits=Limits(child_memory_bytes=30 * 1024 * 1024))


def test_a_workbook_gives_the_texts_that_csv_would(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Amount", "Date", "Known", "Share"],
        ["José", 2024.994, dt.date(2026, 1, 31), True, 0.1 + 0.2],
        [None, None, None, None, None],
        ["0012", 12, dt.datetime(2026, 1, 31, 8, 30), False, -1.5],  # noqa: DTZ001
    ]
    source = opened(workbook_file(tmp_path, rows))
    assert source.columns == ("Name", "Amount", "Date", "Known", "Share")
    assert rows_of(source) == [
        ["José", "2024.9940", "2026-01-31", "TRUE", "0.3"],
        ["0012", "12", "2026-01-31 08:30:00", "FALSE", "-1.5"],
    ]
    assert numbers_of(source) == [2, 4]


def test_formulas_are_marked_and_not_evaluated(tmp_path: Path) -> None:
    source = opened(workbook_file(tmp_path, [["Name", "Amount"], ["A", "=1+1"]]))
    assert rows_of(source) == [["A", "\x1a=1+1"]]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = workbook_file(tmp_path, [["Name"], ["A"]])
    with pytest.raises(UnreadableFile, match=r"no sheet “Sales”. It has: Sheet"):
        extract_sheet(path, into=tmp_path, sheet="Sales", limits=Limits())
    assert opened(path, layout=Layout(sheet="Sheet")).sheets == ("Sheet",)
