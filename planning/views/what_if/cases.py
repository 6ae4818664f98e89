"""The three cases of a plan side by side."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.scenarios import seen_through
from planning.documents.plans.cases import case_rows, cases_chart
from planning.enums import Case
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from planning.views.plans.page import get_plan_or_404, plan_page
from planning.views.what_if.outlook import month_labels
from planning.views.what_if.page import case_links
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

PAGE = "planning:plan-cases"


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_cases(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """What bleak, base and bold come to, how far they are apart, and their cash in one chart."""
    plan = get_plan_or_404(plan_id)
    assumptions, overlays = assumptions_of(plan), overlays_of(plan)
    accounts = {case: forecast(seen_through(assumptions, overlays[case])) for case in Case}
    months, business = month_labels(plan), assumptions.business
    context = plan_page(request, plan, PAGE) | {
        "cases": case_links(tenant, plan, None),
        "rows": case_rows(
            accounts, currency=plan.currency, months=months, discount=business.discount if business else 0
        ),
        "chart": cases_chart(accounts, currency=plan.currency, months=months),
        "knows_costs": business is not None,
    }
    return TemplateResponse(request, "planning/plan_cases.html", context)
