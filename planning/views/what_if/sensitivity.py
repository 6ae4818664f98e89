"""Which drivers of a plan matter most."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from planning.calculations.plans.scenarios import seen_through
from planning.calculations.plans.sensitivity import MATTERING, sensitivity
from planning.documents.plans.sensitivity import sensitivity_chart, sensitivity_table
from planning.enums import Case
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from planning.views.plans.page import get_plan_or_404, plan_page
from planning.views.what_if.page import case_links
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

PAGE = "planning:plan-what-if"
SHOWN = 20


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_sensitivity(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """The five drivers that matter most in the case `?case=` (the plan itself without it), and more in a table."""
    plan = get_plan_or_404(plan_id)
    case = next((each for each in Case if each == request.GET.get("case")), Case.BASE)
    assumptions = seen_through(assumptions_of(plan), overlays_of(plan)[case])
    effects = sensitivity(assumptions)
    what = "profit" if assumptions.business else "gross profit"
    context = plan_page(request, plan, PAGE) | {
        "case": case,
        "cases": case_links(tenant, plan, case),
        "what": what,
        "knows_costs": assumptions.business is not None,
        "effects": effects[:MATTERING],
        "left_out": max(0, len(effects) - SHOWN),
    }
    if effects:
        context["chart"] = sensitivity_chart(effects[:MATTERING], currency=plan.currency, what=what)
        context["table"] = sensitivity_table(effects[:SHOWN], currency=plan.currency)
    return TemplateResponse(request, "planning/plan_sensitivity.html", context)
