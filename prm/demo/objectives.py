"""Objectives of the demo's plans: some that Tandem counts, one by hand, one of the partner's own."""

from datetime import datetime
from decimal import Decimal

from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import split_year
from planning.enums import Case
from planning.models import BusinessPlan, PlanObjective, PlanOutcome
from planning.operations.plans.objectives import add_objective, enter_results
from planning.queries.plans.objectives import last_season
from prm.kernel.fiscal import FiscalCalendar
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import tenant_scope

BY_HAND = "Joint customer events"
_OURS = (
    ("New customers", Measure.NEW_CUSTOMERS, 20, 8),
    ("Certificates held", Measure.CERTIFICATES, 20, 6),
    (BY_HAND, Measure.MANUAL, 10, 4),
)
_HELD = (1, 2, 0, 1)
_THEIRS = ("Leads of our own campaigns", Measure.MGOS, 10, 150)


def plant_objectives(plan: BusinessPlan, *, tenant: Tenant, by: Membership, at: datetime) -> None:
    """What the vendor wants of a draft: the plan's first year of bookings as last year went, and three more."""
    booked = PlanOutcome.objects.get(plan=plan, case=Case.BASE).bookings_year_1.quantize(Decimal(1))
    season = last_season(plan, tenant=tenant)
    fields = {"name": "Bookings", "measure": Measure.BOOKINGS, "weight": Decimal(50)}
    targets = split_year(booked, Measure.BOOKINGS, season)
    add_objective(plan=plan, fields=fields, targets=targets, by=by, at=at)
    for name, measure, weight, year in _OURS:
        _add(plan, name, measure, weight, year, by=by, at=at)


def plant_own_objective(plan: BusinessPlan, *, by: Membership, at: datetime) -> None:
    """What the partner wants, once it sees the plan."""
    with tenant_scope(by.scope()):
        _add(plan, *_THEIRS, by=by, at=at)


def enter_events(plan: BusinessPlan, *, tenant: Tenant, by: Membership, at: datetime) -> None:
    """How many events there were in each quarter that is over."""
    objective = PlanObjective.objects.get(plan=plan, name=BY_HAND)
    quarters = FiscalCalendar(tenant.fiscal_year_start_month).quarters(plan.fiscal_year)
    over = sum(quarter.end_date < at.date() for quarter in quarters)
    held = [Decimal(each) if place < over else None for place, each in enumerate(_HELD)]
    enter_results(objective=objective, results=held, by=by, at=at)


def _add(
    plan: BusinessPlan, name: str, measure: Measure, weight: int, year: int, *, by: Membership, at: datetime
) -> None:
    fields = {"name": name, "measure": measure, "weight": Decimal(weight)}
    add_objective(plan=plan, fields=fields, targets=split_year(Decimal(year), measure), by=by, at=at)
