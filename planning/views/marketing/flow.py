"""A marketing plan is submitted, decided about, run, closed and written anew."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.forms.marketing import ReasonForm
from planning.models import MarketingPlan
from planning.operations.marketing import flow
from planning.operations.marketing.editing import remove_plan
from planning.views.marketing.page import plan_or_404, plan_page
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_submission(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Hand the plan in."""
    return _gone(request, plan_or_404(partner_id, marketing_plan_id), flow.submit_plan, "was submitted for approval")


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_withdrawal(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Take a submitted plan back."""
    return _gone(request, plan_or_404(partner_id, marketing_plan_id), flow.withdraw_plan, "is a draft again")


@require_POST
@requires(Permission.MARKETING_APPROVE)
def plan_approval(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Agree to the plan and its MDF."""
    return _gone(request, plan_or_404(partner_id, marketing_plan_id), flow.approve_plan, "was approved")


@require_POST
@requires(Permission.MARKETING_APPROVE)
def plan_return(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Send the plan back, with a reason."""
    return _with_reason(request, plan_or_404(partner_id, marketing_plan_id), flow.send_back, "was sent back")


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_running(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """The first tactic has begun."""
    return _gone(request, plan_or_404(partner_id, marketing_plan_id), flow.run_plan, "is running")


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_closing(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """All is done."""
    return _gone(request, plan_or_404(partner_id, marketing_plan_id), flow.close_plan, "was closed")


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_reopening(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Write an approved plan anew, with a reason."""
    return _with_reason(request, plan_or_404(partner_id, marketing_plan_id), flow.reopen_plan, "is a draft again")


@require_POST
@requires(Permission.MARKETING_EDIT)
def plan_removal(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Take a draft away that was never submitted."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    try:
        remove_plan(plan=plan, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return plan_page(request, plan, problem=str(refusal))
    notify(request, f"{plan} was removed.")
    return redirect("planning:partner-marketing", tenant, partner_id)


def _gone(request: TenantRequest, plan: MarketingPlan, go: Callable[..., MarketingPlan], said: str) -> HttpResponse:
    try:
        go(plan=plan, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return plan_page(request, plan_or_404(plan.partner_id, plan.pk), problem=str(refusal))
    notify(request, f"{plan} {said}.")
    return redirect("planning:marketing-plan", request.tenant.slug, plan.partner_id, plan.pk)


def _with_reason(
    request: TenantRequest, plan: MarketingPlan, go: Callable[..., MarketingPlan], said: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            go(plan=plan, reason=form.cleaned_data["reason"], by=request.membership, at=moment_of(request).at)
            notify(request, f"{plan} {said}.")
            return redirect("planning:marketing-plan", request.tenant.slug, plan.partner_id, plan.pk)
    return plan_page(request, plan_or_404(plan.partner_id, plan.pk), reason_form=form)
