"""Months of a line that change together: a pasted block, a year's figure that falls into its months; and back."""

import json
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.enums import RowKind
from planning.models import BusinessPlan, PlanLine
from planning.operations.plans.units import CellsTaken, Written, save_cells, take_back
from planning.views.plans.cards import warnings_at
from planning.views.plans.editing import drawing_of, editing_page
from planning.views.plans.fields import field_row
from planning.views.plans.page import get_plan_or_404
from planning.views.plans.saving import row_or_404
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.toasts import notify

UNITS_STEP = 4


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_cells(request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, row_id: UUID) -> HttpResponse:
    """Keep several months of a line, all or none. 422 and 409 say at each month what is wrong with it."""
    plan = get_plan_or_404(plan_id)
    line = row_or_404(plan, row_kind, row_id)
    if not isinstance(line, PlanLine):
        raise Http404
    texts = _sent(request, line)
    try:
        at = moment_of(request).at
        written = save_cells(
            plan=plan, line=line, texts=texts, revision=_revision(request), by=request.membership, at=at
        )
    except CellsTaken as taken:
        return _taken(request, plan, line, taken)
    except ValidationError as refusal:
        return _refused(request, line, refusal.message_dict)
    except Refused as refusal:
        return _refused(request, line, {next(iter(texts)): [str(refusal)]})
    _tell(request, written)
    if not is_fragment(request):
        return redirect("planning:plan-step", tenant, plan.pk, UNITS_STEP)
    context = editing_page(request, written.plan) | {
        "ids": [f"{line.pk}-{field}" for field in texts],
        "revision": written.plan.revision,
        "row_id": str(line.pk),
        "warnings": warnings_at(row_or_404(written.plan, row_kind, row_id)),
    }
    return TemplateResponse(request, "planning/plan_cells_saved.html", context)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_undo(request: TenantRequest, tenant: str, plan_id: UUID, removed_id: UUID) -> HttpResponse:
    """Take back what was written at once; why not, in words."""
    plan = get_plan_or_404(plan_id)
    try:
        take_back(plan=plan, undo_id=removed_id, by=request.membership, at=moment_of(request).at)
        notify(request, "The units are what they were.")
    except Refused as refusal:
        notify(request, str(refusal))
    return redirect("planning:plan-step", tenant, plan.pk, UNITS_STEP)


def undo_url_of(request: TenantRequest, written: Written) -> str:
    """Where a POST takes back what was written; empty when nothing was."""
    if written.undo_id is None:
        return ""
    return reverse("planning:plan-undo", args=[request.tenant.slug, written.plan.pk, written.undo_id])


def _sent(request: TenantRequest, line: PlanLine) -> dict[str, str]:
    """The cells by their field. 404 for a request without any."""
    before = f"a-{line.pk}-"
    texts = {name.removeprefix(before): request.POST[name] for name in request.POST if name.startswith(before)}
    if not texts:
        raise Http404
    return texts


def _revision(request: TenantRequest) -> int | None:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def _tell(request: TenantRequest, written: Written) -> None:
    left_out = request.POST.get("left_out", "")
    beyond = f" {left_out} more did not fit and were left out." if left_out.isdecimal() and int(left_out[:4]) else ""
    months = "1 month" if len(written.fields) == 1 else f"{len(written.fields)} months"
    if written.fields or beyond:
        notify(request, f"{months} changed.{beyond}", undo_url=undo_url_of(request, written))


def _refused(request: TenantRequest, line: PlanLine, problems: dict[str, list[str]]) -> HttpResponse:
    """The words at each month; the first says that all the others wait for it."""
    found = {f"{line.pk}-{field}": " ".join(words) for field, words in problems.items()}
    found[next(iter(found))] += " None of these months is saved yet."
    return TemplateResponse(request, "planning/plan_cells_refused.html", {"problems": found}, status=422)


def _taken(request: TenantRequest, plan: BusinessPlan, line: PlanLine, taken: CellsTaken) -> HttpResponse:
    """The months that somebody else wrote, as they stand, each with both values."""
    fresh = get_plan_or_404(plan.pk)
    drawing, stands = drawing_of(request, fresh), row_or_404(fresh, RowKind.LINES.value, line.pk)
    fields = [
        replace(
            field_row(drawing, stands, each.field),
            problem=str(each),
            mine=json.dumps([[f"a-{line.pk}-{each.field}", each.mine]]),
        )
        for each in taken.conflicts
    ]
    return TemplateResponse(request, "planning/plan_cells_taken.html", {"fields": fields}, status=409)
