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
from planning.documents.plans.outlook import By
from planning.enums import Case, RowKind
from planning.models import BusinessPlan, PlanLine
from planning.operations.plans.fields import Saved, save_field
from planning.operations.plans.outcomes import Calculated
from planning.operations.plans.saving import may_edit_costs
from planning.operations.plans.units import UNITS_PERCENT, units_in_percent
from planning.operations.plans.values import MODELS, column_of, text_of
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from planning.views.plans.page import get_plan_or_404, plan_page
from planning.views.what_if.driver_rows import DriverGroup, base_groups, case_groups
from planning.views.what_if.outlook import by_of, calculated, outlook, script_data, shared_profit
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


@dataclass(frozen=True, slots=True)
class _Result:
    """The plan after saving, what was refused in words by driver, and what it comes to where that is known."""

    plan: BusinessPlan
    problems: dict[str, str]
    calculated: Calculated | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_VIEW)
def what_if(request: TenantRequest, tenant: str, plan_id: UUID, case: str) -> HttpResponse:
    """A case of the plan with its drivers. Posted, it saves what changed: one driver by script, or the whole form."""
    plan, shown = get_plan_or_404(plan_id), _case(case)
    if request.method != "POST":
        return _page(request, plan, shown, problems={})
    if not request.membership.may(Permission.PLAN_EDIT):
        raise Http404
    result = _save_all(request, plan)
    if request.headers.get("HX-Request"):
        return _answer(request, shown, result)
    if result.problems:
        return _page(request, result.plan, shown, problems=result.problems)
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
    context = plan_page(request, plan, PAGE) | outlook(plan, *calculated(assumptions, overlay), by=by)
    context |= _groups(request, plan, case, saves=saves, problems=problems)
    context |= {
        "case": case,
        "cases": case_links(request.tenant.slug, plan, case),
        "bys": [(each.label, each.name.lower(), each is by) for each in By],
        "script_data": script_data(plan, assumptions, overlay, by=by),
        "saves": saves,
        "is_locked": may_edit and not plan.state_enum.is_open,
        "problems": problems,
        "shared_profit": [] if assumptions.business else shared_profit(plan, case),
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


def _answer(request: TenantRequest, case: Case, result: _Result) -> HttpResponse:
    """The figures as they stand now, for the script to put beside its preview; a refusal in words instead."""
    plan = result.plan
    if result.calculated is not None:
        account, discount = result.calculated.as_read(case)
    else:
        account, discount = calculated(assumptions_of(plan), overlays_of(plan)[case])
    context = {"plan": plan, "problems": result.problems, **outlook(plan, account, discount, by=by_of(request))}
    return TemplateResponse(request, "planning/what_if_answer.html", context, status=422 if result.problems else 200)


def _save_all(request: TenantRequest, plan: BusinessPlan) -> _Result:
    """Save every driver that was sent and differs."""
    sent = request.POST.get("revision", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    result, at = _Result(plan, {}), moment_of(request).at
    for name in [name for name in request.POST if name.count(":") == 2]:
        try:
            saved = _save(request, plan, name, revision, at)
        except Refused as refusal:
            result.problems[name] = str(refusal)
        except ValidationError as refusal:
            result.problems[name] = " ".join(refusal.messages)
        else:
            result = result if saved is None else _Result(saved.plan, result.problems, saved.calculated)
    return result


def _save(request: TenantRequest, plan: BusinessPlan, name: str, revision: int | None, at: datetime) -> Saved | None:
    """Save one driver; None when it stands so already."""
    kind, row_id, field = name.split(":")
    row, text = _row(plan, kind, row_id), request.POST[name]
    if row is None:
        raise Refused("This is not in the plan any more. Reload the page.")
    if field == UNITS_PERCENT and isinstance(row, PlanLine):
        field, text = "custom_units", units_in_percent(row, text)
    column_of(type(row), field)
    if text == text_of(row, field):
        return None
    return save_field(plan=plan, row=row, field=field, text=text, revision=revision, by=request.membership, at=at)


def _row(plan: BusinessPlan, kind: str, row_id: str) -> Any:
    """The row that a driver is of, where it is the reader's; None where it is not there."""
    try:
        model, key = MODELS[RowKind(kind)], UUID(row_id)
    except (KeyError, ValueError):
        return None
    return model.objects.filter(plan=plan, pk=key).first() if model is not BusinessPlan else None
