"""What every page and fragment of a marketing plan is made of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from partners.models import Partner
from partners.queries.actions import possible_owners
from partners.views.page import moment_of, partner_or_404, partner_page_context
from planning.calculations.marketing.calendar import calendar
from planning.calculations.marketing.forecast import PlanForecast
from planning.calculations.marketing.kinds import MarketingState
from planning.documents.marketing import tables as drawn
from planning.documents.marketing.results import CHECKPOINT_HEADS, result_chart, shown_result, shown_total
from planning.forms.marketing import AddTacticForm, ReasonForm
from planning.models import MarketingPlan
from planning.operations.marketing.flow import may_decide
from planning.queries.marketing.own_rates import own_rates
from planning.queries.marketing.plans import active_seconds, forecast_of, steps_of, whole_plans
from planning.queries.marketing.results import PlanResults, results_of
from planning.views.marketing.open_ends import open_ends
from planning.views.marketing.rows import PlanRows, Problem, lines_of
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.people.http import TenantRequest
from prm.people.permissions import Permission

STEPS = {
    "goals": "Goals",
    "tactics": "Tactics",
    "budget": "Budget",
    "forecast": "Forecast",
    "submit": "Submit",
}
ALL = "all"


def plan_or_404(partner_id: UUID, plan_id: UUID) -> MarketingPlan:
    """The partner's plan with goals and tactics. One out of reach is not there."""
    return get_object_or_404(whole_plans(), pk=plan_id, partner_id=partner_id)


def quarter_of(request: TenantRequest, plan: MarketingPlan) -> Period:
    """The days of the plan's quarter."""
    fiscal = FiscalCalendar(request.tenant.fiscal_year_start_month)
    return fiscal.quarter(fiscal.quarter_of(plan.quarter_start_date))


def may_write(request: TenantRequest, plan: MarketingPlan) -> bool:
    """Whether the member may write the plan now."""
    return request.membership.may(Permission.MARKETING_EDIT) and plan.state_enum.is_open


def rows_of(request: TenantRequest, plan: MarketingPlan, problems: Mapping[str, Problem] | None = None) -> PlanRows:
    """Every field of the plan, ready to be drawn."""
    owners = {each.pk: each for each in possible_owners(plan.partner, request.membership)}
    return PlanRows(
        plan=plan,
        quarter=quarter_of(request, plan),
        owners=owners,
        own_rates=own_rates(plan.partner, as_of=moment_of(request).today),
        forecast=forecast_of(plan),
        currency=request.tenant.currency,
        is_partner=request.membership.role_enum.is_partner,
        problems=problems or {},
    )


def forecast_context(request: TenantRequest, plan: MarketingPlan, forecast: PlanForecast[UUID]) -> dict[str, Any]:
    """What the forecast beside the fields and below them shows."""
    currency, lines = request.tenant.currency, lines_of(plan)
    return {
        "plan": plan,
        "forecast": forecast,
        "figures": drawn.kpis(forecast, currency=currency),
        "waterfall": drawn.waterfall_chart(forecast),
        "case_table": drawn.case_table(forecast, currency=currency),
        "comparison": drawn.comparison_table(forecast, lines, currency=currency),
        "spent": forecast.total,
        "open_ends": open_ends(plan),
    }


