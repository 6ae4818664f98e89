"""Rows of a delimited text file, in chunks, so that memory does not grow with the file."""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from prm.imports.reading.dialects import Dialect
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import Limits

CHUNK_ROWS: Final = 4_000
BLOCK_CHARACTERS: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of equal width and the row number of each (1-based, the header counted, as a spreadsheet counts)."""

    numbers: Sequence[int]
    rows: list[list[str]]
    overlong: dict[int, int] = field(default_factory=dict)
    """Row number to number of cells, of rows that had more cells than there are columns."""


def read_rows(path: Path, *, encoding: str, dialect: Dialect, limits: Limits) -> Iterator[list[str]]:
    """Every row as a list of cells, blank lines as empty lists. Raises UnreadableFile with the row that stops it."""
    csv.field_size_limit(min(limits.cell_characters, sys.maxsize))
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as stream:
            for row in _standard(stream, dialect) if dialect.simple else _split(stream, dialect, limits):
                number += 1
                yield row
    except csv.Error as error:
        raise UnreadableFile(
            f"Row {number + 1} cannot be read: a cell is longer than {limits.cell_characters:,} characters. Usually a"
            " quotation mark is opened and never closed; add the missing one, or choose “no quotation marks”."
        ) from error
    except UnicodeError as error:
        raise UnreadableFile(
            f"Near row {number + 1} there are characters that are not {encoding}. Choose another encoding, or save the"
            " file as UTF-8."
        ) from error


def chunked(rows: Iterator[list[str]], *, first_number: int, width: int, limits: Limits) -> Iterator[Chunk]:
    """Rows packed into chunks of equal width: short rows filled up, blank ones dropped, long ones marked.

    Raises UnreadableFile when the file holds more rows than the limit.
    """
    number, kept = first_number, 0
    while block := list(islice(rows, CHUNK_ROWS)):
        chunk = _chunk(block, number, width)
        number += len(block)
        kept += len(chunk.rows)
        if kept > limits.rows:
            raise UnreadableFile(
                f"The file has more than {limits.rows:,} rows, which is the most that is imported at once."
                " Split it, for example by year, and import the parts one after the other."
            )
        if chunk.rows:
            yield chunk


def _chunk(block: list[list[str]], number: int, width: int) -> Chunk:
    numbers: Sequence[int] = range(number, number + len(block))
    if set(map(len, block)) == {width} and all(map(any, block)):
        return Chunk(numbers, block)
    kept = [(n, row) for n, row in zip(numbers, block, strict=True) if any(cell.strip() for cell in row)]
    overlong = {n: len(row) for n, row in kept if any(cell.strip() for cell in row[width:])}
    rows = [row[:width] if len(row) >= width else row + [""] * (width - len(row)) for _, row in kept]
    return Chunk([n for n, _ in kept], rows, overlong)


def _standard(stream: TextIO, dialect: Dialect) -> Iterator[list[str]]:
    if dialect.quoted:
        return csv.reader(stream, delimiter=dialect.delimiter)
    return csv.reader(stream, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def _split(stream: TextIO, dialect: Dialect, limits: Limits) -> Iterator[list[str]]:
    """Rows of files whose marks are longer than one character; such exports have no quoting."""
    end = dialect.row_end + "\n"
    rest = ""
    while block := stream.read(BLOCK_CHARACTERS):
        *lines, rest = (rest + block.replace("\r\n", "\n")).split(end)
        for line in lines:
            yield line.split(dialect.delimiter) if line else []
        if len(rest) > limits.cell_characters * 10:
            raise csv.Error("row too long")
    if rest.strip():
        yield rest.rstrip("\r\n").removesuffix(dialect.row_end).split(dialect.delimiter)
