"""A business plan beside what was booked since it began."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum, Value
from django.db.models.functions import Coalesce, TruncMonth

from planning.calculations.fixed import Series, fixed
from planning.calculations.plans.actuals import PlanActuals, closed_months, closed_period, compare
from planning.calculations.plans.forecast import forecast
from planning.models import BusinessPlan, PlanLine
from planning.queries.plans.assumptions import assumptions_of
from prm.kernel.fiscal import add_months
from prm.kernel.status import Thresholds
from prm.tenancy.models import Tenant
from sales.models import Booking


def plan_actuals(plan: BusinessPlan, *, data_date: date, currency: str) -> PlanActuals:
    """The plan, its bookings of the months closed by the data date, and what is to be expected. Six queries.

    `currency` is that of the bookings, the tenant's: beside a plan in another one no month is closed, since amounts of
    two currencies do not mix.
    """
    assumptions = assumptions_of(plan)
    closed = closed_months(plan.start_month, data_date) if plan.currency == currency else 0
    return compare(
        forecast(assumptions),
        assumptions.lines,
        assumptions.business,
        families={str(key): family for key, family in PlanLine.objects.filter(plan=plan).values_list("pk", "family")},
        bookings=bookings_by_family(plan, closed),
        closed=closed,
    )


def bookings_by_family(plan: BusinessPlan, closed: int) -> dict[str, Series]:
    """What the partner booked in the plan's first `closed` months, by product family, "" for none. One query."""
    if not closed:
        return {}
    period = closed_period(plan.start_month, closed)
    months = {add_months(plan.start_month, offset): offset for offset in range(closed)}
    found: dict[str, list[int]] = {}
    rows = Booking.objects.filter(
        partner_id=plan.partner_id, booked_date__range=(period.start_date, period.end_date)
    ).order_by()
    grouped = rows.values_list(Coalesce("product__family", Value("")), TruncMonth("booked_date")).annotate(
        Sum("amount")
    )
    for family, month, amount in grouped:
        series = found.setdefault(family, [0] * closed)
        series[months[month]] += fixed(amount or Decimal(0))
    return {family: tuple(series) for family, series in found.items()}


def thresholds_of(tenant: Tenant) -> Thresholds:
    """From where on the tenant calls a figure green and yellow."""
    return Thresholds(Decimal(tenant.green_from_percent), Decimal(tenant.yellow_from_percent))
