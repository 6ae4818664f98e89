"""A quarter week by week, and the weeks in which each tactic runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from prm.kernel.fiscal import MONTH_NAMES, FiscalCalendar, Period

_WEEK = timedelta(days=7)
QUARTERS_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Month:
    """The head over its weeks: a week belongs to the month in which it begins."""

    name: str
    weeks: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `start_date`, fewer at the end of the quarter, and whether the tactic runs on any of them."""

    start_date: date
    is_busy: bool


@dataclass(frozen=True, slots=True)
class Calendar[Key]:
    """The months of a quarter, and by tactic its weeks."""

    months: Sequence[Month]
    weeks: Sequence[date]
    rows: Mapping[Key, Sequence[Week]]


def quarters_offered(fiscal: FiscalCalendar, today: date) -> list[Period]:
    """The quarters that a plan may be begun for: this one and the next two."""
    quarter, found = fiscal.quarter_of(today), []
    for _ in range(QUARTERS_OFFERED):
        found.append(fiscal.quarter(quarter))
        quarter = quarter.next()
    return found


def calendar[Key](quarter: Period, tactics: Iterable[tuple[Key, date, date]]) -> Calendar[Key]:
    """Weeks count from the first day of the quarter. `tactics` are keys with first and last day."""
    starts = _weeks(quarter)
    months = [Month(MONTH_NAMES[number - 1], len(list(weeks))) for number, weeks in groupby(starts, lambda d: d.month)]
    rows = {key: tuple(Week(day, start < day + _WEEK and end >= day) for day in starts) for key, start, end in tactics}
    return Calendar(months, starts, rows)


def _weeks(quarter: Period) -> tuple[date, ...]:
    count = -(-((quarter.end_date - quarter.start_date).days + 1) // 7)
    return tuple(quarter.start_date + _WEEK * number for number in range(count))
