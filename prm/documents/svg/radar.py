"""A radar: an axis per category from the middle outwards, a closed line per series. The first series is filled."""

from collections.abc import Iterator
from math import cos, pi, sin

from prm.documents.colours import Colours
from prm.documents.specs import Chart, Series
from prm.documents.svg.elements import LETTER_WIDTH, Size, clean, label, pixels, ring, rule, short
from prm.documents.svg.legend import ROW_HEIGHT, draw_legend, legend_rows
from prm.documents.svg.scale import Scale, scale_for

NAME_LETTERS = 18
ROOM_FOR_NAMES = 22


def draw_radar(chart: Chart, size: Size, colours: Colours) -> list[str]:
    """Rings, axes, lines and names with the first series' figures. Without a figure it says so in the middle."""
    legend = draw_legend(chart, size, colours)
    if not chart.figures:
        return [*legend, label(size.width / 2, size.height / 2, "No data")]
    return [*legend, *_Radar(chart, size, colours).draw()]


class _Radar:
    """Where axes and points lie. A value that is missing leaves a gap in its line."""

    def __init__(self, chart: Chart, size: Size, colours: Colours) -> None:
        self.chart, self.colours = chart, colours
        self.scale: Scale = scale_for(chart.figures)
        top = 8 + ROW_HEIGHT * legend_rows(chart, size)
        side = LETTER_WIDTH * min(NAME_LETTERS + 4, max(len(name) for name in chart.categories) + 4)
        self.middle = (size.width / 2, top + (size.height - top) / 2)
        self.radius = max(20.0, min(size.width / 2 - side, (size.height - top) / 2 - ROOM_FOR_NAMES))

    def draw(self) -> Iterator[str]:
        yield from self._rings()
        yield from self._axes()
        for series in reversed(self.chart.series):
            yield from self._line(series)
        yield from self._names()

    def _at(self, index: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * index / len(self.chart.categories) - pi / 2
        x, y = self.middle
        return x + cos(angle) * share * self.radius, y + sin(angle) * share * self.radius

    def _rings(self) -> Iterator[str]:
        axes = range(len(self.chart.categories))
        for tick in self.scale.ticks[1:]:
            corners = [self._at(index, self.scale.share(tick)) for index in axes]
            yield (
                f'<polygon class="chart-grid" points="{_path(corners)}" fill="none" '
                f'stroke="{self.colours.grid}" stroke-width="1"/>'
            )
            x, y = self._at(0, self.scale.share(tick))
            yield label(x + 4, y + 11, self.chart.format.short(tick), anchor="start", kind="chart-text chart-tick")

    def _axes(self) -> Iterator[str]:
        for index in range(len(self.chart.categories)):
            yield rule(*self.middle, *self._at(index, 1), self.colours.grid)

    def _line(self, series: Series) -> Iterator[str]:
        points = [
            None if value is None else self._at(index, self.scale.share(value))
            for index, value in enumerate(series.values)
        ]
        known = [point for point in points if point is not None]
        shape = "polygon" if len(known) == len(points) else "polyline"
        is_first = series is self.chart.series[0]
        filled = is_first and shape == "polygon"
        fill = f'fill="{self.colours.of(series.role)}" fill-opacity="0.12"' if filled else 'fill="none"'
        yield (
            f'<{shape} class="stroke-{series.role.value}{" chart-area" if filled else ""}" points="{_path(known)}" '
            f'{fill} stroke="{self.colours.of(series.role)}" stroke-width="{2.5 if is_first else 1.5}" '
            f'stroke-linejoin="round"><title>{clean(self._said(series))}</title></{shape}>'
        )
        if is_first:
            yield from (ring(x, y, series.role, self.colours) for x, y in known)

    def _said(self, series: Series) -> str:
        written = (
            f"{name} {self.chart.format.full(value)}"
            for name, value in zip(self.chart.categories, series.values, strict=True)
            if value is not None
        )
        return f"{series.name}: {', '.join(written)}"

    def _names(self) -> Iterator[str]:
        for index, name in enumerate(self.chart.categories):
            x, y = self._at(index, 1)
            value = self.chart.series[0].values[index]
            figure = "" if value is None else f" {self.chart.format.short(value)}"
            away = x - self.middle[0]
            anchor = "middle" if abs(away) < 2 else "start" if away > 0 else "end"
            yield label(
                x + (0 if anchor == "middle" else 8 if away > 0 else -8),
                y + _below(y - self.middle[1], self.radius),
                f"{short(name, NAME_LETTERS)}{figure}",
                anchor=anchor,
                kind="chart-text chart-value",
            )


def _below(away: float, radius: float) -> float:
    """How far a name's baseline lies below its axis' end: above the upper half, under the lower."""
    return 4 + 12 * away / radius if abs(away) > radius * 0.9 else 4


def _path(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{pixels(x)},{pixels(y)}" for x, y in points)
