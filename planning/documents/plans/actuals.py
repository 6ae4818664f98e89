"""Plan and actual as words, tables and a chart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.calculations.fixed import Fixed, Series, decimal, money, over, total
from planning.calculations.plans.account import By
from planning.calculations.plans.actuals import YEAR, LineActual, PlanActuals, percent_of
from planning.calculations.plans.expected import Expected, Figure, expected
from planning.calculations.plans.forecast import Forecast
from prm.documents.formats import whole_money
from prm.documents.specs import NOTHING, Chart, ChartKind, Kpi, Role
from prm.documents.specs import Series as Drawn
from prm.kernel import money as amounts
from prm.kernel.fiscal import Period, add_months, month_of
from prm.kernel.status import Thresholds, TrafficLight, classify


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a line stands, in words, with its light."""

    text: str
    light: TrafficLight


@dataclass(frozen=True, slots=True)
class Cell:
    """A line in some months: what was planned and booked. `period` are its days, for the way to the bookings."""

    period: Period
    planned: Decimal
    booked: Decimal

    @property
    def variance(self) -> Decimal:
        return self.booked - self.planned


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or what stands outside the plan, or all: to date, and period by period. `family` leads to bookings."""

    name: str
    family: str | None
    to_date: Cell
    cells: tuple[Cell, ...]
    is_planned: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure of 36 months: as planned, as to be expected, and at this pace."""

    label: str
    plan: str
    expected: str
    at_pace: str


def sentences(found: PlanActuals, *, currency: str, thresholds: Thresholds) -> list[Sentence]:
    """How each line stands, the largest variance first. Lines without plan and without bookings are left out."""
    lines = sorted(found.lines, key=lambda line: (-abs(line.variance), line.name))
    told = [line for line in lines if any(line.planned) or any(line.booked)]
    standings = [(line, standing(line, currency=currency, thresholds=thresholds)) for line in told]
    return [Sentence(f"{line.name}: {each.text}", each.light) for line, each in standings]


def standing(line: LineActual, *, currency: str, thresholds: Thresholds) -> Sentence:
    """How one line stands, without its name."""
    return Sentence(_stands(line, currency), _light(line, thresholds))


def _stands(line: LineActual, currency: str) -> str:
    planned, booked = total(line.planned), total(line.booked)
    size = whole_money(currency).full(abs(money(line.variance)))
    if planned <= 0:
        return f"{size} booked, nothing planned" if line.variance > 0 else f"{size} returned, nothing planned"
    if booked == 0:
        return f"nothing booked of {size} planned"
    if not money(line.variance):
        return "on plan"
    word = "ahead of" if line.variance > 0 else "behind"
    return f"{size} {word} plan ({percent_of(line.variance, planned)}%)"


def _light(line: LineActual, thresholds: Thresholds) -> TrafficLight:
    planned = total(line.planned)
    if planned <= 0:
        return TrafficLight.NO_DATA
    return classify(decimal(over(100 * total(line.booked), planned)), thresholds)


def periods(start_month: date, closed: int, by: By) -> tuple[Period, ...]:
    """The closed months by quarter or month of the plan; a quarter that has begun holds its closed months only."""
    return tuple(
        _period(start_month, first, min(first + by.months, closed), by) for first in range(0, closed, by.months)
    )


def _period(start_month: date, first: int, end: int, by: By) -> Period:
    days = Period(add_months(start_month, first), month_of(add_months(start_month, end - 1)).end_date)
    if by is By.MONTH:
        return month_of(days.start_date)
    name = f"Q{first // 3 % 4 + 1} Y{first // YEAR + 1}" if by is By.QUARTER else f"Year {first // YEAR + 1}"
    left = by.months - (end - first)
    return Period(days.start_date, days.end_date, f"{name}, {end - first} of {by.months} months" if left else name)


def rows(found: PlanActuals, *, start_month: date, by: By) -> list[Row]:
    """Every line, then what is not in the plan. Sums come from unrounded months."""
    shown = periods(start_month, found.closed, by)
    lines = [
        _row(line.name, line.family, line.planned, line.booked, shown, by, note=_shared(line)) for line in found.lines
    ]
    nothing = (0,) * found.closed
    outside = [
        _row(each.name, each.family, nothing, each.booked, shown, by, is_planned=False) for each in found.unplanned
    ]
    return lines + outside


def total_row(found: PlanActuals, *, start_month: date, by: By) -> Row:
    """All lines and all bookings of the closed months."""
    shown = periods(start_month, found.closed, by)
    booked = tuple(left + right for left, right in zip(found.booked, found.outside, strict=True))
    return _row("All bookings", None, found.planned, booked, shown, by)


def _shared(line: LineActual) -> str:
    return f"Its part of all {line.family}" if line.shares_family else ""


