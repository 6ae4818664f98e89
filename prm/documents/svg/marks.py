"""Milestones: a dashed line through a chart at a category, with a word or two at its top."""

from collections.abc import Callable, Iterator

from prm.documents.colours import Colours
from prm.documents.specs import Chart
from prm.documents.svg.elements import label, pixels

LINE_HEIGHT = 14


def draw_marks(
    chart: Chart, colours: Colours, *, x: Callable[[int], float], top: float, bottom: float, width: float
) -> Iterator[str]:
    """One group: lines first, then words over them, below one another and on the side that has room."""
    if not chart.marks:
        return
    yield '<g class="chart-marks">'
    for mark in chart.marks:
        place = pixels(x(mark.index))
        yield (
            f'<line class="chart-mark" x1="{place}" y1="{pixels(top)}" x2="{place}" y2="{pixels(bottom)}" '
            f'stroke="{colours.text}" stroke-width="1" stroke-dasharray="3 3"/>'
        )
    for row, mark in enumerate(chart.marks):
        at, y = x(mark.index), top + 10 + LINE_HEIGHT * row
        is_late = at > width / 2
        yield label(at - 5 if is_late else at + 5, y, mark.label, anchor="end" if is_late else "start")
    yield "</g>"
