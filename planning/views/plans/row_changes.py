"""Rows of a plan: added, copied, moved, removed and put back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.enums import RowKind
from planning.models import PlanCost, PlanLine, PlanPerson
from planning.operations.plans.rows import add_row, copy_row, move_row, remove_row, return_row
from planning.operations.plans.values import ListedRow
from planning.views.plans.page import get_plan_or_404
from planning.views.plans.saving import back_to_editing, row_or_404
from planning.views.plans.steps import step_of_kind
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify

LISTED = (RowKind.LINES, RowKind.PEOPLE, RowKind.COSTS)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_row_add(request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str) -> HttpResponse:
    """One more line, role or cost, and to its name."""
    plan = get_plan_or_404(plan_id)
    try:
        row = add_row(plan=plan, kind=_kind(row_kind), by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        notify(request, str(refusal))
        return back_to_editing(request, plan)
    return back_to_editing(request, plan, f"c-{row.pk}-name")


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_row_copy(request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, row_id: UUID) -> HttpResponse:
    """The same once more."""
    plan = get_plan_or_404(plan_id)
    try:
        row = copy_row(
            plan=plan,
            row=_listed(plan_id, row_kind, row_id),
            by=request.membership,
            at=moment_of(request).at,
        )
    except Refused as refusal:
        notify(request, str(refusal))
        return back_to_editing(request, plan)
    return back_to_editing(request, plan, f"c-{row.pk}-name")


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_row_move(request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, row_id: UUID) -> HttpResponse:
    """One up (`steps` -1) or one down."""
    plan, row = get_plan_or_404(plan_id), _listed(plan_id, row_kind, row_id)
    steps = -1 if request.POST.get("steps") == "-1" else 1
    try:
        move_row(plan=plan, row=row, steps=steps, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        notify(request, str(refusal))
    return back_to_editing(request, plan, f"row-{row_id}")


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_row_removal(request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, row_id: UUID) -> HttpResponse:
    """Out with it; the message offers the way back."""
    plan, row = get_plan_or_404(plan_id), _listed(plan_id, row_kind, row_id)
    name = row.name
    try:
        remove_row(plan=plan, row=row, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        notify(request, str(refusal))
        return back_to_editing(request, plan)
    undo = reverse("planning:plan-row-return", args=[tenant, plan.pk, row_kind, row_id])
    notify(request, f"{name} was removed.", undo_url=undo)
    return back_to_editing(request, plan)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_row_return(
    request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, removed_id: UUID
) -> HttpResponse:
    """Back to where it was."""
    plan, kind = get_plan_or_404(plan_id), _kind(row_kind)
    try:
        row = return_row(plan=plan, kind=kind, row_id=removed_id, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        notify(request, str(refusal))
        return redirect("planning:plan-detail", tenant, plan.pk)
    notify(request, f"{row} is back.")
    return redirect("planning:plan-step", tenant, plan.pk, step_of_kind(kind).number)


def _kind(word: str) -> RowKind:
    kind = next((each for each in LISTED if each.value == word), None)
    if kind is None:
        raise Http404
    return kind


def _listed(plan_id: UUID, row_kind: str, row_id: UUID) -> ListedRow:
    row = row_or_404(get_plan_or_404(plan_id), _kind(row_kind).value, row_id)
    if not isinstance(row, (PlanLine, PlanPerson, PlanCost)):
        raise Http404
    return row
