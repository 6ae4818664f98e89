"""This fiscal year beside the two before it, by quarter and by month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import FiscalCalendar, Period
from scorecards.calculations.performance import Ledger, Order

YEARS = 3


@dataclass(frozen=True, slots=True)
class YearColumn:
    """What was booked in a fiscal year. Periods that have not begun are None; the running one counts up to the day."""

    period: Period
    total: Decimal
    quarters: tuple[Decimal | None, ...]
    months: tuple[Decimal | None, ...]
    quarter_periods: tuple[Period, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was booked in any of its months."""
        return not any(self.months)


def measure_years(orders: tuple[Order, ...], *, calendar: FiscalCalendar, as_of: date) -> tuple[YearColumn, ...]:
    """The last three fiscal years, oldest first. Orders must reach back that far; later ones count for nothing."""
    ledger = Ledger.of(orders)
    this_year = calendar.year_of(as_of)
    return tuple(_column(year, ledger, calendar, as_of) for year in range(this_year - YEARS + 1, this_year + 1))


def _column(year: int, ledger: Ledger, calendar: FiscalCalendar, as_of: date) -> YearColumn:
    def booked(periods: tuple[Period, ...]) -> tuple[Decimal | None, ...]:
        passed = (period.up_to(as_of) for period in periods)
        return tuple(None if period is None else ledger.booked(period) for period in passed)

    whole = calendar.year(year)
    (total,) = booked((whole,))
    quarters = calendar.quarters(year)
    return YearColumn(whole, total or Decimal(0), booked(quarters), booked(calendar.months(year)), quarters)
