"""A question set as a table for spreadsheets, which can be brought in again."""

from decimal import Decimal

from prm.documents.formats import Format
from prm.documents.specs import Column, Kind, Table
from scorecards.calculations.outlines.nodes import Outline
from scorecards.calculations.outlines.sheet import HEADINGS, rows_of

FIGURES = frozenset({"weight", "score", "best_practice", "number_zero", "number_full"})


def question_table(outline: Outline, *, title: str) -> Table:
    """One row for each option, or for a question without options; headings as the import reads them."""
    columns = tuple(
        Column(heading.name, Kind.FIGURE if heading.field in FIGURES else Kind.TEXT, _PLAIN) for heading in HEADINGS
    )
    rows = tuple(tuple(_trimmed(cell) for cell in row) for row in rows_of(outline))
    return Table("questions", title, columns, rows)


_PLAIN = Format(places=2)


def _trimmed(cell: str | Decimal | None) -> str | Decimal | None:
    return cell.normalize() + 0 if isinstance(cell, Decimal) else cell
