"""From the spec of a deck to the bytes of a .pptx."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as PresentationType
from pptx.slide import Slide as Drawn
from pptx.util import Emu

from prm.documents.colours import DEFAULT_BRAND, brand_colours
from prm.documents.deck import template as layout
from prm.documents.deck.cards import column_shapes, kpi_shapes
from prm.documents.deck.ink import PAPER, QUIET
from prm.documents.deck.native_chart import insert_chart
from prm.documents.deck.native_table import insert_table, pages_of
from prm.documents.deck.spec import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    Point,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
    TwoChartSlide,
)
from prm.documents.deck.text import NAMESPACES, Box, Paragraph, Run, element, emu, fitting, of_point, shape, text_shape
from prm.documents.specs import Chart
from prm.documents.svg.elements import clean, printable

LOGO = Box(10.2, 0.55, 2.5, 0.9)


def render_deck(deck: Deck) -> bytes:
    """The deck as a PowerPoint file. Pure: reads no clock, no setting and no file but python-pptx's own."""
    presentation = Presentation(BytesIO(layout.template(brand_colours(deck.brand or DEFAULT_BRAND))))
    layouts = {each.name: each for each in presentation.slide_layouts}
    for number, slide in enumerate(_paged(deck.slides), 1):
        drawn = presentation.slides.add_slide(layouts[_layout_of(slide)])
        _DRAW[type(slide)](drawn, slide)
        if not isinstance(slide, TitleSlide | ClosingSlide):
            _foot(drawn, deck, number)
        if slide.notes:
            _note(drawn, slide.notes)
    _logo(presentation, deck)
    _describe(presentation, deck)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def _note(drawn: Drawn, notes: str) -> None:
    frame = drawn.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = printable(notes)


