"""Plans of one partner, and one plan as it stands."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.views.page import partner_or_404, partner_page_context
from planning.views.plan_page import get_plan_or_404, plan_page
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission


@require_safe
@requires(Permission.PLAN_VIEW)
def partner_plans(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The tab “Plan”: every plan of the partner by fiscal year and version."""
    partner = partner_or_404(partner_id)
    context = partner_page_context(request, partner, "plans")
    return TemplateResponse(request, "planning/partner_plans.html", context)


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_detail(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """What the plan says and what it comes to, as far as the reader may know."""
    plan = get_plan_or_404(plan_id)
    return TemplateResponse(request, "planning/plan_detail.html", plan_page(request, plan, "planning:plan-detail"))
