"""What if: move a driver of a plan or of one of its cases, and see 36 months follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.views.page import moment_of
from planning.documents.outlook import By
from planning.enums import Case, RowKind
from planning.models import BusinessPlan
from planning.operations.plan_rows import save_field
from planning.operations.plan_saving import may_edit_costs
from planning.operations.plan_values import MODELS, column_of, text_of
from planning.queries.assumptions import assumptions_of, overlays_of
from planning.views.driver_rows import DriverGroup, base_groups, case_groups
from planning.views.outlook import by_of, outlook, script_data
from planning.views.plan_page import get_plan_or_404, plan_page
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

PAGE = "planning:plan-what-if"


@dataclass(frozen=True, slots=True)
class CaseLink:
    """One of the three cases, and where it is."""

    case: Case
    url: str
    is_current: bool


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_VIEW)
def what_if(request: TenantRequest, tenant: str, plan_id: UUID, case: str) -> HttpResponse:
    """A case of the plan with its drivers. Posted, it saves what changed: one driver by script, or the whole form."""
    plan, shown = get_plan_or_404(plan_id), _case(case)
    if request.method != "POST":
        return _page(request, plan, shown, problems={})
    if not request.membership.may(Permission.PLAN_EDIT):
        raise Http404
    plan, problems = _save_all(request, plan)
    if request.headers.get("HX-Request"):
        return _answer(request, plan, shown, problems)
    if problems:
        return _page(request, plan, shown, problems=problems)
    return redirect(f"{request.path}?by={by_of(request).name.lower()}")


def case_links(slug: str, plan: BusinessPlan, current: Case | None) -> list[CaseLink]:
    """All three, each with its own address."""
    return [CaseLink(case, reverse(PAGE, args=[slug, plan.pk, case.value]), case is current) for case in Case]


def _case(name: str) -> Case:
    try:
        return Case(name)
    except ValueError:
        raise Http404 from None


def _page(request: TenantRequest, plan: BusinessPlan, case: Case, *, problems: dict[str, str]) -> HttpResponse:
    assumptions, overlay, by = assumptions_of(plan), overlays_of(plan)[case], by_of(request)
    may_edit = request.membership.may(Permission.PLAN_EDIT)
    saves = may_edit and plan.state_enum.is_open
    context = plan_page(request, plan, PAGE) | outlook(plan, assumptions, overlay, by=by)
    context |= _groups(request, plan, case, saves=saves, problems=problems)
    context |= {
        "case": case,
        "cases": case_links(request.tenant.slug, plan, case),
        "bys": [(each.label, each.name.lower(), each is by) for each in By],
        "script_data": script_data(plan, assumptions, overlay, by=by),
        "saves": saves,
        "is_locked": may_edit and not plan.state_enum.is_open,
        "problems": problems,
    }
    return TemplateResponse(request, "planning/what_if.html", context, status=422 if problems else 200)


def _groups(
    request: TenantRequest, plan: BusinessPlan, case: Case, *, saves: bool, problems: dict[str, str]
) -> dict[str, list[DriverGroup]]:
    if case is not Case.BASE:
        return {"case_groups": case_groups(plan, case, saves=saves, problems=problems)}
    saves_costs = saves and may_edit_costs(plan, request.membership)
    lines, business = base_groups(plan, saves=saves, saves_costs=saves_costs, problems=problems)
    return {"line_groups": lines, "business_groups": business}


def _answer(request: TenantRequest, plan: BusinessPlan, case: Case, problems: dict[str, str]) -> HttpResponse:
    """The figures as they stand now, for the script to put beside its preview; a refusal in words instead."""
    figures = outlook(plan, assumptions_of(plan), overlays_of(plan)[case], by=by_of(request))
    context = {"plan": plan, "problems": problems, **figures}
    return TemplateResponse(request, "planning/what_if_answer.html", context, status=422 if problems else 200)


def _save_all(request: TenantRequest, plan: BusinessPlan) -> tuple[BusinessPlan, dict[str, str]]:
    """Save every driver that was sent and differs: the plan as it stands then, and what was refused, by driver."""
    sent = request.POST.get("revision", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    problems, at = {}, moment_of(request).at
    for name in [name for name in request.POST if name.count(":") == 2]:
        try:
            plan = _save(request, plan, name, revision, at)
        except Refused as refusal:
            problems[name] = str(refusal)
        except ValidationError as refusal:
            problems[name] = " ".join(refusal.messages)
    return plan, problems


def _save(request: TenantRequest, plan: BusinessPlan, name: str, revision: int | None, at: datetime) -> BusinessPlan:
    kind, row_id, field = name.split(":")
    row, text = _row(plan, kind, row_id), request.POST[name]
    if row is None:
        raise Refused("This is not in the plan any more. Reload the page.")
    column_of(type(row), field)
    if text == text_of(row, field):
        return plan
    return save_field(plan=plan, row=row, field=field, text=text, revision=revision, by=request.membership, at=at).plan


def _row(plan: BusinessPlan, kind: str, row_id: str) -> Any:
    """The row that a driver is of, where it is the reader's; None where it is not there."""
    try:
        model, key = MODELS[RowKind(kind)], UUID(row_id)
    except (KeyError, ValueError):
        return None
    return model.objects.filter(plan=plan, pk=key).first() if model is not BusinessPlan else None
