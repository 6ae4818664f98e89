"""The performance scorecard of a partner: page, PDF and workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from partners.models import Partner
from partners.rules import visible_fields
from partners.views.page import moment_of, partner_page_context
from prm.documents.letterhead import Letterhead
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from sales.queries.bookings import Coverage, coverage
from scorecards.calculations.scorecard import Scorecard
from scorecards.documents import deals, presentation
from scorecards.documents.metrics import metrics_table
from scorecards.documents.scorecard_pdf import order_facts, scorecard_pdf
from scorecards.documents.sheets import scorecard_xlsx
from scorecards.queries.performance import EARLIEST
from scorecards.queries.scorecards import scorecard_of
from scorecards.views.scorecard_rows import Addresses, figures, metric_rows, year_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.SCORECARD_VIEW)
def partner_scorecard(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """How the partner stands, on one page, as of `?as_of=` (default: the data date)."""
    partner = get_object_or_404(Partner, pk=partner_id)
    card = _measured(request, partner)
    context = {
        **partner_page_context(request, partner, active_tab="scorecard"),
        "card": card,
        "performance": card.performance,
        "today": moment_of(request).today,
        **_figures(request, partner, card),
        **_history(request, partner, card),
    }
    return TemplateResponse(request, "scorecards/performance.html", context)


@requires(Permission.SCORECARD_VIEW)
def partner_scorecard_pdf(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """The same scorecard as a tagged PDF on one A4 page."""
    partner = get_object_or_404(Partner, pk=partner_id)
    card = _measured(request, partner)
    content = scorecard_pdf(
        card,
        partner_name=partner.name,
        facts=_facts(partner, request.membership),
        letterhead=Letterhead.of(request.tenant),
        internal=_is_internal(request),
        quiet_from=request.tenant.quiet_from,
    )
    return _file(content, f"{_file_name(partner, card)}.pdf", "application/pdf")


@requires(Permission.SCORECARD_VIEW)
def partner_scorecard_xlsx(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """The same figures as a workbook, in numbers."""
    partner = get_object_or_404(Partner, pk=partner_id)
    card = _measured(request, partner)
    content = scorecard_xlsx(card, currency=request.tenant.currency, internal=_is_internal(request))
    return _file(content, f"{_file_name(partner, card)}.xlsx", XLSX)


def as_of_day(request: TenantRequest, known: Coverage) -> date:
    """The day that the address asks for, never in the future; the data date where it names none that can be read."""
    today = moment_of(request).today
    try:
        asked = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return known.data_date(today=today)
    return max(min(asked, today), EARLIEST)


def _measured(request: TenantRequest, partner: Partner) -> Scorecard:
    known = coverage()
    return scorecard_of(partner, tenant=request.tenant, as_of=as_of_day(request, known), known=known)


def _figures(request: TenantRequest, partner: Partner, card: Scorecard) -> dict[str, object]:
    currency, addresses = request.tenant.currency, Addresses(request, partner)
    table = metrics_table(card, currency=currency)
    return {
        "headline": presentation.headline(card.performance, currency=currency),
        "figures": figures(card, addresses, currency=currency),
        "chart": presentation.plan_chart(card.performance, currency=currency),
        "orders": order_facts(
            card.performance,
            currency=currency,
            internal=_is_internal(request),
            quiet_from=request.tenant.quiet_from,
        ),
        "orders_url": addresses.bookings(card.performance, months=True),
        "metrics": table,
        "metric_rows": metric_rows(card, table, addresses),
    }


def _history(request: TenantRequest, partner: Partner, card: Scorecard) -> dict[str, object]:
    currency, internal = request.tenant.currency, _is_internal(request)
    years = deals.years_table(card, currency=currency)
    return {
        "deals": deals.deal_facts(card, currency=currency, internal=internal),
        "lost": deals.lost_facts(card, currency=currency) if internal else (),
        "years": years,
        "year_rows": year_rows(card, years, Addresses(request, partner)),
        "year_totals": [(cell, isinstance(cell, Decimal)) for cell in years.totals or ()],
        "years_chart": deals.years_chart(card, currency=currency),
        "years_by_month": deals.months_of_years_table(card, currency=currency),
    }


def _is_internal(request: TenantRequest) -> bool:
    return not request.membership.role_enum.is_partner


def _facts(partner: Partner, member: Membership) -> tuple[str, ...]:
    stage = partner.stage.label if "life_stage" in visible_fields(member) else ""
    return tuple(fact for fact in (partner.tier, stage, partner.region) if fact)


def _file_name(partner: Partner, card: Scorecard) -> str:
    return f"Scorecard {partner.name} {card.as_of.isoformat()}"


def _file(content: bytes, name: str, kind: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
