"""A member's saved views of tables."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from prm.people.http import TenantRequest
from prm.web.models import SavedView
from prm.web.saved_views import ViewNotSaved, remove_view, save_view
from prm.web.toasts import notify


@require_POST
def create(request: TenantRequest, tenant: str) -> HttpResponse:
    """Keep the table's state under a name, and go back to it."""
    given = request.POST
    try:
        view = save_view(
            by=request.membership,
            table=given.get("table", "")[:50],
            name=given.get("name", ""),
            query=given.get("query", ""),
            at=timezone.now(),
        )
    except ViewNotSaved as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request, given.get("query", "")))
    notify(request, f"The view “{view.name}” is kept.")
    return redirect(_back(request, view.query))


@require_POST
def delete(request: TenantRequest, tenant: str, view_id: UUID) -> HttpResponse:
    """Forget one of the member's own views."""
    view = get_object_or_404(SavedView, pk=view_id, membership_id=request.membership.pk)
    remove_view(view)
    notify(request, f"The view “{view.name}” is gone.")
    return redirect(_back(request, ""))


def _back(request: TenantRequest, query: str) -> str:
    path = request.POST.get("path", "")
    is_ours = path.startswith(f"/t/{request.tenant.slug}/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts=None
    )
    path = path.partition("?")[0] if is_ours else f"/t/{request.tenant.slug}/"
    return f"{path}?{query}" if query and is_ours else path
