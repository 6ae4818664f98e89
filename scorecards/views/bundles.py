"""The scorecards of all partners of a CAM in one file: ask for it, watch it being made, fetch it."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from partners.views.page import moment_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.refusals import refusals_shown_on
from sales.queries.bookings import data_date
from scorecards.forms.bundles import BundleForm
from scorecards.models import ScorecardBundle
from scorecards.operations.request_bundle import request_bundle
from scorecards.queries.bundles import cams_to_choose, newest_bundles


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RANK_VIEW)
def bundle_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """The files that the member asked for; POST asks for one."""
    moment = moment_of(request)
    asked = request.POST if request.method == "POST" else None
    form = BundleForm(
        asked,
        cams=cams_to_choose(request.membership),
        chosen=request.GET.get("cam", ""),
        data_date=data_date(today=moment.today),
    )
    if form.is_valid():
        with refusals_shown_on(form):
            bundle = request_bundle(cam=form.cam(), as_of=form.day(), by=request.membership, at=moment.at)
        if form.is_valid():
            return redirect("scorecards:bundle-detail", tenant, bundle.pk)
    context = {"form": form, "bundles": newest_bundles()}
    return TemplateResponse(request, "scorecards/bundle_list.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.RANK_VIEW)
def bundle_detail(request: TenantRequest, tenant: str, bundle_id: UUID) -> HttpResponseBase:
    """How far a file is, or where to fetch it. Asked once a second while it is being made."""
    bundle = get_object_or_404(ScorecardBundle.objects.select_related("cam", "file"), pk=bundle_id)
    fragment = "#body" if is_fragment(request) else ""
    return TemplateResponse(request, f"scorecards/bundle_detail.html{fragment}", {"bundle": bundle})
