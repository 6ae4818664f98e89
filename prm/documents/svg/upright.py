"""Charts that stand: bars beside or upon each other, lines, and bars with the plan as a line over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prm.documents.colours import Colours
from prm.documents.formats import COUNT
from prm.documents.specs import Chart, ChartKind, Series
from prm.documents.svg.elements import LETTER_WIDTH, Bar, Size, label, ring, rule, short, stroke
from prm.documents.svg.legend import ROW_HEIGHT, draw_legend, legend_rows
from prm.documents.svg.marks import draw_marks
from prm.documents.svg.runs import runs
from prm.documents.svg.scale import Scale, scale_for

RIGHT, BOTTOM = 12, 28
BAR_SHARE = 0.66
WIDEST_BAR = 64.0
POINTS_UP_TO = 13
LABELLED_BARS = 8


@dataclass(frozen=True)
class _Plot:
    chart: Chart
    size: Size
    colours: Colours
    scale: Scale
    left: float
    top: float

    @property
    def slot(self) -> float:
        return (self.size.width - self.left - RIGHT) / max(1, len(self.chart.categories))

    @property
    def bottom(self) -> float:
        return self.size.height - BOTTOM

    def x(self, index: int) -> float:
        """The middle of a category."""
        return self.left + self.slot * (index + 0.5)

    def y(self, value: Decimal) -> float:
        return self.bottom - (self.bottom - self.top) * self.scale.share(value)


def draw_upright(chart: Chart, size: Size, colours: Colours) -> list[str]:
    """Axes, bars, lines and names. Without a single figure it says so in the middle."""
    plot = _plot(chart, size, colours)
    frame = [*draw_legend(chart, size, colours), *_unit(plot), *_grid(plot), *_categories(plot)]
    if not chart.figures:
        return [*frame, label((plot.left + size.width) / 2, size.height / 2, "No data")]
    bars = _stacked(plot) if chart.kind is ChartKind.STACKED else _grouped(plot)
    marks = draw_marks(chart, colours, x=plot.x, top=plot.top, bottom=plot.bottom, width=size.width)
    return [*frame, *bars, *_lines(plot), *_bar_labels(plot), *marks]


def _plot(chart: Chart, size: Size, colours: Colours) -> _Plot:
    figures = _stack_ends(chart) if chart.kind is ChartKind.STACKED else chart.figures
    whole = chart.format == COUNT and all(figure == figure.to_integral_value() for figure in chart.figures)
    scale = scale_for(figures, whole=whole)
    left = 18 + LETTER_WIDTH * max(len(chart.format.short(tick)) for tick in scale.ticks)
    rows = legend_rows(chart, size) or int(bool(chart.unit) or _has_bar_labels(chart))
    return _Plot(chart, size, colours, scale, left, 14 + ROW_HEIGHT * rows)


def _unit(plot: _Plot) -> list[str]:
    return [label(plot.size.width - RIGHT, 16, plot.chart.unit, anchor="end")] if plot.chart.unit else []


def _grid(plot: _Plot) -> Iterator[str]:
    for tick in plot.scale.ticks:
        y = plot.y(tick)
        kind = "chart-axis" if tick == 0 else "chart-grid"
        colour = plot.colours.axis if tick == 0 else plot.colours.grid
        yield rule(plot.left, y, plot.size.width - RIGHT, y, colour, kind)
        yield label(plot.left - 8, y + 4, plot.chart.format.short(tick), anchor="end")


def _categories(plot: _Plot) -> Iterator[str]:
    names = plot.chart.categories
    longest = LETTER_WIDTH * min(12, max((len(name) for name in names), default=0)) + 6
    every = max(1, -int(-longest // plot.slot)) if len(names) > 6 else 1
    for index in range(0, len(names), every):
        text = short(names[index], max(3, int(plot.slot * every / LETTER_WIDTH)))
        yield label(plot.x(index), plot.size.height - 9, text)


def _grouped(plot: _Plot) -> Iterator[str]:
    bars = plot.chart.bars
    width = min(WIDEST_BAR, plot.slot * BAR_SHARE / max(1, len(bars)))
    for place, series in enumerate(bars):
        for index, value in enumerate(series.values):
            if value is not None:
                x = plot.x(index) + width * (place - len(bars) / 2)
                yield _bar(plot, series, index, (x, width), (Decimal(0), value))


def _stacked(plot: _Plot) -> Iterator[str]:
    width = min(WIDEST_BAR, plot.slot * BAR_SHARE)
    ends = [[Decimal(0), Decimal(0)] for _ in plot.chart.categories]
    for series in plot.chart.bars:
        for index, value in enumerate(series.values):
            if value:
                side = int(value > 0)
                start = ends[index][side]
                ends[index][side] = start + value
                yield _bar(plot, series, index, (plot.x(index) - width / 2, width), (start, start + value))


def _bar(plot: _Plot, series: Series, index: int, place: tuple[float, float], span: tuple[Decimal, Decimal]) -> str:
    (x, width), (start, end) = place, (plot.y(span[0]), plot.y(span[1]))
    said = plot.chart.format.full(span[1] - span[0])
    hint = f"{plot.chart.categories[index]}, {series.name}: {said}"
    return Bar(x, min(start, end), width, abs(start - end), hint).draw(series.role, plot.colours)


def _lines(plot: _Plot) -> Iterator[str]:
    for series in plot.chart.lines:
        points = [
            None if value is None else (plot.x(index), plot.y(value)) for index, value in enumerate(series.values)
        ]
        for run in runs(points):
            if len(run) > 1:
                yield stroke(run, series.role, plot.colours)
            if len(run) == 1 or len(points) <= POINTS_UP_TO:
                yield from (ring(x, y, series.role, plot.colours) for x, y in run)


def _has_bar_labels(chart: Chart) -> bool:
    return chart.kind is ChartKind.BAR and len(chart.series) == 1 and len(chart.categories) <= LABELLED_BARS


def _bar_labels(plot: _Plot) -> Iterator[str]:
    if not _has_bar_labels(plot.chart):
        return
    for index, value in enumerate(plot.chart.series[0].values):
        if value is not None:
            y = plot.y(max(value, Decimal(0))) - 6
            yield label(plot.x(index), y, plot.chart.format.short(value), kind="chart-text chart-value")


def _stack_ends(chart: Chart) -> list[Decimal]:
    columns = list(zip(*(series.values for series in chart.series), strict=True))
    above = [sum((value for value in column if value and value > 0), Decimal(0)) for column in columns]
    below = [sum((value for value in column if value and value < 0), Decimal(0)) for column in columns]
    return above + below
