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
from planning.operations.plans.draft import booked_units, write_draft
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
    plan it has what is sold and at which prices, and nothing that is that partner's own. What the partner shows of its
    costs holds for amendments too; any other copy keeps them private until the partner says so again. `start_note`
    says what the draft was made of. Two who start one at once come one after the other.

    Raises `CurrencyChanged` for a plan in another currency than the tenant's, `NotTheirs`, and `YearBeforePartner`.
    """
    tenant = Tenant.objects.get(pk=require_tenant_id())
    Partner.objects.select_for_update(no_key=True, of=("self",)).get(pk=partner.pk)
    copy_of = _held(copy_of)
    _refuse_mixing(partner, fiscal_year, tenant, copy_of=copy_of, amends=amends)
    today = at.astimezone(ZoneInfo(tenant.time_zone)).date()
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
        note = _written_from(copy_of, plan, by, today=today)
    else:
        note = _written_anew(plan, template, by, today=today)
    plan.start_note = " ".join(filter(None, (note, start.note)))
    plan.save(update_fields=["start_note", "goals"])
    refresh_outcomes(plan, at=at)
    told = {"Made of": ["", plan.start_note]}
    record(events.PLAN_STARTED, subject=plan, by=by, at=at, partner_id=partner.pk, changes=told)
    if by is not None:
        count_activity(plan=plan, by=by, at=at)
    return plan


def _held(source: BusinessPlan | None) -> BusinessPlan | None:
    """The plan to copy as it stands, held: nobody makes its costs their own while they are copied as examples."""
    if source is None:
        return None
    return BusinessPlan.objects.select_for_update(of=("self",)).select_related("partner").get(pk=source.pk)


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
    """One more than the versions that the writer sees; `share_plan` looks again for what was hidden."""
    plans = BusinessPlan.objects.filter(partner=partner, fiscal_year=fiscal_year)
    latest: int = plans.aggregate(latest=Max("version"))["latest"] or 0
    return latest + 1


def _written_from(source: BusinessPlan, plan: BusinessPlan, by: Membership | None, *, today: date) -> str:
    """Write the plan with the other one's rows. What is another partner's own stays where it is."""
    if source.partner_id != plan.partner_id:
        return _written_from_another(source, plan, by, today=today)
    plan.goals, plan.strategy = source.goals, source.strategy
    plan.cost_sharing = source.cost_sharing if plan.amends_id else _not_shown(source.sharing)
    _write(plan, by)
    copy_figures(source, plan)
    copy_costs(source, plan)
    copy_objectives(source, plan)
    return f"A copy of {source.title}, version {source.version}."


def _not_shown(sharing: CostSharing) -> CostSharing:
    """Consent is for one plan: costs of the partner's are private in a copy, examples stay examples."""
    return sharing if sharing is CostSharing.EXAMPLE else CostSharing.PRIVATE


def _written_from_another(source: BusinessPlan, plan: BusinessPlan, by: Membership | None, *, today: date) -> str:
    """Products, prices and cases. Not whose they were, nor that partner's words, sales, customers and costs."""
    _write(plan, by)
    copy_figures(source, plan, booked=booked_units(plan, today=today))
    PlanMoney.objects.create(tenant_id=plan.tenant_id, plan=plan, partner_id=plan.partner_id)
    return "What is sold was copied from another partner’s plan; that partner’s costs were not."


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
