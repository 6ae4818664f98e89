"""A member's saved views of tables."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from prm.people.http import TenantRequest
from prm.web.models import SavedView
from prm.web.saved_views import ViewNotSaved, remove_view, save_view
from prm.web.toasts import notify
from prm.web.ways_back import path_asked_for


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
    path = path_asked_for(request).partition("?")[0]
    if not path:
        return f"/t/{request.tenant.slug}/"
    return f"{path}?{query}" if query else path
