"""Who sees what the partner's business costs: for the partner to say, and for the vendor to read."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from planning.enums import CostSharing
from planning.events.agreement import COSTS_SHARED
from planning.forms.agreement import SharingForm
from planning.models import BusinessPlan
from planning.operations.agreement.consent import CHOICES, set_cost_sharing
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.events.recording import history_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify

PAGE = "planning:plan-agreement"
_MEANS = {
    CostSharing.PRIVATE: (
        "Keep costs to ourselves",
        "Nothing of your costs, profit or cash. They see bookings, revenue and gross profit, which you agree on.",
        ("Bookings, revenue, gross profit",),
        ("Profit, break-even, cash", "People and costs"),
    ),
    CostSharing.RESULTS: (
        "Show profit, not costs",
        "What your costs lead to: profit, break-even, the money needed. No single cost; their sum follows from it.",
        ("Bookings, revenue, gross profit", "Profit, break-even, cash"),
        ("People and costs",),
    ),
    CostSharing.LINES: (
        "Show every cost line",
        "Everything that you see: each person and each cost, and what they lead to.",
        ("Bookings, revenue, gross profit", "Profit, break-even, cash", "People and costs"),
        (),
    ),
}


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_consent(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Who sees what now, and what each choice would show."""
    return _page(request, get_plan_or_404(plan_id), SharingForm())


@require_POST
@requires(Permission.PLAN_ACCEPT)
def plan_consent_choice(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Give consent or take it back. It holds from the next request of anybody on."""
    plan, form = get_plan_or_404(plan_id), SharingForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    try:
        set_cost_sharing(plan=plan, sharing=form.chosen(), by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        form.add_error("sharing", str(refusal))
        return _page(request, plan, form, status=422)
    notify(request, f"{request.tenant.name}: {plan.sharing.label[:1].lower()}{plan.sharing.label[1:]}.")
    return redirect("planning:plan-consent", tenant, plan.pk)


def _page(request: TenantRequest, plan: BusinessPlan, form: SharingForm, status: int = 200) -> HttpResponse:
    context = plan_page(request, plan, PAGE) | {
        "form": form,
        "may_choose": request.membership.may(Permission.PLAN_ACCEPT),
        "choices": [_choice(each, plan) for each in CHOICES],
        "is_example": plan.sharing is CostSharing.EXAMPLE,
        "sharing": plan.sharing,
        "history": list(history_of(plan).filter(name=COSTS_SHARED)[:20]),
        "vendor_name": request.tenant.name,
    }
    return TemplateResponse(request, "planning/plan_consent.html", context, status=status)


def _choice(sharing: CostSharing, plan: BusinessPlan) -> dict[str, Any]:
    own, means, shows, hides = _MEANS[sharing]
    return {
        "value": sharing.value,
        "label": sharing.label,
        "own_label": own,
        "means": means,
        "shows": shows,
        "hides": hides,
        "is_chosen": plan.sharing is sharing,
    }
