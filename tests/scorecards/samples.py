"""Partners whose figures are easy to check by hand, for everything that draws a scorecard."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from prm.documents.letterhead import Letterhead
from prm.kernel.fiscal import FiscalCalendar
from sales.enums import Outcome
from scorecards.calculations.catalogue import MetricDefinition
from scorecards.calculations.diagnostics import LostReason
from scorecards.calculations.facts import ManualMetric, ScorecardInput
from scorecards.calculations.manual import EnteredValue
from scorecards.calculations.performance import Order, Performance, PerformanceInput, measure_performance
from scorecards.calculations.plan import TargetWindow
from scorecards.calculations.rules import ScorecardRules
from scorecards.calculations.scorecard import Scorecard, measure_scorecard
from scorecards.enums import MetricUnit
from tests.scorecards.facts import certificate, closed, deal, requirement, task

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


def carded(
    sold: tuple[Order, ...] | None = None,
    planned: tuple[TargetWindow, ...] | None = None,
    as_of: date = AS_OF,
    **facts: Any,
) -> Scorecard:
    """The whole scorecard of Northwind; without other facts only performance to plan has data."""
    performance = PerformanceInput(
        as_of=as_of,
        calendar=CALENDAR,
        orders=orders() if sold is None else sold,
        targets=targets() if planned is None else planned,
    )
    return measure_scorecard(ScorecardInput(performance=performance, **facts))


def full_card(as_of: date = AS_OF, *, own_metrics: int = 1) -> Scorecard:
    """Northwind with everything there is: deals of every kind, certificates, tasks and metrics of the tenant's own."""
    person = uuid4()
    satisfaction = MetricDefinition(
        "satisfaction", "Customer satisfaction", "", "", "", MetricUnit.NUMBER, weight=Decimal(10), is_manual=True
    )
    entered = EnteredValue(date(2026, 7, 1), date(2026, 9, 30), Decimal("4.4"))
    return carded(
        as_of=as_of,
        rules=ScorecardRules(deal_size_target=Decimal(40_000)),
        deals=(
            deal(300_000, expected=date(2026, 12, 15)),
            deal(90_000, expected=date(2026, 10, 1)),
            deal(10_000, expected=None),
            deal(5_000, qualified=False),
            *(closed(amount, Outcome.WON) for amount in (20_000, 30_000, 55_000)),
            closed(60_000, Outcome.LOST),
        ),
        requirements=(requirement(2),),
        certificates=(certificate(person, expires=date(2027, 1, 31)),),
        tasks=(task(date(2026, 2, 1), date(2026, 1, 20)), task(date(2026, 5, 1))),
        manual=(ManualMetric(satisfaction, Decimal(5), (entered,)),) * own_metrics,
        lost_reasons=(LostReason("Price", 1, Decimal(60_000)),),
    )
