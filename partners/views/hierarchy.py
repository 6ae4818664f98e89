"""The partner above."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from partners.forms import ParentForm
from partners.operations.hierarchy import leave_parent, set_parent
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@requires(Permission.PARTNER_ASSIGN)
def parent_set(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Choose the partner above."""
    partner = partner_or_404(partner_id)
    form = ParentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            parent = form.cleaned_data["parent"]
            set_parent(partner=partner, parent=parent, by=request.membership, at=moment_of(request).at)
            notify(request, f"{partner.name} now belongs to {parent.name}.")
            return redirect("partners:partner-profile", tenant, partner.pk)
    context = partner_page_context(request, partner, "profile") | {"form": form}
    return TemplateResponse(request, "partners/parent_set.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.PARTNER_ASSIGN)
def parent_departure(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Let the partner stand on its own again."""
    partner = partner_or_404(partner_id)
    leave_parent(partner=partner, by=request.membership, at=moment_of(request).at)
    notify(request, f"{partner.name} stands on its own again.")
    return redirect("partners:partner-profile", tenant, partner.pk)
