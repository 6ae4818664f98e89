"""What must be sold to reach a profit, or to afford one more engineer."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from partners.views.page import moment_of
from planning.calculations.fixed import fixed, money
from planning.calculations.plans.assumptions import Assumptions, Growth
from planning.calculations.plans.goal_seek import Sought, Span, seek, seek_to_afford
from planning.enums import Case
from planning.forms.goal import OneMoreForm, ProfitGoalForm
from planning.models import BusinessPlan
from planning.operations.plans.goal import keep_as_bold_case
from planning.operations.plans.units import sell_so_much
from planning.queries.plans.assumptions import assumptions_of
from planning.views.plans.cells import undo_url_of
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.kernel import money as amounts
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify

PAGE = "planning:plan-what-if"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_VIEW)
def plan_goal(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Both questions; asked in the address, so that an answer can be passed on.

    Posted, the answer becomes the bold case, or with `keep=lines` the plan's own units.
    """
    plan = get_plan_or_404(plan_id)
    assumptions = assumptions_of(plan)
    profit_form, more_form, sought = _asked(request, assumptions)
    refused = ""
    if request.method == "POST":
        case = Case.BASE if request.POST.get("keep") == "lines" else Case.BOLD
        refused = _apply(request, plan, sought, case)
        if not refused:
            return redirect(PAGE, tenant, plan.pk, case.value)
    saves = request.membership.may(Permission.PLAN_EDIT) and plan.state_enum.is_open
    context = plan_page(request, plan, PAGE) | {
        "profit_form": profit_form,
        "more_form": more_form,
        "sought": sought,
        "answer": _in_words(sought, plan) if sought else "",
        "grows": any(isinstance(line.entry, Growth) for line in assumptions.lines),
        "asks_more": "monthly_cost" in request.GET,
        "may_apply": saves and sought is not None and sought.factor is not None and not sought.is_planned,
        "refused": refused,
        "what": "profit" if assumptions.business else "gross profit",
        "knows_costs": assumptions.business is not None,
    }
    return TemplateResponse(request, "planning/plan_goal.html", context, status=422 if refused else 200)


def _asked(request: TenantRequest, assumptions: Assumptions) -> tuple[ProfitGoalForm, OneMoreForm, Sought | None]:
    """Both forms, the one that was sent with its answer."""
    asks_more, asks_profit = "monthly_cost" in request.GET, "profit" in request.GET
    more = OneMoreForm(request.GET if asks_more else None)
    profit = ProfitGoalForm(request.GET if asks_profit else None, initial={"span": Span.ALL})
    if asks_more and more.is_valid():
        cost, month = fixed(more.cleaned_data["monthly_cost"]), more.cleaned_data["from_month"]
        return profit, more, seek_to_afford(assumptions, monthly_cost=cost, from_month=month)
    if asks_profit and profit.is_valid():
        span = Span(profit.cleaned_data["span"])
        return profit, more, seek(assumptions, goal=fixed(profit.cleaned_data["profit"]), span=span)
    return profit, more, None


def _apply(request: TenantRequest, plan: BusinessPlan, sought: Sought | None, case: Case) -> str:
    """Keep the answer as the bold case, or as what the plan itself sells; why not, in words."""
    if not request.membership.may(Permission.PLAN_EDIT):
        raise Http404
    if sought is None or sought.factor is None or sought.percent is None or sought.is_planned:
        return "There is no answer to keep."
    by, at = request.membership, moment_of(request).at
    try:
        if case is Case.BASE:
            written = sell_so_much(plan=plan, factor=sought.factor, by=by, at=at)
            notify(request, "The plan now sells what the goal needs.", undo_url=undo_url_of(request, written))
        else:
            keep_as_bold_case(plan=plan, volume_percent=sought.percent, by=by, at=at)
            notify(request, "The bold case now sells what the goal needs.")
    except Refused as refusal:
        return str(refusal)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _in_words(sought: Sought, plan: BusinessPlan) -> str:
    def told(value: Any) -> str:
        return amounts.full(money(value), plan.currency)

    if sought.is_planned:
        return f"The plan reaches it already: {told(sought.planned)}."
    if sought.percent is None:
        return f"It cannot be reached by selling more. The plan comes to {told(sought.planned)}."
    share = amounts.number(sought.percent, 2)
    return f"Sell {share}% of what is planned: {told(sought.reached)} instead of {told(sought.planned)}."
