"""A line the size of a word: no axes, a dot on its last value."""

from decimal import Decimal

from prm.documents.colours import Colours
from prm.documents.specs import Chart, Series
from prm.documents.svg.elements import Size, dot, stroke
from prm.documents.svg.runs import runs

MARGIN = 3.5


def draw_sparkline(chart: Chart, size: Size, colours: Colours) -> list[str]:
    """Every series as a line between its own lowest and highest value; nothing when no value is known."""
    return [part for series in chart.series for part in _line(series, size, colours)]


def _line(series: Series, size: Size, colours: Colours) -> list[str]:
    points = _points(series.values, size)
    known = [point for point in points if point]
    if not known:
        return []
    lines = [stroke(run, series.role, colours, width=2) for run in runs(points) if len(run) > 1]
    return [*lines, dot(*known[-1], series.role, colours)]


def _points(values: tuple[Decimal | None, ...], size: Size) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, span = min(known), max(known) - min(known)
    step = (size.width - 2 * MARGIN) / max(1, len(values) - 1)
    return [
        None if value is None else (MARGIN + step * index, _height(value, low, span, size))
        for index, value in enumerate(values)
    ]


def _height(value: Decimal, low: Decimal, span: Decimal, size: Size) -> float:
    share = float((value - low) / span) if span else 0.5
    return size.height - MARGIN - (size.height - 2 * MARGIN) * share
