"""Bars that lie: a row per category with the figure written at its end.

Two series whose bars go opposite ways share a line. In a narrow drawing names stand above their bars.
"""

from collections.abc import Iterator
from decimal import Decimal

from prm.documents.colours import Colours
from prm.documents.specs import Chart
from prm.documents.svg.elements import LETTER_WIDTH, Bar, Size, label, rule, short
from prm.documents.svg.legend import ROW_HEIGHT, draw_legend, legend_rows
from prm.documents.svg.scale import Scale, scale_for

NAME_SHARE = 0.3
NARROW = 420
NAME_LINE = 15
BAR_SHARE = 0.68
NAME_GAP = 10


def draw_rows(chart: Chart, size: Size, colours: Colours) -> list[str]:
    """Names at the start, bars from the zero line, figures at the bars' ends. Without a figure it says so."""
    if not chart.figures:
        return [*draw_legend(chart, size, colours), label(size.width / 2, size.height / 2, "No data")]
    return [*draw_legend(chart, size, colours), *_unit(chart, size), *_Rows(chart, size, colours).draw()]


def _unit(chart: Chart, size: Size) -> list[str]:
    return [label(size.width - 8, 16, chart.unit, anchor="end")] if chart.unit else []


class _Rows:
    """Where rows, bars and names lie."""

    def __init__(self, chart: Chart, size: Size, colours: Colours) -> None:
        self.chart, self.size, self.colours = chart, size, colours
        self.scale: Scale = scale_for(chart.figures)
        self.top = 10 + ROW_HEIGHT * (legend_rows(chart, size) or int(bool(chart.unit)))
        self.height = (size.height - self.top - 8) / len(chart.categories)
        self.names_above = size.width < NARROW and self.height >= 2 * NAME_LINE
        self.letters = int(size.width * (1 if self.names_above else NAME_SHARE) / LETTER_WIDTH)
        names = 4 if self.names_above else self._names_width()
        figure = LETTER_WIDTH * max(len(chart.format.short(value)) for value in chart.figures) + 8
        self.left = names + (figure if self.scale.low < 0 else 0)
        self.names_end = names - NAME_GAP
        self.right = size.width - figure - 4

    def _names_width(self) -> float:
        return LETTER_WIDTH * min(self.letters, max(len(name) for name in self.chart.categories)) + NAME_GAP + 4

    def x(self, value: Decimal) -> float:
        return self.left + (self.right - self.left) * self.scale.share(value)

    def draw(self) -> Iterator[str]:
        zero = self.x(Decimal(0))
        yield rule(zero, self.top, zero, self.size.height - 8, self.colours.axis, "chart-axis")
        for index, name in enumerate(self.chart.categories):
            begin = self.top + self.height * index
            yield self._name(short(name, self.letters), begin)
            yield from self._bars(index, begin + NAME_LINE if self.names_above else begin)

    def _name(self, name: str, begin: float) -> str:
        if self.names_above:
            return label(0, begin + 12, name, anchor="start", kind="chart-text chart-name")
        return label(self.names_end, begin + self.height / 2 + 4, name, anchor="end")

    def _bars(self, index: int, begin: float) -> Iterator[str]:
        height = self.height - (NAME_LINE if self.names_above else 0)
        lines = 1 if self._shares_line() else len(self.chart.series)
        thickness = min(26.0, height * BAR_SHARE / lines)
        start = begin + height / 2 - thickness * lines / 2
        for place, series in enumerate(self.chart.series):
            value = series.values[index]
            if value is None:
                continue
            y, zero, end = start + thickness * min(place, lines - 1), self.x(Decimal(0)), self.x(value)
            hint = f"{self.chart.categories[index]}, {series.name}: {self.chart.format.full(value)}"
            bar = Bar(min(zero, end), y, abs(end - zero), max(1.0, thickness - 2), hint)
            yield bar.draw(series.role, self.colours)
            yield self._figure(value, end, y + thickness / 2 + 3)

    def _shares_line(self) -> bool:
        """Whether two series go opposite ways from zero in every row."""
        if len(self.chart.series) != 2:
            return False
        pairs = zip(*(series.values for series in self.chart.series), strict=True)
        return all(one is not None and other is not None and one * other < 0 for one, other in pairs)

    def _figure(self, value: Decimal, end: float, y: float) -> str:
        x, anchor = (end - 6, "end") if value < 0 else (end + 6, "start")
        return label(x, y, self.chart.format.short(value), anchor=anchor, kind="chart-text chart-value")
