"""A lead moves on, becomes a deal, is tied to one, and comes back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of, partner_or_404
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.forms.leads import LeadDealForm, LeadMoveForm
from sales.models import Lead
from sales.operations.lead_deals import link_deal, take_back_deal, turn_into_deal
from sales.operations.lead_moving import move_lead, undo_lead_move
from sales.views.leads import lead_or_404, lead_page


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_move(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Into another stage, up or down, or lost."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    lead = lead_or_404(partner, lead_id)
    form = LeadMoveForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            moved = move_lead(**form.cleaned_data, lead=lead, on=now.today, by=request.membership, at=now.at)
            return _done(request, lead, f"{lead.company_name}: {moved.stage_enum.label}.", undo="sales:lead-undo")
    return lead_page(request, partner, lead, move_form=form)


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_undo(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Take the last move back."""
    now, lead = moment_of(request), lead_or_404(partner_or_404(partner_id), lead_id)
    try:
        back = undo_lead_move(lead=lead, by=request.membership, at=now.at)
    except Refused as refusal:
        return _done(request, lead, str(refusal))
    return _done(request, lead, f"{lead.company_name} is back in {back.stage_enum.label}.")


@require_POST
@requires(Permission.DEAL_EDIT)
def lead_deal(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Make a deal of it: one press carries company, amount and campaign."""
    now, lead = moment_of(request), lead_or_404(partner_or_404(partner_id), lead_id)
    try:
        deal = turn_into_deal(lead=lead, today=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        return _done(request, lead, str(refusal))
    sentence = f"{lead.company_name} is a deal now, in {deal.stage.name}."
    return _done(request, lead, sentence, undo="sales:lead-deal-removal")


@require_POST
@requires(Permission.DEAL_EDIT)
def lead_deal_removal(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Take back the deal that was made of it a moment ago."""
    now, lead = moment_of(request), lead_or_404(partner_or_404(partner_id), lead_id)
    try:
        back = take_back_deal(lead=lead, by=request.membership, at=now.at)
    except Refused as refusal:
        return _done(request, lead, str(refusal))
    return _done(request, lead, f"The deal was removed; {lead.company_name} is back in {back.stage_enum.label}.")


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_link(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Tie it to a deal that was recorded already, or untie it."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    lead = lead_or_404(partner, lead_id)
    form = LeadDealForm(request.POST, partner=partner)
    if form.is_valid():
        with refusals_shown_on(form):
            deal = form.cleaned_data["deal"]
            link_deal(lead=lead, deal=deal, on=now.today, by=request.membership, at=now.at)
            sentence = f"tied to {deal.name}" if deal else "tied to no deal"
            return _done(request, lead, f"{lead.company_name} is {sentence}.")
    return lead_page(request, partner, lead, deal_form=form)


def _done(request: TenantRequest, lead: Lead, sentence: str, *, undo: str = "") -> HttpResponse:
    where = [request.tenant.slug, lead.partner_id, lead.pk]
    notify(request, sentence, undo_url=reverse(undo, args=where) if undo else "")
    return redirect("sales:lead-detail", *where)
