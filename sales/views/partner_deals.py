"""The tab “Deals” on the partner's page."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.documents.specs import Kpi
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.documents import deals as drawn
from sales.queries.pipeline import PartnerDeals, partner_deals
from sales.rules import sees_judgement

CLOSED_SHOWN = 12


@require_safe
@requires(Permission.DEAL_VIEW)
def partner_deals_page(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """What the partner works on stage by stage, what should be closed by now, and how the rest ended."""
    partner = partner_or_404(partner_id)
    today = moment_of(request).today
    deals = partner_deals(partner, as_of=today)
    judges = sees_judgement(request.membership)
    currency = request.tenant.currency
    context = partner_page_context(request, partner, "deals") | {
        "deals": deals,
        "today": today,
        "closed": deals.closed if "all" in request.GET else deals.closed[:CLOSED_SHOWN],
        "figures": _figures(deals, currency=currency, judges=judges),
        "pipeline_chart": drawn.pipeline_chart(deals.sums, currency=currency),
        "sees_judgement": judges,
        "may_edit_deals": request.membership.may(Permission.DEAL_EDIT),
    }
    return TemplateResponse(request, "sales/partner_deals.html", context)


def _figures(deals: PartnerDeals, *, currency: str, judges: bool) -> list[Kpi]:
    return [
        drawn.open_kpi(deals.sums, currency=currency),
        *([drawn.weighted_kpi(deals.sums, currency=currency)] if judges else []),
        drawn.stale_kpi(deals.sums, currency=currency),
        drawn.won_kpi(deals.rate, currency=currency),
        drawn.win_rate_kpi(deals.rate, median_cycle=deals.median_cycle),
    ]
