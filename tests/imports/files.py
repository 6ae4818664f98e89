"""Small files for tests, written where a test says."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from prm.imports.reading.limits import Limits
from prm.imports.reading.sources import Layout, Source, open_source


def text_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "file.csv") -> Path:
    """A text file in an encoding, line ends as given."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook_file(folder: Path, rows: Sequence[Sequence[object]], *, name: str = "file.xlsx") -> Path:
    """A workbook of one sheet; texts that start with = become formulas."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def opened(path: Path, *, layout: Layout | None = None, limits: Limits | None = None) -> Source:
    """The file as a source, its folder the workspace."""
    return open_source(path, workspace=path.parent, layout=layout, limits=limits or Limits())


def rows_of(source: Source) -> list[list[str]]:
    """All rows below the header."""
    return [row for chunk in source.chunks() for row in chunk.rows]


def numbers_of(source: Source) -> list[int]:
    """All row numbers below the header."""
    return [number for chunk in source.chunks() for number in chunk.numbers]
