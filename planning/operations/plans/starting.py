"""Start a plan: a first draft at once, made of what is known, of a template or of another plan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from partners.models import Partner
from planning.enums import Case, CostSharing
from planning.events import plans as events
from planning.models import BusinessPlan, PlanMoney, PlanScenario
from planning.operations.plans.checks import FirstMonth, first_month_for
from planning.operations.plans.copying import copy_costs, copy_figures
from planning.operations.plans.draft import write_draft
from planning.operations.plans.objectives import copy_objectives
from planning.operations.plans.outcomes import refresh_outcomes
from planning.operations.plans.stopwatch import count_activity
from planning.queries.plans.templates import Template, template_for, templates
from planning.rules import starts_hidden
from prm.events.recording import record
from prm.kernel.fiscal import year_label
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id

# What the cases are to begin with, in percent of the plan; both sides may change them.
_CASES = {
    Case.BLEAK: {
        "volume_percent": 70,
        "margin_points": -2,
        "churn_percent": 130,
        "services_percent": 80,
        "delay_months": 2,
    },
    Case.BOLD: {"volume_percent": 125, "churn_percent": 80, "services_percent": 115},
}


class CurrencyChanged(Refused):
    """Amounts in two currencies do not mix."""


class NotTheirs(Refused):
    """Only a plan of the same partner and year can be amended."""


def start_plan(
    *,
    partner: Partner,
    fiscal_year: int,
    by: Membership | None,
    at: datetime,
    template: Template | None = None,
    copy_of: BusinessPlan | None = None,
    amends: BusinessPlan | None = None,
    amendment_reason: str = "",
) -> BusinessPlan:
    """A new draft with everything in it: lines, people, costs, money and both cases. Needs a transaction.

    Without `copy_of` the lines are last year's bookings by product family, and the template's examples where there
    were none; people and costs are the template's examples. A copy has all of the other plan; of another partner's
    plan everything but its costs, which are that partner's own. `start_note` says what the draft was made of.

    Raises `CurrencyChanged` for a plan in another currency than the tenant's, `NotTheirs`, and `YearBeforePartner`.
    """
    tenant = Tenant.objects.get(pk=require_tenant_id())
    _refuse_mixing(partner, fiscal_year, tenant, copy_of=copy_of, amends=amends)
    start = _first_month(partner, fiscal_year, tenant, copy_of)
    plan = BusinessPlan(
        tenant_id=tenant.pk,
        partner=partner,
        fiscal_year=fiscal_year,
        version=_next_version(partner, fiscal_year),
        amends=amends,
        amendment_reason=amendment_reason,
        title=amends.title if amends else f"Business plan {year_label(fiscal_year)}",
        start_month=start.month,
        currency=tenant.currency,
        created_by=by,
        created_at=at,
        updated_at=at,
    )
    if copy_of is not None:
        note = _written_from(copy_of, plan, by)
    else:
        note = _written_anew(plan, template, by, today=at.astimezone(ZoneInfo(tenant.time_zone)).date())
    plan.start_note = " ".join(filter(None, (note, start.note)))
    plan.save(update_fields=["start_note", "goals"])
    refresh_outcomes(plan, at=at)
    told = {"Made of": ["", plan.start_note]}
    record(events.PLAN_STARTED, subject=plan, by=by, at=at, partner_id=partner.pk, changes=told)
    if by is not None:
        count_activity(plan=plan, by=by, at=at)
    return plan


def _refuse_mixing(
    partner: Partner,
    fiscal_year: int,
    tenant: Tenant,
    *,
    copy_of: BusinessPlan | None,
    amends: BusinessPlan | None,
) -> None:
    if amends is not None and (amends.partner_id, amends.fiscal_year) != (partner.pk, fiscal_year):
        raise NotTheirs
    for other in (copy_of, amends):
        if other is not None and other.currency != tenant.currency:
            raise CurrencyChanged(
                f"That plan is in {other.currency}, and you now work in {tenant.currency}. Amounts of two currencies"
                " do not mix: start a new plan from your bookings."
            )


def _first_month(partner: Partner, fiscal_year: int, tenant: Tenant, copy_of: BusinessPlan | None) -> FirstMonth:
    if copy_of is not None and (copy_of.partner_id, copy_of.fiscal_year) == (partner.pk, fiscal_year):
        return FirstMonth(copy_of.start_month)
    return first_month_for(partner, fiscal_year, tenant)


def _next_version(partner: Partner, fiscal_year: int) -> int:
    plans = BusinessPlan.objects.filter(partner=partner, fiscal_year=fiscal_year)
    latest: int = plans.aggregate(latest=Max("version"))["latest"] or 0
    return latest + 1


def _written_from(source: BusinessPlan, plan: BusinessPlan, by: Membership | None) -> str:
    """Write the plan with the other one's rows. Another partner's costs stay where they are."""
    is_own = source.partner_id == plan.partner_id
    plan.goals, plan.strategy = (source.goals, source.strategy) if is_own else ("", source.strategy)
    plan.cost_sharing = source.cost_sharing if is_own else CostSharing.EXAMPLE
    _write(plan, by)
    copy_figures(source, plan)
    if is_own:
        copy_costs(source, plan)
        copy_objectives(source, plan)
        return f"A copy of {source.title}, version {source.version}."
    PlanMoney.objects.create(tenant_id=plan.tenant_id, plan=plan, partner_id=plan.partner_id)
    return f"What is sold was copied from {source.title} of {source.partner.name}; that partner’s costs were not."


def _written_anew(plan: BusinessPlan, template: Template | None, by: Membership | None, *, today: date) -> str:
    """Write the plan with what was booked, or with the template's examples."""
    chosen = template or template_for(plan.partner, templates())
    _write(plan, by)
    note = write_draft(plan, chosen, today=today)
    PlanScenario.objects.bulk_create(
        PlanScenario(tenant_id=plan.tenant_id, plan=plan, partner_id=plan.partner_id, case=case, **percents)
        for case, percents in _CASES.items()
    )
    return note


def _write(plan: BusinessPlan, by: Membership | None) -> None:
    plan.is_vendor_draft = starts_hidden(by=by, is_amendment=plan.amends_id is not None, sharing=plan.sharing)
    plan.save(force_insert=True)
