"""What the pages of QBRs have in common."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from partners.models import Partner
from partners.views.page import moment_of, partner_page_context
from prm.documents.enums import BuildStatus
from prm.people.http import TenantRequest
from prm.people.permissions import Permission
from qbr.calculations.snapshot_json import from_json
from qbr.documents.review import review_of
from qbr.forms import QbrForm
from qbr.models import Qbr
from qbr.queries.reviews import reviews_shown_to, versions_of
from sales.queries.bookings import data_date


def review_or_404(request: TenantRequest, review_id: UUID) -> Qbr:
    """A review that the member may look at."""
    return get_object_or_404(reviews_shown_to(request.membership), pk=review_id)


def list_context(request: TenantRequest, partner: Partner, form: QbrForm | None = None) -> dict[str, Any]:
    """What the partner's list of reviews shows."""
    today = moment_of(request).today
    return {
        **partner_page_context(request, partner, active_tab="qbrs"),
        "reviews": reviews_shown_to(request.membership).filter(partner=partner),
        "form": form or QbrForm(data_date=data_date(today=today)),
        "may_build": request.membership.may(Permission.QBR_BUILD),
    }


def body_context(request: TenantRequest, review: Qbr) -> dict[str, Any]:
    """What a review shows below the partner's head: how far it is, or its figures, files and versions."""
    context: dict[str, Any] = {"review": review, "may_build": request.membership.may(Permission.QBR_BUILD)}
    if not review.state.is_open:
        context["versions"] = versions_of(review, member=request.membership)
    if review.state is BuildStatus.READY and review.snapshot:
        snapshot = from_json(review.snapshot)
        context |= {"snapshot": snapshot, "sections": review_of(snapshot)}
    return context
