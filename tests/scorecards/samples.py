"""Partners whose figures are easy to check by hand, for everything that draws a scorecard."""

from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import FiscalCalendar
from scorecards.calculations.performance import Order, Performance, PerformanceInput, measure_performance
from scorecards.calculations.plan import TargetWindow
from scorecards.documents.letterhead import Letterhead

CALENDAR = FiscalCalendar(1)
AS_OF = date(2026, 11, 30)
PLAN = (142, 150, 168, 178, 190, 198, 180, 205, 214, 204, 241, 250)
ACTUAL = (128, 139, 171, 150, 148, 169, 182, 161, 188, 207, 199)
PRIOR = (110, 118, 131, 129, 135, 140, 138, 142, 150, 160, 158, 171)
CONTOSO = Letterhead("Contoso Cloud", "USD", "#1d5fd1")


def orders() -> tuple[Order, ...]:
    """One order on the tenth of each month, in thousands; those of this year cost three quarters."""
    before = [Order(date(2025, month, 10), Decimal(amount * 1000)) for month, amount in enumerate(PRIOR, 1)]
    now = [
        Order(date(2026, month, 10), Decimal(amount * 1000), Decimal(amount * 750))
        for month, amount in enumerate(ACTUAL, 1)
    ]
    return (*before, *now)


def targets() -> tuple[TargetWindow, ...]:
    return tuple(
        TargetWindow(month.start_date, month.end_date, Decimal(amount * 1000))
        for month, amount in zip(CALENDAR.months(2026), PLAN, strict=True)
    )


def measured(
    sold: tuple[Order, ...] | None = None, planned: tuple[TargetWindow, ...] | None = None, as_of: date = AS_OF
) -> Performance:
    """The scorecard of Northwind: 89% of plan at the end of November 2026."""
    return measure_performance(
        PerformanceInput(
            as_of=as_of,
            calendar=CALENDAR,
            orders=orders() if sold is None else sold,
            targets=targets() if planned is None else planned,
        )
    )
