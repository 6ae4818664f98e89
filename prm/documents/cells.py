"""A table's cells as text and looks, ready for a template, a slide or a sheet."""

from dataclasses import dataclass

from prm.documents.specs import Cell, Column, Table, written
from prm.kernel.status import TrafficLight


@dataclass(frozen=True)
class Shown:
    """One cell as it is drawn: its text, where it stands, and for a status its mark and colour token."""

    text: str
    align: str = "start"
    mark: str = ""
    tone: str = ""


def shown(cell: Cell, column: Column) -> Shown:
    """A cell of a column, written out."""
    light = cell if isinstance(cell, TrafficLight) else None
    return Shown(written(cell, column), column.align, light.mark if light else "", light.tone if light else "")


def shown_rows(table: Table) -> list[list[Shown]]:
    """Every row but the totals."""
    return [[shown(*pair) for pair in zip(row, table.columns, strict=True)] for row in table.rows]


def shown_totals(table: Table) -> list[Shown]:
    """The row of totals; empty when the table has none."""
    if table.totals is None:
        return []
    blank = [Shown("", column.align) for column in table.columns]
    pairs = zip(table.totals, table.columns, blank, strict=True)
    return [empty if cell is None else shown(cell, column) for cell, column, empty in pairs]
