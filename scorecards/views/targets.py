"""A partner's targets: the list, and setting and removing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partners.models import Partner
from partners.views.page import partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.forms.targets import TargetForm
from scorecards.models import Target
from scorecards.operations.targets import TargetNotSettable, remove_target, set_target
from scorecards.queries.targets import targets_of


@require_http_methods(["GET", "HEAD"])
@requires(Permission.TARGET_VIEW)
def target_list(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """What the partner is to sell, window by window."""
    partner = get_object_or_404(Partner, pk=partner_id)
    return _page(request, partner, TargetForm())


@require_POST
@requires(Permission.TARGET_EDIT)
def target_set(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """Set a target, or replace the amount of the one with the same window."""
    partner = get_object_or_404(Partner, pk=partner_id)
    form = TargetForm(request.POST)
    if form.is_valid():
        try:
            set_target(partner=partner, by=request.membership, at=timezone.now(), **form.cleaned_data)
        except TargetNotSettable as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Target saved.")
            return redirect("scorecards:target-list", tenant, partner_id)
    return _page(request, partner, form, status=422)


@require_POST
@requires(Permission.TARGET_EDIT)
def target_removal(request: TenantRequest, tenant: str, partner_id: UUID, target_id: UUID) -> HttpResponseBase:
    """Remove a target."""
    partner = get_object_or_404(Partner, pk=partner_id)
    target = get_object_or_404(Target, pk=target_id, partner=partner)
    remove_target(target=target, by=request.membership, at=timezone.now())
    messages.success(request, f"Target from {target.start_date:%d %b %Y} to {target.end_date:%d %b %Y} removed.")
    return redirect("scorecards:target-list", tenant, partner_id)


def _page(request: TenantRequest, partner: Partner, form: TargetForm, *, status: int = 200) -> HttpResponseBase:
    context = {
        **partner_page_context(request, partner, active_tab="targets"),
        "targets": targets_of(partner),
        "form": form,
        "may_edit": request.membership.may(Permission.TARGET_EDIT),
    }
    return TemplateResponse(request, "scorecards/target_list.html", context, status=status)
