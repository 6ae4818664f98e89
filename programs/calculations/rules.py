"""What a programme asks of its levels, as data. Prose and worked tables: docs/calculations/tiers.md.

A programme has levels in order, and one or more tracks of which the better one counts. A track asks for figures in
sets of rows: a row names a figure and a threshold for each level that asks for it; of a set either all rows must be
met or a number of them. A figure is a metric over a window, or a score that the track makes of several metrics.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import ONE_DAY, FiscalCalendar, Period, add_months
from programs.enums import Method, Operator, Unit, WindowKind

LOWEST = "lowest"
ONE = Decimal(1)
TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Window:
    """Over which days a figure is taken; `months` only for trailing months."""

    kind: WindowKind = WindowKind.AS_OF
    months: int = 0

    @property
    def label(self) -> str:
        """``last 12 months``; empty for a figure that is what it is on the day."""
        if self.kind is WindowKind.TRAILING_MONTHS:
            return f"last {self.months} months" if self.months != 1 else "last month"
        return "this fiscal year" if self.kind is WindowKind.FISCAL_YEAR else ""

    def period(self, as_of: date, calendar: FiscalCalendar) -> Period:
        """The days of the window that ends with `as_of`; the day itself for a figure as of the day."""
        if self.kind is WindowKind.TRAILING_MONTHS:
            return Period(add_months(as_of + ONE_DAY, -self.months), as_of)
        return calendar.year_to_date(as_of) if self.kind is WindowKind.FISCAL_YEAR else Period(as_of, as_of)


AS_OF = Window()


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over a window: what has to be measured."""

    metric: str
    window: Window = AS_OF


type Values = Mapping[Figure, Decimal | None]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the programme's own, whose values people enter. `name` is singular in no particular case."""

    key: str
    name: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Part:
    """What one figure adds to a score: `points` for each `per` of it, never more than `maximum`, never below zero.

    Partial points up to a threshold are `points=25, per=40, maximum=25`. In a weighted mean `points` is the weight.
    """

    key: str
    name: str
    figure: Figure
    points: Decimal
    per: Decimal = ONE
    maximum: Decimal | None = None

    def worth(self, value: Decimal) -> Decimal:
        """The points that a value brings."""
        points = max(value * self.points / self.per, Decimal(0))
        return points if self.maximum is None else min(points, self.maximum)


@dataclass(frozen=True, slots=True)
class Score:
    """A figure that a track makes of metrics. Rows name it by `key`, its smallest part by `key.lowest`, one part by
    `key.part`."""

    key: str
    name: str
    method: Method
    parts: tuple[Part, ...]

    @property
    def unit(self) -> Unit:
        return Unit.POINTS if self.method is Method.POINTS else Unit.SCORE


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its threshold for each level that asks for it. A score's window says nothing."""

    figure: Figure
    operator: Operator
    thresholds: tuple[tuple[str, Decimal], ...]

    def threshold(self, level: str) -> Decimal | None:
        """What the level asks for; None when it does not look at this figure."""
        return dict(self.thresholds).get(level)


@dataclass(frozen=True, slots=True)
class RequirementSet:
    """Rows of which all must be met, or at least `need` of them."""

    rows: tuple[Row, ...]
    need: int | None = None
    name: str = ""

    def rows_of(self, level: str) -> tuple[Row, ...]:
        """The rows that the level asks for."""
        return tuple(row for row in self.rows if row.threshold(level) is not None)


@dataclass(frozen=True, slots=True)
class Track:
    """One way through the programme."""

    key: str
    name: str
    sets: tuple[RequirementSet, ...]
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the programme and what it brings, in the vendor's words."""

    key: str
    name: str
    benefits: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All of a version. `best_day_months`: judged on the best day of this month and so many full months before."""

    levels: tuple[Level, ...]
    tracks: tuple[Track, ...]
    metrics: tuple[Metric, ...] = ()
    best_day_months: int | None = None

    @property
    def figures(self) -> frozenset[Figure]:
        """Everything that has to be measured."""
        return frozenset(self._figures())

    def _figures(self) -> Iterator[Figure]:
        for track in self.tracks:
            scores = {score.key for score in track.scores}
            for score in track.scores:
                yield from (part.figure for part in score.parts)
            rows = (row for each in track.sets for row in each.rows)
            yield from (row.figure for row in rows if row.figure.metric.partition(".")[0] not in scores)

    @property
    def is_rising(self) -> bool:
        """True when more of any figure never lowers the level."""
        rows = (row for track in self.tracks for each in track.sets for row in each.rows)
        return all(row.operator.is_rising for row in rows)

    def days(self, as_of: date) -> tuple[date, ...]:
        """The days on which the programme looks, oldest first: one, or each day of the window of the best day."""
        if self.best_day_months is None:
            return (as_of,)
        first = add_months(as_of.replace(day=1), -self.best_day_months)
        return tuple(date.fromordinal(number) for number in range(first.toordinal(), as_of.toordinal() + 1))

    def rank(self, level: str | None) -> int:
        """The position of a level from the lowest, 0; -1 for none of them."""
        keys = [each.key for each in self.levels]
        return keys.index(level) if level in keys else -1

    def level(self, key: str | None) -> Level | None:
        """The level of that key."""
        return next((each for each in self.levels if each.key == key), None)
