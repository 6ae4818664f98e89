"""Charts as SVG, for the page and the PDF alike.

Colours are presentation attributes, which a strict content security policy leaves alone and WeasyPrint reads; the
classes beside them (``fill-actual``, ``stroke-plan``, ``chart-grid``, ``chart-text``) let a page's sheet override them.
There is never a style attribute. ``<title>`` and ``<desc>`` name the picture to those who do not see it.
"""

from prm.documents.colours import Colours, brand_colours
from prm.documents.specs import Chart, ChartKind
from prm.documents.svg.elements import Size, document
from prm.documents.svg.radar import draw_radar
from prm.documents.svg.rows import draw_rows
from prm.documents.svg.spark import draw_sparkline
from prm.documents.svg.upright import draw_upright

WIDE = Size(640, 280)
WORD = Size(96, 28)
_DRAW = {ChartKind.ROWS: draw_rows, ChartKind.RADAR: draw_radar}


def render(chart: Chart, *, size: Size | None = None, colours: Colours | None = None) -> str:
    """The chart as one ``<svg>`` element; 640 by 280 units, a sparkline 96 by 28. Pure: no clock, no settings."""
    palette = colours or brand_colours()
    if chart.kind is ChartKind.SPARKLINE:
        box = size or WORD
        return document(chart, box, palette, draw_sparkline(chart, box, palette))
    box = size or WIDE
    return document(chart, box, palette, _DRAW.get(chart.kind, draw_upright)(chart, box, palette))


__all__ = ["Size", "render"]
