"""What must be sold to reach a profit, or to afford one more engineer. docs/calculations/business-plan.md."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from planning.calculations.fixed import ONE, Fixed, Series, decimal, over, total
from planning.calculations.plans.assumptions import MONTHS, Assumptions, Business, Cost
from planning.calculations.plans.entries import units_of
from planning.calculations.plans.forecast import Forecast, forecast
from planning.calculations.plans.scenarios import Overlay, seen_through
from planning.enums import CostKind, Frequency

# A hundredth of a percent: as finely as a case's percentage of sales is written; and the most that one holds.
STEP: Fixed = ONE // 10_000
MOST: Fixed = 100 * ONE - STEP


class Span(StrEnum):
    """The months whose profit is asked for."""

    YEAR_1 = "1"
    YEAR_2 = "2"
    YEAR_3 = "3"
    ALL = "all"

    @property
    def label(self) -> str:
        return "all 36 months" if self is Span.ALL else f"year {self.value}"

    @property
    def months(self) -> slice:
        """Of a series of 36."""
        return slice(0, MONTHS) if self is Span.ALL else slice(12 * int(self) - 12, 12 * int(self))


@dataclass(frozen=True, slots=True)
class Needed:
    """New units of a line in the span: as planned, and as needed, rounded up to whole ones."""

    name: str
    planned: Decimal
    needed: int


@dataclass(frozen=True, slots=True)
class Sought:
    """The answer: the smallest `factor` on all new units that brings `goal`, and the profit with it.

    `factor` is None where not even almost a hundred times the sales bring it. 1 or less: the plan brings it already.
    """

    goal: Fixed
    planned: Fixed
    factor: Fixed | None = None
    reached: Fixed = 0
    lines: tuple[Needed, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """The factor as a percentage of the plan's sales, as a case holds it."""
        return None if self.factor is None else decimal(self.factor * 100, 2)

    @property
    def is_planned(self) -> bool:
        return self.planned >= self.goal


def seek(assumptions: Assumptions, *, goal: Fixed, span: Span) -> Sought:
    """How much must be sold to earn `goal` in the span; gross profit counts where the business is not known.

    Profit lies on a straight line over the factor, but for the 18th decimal: the factor is read off that line, rounded
    up to a hundredth of a percent, and then checked.
    """
    planned, nothing = (_profit(_sold(assumptions, factor), span) for factor in (ONE, 0))
    if planned >= goal:
        return Sought(goal, planned, ONE, planned, _lines(assumptions, ONE, span))
    slope = planned - nothing
    if slope <= 0:
        return Sought(goal, planned)
    factor = -(-over(goal - nothing, slope) // STEP) * STEP
    while factor <= MOST and (reached := _profit(_sold(assumptions, factor), span)) < goal:
        factor += STEP
    if factor > MOST:
        return Sought(goal, planned)
    return Sought(goal, planned, factor, reached, _lines(assumptions, factor, span))


def seek_to_afford(assumptions: Assumptions, *, monthly_cost: Fixed, from_month: int) -> Sought:
    """How much must be sold for the profit of all 36 months to stay although one more is paid from a month on."""
    goal = _profit(assumptions, Span.ALL)
    return seek(_with_one_more(assumptions, monthly_cost, from_month), goal=goal, span=Span.ALL)


def _with_one_more(assumptions: Assumptions, monthly_cost: Fixed, from_month: int) -> Assumptions:
    cost = Cost("one-more", "One more", CostKind.OVERHEAD, monthly_cost, Frequency.MONTHLY, from_month, None, 0)
    business = assumptions.business or Business()
    return replace(assumptions, business=replace(business, costs=(*business.costs, cost)))


def _sold(assumptions: Assumptions, factor: Fixed) -> Assumptions:
    return seen_through(assumptions, Overlay(volume=factor))


def _profit(assumptions: Assumptions, span: Span) -> Fixed:
    return total(earned(forecast(assumptions))[span.months])


def earned(account: Forecast) -> Series:
    """EBIT by month; the gross profit where costs are not known."""
    return account.profit.ebit if account.profit else account.gross_profit


def _lines(assumptions: Assumptions, factor: Fixed, span: Span) -> tuple[Needed, ...]:
    found = []
    for line in assumptions.lines:
        planned = total(units_of(line.entry)[span.months])
        needed = decimal(planned * factor // ONE, 4).to_integral_value(ROUND_CEILING)
        found.append(Needed(line.name, decimal(planned, 2), int(needed)))
    return tuple(found)
