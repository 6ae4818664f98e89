"""A partner's performance to plan, on any day.

Rule and worked table: docs/calculations/performance.md. All money is in the tenant's currency, unrounded.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate
from statistics import median
from typing import Self

from prm.kernel.fiscal import ONE_DAY, FiscalCalendar, Period, add_months, month_of
from prm.kernel.ratios import Gap, Ratio, attainment, change, quotient
from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds, TrafficLight, classify
from scorecards.calculations.plan import PlanShare, TargetWindow, planned, planned_to_date, spread_all
from scorecards.calculations.rhythm import OrderRhythm, measure_rhythm

ZERO = Decimal(0)
ENOUGH_ORDERS = 3


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its lines' amounts and costs summed. `cost` is None where no line tells it."""

    booked_date: date
    amount: Decimal
    cost: Decimal | None = None


@dataclass(frozen=True)
class PerformanceInput:
    """All that the calculation needs. Orders must reach back to the start of the fiscal year before `as_of`'s."""

    as_of: date
    calendar: FiscalCalendar
    orders: tuple[Order, ...]
    targets: tuple[TargetWindow, ...]
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    cohort_gap: Decimal | None = None


@dataclass(frozen=True)
class PeriodPerformance:
    """One column of the scorecard. `plan` is the whole period's, `plan_to_date` what was due by the as-of day.

    `actual` and `prior` count up to `until` (the as-of day, or the period's last day when that is past) and the same
    day a year earlier. Future periods have no actual.
    """

    period: Period
    until: date
    plan: Decimal | None
    plan_to_date: Decimal | None
    actual: Decimal | None
    prior: Decimal
    prior_period: Period
    light: TrafficLight

    @property
    def attainment(self) -> Ratio:
        """Actual to plan to date."""
        if self.actual is None:
            return Ratio(reason=Gap.NOT_APPLICABLE)
        return attainment(self.actual, self.plan_to_date)

    @property
    def growth(self) -> Ratio:
        """Actual against the same days a year earlier."""
        if self.actual is None:
            return Ratio(reason=Gap.NOT_APPLICABLE)
        return change(self.actual, self.prior)

    @property
    def gap(self) -> Decimal | None:
        """Actual less plan to date: negative when behind."""
        if self.actual is None or self.plan_to_date is None:
            return None
        return self.actual - self.plan_to_date


@dataclass(frozen=True)
class AverageOrder:
    """Orders above zero in the 12 months to the as-of day. `mean` is None below three orders: too few to tell."""

    period: Period
    count: int
    mean: Decimal | None
    median: Decimal | None


@dataclass(frozen=True)
class Performance:
    """The performance scorecard: one result, which page, PDF, deck, API and export all show."""

    as_of: date
    year: PeriodPerformance
    quarters: tuple[PeriodPerformance, ...]
    months: tuple[PeriodPerformance, ...]
    average_order: AverageOrder
    rhythm: OrderRhythm
    booked_12_months: Decimal
    margin: Ratio
    plan_shares: tuple[PlanShare, ...] = field(repr=False)

    @property
    def light(self) -> TrafficLight:
        """How the year stands."""
        return self.year.light


def measure_performance(data: PerformanceInput) -> Performance:
    """The scorecard of one partner. Orders after the as-of day count for nothing."""
    calendar, as_of = data.calendar, data.as_of
    orders = tuple(order for order in data.orders if order.booked_date <= as_of)
    ledger = Ledger.of(orders)
    shares = spread_all(data.targets, _sold_by_month(orders))
    fiscal_year = calendar.year_of(as_of)

    def measured(period: Period) -> PeriodPerformance:
        return _measure_period(period, data=data, ledger=ledger, shares=shares)

    return Performance(
        as_of=as_of,
        year=measured(calendar.year(fiscal_year)),
        quarters=tuple(measured(period) for period in calendar.quarters(fiscal_year)),
        months=tuple(measured(period) for period in calendar.months(fiscal_year)),
        average_order=_average_order(orders, _trailing_year(as_of)),
        rhythm=measure_rhythm([order.booked_date for order in orders], as_of=as_of, cohort_gap=data.cohort_gap),
        booked_12_months=ledger.booked(_trailing_year(as_of)),
        margin=_margin(orders, calendar.year_to_date(as_of)),
        plan_shares=shares,
    )


@dataclass(frozen=True)
class Ledger:
    """Orders in the order of their days, with running sums, so that any period costs two look-ups."""

    days: tuple[date, ...]
    sums: tuple[Decimal, ...]

    @classmethod
    def of(cls, orders: tuple[Order, ...]) -> Self:
        """The ledger of these orders, which may come in any order."""
        sorted_orders = sorted(orders, key=lambda order: order.booked_date)
        sums = accumulate((order.amount for order in sorted_orders), initial=ZERO)
        return cls(tuple(order.booked_date for order in sorted_orders), tuple(sums))

    def booked(self, period: Period) -> Decimal:
        """What the orders of a period add up to."""
        first = bisect_left(self.days, period.start_date)
        return self.sums[bisect_right(self.days, period.end_date)] - self.sums[first]


def year_earlier(period: Period) -> Period:
    """The same days a year before; a period that ends with its month still does (28 and 29 February)."""
    end = add_months(period.end_date, -12)
    if period.end_date == month_of(period.end_date).end_date:
        end = month_of(end).end_date
    return Period(add_months(period.start_date, -12), end, period.label)


def _measure_period(
    period: Period, *, data: PerformanceInput, ledger: Ledger, shares: tuple[PlanShare, ...]
) -> PeriodPerformance:
    passed = period.up_to(data.as_of)
    before = year_earlier(passed or period)
    due = planned_to_date(shares, period, data.as_of)
    actual = ledger.booked(passed) if passed else None
    ratio = attainment(actual, due) if actual is not None else Ratio(reason=Gap.NOT_APPLICABLE)
    return PeriodPerformance(
        period=period,
        until=(passed or period).end_date,
        plan=planned(shares, period),
        plan_to_date=due,
        actual=actual,
        prior=ledger.booked(before),
        prior_period=before,
        light=classify(ratio.percent, data.thresholds),
    )


def _sold_by_month(orders: tuple[Order, ...]) -> dict[date, Decimal]:
    sold: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for order in orders:
        sold[order.booked_date.replace(day=1)] += order.amount
    return dict(sold)


def _trailing_year(as_of: date) -> Period:
    same_day_last_year = year_earlier(Period(as_of, as_of)).end_date
    return Period(same_day_last_year + ONE_DAY, as_of, "Last 12 months")


def _average_order(orders: tuple[Order, ...], period: Period) -> AverageOrder:
    amounts = [order.amount for order in orders if order.amount > 0 and order.booked_date in period]
    if len(amounts) < ENOUGH_ORDERS:
        return AverageOrder(period, len(amounts), None, None)
    return AverageOrder(period, len(amounts), sum(amounts, ZERO) / len(amounts), median(amounts))


def _margin(orders: tuple[Order, ...], period: Period) -> Ratio:
    known = [order for order in orders if order.cost is not None and order.booked_date in period]
    if not known:
        return Ratio(reason=Gap.NO_DATA)
    amount = sum((order.amount for order in known), ZERO)
    cost = sum((order.cost or ZERO for order in known), ZERO)
    return quotient(amount - cost, amount)
