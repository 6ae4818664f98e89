"""One way in for every file: find out what it is, decide how to read it, hand out its rows."""

import codecs
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from prm.imports.reading.delimited import Chunk, chunked, read_rows
from prm.imports.reading.dialects import Dialect, detect_dialect, uses_quotes
from prm.imports.reading.encodings import can_decode, detect_encoding, first_bad_line
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.headers import has_header, name_columns
from prm.imports.reading.limits import Limits
from prm.imports.reading.signatures import is_archive, refuse_foreign
from prm.imports.reading.workbooks import extract_sheet

SAMPLE_CHARACTERS: Final = 256 * 1024
SAMPLE_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person may say about a file beforehand; what is None is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    row_end: str | None = None
    quotes: bool | None = None
    header: bool | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A readable table: its columns by name, how it is read, and its rows as often as they are wanted."""

    path: Path
    encoding: str
    dialect: Dialect
    header: bool
    columns: tuple[str, ...]
    limits: Limits
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    top: list[list[str]] = field(default_factory=list)
    """The first rows below the header, for previews and guesses."""

    def chunks(self) -> Iterator[Chunk]:
        """All rows below the header in chunks, each time from the start. Raises UnreadableFile midway if it must."""
        rows = read_rows(self.path, encoding=self.encoding, dialect=self.dialect, limits=self.limits)
        number = 1
        if self.header:
            number += _skip_header(rows)
        return chunked(rows, first_number=number, width=len(self.columns), limits=self.limits)


def open_source(
    path: Path,
    *,
    workspace: Path,
    layout: Layout | None = None,
    limits: Limits,
    known: Collection[str] = (),
    preview: bool = False,
) -> Source:
    """Find out how a file is to be read and return its table.

    `workspace` is a folder for the plain copy of a workbook's sheet; `known` are plain names that a header may hold;
    `preview` reads only the first rows of a workbook. Raises UnreadableFile with a sentence that says what to do.
    """
    layout = layout or Layout()
    refuse_foreign(path, limits=limits)
    if is_archive(path):
        stop_after = SAMPLE_ROWS if preview else 0
        sheet = extract_sheet(path, into=workspace, sheet=layout.sheet, limits=limits, stop_after=stop_after)
        plain = replace(layout, encoding="utf-8", delimiter=",", row_end="", quotes=True)
        source = _open_text(sheet.csv_path, plain, limits, known)
        return replace(source, sheet=sheet.name, sheets=sheet.names)
    return _open_text(path, layout, limits, known)


def _open_text(path: Path, layout: Layout, limits: Limits, known: Collection[str]) -> Source:
    encoding = _encoding(path, layout)
    dialect = _dialect(_sample(path, encoding), layout)
    rows = read_rows(path, encoding=encoding, dialect=dialect, limits=limits)
    top = [row for row in islice(rows, SAMPLE_ROWS) if any(cell.strip() for cell in row)]
    if not top:
        raise UnreadableFile("The file holds no rows. Check that the right sheet or table was exported.")
    header = has_header(top, known=known) if layout.header is None else layout.header
    width = len(top[0]) if header else max(map(len, top))
    width = max(width, *map(len, top)) if header and _spills(top, width) else width
    if width > limits.columns:
        raise UnreadableFile(
            f"The file has {width:,} columns; at most {limits.columns:,} are read. Delete the columns you do not need."
        )
    columns = name_columns(top[0] if header else None, width=width)
    return Source(path, encoding, dialect, header, columns, limits, top=top[1:] if header else top)


def _spills(top: list[list[str]], width: int) -> bool:
    """Whether most rows are wider than the header, so that the header is what is short."""
    return sum(len(row) > width for row in top[1:]) * 2 > len(top)


def _encoding(path: Path, layout: Layout) -> str:
    if layout.encoding is None:
        return detect_encoding(path)
    try:
        codecs.lookup(layout.encoding)
    except LookupError as error:
        raise UnreadableFile(f"There is no encoding named “{layout.encoding}”. Try utf-8, utf-16 or cp1252.") from error
    if not can_decode(path, layout.encoding):
        line = first_bad_line(path, layout.encoding)
        raise UnreadableFile(
            f"Line {line:,} holds characters that are not {layout.encoding}. Leave the encoding open so that it is"
            " found out, or save the file as UTF-8."
        )
    return layout.encoding


def _sample(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as stream:
        text = stream.read(SAMPLE_CHARACTERS)
    cut = text.rfind("\n")
    return text[:cut] if len(text) == SAMPLE_CHARACTERS and cut > 0 else text


def _dialect(sample: str, layout: Layout) -> Dialect:
    found = detect_dialect(sample)
    if layout.delimiter is not None and layout.delimiter != found.delimiter:
        single = len(layout.delimiter) == 1
        lines = sample.splitlines()
        found = Dialect(layout.delimiter, quoted=single and uses_quotes(lines, layout.delimiter))
    if layout.row_end is not None:
        found = replace(found, row_end=layout.row_end)
    return found if layout.quotes is None else replace(found, quoted=layout.quotes)


def _skip_header(rows: Iterator[list[str]]) -> int:
    """Read up to and with the header, which is the first row that holds anything. Returns how many rows that took."""
    taken = 0
    for row in rows:
        taken += 1
        if any(cell.strip() for cell in row):
            break
    return taken
