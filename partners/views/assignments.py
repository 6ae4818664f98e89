"""Who looks after a partner, today and before."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from partners.enums import AssignmentRole
from partners.forms import AssignmentForm, EndAssignmentForm
from partners.models import CamAssignment
from partners.operations.assignments import assign_cam, end_assignment
from partners.queries.profile import assignments_of
from partners.rules import arranges_partners
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@requires(Permission.PARTNER_VIEW)
def assignment_list(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """All assignments with their dates, running ones first."""
    partner = partner_or_404(partner_id)
    context = partner_page_context(request, partner, "cams") | {
        "assignments": list(assignments_of(partner)[:200]),
        "today": moment_of(request).today,
        "can_arrange": arranges_partners(request.membership),
    }
    return TemplateResponse(request, "partners/assignment_list.html", context)


@requires(Permission.PARTNER_ASSIGN)
def assignment_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Give the partner a CAM from a day on."""
    partner = partner_or_404(partner_id)
    now = moment_of(request)
    form = AssignmentForm(request.POST or None, today=now.today)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            assignment = assign_cam(
                partner=partner,
                cam=form.cleaned_data["cam"],
                role=AssignmentRole(form.cleaned_data["role"]),
                start_date=form.cleaned_data["start_date"],
                by=request.membership,
                at=now.at,
            )
            notify(request, f"{assignment.membership.display_name} was assigned.")
            return redirect("partners:assignment-list", tenant, partner.pk)
    context = partner_page_context(request, partner, "cams") | {"form": form}
    return TemplateResponse(request, "partners/assignment_add.html", context, status=422 if form.errors else 200)


@requires(Permission.PARTNER_ASSIGN)
def assignment_end(request: TenantRequest, tenant: str, partner_id: UUID, assignment_id: UUID) -> HttpResponse:
    """Say which day is an assignment's last."""
    partner = partner_or_404(partner_id)
    running = CamAssignment.objects.select_related("membership", "partner")
    assignment = get_object_or_404(running, pk=assignment_id, partner=partner)
    now = moment_of(request)
    form = EndAssignmentForm(request.POST or None, initial={"end_date": assignment.end_date or now.today})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            end_assignment(
                assignment=assignment, end_date=form.cleaned_data["end_date"], by=request.membership, at=now.at
            )
            notify(request, "The last day was saved.")
            return redirect("partners:assignment-list", tenant, partner.pk)
    context = partner_page_context(request, partner, "cams") | {"form": form, "assignment": assignment}
    return TemplateResponse(request, "partners/assignment_end.html", context, status=422 if form.errors else 200)
