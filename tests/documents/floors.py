"""The same documents by the bare libraries: what `bin/bench` measures ours against."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatch
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches
from weasyprint import CSS, HTML

from prm.documents import svg
from prm.documents.cells import shown_rows, shown_totals
from prm.documents.colours import DEFAULT_BRAND, Colours, brand_colours
from prm.documents.deck import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    TableSlide,
    TextSlide,
    TitleSlide,
    TwoChartSlide,
)
from prm.documents.deck import template as layout
from prm.documents.deck.draw import _layout_of
from prm.documents.deck.native_chart import TYPES
from prm.documents.pdf import PRINT_SHEET
from prm.documents.specs import Chart

CHART_SOURCE = re.compile(r'src="chart:([a-z0-9-]+)\?([0-9]+)x([0-9]+)"')


def bare_pdf(html: str, charts: Iterable[Chart], colours: Colours) -> bytes:
    """What WeasyPrint makes of the same HTML and sheet, tagged too, its charts as data addresses; else by default."""
    known = {chart.id: chart for chart in charts}

    def drawn(found: re.Match[str]) -> str:
        size = svg.Size(int(found[2]), int(found[3]))
        picture = svg.render(known[found[1]], size=size, colours=colours)
        return f'src="data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"'

    sheet = CSS(string=PRINT_SHEET.read_text() + f":root {{ --brand: {colours.actual}; --deep: {colours.deep} }}")
    written: bytes = HTML(string=CHART_SOURCE.sub(drawn, html)).write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return written


def bare_deck(deck: Deck) -> bytes:
    """The same words, figures and charts put on the same layouts with python-pptx, without any of the dressing."""
    presentation = Presentation(BytesIO(layout.template(brand_colours(deck.brand or DEFAULT_BRAND))))
    layouts = {each.name: each for each in presentation.slide_layouts}
    for slide in deck.slides:
        drawn = presentation.slides.add_slide(layouts[_layout_of(slide)])
        drawn.shapes.title.text = slide.title
        _fill(slide, drawn)
        if slide.notes:
            drawn.notes_slide.notes_text_frame.text = slide.notes
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


@singledispatch
def _fill(slide: Any, drawn: Any) -> None:
    raise TypeError(slide)


@_fill.register
def _cover(slide: TitleSlide, drawn: Any) -> None:
    _at(drawn, 1).text = slide.subtitle
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.meta


@_fill.register
def _figures(slide: KpiSlide, drawn: Any) -> None:
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.takeaway
    for kpi in slide.kpis:
        _box(drawn, kpi.label, kpi.value, kpi.detail, kpi.change)
        _box(drawn)
    for point in slide.points:
        _box(drawn, point.lead, point.text)
        _box(drawn)


@_fill.register
def _chart(slide: ChartSlide, drawn: Any) -> None:
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.takeaway
    _insert(drawn, layout.FIRST_INDEX, slide.chart)
    if slide.points:
        _lines(_at(drawn, layout.SECOND_INDEX).text_frame, *(point.text for point in slide.points))


@_fill.register
def _two_charts(slide: TwoChartSlide, drawn: Any) -> None:
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.takeaway
    _at(drawn, layout.FIRST_HEADING_INDEX).text = slide.left.title
    _at(drawn, layout.SECOND_HEADING_INDEX).text = slide.right.title
    _insert(drawn, layout.FIRST_INDEX, slide.left)
    _insert(drawn, layout.SECOND_INDEX, slide.right)


@_fill.register
def _table(slide: TableSlide, drawn: Any) -> None:
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.takeaway
    rows = [[column.name for column in slide.table.columns]]
    rows += [[cell.text for cell in row] for row in [*shown_rows(slide.table), shown_totals(slide.table)] if row]
    table = _at(drawn, layout.FIRST_INDEX).insert_table(len(rows), len(rows[0])).table
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            table.cell(row_index, column_index).text = text


@_fill.register
def _columns(slide: TextSlide, drawn: Any) -> None:
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.takeaway
    for column in slide.columns:
        _box(drawn, column.heading, *(point.text for point in column.points))
        _box(drawn)


@_fill.register
def _closing(slide: ClosingSlide, drawn: Any) -> None:
    _lines(_at(drawn, layout.FIRST_INDEX).text_frame, *(point.text for point in slide.points))
    _at(drawn, layout.TAKEAWAY_INDEX).text = slide.meta


def _at(drawn: Any, index: int) -> Any:
    return next(each for each in drawn.placeholders if each.placeholder_format.idx == index)


def _box(drawn: Any, *lines: str) -> None:
    shape = drawn.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(2), Inches(3), Inches(2))
    _lines(shape.text_frame, *lines)


def _lines(frame: Any, *lines: str) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line


def _insert(drawn: Any, index: int, chart: Chart) -> None:
    data = CategoryChartData(number_format=chart.format.excel)  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)  # type: ignore[no-untyped-call]
    _at(drawn, index).insert_chart(TYPES[chart.kind], data)
