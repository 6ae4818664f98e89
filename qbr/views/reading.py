"""Look at QBRs."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.models import Partner
from partners.views.page import partner_page_context
from prm.documents.enums import BuildStatus
from prm.documents.specs import Kind
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Column, Filter, TableSpec, read_table
from qbr.queries.reviews import latest_shown_to
from qbr.views.page import body_context, list_context, review_or_404

REVIEWS = TableSpec(
    key="qbrs",
    title="QBRs",
    columns=(
        Column("partner", "Partner", sort="partner__name", value=lambda row: row.partner.name),
        Column("quarter", "Quarter", value=lambda row: row.quarter.label),
        Column("version", "Version", kind=Kind.FIGURE, only_wide=True),
        Column("as_of_date", "As of", "as_of_date", Kind.DATE),
        Column("requested_at", "Built", "requested_at", Kind.DATE, value=lambda row: row.requested_at.date()),
        Column("status", "Status", value=lambda row: row.state.label),
    ),
    filters=(Filter("status", "Status", [(status.value, status.label) for status in BuildStatus]),),
    search=("partner__name", "partner__external_id"),
    search_label="Partner",
    default_sort="-requested_at",
    noun="QBR",
    nouns="QBRs",
)


@require_safe
@requires(Permission.QBR_VIEW)
def review_index(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """The newest review of every partner in reach."""
    table = read_table(REVIEWS, request, latest_shown_to(request.membership))
    return table.respond("qbr/review_index.html", {})


@require_safe
@requires(Permission.QBR_VIEW)
def review_list(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """A partner's reviews, newest first."""
    partner = get_object_or_404(Partner, pk=partner_id)
    return TemplateResponse(request, "qbr/review_list.html", list_context(request, partner))


@require_safe
@requires(Permission.QBR_VIEW)
def review_detail(request: TenantRequest, tenant: str, review_id: UUID) -> TemplateResponse:
    """One review: its progress, its reason for failing, or its figures and files."""
    review = review_or_404(request, review_id)
    frame = partner_page_context(request, review.partner, active_tab="qbrs")
    return TemplateResponse(request, "qbr/review_detail.html", frame | body_context(request, review))
