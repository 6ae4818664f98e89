"""Keep single fields of a plan as they are typed, and tell what came of it."""

import json
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.enums import CostSharing, RowKind
from planning.models import BusinessPlan
from planning.operations.agreement.consent import set_cost_sharing
from planning.operations.plans.fields import FieldConflict, Saved, save_field
from planning.operations.plans.stopwatch import count_activity
from planning.operations.plans.values import MODELS, PlanRow, column_of
from planning.views.plans.cards import card_of, warnings_at
from planning.views.plans.editing import drawing_of, editing_page
from planning.views.plans.fields import field_row
from planning.views.plans.page import get_plan_or_404
from planning.views.plans.steps import SHAPING, STEPS, Step, fields_of_step
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.toasts import notify


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_field(
    request: TenantRequest, tenant: str, plan_id: UUID, row_kind: str, row_id: UUID, field: str
) -> HttpResponse:
    """Keep one field. 409 with both values when somebody was faster, 422 with words when it cannot be."""
    plan = get_plan_or_404(plan_id)
    row = row_or_404(plan, row_kind, row_id)
    key = f"{row.pk}-{field}"
    try:
        column_of(type(row), field)
    except ValidationError:
        raise Http404 from None
    sent, text = request.POST.get(f"r-{key}", ""), request.POST.get(f"a-{key}", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    try:
        saved = save_field(
            plan=plan,
            row=row,
            field=field,
            text=text,
            revision=revision,
            by=request.membership,
            at=moment_of(request).at,
        )
    except FieldConflict as conflict:
        return _conflict(request, plan, row, field, conflict)
    except (Refused, ValidationError) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return TemplateResponse(request, "planning/plan_refused.html", {"id": key, "problem": words}, status=422)
    if not is_fragment(request):
        return redirect("planning:plan-detail", tenant, plan.pk)
    return _saved(request, saved, key)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_presence(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """A sign of life while somebody reads and thinks, for the stopwatch."""
    count_activity(plan=get_plan_or_404(plan_id), by=request.membership, at=moment_of(request).at)
    return HttpResponse(status=204)


@require_POST
@requires(Permission.PLAN_COST_EDIT)
def plan_cost_sharing(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """The partner says who of the vendor sees its costs."""
    plan = get_plan_or_404(plan_id)
    wanted = request.POST.get("sharing", "")
    if wanted not in set(CostSharing):
        raise Http404
    try:
        set_cost_sharing(plan=plan, sharing=CostSharing(wanted), by=request.membership, at=moment_of(request).at)
        notify(request, f"{CostSharing(wanted).label}.")
    except Refused as refusal:
        notify(request, str(refusal))
    return back_to_editing(request, plan)


def row_or_404(plan: BusinessPlan, row_kind: str, row_id: UUID) -> PlanRow:
    """A row of the plan that the reader reaches."""
    if row_kind not in set(RowKind):
        raise Http404
    kind = RowKind(row_kind)
    if kind is RowKind.PLAN:
        if row_id != plan.pk:
            raise Http404
        return plan
    row: PlanRow = get_object_or_404(MODELS[kind], pk=row_id, plan=plan)
    return row


def back_to_editing(request: TenantRequest, plan: BusinessPlan, anchor: str = "") -> HttpResponse:
    """Where a button of the editing pages leads back to: its step, or all on one page."""
    back = request.POST.get("back", "")
    if back.isdecimal() and 1 <= int(back) <= len(STEPS):
        answer = redirect("planning:plan-step", request.tenant.slug, plan.pk, int(back))
    else:
        answer = redirect("planning:plan-whole", request.tenant.slug, plan.pk)
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


def _saved(request: TenantRequest, saved: Saved, key: str) -> HttpResponse:
    context = editing_page(request, saved.plan) | {
        "id": key,
        "revision": saved.plan.revision,
        "row_id": str(saved.row.pk),
        "warnings": warnings_at(saved.row),
        "asks_sharing": saved.asks_sharing,
        "card": None,
    }
    if saved.field in SHAPING and saved.is_new:
        back = request.POST.get("back", "")
        step = _step_of(saved.row, saved.field) if back != "all" else None
        context["card"] = card_of(drawing_of(request, saved.plan), saved.row, step, locked=False)
    return TemplateResponse(request, "planning/plan_saved.html", context)


def _step_of(row: PlanRow, field: str) -> Step | None:
    return next((step for step in STEPS if field in fields_of_step(step, row)), None)


def _conflict(
    request: TenantRequest, plan: BusinessPlan, row: PlanRow, field: str, conflict: FieldConflict
) -> HttpResponse:
    fresh = get_plan_or_404(plan.pk)
    mine = json.dumps([[f"a-{row.pk}-{field}", conflict.mine]])
    stands = row_or_404(fresh, _kind_word(row), row.pk)
    drawn = field_row(drawing_of(request, fresh), stands, field)
    context = {"field": replace(drawn, problem=str(conflict), mine=mine), "swap": True}
    return TemplateResponse(request, "planning/plan_field.html", context, status=409)


def _kind_word(row: PlanRow) -> str:
    return next(kind.value for kind, model in MODELS.items() if isinstance(row, model))
