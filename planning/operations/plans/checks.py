"""What fields of a plan must hold together, in words at the field that was changed."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from partners.models import Partner
from planning.models import BusinessPlan, PlanCost, PlanPerson, PlanScenario
from planning.operations.plans.values import PlanRow
from prm.kernel.fiscal import FiscalCalendar, month_of, year_label
from prm.kernel.refusal import Refused
from prm.tenancy.models import Tenant

HUNDRED = 100


class YearBeforePartner(Refused):
    """The partner was not one yet."""

    field = "fiscal_year"


@dataclass(frozen=True, slots=True)
class FirstMonth:
    """The month a new plan begins with; `note` says so when it is not the year's first."""

    month: date
    note: str = ""


def first_month_for(partner: Partner, fiscal_year: int, tenant: Tenant) -> FirstMonth:
    """The first month of the year in which the partner is one. Raises `YearBeforePartner` when there is none."""
    year = FiscalCalendar(tenant.fiscal_year_start_month).year(fiscal_year)
    joined = partner.joined_date
    if joined is None or joined < month_of(year.start_date).end_date:
        return FirstMonth(year.start_date)
    if joined > year.end_date:
        since = f"{partner.name} has been a partner since {joined.day} {joined:%B %Y} only"
        raise YearBeforePartner(f"{since}, after {year.label} had ended. Choose a later year.")
    return FirstMonth(joined.replace(day=1), f"It begins in {_month(joined)}, when {partner.name} became a partner.")


def check_together(row: PlanRow, field: str) -> None:
    """Raise `ValidationError` at `field` for what is possible alone, and impossible with the rest."""
    if isinstance(row, (PlanPerson, PlanCost)) and field in ("start_month", "end_month"):
        _check_months(row, field)
    if isinstance(row, PlanPerson) and field == "ramp_percents" and max(row.ramp_percents, default=0) > HUNDRED:
        raise ValidationError({field: ["Nobody gives more than 100 %."]})
    if isinstance(row, BusinessPlan) and field == "start_month":
        check_first_month(row)
    if isinstance(row, PlanScenario) and field.endswith("_percent") and getattr(row, field) < 0:
        raise ValidationError({field: ["Enter at least 0."]})


def check_first_month(plan: BusinessPlan) -> None:
    """The first month lies in the plan's fiscal year, and not before the partner was one."""
    calendar = FiscalCalendar(Tenant.objects.get(pk=plan.tenant_id).fiscal_year_start_month)
    if calendar.year_of(plan.start_month) != plan.fiscal_year:
        year = calendar.year(plan.fiscal_year)
        words = f"{year_label(plan.fiscal_year)} runs from {_month(year.start_date)} to {_month(year.end_date)}."
        raise ValidationError({"start_month": [f"{words} Choose a month of it."]})
    joined = plan.partner.joined_date
    if joined and plan.start_month < joined.replace(day=1):
        words = f"{plan.partner.name} has been a partner since {joined.day} {joined:%B %Y}."
        raise ValidationError({"start_month": [f"{words} Begin in {_month(joined)} or later."]})


def _check_months(row: PlanPerson | PlanCost, field: str) -> None:
    if row.end_month is None or row.end_month >= row.start_month:
        return
    if field == "end_month":
        words = f"Month {row.end_month} is before the first month, {row.start_month}. Leave it empty for “to the end”."
    else:
        words = f"Month {row.start_month} is after the last month, {row.end_month}."
    raise ValidationError({field: [words]})


def _month(day: date) -> str:
    return month_of(day).label