def plan_page(
    request: TenantRequest,
    plan: MarketingPlan,
    *,
    problems: Mapping[str, Problem] | None = None,
    problem: str = "",
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    """The page of a plan: to be written while it is a draft, to be read and decided about after that."""
    partner: Partner = partner_or_404(plan.partner_id)
    plan.partner = partner
    rows = rows_of(request, plan, problems)
    step = step_of(request)
    context = partner_page_context(request, partner, "marketing") | forecast_context(request, plan, rows.forecast)
    context |= {
        "partner_actions": [],
        "rows": rows,
        "quarter": rows.quarter,
        "step": step,
        "step_query": step_query(request),
        "steps": STEPS,
        "next_step": _after(step),
        "may_write": may_write(request, plan),
        "problem": problem,
        "has_problems": bool(problems),
        "reason_form": reason_form or ReasonForm(),
        "tactic_form": AddTacticForm(),
        **_tables(request, plan, rows),
        **_buttons(request, plan),
        **_results(request, plan),
    }
    status = 422 if problem or problems or (reason_form and reason_form.errors) else 200
    return TemplateResponse(request, "planning/marketing_plan.html", context, status=status)


def _tables(request: TenantRequest, plan: MarketingPlan, rows: PlanRows) -> dict[str, Any]:
    """What stands below the fields: calendar, tactics in words, and how the plan got here."""
    tactics = list(plan.tactics.all())
    lines = list(lines_of(plan).values())
    return {
        "calendar": calendar(rows.quarter, [(each, each.start_date, each.end_date) for each in tactics]),
        "plan_table": drawn.tactic_table(lines, rows.forecast, currency=request.tenant.currency),
        "history": steps_of(plan),
        "minutes": -(-active_seconds(plan) // 60),
    }


def step_of(request: TenantRequest) -> str:
    """The step of writing that is shown; all of them unless the address names one."""
    step = request.GET.get("step", ALL)
    return step if step in STEPS else ALL


def step_query(request: TenantRequest) -> str:
    """The same for an address that comes back to it; empty for all."""
    step = step_of(request)
    return "" if step == ALL else f"?step={step}"


def _after(step: str) -> str:
    keys = list(STEPS)
    return keys[keys.index(step) + 1] if step in keys[:-1] else ""


def _buttons(request: TenantRequest, plan: MarketingPlan) -> dict[str, bool]:
    """What the member may do with the plan now."""
    state, edits = plan.state_enum, request.membership.may(Permission.MARKETING_EDIT)
    is_submitted = state is MarketingState.SUBMITTED
    return {
        "may_submit": may_write(request, plan),
        "may_withdraw": edits and is_submitted,
        "may_decide": is_submitted and may_decide(plan, request.membership),
        "waits_for_others": is_submitted
        and request.membership.may(Permission.MARKETING_APPROVE)
        and not may_decide(plan, request.membership),
        "may_run": edits and state is MarketingState.APPROVED,
        "may_close": edits and state in (MarketingState.APPROVED, MarketingState.RUNNING),
        "may_reopen": edits and state in (MarketingState.APPROVED, MarketingState.RUNNING),
        "may_remove": may_write(request, plan) and plan.submitted_at is None,
    }


def plan_results(request: TenantRequest, plan: MarketingPlan) -> PlanResults | None:
    """What came of the plan until today."""
    return results_of(plan, as_of=moment_of(request).today, window_days=request.tenant.attribution_days)


def _results(request: TenantRequest, plan: MarketingPlan) -> dict[str, Any]:
    if not (plan.state_enum.is_agreed or plan.revision > 1):
        return {"results": []}
    found = plan_results(request, plan)
    if found is None:
        return {"results": []}
    currency = request.tenant.currency
    shown = [
        shown_result(each, found.tactics[each.id], currency=currency, as_of=found.as_of)
        for each in found.approved.tactics
    ]
    figures = [
        (
            each.name,
            each.forecast.revenue,
            found.tactics[each.id].so_far.hard.revenue,
            found.tactics[each.id].so_far.soft.revenue,
        )
        for each in found.approved.tactics
    ]
    tactics = [found.tactics[each.id] for each in found.approved.tactics]
    return {
        "results": shown,
        "results_total": shown_total(tactics, currency=currency) if len(tactics) > 1 else [],
        "checkpoint_heads": CHECKPOINT_HEADS,
        "result_chart": result_chart(figures, currency=currency),
        "results_as_of": found.as_of,
    }


def part_or_404(plan: MarketingPlan, kind: str, key: UUID) -> Any:
    """A goal or a tactic of the plan, by its id."""
    rows = plan.goals.all() if kind == "goal" else plan.tactics.all()
    found = next((each for each in rows if each.pk == key), None)
    if found is None:
        raise Http404
    return found
