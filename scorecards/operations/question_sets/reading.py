"""A spreadsheet file becomes an outline."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from prm.documents.sheet import unguarded
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import MEGABYTE, Limits
from prm.imports.reading.sources import Layout, Source, open_source
from scorecards.calculations.outlines.nodes import Outline
from scorecards.calculations.outlines.sheet import Heading
from scorecards.calculations.outlines.sheet_reading import SheetProblem, SheetUnusable, headings_of, outline_of_rows

# The largest set fits many times; a small file must not ask for a large machine.
LIMITS = Limits(file_bytes=2 * MEGABYTE, rows=5_000, columns=60, cell_characters=5_000, unpacked_bytes=40 * MEGABYTE)


def read_outline(content: bytes) -> Outline:
    """What a CSV or XLSX file says. Raises `SheetUnusable` with rows and columns; writes nothing anywhere."""
    try:
        with TemporaryDirectory(prefix="tandem-questions-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            source = open_source(path, workspace=Path(folder), layout=Layout(header=True), limits=LIMITS)
            headings = headings_of(source.columns)
            return outline_of_rows(_rows(source, headings))
    except UnreadableFile as error:
        raise SheetUnusable([SheetProblem(1, "", str(error))]) from error


def _rows(source: Source, headings: list[Heading]) -> Iterator[tuple[int, Mapping[Heading, str]]]:
    """Every row by its number. Text files guard what a spreadsheet would run; workbooks need not."""
    for chunk in source.chunks():
        for number, cells in zip(chunk.numbers, chunk.rows, strict=True):
            if number in chunk.overlong:
                raise SheetUnusable([SheetProblem(number, "", "This row has more cells than there are headings.")])
            plain = cells if source.sheet else map(unguarded, cells)
            yield number, dict(zip(headings, plain, strict=True))
