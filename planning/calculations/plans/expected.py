"""What is to be expected of a plan, now that some of its months are closed: docs/calculations/plan-actuals.md."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.fixed import Series, money, total
from planning.calculations.plans.actuals import PlanActuals
from planning.calculations.plans.forecast import Forecast, Profit

type Figure = Decimal | int | None


@dataclass(frozen=True, slots=True)
class Expected:
    """An outcome of 36 months: as planned, with closed months actual, and at the pace so far.

    Amounts are to the cent. Of an outcome that `is_month` the figures are months from 1, 0 for a payback of nothing,
    None where it does not happen in 36 months. `at_pace` is None, too, where there is no pace (`PlanActuals.pace`).
    """

    key: str
    label: str
    plan: Figure
    expected: Figure
    at_pace: Figure
    is_month: bool = False


def expected(found: PlanActuals) -> tuple[Expected, ...]:
    """All outcomes in their order; those of the profit where the partner's costs are known."""
    known = _PROFITS if found.plan.profit is not None else ()
    sums = tuple(_expected(found, key, label, _sum_of(series)) for key, label, series in _SUMS)
    months = tuple(
        _expected(found, key, label, _of_profit(read), is_month=is_month) for key, label, read, is_month in known
    )
    return (*sums, *months)


def _expected(
    found: PlanActuals, key: str, label: str, read: Callable[[Forecast], Figure], *, is_month: bool = False
) -> Expected:
    at_pace = None if found.at_pace is None else read(found.at_pace)
    return Expected(key, label, read(found.plan), read(found.account), at_pace, is_month)


def _sum_of(series: Callable[[Forecast], Series]) -> Callable[[Forecast], Figure]:
    return lambda account: money(total(series(account)))


def _of_profit(read: Callable[[Profit], Figure]) -> Callable[[Forecast], Figure]:
    return lambda account: read(account.profit) if account.profit else None


_SUMS: tuple[tuple[str, str, Callable[[Forecast], Series]], ...] = (
    ("bookings", "Bookings", lambda account: account.bookings),
    ("revenue", "Revenue of the partner", lambda account: account.revenue),
    ("gross_profit", "Gross profit", lambda account: account.gross_profit),
)
_PROFITS: tuple[tuple[str, str, Callable[[Profit], Figure], bool], ...] = (
    ("ebit", "Profit (EBIT)", lambda profit: money(total(profit.ebit)), False),
    ("cash", "Cash after 36 months", lambda profit: money(profit.cumulative_cash[-1]), False),
    ("funding_need", "Money to be found", lambda profit: money(profit.funding.need), False),
    ("break_even_month", "Break-even", lambda profit: profit.break_even_month, True),
    ("payback_month", "Payback", lambda profit: profit.payback_month, True),
)
