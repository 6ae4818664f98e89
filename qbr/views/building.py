"""Have QBRs built, and see how far they are."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.refusals import refusals_shown_on
from qbr.forms import QbrForm
from qbr.operations.request_qbr import request_qbr, retry_qbr
from qbr.views.page import body_context, list_context, review_or_404
from sales.queries.bookings import data_date


@require_POST
@requires(Permission.QBR_BUILD)
def review_request(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """Have a review built, and go to where its progress is shown."""
    partner = get_object_or_404(Partner, pk=partner_id)
    moment = moment_of(request)
    form = QbrForm(request.POST, data_date=data_date(today=moment.today))
    if form.is_valid():
        with refusals_shown_on(form):
            review = request_qbr(partner=partner, as_of=form.day(), by=request.membership, at=moment.at)
        if form.is_valid():
            return redirect("qbr:qbr-detail", tenant, review.pk)
    return TemplateResponse(request, "qbr/review_list.html", list_context(request, partner, form), status=422)


@require_POST
@requires(Permission.QBR_BUILD)
def review_retry(request: TenantRequest, tenant: str, review_id: UUID) -> HttpResponseBase:
    """Build a failed review again."""
    review = review_or_404(request, review_id)
    again = retry_qbr(review=review, by=request.membership, at=moment_of(request).at)
    return redirect("qbr:qbr-detail", tenant, again.pk)


@require_safe
@requires(Permission.QBR_VIEW)
def review_progress(request: TenantRequest, tenant: str, review_id: UUID) -> HttpResponseBase:
    """How far a review is, asked once a second. The answer to a finished one asks no more."""
    review = review_or_404(request, review_id)
    if not is_fragment(request):
        return redirect("qbr:qbr-detail", tenant, review_id)
    return TemplateResponse(request, "qbr/review_detail.html#body", body_context(request, review))
