"""The performance scorecard of a partner: page and PDF."""

from datetime import date
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from partners.models import Partner
from partners.rules import visible_fields
from partners.views.page import partner_page_context
from prm.documents.specs import Kpi
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from sales.queries.bookings import data_date
from scorecards.calculations.performance import Performance
from scorecards.documents import presentation
from scorecards.documents.letterhead import Letterhead
from scorecards.documents.scorecard_pdf import scorecard_pdf
from scorecards.queries.performance import EARLIEST, performance_of


@requires(Permission.SCORECARD_VIEW)
def partner_scorecard(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """How the partner stands, on one page, as of `?as_of=` (default: the data date)."""
    partner = get_object_or_404(Partner, pk=partner_id)
    as_of = as_of_day(request)
    performance = performance_of(partner, tenant=request.tenant, as_of=as_of)
    currency = request.tenant.currency
    context = {
        **partner_page_context(request, partner, active_tab="scorecard"),
        "performance": performance,
        "today": timezone.now().date(),
        "headline": presentation.headline(performance, currency=currency),
        "figures": _figures_with_rows(request, partner, performance),
        "chart": presentation.plan_chart(performance, currency=currency),
    }
    return TemplateResponse(request, "scorecards/performance.html", context)


@requires(Permission.SCORECARD_VIEW)
def partner_scorecard_pdf(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """The same scorecard as a tagged PDF on one A4 page."""
    partner = get_object_or_404(Partner, pk=partner_id)
    performance = performance_of(partner, tenant=request.tenant, as_of=as_of_day(request))
    content = scorecard_pdf(
        performance,
        partner_name=partner.name,
        facts=_facts(partner, request.membership),
        letterhead=Letterhead.of(request.tenant),
        internal=not request.membership.role_enum.is_partner,
        quiet_from=request.tenant.quiet_from,
    )
    name = f"Scorecard {partner.name} {performance.as_of.isoformat()}.pdf"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")


def _facts(partner: Partner, member: Membership) -> tuple[str, ...]:
    stage = partner.stage.label if "life_stage" in visible_fields(member) else ""
    return tuple(fact for fact in (partner.tier, stage, partner.region) if fact)


def as_of_day(request: TenantRequest) -> date:
    """The day that the address asks for, never in the future; the data date where it names none that can be read."""
    today = timezone.now().date()
    try:
        asked = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return data_date(today=today)
    return max(min(asked, today), EARLIEST)


def _figures_with_rows(request: TenantRequest, partner: Partner, performance: Performance) -> list[tuple[Kpi, str]]:
    """The figures to look at first, each with the address of the rows behind it."""
    figures = presentation.kpis(
        performance,
        currency=request.tenant.currency,
        internal=not request.membership.role_enum.is_partner,
        quiet_from=request.tenant.quiet_from,
    )
    rows = reverse("sales:partner-bookings", args=[request.tenant.slug, partner.pk])
    year = f"{rows}?from={performance.year.period.start_date}&to={performance.as_of}"
    months = f"{rows}?from={performance.average_order.period.start_date}&to={performance.as_of}"
    return list(zip(figures, (year, year, months, months, year), strict=False))