def _paged(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Slides with tall tables cut into several, each saying which part it is."""
    for slide in slides:
        pages = pages_of(slide.table) if isinstance(slide, TableSlide) else []
        if len(pages) < 2 or not isinstance(slide, TableSlide):
            yield slide
            continue
        for number, page in enumerate(pages, 1):
            yield replace(slide, table=page, title=f"{slide.title} ({number} of {len(pages)})")


def _cover(drawn: Drawn, slide: TitleSlide) -> None:
    _title(drawn, slide.title)
    _fill(drawn, 1, slide.subtitle)
    _fill(drawn, layout.TAKEAWAY_INDEX, slide.meta)


def _figures(drawn: Drawn, slide: KpiSlide) -> None:
    _headings(drawn, slide)
    drawn.shapes._spTree.extend(kpi_shapes(slide))


def _columns(drawn: Drawn, slide: TextSlide) -> None:
    _headings(drawn, slide)
    drawn.shapes._spTree.extend(column_shapes(slide))


def _chart(drawn: Drawn, slide: ChartSlide) -> None:
    _headings(drawn, slide)
    _put_chart(drawn, layout.FIRST_INDEX, slide.chart)
    if slide.points:
        size = fitting(slide.points, room=330)
        _write(drawn, layout.SECOND_INDEX, [of_point(point, size=size, after=9) for point in slide.points])


def _two_charts(drawn: Drawn, slide: TwoChartSlide) -> None:
    _headings(drawn, slide)
    _fill(drawn, layout.FIRST_HEADING_INDEX, slide.left.title)
    _fill(drawn, layout.SECOND_HEADING_INDEX, slide.right.title)
    _put_chart(drawn, layout.FIRST_INDEX, slide.left)
    _put_chart(drawn, layout.SECOND_INDEX, slide.right)


def _table(drawn: Drawn, slide: TableSlide) -> None:
    _headings(drawn, slide)
    if slide.table.rows:
        insert_table(_placeholder(drawn, layout.FIRST_INDEX), slide.table)
    else:
        _say_instead(drawn, layout.FIRST_INDEX, slide.empty)


def _closing(drawn: Drawn, slide: ClosingSlide) -> None:
    _title(drawn, slide.title)
    size = fitting(slide.points, room=700, largest=20)
    _write(drawn, layout.FIRST_INDEX, [of_point(point, size=size, ink=PAPER, after=6) for point in slide.points])
    _fill(drawn, layout.TAKEAWAY_INDEX, slide.meta)


def _layout_of(slide: Slide) -> str:
    if isinstance(slide, ChartSlide) and not slide.points:
        return layout.WIDE_CHART
    return _LAYOUT_OF[type(slide)]


_LAYOUT_OF: dict[type[Any], str] = {
    TitleSlide: layout.COVER,
    KpiSlide: layout.FIGURES,
    ChartSlide: layout.CHART,
    TwoChartSlide: layout.TWO_CHARTS,
    TableSlide: layout.TABLE,
    TextSlide: layout.COLUMNS,
    ClosingSlide: layout.CLOSING,
}
_DRAW: dict[type[Any], Callable[[Drawn, Any], None]] = {
    TitleSlide: _cover,
    KpiSlide: _figures,
    ChartSlide: _chart,
    TwoChartSlide: _two_charts,
    TableSlide: _table,
    TextSlide: _columns,
    ClosingSlide: _closing,
}


def _headings(drawn: Drawn, slide: KpiSlide | ChartSlide | TwoChartSlide | TableSlide | TextSlide) -> None:
    _title(drawn, slide.title)
    _fill(drawn, layout.TAKEAWAY_INDEX, slide.takeaway)


def _title(drawn: Drawn, text: str) -> None:
    size = 0 if len(text) <= 75 else fitting([Point(text)], room=95, largest=26, smallest=18)
    _put(_element_at(drawn, 0), [Paragraph((Run(text, size),))])


def _fill(drawn: Drawn, index: int, text: str) -> None:
    _write(drawn, index, [Paragraph((Run(text),))] if text else [])


def _write(drawn: Drawn, index: int, paragraphs: list[Paragraph]) -> None:
    """Write into a placeholder; one without words is taken away, or it would show its prompt."""
    placeholder = _element_at(drawn, index)
    if paragraphs:
        _put(placeholder, paragraphs)
    else:
        placeholder.getparent().remove(placeholder)


def _put(placeholder: Any, paragraphs: list[Paragraph]) -> None:
    body = placeholder.txBody
    for old in body.findall("{*}p"):
        body.remove(old)
    for paragraph in paragraphs:
        body.append(element(paragraph.xml.replace("<a:p>", f"<a:p {NAMESPACES}>", 1).replace(' algn="l"', "", 1)))


def _put_chart(drawn: Drawn, index: int, chart: Chart) -> None:
    if chart.figures:
        insert_chart(_placeholder(drawn, index), chart)
    else:
        _say_instead(drawn, index, f"{chart.title}: no data.")


def _say_instead(drawn: Drawn, index: int, text: str) -> None:
    """A sentence where a chart or a table would stand."""
    placeholder = _placeholder(drawn, index)
    sizes = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
    box = Box(*(size / 914400 for size in sizes))
    sentence = text_shape(placeholder.shape_id, "No data", box, [Paragraph((Run(text, 18, ink=QUIET),))])
    placeholder._element.getparent().replace(placeholder._element, sentence)


def _element_at(drawn: Drawn, index: int) -> Any:
    """The XML of a placeholder: for text that is all it takes, and python-pptx's own search is slow."""
    marks = drawn.shapes._spTree.iter(qn("p:ph"))
    mark = next(each for each in marks if each.get("idx", "0") == str(index))
    return mark.getparent().getparent().getparent()


def _placeholder(drawn: Drawn, index: int) -> Any:
    return next(each for each in drawn.placeholders if each.placeholder_format.idx == index)


def _foot(drawn: Drawn, deck: Deck, number: int) -> None:
    """Footer, period and number: python-pptx does not bring a layout's footers onto its slides."""
    feet = (
        ("Date", "dt", layout.DATE_INDEX, Run(deck.period).xml if deck.period else ""),
        ("Footer", "ftr", layout.FOOTER_INDEX, Run(deck.footer).xml if deck.footer else ""),
        ("Slide number", "sldNum", layout.NUMBER_INDEX, layout.page_number(str(number))),
    )
    drawn.shapes._spTree.extend(_foot_shape(90 + place, *foot) for place, foot in enumerate(feet) if foot[-1])


def _foot_shape(number: int, name: str, kind: str, index: int, content: str) -> BaseOxmlElement:
    return element(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
    )


def _logo(presentation: PresentationType, deck: Deck) -> None:
    """The vendor's logo on the first slide, on white so that any logo reads, never stretched."""
    if not deck.logo or not deck.slides or not isinstance(deck.slides[0], TitleSlide):
        return
    with Image.open(BytesIO(deck.logo)) as image:
        scale = min(LOGO.width / image.width, LOGO.height / image.height)
        width, height = image.width * scale, image.height * scale
    first = presentation.slides[0]
    left = LOGO.x + LOGO.width - width
    pad = 0.14
    first.shapes._spTree.append(
        shape(80, "Logo ground", Box(left - pad, LOGO.y - pad, width + 2 * pad, height + 2 * pad), fill=PAPER)
    )
    picture = first.shapes.add_picture(BytesIO(deck.logo), *(Emu(emu(size)) for size in (left, LOGO.y, width, height)))
    picture._element.nvPicPr.cNvPr.set("descr", clean(f"Logo of {deck.author}"))


def _describe(presentation: PresentationType, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title, properties.subject = printable(deck.title)[:255], printable(deck.period)[:255]
    properties.author = properties.last_modified_by = printable(deck.author)[:255]
    properties.language = deck.language
    moment = deck.at.replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.revision = 1
