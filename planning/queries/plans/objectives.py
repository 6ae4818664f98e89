"""The objectives of a plan, and what Tandem knows of how they stand."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from enablement.calculations.facts import CertificateFact
from enablement.queries.facts import certificate_facts
from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import (
    Booked,
    Evidence,
    Goal,
    Mgo,
    ObjectiveDeal,
    PlanProgress,
    Quarterly,
    Split,
    measure_all,
)
from planning.models import BusinessPlan, ObjectiveTarget, PlanObjective
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.tenancy.models import Tenant
from sales.enums import LEAD_WAY
from sales.models import Booking, Customer, Deal
from sales.queries.bookings import data_date
from sales.queries.deals import fact_of
from sales.queries.leads import lead_facts

ZERO = Decimal(0)
_OF_DEALS = {Measure.WON_DEALS, Measure.NEW_CUSTOMERS, Measure.PIPELINE}


@dataclass(frozen=True)
class PlanObjectives:
    """The rows and how they stand, in the same order, with the quarters that they are of."""

    rows: tuple[PlanObjective, ...]
    progress: PlanProgress
    quarters: tuple[Period, ...]
    booked_until: date


def objectives_of(plan: BusinessPlan) -> QuerySet[PlanObjective]:
    """The plan's objectives in their order, with their customers."""
    return PlanObjective.objects.filter(plan=plan).select_related("customer").order_by("position", "pk")


def targets_of(plan_ids: Collection[UUID]) -> dict[UUID, dict[int, ObjectiveTarget]]:
    """The quarters of every objective of these plans. One query."""
    found: dict[UUID, dict[int, ObjectiveTarget]] = {}
    for target in ObjectiveTarget.objects.filter(plan_id__in=plan_ids).order_by("quarter"):
        found.setdefault(target.objective_id, {})[target.quarter] = target
    return found


def plan_objectives(plan: BusinessPlan, *, tenant: Tenant, today: date) -> PlanObjectives:
    """The plan's objectives and how they stand. Ten queries at most, for any number of them."""
    rows, targets = tuple(objectives_of(plan)), targets_of([plan.pk])
    quarters = FiscalCalendar(tenant.fiscal_year_start_month).quarters(plan.fiscal_year)
    goals = [goal_of(row, targets.get(row.pk, {})) for row in rows]
    measures = {goal.measure for goal in goals}
    year = Period(quarters[0].start_date, quarters[-1].end_date)
    found = evidence_of(plan.partner_id, measures, year, today)
    evidence = replace(found, is_comparable=plan.currency == tenant.currency)
    return PlanObjectives(rows, measure_all(goals, evidence, quarters), quarters, evidence.booked_until)


def goal_of(row: PlanObjective, targets: dict[int, ObjectiveTarget]) -> Goal:
    """A row with its quarters as the calculation takes it."""
    found = [targets.get(quarter) for quarter in (1, 2, 3, 4)]
    first, second, third, fourth = (each.target if each else ZERO for each in found)
    return Goal(
        id=row.pk,
        name=row.name,
        measure=row.measure_enum,
        weight=row.weight,
        targets=(first, second, third, fourth),
        split=Split(row.family, row.country, row.customer_id),
        entered=tuple(each.actual_entered if each else None for each in found),
        is_partner_owned=row.is_partner_owned,
    )


def evidence_of(partner_id: UUID, measures: Collection[Measure], year: Period, today: date) -> Evidence:
    """What the records of these measures say of the partner, as far as the reader reaches them."""
    asked = set(measures)
    return Evidence(
        booked_until=data_date(today=today),
        today=today,
        booked=_booked(partner_id, year) if asked & {Measure.BOOKINGS, Measure.ORDERS} else (),
        deals=_deals(partner_id) if asked & _OF_DEALS else (),
        mgos=_mgos(partner_id) if Measure.MGOS in asked else (),
        certificates=_certificates(partner_id) if Measure.CERTIFICATES in asked else (),
    )


def last_season(plan: BusinessPlan, *, tenant: Tenant) -> Quarterly:
    """What the partner booked in each quarter of the year before the plan's. One query."""
    quarters = FiscalCalendar(tenant.fiscal_year_start_month).quarters(plan.fiscal_year - 1)
    booked = _booked(plan.partner_id, Period(quarters[0].start_date, quarters[-1].end_date))
    first, second, third, fourth = (
        sum((each.amount for each in booked if each.day in quarter), ZERO) for quarter in quarters
    )
    return first, second, third, fourth


def _booked(partner_id: UUID, year: Period) -> tuple[Booked, ...]:
    rows = Booking.objects.filter(partner_id=partner_id, booked_date__range=(year.start_date, year.end_date))
    named = rows.order_by().values_list("booked_date", "order_number", Coalesce("product__family", Value("")))
    return tuple(
        Booked(day, order, family, amount) for day, order, family, amount in named.annotate(total=Sum("amount"))
    )


def _deals(partner_id: UUID) -> tuple[ObjectiveDeal, ...]:
    rows = Deal.objects.filter(partner_id=partner_id).select_related("stage", "product", "customer").order_by("pk")
    return tuple(
        ObjectiveDeal(
            fact_of(deal),
            deal.product.family if deal.product else "",
            deal.customer.country if deal.customer else "",
            deal.customer_id,
        )
        for deal in rows
    )


def _mgos(partner_id: UUID) -> tuple[Mgo, ...]:
    leads = lead_facts(partner_ids=[partner_id])
    named = {lead.customer_id for lead in leads if lead.customer_id}
    countries = dict(Customer.objects.filter(pk__in=named).values_list("pk", "country"))
    found = ((lead, [lead.reached[stage] for stage in LEAD_WAY[1:] if stage in lead.reached]) for lead in leads)
    return tuple(
        Mgo(min(days), countries.get(lead.customer_id, "") if lead.customer_id else "", lead.customer_id)
        for lead, days in found
        if days
    )


def _certificates(partner_id: UUID) -> tuple[CertificateFact, ...]:
    return certificate_facts(partner_ids=[partner_id]).get(partner_id, ())
