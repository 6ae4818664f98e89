"""What a document shows, apart from how it is drawn. One spec feeds the page, the PDF, the deck and the sheet."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from prm.documents.formats import COUNT, Format
from prm.kernel.ratios import Ratio
from prm.kernel.status import TrafficLight

NOTHING = "–"
_ID = re.compile(r"[a-z][a-z0-9-]*")


class ChartKind(Enum):
    """BAR stands upright, ROWS lie; COMBO draws the plan as a line over bars; SPARKLINE has no axes.

    RADAR has an axis per category, three at least, and is for figures on one scale.
    """

    BAR = "bar"
    ROWS = "rows"
    STACKED = "stacked"
    LINE = "line"
    COMBO = "combo"
    SPARKLINE = "sparkline"
    RADAR = "radar"


class Role(Enum):
    """What a series means; every renderer chooses its colour and stroke by it."""

    ACTUAL = "actual"
    PLAN = "plan"
    PRIOR = "prior"
    SECOND = "second"
    THIRD = "third"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Series:
    """One row of figures, one per category. None is a gap, which is not zero."""

    name: str
    values: tuple[Decimal | None, ...]
    role: Role = Role.ACTUAL


@dataclass(frozen=True)
class Mark:
    """A milestone at a category, counted from 0."""

    index: int
    label: str


@dataclass(frozen=True)
class Chart:
    """Figures over categories with a title and one sentence that says what they show.

    `id` is unique in its page, lower case with hyphens. `unit` is the short remark at the axis (may be empty);
    `heading` says what the categories are. `marks` are drawn where a chart stands upright; the summary tells them.
    Raises ValueError when a series has not one value per category or the id cannot be an id.
    """

    id: str
    kind: ChartKind
    title: str
    summary: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    format: Format = COUNT
    unit: str = ""
    heading: str = "Period"
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"Not a chart id: {self.id!r}")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{series.name} has {len(series.values)} values for {len(self.categories)} categories")

    @property
    def lines(self) -> tuple[Series, ...]:
        """The series drawn as lines."""
        if self.kind in (ChartKind.LINE, ChartKind.SPARKLINE, ChartKind.RADAR):
            return self.series
        return tuple(s for s in self.series if s.role is Role.PLAN) if self.kind is ChartKind.COMBO else ()

    @property
    def bars(self) -> tuple[Series, ...]:
        """The series drawn as bars."""
        return tuple(series for series in self.series if series not in self.lines)

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Every value that is there."""
        return tuple(value for series in self.series for value in series.values if value is not None)

    @property
    def largest(self) -> Decimal:
        """The figure furthest from zero, without its sign; zero when there is none."""
        return max((abs(value) for value in self.figures), default=Decimal(0))


def sparkline(id: str, title: str, values: tuple[Decimal | None, ...], *, format: Format = COUNT) -> Chart:  # noqa: A002
    """A word-sized line of how a figure went, whose sentence names its first and last value."""
    known = [value for value in values if value is not None]
    summary = f"{title}: from {format.short(known[0])} to {format.short(known[-1])}." if known else f"{title}: no data."
    categories = tuple(str(position) for position in range(1, len(values) + 1))
    return Chart(id, ChartKind.SPARKLINE, title, summary, categories, (Series(title, values),), format)


class Kind(Enum):
    """What a table's column holds; figures stand at the end of their cell, all else at its start."""

    TEXT = "text"
    FIGURE = "figure"
    DATE = "date"
    STATUS = "status"


type Cell = str | Decimal | int | date | TrafficLight | Ratio | None


@dataclass(frozen=True)
class Column:
    """A heading and what stands below it. `weight` is its share of a fixed width (slides, print)."""

    name: str
    kind: Kind = Kind.TEXT
    format: Format = COUNT
    weight: int = 2

    @property
    def align(self) -> str:
        """``end`` for figures, ``start`` for the rest."""
        return "end" if self.kind is Kind.FIGURE else "start"


@dataclass(frozen=True)
class Table:
    """Rows under columns, with an optional row of totals. Raises ValueError when a row is too short or too long."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    summary: str = ""

    def __post_init__(self) -> None:
        for row in (*self.rows, *((self.totals,) if self.totals else ())):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: a row has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Kpi:
    """One figure that people look at first, already written out, with its light and how it changed."""

    label: str
    value: str
    detail: str = ""
    status: TrafficLight | None = None
    change: str = ""
    change_label: str = ""
    trend: Chart | None = field(default=None, compare=False)


def written(cell: Cell, column: Column) -> str:
    """A cell as a person reads it; nothing is a dash."""
    match cell:
        case None | "":
            return NOTHING
        case TrafficLight():
            return cell.word
        case Ratio():
            return cell.as_percent(column.format.places)
        case Decimal() | int():
            return column.format.full(Decimal(cell))
        case date():
            return f"{cell.day} {cell:%b %Y}"
        case _:
            return cell


def data_table(chart: Chart) -> Table:
    """The table behind a chart: a row per category, a column per series."""
    columns = (
        Column(chart.heading),
        *(Column(_heading(series, chart), Kind.FIGURE, chart.format) for series in chart.series),
    )
    rows = zip(chart.categories, *(series.values for series in chart.series), strict=True)
    return Table(f"{chart.id}-data", chart.title, columns, tuple(rows), summary=chart.summary)


def _heading(series: Series, chart: Chart) -> str:
    return f"{series.name} ({chart.unit})" if chart.unit else series.name
