"""A table spec as a native table, written as XML at once: cell by cell it would take most of a deck's time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.oxml import parse_xml
from pptx.shapes.placeholder import TablePlaceholder

from prm.documents.cells import Shown, shown_rows, shown_totals
from prm.documents.deck.ink import BRAND, HAIRLINE, OF_TONE, TEXT, TITLE, Ink
from prm.documents.deck.template import CONTENT
from prm.documents.deck.text import NAMESPACES, Paragraph, Run, emu
from prm.documents.specs import Table
from prm.documents.svg.elements import clean

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
FIRST_HEAD = 0.46
LOWEST_ROW, TALLEST_ROW = 0.34, 0.6
PADDING = 0.2


@dataclass(frozen=True)
class _Look:
    """Size and ink of a row's text, and the line beneath it in EMU."""

    size: float
    bold: bool = False
    ink: Ink = TEXT
    line: Ink = HAIRLINE
    thickness: int = 6350


def pages_of(table: Table) -> list[Table]:
    """The table cut so that each part fits a slide; totals stand on the last."""
    pages: list[Table] = []
    start, used = 0, 0.0
    for index, height in enumerate(_row_heights(table)):
        if used + height > CONTENT.height - FIRST_HEAD and index > start:
            pages.append(replace(table, rows=table.rows[start:index], totals=None))
            start, used = index, 0.0
        used += height
    return [*pages, replace(table, rows=table.rows[start:])]


def insert_table(placeholder: TablePlaceholder, table: Table) -> None:
    """Put the table in a placeholder's place. Hand it one page of `pages_of`."""
    size = _font_size(table)
    height = _height(table)
    head = [Shown(column.name, column.align) for column in table.columns]
    rows = [_row(head, _Look(size - 1, bold=True, ink=TITLE, line=BRAND, thickness=15875), FIRST_HEAD)]
    rows += [_row(cells, _Look(size), height) for cells in shown_rows(table)]
    if table.totals:
        rows.append(_row(shown_totals(table), _Look(size, bold=True, line=BRAND), height))
    total = FIRST_HEAD + height * (len(rows) - 1)
    element = placeholder._element
    element.getparent().replace(element, parse_xml(_frame(placeholder, table, "".join(rows), total)))


def _frame(placeholder: TablePlaceholder, table: Table, rows: str, height: float) -> str:
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in _widths(table))
    said = f"Table: {table.title}. {table.summary}".strip()
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{placeholder.shape_id}" '
        f'name="Table: {clean(table.title)}" descr="{clean(said)}"/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr><p:ph type="tbl" idx="{placeholder.placeholder_format.idx}"/></p:nvPr>'
        f'</p:nvGraphicFramePr><p:xfrm><a:off x="{emu(CONTENT.x)}" y="{emu(CONTENT.y)}"/>'
        f'<a:ext cx="{emu(CONTENT.width)}" cy="{emu(height)}"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{TABLE_URI}"><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(cells: Sequence[Shown], look: _Look, height: float) -> str:
    written = "".join(_cell(cell, look, first=index == 0) for index, cell in enumerate(cells))
    return f'<a:tr h="{emu(height)}">{written}</a:tr>'


def _cell(cell: Shown, look: _Look, *, first: bool) -> str:
    ink = OF_TONE[cell.tone] if cell.tone else look.ink
    text = f"{cell.mark} {cell.text}" if cell.mark else cell.text
    bold = look.bold or first or bool(cell.tone)
    align = "r" if cell.align == "end" else "l"
    paragraph = Paragraph((Run(text, look.size, bold=bold, ink=ink),), align).xml
    # Lines must stand before the fill.
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody><a:tcPr marL="{emu(0.13)}" '
        f'marR="{emu(0.13)}" marT="{emu(0.03)}" marB="{emu(0.03)}" anchor="ctr">{NO_SIDES}'
        f'<a:lnB w="{look.thickness}">{look.line.fill}</a:lnB><a:noFill/></a:tcPr></a:tc>'
    )


NO_SIDES = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))


def _widths(table: Table) -> list[int]:
    total = sum(column.weight for column in table.columns)
    return [emu(CONTENT.width * column.weight / total) for column in table.columns]


def _font_size(table: Table) -> float:
    if len(table.rows) <= 6 and len(table.columns) <= 5:
        return 16
    return 14 if len(table.rows) <= 9 and len(table.columns) <= 7 else 12


def _height(table: Table) -> float:
    count = len(table.rows) + int(bool(table.totals))
    return max(LOWEST_ROW, min(TALLEST_ROW, (CONTENT.height - FIRST_HEAD) / max(1, count)))


def _row_heights(table: Table) -> list[float]:
    """What each row will need once its longest cell has wrapped, in inches."""
    size = _font_size(table)
    total = sum(column.weight for column in table.columns)
    letters = [CONTENT.width * column.weight / total * 72 / (size * 0.5) for column in table.columns]
    return [
        max(
            LOWEST_ROW,
            PADDING + size * 1.2 / 72 * max(_lines(cell, room) for cell, room in zip(row, letters, strict=True)),
        )
        for row in shown_rows(table)
    ]


def _tallest(row: list[Shown], letters: list[float]) -> int:
    return max(_lines(cell, room) for cell, room in zip(row, letters, strict=True))


def _lines(cell: Shown, room: float) -> int:
    return max(1, -int(-len(cell.text) // max(1.0, room)))
