"""The tab “Leads” on the partner's page."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.documents import leads as drawn
from sales.queries.campaigns import campaigns_in_reach
from sales.queries.handovers import waiting_handovers
from sales.queries.lead_funnel import funnel
from sales.queries.lead_rows import leads_of
from sales.queries.leads import campaign_results
from sales.views.campaigns import with_results

SHOWN = 25
CAMPAIGNS_SHOWN = 12


@require_safe
@requires(Permission.LEAD_VIEW)
def partner_leads_page(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """What came in, how far it came, and what the partner's campaigns brought."""
    partner = partner_or_404(partner_id)
    today = moment_of(request).today
    leads = leads_of(partner)
    found = funnel(leads, as_of=today)
    shown = list(leads if "all" in request.GET else leads[: SHOWN + 1])
    campaigns = list(campaigns_in_reach().filter(partner=partner)[:CAMPAIGNS_SHOWN])
    results = campaign_results(
        campaign_ids=[each.pk for each in campaigns], as_of=today, window_days=request.tenant.attribution_days
    )
    context = partner_page_context(request, partner, "leads") | {
        "funnel": found,
        "leads": shown if "all" in request.GET else shown[:SHOWN],
        "has_more": "all" not in request.GET and len(shown) > SHOWN,
        "figures": drawn.waterfall_kpis(found.waterfall, mgos=found.mgos, open_leads=found.open_leads),
        "waterfall_chart": drawn.waterfall_chart(found.waterfall),
        "conversions": drawn.conversion_table(found.waterfall),
        "cohorts": drawn.cohort_table(found.waterfall),
        "campaigns": with_results(campaigns, results),
        "waiting": list(waiting_handovers().filter(partner=partner)[:CAMPAIGNS_SHOWN]),
        "today": today,
        "may_edit_leads": request.membership.may(Permission.LEAD_EDIT),
        "may_edit_campaigns": request.membership.may(Permission.MARKETING_EDIT),
    }
    return TemplateResponse(request, "sales/partner_leads.html", context)
