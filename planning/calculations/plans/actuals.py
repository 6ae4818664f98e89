"""Plan and actual: what was booked in the closed months of a plan, line by line, and what follows for the rest.

Source: docs/calculations/plan-actuals.md. Amounts are `Fixed`; months are numbered from 1. Returns make a month
negative, which is a figure like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planning.calculations.fixed import ONE, Fixed, Series, added, decimal, less, over, times, total
from planning.calculations.plans.assumptions import MONTHS, Business, ProductLine
from planning.calculations.plans.forecast import Forecast, assemble
from planning.calculations.plans.lines import LineForecast
from planning.enums import Selling
from prm.kernel.fiscal import ONE_DAY, Period, add_months, month_of, working_days

YEAR = 12


@dataclass(frozen=True, slots=True)
class LineActual:
    """A line's bookings in the closed months beside the plan for them. `shares_family` when other lines sell it too."""

    key: str
    name: str
    family: str
    planned: Series
    booked: Series
    shares_family: bool = False

    @property
    def variance(self) -> Fixed:
        """What was booked above plan, in all closed months; below zero when it was less."""
        return total(self.booked) - total(self.planned)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Bookings of a family that no line of the plan names, month by month; an empty family has no product family."""

    family: str
    name: str
    booked: Series


@dataclass(frozen=True, slots=True)
class PlanActuals:
    """A plan beside its bookings. Series end with the last closed month; `account` and `at_pace` have all 36.

    `account` is the plan with its closed months replaced; `at_pace` is the same with the rest of the lines that have
    actuals scaled by `pace`, the attainment of the last twelve closed months at most (None: there is none).
    `uncounted` are lines without a product family, whose bookings nobody can tell: they stand as planned.
    """

    closed: int
    plan: Forecast
    lines: tuple[LineActual, ...]
    uncounted: tuple[LineForecast, ...]
    unplanned: tuple[Unplanned, ...]
    account: Forecast
    at_pace: Forecast | None
    pace: Fixed | None

    @property
    def planned(self) -> Series:
        """What the plan has for the closed months, of the lines that have actuals."""
        return added((0,) * self.closed, *(line.planned for line in self.lines))

    @property
    def booked(self) -> Series:
        """What was booked of these lines."""
        return added((0,) * self.closed, *(line.booked for line in self.lines))

    @property
    def outside(self) -> Series:
        """What was booked outside the plan."""
        return added((0,) * self.closed, *(each.booked for each in self.unplanned))


def folded(family: str) -> str:
    """A family as it is compared: without regard to case and to space around it."""
    return " ".join(family.split()).casefold()


def closed_months(start_month: date, data_date: date) -> int:
    """How many months of a plan lie behind: those whose last working day is not later than the data date."""
    month = month_of(data_date)
    begun = (data_date.year - start_month.year) * YEAR + data_date.month - start_month.month
    is_over = not working_days(Period(data_date + ONE_DAY, month.end_date))
    return max(0, min(MONTHS, begun + is_over))


def closed_period(start_month: date, closed: int) -> Period:
    """The days of the closed months; there must be one."""
    return Period(start_month, month_of(add_months(start_month, closed - 1)).end_date)


def compare(
    plan: Forecast,
    lines: tuple[ProductLine, ...],
    business: Business | None,
    *,
    families: Mapping[str, str],
    bookings: Mapping[str, Series],
    closed: int,
) -> PlanActuals:
    """Put bookings beside a plan. `families` names each line's family by key, `bookings` have `closed` months each.

    The bookings of a family that several lines sell are divided as these were planned in the month, evenly where
    nothing was planned; the parts add up to what was booked.
    """
    booked_by_family = _folded_sums(bookings)
    named = {line.key: folded(families.get(line.key, "")) for line in lines}
    actuals = tuple(
        _actual(forecast, families[forecast.key], named, booked_by_family, plan, closed)
        for forecast in plan.lines
        if named[forecast.key]
    )
    pace = _pace(actuals, closed)
    return PlanActuals(
        closed=closed,
        plan=plan,
        lines=actuals,
        uncounted=tuple(forecast for forecast in plan.lines if not named[forecast.key]),
        unplanned=tuple(
            Unplanned(name, name or "No product family", series)
            for family, (name, series) in sorted(booked_by_family.items())
            if (not family or family not in named.values()) and any(series)
        ),
        account=assemble(_lines(plan, lines, actuals, ONE), business) if closed else plan,
        at_pace=None if pace is None else assemble(_lines(plan, lines, actuals, pace), business),
        pace=pace,
    )


def _folded_sums(bookings: Mapping[str, Series]) -> dict[str, tuple[str, Series]]:
    """Each family with its name as the first spelling has it; spellings of one family are added up."""
    found: dict[str, tuple[str, Series]] = {}
    for name, series in sorted(bookings.items()):
        first, known = found.get(folded(name), (name, (0,) * len(series)))
        found[folded(name)] = (first, added(known, series))
    return found


def _actual(
    forecast: LineForecast,
    family: str,
    named: Mapping[str, str],
    booked: Mapping[str, tuple[str, Series]],
    plan: Forecast,
    closed: int,
) -> LineActual:
    alike = [each for each in plan.lines if named[each.key] == named[forecast.key]]
    _, series = booked.get(named[forecast.key], ("", (0,) * closed))
    parts = tuple(_part(series[month], alike, forecast, month) for month in range(closed))
    return LineActual(forecast.key, forecast.name, family, forecast.bookings[:closed], parts, len(alike) > 1)


def _part(amount: Fixed, alike: list[LineForecast], line: LineForecast, month: int) -> Fixed:
    """The line's part of what was booked in a month (from 0). The last of the lines takes what rounding leaves."""
    weights = [max(0, each.bookings[month]) for each in alike]
    whole = sum(weights)
    weights = weights if whole else [1] * len(alike)
    parts = [amount * weight // (whole or len(alike)) for weight in weights]
    parts[-1] = amount - sum(parts[:-1])
    return parts[alike.index(line)]


def _pace(actuals: tuple[LineActual, ...], closed: int) -> Fixed | None:
    """Booked to planned over the last twelve closed months at most, not below zero; None where nothing was planned."""
    since = max(0, closed - YEAR)
    planned = sum(total(line.planned[since:]) for line in actuals)
    booked = sum(total(line.booked[since:]) for line in actuals)
    return max(0, over(booked, planned)) if planned > 0 else None


def _lines(
    plan: Forecast, lines: tuple[ProductLine, ...], actuals: tuple[LineActual, ...], pace: Fixed
) -> tuple[LineForecast, ...]:
    by_key = {actual.key: actual for actual in actuals}
    return tuple(
        _partly_actual(forecast, line, by_key[forecast.key], pace) if forecast.key in by_key else forecast
        for forecast, line in zip(plan.lines, lines, strict=True)
    )


def _partly_actual(forecast: LineForecast, line: ProductLine, actual: LineActual, pace: Fixed) -> LineForecast:
    """The line with its closed months as they were booked, the others as planned times `pace`.

    Resale: the end customers paid bookings / (1 - margin), at the planned margin. Agent: they paid the bookings, of
    which the fee is the partner's. Units and services follow the bookings as they were planned to; returns do not
    take services back.
    """
    closed = len(actual.booked)
    sales = tuple(_sales(amount, line) for amount in actual.booked)
    is_resale = line.selling is Selling.RESALE
    margin = less(sales, actual.booked) if is_resale else tuple(times(amount, line.margin) for amount in sales)
    followed = tuple(
        max(0, over(done, planned)) if planned > 0 else 0
        for done, planned in zip(actual.booked, actual.planned, strict=True)
    )
    factors = followed + (pace,) * (MONTHS - closed)
    scaled = {
        name: tuple(times(value, factor) for value, factor in zip(getattr(forecast, name), factors, strict=True))
        for name in _SCALED
    }
    changed: dict[str, Any] = scaled | {
        "sales": sales + scaled["sales"][closed:],
        "bookings": actual.booked + scaled["bookings"][closed:],
        "revenue": (sales if is_resale else margin) + scaled["revenue"][closed:],
        "product_margin": margin + scaled["product_margin"][closed:],
    }
    return replace(forecast, **changed)


def _sales(booked: Fixed, line: ProductLine) -> Fixed:
    """What end customers paid. A line that is all margin bills nothing, so that its bookings tell no sale beyond."""
    kept = ONE - line.margin
    return booked if line.selling is Selling.AGENT or kept <= 0 else over(booked, kept)


_SCALED = (
    "new",
    "active",
    "sales",
    "bookings",
    "revenue",
    "product_margin",
    "project_revenue",
    "project_margin",
    "managed_revenue",
    "managed_margin",
    "hours",
)


def percent_of(variance: Fixed, planned: Fixed) -> int | None:
    """How far a variance is off, in whole percent of the plan and without its sign; None where nothing was planned."""
    return None if planned <= 0 else abs(int(decimal(over(100 * variance, planned), 0)))
