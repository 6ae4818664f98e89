"""Rejected rows as a file: the rows as they came, with the reasons beside them, to correct and import again."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Final

from prm.imports.reading.sources import Source

LIKE_A_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![\d.,]+$)")


def rejected_rows_csv(source: Source, *, reasons: Mapping[int, Sequence[str]]) -> bytes:
    """CSV (UTF-8 with mark, for spreadsheets) of the rows with these numbers. Reads the file once more.

    Texts that a spreadsheet would run as formulas get an apostrophe in front, which the import takes off again.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([*source.columns, "Row", "What is wrong"])
    for chunk in source.chunks():
        for number, row in zip(chunk.numbers, chunk.rows, strict=True):
            if number in reasons:
                writer.writerow([*map(harmless, row), number, harmless("; ".join(reasons[number]))])
    return stream.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text as a spreadsheet will show it and not run it. Numbers stay as they are."""
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text
