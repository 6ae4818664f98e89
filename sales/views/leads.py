"""One lead: seen, added, changed, and removed while it is fresh."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.enums import ENTRY_WAY, Handover, LeadStage
from sales.forms.leads import DeclineForm, LeadDealForm, LeadForm, LeadMoveForm
from sales.models import Lead
from sales.operations.leads import LeadTooOldToWithdraw, add_lead, change_lead, withdraw_lead
from sales.queries.handovers import latest_handover
from sales.queries.lead_rows import leads_in_reach, moves_of_lead


@require_safe
@requires(Permission.LEAD_VIEW)
def lead_detail(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """All that is known of a lead, and its way through the stages."""
    partner = partner_or_404(partner_id)
    return lead_page(request, partner, lead_or_404(partner, lead_id))


@requires(Permission.LEAD_EDIT)
def lead_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Somebody answered: write it down for the partner that follows it up."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    initial = {"campaign": request.GET.get("campaign", "")}
    form = LeadForm(request.POST or None, partner=partner, today=now.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            fields = dict(form.cleaned_data)
            stage = LeadStage(fields.pop("entered_stage"))
            lead = add_lead(
                partner=partner, fields=fields, entered_stage=stage, today=now.today, by=request.membership, at=now.at
            )
            undo = reverse("sales:lead-withdrawal", args=[tenant, partner.pk, lead.pk])
            notify(request, f"{lead.company_name} was added.", undo_url=undo)
            return _after_adding(request, lead)
    return _form_page(request, partner, form, None)


def _after_adding(request: TenantRequest, lead: Lead) -> HttpResponse:
    """To the partner's leads, or to an empty form for the next one that answered the same campaign."""
    if "another" not in request.POST:
        return redirect("sales:partner-leads", request.tenant.slug, lead.partner_id)
    response = redirect("sales:lead-add", request.tenant.slug, lead.partner_id)
    if lead.campaign_id:
        response["Location"] += f"?campaign={lead.campaign_id}"
    return response


@requires(Permission.LEAD_EDIT)
def lead_edit(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Change what is known of a lead."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    lead = lead_or_404(partner, lead_id)
    form = LeadForm(request.POST or None, partner=partner, today=now.today, lead=lead)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_lead(lead=lead, changes=form.cleaned_data, today=now.today, by=request.membership, at=now.at)
            notify(request, f"{lead.company_name} was saved.")
            return redirect("sales:lead-detail", tenant, partner.pk, lead.pk)
    return _form_page(request, partner, form, lead)


@require_POST
@requires(Permission.LEAD_EDIT)
def lead_withdrawal(request: TenantRequest, tenant: str, partner_id: UUID, lead_id: UUID) -> HttpResponse:
    """Take away a lead that was added by mistake a moment ago."""
    partner = partner_or_404(partner_id)
    lead = lead_or_404(partner, lead_id)
    try:
        withdraw_lead(lead=lead, by=request.membership, at=moment_of(request).at)
        notify(request, f"{lead.company_name} was removed.")
    except LeadTooOldToWithdraw as refusal:
        notify(request, str(refusal))
    return redirect("sales:partner-leads", tenant, partner.pk)


def lead_or_404(partner: Partner, lead_id: UUID) -> Lead:
    """The partner's lead with all that stands beside it. One out of reach is not there."""
    return get_object_or_404(leads_in_reach(), pk=lead_id, partner=partner)


def lead_page(
    request: TenantRequest,
    partner: Partner,
    lead: Lead,
    *,
    move_form: LeadMoveForm | None = None,
    deal_form: LeadDealForm | None = None,
    decline_form: DeclineForm | None = None,
) -> HttpResponse:
    """The page of a lead; the forms are those that could not be followed."""
    member = request.membership
    may_edit = member.may(Permission.LEAD_EDIT)
    is_refused = move_form is not None or deal_form is not None or decline_form is not None
    context: dict[str, Any] = partner_page_context(request, partner, "leads") | {
        "lead": lead,
        "moves": list(moves_of_lead(lead)[:100]),
        "shows_people": not member.role_enum.is_partner,
        "may_edit_leads": may_edit,
        "may_make_deal": member.may(Permission.DEAL_EDIT) and not lead.deal_id and lead.stage != LeadStage.LOST,
        "move_form": move_form or LeadMoveForm(initial={"stage": lead.stage}),
        "next_stage": _next_stage(lead),
        "shows_moving": may_edit and not lead.deal_id,
        "deal_form": (deal_form or LeadDealForm(partner=partner, initial={"deal": lead.deal_id})) if may_edit else None,
    }
    context |= _handover(request, lead) | {"decline_form": decline_form or DeclineForm()}
    return TemplateResponse(request, "sales/lead_detail.html", context, status=422 if is_refused else 200)


def _next_stage(lead: Lead) -> LeadStage | None:
    """The stage that comes after the lead's, as far as people move leads; none at the end of the way and off it."""
    later = ENTRY_WAY[ENTRY_WAY.index(lead.stage_enum) + 1 :] if lead.stage_enum in ENTRY_WAY else ()
    return later[0] if later else None


def _handover(request: TenantRequest, lead: Lead) -> dict[str, Any]:
    """With whom the lead is, and what the member may do about that."""
    member, last = request.membership, latest_handover(lead)
    state = last.state_enum if last else None
    is_theirs = state is not None and state.is_with_partner
    is_vendors = member.may(Permission.LEAD_EDIT) and not member.role_enum.is_partner
    is_open = not lead.stage_enum.is_closed and not lead.deal_id
    answers = member.may(Permission.LEAD_EDIT) and member.role_enum.is_partner
    return {
        "handover": last,
        "today": moment_of(request).today,
        "may_answer": answers and state is Handover.WAITING,
        "may_pass": is_vendors and is_open and not is_theirs,
        "may_take_back": is_vendors and is_theirs and not lead.deal_id,
    }


def _form_page(request: TenantRequest, partner: Partner, form: LeadForm, lead: Lead | None) -> HttpResponse:
    context = partner_page_context(request, partner, "leads") | {
        "form": form,
        "lead": lead,
        "heading": f"Edit {lead.company_name}" if lead else "Add a lead",
    }
    return TemplateResponse(request, "sales/lead_form.html", context, status=422 if form.errors else 200)
