"""A lead is passed to its partner, answered, and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from partners.views.page import moment_of, partner_or_404
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.forms.leads import DeclineForm
from sales.models import Lead
from sales.operations.handovers import accept_lead, decline_lead, pass_lead, take_back_lead
from sales.views.leads import lead_or_404, lead_page


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_pass(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Hand it to the partner, who has a week to answer."""
    lead, now = _lead(partner_id, lead_id), moment_of(request)
    return _done(request, lead, pass_lead, "waits for the partner’s answer", today=now.today)


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_acceptance(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """The partner takes it on."""
    lead, now = _lead(partner_id, lead_id), moment_of(request)
    return _done(request, lead, accept_lead, "is yours to follow up", on=now.today)


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_refusal(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """The partner gives it back, with a reason."""
    lead, form = _lead(partner_id, lead_id), DeclineForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            decline_lead(lead=lead, reason=form.cleaned_data["reason"], by=request.membership, at=moment_of(request).at)
            notify(request, f"{lead.company_name} went back to the vendor.")
            return _back(request, lead)
    return lead_page(request, partner_or_404(partner_id), lead, decline_form=form)


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_return(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """The vendor follows it up itself."""
    return _done(request, _lead(partner_id, lead_id), take_back_lead, "is with you again")


def _lead(partner_id: UUID, lead_id: UUID) -> Lead:
    return lead_or_404(partner_or_404(partner_id), lead_id)


def _done(request: TenantRequest, lead: Lead, act: Callable[..., Any], said: str, **more: Any) -> HttpResponse:
    try:
        act(lead=lead, by=request.membership, at=moment_of(request).at, **more)
        notify(request, f"{lead.company_name} {said}.")
    except Refused as refusal:
        notify(request, str(refusal))
    return _back(request, lead)


def _back(request: TenantRequest, lead: Lead) -> HttpResponse:
    return redirect("sales:lead-detail", request.tenant.slug, lead.partner_id, lead.pk)
