"""Files as people have them: encodings, delimiters, headers."""

from pathlib import Path

import pytest

from prm.imports.reading.dialects import detect_dialect
from prm.imports.reading.encodings import detect_encoding
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.headers import column_letter, has_header, name_columns
from prm.imports.reading.limits import Limits
from prm.imports.reading.sources import Layout
from tests.imports.files import numbers_of, opened, rows_of, text_file, workbook_file

PEOPLE = "Number;Name\n1;José Saraiva\n2;Zoë Müller\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    source = opened(text_file(tmp_path, PEOPLE, encoding=encoding))
    assert source.columns == ("Number", "Name")
    assert rows_of(source) == [["1", "José Saraiva"], ["2", "Zoë Müller"]]


def test_cyrillic_in_its_old_code_page_is_recognised(tmp_path: Path) -> None:
    text = "Имя;Город\n" + "Анна Петрова;Нижний Новгород\nИван Сидоров;Екатеринбург\n" * 10  # noqa: RUF001
    assert detect_encoding(text_file(tmp_path, text, encoding="cp1251")) == "cp1251"


def test_a_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    path = text_file(tmp_path, PEOPLE, encoding="cp1252")
    with pytest.raises(UnreadableFile, match=r"Line 2 holds characters that are not utf-8. Leave the encoding open"):
        opened(path, layout=Layout(encoding="utf-8"))


def test_an_unknown_encoding_says_what_to_try(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no encoding named “klingon”. Try utf-8"):
        opened(text_file(tmp_path, PEOPLE), layout=Layout(encoding="klingon"))


@pytest.mark.parametrize(
    ("line", "delimiter", "row_end"),
    [
        ("1,Alpha,2.50", ",", ""),
        ("1;Alpha, Inc.;2,50", ";", ""),
        ("1\tAlpha, Inc.\t2,50", "\t", ""),
        ("1|Alpha|2.50", "|", ""),
        ("1+|Alpha+|2.50&|", "+|", "&|"),
        ("1^Alpha^2.50", "^", ""),
    ],
)
def test_the_delimiter_is_found(line: str, delimiter: str, row_end: str) -> None:
    dialect = detect_dialect("\n".join([line, line.replace("Alpha", "Beta"), line.replace("Alpha", "Gamma")]))
    assert (dialect.delimiter, dialect.row_end) == (delimiter, row_end)


def test_rows_with_two_character_marks_are_split(tmp_path: Path) -> None:
    path = text_file(tmp_path, "1+|Alpha+|&|\n2+|two\nlines+|x&|\n3+|+|y&|\n")
    source = opened(path, layout=Layout(delimiter="+|", row_end="&|"))
    assert rows_of(source) == [["1", "Alpha", ""], ["2", "two\nlines", "x"], ["3", "", "y"]]


def test_inch_marks_are_not_quotation_marks(tmp_path: Path) -> None:
    lines = "".join(f'{i}|"Frame {i}|black\n' if i % 3 else f"{i}|Frame|black\n" for i in range(1, 30))
    source = opened(text_file(tmp_path, lines))
    assert len(rows_of(source)) == 29
    assert rows_of(source)[0] == ["1", '"Frame 1', "black"]


def test_quoted_cells_keep_delimiters_and_line_ends(tmp_path: Path) -> None:
    source = opened(text_file(tmp_path, 'Name,Note\n"A, Inc.","two\nlines"\nB,"say ""hi"""\n'))
    assert rows_of(source) == [["A, Inc.", "two\nlines"], ["B", 'say "hi"']]


def test_a_quotation_mark_that_never_closes_is_named(tmp_path: Path) -> None:
    text = "Name,Note\n" + "a,b\n" * 100_000 + 'x,"open\n' + "a,b\n" * 100_000
    with pytest.raises(UnreadableFile, match=r"a quotation mark is opened and never closed"):
        rows_of(opened(text_file(tmp_path, text), limits=Limits(rows=300_000)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Name", "City"], ["Alpha", "Bonn"], ["Beta", "Köln"]], True),
        ([["Account", "Amount"], ["Alpha", "12.50"]], True),
        ([["1", "Alpha"], ["2", "Beta"]], False),
        ([["Alpha", "2026-01-31"], ["Beta", "2026-02-28"]], False),
        ([["Alpha", "Bonn"], ["Beta", "Bonn"]], False),
        ([["anna@example.org", "Anna"], ["bert@example.org", "Bert"]], False),
    ],
)
def test_a_header_is_told_from_data(rows: list[list[str]], expected: bool) -> None:
    assert has_header(rows) is expected


def test_names_the_target_knows_make_a_header() -> None:
    assert has_header([["2024", "account"], ["1", "x"]], known={"account", "name"})


def test_columns_without_names_get_letters() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert name_columns(["Name", "", "Name"], width=4) == ("Name", "B", "Name (C)", "D")


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    source = opened(text_file(tmp_path, "Name,City\nA,Bonn\n\nB,Köln\n,\nC,Mainz\n"))
    assert numbers_of(source) == [2, 4, 6]


def test_blank_lines_above_the_header_are_counted(tmp_path: Path) -> None:
    source = opened(text_file(tmp_path, "\n,\nName,City\nA,Bonn\n"))
    assert source.columns == ("Name", "City")
    assert numbers_of(source) == [4]


def test_short_rows_are_filled_and_long_ones_marked(tmp_path: Path) -> None:
    source = opened(text_file(tmp_path, "Name,City\nA\nB,Köln,extra\nC,Mainz\n"))
    chunks = list(source.chunks())
    assert chunks[0].rows == [["A", ""], ["B", "Köln"], ["C", "Mainz"]]
    assert chunks[0].overlong == {3: 3}


def test_a_small_chunk_stands_in_memory_at_a_time(tmp_path: Path) -> None:
    source = opened(text_file(tmp_path, "Name,City\n" + "Alpha,Bonn\n" * 10_000))
    assert [len(chunk.rows) for chunk in source.chunks()] == [4_000, 4_000, 2_000]


def test_a_workbook_is_read_whatever_its_file_is_called(tmp_path: Path) -> None:
    path = workbook_file(tmp_path, [["Name", "Amount"], ["Polaris", 5]]).rename(tmp_path / "upload")
    assert rows_of(opened(path)) == [["Polaris", "5"]]
