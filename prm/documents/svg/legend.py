"""The row of names above a chart with more than one series."""

from prm.documents.colours import Colours
from prm.documents.specs import Chart, Series
from prm.documents.svg.elements import LETTER_WIDTH, Bar, Size, label, short, stroke

ROW_HEIGHT = 18
SWATCH = 16
NAME_LETTERS = 30


def legend_rows(chart: Chart, size: Size) -> int:
    """How many lines the legend takes; none for a single series."""
    return 0 if len(chart.series) < 2 else _places(chart, size)[-1][1] + 1


def draw_legend(chart: Chart, size: Size, colours: Colours) -> list[str]:
    """Swatches and names, wrapped into as many lines as they need."""
    if len(chart.series) < 2:
        return []
    parts: list[str] = []
    for series, (x, row) in zip(chart.series, _places(chart, size), strict=True):
        parts.extend(_entry(series, x, 16 + row * ROW_HEIGHT, chart, colours))
    return parts


def _entry(series: Series, x: float, y: float, chart: Chart, colours: Colours) -> list[str]:
    name = label(x + SWATCH + 6, y, short(series.name, NAME_LETTERS), anchor="start")
    if series in chart.lines:
        return [stroke([(x, y - 4), (x + SWATCH, y - 4)], series.role, colours), name]
    return [Bar(x + 2, y - 10, 12, 12).draw(series.role, colours), name]


def _places(chart: Chart, size: Size) -> list[tuple[float, int]]:
    places: list[tuple[float, int]] = []
    x, row, reserved = 8.0, 0, 8 + LETTER_WIDTH * len(chart.unit)
    for series in chart.series:
        width = SWATCH + 24 + LETTER_WIDTH * min(len(series.name), NAME_LETTERS)
        if x > 8 and x + width > size.width - reserved:
            x, row = 8.0, row + 1
        places.append((x, row))
        x += width
    return places
