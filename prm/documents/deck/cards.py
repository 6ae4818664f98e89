"""Key figures as cards, and points in columns."""

from collections.abc import Iterator

from pptx.oxml.xmlchemy import BaseOxmlElement

from prm.documents.deck.ink import BRAND, OF_TONE, PANEL, QUIET, TEXT, TITLE
from prm.documents.deck.spec import KpiSlide, Point, TextColumn, TextSlide
from prm.documents.deck.template import FULL, LEFT
from prm.documents.deck.text import Box, Paragraph, Run, fitting, of_point, shape, text_shape
from prm.documents.specs import Kpi

GAP = 0.22
CARD_TOP, CARD_HEIGHT = 1.78, 2.1
EDGE = 0.06
FIRST_SHAPE = 30


def kpi_shapes(slide: KpiSlide) -> Iterator[BaseOxmlElement]:
    """The cards in a row and the points under them, equally wide."""
    for place, kpi in enumerate(slide.kpis):
        box = _across(place, len(slide.kpis), CARD_TOP, CARD_HEIGHT)
        yield from _card(FIRST_SHAPE + 2 * place, kpi, box)
    yield from _point_columns(slide.points)


def column_shapes(slide: TextSlide) -> Iterator[BaseOxmlElement]:
    """Columns of points under headings with a rule between."""
    for place, column in enumerate(slide.columns):
        box = _across(place, len(slide.columns), 1.78, 4.95)
        yield shape(FIRST_SHAPE + 2 * place, f"Rule {place + 1}", Box(box.x, box.y, box.width, 0.04), fill=BRAND)
        yield text_shape(
            FIRST_SHAPE + 2 * place + 1,
            column.heading,
            Box(box.x, box.y + 0.16, box.width, box.height - 0.16),
            _column_text(column, room=int(box.width * 115)),
        )


def _column_text(column: TextColumn, *, room: int) -> list[Paragraph]:
    heading = Paragraph((Run(column.heading, 18, bold=True, ink=TITLE),), after=8)
    if not column.points:
        return [heading, Paragraph((Run(column.empty, 16, ink=QUIET),))]
    size = fitting(column.points, room=room)
    return [heading, *(of_point(point, size=size, after=8) for point in column.points)]


def _card(number: int, kpi: Kpi, box: Box) -> Iterator[BaseOxmlElement]:
    tone = kpi.status.tone if kpi.status else ""
    words = [
        Paragraph((Run(kpi.label, 14, ink=QUIET),)),
        Paragraph((Run(kpi.value, 36 if len(kpi.value) < 10 else 28, bold=True, ink=TITLE),)),
        Paragraph((Run(kpi.detail, 13, ink=QUIET),), after=4),
        Paragraph(tuple(_foot(kpi))),
    ]
    yield shape(number, f"Key figure: {kpi.label}", box, words, fill=PANEL, anchor="ctr", inset=0.2)
    yield shape(
        number + 1, f"Edge {kpi.label}", Box(box.x, box.y, EDGE, box.height), fill=OF_TONE[tone] if tone else BRAND
    )


def _foot(kpi: Kpi) -> Iterator[Run]:
    if kpi.status:
        yield Run(f"{kpi.status.mark} {kpi.status.word}", 13, bold=True, ink=OF_TONE[kpi.status.tone])
    if kpi.change:
        yield Run(f"{'   ' if kpi.status else ''}{kpi.change} {kpi.change_label}".rstrip(), 13, ink=TEXT)


def _point_columns(points: tuple[Point, ...]) -> Iterator[BaseOxmlElement]:
    top = CARD_TOP + CARD_HEIGHT + 0.45
    for place, point in enumerate(points):
        box = _across(place, len(points), top, 2.35)
        words = [Paragraph((Run(point.lead, 18, bold=True, ink=TITLE),), after=5)] if point.lead else []
        size = fitting([Point(point.text)], room=int(box.width * 48), largest=18)
        yield shape(FIRST_SHAPE + 20 + 2 * place, f"Rule {place + 1}", Box(box.x, top, box.width, 0.03), fill=BRAND)
        yield text_shape(
            FIRST_SHAPE + 21 + 2 * place,
            point.lead or f"Point {place + 1}",
            Box(box.x, top + 0.14, box.width, box.height - 0.14),
            [*words, Paragraph((Run(point.text, size, ink=TEXT),))],
        )


def _across(place: int, count: int, y: float, height: float) -> Box:
    width = (FULL - GAP * (count - 1)) / max(1, count)
    return Box(LEFT + place * (width + GAP), y, width, height)
