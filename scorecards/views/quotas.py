"""CAMs' quotas, and sharing one out among partners."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.forms.targets import AllotmentForm, QuotaForm
from scorecards.models import Quota
from scorecards.operations.allotment import QuotaNotAllottable, allot_quota
from scorecards.operations.targets import set_quota
from scorecards.queries.targets import partners_of_quota, quotas_in_reach, with_allotted

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.QUOTA_VIEW)
def quota_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every quota in reach; POST sets one."""
    may_set = request.membership.may(Permission.QUOTA_EDIT)
    if request.method == "POST" and not may_set:
        raise Http404
    form = QuotaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quota = set_quota(by=request.membership, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Quota of {quota.membership} saved.")
        return redirect("scorecards:quota-list", tenant)
    quotas = with_allotted(quotas_in_reach(request.membership))
    context = {
        "page": Paginator(quotas, PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form if may_set else None,
    }
    return TemplateResponse(request, "scorecards/quota_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.QUOTA_EDIT)
def quota_allotment(request: TenantRequest, tenant: str, quota_id: UUID) -> HttpResponseBase:
    """Choose a rule; POST makes the partners' targets."""
    quota = get_object_or_404(Quota.objects.select_related("membership"), pk=quota_id)
    partners = list(partners_of_quota(quota))
    form = AllotmentForm(request.POST or None, partners=partners)
    if request.method == "POST" and form.is_valid() and _allot(request, quota, form):
        return redirect("scorecards:quota-list", tenant)
    context = {"quota": quota, "partners": partners, "form": form}
    return TemplateResponse(request, "scorecards/quota_allotment.html", context, status=422 if form.errors else 200)


def _allot(request: TenantRequest, quota: Quota, form: AllotmentForm) -> bool:
    try:
        targets = allot_quota(
            quota=quota,
            rule=form.chosen_rule(),
            by=request.membership,
            at=timezone.now(),
            by_hand=form.by_hand(),
        )
    except QuotaNotAllottable as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"Targets of {len(targets)} partners set.")
    return True
