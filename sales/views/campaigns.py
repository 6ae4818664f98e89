"""One campaign: what it brought, and the form about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.calculations.attribution import CampaignResult
from sales.documents import campaigns as results_drawn
from sales.documents import leads as drawn
from sales.forms.campaigns import CHANNELS, CampaignForm
from sales.models import Campaign, Lead
from sales.operations.campaigns import remove_campaign, save_campaign
from sales.queries.campaigns import campaigns_in_reach
from sales.queries.lead_funnel import funnel
from sales.queries.lead_rows import leads_in_reach
from sales.queries.leads import campaign_results

SHOWN = 25


@dataclass(frozen=True)
class CampaignRow:
    """A campaign with what it brought."""

    campaign: Campaign
    result: CampaignResult


def with_results(campaigns: Iterable[Campaign], results: Mapping[UUID, CampaignResult]) -> list[CampaignRow]:
    """Each campaign beside its result."""
    return [CampaignRow(each, results[each.pk]) for each in campaigns]


@require_safe
@requires(Permission.LEAD_VIEW)
def campaign_detail(request: TenantRequest, tenant: str, campaign_id: UUID) -> HttpResponse:
    """What it brought, hard and soft; how far its leads came; the latest of them."""
    campaign, today = _campaign_or_404(campaign_id), moment_of(request).today
    window, currency = request.tenant.attribution_days, request.tenant.currency
    result = campaign_results(campaign_ids=[campaign.pk], as_of=today, window_days=window)[campaign.pk]
    leads = leads_in_reach().filter(campaign=campaign).order_by("-entered_date", "-id")
    found = funnel(Lead.objects.filter(campaign=campaign), as_of=today)
    context: dict[str, Any] = {
        "campaign": campaign,
        "figures": results_drawn.result_kpis(result, currency=currency),
        "results": results_drawn.result_table(result, currency=currency, window_days=window),
        "funnel": found,
        "waterfall_chart": drawn.waterfall_chart(found.waterfall),
        "conversions": drawn.conversion_table(found.waterfall),
        "cohorts": drawn.cohort_table(found.waterfall),
        "leads": list(leads[:SHOWN]),
        "lead_count": result.hard.leads,
        "shows_list": request.membership.may(Permission.PEOPLE_VIEW),
        "may_edit": request.membership.may(Permission.MARKETING_EDIT),
        "may_add_lead": campaign.partner_id is not None and request.membership.may(Permission.LEAD_EDIT),
    }
    return TemplateResponse(request, "sales/campaign_detail.html", context)


@requires(Permission.MARKETING_EDIT)
def campaign_add(request: TenantRequest, tenant: str) -> HttpResponse:
    """A new campaign; that of a partner's own people is their company's."""
    member = request.membership
    form = CampaignForm(request.POST or None, member=member, initial={"partner": request.GET.get("partner", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            campaign = _saved(request, form, None)
            notify(request, f"{campaign.name} was added.")
            return redirect("sales:campaign-detail", tenant, campaign.pk)
    return _form_page(request, form, None)


@requires(Permission.MARKETING_EDIT)
def campaign_edit(request: TenantRequest, tenant: str, campaign_id: UUID) -> HttpResponse:
    """Change what is known of a campaign."""
    campaign = _campaign_or_404(campaign_id)
    form = CampaignForm(request.POST or None, member=request.membership, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            _saved(request, form, campaign)
            notify(request, f"{campaign.name} was saved.")
            return redirect("sales:campaign-detail", tenant, campaign.pk)
    return _form_page(request, form, campaign)


@require_POST
@requires(Permission.MARKETING_EDIT)
def campaign_removal(request: TenantRequest, tenant: str, campaign_id: UUID) -> HttpResponse:
    """Take away a campaign of which nothing came."""
    campaign = _campaign_or_404(campaign_id)
    try:
        remove_campaign(campaign=campaign, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        notify(request, str(refusal))
        return redirect("sales:campaign-detail", tenant, campaign.pk)
    notify(request, f"{campaign.name} was removed.")
    if campaign.partner_id:
        return redirect("sales:partner-leads", tenant, campaign.partner_id)
    return redirect("sales:campaign-list", tenant)


def _campaign_or_404(campaign_id: UUID) -> Campaign:
    return get_object_or_404(campaigns_in_reach(), pk=campaign_id)


def _saved(request: TenantRequest, form: CampaignForm, campaign: Campaign | None) -> Campaign:
    fields = dict(form.cleaned_data)
    partner = fields.pop("partner", None)
    if request.membership.partner_id:
        partner = Partner.objects.get(pk=request.membership.partner_id)
    at = moment_of(request).at
    return save_campaign(**fields, partner=partner, campaign=campaign, by=request.membership, at=at)


def _form_page(request: TenantRequest, form: CampaignForm, campaign: Campaign | None) -> HttpResponse:
    context = {"form": form, "campaign": campaign, "channels": CHANNELS}
    return TemplateResponse(request, "sales/campaign_form.html", context, status=422 if form.errors else 200)