def _row(
    name: str,
    family: str | None,
    planned: Series,
    booked: Series,
    shown: tuple[Period, ...],
    by: By,
    *,
    is_planned: bool = True,
    note: str = "",
) -> Row:
    cells = tuple(
        Cell(
            period,
            money(total(planned[at * by.months : (at + 1) * by.months])),
            money(total(booked[at * by.months : (at + 1) * by.months])),
        )
        for at, period in enumerate(shown)
    )
    whole = Period(shown[0].start_date, shown[-1].end_date)
    return Row(name, family, Cell(whole, money(total(planned)), money(total(booked))), cells, is_planned, note)


def kpis(found: PlanActuals, *, currency: str, thresholds: Thresholds) -> tuple[Kpi, ...]:
    """What people look at first: how far it is, and what is to be expected."""
    planned, booked = total(found.planned), total(found.booked)
    percent = decimal(over(100 * booked, planned)) if planned > 0 else None
    share = "no plan" if percent is None else f"{amounts.number(percent, 1)}%"
    detail = f"of {_short(planned, currency)} planned for {_months(found.closed)}"
    first = Kpi("Booked of the plan", _short(booked, currency), detail, classify(percent, thresholds), share, "of plan")
    return (first, _expected("Bookings", found, lambda account: account.bookings, currency), _earned(found, currency))


def _expected(label: str, found: PlanActuals, of: Callable[[Forecast], Series], currency: str) -> Kpi:
    planned, now = total(of(found.plan)), total(of(found.account))
    return Kpi(
        f"{label} to be expected",
        _short(now, currency),
        f"{_short(planned, currency)} planned for 36 months{_at_pace(found, of, currency)}",
    )


def _at_pace(found: PlanActuals, of: Callable[[Forecast], Series], currency: str) -> str:
    return f"; {_short(total(of(found.at_pace)), currency)} at this pace" if found.at_pace else ""


def _earned(found: PlanActuals, currency: str) -> Kpi:
    if found.plan.profit is None:
        return _expected("Gross profit", found, lambda account: account.gross_profit, currency)
    return _expected("Profit", found, lambda account: account.profit.ebit if account.profit else (), currency)


def outcomes(found: PlanActuals, *, currency: str, months: tuple[str, ...]) -> list[Outcome]:
    """What the plan comes to in 36 months, planned, to be expected and at this pace."""
    return [_outcome(each, found, currency, months) for each in expected(found)]


def _outcome(each: Expected, found: PlanActuals, currency: str, months: tuple[str, ...]) -> Outcome:
    plan, now, at_pace = (
        outcome_text(value, is_month=each.is_month, currency=currency, months=months)
        for value in (each.plan, each.expected, each.at_pace)
    )
    return Outcome(each.label, plan, now, NOTHING if found.at_pace is None else at_pace)


def outcome_text(value: Figure, *, is_month: bool, currency: str, months: tuple[str, ...]) -> str:
    """An outcome in words: an amount, or when it happens."""
    if isinstance(value, Decimal):
        return whole_money(currency).full(value)
    if value is None:
        return "Not in 36 months" if is_month else NOTHING
    return months[value - 1] if value else "At once"


def actuals_chart(found: PlanActuals, *, currency: str, months: tuple[str, ...]) -> Chart:
    """The plan year of the last closed month, month by month: what was booked of the plan, and the plan as a line."""
    first = max(0, found.closed - 1) // YEAR * YEAR
    shown = range(first, first + YEAR)
    planned = _planned_by_month(found)
    booked = tuple(money(found.booked[at]) if at < found.closed else None for at in shown)
    ahead = sum(found.booked[at] >= planned[at] for at in shown if at < found.closed)
    return Chart(
        id="plan-actuals",
        kind=ChartKind.COMBO,
        title=f"Bookings by month, plan year {first // YEAR + 1}",
        summary=f"On or ahead of plan in {ahead} of {found.closed - first} closed months.",
        categories=tuple(months[at] for at in shown),
        series=(
            Drawn("Booked", booked),
            Drawn("Plan", tuple(money(planned[at]) for at in shown), Role.PLAN),
        ),
        format=whole_money(currency),
        heading="Month",
    )


def _planned_by_month(found: PlanActuals) -> Series:
    """36 months of the lines that have actuals."""
    keys = {line.key for line in found.lines}
    series = [line.bookings for line in found.plan.lines if line.key in keys]
    return tuple(map(sum, zip(*series, strict=True))) if series else (0,) * 36


def _months(closed: int) -> str:
    return "one month" if closed == 1 else f"{closed} months"


def _short(value: Fixed, currency: str) -> str:
    return amounts.compact(money(value), currency)
